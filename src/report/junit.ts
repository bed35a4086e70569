import type { ResourceResult } from '../domain/resource-result.ts';
import type { Problem } from '../shared/failure.ts';
import { label, printable } from '../shared/text.ts';
import { headline } from './headline.ts';
import type { RunResult } from './run-result.ts';
import { withRemedy } from './to-do.ts';
import { settingsAfter, statesOf, statusInWords } from './words.ts';

interface Case {
  readonly name: string;
  readonly outcome: 'passed' | 'skipped' | 'failure' | 'error';
  /** One line. */
  readonly message: string;
  readonly details: string;
}

const SUITE = 'GitProtect backup';

/**
 * A case for each repository or project. It has passed only where all that is asked for was seen; what is not reported, or
 * would be changed by a run that isn't dry, is skipped. What fails the step fails here: a plan has a case only for that.
 */
export function junitOf(run: RunResult): string {
  const cases = [...run.verdict.ranked.map((each) => resourceCase(each, run)), ...planCases(run)];
  return document(run.organization.name, cases, run.milliseconds / 1000);
}

export function junitOfFailure(problem: Problem): string {
  const only: Case = { name: SUITE, outcome: 'error', message: problem.title, details: withRemedy(problem) };
  return document(SUITE, [only], 0);
}

function resourceCase(each: ResourceResult, run: RunResult): Case {
  const { resource, problems, status } = each;
  const inWords = statusInWords(status, run.state);
  return {
    name: `${resource.kind === 'project' ? 'project ' : ''}${resource.name}`,
    outcome: outcomeOf(each, run),
    message: problems[0]?.title ?? (status === 'would-change' ? `Drift found: ${inWords}` : inWords),
    details: [...statesOf(each), ...problems.map(withRemedy)].join('\n'),
  };
}

function outcomeOf({ status, isProved }: ResourceResult, { verdict }: RunResult): Case['outcome'] {
  if (status === 'failed' || status === 'not-tried') return 'failure';
  if (status === 'would-change') return verdict.failedForDrift ? 'failure' : 'skipped';
  return isProved ? 'passed' : 'skipped';
}

/** What fails the step and is no repository's. */
function planCases(run: RunResult): readonly Case[] {
  const { plans, settings, verdict } = run;
  const isFailed = (kind: string): boolean =>
    kind === 'failed' || kind === 'skipped' || (kind === 'would' && verdict.failedForDrift);
  const failed = settings.flatMap(({ plan, result }): readonly Case[] => {
    if (!isFailed(result.kind)) return [];
    const details = 'problem' in result ? withRemedy(result.problem) : '';
    const message = `Settings of the backup plan: ${settingsAfter(result)}`;
    return [{ name: `settings of backup plan ${label(plan)}`, outcome: 'failure', message, details }];
  });
  const unhealthy = plans.flatMap(({ id, name }): readonly Case[] => {
    if (!verdict.failedFor.has(id)) return [];
    const message = `The backup plan is ${verdict.healths.get(id) ?? 'unknown'}`;
    return [{ name: `backup plan ${label({ id, name })}`, outcome: 'failure', message, details: headline(run) }];
  });
  const none: Case = { name: SUITE, outcome: 'failure', message: headline(run), details: headline(run) };
  const cases = [...failed, ...unhealthy, ...gapCases(run)];
  return cases.length === 0 && verdict.ranked.length === 0 && !verdict.success ? [none] : cases;
}

/** What the Git host has and is not proved to be protected: a failure, where the step fails for it. What failed has a case. */
function gapCases({ coverage, verdict }: RunResult): readonly Case[] {
  if (coverage === undefined) return [];
  const outcome = verdict.failedForGaps ? 'failure' : 'skipped';
  const untold = coverage.gaps.filter(({ hasFailed }) => !hasFailed);
  const gaps = untold.map(({ name, why, remedy }): Case => {
    const message = `Not proved to be protected: ${why}`;
    const details = withRemedy({ message: coverage.sentence, remedy });
    return { name: `${name} at the Git host`, outcome, message, details };
  });
  const { why } = coverage.record.inventory;
  if (why === undefined) return gaps;
  return [...gaps, { name: 'the list of the Git host', outcome, message: 'Not proved to be complete', details: why }];
}

function document(suite: string, cases: readonly Case[], seconds: number): string {
  const count = (outcome: Case['outcome']): string => String(cases.filter((each) => each.outcome === outcome).length);
  const counts = `tests="${String(cases.length)}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}" time="${seconds.toFixed(3)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="${SUITE}" ${counts}>`,
    ...cases.map((each) => element(suite, each)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function element(suite: string, { name, outcome, message, details }: Case): string {
  const start = `    <testcase classname="${xml(suite)}" name="${xml(name)}">`;
  const text = details.split('\n').map(xml).join('\n');
  if (outcome === 'passed') return `${start}<system-out>${text}</system-out></testcase>`;
  if (outcome === 'skipped')
    return `${start}<skipped message="${xml(message)}"/><system-out>${text}</system-out></testcase>`;
  return `${start}<${outcome} message="${xml(message)}" type="${outcome}">${text}</${outcome}></testcase>`;
}

/** One line of text that XML can hold, whatever it was. */
function xml(text: string): string {
  return printable(text)
    .replace(/[\ufffe\uffff]/g, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`)
    .replace(/[&<>"']/g, (mark) => `&#${String(mark.charCodeAt(0))};`);
}
