import { changeResultsOf, isUnverified, type ResourceResult } from '../domain/resource-result.ts';
import type { Cause } from '../domain/verdict.ts';
import { label, shortened, someOf } from '../shared/text.ts';
import { plansToDo } from './plan-trouble.ts';
import type { RunFacts, RunResult } from './run-result.ts';
import { ofAll } from './subjects.ts';
import { withRest } from './text.ts';
import type { ToDo } from './to-do.ts';
import { isAcceptedOnly, isProtectionOpen, mayBeIn } from './unproved.ts';

const LEVELS: readonly ToDo['level'][] = ['error', 'warning'];

export function withToDo(run: RunFacts): RunResult {
  return { ...run, toDo: toDoOf(run) };
}

/** All that is to be done after a run: what the step fails for first, and of that what concerns most. */
function toDoOf(run: RunFacts): readonly ToDo[] {
  const { verdict, coverage, worded } = run;
  const all: readonly ToDo[] = [
    ...ofCauses(verdict.causes),
    ...(coverage?.toDo ?? []),
    // The remedies of the others call inputs as the user does already.
    ...ownToDo(run).map((each) => ({ ...each, remedy: worded(each.remedy) })),
  ];
  return withOwnTitles(
    LEVELS.flatMap((level) => all.filter((each) => each.level === level).sort((a, b) => b.weight - a.weight)),
  );
}

/** So many names tell titles apart, of so many characters. */
const MAX_NAMES = 2;
const MAX_NAME_LENGTH = 40;

/**
 * No two have one title, as annotations are listed by these: those that would are told apart by what they concern, and by
 * a number where several concern the same.
 */
function withOwnTitles(toDo: readonly ToDo[]): readonly ToDo[] {
  const byTitle = Map.groupBy(toDo, ({ title }) => title);
  const own = new Map<ToDo, string>();
  for (const [title, same] of byTitle) {
    if (same.length < 2) continue;
    for (const [names, alike] of Map.groupBy(same, namesIn))
      for (const [index, each] of alike.entries()) {
        const number = alike.length < 2 ? '' : `${String(index + 1)} of ${String(alike.length)}`;
        const difference = [names, number].filter((part) => part !== '').join('; ');
        if (difference !== '') own.set(each, `${title} (${difference})`);
      }
  }
  return toDo.map((each) => ({ ...each, title: own.get(each) ?? each.title }));
}

function namesIn({ names }: ToDo): string {
  const first = names.slice(0, MAX_NAMES).map((name) => shortened(name, MAX_NAME_LENGTH));
  return withRest(first, names.length);
}

/** Of other plans it may not be reported whether they contain what was to leave them. */
function othersToDo({ verdict, state }: RunFacts): readonly ToDo[] {
  const isPresent = state === 'present';
  const others = verdict.resources.filter((each) => mayBeIn(each).length > 0);
  const plans = someOf([...new Set(others.flatMap(mayBeIn).map(label))], 5);
  return warningOf(namesOf(others), {
    title: isPresent ? 'The protection could not be proved' : 'The absence could not be proved',
    text: `GitProtect doesn't report whether backup plan ${plans} contains it${isPresent ? ', too' : ''}, and was not asked to detach it`,
    remedy: 'Look in GitProtect whether the backup plan contains the repository; if it does, detach it there.',
  });
}

/** What neither a failure nor coverage tells. */
function ownToDo(run: RunFacts): readonly ToDo[] {
  const { verdict, settings, unlistedPlans, state, dryRun } = run;
  const isPresent = state === 'present';
  return [
    // What leaves a plan is not backed up by it any more.
    ...(isPresent ? plansToDo(run) : []),
    ...warningOf(namesOf(verdict.resources.filter(isAcceptedOnly)), {
      title:
        isPresent && verdict.resources.some(isProtectionOpen)
          ? 'The protection could not be proved'
          : 'The changes could not be proved',
      text: "GitProtect accepted the changes, or answered that they had been made before, but its answers don't report the state (state not reported by the server)",
      remedy: 'Check it in GitProtect, and report the field names from a run with debug logging.',
    }),
    ...othersToDo(run),
    ...warningOf(
      settings.flatMap(({ plan, result }) => (isUnverified(result) ? label(plan) : [])),
      {
        title: 'The settings of the backup plan could not be proved',
        text: "GitProtect accepted the change of the backup plan's settings, but its answers don't report them",
        remedy: 'Check the plan in GitProtect.',
      },
    ),
    // Where changes are made, what was asked of the plan tells.
    ...warningOf(dryRun ? unlistedPlans.map(label) : [], {
      title: 'The backup plan could not be checked',
      text: 'GitProtect lists no backup plan with this ID, so a dry run cannot tell whether it exists, or whether repositories can be attached to it',
      remedy: 'Check in GitProtect that it is the ID of a backup plan of this organization.',
    }),
    ...(dryRun ? driftToDo(run) : []),
  ];
}

/** A warning of what has these names; none where nothing has. */
function warningOf(names: readonly string[], words: Pick<ToDo, 'title' | 'text' | 'remedy'>): readonly ToDo[] {
  return names.length === 0 ? [] : [{ level: 'warning', source: 'run', names, weight: names.length, ...words }];
}

function namesOf(results: readonly ResourceResult[]): readonly string[] {
  return results.map(({ resource }) => resource.name);
}

/** What was not tried after others failed is told with these: both have one reason, and one remedy. */
function ofCauses(causes: readonly Cause[]): readonly ToDo[] {
  const groups = Map.groupBy(causes, ({ problem }) => JSON.stringify([problem.reason, problem.remedy]));
  return [...groups.values()].flatMap((group) => {
    const [tried, ...others] = group.filter(({ problem }) => problem.kind !== 'not-tried');
    const notTried = group.filter(({ problem }) => problem.kind === 'not-tried');
    if (tried === undefined || notTried.length === 0) return group.map((cause) => ofCause(cause, []));
    const known = new Set(tried.names);
    const names = notTried.flatMap((cause) => cause.names).filter((name) => !known.has(name));
    return [ofCause(tried, names), ...others.map((cause) => ofCause(cause, []))];
  });
}

/** @param notTried names of what was not tried after it */
function ofCause({ problem, names }: Cause, notTried: readonly string[]): ToDo {
  const { title, message, remedy } = problem;
  const all = [...names, ...notTried];
  const text =
    notTried.length === 0
      ? message
      : `${message}; ${String(notTried.length)} of them were not tried after the same error on others`;
  return { level: 'error', source: 'failure', title, names: all, weight: all.length, text, remedy };
}

/** What a dry run leaves to be done. */
function driftToDo(run: RunFacts): readonly ToDo[] {
  const { resources, failedForDrift } = run.verdict;
  // Of what fails something may be changed all the same.
  const drifted = resources.filter((each) =>
    changeResultsOf(each).some(({ result }) => result.kind === 'would'),
  ).length;
  const plans = run.settings.flatMap(({ plan, result }) => (result.kind === 'would' ? label(plan) : []));
  const parts = [
    ...(drifted === 0 ? [] : [ofAll(run, drifted)]),
    ...(plans.length === 0 ? [] : [`the settings of backup plan ${someOf(plans, 5)}`]),
  ];
  if (parts.length === 0) return [];
  return [
    {
      level: failedForDrift ? 'error' : 'warning',
      source: 'run',
      title: 'Drift found',
      names: [],
      weight: drifted + plans.length,
      text: `${run.worded('without dry-run')}, this run would change ${parts.join(', and ')}`,
      remedy: 'Run without dry-run to make these changes, or make them in GitProtect.',
    },
  ];
}
