import { describe, expect, it } from '@jest/globals';
import type { Change } from '../../../src/domain/diff.ts';
import type { Known, LastRun, License, Membership } from '../../../src/domain/model.ts';
import type { Result } from '../../../src/domain/outcome.ts';
import type { ResourceStatus } from '../../../src/domain/resource-result.ts';
import {
  lastRunOf,
  scheduleOf,
  selectionOf,
  stateAfter,
  stateBefore,
  statusInWords,
} from '../../../src/report/words.ts';
import { aPlan, aProblem, aRepository, failed, guid, listOf } from '../../support/build.ts';
import { WAYS } from '../../support/many.ts';

const UNREAD = { kind: 'failed', cause: 'unreadable', problem: aProblem() } as const;

const RESULTS: Readonly<Record<string, Result>> = {
  already: { kind: 'already' },
  old: { kind: 'already', isOld: true },
  would: { kind: 'would' },
  verified: { kind: 'done', verified: true },
  unverified: { kind: 'done', verified: false },
  failed: failed(),
  unread: UNREAD,
  'sent, unread': { ...UNREAD, sent: true },
  blocked: { kind: 'skipped', cause: 'blocked', problem: aProblem() },
  dependent: { kind: 'skipped', cause: 'dependency', problem: aProblem() },
  'not tried': { kind: 'skipped', cause: 'circuit-open', problem: aProblem() },
};

function inWords(change: Change): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(RESULTS).map(([name, result]) => [name, stateAfter({ change, result })]));
}

const FAILED = {
  failed: 'failed',
  unread: 'not checked',
  'sent, unread': 'sent, not checked',
  blocked: 'failed',
  dependent: 'failed, not tried',
  'not tried': 'failed, not tried',
};

describe('states in words', () => {
  it('distinguish every state', () => {
    const states: Known<License | Membership>[] = ['active', 'inactive', 'attached', 'detached', 'unknown'];
    const words = states.map(stateBefore);
    expect(new Set(words).size).toBe(states.length);
    expect(words).toEqual(['active', 'inactive', 'attached', 'not attached', 'not reported']);
  });

  it('say of a license that it is active only where that was read', () => {
    const words = inWords({ kind: 'activate', resource: aRepository(), before: 'unknown' });
    expect(words).toMatchObject({
      already: 'active',
      old: 'active at first, not read again',
      verified: 'active',
      would: 'would be activated',
      ...FAILED,
    });
    expect(words['unverified']).toMatch(/activated.*not reported/);
  });

  it('say of a membership what was read, and what was not', () => {
    const words = inWords({ kind: 'attach', resource: aRepository(), plan: aPlan(), before: 'unknown' });
    expect(words).toMatchObject({ already: 'attached', verified: 'attached', would: 'would be attached', ...FAILED });
    expect(words['unverified']).toMatch(/attached.*not reported/);
  });

  it.each([
    ['enabled', 'enabled'],
    ['disabled', 'disabled'],
    ['unknown', 'not reported'],
  ] as const)('show a schedule that is %s as %s', (schedule, words) => {
    expect(scheduleOf(aPlan({ schedule }))).toBe(words);
  });

  it.each([
    ['all', /all repositories/],
    ['rules', /rules/],
    ['manual', /hand-picked/],
  ] as const)('show the selection %s', (selection, words) => {
    expect(selectionOf(aPlan({ selection }))).toMatch(words);
  });

  it('leave out a selection that is not reported', () => {
    expect(selectionOf(aPlan())).toBeUndefined();
    expect(selectionOf(aPlan({ selection: 'manual', projects: listOf(guid(500)) }))).toBe(
      'hand-picked projects and repositories',
    );
  });

  it('distinguish every status of a repository', () => {
    const statuses = Object.keys(WAYS) as ResourceStatus[];
    expect(new Set(statuses.map((status) => statusInWords(status, 'present'))).size).toBe(7);
    expect(statusInWords('protected', 'present')).toBe('already licensed and attached');
    expect(statusInWords('protected', 'absent')).toBe('already absent, or kept');
    // What has left one plan may be left in another.
    expect(statusInWords('changed', 'absent')).toBe('newly absent, or kept');
  });
});

describe('a last run in words', () => {
  const finishedAt = new Date('2026-11-19T02:00:00Z');

  it.each<[string, LastRun | undefined]>([
    ['not reported', undefined],
    ['2 errors, 1 warning, 3 successes', { errors: 2, warnings: 1, successes: 3, finishedAt: undefined }],
    ['1 error, 10 successes', { errors: 1, warnings: 0, successes: 10, finishedAt: undefined }],
    ['1 success (2026-11-19 02:00 UTC)', { errors: 0, warnings: 0, successes: 1, finishedAt }],
    ['no results (2026-11-19 02:00 UTC)', { errors: 0, warnings: 0, successes: 0, finishedAt }],
  ])('is %s', (words, run) => {
    expect(lastRunOf(run)).toBe(words);
  });
});
