import { describe, expect, it } from '@jest/globals';
import { diff } from '../../../src/domain/diff.ts';
import { logDiff, logEnd } from '../../../src/report/log-run.ts';
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
    const [organization, daily, unnamed, repository] = lines();
    expect(organization).toMatch(new RegExp(`acme.*${guid(1)}`));
    expect(daily).toMatch(new RegExp(`Daily.*${guid(200)}.*schedule enabled.*1 error, 2 successes.*hand-picked`));
    expect(unnamed).toMatch(new RegExp(`${guid(201)}.*schedule not reported.*last run not reported$`));
    expect(repository).toMatch(new RegExp(`api.*${guid(100)}.*license active.*Daily.*: not attached`));
  });
});

describe('how a run ended', () => {
  it('is logged of each repository, and of the run with what it cost', () => {
    const { runner, lines } = aLog();
    logEnd(aRunResult(anOutcome(WAYS.changed)), runner);
    expect(lines()).toHaveLength(2);
    expect(lines()[0]).toMatch(/api.*license active.*Daily.*: attached/);
    expect(lines()[1]).toMatch(/^✅ Protected.*4 requests, 850 ms/);
  });

  it('is logged with warnings of what to be careful about, without failing', () => {
    const { runner, lines, annotations } = aLog();
    logEnd(aRunResult({ ...anOutcome(), plans: [aPlan({ schedule: 'disabled' })] }), runner);
    expect(annotations('warning')).toHaveLength(1);
    expect(annotations('warning')[0]).toMatch(/title=.*'Daily'.*disabled/);
    expect(annotations('error')).toEqual([]);
    expect(lines().at(-1)).toMatch(/^⚠️/);
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
    expect(lines().at(-1)).toMatch(/^❌ Not protected/);
  });

  it('gives no more annotations than GitHub shows', () => {
    const outcome = anOutcome(
      ...Array.from({ length: 20 }, (_, index) => ({
        license: { before: 'inactive' as const, result: failed({ message: String(index) }) },
      })),
    );
    const plans = Array.from({ length: 20 }, () => aPlan({ schedule: 'disabled' }));
    const { runner, lines, annotations } = aLog();
    logEnd(aRunResult({ ...outcome, plans }), runner);
    expect(annotations('error')).toHaveLength(4);
    expect(annotations('warning')).toHaveLength(1);
    // The rest are lines.
    expect(lines().filter((line) => line.startsWith('It went wrong: api: '))).toHaveLength(16);
    expect(lines().filter((line) => line.startsWith('The backup plan is not scheduled: '))).toHaveLength(15);
  });

  it.each([
    [true, 1],
    [false, 0],
  ])('is an error for drift in a dry run where fail-on-drift is %s', (failOnDrift, errors) => {
    const outcome = anOutcome({ plans: [inPlan('detached', { kind: 'would' })] });
    const { runner, lines, annotations } = aLog();
    logEnd(aRunResult(outcome, { dryRun: true, failOnDrift }), runner);
    expect(annotations('error')).toHaveLength(errors);
    expect(lines()[0]).toContain('would be attached');
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
    expect(lines()).toHaveLength(5);
    for (const line of lines()) expect(line).not.toMatch(/^\s*::|##\[|\u202e/);
  });
});
