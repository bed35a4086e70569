import { describe, expect, it } from '@jest/globals';
import { attemptAfter, saysNotAttached, saysNotLicensed } from '../../../src/reconcile/rejections.ts';
import { answered, ATTACH, errorOf } from '../../support/service-errors.ts';

describe('the answer to a detachment', () => {
  it.each([
    'The repository is not assigned to the plan.',
    'Repository is not attached',
    "The repository isn't attached to this plan",
    'Repository not included in plan',
    'It is not a member of the plan',
    'The repository is not part of the backup plan',
    'Repository is not in the plan',
    'not in plan',
    'The repository was already removed from the plan',
    'The repository is already detached',
  ])('says that there is nothing to detach: %s', (message) => {
    for (const status of [400, 404, 409]) expect(saysNotAttached(errorOf(answered(status, message)))).toBe(true);
  });

  it.each([
    '',
    'not on Thursdays',
    'The plan does not select repositories individually.',
    'The repository is not selected individually in the plan',
    'The repository is not assigned manually: the plan has rules',
    'The repository is not attached by hand',
    'Repositories are not included one by one: the mode of the plan is All',
    'The account is not in the role GitManagement',
    'The user is not part of a permission group',
    'The plan is not in a state in which it can be changed',
    'Not allowed',
    'Plan not found.',
  ])('says something else: %s', (message) => {
    for (const status of [400, 404, 409]) expect(saysNotAttached(errorOf(answered(status, message)))).toBe(false);
  });

  it.each([401, 403, 429, 500, 503])('is none of an HTTP status %i', (status) => {
    const detach = { ...ATTACH, about: 'other' } as const;
    const error = errorOf(answered(status, 'The repository is not assigned to the plan.'), detach);
    expect(saysNotAttached(error)).toBe(false);
  });
});

it.each([false, true])('that it was made before, perhaps by an attempt without an answer: %s', (mayHaveApplied) => {
  const error = errorOf(answered(409, 'The repository is already attached'), ATTACH, mayHaveApplied);
  expect(attemptAfter(error, [])).toMatchObject({ kind: 'already', mayHaveApplied });
});

describe('the answer to a release', () => {
  it.each(['A repository has no license.', 'The repository is not licensed', 'It is unlicenced', 'already inactive'])(
    'says that there is no license: %s',
    (message) => {
      expect(saysNotLicensed(errorOf(answered(409, message)))).toBe(true);
      expect(saysNotLicensed(errorOf(answered(500, message)))).toBe(false);
    },
  );

  it.each(['', 'The repository is locked.', 'The service has no license server', 'not allowed'])(
    'says something else: %s',
    (message) => {
      expect(saysNotLicensed(errorOf(answered(409, message)))).toBe(false);
    },
  );
});
