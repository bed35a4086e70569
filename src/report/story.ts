import { counted, label, someOf } from '../wording.ts';
import { differs, type Drift, type RepositoryDrift } from '../protection/drift.ts';
import type { Outcome } from '../protection/outcome.ts';
import type { LineMatch, Selected, Selection } from '../protection/select.ts';
import type { Log } from './log.ts';
import { lastRunOf, licenseAfter, membershipAfter, scheduleOf, selectionOf, stateBefore } from './states.ts';
import { duration } from './text.ts';
import { inWords, totalsOf } from './totals.ts';
import { cautionsOn, headline, markOf, problemsByCause, type RunFacts, verdictOn } from './verdict.ts';

/** Annotations of each kind: together with those of other rooms they stay below GitHub's limit. */
const MOST_CAUTIONS = 2;
const MOST_PROBLEMS = 4;

/** So many repositories are told one by one; of more, only those that differ. */
export const FEW = 20;

/** What is looked at, in a few words. */
export function subjectOf({ included, excluded }: Selection): string {
  const [line] = included;
  return line !== undefined && included.length === 1 && excluded.length === 0
    ? `'${line.asked}'`
    : 'the selected repositories';
}

/** Tells what each line of the selection means. */
export function tellSelection({ repositories, included, excluded, passedOver }: Selected, log: Log): void {
  if (included.length > 1 || excluded.length > 0 || included[0]?.line.kind === 'pattern') {
    for (const match of included) log.info(`'${match.line.asked}' selects ${told(match)}`);
    for (const match of excluded) log.info(`'!${match.line.asked}' leaves out ${told(match)}`);
    log.info(`Selected: ${counted(repositories.length, 'repository', 'repositories')}`);
  }
  if (passedOver > 0)
    log.info(`Passed over, since GitProtect marks them as removed at the Git host: ${String(passedOver)}`);
  const idle = excluded.filter((match) => match.repositories.length + match.removed.length === 0);
  if (idle.length > 0)
    log.notice(
      'A line of repository leaves out nothing',
      `${someOf(idle.map(({ line }) => `'!${line.asked}'`))}: no repository is called so. Remove the line, or correct it.`,
    );
}

function told({ repositories }: LineMatch): string {
  const names = repositories.map(({ name }) => name);
  return repositories.length === 0
    ? 'nothing'
    : `${counted(repositories.length, 'repository', 'repositories')}: ${someOf(names, 5)}`;
}

/** Tells what was found. */
export function tellFindings({ observed, repositories }: Drift, log: Log): void {
  const { organization, plans } = observed;
  log.info(`Organization ${label(organization)} (${organization.id})`);
  for (const plan of plans) {
    const facts = [`schedule ${scheduleOf(plan)}`, `last run ${lastRunOf(plan.lastRun)}`, selectionOf(plan)];
    const known = facts.filter((fact) => fact !== undefined).join('; ');
    log.info(`Backup plan ${label(plan)} (${plan.id}): ${known}`);
  }
  const drifted = repositories.filter(differs);
  const isFew = repositories.length <= FEW;
  if (!isFew)
    log.info(`${String(repositories.length)} repositories, ${String(drifted.length)} of which are not as asked for`);
  for (const repository of isFew ? repositories : drifted) tellRepository(repository, log);
}

function tellRepository({ repository, memberships }: RepositoryDrift, log: Log): void {
  const license = `license ${stateBefore(repository.license)}`;
  const plans = memberships.map(({ plan, state }) => `backup plan ${label(plan)}: ${stateBefore(state)}`);
  log.info(`Repository ${label(repository)} (${repository.id}): ${[license, ...plans].join('; ')}`);
}

/** Tells how it ended: what became of each repository, what to be careful about, what failed and what to do next. */
export function tellEnd(outcome: Outcome, facts: RunFacts, log: Log): void {
  if (outcome.repositories.length <= FEW)
    for (const { repository, license, plans } of outcome.repositories) {
      const memberships = plans.map(({ plan, step }) => `backup plan ${label(plan)}: ${membershipAfter(step)}`);
      log.info(`Repository ${label(repository)}: license ${licenseAfter(license)}; ${memberships.join('; ')}`);
    }
  else for (const [status, count] of totalsOf(outcome)) log.info(`${String(count)} ${inWords(status)}`);
  tellCautions(outcome, log);
  tellProblems(outcome, log);
  const verdict = verdictOn(outcome, facts);
  if (verdict === 'drift-failed')
    log.error(
      'Drift found',
      `${headline(verdict, outcome)}\nWhat to do: run without dry-run to correct it, or correct it in GitProtect.`,
    );
  log.info(`${markOf(verdict)} ${headline(verdict, outcome)} (${cost(facts)}).`);
}

function tellCautions(outcome: Outcome, log: Log): void {
  const cautions = cautionsOn(outcome);
  for (const { title, text } of cautions.slice(0, MOST_CAUTIONS)) log.warning(title, text);
  for (const { title, text } of cautions.slice(MOST_CAUTIONS)) log.info(`${title}: ${text}`);
}

function tellProblems(outcome: Outcome, log: Log): void {
  const causes = problemsByCause(outcome);
  for (const { problem, repositories } of causes.slice(0, MOST_PROBLEMS))
    log.error(problem.title, `${someOf(repositories, 5)}: ${problem.message}\nWhat to do: ${problem.remedy}`);
  for (const { problem, repositories } of causes.slice(MOST_PROBLEMS))
    log.info(`${problem.title}: ${someOf(repositories, 5)}: ${problem.message}`);
}

/** What the run cost: `8 requests, 1.2 s`. */
export function cost({ requests, milliseconds }: RunFacts): string {
  return `${counted(requests, 'request')}, ${duration(milliseconds)}`;
}
