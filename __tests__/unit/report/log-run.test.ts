import { describe, expect, it } from '@jest/globals';
import { diff } from '../../../src/domain/diff.ts';
import { detailsOf, logEnd } from '../../../src/report/log-end.ts';
import { logDiff } from '../../../src/report/log-reading.ts';
import {
  anObservation,
  anOrganization,
  anOutcome,
  aPlan,
  aRepository,
  aRunResult,
  desiredOf,
  failed,
  guid,
  inPlan,
  listOf,
  type RepositoryParts,
} from '../../support/build.ts';
import { aLog } from '../../support/log.ts';
import { WAYS } from '../../support/many.ts';

describe('what was read', () => {
  it('is logged of organization, plans and repositories, with IDs', () => {
    const desired = desiredOf(
      anObservation({
        repositories: [aRepository({ license: 'active', plans: listOf() })],
        plans: [
          aPlan({
            schedule: 'enabled',
            selection: 'manual',
            lastRun: { errors: 1, warnings: 0, successes: 2, finishedAt: undefined },
          }),
          aPlan({ id: guid(201), name: undefined }),
        ],
      }),
    );
    const { runner, lines } = aLog();
    logDiff(diff(desired), desired, runner);
    const [organization, daily, unnamed, licenses, repository] = lines();
    expect(organization).toMatch(new RegExp(`acme.*${guid(1)}`));
    expect(daily).toMatch(new RegExp(`Daily.*${guid(200)}.*schedule enabled.*1 error, 2 successes.*hand-picked`));
    expect(unnamed).toMatch(new RegExp(`${guid(201)}.*schedule not reported.*last run not reported$`));
    expect(licenses).toBe('Licenses: this run needs none');
    expect(repository).toMatch(new RegExp(`api.*${guid(100)}.*license active.*Daily.*: not attached`));
  });
});

describe('how a run ended', () => {
  it('is logged of each repository, and of the run with what it cost', () => {
    const { runner, lines } = aLog();
    logEnd(aRunResult(anOutcome(WAYS.changed)), runner);
    expect(lines()).toEqual([
      expect.stringMatching(/^✅ Protected/),
      "Repository 'api': license active; backup plan 'Daily': attached",
      'Licenses: 1 needed, 1 activated',
      "Backup plan 'Daily': health unknown; schedule not reported; last run not reported",
      "Organization 'acme': 4 requests to GitProtect, 850 ms",
    ]);
  });

  it('of few repositories names those that are as they were, and has a line for each other one', () => {
    const named = (name: string): RepositoryParts => ({ repository: aRepository({ id: name, name }) });
    const run = aRunResult(anOutcome(named('api'), { ...WAYS.changed, ...named('shop') }, named('web')));
    expect(detailsOf(run)).toEqual([
      "Repository 'shop': license active; backup plan 'Daily': attached",
      'Unchanged: api, web',
    ]);
  });

  it('is logged with warnings of what to be careful about, without failing', () => {
    const { runner, lines, annotations } = aLog();
    logEnd(aRunResult({ ...anOutcome(), plans: [aPlan({ schedule: 'disabled' })] }), runner);
    expect(annotations('warning')).toHaveLength(1);
    expect(annotations('warning')[0]).toMatch(/title=.*'Daily'.*disabled/);
    expect(annotations('error')).toEqual([]);
    expect(lines()[0]).toMatch(/^⚠️/);
  });

  it('is logged with an error for each cause, with its repositories and what to do', () => {
    const one = (name: string, message: string): RepositoryParts => ({
      repository: aRepository({ id: name, name }),
      license: { before: 'inactive', result: failed({ message }) },
    });
    const many = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => one(`repo-${name}`, 'no license is free'));
    const { runner, lines, annotations } = aLog();
    logEnd(aRunResult(anOutcome(...many, one('website', 'gone'))), runner);
    const [first, second, ...others] = annotations('error');
    expect(first).toMatch(/repo-a.*repo-e and 2 more: no license is free.*What to do: Free a license\./);
    expect(first).not.toContain('repo-f');
    expect(second).toMatch(/website: gone/);
    expect(others).toEqual([]);
    expect(lines()[0]).toMatch(/^❌ Not protected/);
    expect(lines()[1]).toBe('What to do now:');
  });

  it('gives no more annotations than GitHub shows', () => {
    const outcome = anOutcome(
      ...Array.from({ length: 20 }, (_, index) => ({
        license: { before: 'inactive' as const, result: failed({ message: String(index) }) },
      })),
    );
    const plans = Array.from({ length: 20 }, () => aPlan({ schedule: 'disabled' }));
    const run = aRunResult({ ...outcome, plans });
    const { runner, lines, annotations } = aLog();
    logEnd(run, runner);
    expect(annotations('error')).toHaveLength(5);
    // What to do takes ten lines; what is beyond them stands in lines before.
    const toDo = lines().slice(
      2,
      lines().findIndex((line) => line.includes(' checked: ')),
    );
    expect(toDo).toHaveLength(10);
    expect(toDo.at(-1)).toBe('… and 12 more reasons: see Details above');
    const details = detailsOf(run);
    expect(details.filter((line) => /^It went wrong \(api; \d+ of \d+\): api: /.test(line))).toHaveLength(11);
    expect(details.filter((line) => line.startsWith('The backup plan is not scheduled: '))).toHaveLength(1);
    expect(details.filter((line) => line.startsWith('Backup plan '))).toHaveLength(20);
  });

  it.each([
    [true, 1],
    [false, 0],
  ])('is an error for drift in a dry run where fail-on-drift is %s', (failOnDrift, errors) => {
    const outcome = anOutcome({ plans: [inPlan('detached', { kind: 'would' })] });
    const { runner, lines, annotations } = aLog();
    logEnd(aRunResult(outcome, { dryRun: true, failOnDrift }), runner);
    expect(annotations('error')).toHaveLength(errors);
    expect(lines().join()).toContain("backup plan 'Daily': would be attached");
  });

  it('is logged without a command to the runner, whatever the names hold', () => {
    const name = '::error::evil\n::stop-commands::x ##[add-mask]x\u202e';
    const desired = desiredOf(
      anObservation({
        organization: anOrganization({ name }),
        repositories: [aRepository({ name })],
        plans: [aPlan({ name })],
      }),
    );
    const { runner, lines } = aLog();
    logDiff(diff(desired), desired, runner);
    logEnd(aRunResult({ ...anOutcome({ repository: aRepository({ name }) }), plans: [aPlan({ name })] }), runner);
    expect(lines()).toHaveLength(9);
    for (const line of lines()) expect(line).not.toMatch(/^\s*::|##\[|\u202e/);
  });
});
