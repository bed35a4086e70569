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
  if (repositories.some((repository) => problemsOf(repository).length > 0)) return 'failed';
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
export function headline(verdict: Verdict, { organization, repositories, plans }: Outcome): string {
  const [only] = repositories;
  const disabled = plans
    .filter(({ schedule }) => schedule === 'disabled')
    .map(label)
    .join(', ');
  const what =
    only !== undefined && repositories.length === 1
      ? label({
          id: only.repository.id,
          name: `${organization.name}/${shortName(only.repository.name, organization.name)}`,
        })
      : counted(repositories.length, 'repository', 'repositories');
  const into = plans.map(label).join(', ');
  const where = `${plans.length === 1 ? 'backup plan' : 'backup plans'} ${into}`;
  switch (verdict) {
    case 'failed':
      return `Not protected: ${what} is not, or not provably, in ${where} with an active license`;
    case 'drift':
    case 'drift-failed':
      return `Drift found, nothing changed (dry run): ${what} is not licensed and attached to ${where} as asked`;
    case 'unproved':
      return `Changes accepted, but not proved: GitProtect doesn't report the state of ${what} in ${where}`;
    case 'schedule-disabled':
      return `Licensed and attached, but not backed up on schedule: ${what} in ${where}, of which ${disabled} is disabled`;
    case 'corrected':
      return `Protected, drift corrected: ${what} holds an active license and is attached to ${where}`;
    case 'steady':
      return `Protected, nothing to do: ${what} holds an active license and is attached to ${where}`;
  }
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

/** Every problem of the run with the names of the repositories that have it. */
export function problemsByCause(
  outcome: Outcome,
): readonly { readonly problem: Problem; readonly repositories: readonly string[] }[] {
  const causes = new Map<string, { problem: Problem; repositories: string[] }>();
  for (const repository of outcome.repositories)
    for (const problem of problemsOf(repository)) {
      const cause = causes.get(problem.message) ?? { problem, repositories: [] };
      cause.repositories.push(repository.repository.name);
      causes.set(problem.message, cause);
    }
  return [...causes.values()];
}
