import { counted, label, someOf } from '../wording.ts';
import type { Drift, RepositoryDrift } from '../protection/drift.ts';
import type { Outcome } from '../protection/outcome.ts';
import type { Log } from './log.ts';
import { lastRunOf, licenseAfter, membershipAfter, scheduleOf, selectionOf, stateBefore } from './states.ts';
import { duration } from './text.ts';
import { cautionsOn, headline, markOf, problemsByCause, type RunFacts, verdictOn } from './verdict.ts';

/** How many annotations GitHub shows for a step; the log holds the rest. */
const MOST_ANNOTATIONS = 10;

/** Tells what was found. */
export function tellFindings({ observed, repositories }: Drift, log: Log): void {
  const { organization, plans } = observed;
  log.info(`Organization ${label(organization)} (${organization.id})`);
  for (const plan of plans) {
    const facts = [`schedule ${scheduleOf(plan)}`, `last run ${lastRunOf(plan.lastRun)}`, selectionOf(plan)];
    const known = facts.filter((fact) => fact !== undefined).join('; ');
    log.info(`Backup plan ${label(plan)} (${plan.id}): ${known}`);
  }
  for (const repository of repositories) tellRepository(repository, log);
}

function tellRepository({ repository, memberships }: RepositoryDrift, log: Log): void {
  const license = `license ${stateBefore(repository.license)}`;
  const plans = memberships.map(({ plan, state }) => `backup plan ${label(plan)}: ${stateBefore(state)}`);
  log.info(`Repository ${label(repository)} (${repository.id}): ${[license, ...plans].join('; ')}`);
}

/** Tells how it ended: what became of each repository, what to be careful about, what failed and what to do next. */
export function tellEnd(outcome: Outcome, facts: RunFacts, log: Log): void {
  for (const { repository, license, plans } of outcome.repositories) {
    const memberships = plans.map(({ plan, step }) => `backup plan ${label(plan)}: ${membershipAfter(step)}`);
    log.info(`Repository ${label(repository)}: license ${licenseAfter(license)}; ${memberships.join('; ')}`);
  }
  const cautions = cautionsOn(outcome);
  for (const { title, text } of cautions.slice(0, MOST_ANNOTATIONS / 2)) log.warning(title, text);
  for (const { problem, repositories } of problemsByCause(outcome).slice(0, MOST_ANNOTATIONS / 2)) {
    log.error(problem.title, `${someOf(repositories, 5)}: ${problem.message}\nWhat to do: ${problem.remedy}`);
  }
  const verdict = verdictOn(outcome, facts);
  if (verdict === 'drift-failed')
    log.error(
      'Drift found',
      `${headline(verdict, outcome)}\nWhat to do: run without dry-run to correct it, or correct it in GitProtect.`,
    );
  log.info(`${markOf(verdict)} ${headline(verdict, outcome)} (${cost(facts)}).`);
}

/** What the run cost: `8 requests, 1.2 s`. */
export function cost({ requests, milliseconds }: RunFacts): string {
  return `${counted(requests, 'request')}, ${duration(milliseconds)}`;
}
