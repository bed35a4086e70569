import { describe, expect, it } from '@jest/globals';
import type { BackupPlan, LastRun } from '../../../src/domain/model.ts';
import { healthOf, isUnhealthy, type PlanHealth, worstOf } from '../../../src/domain/plan-health.ts';
import { aPlan } from '../../support/build.ts';

const NOW = Date.UTC(2026, 10, 26, 12);

/** A run that ended so many hours ago. */
function run(counts: Partial<LastRun> = {}, hoursAgo = 10): LastRun {
  return { successes: 3, warnings: 0, errors: 0, finishedAt: new Date(NOW - hoursAgo * 3_600_000), ...counts };
}

const UNFINISHED = { finishedAt: undefined };

describe('the health of a plan', () => {
  it.each<[PlanHealth, string, Partial<BackupPlan>, number | undefined]>([
    ['healthy', 'a run that succeeded', { lastRun: run() }, undefined],
    ['healthy', 'a run whose time is not known, where any age will do', { lastRun: run(UNFINISHED) }, undefined],
    ['healthy', 'a run that is just recent enough', { lastRun: run({}, 24) }, 24],
    ['healthy', 'a clock that differs', { lastRun: run({}, -2) }, 1],
    ['healthy', 'a clock that differs by a day', { lastRun: run({}, -24) }, 1],
    ['unknown', 'a run that is yet to come', { lastRun: run({}, -24.01) }, 24],
    ['healthy', 'a run that is yet to come, where any age will do', { lastRun: run({}, -99) }, undefined],
    ['unknown', 'a schedule that is not understood', { isScheduleUnclear: true, lastRun: run() }, undefined],
    ['failing', 'errors, though it may be deleted', { removed: 'unknown', lastRun: run({ errors: 1 }) }, undefined],
    ['unknown', 'a removal that is not understood', { removed: 'unknown', lastRun: run() }, undefined],
    ['warnings', 'a run with warnings', { lastRun: run({ warnings: 1 }) }, undefined],
    ['failing', 'a run with errors', { lastRun: run({ warnings: 1, errors: 1 }) }, undefined],
    ['failing', 'errors, whatever else', { schedule: 'disabled', lastRun: run({ errors: 1 }, 99) }, 24],
    ['disabled', 'a schedule that is off', { schedule: 'disabled', lastRun: run({}, 99) }, 24],
    ['disabled', 'a schedule that is off, and no run', { schedule: 'disabled' }, undefined],
    ['stale', 'a run that is too old', { lastRun: run({ warnings: 1 }, 24.01) }, 24],
    ['unknown', 'no run', { schedule: 'enabled' }, undefined],
    ['unknown', 'no run, of any age', { schedule: 'enabled' }, 24],
    ['unknown', 'a run whose age is not known', { lastRun: run(UNFINISHED) }, 24],
    ['unknown', 'a run without any result', { lastRun: run({ successes: 0 }) }, undefined],
    ['unknown', 'never a run', { lastRun: run({ successes: 0, ...UNFINISHED }) }, 24],
  ])('is %s with %s', (health, _, plan, maxBackupAgeHours) => {
    expect(healthOf(aPlan(plan), { maxBackupAgeHours, now: NOW })).toBe(health);
  });
});

describe('the health of several plans', () => {
  const ORDER: readonly PlanHealth[] = ['failing', 'disabled', 'stale', 'warnings', 'unknown', 'healthy'];

  it.each(ORDER)('is the worst of them: %s', (health) => {
    const better = ORDER.slice(ORDER.indexOf(health)).toReversed();
    expect(worstOf([...better, ...better])).toBe(health);
  });

  it.each<[PlanHealth, boolean]>([
    ['failing', true],
    ['disabled', true],
    ['stale', true],
    ['warnings', false],
    ['unknown', false],
    ['healthy', false],
  ])('%s is as bad as no backups: %s', (health, isBad) => {
    expect(isUnhealthy(health)).toBe(isBad);
  });

  it('is unknown of none', () => {
    expect(worstOf([])).toBe('unknown');
  });
});
