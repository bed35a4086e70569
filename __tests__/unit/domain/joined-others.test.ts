import { expect, it } from '@jest/globals';
import { joinedOthers } from '../../../src/domain/joined-others.ts';
import type { BackupPlan, Repository } from '../../../src/domain/model.ts';
import { aPlan, aRepository, guid, listOf } from '../../support/build.ts';
import { aReference, EXCLUSIVE, wanted } from '../../support/wanted.ts';

const API = guid(100);
const OTHER = guid(201);

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
  );

  expect(joined.map(({ result }) => result.kind)).toEqual(expected);
});
