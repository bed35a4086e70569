import { describe, expect, it } from '@jest/globals';
import type { Result, SettingsResult } from '../../../src/domain/outcome.ts';
import type { Verdict, VerdictKind, VerdictOptions } from '../../../src/domain/verdict.ts';
import { anOutcome, aPlan, aProblem, failed, inPlan, THE_OPTIONS, verdictFor } from '../../support/build.ts';

const PROBLEM = aProblem({ message: 'not this plan' });

function settings(...results: readonly Result[]): readonly SettingsResult[] {
  return results.map((result) => ({ plan: aPlan(), result }));
}

function verdictOf(
  results: readonly SettingsResult[],
  options: Partial<VerdictOptions> = {},
  outcome = anOutcome(),
): Verdict {
  return verdictFor(outcome, { ...THE_OPTIONS, settings: results, ...options });
}

describe('the settings of plans', () => {
  it.each<[VerdictKind, success: boolean, drifted: boolean, changed: boolean, readonly Result[]]>([
    ['unchanged', true, false, false, [{ kind: 'already' }]],
    ['corrected', true, true, true, [{ kind: 'already' }, { kind: 'done', verified: true }]],
    [
      'unverified',
      true,
      true,
      true,
      [
        { kind: 'done', verified: false },
        { kind: 'done', verified: true },
      ],
    ],
    ['settings-failed', false, true, false, [failed({ message: 'no' })]],
    ['settings-failed', false, true, false, [{ kind: 'skipped', cause: 'blocked', problem: PROBLEM }]],
    ['settings-failed', false, true, true, [{ kind: 'failed', cause: 'unreadable', problem: PROBLEM }]],
    ['settings-failed', false, true, true, [{ kind: 'failed', cause: 'damaged', problem: PROBLEM }]],
    ['settings-failed', false, true, true, [failed(), { kind: 'done', verified: true }]],
  ])('make a run %s (success %s, drifted %s, changed %s): %j', (kind, success, drifted, changed, results) => {
    expect(verdictOf(settings(...results))).toMatchObject({ kind, success, drifted, changed });
  });

  it('would be changed is drift, by which a dry run may fail', () => {
    const results = settings({ kind: 'would' });

    expect(verdictOf(results, { dryRun: true })).toMatchObject({ kind: 'drift', success: true, drifted: true });
    expect(verdictOf(results, { dryRun: true, failOnDrift: true })).toMatchObject({
      kind: 'drift-failed',
      success: false,
    });
  });

  it('do not hide that a repository is not protected', () => {
    const outcome = anOutcome({ plans: [inPlan('detached', failed())] });

    expect(verdictOf(settings(failed()), {}, outcome)).toMatchObject({ kind: 'failed', success: false });
  });

  it('that fail are among the causes, by the name of the plan', () => {
    expect(verdictOf(settings(failed(PROBLEM))).causes).toEqual([{ problem: PROBLEM, names: ['Daily'] }]);
  });
});
