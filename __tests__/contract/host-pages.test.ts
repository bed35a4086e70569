import { describe, expect, it } from '@jest/globals';
import type { HostFault } from '../../simulator/hosts/faults.ts';
import type { DialectName } from '../../simulator/hosts/server.ts';
import type { Inventory } from '../../src/domain/inventory.ts';
import { hostOf, hostWorld, TOKEN } from '../support/hosts.ts';

/* Single pages that contradict themselves, or do not say what follows. */

/** The inventory where every request is answered so. */
async function inventoryOf(
  api: DialectName,
  body: object,
  more: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Inventory> {
  const fault: HostFault = { kind: 'answer', status: 200, ...more, body: JSON.stringify(body) };
  const { read } = await hostOf(api, hostWorld(0), { faults: [{ path: '*', occurrence: 'every', fault }] });
  return await read();
}

const DATA_CENTER_ROW = { slug: 'api', project: { key: 'acme' } };
const CLOUD_ROW = { slug: 'api', full_name: 'acme/api' };
const AZURE_ROW = { name: 'api', project: { name: 'Shop' } };
const GIT_DEV_ROW = { name: 'api' };
const BOTH = 'the host says that a page is the last one, and names one that follows it';
const UNSAID = 'the host does not say whether a page is the last one, or what follows it';

describe('a page that does not hold together', () => {
  it.each<[string, DialectName, object, string]>([
    [
      'fewer rows than it counts',
      'bitbucket-data-center',
      { values: [DATA_CENTER_ROW], size: 2, isLastPage: true },
      'the host counts 2 rows on a page that holds 1',
    ],
    [
      'rows from elsewhere',
      'bitbucket-data-center',
      { values: [DATA_CENTER_ROW], start: 5, isLastPage: true },
      'the host answered with the rows from 5 instead of from 0',
    ],
    ['nothing about the end', 'bitbucket-data-center', { values: [DATA_CENTER_ROW] }, UNSAID],
    ['nothing about what follows', 'bitbucket-data-center', { values: [DATA_CENTER_ROW], isLastPage: false }, UNSAID],
    [
      'fewer rows than it counts',
      'azure-devops',
      { value: [AZURE_ROW], count: 2 },
      'the host counts 2 rows on a page that holds 1',
    ],
    [
      'another page',
      'bitbucket-cloud',
      { values: [CLOUD_ROW], page: 2 },
      'the host answered with page 2 instead of page 1',
    ],
    [
      'no address of the next page',
      'bitbucket-cloud',
      { values: [CLOUD_ROW], next: 2 },
      'the address of the next page cannot be read',
    ],
    [
      'an address that is none',
      'bitbucket-cloud',
      { values: [CLOUD_ROW], next: 'http://' },
      'the address of the next page cannot be read',
    ],
    [
      'two things about the end',
      'bitbucket-data-center',
      { values: [DATA_CENTER_ROW], isLastPage: true, is_last_page: false },
      UNSAID,
    ],
    [
      'two things about the end',
      'git-dev',
      { data: [GIT_DEV_ROW], pagination: { has_more: false, hasMore: true } },
      UNSAID,
    ],
    [
      'a next page after the last one',
      'bitbucket-data-center',
      { values: [DATA_CENTER_ROW], isLastPage: true, nextPageStart: 1 },
      BOTH,
    ],
    [
      'a next page after the last one',
      'git-dev',
      { data: [GIT_DEV_ROW], pagination: { has_more: false, next_cursor: 'b' } },
      BOTH,
    ],
    ['nothing about the end', 'git-dev', { data: [GIT_DEV_ROW], pagination: {} }, UNSAID],
    ['no cursor', 'git-dev', { data: [GIT_DEV_ROW], pagination: { has_more: true } }, UNSAID],
    ['no pagination', 'git-dev', { data: [GIT_DEV_ROW] }, "the host's answer, or a row of it, is no object"],
  ])('is a problem, and its rows are kept: %s (%s)', async (_, api, body, incomplete) => {
    expect(await inventoryOf(api, body)).toMatchObject({ repositories: [{ name: 'api' }], pages: 1, incomplete });
  });

  it('is one with 203, whatever it holds', async () => {
    const { incomplete, repositories } = await inventoryOf('azure-devops', { value: [], count: 0 }, { status: 203 });
    expect([incomplete, repositories]).toEqual([expect.stringContaining('HTTP 203'), []]);
  });
});

describe('a page of Bitbucket Cloud that names no next one, and counts nothing', () => {
  const read = async (rows: number): Promise<[Inventory, number]> => {
    const values = Array.from({ length: rows }, (_, index) => ({ full_name: `acme/r${String(index)}`, slug: 'r' }));
    const first = { kind: 'answer', status: 200, body: JSON.stringify({ values, pagelen: 3 }) } as const;
    const { read: inventory, simulator } = await hostOf('bitbucket-cloud', hostWorld(0), {
      faults: [{ path: '*', occurrence: 1, fault: first }],
    });
    return [await inventory(), simulator.requests.length];
  };

  it('is followed by another one, if it is full', async () => {
    // That one is empty; then the list is read once more, and is another one.
    const [{ incomplete }] = await read(3);
    expect(incomplete).toBe('the host counts 0 repositories, and lists 3');
  });

  it('is the last one, if it is not', async () => {
    expect(await read(2)).toEqual([expect.objectContaining({ pages: 1, incomplete: undefined }), 1]);
  });
});

describe('a row that says two things of being archived', () => {
  it.each<[DialectName, object]>([
    ['azure-devops', { value: [{ ...AZURE_ROW, isDisabled: true, IsDisabled: false }] }],
    ['bitbucket-data-center', { values: [{ ...DATA_CENTER_ROW, archived: true, Archived: false }], isLastPage: true }],
  ])('is not told to be: %s', async (api, body) => {
    const { repositories } = await inventoryOf(api, body);
    expect(repositories).toHaveLength(1);
    expect([repositories[0]?.archived, repositories[0]?.disabled]).toEqual([undefined, undefined]);
  });
});

describe('names from a host', () => {
  it('are made harmless in the reason, and secrets are cut out of it', async () => {
    const row = { name: 'api', full_name: `acme/::error::${TOKEN}\n\u202e` };
    const data = { data: [row, row], pagination: { has_more: false } };
    const { incomplete } = await inventoryOf('git-dev', data);
    expect(incomplete).toMatch(/^'.*\*\*\*.*' came twice/);
    expect(incomplete).not.toContain(TOKEN);
    expect(incomplete).not.toMatch(/[\n\u202e]/);
  });
});
