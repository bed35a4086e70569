import { describe, expect, it } from '@jest/globals';
import { parsePlan, parseRepository } from '../../../src/gitprotect/parsers.ts';

type Row = Readonly<Record<string, unknown>>;

const REMOVED: readonly Row[] = [
  { isRemovedFromHost: true },
  { removed_from_git_host: 1 },
  { isSoftDeleted: true },
  { deleteDate: '2026-01-31' },
  { deletedUtc: '2026-01-31T10:00:00Z' },
  { removedDateTime: 1_790_000_000 },
  { deletionTimestamp: '2026-01-31' },
  { status: 'Removed' },
  { State: 'deleted' },
];

const UNCLEAR: readonly Row[] = [
  { isDeleted: 'perhaps' },
  { markedForDeletion: true },
  { isBeingDeleted: 'yes' },
  { status: 'PendingRemoval' },
];

/** What other services say of repositories and plans that are there. */
const THERE: readonly Row[] = [
  { deletedUtc: null, deleteDate: '0001-01-01T00:00:00', removedDateTime: 0, markedForDeletion: false },
  { delete_branch_on_merge: true, canRemove: true, isRemovable: true, deletionProtection: true },
  { removedRepositories: 3, keepDeletedDays: 30, includeDeleted: true, removedBy: 'x', delete: {}, remove: 'y' },
  { status: 'Success', state: 2 },
];

describe('a repository', () => {
  const parse = (row: Row): object => parseRepository({ id: 'r', name: 'api', isLicensed: true, ...row });

  it.each(REMOVED)('is removed by %j', (row) => {
    expect(parse(row)).toMatchObject({ removed: true, license: 'active' });
  });

  it.each(UNCLEAR)('is perhaps removed by %j: its row proves nothing', (row) => {
    expect(parse(row)).toMatchObject({ removed: false, license: 'unknown' });
  });

  it.each([...THERE, { isArchived: true, archivedAt: '2026-01-31', status: 'Archived' }])('is there by %j', (row) => {
    expect(parse(row)).toMatchObject({ removed: false, license: 'active' });
  });
});

describe('a plan', () => {
  const removedBy = (row: Row): unknown => parsePlan({ id: 'p', name: 'Daily', ...row }).removed;

  it.each([
    ...REMOVED,
    ...['isDeleted', 'isRemoved', 'isArchived', 'planDeleted'].map((name) => ({ [name]: true })),
    { deletedAt: '2024-05-01T00:00:00Z' },
    { archivedOn: '2024-05-01' },
    { status: 'Archived' },
  ])('is deleted by %j', (row) => {
    expect(removedBy(row)).toBe(true);
  });

  it.each(UNCLEAR)('is perhaps deleted by %j', (row) => {
    expect(removedBy(row)).toBe('unknown');
  });

  it.each([...THERE, { includeArchived: true, isArchived: false }])('is there by %j', (row) => {
    expect(removedBy(row)).toBe(false);
  });
});

describe('a removal that a field both denies and affirms', () => {
  it.each<Row>([
    { isDeleted: true, IsDeleted: false },
    { isDeleted: true, deleted: 0 },
    { deletedAt: '2026-01-01', deleted_at: '0001-01-01T00:00:00' },
    { isArchived: true, is_archived: false, isDeleted: false },
  ])('is disputed of a plan: %j', (row) => {
    expect(parsePlan({ id: 'p', ...row }).removed).toBe('disputed');
  });

  it.each<Row>([
    { isDeleted: true, isArchived: false },
    { isDeleted: true, deleted: null },
    { isDeleted: true, IsDeleted: 1 },
  ])('is none where another field is about something else: %j', (row) => {
    expect(parsePlan({ id: 'p', ...row }).removed).toBe(true);
  });

  it('leaves a repository removed, to which nothing is attached', () => {
    expect(parseRepository({ id: 'r', name: 'api', isRemoved: true, removed: false }).removed).toBe(true);
  });
});

describe('a repository that GitProtect does not find at the Git host', () => {
  const PROTECTED = { id: 'r', name: 'api', isLicensed: true, plans: [] };

  it.each<Row>([
    { exists: false },
    { existsAtHost: 'false' },
    { is_accessible: 0 },
    { isMissing: true },
    { notFoundOnHost: 'True' },
  ])('proves nothing, and is not taken to be removed: %j', (row) => {
    const { removed, license, plans } = parseRepository({ ...PROTECTED, ...row });
    expect({ removed, license, plans }).toEqual({ removed: false, license: 'unknown', plans: undefined });
  });

  it.each<Row>([{ exists: true, isMissing: false }, { isMissing: null, existsAtHost: 'perhaps' }, { missing: 3 }])(
    'is none where it says nothing of the kind: %j',
    (row) => {
      expect(parseRepository({ ...PROTECTED, ...row }).license).toBe('active');
    },
  );
});
