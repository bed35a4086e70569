import { describe, expect, it } from '@jest/globals';
import type { Coverage } from '../../../src/domain/coverage.ts';
import type { BackupPlan } from '../../../src/domain/model.ts';
import type { Outcome } from '../../../src/domain/outcome.ts';
import type { Verdict, VerdictKind, VerdictOptions } from '../../../src/domain/verdict.ts';
import { anOutcome, aPlan, guid, inPlan, THE_OPTIONS, verdictFor } from '../../support/build.ts';
import { anInventory, atHost } from '../../support/inventories.ts';

const NOTHING: Outcome = { ...anOutcome(), results: [] };
const OF_ANY_AGE = { successes: 1, errors: 0, finishedAt: undefined };
const WELL = aPlan({ schedule: 'enabled', lastRun: { ...OF_ANY_AGE, warnings: 0 } });
const WARNED = aPlan({ ...WELL, id: guid(202), lastRun: { ...OF_ANY_AGE, warnings: 1 } });
const OFF = aPlan({ id: guid(201), schedule: 'disabled' });

function verdictOn(plans: readonly BackupPlan[], options: Partial<VerdictOptions>, outcome = anOutcome()): Verdict {
  return verdictFor({ ...outcome, plans }, { ...THE_OPTIONS, ...options });
}

/** A host whose repositories are all covered, but for these. */
function coverage(gaps: readonly string[] = [], incomplete?: string): Coverage {
  return {
    inventory: anInventory('github', ['api', ...gaps], { incomplete }),
    covered: 1,
    gaps: gaps.map((path) => ({ repository: atHost(path), reason: 'not-listed', hasFailed: false })),
    notSelected: [],
    skipped: [],
    missingAtHost: [],
  };
}

describe('the health of the plans', () => {
  it.each<[string, VerdictKind, readonly BackupPlan[], VerdictOptions['state']]>([
    ['a warning is told', 'unhealthy-plan', [WELL, WARNED], 'present'],
    ['what is well is not', 'unchanged', [WELL], 'present'],
    ['it is no matter to what is to be absent', 'unchanged', [OFF], 'absent'],
    ['it is no matter to what is to be removed', 'unchanged', [OFF], 'removed'],
  ])('is part of the verdict: %s', (_, kind, plans, state) => {
    expect(verdictOn(plans, { state })).toMatchObject({
      kind,
      success: true,
      healths: { size: state === 'present' ? plans.length : 0 },
    });
  });

  it.each<[string, boolean, readonly string[], readonly BackupPlan[], Partial<VerdictOptions>]>([
    ['a disabled plan, and no other', false, [OFF.id], [WELL, OFF], { failOnUnhealthyPlan: true }],
    ['no plan with warnings', true, [], [WARNED], { failOnUnhealthyPlan: true }],
    ['no plan, unless that is asked for', true, [], [OFF], {}],
    ['no plan that is left', true, [], [OFF], { failOnUnhealthyPlan: true, state: 'absent' }],
  ])('fails the step for %s', (_, success, failedFor, plans, options) => {
    const verdict = verdictOn(plans, options);

    expect([...verdict.failedFor]).toEqual(failedFor);
    expect(verdict.success).toBe(success);
  });
});

describe('what the Git host has', () => {
  it.each<[string, VerdictKind, boolean, Coverage | undefined]>([
    ['is not asked', 'unchanged', false, undefined],
    ['is all covered', 'unchanged', false, coverage()],
    ['is not all covered', 'gaps', true, coverage(['new'])],
    ['is not all known', 'gaps', true, coverage([], 'the list was cut')],
  ])('%s: %s', (_, kind, hasGaps, has) => {
    expect(verdictOn([WELL], { coverage: has })).toMatchObject({ kind, success: true, failedForGaps: false });
    expect(verdictOn([WELL], { coverage: has, failOnGap: true })).toMatchObject({
      ...{ kind, success: !hasGaps, failedForGaps: hasGaps },
    });
  });
});

describe('no repository', () => {
  it.each<[string, VerdictKind, Partial<VerdictOptions>]>([
    ['proves nothing', 'failed', {}],
    ['is right where the host shows that there is none', 'unchanged', { coverage: coverage() }],
    ['is right where it is to be absent', 'unchanged', { state: 'absent' }],
    ['is right where it is to be removed', 'unchanged', { state: 'removed' }],
  ])('%s', (_, kind, options) => {
    expect(verdictOn([WELL], options, NOTHING).kind).toBe(kind);
  });
});

describe('drift and changes', () => {
  const done = anOutcome({ license: { before: 'inactive', result: { kind: 'done', verified: true } } });
  const would = anOutcome({ plans: [inPlan('detached', { kind: 'would' })] });

  it.each<[string, Outcome, Partial<VerdictOptions>, Partial<Verdict>]>([
    ['none', anOutcome(), {}, { kind: 'unchanged', drifted: false, changed: false }],
    ['a change', done, {}, { kind: 'corrected', drifted: true, changed: true }],
    ['what would change', would, { dryRun: true }, { kind: 'drift', drifted: true, changed: false }],
  ])('are told: %s', (_, outcome, options, verdict) => {
    expect(verdictOn([WELL], options, outcome)).toMatchObject(verdict);
  });

  it('are none in a dry run where the settings of a plan are as asked', () => {
    const wanted = { schedule: undefined, metadata: undefined };
    const settings = [{ plan: WELL, wanted, result: { kind: 'already' as const } }];

    expect(verdictOn([WELL], { dryRun: true, settings, failOnDrift: true })).toMatchObject({
      kind: 'unchanged',
      drifted: false,
    });
  });
});
