import { counted, label } from '../shared/text.ts';
import { licensesInWords } from './licenses.ts';
import type { RunFacts } from './run-result.ts';
import { duration } from './text.ts';
import { lineOf, planInWords, settingsAfter, statusInWords } from './words.ts';

/** So many repositories are told of one by one in the log; of more, only those that differ. */
export const FEW = 20;

/** So many plans are told of one by one; of more, only how many are how well. */
export const FEW_PLANS = 3;

/** The numbers of a run, a line of the log each, in the order of the job summary. */
export function numbersOf(run: RunFacts): readonly string[] {
  const licenses = licensesInWords(run);
  return [
    ...resourceLines(run),
    ...(licenses === undefined ? [] : [`Licenses: ${licenses}`]),
    ...(run.plans.length <= FEW_PLANS ? allPlans(run) : [healthsInWords(run)]),
    ...(run.coverage?.numbers ?? []),
    `Organization ${label(run.organization)}: ${[...passedOver(run), cost(run)].join(', ')}`,
  ];
}

function resourceLines({ verdict: { resources, totals }, state }: RunFacts): readonly string[] {
  const [only] = resources;
  if (only !== undefined && resources.length === 1) return [lineOf(only)];
  const counts = [...totals].map(([status, count]) => `${String(count)} ${statusInWords(status, state)}`);
  return counts.length === 0 ? [] : [`${String(resources.length)} checked: ${counts.join('; ')}`];
}

/** A line for each plan, and one for its settings. */
export function allPlans({ plans, settings, verdict: { healths }, laterNow }: RunFacts): readonly string[] {
  return [
    ...plans.map((plan) => `Backup plan ${label(plan)}: ${planInWords(plan, healths.get(plan.id), laterNow)}`),
    ...settings.map(({ plan, result }) => `Settings of backup plan ${label(plan)}: ${settingsAfter(result)}`),
  ];
}

/** How many plans are how well: `4 backup plans: 1 failing, 3 healthy`. */
export function healthsInWords({ plans, verdict: { healths } }: RunFacts): string {
  const all = counted(plans.length, 'backup plan');
  if (healths.size === 0) return all;
  const counts = Map.groupBy(plans, ({ id }) => healths.get(id) ?? 'unknown');
  return `${all}: ${[...counts].map(([health, some]) => `${String(some.length)} ${health}`).join(', ')}`;
}

/** What patterns would select, were it not removed at the Git host. */
export function passedOver({ passedOver: repositories }: RunFacts): readonly string[] {
  const { length } = repositories;
  return length === 0 ? [] : [`${String(length)} passed over, removed at the Git host`];
}

/** What the run cost: `8 requests to GitProtect, 1.2 s`. */
export function cost({ requests, milliseconds }: RunFacts): string {
  return `${counted(requests, 'request')} to GitProtect, ${duration(milliseconds)}`;
}
