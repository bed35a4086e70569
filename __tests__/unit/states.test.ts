import { describe, expect, it } from '@jest/globals';
import type { LastRun, LicenseState, MembershipState } from '../../src/gitprotect/model.ts';
import type { Step } from '../../src/protection/outcome.ts';
import {
  lastRunOf,
  licenseAfter,
  membershipAfter,
  scheduleOf,
  selectionOf,
  stateBefore,
} from '../../src/report/states.ts';
import { aPlan, failed } from '../support/build.ts';

function steps<State>(before: State): Record<string, Step<State>> {
  return {
    already: { status: 'already', before },
    would: { status: 'would', before },
    verified: { status: 'done', before, verified: true },
    unproved: { status: 'done', before, verified: false },
    failed: failed(before),
  };
}

describe('states in words', () => {
  it('tell every state apart', () => {
    const states: (LicenseState | MembershipState)[] = ['active', 'inactive', 'attached', 'detached', 'unknown'];
    const words = states.map(stateBefore);
    expect(new Set(words).size).toBe(states.length);
    expect(words).toEqual(['active', 'inactive', 'attached', 'not attached', 'not reported']);
  });

  it('say of a license that it is active only where that was seen', () => {
    const words = Object.fromEntries(
      Object.entries(steps<LicenseState>('inactive')).map(([name, step]) => [name, licenseAfter(step)]),
    );
    expect(words).toMatchObject({ already: 'active', verified: 'active', would: 'would be activated' });
    expect(words['unproved']).toMatch(/activated.*not reported/);
    expect(words['failed']).toBe('failed');
  });

  it('say of a membership what was seen, and what was not', () => {
    const words = Object.fromEntries(
      Object.entries(steps<MembershipState>('detached')).map(([name, step]) => [name, membershipAfter(step)]),
    );
    expect(words).toMatchObject({ already: 'attached', verified: 'attached', would: 'would be attached' });
    expect(words['unproved']).toMatch(/attached.*not reported/);
    expect(words['failed']).toBe('failed');
  });

  it.each([
    ['enabled', 'enabled'],
    ['disabled', 'disabled'],
    ['unknown', 'not reported'],
  ] as const)('tell a schedule that is %s as %s', (schedule, words) => {
    expect(scheduleOf(aPlan({ schedule }))).toBe(words);
  });

  it.each([
    ['all', /every repository/],
    ['rules', /rules/],
    ['picked', /hand-picked/],
  ] as const)('tell the selection %s', (selection, words) => {
    expect(selectionOf(aPlan({ selection }))).toMatch(words);
  });

  it('do not tell a selection that is not reported', () => {
    expect(selectionOf(aPlan())).toBeUndefined();
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
