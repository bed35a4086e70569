import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Outcome } from '../../../src/domain/outcome.ts';
import type { ResourceStatus } from '../../../src/domain/resource-result.ts';
import type { Verdict, VerdictKind, VerdictOptions } from '../../../src/domain/verdict.ts';
import type { Problem } from '../../../src/shared/failure.ts';
import {
  anOutcome,
  aPlan,
  aRepository,
  failed,
  guid,
  inPlan,
  type RepositoryParts,
  THE_OPTIONS,
  verdictFor,
} from '../../support/build.ts';
import { nameOf, outcomeOf, WAYS } from '../../support/many.ts';

const CORRECTED: RepositoryParts = { license: { before: 'inactive', result: { kind: 'done', verified: true } } };
const UNVERIFIED: RepositoryParts = { license: { before: 'unknown', result: { kind: 'done', verified: false } } };
const WOULD: RepositoryParts = { plans: [inPlan('detached', { kind: 'would' })] };
const FAILED = failedWith();
const STATUSES = Object.keys(WAYS) as ResourceStatus[];

function failedWith(problem: Partial<Problem> = {}): RepositoryParts {
  return { license: { before: 'inactive', result: failed(problem) } };
}

function disabled(outcome: Outcome): Outcome {
  return { ...outcome, plans: [aPlan(), aPlan({ id: guid(201), name: 'Weekly', schedule: 'disabled' })] };
}

function verdictOn(outcome: Outcome, options: Partial<VerdictOptions> = {}): Verdict {
  return verdictFor(outcome, { ...THE_OPTIONS, ...options });
}

/** The verdict on repositories with these names, or with their places in the list as names. */
function verdictOnNamed(repositories: readonly RepositoryParts[], names: readonly string[] = []): Verdict {
  return verdictOn(
    anOutcome(
      ...repositories.map((parts, index) => ({
        ...parts,
        repository: aRepository({ id: guid(100 + index), name: names[index] ?? String(index) }),
      })),
    ),
  );
}

describe('the verdict', () => {
  it.each<[VerdictKind, string, Outcome, Partial<VerdictOptions>]>([
    ['unchanged', 'nothing to do', anOutcome(), {}],
    ['unchanged', 'nothing to do in a dry run', anOutcome(), { dryRun: true, failOnDrift: true }],
    ['corrected', 'a change seen', anOutcome(CORRECTED), {}],
    ['corrected', 'one change among several', anOutcome({}, CORRECTED), {}],
    ['unverified', 'a change not reported', anOutcome(CORRECTED, UNVERIFIED), {}],
    ['unverified', 'a change not reported, schedule disabled', disabled(anOutcome(UNVERIFIED)), {}],
    ['unhealthy-plan', 'nothing to do, schedule disabled', disabled(anOutcome()), {}],
    ['unhealthy-plan', 'a change seen, schedule disabled', disabled(anOutcome(CORRECTED)), {}],
    ['drift', 'drift in a dry run', anOutcome({}, WOULD), { dryRun: true }],
    ['drift-failed', 'drift that fails a dry run', anOutcome(WOULD), { dryRun: true, failOnDrift: true }],
    ['corrected', 'fail-on-drift without a dry run', anOutcome(CORRECTED), { failOnDrift: true }],
    ['failed', 'a failure', anOutcome(CORRECTED, UNVERIFIED, FAILED), {}],
    ['failed', 'a failure foreseen', anOutcome(WOULD, FAILED), { dryRun: true }],
    ['failed', 'what was not tried', anOutcome({}, WAYS['not-tried']), {}],
    ['failed', 'no repository', { ...anOutcome(), results: [] }, {}],
  ])('is %s: %s', (kind, _, outcome, options) => {
    const verdict = verdictOn(outcome, options);
    expect(verdict.kind).toBe(kind);
    // Failures and drift that shall fail the step do, and nothing else.
    expect(verdict.success).toBe(kind !== 'failed' && kind !== 'drift-failed');
  });

  it('counts repositories', () => {
    expect(verdictOn(anOutcome(...Object.values(WAYS), FAILED)).counts).toEqual({
      checked: 8,
      drifted: 6,
      changed: 2,
      failed: 3,
      notTried: 1,
      unverified: 1,
    });
  });
});

describe('repositories by attention', () => {
  it('are failures first, then changes, then the rest, each in the order of the list', () => {
    // Backwards, twice: every status stands before those that go before it.
    const statuses = [...STATUSES, ...STATUSES].toReversed();
    const { ranked } = verdictOn(outcomeOf(statuses.length, (index) => WAYS[statuses[index] ?? 'failed']));
    expect(ranked.map(({ status }) => status)).toEqual(STATUSES.flatMap((status) => [status, status]));
    expect(ranked.map(({ resource }) => resource.name)).toEqual(
      [6, 13, 5, 12, 4, 11, 3, 10, 2, 9, 1, 8, 0, 7].map(nameOf),
    );
  });

  it('are all of them, each once', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...STATUSES)), (statuses) => {
        const { resources, ranked } = verdictOn(
          outcomeOf(statuses.length, (index) => WAYS[statuses[index] ?? 'failed']),
        );
        expect(resources.map(({ status }) => status)).toEqual(statuses);
        expect(new Set(ranked)).toEqual(new Set(resources));
        expect(ranked).toHaveLength(resources.length);
      }),
    );
  });
});

describe('totals', () => {
  it('count each status of a repository, in the order of attention', () => {
    const { totals } = verdictOn(anOutcome({}, FAILED, {}, CORRECTED, {}));
    expect([...totals]).toEqual([
      ['failed', 1],
      ['changed', 1],
      ['protected', 3],
    ]);
  });

  it('are none of no repository', () => {
    expect(verdictOn({ ...anOutcome(), results: [] }).totals.size).toBe(0);
  });
});

describe('causes', () => {
  it('are reported once for all repositories that have them', () => {
    const parts = [
      failedWith({ message: 'no license' }),
      {},
      failedWith({ message: 'gone' }),
      failedWith({ message: 'no license' }),
    ];
    expect(verdictOnNamed(parts, ['a', 'good', 'b', 'c']).causes).toMatchObject([
      { problem: { message: 'no license' }, names: ['a', 'c'] },
      { problem: { message: 'gone' }, names: ['b'] },
    ]);
    expect(verdictOn(anOutcome()).causes).toEqual([]);
  });

  it('of one title and reason are reported together, by the first of their messages', () => {
    const parts = [
      failedWith({ message: "no license for 'a'", reason: 'no license' }),
      failedWith({ message: "no license for 'b'", reason: 'no license' }),
      failedWith({ message: "no license for 'c'", reason: 'no license', title: 'Not tried' }),
      failedWith({ message: "no license for 'a'", reason: 'gone' }),
    ];
    expect(verdictOnNamed(parts, ['a', 'b', 'c', 'd']).causes).toMatchObject([
      { problem: { message: "no license for 'a'" }, names: ['a', 'b'] },
      { problem: { title: 'Not tried' }, names: ['c'] },
      { problem: { reason: 'gone' }, names: ['d'] },
    ]);
  });

  it('of most repositories come first, else in the order of the list', () => {
    const messages = ['a', 'b', 'c', 'b', 'c', 'c', 'd'];
    const { causes } = verdictOnNamed(messages.map((message) => failedWith({ message })));
    expect(causes.map(({ problem }) => problem.message)).toEqual(['c', 'b', 'a', 'd']);
  });

  it('are told in the words of what is true of all that have them', () => {
    const messages = [
      "could not attach 'a': HTTP 409; the plan is gone",
      'the plan is gone',
      "could not attach 'c'; the plan is gone",
    ];
    const parts = messages.map((message) => failedWith({ message, reason: 'the plan is gone' }));
    expect(verdictOnNamed(parts, ['a', 'b', 'c']).causes).toMatchObject([
      { problem: { message: 'the plan is gone' }, names: ['a', 'b', 'c'] },
    ]);
  });
});
