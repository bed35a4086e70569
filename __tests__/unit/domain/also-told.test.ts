import { describe, expect, it } from '@jest/globals';
import { plansByItself } from '../../../src/domain/also-told.ts';
import type { BackupPlan } from '../../../src/domain/model.ts';
import { dryRunOutcome } from '../../../src/domain/verify.ts';
import { anObservation, anOrganization, aPlan, aRepository, desiredOf, guid, listOf } from '../../support/build.ts';

const [API, SHOP] = [guid(100), guid(300)];

/** The plans that are told of `api`, which was selected with its project. */
function toldOf(plan: Partial<BackupPlan>, wish: { leavesOthers?: boolean; leavesEveryPlan?: boolean }): unknown {
  const repositories = [aRepository({ id: API })];
  const desired = desiredOf(anObservation({ plans: [aPlan(plan)], repositories }));
  const { alsoTold } = dryRunOutcome([], { ...desired, projectOf: new Map([[API, SHOP]]), ...wish });
  return alsoTold.get(API)?.map(({ membership }) => membership);
}

describe('of a repository that was selected with its project, for exclusive plans,', () => {
  it.each<[string, Partial<BackupPlan>, readonly string[]]>([
    ['contains it', { selection: 'manual', repositories: listOf(API) }, ['attached']],
    ['contains all', { selection: 'all' }, ['attached']],
    ['does not list it, and does not tell its kind', { selection: 'unknown', repositories: listOf() }, []],
    ['may contain it', { selection: 'manual' }, ['unknown']],
    ['may contain it by rules', { selection: 'rules' }, []],
  ])('another plan that %s: %j', (_, plan, told) => {
    expect(toldOf(plan, { leavesOthers: true })).toEqual(told);
    expect(toldOf(plan, {})).toBeUndefined();
  });
});

it.each([
  ['is not in a plan that counts nothing', [], []],
  ['may be in a listed plan that counts nothing: a listed plan holds something', [aPlan().id], ['unknown']],
])('a repository of a project %s', (_, listed, expected) => {
  const plan = aPlan({ selection: 'manual', repositoryCount: 0 });

  const told = plansByItself(aRepository(), [plan], new Set(listed), anOrganization());

  expect(told.map(({ membership }) => membership)).toEqual(expected);
});
