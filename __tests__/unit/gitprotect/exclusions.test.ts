import { describe, expect, it } from '@jest/globals';
import type { IdList } from '../../../src/domain/model.ts';
import { parsePlan } from '../../../src/gitprotect/parsers.ts';
import { guid, listOf, partOf } from '../../support/build.ts';

const A = guid(1);
const B = guid(2);

type Row = Readonly<Record<string, unknown>>;

describe('a plan', () => {
  it.each<[Row, IdList]>([
    [{ excludedRepositories: [{ id: A }] }, listOf(A)],
    [{ excludedRepositoriesIds: [], excluded_repositories: [{ repositoryId: A, id: B }] }, listOf(A)],
    [{ excludedRepositories: ['api'] }, partOf('api')],
    [{ excludedRepositories: 'api' }, partOf()],
    [{ excludePatterns: ['api*'] }, partOf()],
    [{ excludedProjectsIds: [A] }, partOf()],
    [{ exclusions: { repositories: [{ id: A }] } }, partOf()],
    [{ exclusions: { repositories: [], patterns: null } }, listOf()],
    [{ repositoriesToIgnore: [{ id: A }] }, listOf(A)],
    [{ exceptRepositoriesIds: [A] }, listOf(A)],
    [{ excludeRepositories: A }, partOf()],
    [{ repositories: [{ id: A, isExcluded: true }, { id: B }] }, listOf(A)],
    [{ repositories: [{ id: A, status: 'Excluded' }, { id: B }] }, listOf(A)],
    [{ repositories: [{ id: A, isSelected: false }, { id: B }] }, { ...listOf(), disputed: new Set([A]) }],
    [
      {
        repositories: [
          { id: A, isRemoved: true },
          { id: B, isExcluded: true },
        ],
      },
      { ...listOf(B), disputed: new Set([A]) },
    ],
    [{ resourceKindsToIgnore: [1, 2] }, listOf()],
    [{ excludedRepositories: '', excludeArchived: true }, listOf()],
    [{ excludedRepositories: { [guid(3)]: true } }, partOf()],
  ])('that says %j excludes so much', (row, excluded) => {
    expect(parsePlan({ id: 'p', ...row }).excluded).toEqual(excluded);
  });
});
