import { describe, expect, it } from '@jest/globals';
import { PermissionError } from '../../../src/gitprotect/errors.ts';
import { attemptAfter } from '../../../src/reconcile/rejections.ts';
import { ACTIVATE, answered, ATTACH, errorOf } from '../../support/service-errors.ts';

describe('a conflict', () => {
  it.each([
    ["Already attached to plan 'Full backup'", ['api'], 'already'],
    ['Repository another-api is already attached', ['another-api'], 'already'],
    ['Already attached to Free Tier (1)', ['api', 'Free Tier (1)'], 'already'],
    ['Already attached: \\^$.*+?()[]{}|/-x', ['\\^$.*+?()[]{}|/-x'], 'already'],
    ['Repository other is already attached', ['other'], 'already'],
    ['The repository is already assigned to another plan.', ['other'], 'failed'],
    ['Already attached, and another-one is not', ['one'], 'failed'],
    ["It can't be so: already in another plan, it isn't free", ['api'], 'failed'],
  ])('is judged without names, but with all other words: %s', (message, names, kind) => {
    expect(attemptAfter(errorOf(answered(409, message), ATTACH), names).kind).toBe(kind);
  });
});

describe('a 403 or 404 for licenses', () => {
  it.each([403, 404])('says to free one, whatever the status: %i', (status) => {
    for (const call of [ACTIVATE, ATTACH])
      expect(errorOf(answered(status, 'There are not enough free licenses.'), call).remedy).toContain('Free a license');
  });

  it('is about a role, where it speaks of the account', () => {
    const said = 'The account has no permission for licenses: the limit is 0.';
    expect(errorOf(answered(403, said), ACTIVATE)).toBeInstanceOf(PermissionError);
  });
});
