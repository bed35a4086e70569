import { describe, expect, it } from '@jest/globals';
import type { BackupPlan } from '../../../src/domain/model.ts';
import { parsePlan } from '../../../src/gitprotect/parsers.ts';

type Row = Readonly<Record<string, unknown>>;

function plan(row: Row): BackupPlan {
  return parsePlan({ id: 'p', name: 'Daily', ...row });
}

describe('the schedule of a plan', () => {
  it.each<Row>([
    { status: 'Disabled' },
    { state: 'Paused' },
    { planStatus: 'On hold' },
    { scheduleState: 'off' },
    { schedule: { isActive: false } },
    { schedule: { enabled: 0, time: '03:00' } },
    { schedule: { isEnabled: 'false' } },
    { schedule: { status: 'Suspended' } },
    { schedule: 'Disabled' },
    { schedule: false },
    { schedule: 'None' },
    { schedule: 'False' },
    { schedule: '0' },
    { schedule: 'manual' },
    { hasSchedule: false },
    { disabledAt: '2026-01-31T03:00:00Z' },
    { schedule: { suspendedSince: '2026-01-31', suspended_date_utc: '2026-01-31' } },
    { schedules: [{ enabled: false }, { isPaused: true }] },
    { isScheduleEnabled: false },
    { is_schedule_active: false },
    { isScheduled: false },
    { isSuspended: true },
    { schedulePaused: '1' },
    { isStopped: true },
  ])('is off by %j', (row) => {
    expect(plan({ isActive: true, ...row })).toMatchObject({ schedule: 'disabled', isScheduleUnclear: false });
  });

  it.each<Row>([
    { status: 'Success', state: 'Idle', planStatus: 3 },
    { schedule: { time: '03:00', days: [1, 2], full: { enabled: false } } },
    { schedule: null },
    { schedule: '0 3 * * *', scheduled: '2026-01-31T03:00:00Z', scheduleType: 1 },
    { schedules: [] },
    { stoppedAt: '2026-01-31', planStoppedTime: 1_790_000_000 },
    { disabledAt: null, pausedUntil: '', suspendedDate: '0001-01-01T00:00:00' },
    { schedules: [{ enabled: false }, { enabled: true }, { time: '03:00' }] },
    { isSuspended: false, isPaused: null, isRunning: false },
  ])('is not doubted by %j', (row) => {
    expect(plan({ isActive: true, ...row })).toMatchObject({ schedule: 'enabled', isScheduleUnclear: false });
    expect(plan(row).isScheduleUnclear).toBe(false);
  });

  it.each<Row>([
    { isActive: 'maybe' },
    { pausedUntil: '2026-01-31' },
    { schedule: 0 },
    { schedules: 0 },
    { schedule: { enabled: {} } },
    { isSuspended: 'since May' },
  ])('is unclear by %j', (row) => {
    expect(plan({ enabled: true, ...row })).toMatchObject({ schedule: 'unknown', isScheduleUnclear: true });
  });

  it('may lie in arrays without end', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(3000)}${']'.repeat(3000)}`);
    expect(plan({ isActive: true, schedule: deep }).schedule).toBe('enabled');
  });
});

describe('what a plan leaves out', () => {
  it('may lie in objects without end: then it is not understood', () => {
    const deep: unknown = JSON.parse(`${'{"a":'.repeat(3000)}null${'}'.repeat(3000)}`);
    expect(plan({ ignoredPaths: deep }).excluded.complete).toBe(false);
    expect(plan({ ignoredPaths: { a: { a: null } } }).excluded.complete).toBe(true);
  });
});

describe('how a plan selects', () => {
  it.each<[Row, BackupPlan['selection']]>([
    ...['Rules', 'ByRules'].flatMap((gitChoiceMode) =>
      [undefined, null, [], {}, { pattern: '*' }, '*'].map((rules): [Row, 'rules'] => [
        { gitChoiceMode, rules },
        'rules',
      ]),
    ),
    [{ rules: { pattern: '*' } }, 'rules'],
    [{ rules: 'api-*' }, 'rules'],
    [{ rules: {} }, 'manual'],
    [{ rules: ' ' }, 'manual'],
    [{ gitChoiceMode: 'individual', rules: null }, 'manual'],
    [{ gitChoiceMode: null }, 'manual'],
    [{ gitChoiceMode: 0 }, 'unknown'],
    [{ gitChoiceMode: '2' }, 'unknown'],
    [{ gitChoiceMode: {} }, 'unknown'],
    [{ gitChoiceMode: 2, rules: [{}] }, 'rules'],
  ])('by %j: %s', (row, selection) => {
    expect(plan({ inculdeAllReposistories: false, ...row }).selection).toBe(selection);
  });

  it.each([
    [{ inculdeAllReposistories: true, InculdeAllReposistories: 0 }, true],
    [{ inculdeAllReposistories: true, includeAllRepositories: 'some' }, true],
    [{ inculdeAllReposistories: true, includeAllRepositories: 1 }, undefined],
    [{ inculdeAllReposistories: false, includeAllRepositories: null }, undefined],
  ])('is disputed by %j: %s', (row, isDisputed) => {
    expect(plan(row).isSelectionDisputed).toBe(isDisputed);
  });
});
