import { describe, expect, it } from '@jest/globals';
import { type Attempt, isAccepted, mayTakeEffect } from '../../../src/domain/attempt.ts';
import { aProblem } from '../../support/build.ts';

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
