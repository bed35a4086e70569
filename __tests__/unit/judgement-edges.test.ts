import { describe, expect, it } from '@jest/globals';
import { parseJson, readAccessToken, readPlan, readRepository, ShapeError } from '../../src/gitprotect/records.ts';
import { decideRetry } from '../../src/gitprotect/retry.ts';
import { findDrift, membershipOf } from '../../src/protection/drift.ts';
import { type Attempt, judge, notPickedByHand, type Reading } from '../../src/protection/judge.ts';
import {
  hasUnseenChange,
  isProved,
  problemsOf,
  type RepositoryOutcome,
  wasChanged,
} from '../../src/protection/outcome.ts';
import {
  anObservation,
  aPlan,
  aProblem,
  aRepository,
  aRepositoryOutcome,
  failed,
  guid,
  inPlan,
  listOf,
} from '../support/build.ts';

/* Edges that the tables of the other files leave out, found by changing the sources and seeing no test fail. */

describe('a partial list of a plan', () => {
  const repository = aRepository({ plans: undefined });

  it.each([
    ['proves a membership that it names', [repository.id], 5, 'attached'],
    ['does not prove that there is none', [guid(7)], 5, 'unknown'],
    ['proves that there is none when it is whole', [guid(7)], 1, 'detached'],
  ] as const)('%s', (_, ids, repositoryCount, state) => {
    const plan = aPlan({ selection: 'picked', repositories: listOf(...ids), repositoryCount });
    expect(membershipOf(guid(1), repository, plan)).toBe(state);
  });

  it('proves that there is none when the server does not count', () => {
    const plan = aPlan({ selection: 'picked', repositories: listOf(guid(7)), repositoryCount: undefined });
    expect(membershipOf(guid(1), repository, plan)).toBe('detached');
  });
});

describe('a row', () => {
  const id = guid(1);

  it.each([
    ['missingLicense', 'no', 'unknown'],
    ['missingLicense', null, 'unknown'],
    ['licenseId', {}, 'unknown'],
    ['licenseId', true, 'unknown'],
    ['licenseId', 7, 'active'],
    ['licenseId', 'L-0', 'active'],
  ])('with %s of %j has a license that is %s', (field, value, state) => {
    expect(readRepository({ id, name: 'api', [field]: value }).license).toBe(state);
  });

  it.each([
    [{ inculdeAllReposistories: null }, 'unknown'],
    [{ inculdeAllReposistories: false }, 'picked'],
    [{ includeAllReposistories: true }, 'all'],
    [{ inculdeAllReposistories: true, includeAllRepositories: null }, 'unknown'],
    [{}, 'unknown'],
  ])('of a plan with %j selects: %s', (fields, selection) => {
    expect(readPlan({ id, ...fields }).selection).toBe(selection);
  });

  it.each(['successes', 'warnings', 'errors'])('of a plan whose last run lacks %s has no last run', (missing) => {
    const counts = { successes: 1, warnings: 2, errors: 3 };
    expect(readPlan({ id, lastStatus: counts }).lastRun).toMatchObject(counts);
    expect(readPlan({ id, lastStatus: { ...counts, [missing]: undefined } }).lastRun).toBeUndefined();
  });

  it.each([0, -1])('of a plan that finished at %d does not tell when', (planFinishedTime) => {
    const lastStatus = { successes: 1, warnings: 0, errors: 0 };
    expect(readPlan({ id, lastStatus, planFinishedTime }).lastRun?.finishedAt).toBeUndefined();
  });

  it.each([
    ['isActive', 'enabled'],
    ['active', 'enabled'],
    ['isEnabled', 'enabled'],
    ['enabled', 'enabled'],
  ])('of a plan tells of its schedule by %s', (field, state) => {
    expect(readPlan({ id, [field]: true }).schedule).toBe(state);
    expect(readPlan({ id, [field]: false }).schedule).toBe('disabled');
  });

  it.each(['repoCount', 'repositoriesCount', 'repositoryCount'])('of a plan counts its repositories by %s', (field) => {
    expect(readPlan({ id, [field]: 3 }).repositoryCount).toBe(3);
  });

  it('of a plan has its name in name or planName', () => {
    expect([readPlan({ id, planName: 'Daily' }).name, readPlan({ id, name: 'Weekly' }).name]).toEqual([
      'Daily',
      'Weekly',
    ]);
  });
});

describe('an answer', () => {
  it.each([
    ['', 'is empty'],
    [' \n', 'is empty'],
    ['{"a":', 'is not JSON, or was cut off'],
    ['[\uFEFF1]', 'is not JSON, or was cut off'],
  ])('of %j is refused, since it %s', (text, says) => {
    expect(() => parseJson(text)).toThrow(ShapeError);
    expect(() => parseJson(text)).toThrow(says);
  });

  it('may start with a byte order mark', () => {
    expect(parseJson('\uFEFF{"a":1}')).toEqual({ a: 1 });
  });

  it.each([
    [{}, 'no accessToken'],
    [{ accessToken: '' }, 'no accessToken'],
    [{ accessToken: 'a b' }, 'characters that none has'],
  ])('to a sign-in of %j is refused, since it holds %s', (answer, says) => {
    expect(() => readAccessToken(answer)).toThrow(says);
  });
});

describe('a wait that the server asks for', () => {
  const now = 1_000_000_000_000;
  const pause = (retryAfter: string | undefined, rateLimitReset?: string): unknown =>
    decideRetry({ kind: 'status', status: 429, wait: { retryAfter, rateLimitReset } }, 1, 3, now, 0);

  it.each([
    ['0.25', { again: true, pauseMs: 250, shared: true }],
    ['x5', { again: true, pauseMs: 0, shared: true }],
    ['12 Mon, 01 Jan 2035 00:00:00 GMT', { again: true, pauseMs: 0, shared: true }],
  ])('of %j is read strictly', (retryAfter, verdict) => {
    expect(pause(retryAfter)).toEqual(verdict);
  });

  it.each([
    [' 1000000010 ', { again: true, pauseMs: 10_000, shared: true }],
    ['in 1000000010', { again: true, pauseMs: 0, shared: true }],
  ])('until %j is read strictly', (reset, verdict) => {
    expect(pause(undefined, reset)).toEqual(verdict);
  });
});

describe('what is judged', () => {
  const plans = [aPlan({ id: guid(201), name: 'A' }), aPlan({ id: guid(202), name: 'B' })];
  const observed = anObservation({ repositories: [aRepository({ license: 'active' })], plans });
  const drift = findDrift(observed);
  const judged = (attempt: Attempt, reading: Reading): RepositoryOutcome[] => {
    const tried = drift.repositories.map((repository) => ({
      drift: repository,
      activation: { kind: 'none' } as const,
      attachments: repository.memberships.map((membership) => ({ membership, attempt })),
    }));
    return [...judge(drift, tried, reading).repositories];
  };

  it('shows each plan as it was read last', () => {
    const [a, b] = plans;
    const now = [{ ...aPlan({ id: guid(202), name: 'B' }), schedule: 'disabled' as const }];
    const outcome = judge(drift, [], { kind: 'read', observation: { ...observed, plans: now } });
    expect(outcome.plans).toEqual([a, { ...b, schedule: 'disabled' }]);
    expect(judge(drift, [], { kind: 'unread', problem: aProblem() }).plans).toEqual(plans);
  });

  it('says of a change that is not seen what is wrong, and what to do', () => {
    const detached = plans.map((plan) => ({ ...plan, repositories: listOf() }));
    const [outcome] = judged({ kind: 'accepted' }, { kind: 'read', observation: { ...observed, plans: detached } });
    const [problem] = problemsOf(outcome ?? aRepositoryOutcome());
    expect(problem).toMatchObject({ title: 'GitProtect accepted a change but did not make it' });
    expect(problem?.message).toContain('the repository is still detached where it should be attached');
    expect(problem?.remedy).toContain('Look at the repository');
  });

  it.each([
    ['inactive', 'is inactive now'],
    ['unknown', 'is not reported any more'],
  ] as const)('says of a license that was active and is %s: it %s', (license, says) => {
    const repositories = [aRepository({ license })];
    const [outcome] = judged({ kind: 'none' }, { kind: 'read', observation: { ...observed, repositories } });
    const [problem] = problemsOf(outcome ?? aRepositoryOutcome());
    expect(problem).toMatchObject({ title: 'The protection was undone while this ran' });
    expect(problem?.message).toBe(`the license was active at first, and ${says}`);
    expect(problem?.remedy).toContain('Find out');
  });

  it('takes no evidence from a plan that is not listed any more', () => {
    const everything = { ...observed, plans: [aPlan({ selection: 'all' })] };
    const before = findDrift(everything);
    const attempts = before.repositories.map((each) => ({
      drift: each,
      activation: { kind: 'none' } as const,
      attachments: each.memberships.map((membership) => ({ membership, attempt: { kind: 'none' } as const })),
    }));
    const { repositories } = judge(before, attempts, { kind: 'read', observation: { ...everything, plans: [] } });
    expect(repositories[0]?.plans[0]?.step.status).toBe('failed');
  });
});

describe('an outcome', () => {
  it.each([
    ['a change that could not be checked', { ...failed('detached' as const), cause: 'unchecked' as const }, true],
    ['a change that was refused', failed('detached' as const), false],
    ['what was right and could not be checked', { ...failed('attached' as const), cause: 'unchecked' as const }, false],
  ])('was changed by %s, or not', (_, step, changed) => {
    expect(wasChanged(aRepositoryOutcome({ plans: [inPlan(step)] }))).toBe(changed);
  });

  it.each([
    ['unseen', true],
    ['refused', false],
    ['unchecked', false],
  ] as const)('that failed because a change was %s is looked at again: %s', (cause, again) => {
    const outcome = aRepositoryOutcome({
      plans: [inPlan({ status: 'failed', before: 'detached', cause, problem: aProblem() })],
    });
    expect(hasUnseenChange(outcome)).toBe(again);
  });

  it('is not proved by what a dry run would do, or by what failed', () => {
    const provedWith = (step: RepositoryOutcome['license']): boolean => isProved(aRepositoryOutcome({ license: step }));
    expect(provedWith({ status: 'would', before: 'inactive' })).toBe(false);
    expect(provedWith(failed('inactive'))).toBe(false);
    expect(provedWith({ status: 'done', before: 'inactive', verified: false })).toBe(false);
    expect(provedWith({ status: 'done', before: 'inactive', verified: true })).toBe(true);
  });

  it.each([
    ['all', 'all of an organization'],
    ['rules', 'by rules'],
  ] as const)('of a plan that selects %s says how it chooses', (selection, says) => {
    const problem = notPickedByHand(aPlan({ selection }));
    expect(problem.message).toContain(says);
    expect(problem.title).toBe('The backup plan does not take in the repository');
    expect(problem.remedy).toContain('hand-picked');
  });
});
