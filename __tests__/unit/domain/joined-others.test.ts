import { expect, it } from '@jest/globals';
import { joinedOthers } from '../../../src/domain/joined-others.ts';
import type { Attempted } from '../../../src/domain/attempt.ts';
import type { BackupPlan, Repository } from '../../../src/domain/model.ts';
import { aPlan, aRepository, guid, listOf } from '../../support/build.ts';
import { ofMembership, triedFor } from '../../support/changes.ts';
import { aReference, EXCLUSIVE, wanted } from '../../support/wanted.ts';

const API = guid(100);
const OTHER = guid(201);
const MEMBER = aRepository({ id: guid(101) });
const HELD = aPlan({ id: OTHER, selection: 'manual', repositories: listOf(MEMBER.id) });
const LEAVES = ofMembership('detach', { before: 'attached', resource: MEMBER, plan: HELD });

it.each<[string, Partial<Repository>, Partial<BackupPlan>, readonly string[]]>([
  ['lists it now is joined', {}, { repositories: listOf(API) }, ['failed']],
  ['leaves it out now is not', {}, { excluded: listOf(API) }, []],
  ['leaves it out now, and that its row names, may be', { plans: listOf(OTHER) }, { excluded: listOf(API) }, ['kept']],
  ['holds its project now is left as it is', { project: aReference() }, { projects: listOf(guid(500)) }, ['kept']],
])('another plan that %s', (_, row, plan, expected) => {
  const repository = aRepository({ id: API, plans: undefined });
  const weekly = aPlan({ id: OTHER, selection: 'manual', repositories: listOf(), projects: listOf() });
  const daily = { ...weekly, id: guid(200) };
  const listedPlans = new Set([OTHER]);
  const plans = [daily, weekly];
  const desired = wanted(EXCLUSIVE, { plans: [daily], repositories: [repository] }, { plans, listedPlans });

  const repositories = [{ ...repository, ...row }];
  const joined = joinedOthers(
    { kind: 'read', repositories, plans: [daily, { ...weekly, ...plan }], listedPlans },
    desired,
    [],
  );

  expect(joined.map(({ result }) => result.kind)).toEqual(expected);
});

it.each<[string, readonly Attempted[], readonly string[]]>([
  ['contains nothing more: all that it held was detached', triedFor({ kind: 'accepted' }, LEAVES), []],
  ['may contain something else: what it held was not detached', [], ['kept']],
])('another plan that has dropped out of the list %s', (_, attempted, expected) => {
  const web = aRepository({ id: API, plans: undefined });
  const daily = aPlan({ id: guid(200), selection: 'manual', repositories: listOf(API) });
  const listedPlans = new Set([daily.id, OTHER]);
  const desired = wanted(EXCLUSIVE, { plans: [daily], repositories: [web] }, { plans: [daily, HELD], listedPlans });

  const nameOnly = aPlan({ id: OTHER });
  const joined = joinedOthers(
    { kind: 'read', repositories: [web], plans: [daily, nameOnly], listedPlans: new Set([daily.id]) },
    desired,
    attempted,
  );

  expect(joined.map(({ result }) => result.kind)).toEqual(expected);
});
