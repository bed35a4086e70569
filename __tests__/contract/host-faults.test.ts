import { describe, expect, it } from '@jest/globals';
import {
  EARLY_END,
  EMPTY_PAGE,
  ENDLESS,
  FIRST_PAGE_NEXT,
  type HostFault,
  linksTo,
  LOST_ROW,
  redirectTo,
  REPEATED_PAGE,
  repeatedRows,
  type ScriptedHostFault,
  SIGN_IN,
  SKIPPED_PAGE,
  UNREADABLE_ROWS,
  WITHOUT_LINKS,
  WRONG_TOTAL,
} from '../../simulator/hosts/faults.ts';
import type { HostApi } from '../../src/hosts/host.ts';
import { API_TRAITS, APIS, apisWith, hostOf, hostWorld, repositories, TOKEN } from '../support/hosts.ts';

/*
 * Each host with each fault: what was read is kept, and the inventory is incomplete, with the reason. Lists have
 * three pages; the fault is on one of them.
 */

const COUNTED = apisWith(({ isCounted }) => isCounted);
const NOT_COUNTED = apisWith(({ isCounted }) => !isCounted);
const WITH_OBJECTS = apisWith(({ isObject }) => isObject);
const WITH_LINKS = apisWith(({ hasLinks }) => hasLinks);
const WITH_TOTALS = apisWith(({ hasTotals }) => hasTotals);
/** Only the links that are missing tell these faults. */
const WITH_LINKS_ALONE = apisWith(({ hasLinks, hasTotals }) => hasLinks && !hasTotals);

function at(api: HostApi, occurrence: number | 'every', fault: HostFault): { faults: readonly ScriptedHostFault[] } {
  return { faults: [{ path: API_TRAITS[api].list, occurrence, fault }] };
}

/** The end of every host's list, and an error. */
const FAILED_WITHOUT_ROWS = {
  ...{ value: [], count: 0, values: [], size: 0, isLastPage: true, data: [], pagination: { has_more: false } },
  ...{ success: false, message: 'no luck' },
};

const WORLD = hostWorld(30, { pageCap: 10 });

interface Case {
  readonly title: string;
  readonly fault: HostFault;
  readonly why: RegExp;
  /** Those in which it can be seen. */
  readonly apis?: readonly HostApi[];
  /** Whether it is on every page, not on the second alone. */
  readonly always?: boolean;
}

const CASES: readonly Case[] = [
  { title: 'a page that is cut off', fault: { kind: 'truncated' }, why: /not JSON, or was cut off/ },
  { title: 'an empty body', fault: { kind: 'answer', status: 200 }, why: /not JSON/ },
  {
    title: 'JSON of another shape',
    fault: { kind: 'answer', status: 200, body: '{"a":1}' },
    why: /holds no list|no object/,
  },
  {
    title: 'a field twice, with different values',
    fault: { kind: 'answer', status: 200, body: '[{"name":"a","archived":true,"archived":false}]' },
    why: /same field twice, with different values/,
  },
  {
    title: 'a text in place of rows',
    fault: { kind: 'answer', status: 200, body: '"a"' },
    why: /holds no list|no object/,
  },
  {
    title: 'a 200 that reports a failure',
    fault: { kind: 'answer', status: 200, body: `{"errors":[{"message":"no luck, ${TOKEN}"}]}` },
    why: /HTTP 200, and says that it failed: no luck, \*\*\*$/,
  },
  {
    title: 'no rows, and that it failed',
    fault: { kind: 'answer', status: 200, body: JSON.stringify(FAILED_WITHOUT_ROWS) },
    why: /HTTP 200, and says that it failed: no luck/,
    apis: WITH_OBJECTS,
    always: true,
  },
  { title: 'a sign-in page with 203', fault: SIGN_IN, why: /HTTP 203 and a sign-in page.*host-token/ },
  {
    title: 'a web page with 200',
    fault: { kind: 'answer', status: 200, headers: { 'content-type': 'text/html' }, body: 'Sign in' },
    why: /HTTP 200 and a sign-in page/,
  },
  { title: '401', fault: { kind: 'answer', status: 401 }, why: /HTTP 401.*host-token/ },
  {
    title: '403',
    fault: { kind: 'answer', status: 403, body: '{"message":"no"}' },
    why: /HTTP 403: no.*host-token lacks/,
  },
  { title: '404', fault: { kind: 'answer', status: 404 }, why: /HTTP 404.*host-owner/ },
  { title: '400', fault: { kind: 'answer', status: 400 }, why: /HTTP 400/ },
  { title: '500 that goes on', fault: { kind: 'answer', status: 500 }, why: /HTTP 500.*tried 3 times/, always: true },
  { title: 'a reset that goes on', fault: { kind: 'reset', at: 'in-body' }, why: /cut.*tried 3 times/, always: true },
  {
    title: 'a stall that goes on',
    fault: { kind: 'stall', at: 'after-headers' },
    why: /no complete answer within/,
    always: true,
  },
  { title: 'a response without an end', fault: { kind: 'endless' }, why: /larger than 32 MiB/, apis: ['azure-devops'] },
  {
    title: 'a page that names itself as the next',
    fault: REPEATED_PAGE,
    why: /was read already|contradict each other/,
  },
  {
    title: 'a page that names the first as the next',
    fault: FIRST_PAGE_NEXT,
    why: /was read already|contradict each other|page twice/,
  },
  { title: 'a page that was given already', fault: repeatedRows(repositories(10)), why: /came twice/ },
  {
    title: 'empty pages without an end',
    fault: ENDLESS,
    why: /empty pages/,
    always: true,
    apis: NOT_COUNTED,
  },
  {
    title: 'empty pages without an end',
    fault: ENDLESS,
    why: /contradict each other|skips rows|empty/,
    always: true,
    apis: COUNTED,
  },
  {
    title: 'an empty page between others',
    fault: EMPTY_PAGE,
    why: /^page 2 of the list is empty/,
    apis: WITH_LINKS_ALONE,
  },
  {
    title: 'an empty page between others',
    fault: EMPTY_PAGE,
    why: /counts 30 repositories, and lists 20/,
    apis: WITH_TOTALS,
  },
  {
    title: 'an empty page between others',
    fault: EMPTY_PAGE,
    why: /a page of the list is empty, and not the last one/,
    apis: ['azure-devops', 'git-dev'],
  },
  {
    title: 'an empty page at the end',
    fault: { kind: 'page', spoil: (page) => ({ ...page, rows: [], next: undefined }) },
    why: /no row is left from row 10 on/,
    apis: ['bitbucket-data-center'],
  },
  { title: 'rows that hold nothing, without an end', fault: UNREADABLE_ROWS, why: /has no |skips rows/, always: true },
  { title: 'a next page that leaves one out', fault: SKIPPED_PAGE, why: /skips rows/, apis: COUNTED },
  {
    title: 'a total that disagrees',
    fault: WRONG_TOTAL,
    why: /counts 31 repositories, and lists 30/,
    apis: WITH_TOTALS,
    always: true,
  },
  {
    title: 'a total that changes',
    fault: WRONG_TOTAL,
    why: /counted 30 repositories first, and 31 later/,
    apis: WITH_TOTALS,
  },
  { title: 'a row that is gone', fault: LOST_ROW, why: /counts 30 repositories, and lists 29/, apis: WITH_TOTALS },
  {
    title: 'a page that ends the list too early',
    fault: EARLY_END,
    why: /ended, or went on elsewhere, before the last page/,
    apis: WITH_LINKS_ALONE,
  },
  {
    title: 'a page that ends the list too early',
    fault: EARLY_END,
    why: /counts 30 repositories, and lists 20/,
    apis: WITH_TOTALS,
  },
  {
    title: 'links to another server',
    fault: linksTo('http://127.0.0.1:1'),
    why: /another address, http:\/\/127\.0\.0\.1:1, to which host-token is not sent/,
    apis: WITH_LINKS,
    always: true,
  },
  {
    title: 'a redirect to another server',
    fault: redirectTo('http://127.0.0.1:1/x'),
    why: /HTTP 302, to http:\/\/127\.0\.0\.1:1\/x.*not followed/,
  },
  {
    title: 'a redirect without an end',
    fault: redirectTo('/x?y=1'),
    why: /HTTP 302|HTTP 404|another user/,
    always: true,
  },
  {
    title: 'links with a password in them',
    fault: linksTo('http://somebody:hunter2@127.0.0.1:1'),
    why: /another address, http:\/\/127\.0\.0\.1:1, to/,
    apis: WITH_LINKS,
    always: true,
  },
  {
    title: 'links to what is no web address',
    fault: linksTo('file://127.0.0.1'),
    why: /the address of the next page cannot be read/,
    apis: WITH_LINKS,
    always: true,
  },
];

const MATRIX = CASES.flatMap((each) => (each.apis ?? APIS).map((api) => ({ ...each, api })));

describe('an inventory with a fault', () => {
  it.each(MATRIX)('$api: $title', async ({ api, fault, why, always = false }) => {
    // Pages one after the other: else it would be chance which of them gets the fault.
    const host = await hostOf(api, WORLD, { ...at(api, always ? 'every' : 2, fault), concurrency: 1 });

    const inventory = await host.read();

    expect(inventory.incomplete).toMatch(why);
    expect(inventory.incomplete).not.toContain(TOKEN);
    // Stopped soon, whatever the host says.
    expect(host.simulator.requests.length).toBeLessThanOrEqual(12);
    // Rows are kept where only what follows is not understood.
    if (!always) expect(inventory.repositories.length).toBeGreaterThanOrEqual(10);
  });

  it.each(APIS)('%s: a fault that passes is none', async (api) => {
    const faults = [
      { path: API_TRAITS[api].list, occurrence: 1, fault: { kind: 'answer', status: 502 } },
      { path: API_TRAITS[api].list, occurrence: 3, fault: { kind: 'reset', at: 'before-headers' } },
      { path: API_TRAITS[api].list, occurrence: 4, fault: { kind: 'slow', ms: 30 } },
    ] as const;
    const { read } = await hostOf(api, WORLD, { faults, concurrency: 1 });
    expect(await read()).toMatchObject({ incomplete: undefined, repositories: { length: 30 } });
  });

  it.each([90, 100, 101, 200, 250])('github: %i repositories without any link are all read', async (count) => {
    const world = hostWorld(count);
    const { read, simulator } = await hostOf('github', world, at('github', 'every', WITHOUT_LINKS));
    expect(await read()).toMatchObject({ incomplete: undefined, repositories: { length: count } });
    const pages = simulator.requests.filter(({ path }) => path === API_TRAITS.github.list).length;
    // A list of several pages is read twice.
    expect(pages).toBe(count < 100 ? 1 : 2 * (Math.ceil(count / 100) + 1));
  });

  it('github: links are missing on the last page only', async () => {
    const { read } = await hostOf('github', WORLD, at('github', 3, WITHOUT_LINKS));
    expect(await read()).toMatchObject({ incomplete: undefined, repositories: { length: 30 } });
  });

  it.each(APIS)('%s: a redirect at the host is followed', async (api) => {
    const status = api === 'github' ? 303 : 307;
    const moved: HostFault = { kind: 'answer', status, headers: { location: 'moved' } };
    const { read, simulator } = await hostOf(api, WORLD, at(api, 1, moved));
    await read();
    expect(simulator.requests.some(({ path }) => path.endsWith('moved'))).toBe(true);
  });

  it('may begin with a byte order mark', async () => {
    const fault: HostFault = { kind: 'answer', status: 200, body: '\uFEFF{"count":0,"value":[]}' };
    const { read } = await hostOf('azure-devops', WORLD, at('azure-devops', 1, fault));
    expect(await read()).toMatchObject({ incomplete: undefined, repositories: [] });
  });

  it.each(APIS)('%s: an unknown owner names host-owner', async (api) => {
    const { read } = await hostOf(api, WORLD);
    expect(await read('nobody')).toMatchObject({
      repositories: [],
      incomplete: expect.stringMatching(/HTTP 404.*host-owner/),
    });
  });

  it.each(APIS)('%s: another token names host-token', async (api) => {
    const { read } = await hostOf(api, WORLD, { token: 'another-token' });
    expect(await read()).toMatchObject({ repositories: [], incomplete: expect.stringMatching(/HTTP 401.*host-token/) });
  });

  it.each(APIS)('%s: a row without a name is named, and the others are kept', async (api) => {
    const odd = [...repositories(2), { name: 'odd', fields: { name: null, slug: null, path: null } }];
    const { read } = await hostOf(api, hostWorld(0, { repositories: odd }));
    expect(await read()).toMatchObject({ repositories: { length: 2 }, incomplete: expect.stringContaining('has no ') });
  });

  it.each(WITH_LINKS)('%s: pages at the same time stop at the first that fails', async (api) => {
    const faults = [{ path: API_TRAITS[api].list, occurrence: 3, fault: { kind: 'answer', status: 403 } }] as const;
    const { read, simulator } = await hostOf(api, hostWorld(1000, { pageCap: 10 }), { faults, concurrency: 4 });
    expect((await read()).incomplete).toContain('HTTP 403');
    expect(simulator.requests.length).toBeLessThan(20);
  });
});
