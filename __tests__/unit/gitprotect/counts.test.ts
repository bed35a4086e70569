import { describe, expect, it } from '@jest/globals';
import type { BackupPlan, IdList } from '../../../src/domain/model.ts';
import { parsePlan, parseRepository } from '../../../src/gitprotect/parsers.ts';
import { guid, listOf, partOf } from '../../support/build.ts';

const A = guid(1);

type Row = Readonly<Record<string, unknown>>;

function repositoryPlans(row: Row): IdList | undefined {
  return parseRepository({ id: 'r', name: 'api', ...row }).plans;
}

function plan(row: Row): BackupPlan {
  return parsePlan({ id: 'p', ...row });
}

describe('a row with counts of its own', () => {
  it.each<Row>([
    { repoCount: '2' },
    { repoCount: 1, repositoriesCount: 2 },
    { repoCount: 1, RepoCount: 2 },
    { repoCount: -1 },
    { repoCount: 1.5 },
    { repoCount: 1, repositoryCount: 'many' },
    { repoCount: {} },
  ])('proves nothing by its list either where its own count is more, or none: %j', (count) => {
    expect(plan({ repositoriesIds: [A], ...count }).repositories).toEqual(partOf(A));
  });

  it.each<[Row, number | undefined]>([
    [{ repoCount: '2' }, 2],
    [{ repoCount: 0, repositoriesCount: 2 }, 2],
    [{ repoCount: 1, repositoriesCount: null }, 1],
    [{ repoCount: 0, repositoriesCount: -1 }, undefined],
    [{ repoCount: -1 }, undefined],
    [{ repoCount: 'none' }, undefined],
  ])('counts the most that any of its counts says, and nothing by what is no count: %j', (count, repositoryCount) => {
    expect(plan(count).repositoryCount).toBe(repositoryCount);
  });

  it.each(['plansCount', 'planCount'])('of a repository lists not all of its plans where its %s is more', (name) => {
    expect(repositoryPlans({ plans: [{ id: A }], [name]: 2 })).toEqual(partOf(A));
    expect(repositoryPlans({ plans: [{ id: A }], [name]: 1 })).toEqual(listOf(A));
  });

  it.each(['projectsCount', 'projectCount'])('does not prove by fewer projects than its %s', (name) => {
    expect(plan({ projectsIds: [A], [name]: 2 }).projects).toEqual(partOf(A));
    expect(plan({ projectsIds: [A], [name]: 1 }).projects).toEqual(listOf(A));
  });
});
