import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { BackupPlan, IdList } from '../../../src/domain/model.ts';
import {
  parseAccessToken,
  jsonOf,
  readAnswer,
  parseOrganization,
  parsePage,
  parsePlan,
  parseRepository,
  ShapeError,
} from '../../../src/gitprotect/parsers.ts';
import { guid, listOf, named, partOf } from '../../support/build.ts';

const A = guid(1);
const B = guid(2);
const UPPERCASE_A = A.toUpperCase();

type Row = Readonly<Record<string, unknown>>;

function repositoryPlans(row: Row): IdList | undefined {
  return parseRepository({ id: 'r', name: 'api', ...row }).plans;
}

function plan(row: Row): BackupPlan {
  return parsePlan({ id: 'p', ...row });
}

describe('the answer to a sign-in', () => {
  it.each([{ accessToken: 'jwt' }, { AccessToken: 'jwt', UserId: A }])('holds a token: %j', (answer) => {
    expect(parseAccessToken(answer)).toBe('jwt');
  });

  it.each([
    null,
    ['jwt'],
    {},
    { accessToken: '' },
    { accessToken: null },
    { token: 'jwt' },
    { accessToken: 'a\nb' },
    { accessToken: 'tökén' },
  ])('is refused without one: %j', (answer) => {
    expect(() => parseAccessToken(answer)).toThrow(ShapeError);
  });
});

describe('an organization', () => {
  it('is read from the row that the vendor shows', () => {
    const organization = parseOrganization({
      id: UPPERCASE_A,
      driver: 3,
      name: 'acme',
      apiUrl: 'https://git.example.com',
      plans: [{ id: B.toUpperCase(), name: 'Daily', repoCount: 2 }],
    });
    expect(organization).toMatchObject({ id: A, name: 'acme', plans: [{ id: B, name: 'Daily', repositoryCount: 2 }] });
    expect(organization.service).toContain('3');
    expect(organization.service).toContain('https://git.example.com');
  });

  it.each<[Row, string]>([
    [{ driver: 0, apiUrl: null }, 'driver 0'],
    [{ driver: 'GitHub' }, 'driver GitHub'],
    [{}, ''],
  ])('gives its Git service as far as %j does', (row, service) => {
    expect(parseOrganization({ id: A, name: 'acme', ...row }).service).toBe(service);
  });

  it.each<[Row, number | undefined]>([
    [{ missingLicences: 3 }, 3],
    [{ MissingLicenses: '3' }, 3],
    [{ missingLicences: 0 }, 0],
    [{ missingLicences: null }, undefined],
    [{ missingLicences: -1 }, undefined],
    [{ missingLicences: 1.5 }, undefined],
    [{ missingLicences: true }, undefined],
    [{}, undefined],
  ])('counts missing licenses as far as %j does', (row, count) => {
    expect(parseOrganization({ id: A, name: 'acme', ...row }).missingLicenses).toBe(count);
  });

  it('leaves out plans without an ID, and takes none for no plans', () => {
    expect(parseOrganization({ id: A, name: 'acme', plans: [{ name: 'x' }, null, { id: B }] }).plans).toHaveLength(1);
    expect(parseOrganization({ id: A, name: 'acme', plans: null }).plans).toEqual([]);
  });
});

describe('a row', () => {
  it.each([null, 'text', 7, []])('is refused when it is %j', (row) => {
    for (const parse of [parseOrganization, parseRepository, parsePlan]) expect(() => parse(row)).toThrow(ShapeError);
  });

  it.each([{}, { id: null }, { id: '' }, { id: {} }])('is refused without an ID: %j', (row) => {
    for (const parse of [parseOrganization, parseRepository, parsePlan])
      expect(() => parse({ name: 'api', ...row })).toThrow(ShapeError);
  });

  it('of a repository or an organization needs a name, of a plan not', () => {
    expect(() => parseRepository({ id: A })).toThrow(ShapeError);
    expect(() => parseOrganization({ id: A, name: null })).toThrow(ShapeError);
    expect(parsePlan({ id: A }).name).toBeUndefined();
  });

  it('that is refused is described by the names of its fields, never by a value', () => {
    expect(() => parseRepository({ Ident: 'hidden value', name: 'api' })).toThrow(/Ident/);
    expect(() => parseRepository({ Ident: 'hidden value', name: 'api' })).not.toThrow(/hidden/);
  });

  it.each([
    [UPPERCASE_A, A],
    ['Not-a-GUID', 'Not-a-GUID'],
    [42, '42'],
  ])('has the ID %j held as %s', (given, held) => {
    expect(parseRepository({ Id: given, Name: 'api' }).id).toBe(held);
  });

  it.each(['isRemoved', 'removed', 'isDeleted', 'Deleted'])('belongs to a removed repository by %s', (name) => {
    expect(parseRepository({ id: A, name: 'api', [name]: true }).removed).toBe(true);
    expect(parseRepository({ id: A, name: 'api', [name]: false }).removed).toBe(false);
    expect(parseRepository({ id: A, name: 'api', [name]: 'yes' }).removed).toBe(false);
  });
});

describe('a repository that is removed', () => {
  it.each<[Row, boolean]>([
    [{ isRemoved: '1' }, true],
    [{ removed: 'True' }, true],
    [{ removed: '2026-01-31T10:00:00Z' }, true],
    [{ removedAt: '2026-01-31' }, true],
    [{ deletedDate: 1_790_000_000 }, true],
    [{ isRemoved: false, deleted_at: '2026-01-31' }, true],
    [{ removedAt: null, deletedDate: '', removedOn: 0 }, false],
    [{ removedAt: '0001-01-01T00:00:00Z' }, false],
    [{ isRemoved: 0, deleted: 'false' }, false],
  ])('is one by %j: %s', (row, removed) => {
    expect(parseRepository({ id: A, name: 'api', isLicensed: true, ...row })).toMatchObject({
      removed,
      license: 'active',
    });
  });

  it('is perhaps one where a field is not understood: then its row proves nothing', () => {
    const row = { id: A, name: 'api', isLicensed: true, plans: [B], isRemoved: 'perhaps' };
    expect(parseRepository(row)).toMatchObject({ removed: false, license: 'unknown', plans: undefined });
  });
});

describe('the plans of a repository', () => {
  it.each<[string, Row, IdList | undefined]>([
    ['plans as objects', { plans: [{ id: UPPERCASE_A }, { Id: B }] }, listOf(A, B)],
    ['plans as IDs', { Plans: [UPPERCASE_A] }, listOf(A)],
    ['plansIds', { plansIds: [A, B] }, listOf(A, B)],
    ['planIds', { PlanIds: [A] }, listOf(A)],
    ['an empty list', { plans: [] }, listOf()],
    ['one planId, which says nothing of others', { planId: UPPERCASE_A }, partOf(A)],
    ['a planId that is null', { planId: null }, listOf()],
    ['a planId that is null, and one that is not', { planId: null, plan_id: A }, partOf()],
    ['two planIds', { planId: A, PlanId: guid(2) }, partOf()],
    ['a list with an item that cannot be read', { plans: [A, { name: 'Daily' }, null] }, named(partOf(A), 'Daily')],
    ['null before another field', { plans: null, planIds: [A] }, listOf(A)],
    ['nothing', {}, undefined],
    ['a text', { plans: 'Daily' }, named(partOf(), 'Daily')],
    ['an empty planId', { planId: '' }, undefined],
  ])('are read from %s', (_, row, expected) => {
    expect(repositoryPlans(row)).toEqual(expected);
  });
});

describe('a plan', () => {
  it.each<[string, Row, IdList | undefined]>([
    ['repositoriesIds', { repositoriesIds: [UPPERCASE_A] }, listOf(A)],
    ['repositoryIds', { RepositoryIds: [A, B] }, listOf(A, B)],
    ['repositories', { repositories: [{ id: UPPERCASE_A, name: 'api' }] }, listOf(A)],
    ['rows without an ID', { repositories: [{ name: 'api' }] }, partOf()],
    ['null', { repositoriesIds: null }, undefined],
    ['nothing', {}, undefined],
  ])('lists its repositories in %s', (_, row, expected) => {
    expect(plan(row).repositories).toEqual(expected);
  });

  it.each(['excludedRepositoriesIds', 'ExcludedRepositoryIds'])('says which repositories it excludes: %s', (name) => {
    expect(plan({ [name]: [UPPERCASE_A] }).excluded).toEqual(listOf(A));
    expect(plan({ [name]: null }).excluded).toEqual(listOf());
  });

  it('does not prove by a list shorter than its own count that another repository is not in it', () => {
    expect(plan({ repositoriesIds: [A], repoCount: 2 }).repositories).toEqual(partOf(A));
  });

  it.each<[Row, string]>([
    [{ inculdeAllReposistories: true }, 'all'],
    [{ includeAllRepositories: true }, 'all'],
    [{ IncludeAllRepositories: true, rules: [{}] }, 'all'],
    [{ inculdeAllReposistories: false }, 'manual'],
    [{ inculdeAllReposistories: false, rules: [] }, 'manual'],
    [{ inculdeAllReposistories: false, rules: [{ pattern: '*' }] }, 'rules'],
    [{ rules: [{ pattern: '*' }] }, 'rules'],
    [{ includeAllRepositories: 'True' }, 'all'],
    [{ include_all_repositories: 1 }, 'all'],
    [{ includeAllRepositories: 'yes' }, 'unknown'],
    [{ inculdeAllReposistories: true, includeAllRepositories: 0 }, 'unknown'],
    [{ inculdeAllReposistories: '0' }, 'manual'],
    [{ includeAllRepositories: null }, 'unknown'],
    [{}, 'unknown'],
  ])('that says %j is of the kind %s', (row, selection) => {
    expect(plan(row).selection).toBe(selection);
  });

  it('is not taken for one of all repositories where two spellings contradict each other', () => {
    expect(plan({ inculdeAllReposistories: true, includeAllRepositories: false }).selection).not.toBe('all');
    expect(plan({ inculdeAllReposistories: false, includeAllRepositories: true }).selection).not.toBe('all');
  });

  it.each<[Row, string]>([
    [{ isActive: true }, 'enabled'],
    [{ IsActive: false }, 'disabled'],
    [{ enabled: false }, 'disabled'],
    [{ isActive: 0 }, 'disabled'],
    [{ isActive: 'false' }, 'disabled'],
    [{ isActive: true, isEnabled: false }, 'disabled'],
    [{ isActive: true, isPaused: 'True' }, 'disabled'],
    [{ isActive: '1', enabled: null }, 'enabled'],
    [{ isActive: true, enabled: 'maybe' }, 'unknown'],
    [{ isActive: null }, 'unknown'],
    [{}, 'unknown'],
  ])('that says %j has its schedule %s', (row, schedule) => {
    expect(plan(row).schedule).toBe(schedule);
  });

  it('says its organization and how many repositories it has', () => {
    expect(plan({ OrganizationId: UPPERCASE_A, repoCount: 0 })).toMatchObject({ organization: A, repositoryCount: 0 });
    expect(plan({ organizationId: null })).toMatchObject({ organization: undefined, repositoryCount: undefined });
  });

  it.each<[string, unknown, Date | undefined]>([
    ['seconds', 1_790_000_000, new Date('2026-09-21T14:13:20Z')],
    ['milliseconds', 1_790_000_000_000, new Date('2026-09-21T14:13:20Z')],
    ['zero: it never ran', 0, undefined],
    ['a negative number', -62_135_596_800, undefined],
    ['null', null, undefined],
    ['a text', '2026-09-21', undefined],
    ['a time beyond all calendars', 1e18, undefined],
  ])('ended its last run at an epoch in %s', (_, planFinishedTime, finishedAt) => {
    const { lastRun } = plan({ lastStatus: { successes: 3, warnings: 2, Errors: 1 }, planFinishedTime });
    expect(lastRun).toEqual({ successes: 3, warnings: 2, errors: 1, finishedAt });
  });

  it('has no last run where none is reported, or a count is missing', () => {
    expect(plan({ planFinishedTime: 1_790_000_000 }).lastRun).toBeUndefined();
    expect(plan({ lastStatus: null }).lastRun).toBeUndefined();
    expect(plan({ lastStatus: { successes: 1, warnings: 0 } }).lastRun).toBeUndefined();
  });
});

describe('any answer', () => {
  const known = fc.constantFrom(
    ...['id', 'name', 'driver', 'apiUrl', 'plans', 'planId', 'planIds', 'repositories', 'rules', 'isActive'],
    ...['lastStatus', 'planFinishedTime', 'organizationId', 'result', 'pageCount', 'currentPage', 'accessToken'],
  );
  const anyAnswer = fc.oneof(fc.jsonValue(), fc.dictionary(known, fc.jsonValue()));

  it.each([
    ['organizations', parseOrganization],
    ['repositories', parseRepository],
    ['plans', parsePlan],
    ['sign-ins', parseAccessToken],
    ['pages', parsePage],
  ])('is parsed or refused with a ShapeError: %s', (_, parse: (answer: unknown) => unknown) => {
    fc.assert(
      fc.property(anyAnswer, (answer) => {
        try {
          expect(parse(answer)).toBeDefined();
        } catch (error) {
          expect(error).toBeInstanceOf(ShapeError);
        }
      }),
    );
  });

  it('is parsed or refused with a ShapeError: any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        try {
          expect(jsonOf(readAnswer(text))).not.toBeUndefined();
        } catch (error) {
          expect(error).toBeInstanceOf(ShapeError);
        }
      }),
    );
  });
});
