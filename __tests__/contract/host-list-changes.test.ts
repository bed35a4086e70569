import { describe, expect, it } from '@jest/globals';
import { API_TRAITS, APIS, type HostOptions, hostOf, hostWorld, namesIn, repositories } from '../support/hosts.ts';
import type { HostApi } from '../../src/hosts/host.ts';
import type { Inventory } from '../../src/domain/inventory.ts';

/* A list that becomes another one between its pages, as none of them says. */

/** Azure DevOps gives all of its list in one answer. */
const PAGED = APIS.filter((api) => api !== 'azure-devops');

/** The inventory of thirty repositories in three pages, where the first goes away and a new one comes before these pages are given. */
async function readWhileChanging(
  api: HostApi,
  isChangedBefore: (page: number) => boolean,
): Promise<{ readonly inventory: Inventory; readonly pages: number }> {
  const listed = [...repositories(30)];
  let pages = 0;
  const options: HostOptions = {
    concurrency: 1,
    onRequest: () => {
      if (host.simulator.requests.at(-1)?.path !== API_TRAITS[api].list) return;
      pages++;
      if (!isChangedBefore(pages)) return;
      listed.shift();
      listed.push({ name: `new-${String(pages)}` });
    },
  };
  const host = await hostOf(api, hostWorld(0, { repositories: listed, pageCap: 10 }), options);
  return { inventory: await host.read(), pages };
}

describe.each(PAGED)('a list of %s that changes between its pages', (api) => {
  it('is read until two readings are the same, so that a repository that moved to an earlier page is found', async () => {
    const { inventory, pages } = await readWhileChanging(api, (page) => page === 2);

    expect(inventory.incomplete).toBeUndefined();
    expect(namesIn(inventory)).toEqual([
      ...Array.from({ length: 29 }, (_, index) => `repo-${String(index + 2)}`),
      'new-2',
    ]);
    expect(pages).toBe(9);
  });

  it('is not complete where it never stays the same', async () => {
    const { inventory, pages } = await readWhileChanging(api, (page) => page % 3 === 2);

    expect(inventory.incomplete).toBe('the list was another one in each of 4 readings');
    expect(inventory.repositories).toHaveLength(30);
    expect(pages).toBe(12);
  });

  it('keeps what the first reading found where the second one fails', async () => {
    const faults = [{ path: API_TRAITS[api].list, occurrence: 4, fault: { kind: 'answer', status: 403 } }] as const;
    const { read } = await hostOf(api, hostWorld(30, { pageCap: 10 }), { faults, concurrency: 1 });
    expect(await read()).toMatchObject({
      repositories: { length: 30 },
      incomplete: expect.stringContaining('HTTP 403'),
    });
  });
});

describe('what GitHub counts besides its list', () => {
  it.each([
    ['an owner', { counted: { public: 15, private: 15 } }],
    ['an installation', { installation: { selection: 'all', account: 'acme' } }],
  ] as const)('is counted again where the list has become another one: %s', async (_, more) => {
    const listed = [...repositories(30)];
    const world = { ...hostWorld(0, { pageCap: 10, ...more }), repositories: listed };
    const options: HostOptions = {
      concurrency: 1,
      onRequest: () => {
        if (host.simulator.requests.at(-1)?.query['page'] !== '2' || listed.length < 30) return;
        listed.shift();
        if ('counted' in more) world.counted = { public: 14, private: 15 };
      },
    };
    const host = await hostOf('github', world, options);
    expect(await host.read()).toMatchObject({ incomplete: undefined, repositories: { length: 29 } });
  });

  it('makes a list incomplete that holds less, also when it is counted again', async () => {
    const { read } = await hostOf('github', hostWorld(30, { pageCap: 10, counted: { public: 15, private: 16 } }));
    expect(await read()).toMatchObject({
      incomplete: 'the owner has 31 repositories, and host-token sees 30; give it access to all of them',
    });
  });
});
