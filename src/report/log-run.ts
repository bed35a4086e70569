import type { DesiredState } from '../domain/desired-state.ts';
import type { Diff, DiffEntry } from '../domain/diff.ts';
import type { Organization } from '../domain/model.ts';
import { below } from '../domain/find.ts';
import type { Request, Selection } from '../domain/request.ts';
import type { LineMatch, Selected } from '../domain/select.ts';
import type { Logger } from '../shared/logger.ts';
import { counted, label, someOf } from '../shared/text.ts';
import { headline, markOf, warningsOf } from './headline.ts';
import type { RunResult } from './run-result.ts';
import { duration } from './text.ts';
import {
  lastRunOf,
  licenseAfter,
  membershipAfter,
  scheduleOf,
  selectionOf,
  stateBefore,
  statusInWords,
} from './words.ts';

/** Annotations of each kind: together with those of other modules they stay below GitHub's limit. */
const MAX_WARNINGS = 3;
const MAX_CAUSES = 4;

/** Of what one annotation warns of, so many are in it. */
const MAX_IN_ONE = 5;

/** So many repositories are logged one by one; of more, only those that differ. */
export const FEW = 20;

/** So many plans are logged one by one for each repository; more are counted. */
const MAX_PLANS = 5;

/** What is looked at, in a few words. */
export function subjectOf({ included, excluded }: Selection): string {
  const [line] = included;
  return line !== undefined && included.length === 1 && excluded.length === 0
    ? `'${line.text}'`
    : 'the selected repositories';
}

/** Logs which lines name the owner of the workflow's repository, where that has another name in GitProtect. */
export function logOtherOwners(
  { selection, workflowOwner }: Pick<Request, 'selection' | 'workflowOwner'>,
  organization: Organization,
  log: Logger,
): void {
  if (workflowOwner === undefined) return;
  const where = `organization ${label(organization)}, which GitProtect lists under that name`;
  for (const { kind, text } of selection.included)
    if (kind === 'name' && below(workflowOwner, text) !== undefined && below(organization.name, text) === undefined)
      log.info(`Looking for '${text}' in ${where}`);
}

/** Logs what each line of the selection means. */
export function logSelection(selected: Selected, log: Logger): void {
  const { repositories, included, excluded, removedAtHost } = selected;
  if (included.length > 1 || excluded.length > 0 || included[0]?.line.kind === 'pattern') {
    for (const match of included) log.info(`'${match.line.text}' selects ${matchInWords(match)}`);
    for (const match of excluded) log.info(`'!${match.line.text}' leaves out ${matchInWords(match)}`);
    log.info(`Selected: ${counted(repositories.length, 'repository', 'repositories')}`);
  }
  if (removedAtHost > 0)
    log.info(`Passed over, since GitProtect marks them as removed at the Git host: ${String(removedAtHost)}`);
  const idle = excluded.filter((match) => match.repositories.length + match.removed.length === 0);
  if (idle.length > 0)
    log.notice(
      'A line of repository leaves out nothing',
      `${someOf(idle.map(({ line }) => `'!${line.text}'`))}: no repository is called so. Remove the line, or correct it.`,
    );
}

function matchInWords({ repositories }: LineMatch): string {
  const names = repositories.map(({ name }) => name);
  return repositories.length === 0
    ? 'nothing'
    : `${counted(repositories.length, 'repository', 'repositories')}: ${someOf(names, 5)}`;
}

/** Logs what was read, and what differs from it. */
export function logDiff(diff: Diff, { organization, plans }: DesiredState, log: Logger): void {
  log.info(`Organization ${label(organization)} (${organization.id})`);
  for (const plan of plans) {
    const facts = [`schedule ${scheduleOf(plan)}`, `last run ${lastRunOf(plan.lastRun)}`, selectionOf(plan)];
    const known = facts.filter((fact) => fact !== undefined).join('; ');
    log.info(`Backup plan ${label(plan)} (${plan.id}): ${known}`);
  }
  const repositories = [...Map.groupBy(diff, ({ change }) => change.repository.id).values()];
  const drifted = repositories.filter((entries) => entries.some(({ kind }) => kind !== 'satisfied'));
  const isFew = repositories.length <= FEW;
  if (!isFew)
    log.info(`${String(repositories.length)} repositories, ${String(drifted.length)} of which are not as asked for`);
  for (const entries of isFew ? repositories : drifted) logRepository(entries, log);
}

/** @param entries those of one repository */
function logRepository(entries: readonly DiffEntry[], log: Logger): void {
  const [first] = entries;
  if (first === undefined) return;
  const { repository } = first.change;
  const plans = entries.map(({ change }) => change).filter((change) => change.kind === 'attach');
  const states = entries.flatMap(({ change }) =>
    change.kind === 'activate'
      ? [`license ${stateBefore(change.before)}`]
      : plans.length > MAX_PLANS
        ? []
        : [`backup plan ${label(change.plan)}: ${stateBefore(change.before)}`],
  );
  const counts = [...Map.groupBy(plans, ({ before }) => before)].map(
    ([before, some]) => `${stateBefore(before)} ${String(some.length)}`,
  );
  if (plans.length > MAX_PLANS) states.push(`${counted(plans.length, 'backup plan')}: ${counts.join(', ')}`);
  log.info(`Repository ${label(repository)} (${repository.id}): ${states.join('; ')}`);
}

/** Logs how it ended: what became of each repository, what to be careful about, what failed and what to do next. */
export function logEnd(run: RunResult, log: Logger): void {
  const { kind, repositories, totals } = run.verdict;
  if (repositories.length <= FEW)
    for (const { repository, license, plans } of repositories) {
      const memberships = plans.map(
        ({ change, result }) => `backup plan ${label(change.plan)}: ${membershipAfter(result)}`,
      );
      log.info(`Repository ${label(repository)}: license ${licenseAfter(license.result)}; ${memberships.join('; ')}`);
    }
  else for (const [status, count] of totals) log.info(`${String(count)} ${statusInWords(status)}`);
  logWarnings(run, log);
  logCauses(run, log);
  if (kind === 'drift-failed')
    log.error(
      'Drift found',
      `${headline(run)}\nWhat to do: run without dry-run to correct it, or correct it in GitProtect.`,
    );
  log.info(`${markOf(run)} ${headline(run)} (${cost(run)}).`);
}

/** One annotation for all of a kind: an error, where the step fails for them. */
function logWarnings(run: RunResult, log: Logger): void {
  const kinds = [...Map.groupBy(warningsOf(run), ({ title, fails }) => `${title} ${String(fails)}`).values()];
  for (const [index, warnings] of kinds.entries()) {
    const shown = index < MAX_WARNINGS ? warnings.slice(0, MAX_IN_ONE) : [];
    const rest = warnings.slice(shown.length);
    const [first] = shown;
    const more = rest.length === 0 ? [] : [`… and ${String(rest.length)} more`];
    const text = [...shown.map((each) => each.text), ...more].join(' ');
    if (first?.fails === true)
      log.error(first.title, `${text}\nWhat to do: correct it in GitProtect, or set fail-on-unhealthy-plan: false.`);
    else if (first !== undefined) log.warning(first.title, text);
    for (const { title, text } of rest) log.info(`${title}: ${text}`);
  }
}

function logCauses({ verdict: { causes } }: RunResult, log: Logger): void {
  for (const { problem, repositories } of causes.slice(0, MAX_CAUSES))
    log.error(problem.title, `${someOf(repositories, 5)}: ${problem.message}\nWhat to do: ${problem.remedy}`);
  for (const { problem, repositories } of causes.slice(MAX_CAUSES))
    log.info(`${problem.title}: ${someOf(repositories, 5)}: ${problem.message}`);
}

/** What the run cost: `8 requests, 1.2 s`. */
export function cost({ requests, milliseconds }: RunResult): string {
  return `${counted(requests, 'request')}, ${duration(milliseconds)}`;
}
