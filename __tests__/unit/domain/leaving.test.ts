import { describe, expect, it } from '@jest/globals';
import { desiredState, type DesiredState } from '../../../src/domain/desired-state.ts';
import { changesOf, diff } from '../../../src/domain/diff.ts';
import { membershipInUnlisted, membershipToLeave } from '../../../src/domain/membership.ts';
import type { BackupPlan, Repository } from '../../../src/domain/model.ts';
import { checkRemovals, RemovalLimitError, removalsOf } from '../../../src/domain/max-removals.ts';
import type { RequestedState } from '../../../src/domain/request.ts';
import { anObservation, aPlan, aRepository, aRequest, guid, listOf, named, partOf } from '../../support/build.ts';

const ACME = guid(1);
const API = guid(100);
const DAILY = guid(200);
const OTHER = guid(9);

/** That the repository is not selected, and more is counted than is. */
const DENIED = { repositories: { ...listOf(), denied: new Set([API]) }, repositoryCount: 1 };

describe('membership in a plan that is to be left', () => {
  it.each<[string, string, Partial<Repository>, Partial<BackupPlan>]>([
    ['its row names no plan', 'detached', { plans: listOf() }, {}],
    ['its row names another plan', 'detached', { plans: listOf(OTHER) }, {}],
    ['a hand-picked plan lists others only', 'detached', {}, { selection: 'manual', repositories: listOf(OTHER) }],
    ['a plan by rules leaves it out', 'detached', {}, { selection: 'rules', excluded: listOf(API) }],
    ['a plan lists others, as many as it counts', 'detached', {}, { repositories: listOf(OTHER), repositoryCount: 1 }],
    [
      'a hand-picked plan counts none, but lists some',
      'unknown',
      {},
      { repositories: partOf(OTHER), repositoryCount: 0 },
    ],
    [
      'a plan of an unknown kind leaves out others, and lists as many as it counts',
      'unknown',
      {},
      { repositories: listOf(OTHER), repositoryCount: 1, excluded: listOf(guid(998)) },
    ],
    [
      'a plan of an unknown kind leaves out what is not understood, and lists as many as it counts',
      'unknown',
      {},
      { repositories: listOf(OTHER), repositoryCount: 1, excluded: partOf() },
    ],
    [
      'a plan of an unknown kind says of others that they are not selected, and lists as many as it counts',
      'unknown',
      {},
      {
        repositories: listOf(OTHER),
        repositoryCount: 1,
        excluded: { ...listOf(), disputed: new Set([guid(998)]) },
      },
    ],
    [
      'a plan of an unknown kind leaves out others, and its row names other plans only',
      'detached',
      { plans: listOf(OTHER) },
      { excluded: listOf(guid(998)) },
    ],
    ['a hand-picked plan counts some', 'unknown', {}, { selection: 'manual', repositoryCount: 1 }],
    ['a hand-picked plan counts none', 'detached', {}, { selection: 'manual', repositoryCount: 0 }],
    ['a plan of an unknown kind lists others only', 'unknown', {}, { repositories: listOf(OTHER) }],
    ['a plan of an unknown kind lists nothing', 'unknown', {}, { repositories: listOf() }],
    ['a plan by rules lists others only', 'unknown', {}, { selection: 'rules', repositories: listOf(OTHER) }],
    ['a plan by rules counts none', 'unknown', {}, { selection: 'rules', repositoryCount: 0 }],
    ['a plan by rules denies it, and counts more', 'unknown', {}, { selection: 'rules', ...DENIED }],
    ['a plan of an unknown kind denies it, and counts more', 'unknown', {}, DENIED],
    ['a hand-picked plan denies it, and counts more', 'detached', {}, { selection: 'manual', ...DENIED }],
    ['a plan denies it, and counts more, and its row names another plan', 'detached', { plans: listOf(OTHER) }, DENIED],
    ['its row names the plan, which does not list it', 'unknown', { plans: listOf(DAILY) }, { repositories: listOf() }],
    ['its row names the plan, which leaves it out', 'unknown', { plans: listOf(DAILY) }, { excluded: listOf(API) }],
    ['its row names some plans', 'unknown', { plans: partOf(OTHER) }, {}],
    ['nothing is reported', 'unknown', {}, {}],
    ['its row names the plan', 'attached', { plans: listOf(DAILY) }, {}],
    ['the plan lists it', 'attached', {}, { repositories: listOf(API) }],
    ['the plan takes all', 'attached', {}, { selection: 'all' }],
  ])('where %s: %s', (_, membership, repository, plan) => {
    expect(membershipToLeave(ACME, aRepository({ id: API, ...repository }), aPlan({ id: DAILY, ...plan }))).toBe(
      membership,
    );
  });

  it('of a plan that is not listed is what the row of the repository says', () => {
    const of = (plans: Repository['plans']): string => membershipInUnlisted(aRepository({ plans }), DAILY);
    expect([of(undefined), of(listOf()), of(listOf(DAILY))]).toEqual(['detached', 'detached', 'attached']);
  });
});

const DAILY_PLAN = aPlan({ id: guid(200), name: 'Daily', selection: 'manual' });
const WEEKLY_PLAN = aPlan({ id: guid(201), name: 'Weekly', selection: 'manual' });
const RULES_PLAN = aPlan({ id: guid(202), name: 'Rules', selection: 'rules' });

/** The state that is wanted of repositories that are in these plans. */
function desired(
  state: RequestedState,
  memberships: readonly (readonly BackupPlan[])[],
  plans: readonly BackupPlan[] = [],
): DesiredState {
  const repositories = memberships.map((members, index) =>
    aRepository({
      ...{ id: guid(100 + index), name: `repo-${String(index)}`, license: 'active' },
      plans: listOf(...members.map(({ id }) => id)),
    }),
  );
  const observed = anObservation({ repositories, plans: [DAILY_PLAN, WEEKLY_PLAN, RULES_PLAN] });
  const selected = { items: repositories, included: [], excluded: [] };
  const resolution = { plans, selected, projects: [], missing: [], missingProjects: [], idleProjects: [] };
  return desiredState(aRequest({ state, plans: [] }), resolution, observed);
}

/** The changes, in words. */
function changesIn(state: DesiredState): readonly string[] {
  return changesOf(diff(state)).map((change) =>
    'plan' in change ? `${change.kind} ${change.plan.name ?? ''}` : change.kind,
  );
}

const ABSENT: RequestedState = { kind: 'absent' };
const EXCLUSIVE: RequestedState = { kind: 'present', exclusive: true };

describe('the changes', () => {
  it.each<[string, RequestedState, readonly BackupPlan[], readonly BackupPlan[], readonly string[]]>([
    ['absent from every plan', ABSENT, [DAILY_PLAN], [], ['deactivate', 'detach Daily']],
    ['absent from both', ABSENT, [DAILY_PLAN, WEEKLY_PLAN], [], ['deactivate', 'detach Daily', 'detach Weekly']],
    ['absent from one of two', ABSENT, [DAILY_PLAN, WEEKLY_PLAN], [DAILY_PLAN], ['detach Daily']],
    ['absent, in no plan', ABSENT, [], [], ['deactivate']],
    ['absent, in a plan by rules', ABSENT, [DAILY_PLAN, RULES_PLAN], [], []],
    ['absent from a plan by rules', ABSENT, [DAILY_PLAN, RULES_PLAN], [RULES_PLAN], []],
    ['absent from another than by rules', ABSENT, [DAILY_PLAN, RULES_PLAN], [DAILY_PLAN], ['detach Daily']],
    ['removed', { kind: 'removed', backups: 'kept' }, [DAILY_PLAN], [], ['deactivate', 'detach Daily', 'remove']],
    ['removed, in a plan by rules', { kind: 'removed', backups: 'deleted' }, [RULES_PLAN], [], []],
    ['exclusive', EXCLUSIVE, [DAILY_PLAN], [WEEKLY_PLAN], ['attach Weekly', 'detach Daily']],
    ['exclusive, beside rules', EXCLUSIVE, [DAILY_PLAN, RULES_PLAN], [WEEKLY_PLAN], ['attach Weekly', 'detach Daily']],
    ['exclusive in a plan that does not take it in', EXCLUSIVE, [DAILY_PLAN], [RULES_PLAN], []],
    [
      'exclusive in two, one of which does not take it in',
      EXCLUSIVE,
      [DAILY_PLAN],
      [WEEKLY_PLAN, RULES_PLAN],
      ['attach Weekly'],
    ],
    ['exclusive where it is already', EXCLUSIVE, [WEEKLY_PLAN], [WEEKLY_PLAN], []],
    ['present', { kind: 'present', exclusive: false }, [DAILY_PLAN], [WEEKLY_PLAN], ['attach Weekly']],
  ])('of %s', (_, state, members, plans, changes) => {
    expect(changesIn(desired(state, [members], plans))).toEqual(changes);
  });
});

describe('a repository in a plan that is known by its name only', () => {
  const OLD = { plan: { id: 'Old plan', name: 'Old plan' }, membership: 'unknown' };

  it.each<[string, RequestedState, readonly BackupPlan[], readonly string[]]>([
    ['keeps its license, to leave every plan', ABSENT, [], []],
    ['keeps its license, to leave another one', ABSENT, [DAILY_PLAN], ['detach Daily']],
    ['is not removed', { kind: 'removed', backups: 'kept' }, [], []],
    ['does not leave it for another one', EXCLUSIVE, [WEEKLY_PLAN], ['attach Weekly']],
    ['is attached to another one', { kind: 'present', exclusive: false }, [WEEKLY_PLAN], ['attach Weekly']],
  ])('%s', (_, state, plans, changes) => {
    const all = desired(state, [[]], plans);
    const repository = aRepository({ license: 'active', plans: named(partOf(), 'Old plan') });
    const observed = anObservation({ repositories: [repository], plans: all.allPlans });
    const selected = { items: [repository], included: [], excluded: [] };
    const resolution = { plans, selected, projects: [], missing: [], missingProjects: [], idleProjects: [] };
    const wanted = desiredState(aRequest({ state, plans: [] }), resolution, observed);

    expect(changesIn(wanted).filter((change) => plans.length > 0 || !/(Daily|Weekly)$/.test(change))).toEqual(changes);
    const isAnyOther = state.kind !== 'present' || state.exclusive;
    expect(wanted.resources[0]?.alsoIn.slice(-1)).toMatchObject(isAnyOther ? [OLD] : []);
  });
});

describe('what counts towards max-removals', () => {
  const removals = (state: DesiredState): readonly string[] => removalsOf(diff(state), state).known;

  it('is each repository once, and none that leaves nothing', () => {
    const members = [[DAILY_PLAN, WEEKLY_PLAN], [], [DAILY_PLAN, RULES_PLAN]];
    expect(removals(desired(ABSENT, members))).toEqual(['repo-0', 'repo-1']);
    expect(removals(desired(EXCLUSIVE, members, [WEEKLY_PLAN]))).toEqual(['repo-0', 'repo-2']);
    expect(removals(desired({ kind: 'present', exclusive: false }, members, [WEEKLY_PLAN]))).toEqual([]);
    expect(removals(desired({ kind: 'removed', backups: 'kept' }, [[DAILY_PLAN]]))).toEqual(['repo-0']);
  });

  it('may be as many as the limit', () => {
    const state = desired(ABSENT, [[DAILY_PLAN], [DAILY_PLAN]]);
    expect(() => {
      checkRemovals(diff(state), state, 2);
    }).not.toThrow();
    expect(() => {
      checkRemovals(diff(state), state, 1);
    }).toThrow(RemovalLimitError);
  });
});
