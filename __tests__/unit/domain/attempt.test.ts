import { describe, expect, it } from '@jest/globals';
import { type Attempt, attemptedIn, isAccepted, mayTakeEffect } from '../../../src/domain/attempt.ts';
import type { Diff, LicenseChange } from '../../../src/domain/diff.ts';
import { aProblem, aRepository } from '../../support/build.ts';

const problem = aProblem();

describe('what was tried', () => {
  it.each<[string, Attempt, boolean, boolean]>([
    ['nothing', { kind: 'none' }, false, false],
    ['a change that was accepted', { kind: 'accepted' }, true, true],
    ['a change that was made before, as the server says', { kind: 'already', problem }, true, true],
    ['a change that was refused', { kind: 'failed', mayHaveApplied: false, problem }, false, false],
    ['a change whose answer was lost', { kind: 'failed', mayHaveApplied: true, problem }, false, true],
    ['nothing, since other plans contain it', { kind: 'kept', plans: [] }, false, false],
    ['nothing, after others failed', { kind: 'skipped', cause: 'circuit-open', problem }, false, false],
  ])('is %s: is it accepted, and may it be seen later?', (_, attempt, accepted, later) => {
    expect([isAccepted(attempt), mayTakeEffect(attempt)]).toEqual([accepted, later]);
  });
});

describe('an entry of the diff', () => {
  const change: LicenseChange = { kind: 'activate', resource: aRepository(), before: 'inactive' };

  it.each<[string, Diff[number], Attempt]>([
    ['that needs no change', { kind: 'satisfied', change }, { kind: 'none' }],
    ['that others keep', { kind: 'kept', change, plans: [] }, { kind: 'kept', plans: [] }],
    ['that cannot be changed', { kind: 'blocked', change, problem }, { kind: 'skipped', cause: 'blocked', problem }],
    ['that was changed', { kind: 'change', change }, { kind: 'accepted' }],
  ])('%s is told with what was tried', (_, entry, attempt) => {
    expect(attemptedIn([entry], new Map([[change, { kind: 'accepted' }]]))).toEqual([{ change, attempt }]);
  });

  it('is never passed over', () => {
    const other: LicenseChange = { ...change };

    expect(() => attemptedIn([{ kind: 'change', change }], new Map([[other, { kind: 'accepted' }]]))).toThrow(
      'a change of the diff was not carried out',
    );
  });
});
