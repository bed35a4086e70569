import type { DesiredState } from '../domain/desired-state.ts';
import type { Diff, DiffEntry } from '../domain/diff.ts';
import type { Line, Request, RequestedState } from '../domain/request.ts';
import type { Resolution } from '../domain/resolution.ts';
import { suggestion } from '../domain/resolve-errors.ts';
import { unmatchedExclusions, isFound, type LineMatch, passedOver } from '../domain/select.ts';
import type { Logger } from '../shared/logger.ts';
import { counted, label, namesOf, shortened, someOf } from '../shared/text.ts';
import { licensesNeeded } from './licenses.ts';
import { limited } from './log-end.ts';
import { FEW } from './numbers.ts';
import { lastRunOf, nameOf, plansInWords, scheduleOf, selectionOf, stateBefore } from './words.ts';

/** So many plans are logged one by one for each repository; more are counted. */
const MAX_PLANS = 5;

/** Of more plans nobody reads a line each. */
const MAX_PLAN_LINES = 200;

/** So many lines of a selection are logged. */
const MAX_LINES = 1000;

/** So many repositories that the run passed over are named; the report has all. */
const MAX_PASSED_OVER = 10;

/** What is looked at, in a few words. */
export function subjectOf({ selection, projects }: Pick<Request, 'selection' | 'projects'>): string {
  const [line, more] = [...(selection?.included ?? []), ...(projects?.included ?? [])];
  const excluded = [...(selection?.excluded ?? []), ...(projects?.excluded ?? [])];
  if (line === undefined || more !== undefined || excluded.length > 0) return 'the selected repositories';
  return selection === undefined ? `project '${shortened(line.text)}'` : `'${shortened(line.text)}'`;
}

/** Logs what each line of the selection means. @param linesAtHost those that mean something at the Git host */
export function logSelection(
  { selected, projects, missing, missingProjects, idleProjects }: Resolution,
  state: RequestedState,
  linesAtHost: ReadonlySet<Line>,
  log: Logger,
): void {
  const { items, included, excluded } = selected;
  if (included.length > 1 || excluded.length > 0 || included[0]?.line.kind === 'pattern') {
    const lines = [
      ...included.map((match) => `'${shortened(match.line.text)}' selects ${matchInWords(match)}`),
      ...excluded.map((match) => {
        const isAtHost = linesAtHost.has(match.line) && match.items.length === 0;
        return `'!${shortened(match.line.text)}' excludes ${isAtHost ? 'what the Git host lists under that name' : matchInWords(match)}`;
      }),
    ];
    for (const line of limited(lines, MAX_LINES)) log.info(line);
    log.info(`Selected: ${counted(items.length, 'repository', 'repositories')}`);
  }
  // The job's own repository in Azure DevOps: it is not listed as it was looked for.
  for (const { line, items } of included)
    if (line.kind === 'name' && line.project !== undefined && items.length === 1 && items[0]?.name !== line.text)
      log.info(`'${line.text}' is listed as ${items.map(label).join()}`);
  const passed = passedOver({ selected, projects });
  if (passed.length > 0)
    log.info(
      `Passed over, since GitProtect marks them as removed at the Git host: ${namesOf(passed, MAX_PASSED_OVER)}`,
    );
  const idle = unmatchedExclusions(selected).filter((line) => !linesAtHost.has(line));
  if (idle.length > 0)
    log.notice(
      'An exclusion in repository matches nothing',
      `${someOf(idle.map(({ text }) => `'!${text}'`))}: no repository that GitProtect lists is sure to be meant. Correct the line, or remove it.`,
    );
  if (idleProjects.length > 0)
    log.notice(
      'An exclusion in project matches nothing',
      `${someOf(idleProjects.map(({ text }) => `'!${text}'`))}: no project matches. Correct the line, or remove it.`,
    );
  if (state.kind !== 'present') logAbsent(included, missing, missingProjects, log);
}

/** Logs what is not listed, and so is absent already: it may be a typing mistake. */
function logAbsent(
  included: readonly LineMatch[],
  missing: Resolution['missing'],
  missingProjects: Resolution['missingProjects'],
  log: Logger,
): void {
  const patterns = included.filter((match) => match.line.kind === 'pattern' && !isFound(match));
  const names = [
    ...missing.map(({ text, similar }) =>
      similar === undefined ? `'${text}'` : `'${text}' (${suggestion(text, similar)})`,
    ),
    ...patterns.map(({ line }) => `'${line.text}'`),
    ...missingProjects.map(({ text }) => `project '${text}'`),
  ];
  if (names.length > 0)
    log.notice(
      'Not listed, so already absent',
      `GitProtect lists nothing named ${someOf(names)}, so there is nothing to do. If the name is wrong, correct the line.`,
    );
}

function matchInWords({ items }: LineMatch): string {
  return items.length === 0 ? 'nothing' : namesOf(items);
}

/** Logs what was read, and what differs from it. */
export function logDiff(diff: Diff, { organization, plans, resources }: DesiredState, log: Logger): void {
  log.info(`Organization ${label(organization)} (${organization.id})`);
  for (const plan of plans.slice(0, MAX_PLAN_LINES)) {
    const facts = [`schedule ${scheduleOf(plan)}`, `last run ${lastRunOf(plan.lastRun)}`, selectionOf(plan)];
    const known = facts.filter((fact) => fact !== undefined).join('; ');
    log.info(`Backup plan ${label(plan)} (${plan.id}): ${known}`);
  }
  if (plans.length > MAX_PLAN_LINES) log.info(`… and ${String(plans.length - MAX_PLAN_LINES)} backup plans more`);
  if (resources.some(({ license }) => license === 'active'))
    log.info(`Licenses: ${licensesNeeded(diff, organization)}`);
  const repositories = [...Map.groupBy(diff, ({ change }) => change.resource.id).values()];
  const drifted = repositories.filter((entries) => entries.some(({ kind }) => kind !== 'satisfied'));
  const isFew = repositories.length <= FEW;
  if (!isFew) log.info(`${String(repositories.length)} repositories, ${String(drifted.length)} of which need changes`);
  for (const entries of isFew ? repositories : drifted) logRepository(entries, log);
}

/** @param entries those of one repository or project */
function logRepository(entries: readonly DiffEntry[], log: Logger): void {
  const [first] = entries;
  if (first === undefined) return;
  const { resource } = first.change;
  const states = entries.flatMap(({ change: { kind, before } }) =>
    kind === 'activate' || kind === 'deactivate' ? `license ${stateBefore(before)}` : [],
  );
  const plans = entries.flatMap(({ change }) =>
    'plan' in change ? { plan: change.plan, state: stateBefore(change.before) } : [],
  );
  log.info(`${nameOf(resource)} (${resource.id}): ${[...states, ...plansInWords(plans, MAX_PLANS)].join('; ')}`);
}
