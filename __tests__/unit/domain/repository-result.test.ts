import { describe, expect, it } from '@jest/globals';
import type { ChangeResult, FailureCause, Result } from '../../../src/domain/outcome.ts';
import type { ResourceResult } from '../../../src/domain/resource-result.ts';
import {
  anOutcome,
  aPlan,
  aProblem,
  aRepository,
  failed,
  guid,
  inPlan,
  type RepositoryParts,
  resultsOf,
  THE_OPTIONS,
  verdictFor,
} from '../../support/build.ts';
import { aRemoval, ofLicense, ofMembership } from '../../support/changes.ts';

/** What is decided of the only repository of a run. */
function resultOf(parts: RepositoryParts): ResourceResult {
  return only(resultsOf(parts));
}

function only(results: readonly ChangeResult[]): ResourceResult {
  const verdict = verdictFor({ ...anOutcome(), results }, THE_OPTIONS);
  const [result, ...others] = verdict.resources;
  if (result === undefined || others.length > 0) throw new Error('it is not one repository');
  return result;
}

function failedBy(cause: FailureCause): Result {
  return { kind: 'failed', cause, problem: aProblem() };
}

function skippedBy(cause: 'blocked' | 'dependency' | 'circuit-open'): Result {
  return { kind: 'skipped', cause, problem: aProblem() };
}

describe('the result of a repository', () => {
  const verified: RepositoryParts = { license: { before: 'inactive', result: { kind: 'done', verified: true } } };
  const unverified: RepositoryParts = { plans: [inPlan('unknown', { kind: 'done', verified: false })] };
  const would: RepositoryParts = { plans: [inPlan('detached', { kind: 'would' })] };
  const rejected: RepositoryParts = { license: { before: 'inactive', result: failed() } };
  const notApplied: RepositoryParts = { license: { before: 'inactive', result: failedBy('not-applied') } };
  const unread: RepositoryParts = {
    license: { before: 'unknown', result: { kind: 'failed', cause: 'unreadable', problem: aProblem(), sent: true } },
  };
  const reverted: RepositoryParts = { license: { before: 'active', result: failedBy('reverted') } };
  const unreadRight: RepositoryParts = { license: { before: 'active', result: failedBy('unreadable') } };

  it.each<[string, RepositoryParts, object]>([
    ['of what was right', {}, { drifted: false, changed: false, isProved: true, unverified: false }],
    ['of a change seen', verified, { drifted: true, changed: true, isProved: true, unverified: false }],
    ['of one not reported', unverified, { drifted: true, changed: true, isProved: false, unverified: true }],
    ['of a dry run', would, { drifted: true, changed: false, isProved: false, unverified: false }],
    ['of a rejection', rejected, { drifted: true, changed: false, isProved: false, unverified: false }],
    ['of a change not applied', notApplied, { drifted: true, changed: false, isProved: false, unverified: false }],
    ['of one not read', unread, { drifted: true, changed: true, isProved: false, unverified: false }],
    ['of what was reverted', reverted, { drifted: false, changed: false, isProved: false, unverified: false }],
    [
      'of what was right, not read',
      unreadRight,
      { drifted: false, changed: false, isProved: false, unverified: false },
    ],
  ])('%s says whether there was drift, change and proof', (_, parts, expected) => {
    expect(resultOf(parts)).toMatchObject(expected);
  });

  it('has a problem of several changes once', () => {
    const { problems } = resultOf({
      license: { before: 'inactive', result: failed({ message: 'one' }) },
      plans: [
        inPlan('detached', failed({ message: 'one' })),
        inPlan('detached', failed({ message: 'two' }), { id: guid(201) }),
      ],
    });
    expect(problems.map(({ message }) => message)).toEqual(['one', 'two']);
    expect(resultOf({}).problems).toEqual([]);
  });

  it.each([
    [
      'a change that was sent, and could not be read afterwards',
      'detached',
      { ...failedBy('unreadable'), sent: true },
      true,
    ],
    ['a change that was not sent, as nothing could be read', 'detached', failedBy('unreadable'), false],
    ['a change that was rejected', 'detached', failed(), false],
    ['what was right and could not be read afterwards', 'attached', failedBy('unreadable'), false],
    ['a change that was sent, but is not seen', 'detached', { ...failedBy('not-applied'), sent: true }, true],
    ['what was right until something was sent', 'attached', { ...failedBy('reverted'), sent: true }, true],
  ] as const)('was changed by %s, or not', (_, before, result, changed) => {
    expect(resultOf({ plans: [inPlan(before, result)] }).changed).toBe(changed);
  });

  it('is not proved by what a dry run would do, or by what failed', () => {
    const isProvedBy = (result: Result): boolean => resultOf({ license: { before: 'inactive', result } }).isProved;
    expect(isProvedBy({ kind: 'would' })).toBe(false);
    expect(isProvedBy(failed())).toBe(false);
    expect(isProvedBy(skippedBy('circuit-open'))).toBe(false);
    expect(isProvedBy({ kind: 'done', verified: false })).toBe(false);
    expect(isProvedBy({ kind: 'done', verified: true })).toBe(true);
  });

  it.each([
    ['failed', skippedBy('dependency'), failed()],
    ['failed', skippedBy('circuit-open'), failed()],
    ['failed', { kind: 'already' }, skippedBy('blocked')],
    ['not-tried', skippedBy('dependency'), skippedBy('circuit-open')],
    ['would-change', { kind: 'already' }, { kind: 'would' }],
    ['unverified', { kind: 'done', verified: true }, { kind: 'done', verified: false }],
    ['changed', { kind: 'already' }, { kind: 'done', verified: true }],
    ['protected', { kind: 'already' }, { kind: 'already' }],
  ] as const)('is %s: the least good that can be said of it', (status, ofLicense, ofPlan) => {
    const parts = { license: { before: 'inactive' as const, result: ofLicense }, plans: [inPlan('detached', ofPlan)] };
    expect(resultOf(parts).status).toBe(status);
  });

  it('holds the plans in their order, with what was read before', () => {
    const plans = [
      inPlan('detached', { kind: 'would' }, { id: guid(202) }),
      inPlan('attached', { kind: 'already' }, { id: guid(201) }),
    ];
    const result = resultOf({ repository: aRepository({ name: 'website' }), plans });
    expect(result.resource.name).toBe('website');
    expect(result.license).toMatchObject({ change: { before: 'active' }, result: { kind: 'already' } });
    const held = result.plans.map(({ change: { plan, before }, result: now }) => ({ plan, before, result: now }));
    expect(held).toEqual(plans);
  });

  it('cannot be decided without its license', () => {
    expect(() => only(resultsOf().slice(1))).toThrow('lacks its license');
  });
});

describe('the result of a repository that leaves', () => {
  const [daily, weekly] = [aPlan(), aPlan({ id: guid(201), name: 'Weekly' })];
  const [inDaily, mayBeInDaily] = (['attached', 'unknown'] as const).map((membership): Result => ({
    ...{
      kind: 'kept',
      plans: [
        { plan: weekly, membership: 'attached' },
        { plan: daily, membership },
      ],
    },
  }));
  const stays: ChangeResult = { change: ofLicense('activate', { before: 'active' }), result: { kind: 'already' } };

  function leaving(result: Result | undefined): readonly ChangeResult[] {
    return result === undefined ? [] : [stays, { change: ofMembership('detach', { before: 'unknown' }), result }];
  }

  function releasing(result: Result | undefined): readonly ChangeResult[] {
    return result === undefined ? [] : [{ change: ofLicense('deactivate', { before: 'active' }), result }];
  }

  it.each<[string, readonly ChangeResult[], object]>([
    ['keeps another plan', leaving(inDaily), { status: 'protected', isProved: true, unverified: false }],
    [
      'keeps a plan that may contain it',
      leaving(mayBeInDaily),
      { status: 'unverified', isProved: false, unverified: true },
    ],
    ['keeps its license', releasing(inDaily), { status: 'protected', isProved: true, unverified: false }],
    ['keeps its license, perhaps needlessly', releasing(mayBeInDaily), { isProved: false, unverified: false }],
    [
      'was skipped',
      leaving(skippedBy('blocked')),
      { status: 'failed', isProved: false, unverified: false, drifted: true },
    ],
    ['left', leaving({ kind: 'done', verified: true }), { status: 'changed', changed: true, unverified: false }],
  ])('and %s', (_, results, expected) => {
    expect(only(results)).toMatchObject(expected);
  });

  it('does not differ from what is wanted where it is kept', () => {
    for (const results of [leaving(mayBeInDaily), releasing(inDaily)])
      expect(only(results)).toMatchObject({ drifted: false, changed: false });
  });

  it('from GitProtect tells of the removal apart from the license', () => {
    const [license] = releasing({ kind: 'done', verified: true });
    const removal: ChangeResult = { change: aRemoval(), result: { kind: 'done', verified: false } };
    expect(only([...releasing({ kind: 'done', verified: true }), removal])).toMatchObject({
      ...{ license, removal, plans: [], status: 'unverified', changed: true },
    });
  });
});
