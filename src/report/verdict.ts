import { shortName } from '../protection/find.ts';
import { counted, label, someOf } from '../wording.ts';
import {
  hadDrift,
  hasUnprovedChange,
  type Outcome,
  type Problem,
  problemsOf,
  type RepositoryOutcome,
  wasChanged,
} from '../protection/outcome.ts';

/** Facts of the run that the outcome doesn't hold. */
export interface RunFacts {
  readonly dryRun: boolean;
  readonly failOnDrift: boolean;
  readonly requests: number;
  readonly milliseconds: number;
}

/** The run in one word; `failed` and `drift-failed` end the step with exit code 1. */
export type Verdict = 'failed' | 'drift-failed' | 'drift' | 'unproved' | 'schedule-disabled' | 'corrected' | 'steady';

/** The least good thing that can be said of the run. "Protected" is said only where nothing speaks against it. */
export function verdictOn({ repositories, plans }: Outcome, { dryRun, failOnDrift }: RunFacts): Verdict {
  // No repository proves nothing.
  if (repositories.length === 0 || repositories.some((repository) => problemsOf(repository).length > 0))
    return 'failed';
  const drift = repositories.some(hadDrift);
  if (drift && dryRun) return failOnDrift ? 'drift-failed' : 'drift';
  if (repositories.some(hasUnprovedChange)) return 'unproved';
  if (plans.some(({ schedule }) => schedule === 'disabled')) return 'schedule-disabled';
  return repositories.some(wasChanged) ? 'corrected' : 'steady';
}

/** Whether the step succeeds. */
export function isSuccess(verdict: Verdict): boolean {
  return verdict !== 'failed' && verdict !== 'drift-failed';
}

const MARKS: Readonly<Record<Verdict, string>> = {
  failed: '❌',
  'drift-failed': '❌',
  drift: '⚠️',
  unproved: '⚠️',
  'schedule-disabled': '⚠️',
  corrected: '✅',
  steady: '✅',
};

/** A sign that shows at a glance how the run ended. */
export function markOf(verdict: Verdict): string {
  return MARKS[verdict];
}

/** The run in one sentence, for the end of the log and the top of the summary. */
export function headline(verdict: Verdict, outcome: Outcome): string {
  const { repositories, plans } = outcome;
  const isOne = repositories.length === 1;
  const all = whole(outcome);
  const where = `${plans.length === 1 ? 'backup plan' : 'backup plans'} ${someOf(plans.map(label))}`;
  const holdAndAre = isOne ? 'holds an active license and is' : 'hold an active license and are';
  switch (verdict) {
    case 'failed':
      return `Not protected: ${part(outcome, (each) => problemsOf(each).length > 0)} not, or not provably, in ${where} with an active license`;
    case 'drift':
    case 'drift-failed':
      return `Drift found, nothing changed (dry run): ${part(outcome, hadDrift)} not licensed and attached to ${where} as asked`;
    case 'unproved':
      return `Changes accepted, but not proved: GitProtect doesn't report the state of ${numbered(outcome, hasUnprovedChange).text} in ${where}`;
    case 'schedule-disabled': {
      const disabled = plans.filter(({ schedule }) => schedule === 'disabled');
      return `Licensed and attached, but not backed up on schedule: ${all} in ${where}, of which ${someOf(disabled.map(label))} is disabled`;
    }
    case 'corrected': {
      const newly = isOne ? '' : `, ${String(repositories.filter(wasChanged).length)} of them newly,`;
      return `Protected, drift corrected: ${all}${newly} ${holdAndAre} attached to ${where}`;
    }
    case 'steady':
      return `Protected, nothing to do: ${all} ${holdAndAre} attached to ${where}`;
  }
}

function whole({ organization, repositories }: Outcome): string {
  const [only] = repositories;
  if (only === undefined || repositories.length > 1)
    return `${counted(repositories.length, 'repository', 'repositories')} of organization ${label(organization)}`;
  const { id, name } = only.repository;
  return label({ id, name: `${organization.name}/${shortName(name, organization.name)}` });
}

type Which = (repository: RepositoryOutcome) => boolean;

/** Those of the repositories, with the verb that fits. */
function part(outcome: Outcome, which: Which): string {
  const { text, count } = numbered(outcome, which);
  return `${text} ${count === 1 ? 'is' : 'are'}`;
}

function numbered(outcome: Outcome, which: Which): { readonly text: string; readonly count: number } {
  const { repositories } = outcome;
  const count = repositories.filter(which).length;
  return { text: count === repositories.length ? whole(outcome) : `${String(count)} of ${whole(outcome)}`, count };
}

/** Something that the reader should know although it didn't fail. */
export interface Caution {
  readonly title: string;
  readonly text: string;
}

/** What to be careful about, in the order of weight. */
export function cautionsOn({ repositories, plans }: Outcome): readonly Caution[] {
  const disabled = plans.filter(({ schedule }) => schedule === 'disabled');
  const unproved = repositories.filter(hasUnprovedChange);
  return [
    ...disabled.map((plan) => ({
      title: 'The backup plan is not scheduled',
      text: `The schedule of backup plan ${label(plan)} is disabled: repositories attached to it are not backed up until it is enabled in GitProtect.`,
    })),
    ...(unproved.length === 0 ? [] : [unprovedCaution(unproved)]),
  ];
}

function unprovedCaution(repositories: readonly RepositoryOutcome[]): Caution {
  const names = someOf(
    repositories.map(({ repository }) => repository.name),
    5,
  );
  return {
    title: 'The protection could not be proved',
    text: `GitProtect accepted the changes to ${names}, but its answers don't report the state (state not reported by the server). Look at it in GitProtect once, and report the field names from a run with debug logging.`,
  };
}

/** Problems of one title and reason, with the names of the repositories that have them. */
export interface Cause {
  /** The first of them. */
  readonly problem: Problem;
  readonly repositories: readonly string[];
}

/** Every problem of the run, those of most repositories first. */
export function problemsByCause({ repositories }: Outcome): readonly Cause[] {
  const causes = new Map<string, { problem: Problem; repositories: Set<string> }>();
  for (const outcome of repositories)
    for (const problem of problemsOf(outcome)) {
      const key = JSON.stringify([problem.title, problem.reason]);
      const cause = causes.get(key) ?? { problem, repositories: new Set() };
      cause.repositories.add(outcome.repository.name);
      causes.set(key, cause);
    }
  return [...causes.values()]
    .map(({ problem, repositories: names }) => ({ problem, repositories: [...names] }))
    .sort((a, b) => b.repositories.length - a.repositories.length);
}
