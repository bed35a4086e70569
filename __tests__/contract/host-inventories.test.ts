import { describe, expect, it } from '@jest/globals';
import type { HostApi } from '../../src/hosts/host.ts';
import { APIS, apisWith, hostOf, hostWorld, namesIn, TOKEN } from '../support/hosts.ts';

/** Lists that a host gives in pages of a hundred. */
const PAGED = APIS.filter((api) => api !== 'azure-devops');

/** The requests besides those for pages: what the token can see. */
const BESIDES = new Map<HostApi, number>([
  ['github', 3],
  ['gitlab', 1],
]);

describe.each(APIS)('the inventory of %s', (api) => {
  it.each([0, 1, 99, 100, 101, 250])(
    'of %i repositories is complete, each once, in the order of the host',
    async (count) => {
      const world = hostWorld(count);
      const { read } = await hostOf(api, world);

      const inventory = await read();

      expect(inventory.incomplete).toBeUndefined();
      expect(namesIn(inventory)).toEqual(world.repositories.map(({ name }) => name));
    },
  );

  it('is found by the owner in any case', async () => {
    const { read } = await hostOf(api, hostWorld(3));
    const inventory = await read('ACME');
    expect(inventory).toMatchObject({ incomplete: undefined, repositories: { length: 3 } });
  });

  it('is read with the token and a User-Agent, and nothing else goes along', async () => {
    const { read, simulator } = await hostOf(api, hostWorld(150));
    await read();
    for (const { headers, query } of simulator.requests) {
      expect(headers['user-agent']).toBe('gitprotect-action');
      expect(headers.accept).toContain('json');
      expect(JSON.stringify(query)).not.toContain(TOKEN);
      expect(headers.cookie).toBeUndefined();
    }
  });

  it.each(['..', '.', '', 'a/../b'])('is not asked for where the owner is %j', async (owner) => {
    const { read, simulator } = await hostOf(api, hostWorld(3));
    expect(await read(owner)).toMatchObject({
      repositories: [],
      pages: 0,
      incomplete: 'host-owner is no name of an owner',
    });
    expect(simulator.requests).toEqual([]);
  });
});

describe.each(PAGED)('the pages of %s', (api) => {
  it('are a hundred rows each, and as many requests', async () => {
    const { read, simulator } = await hostOf(api, hostWorld(250));
    expect((await read()).pages).toBe(3);
    // Two readings.
    expect(simulator.requests).toHaveLength(6 + (BESIDES.get(api) ?? 0));
  });

  it('are read also where the host gives fewer rows than were asked for', async () => {
    const { read } = await hostOf(api, hostWorld(25, { pageCap: 10 }));
    expect(await read()).toMatchObject({ incomplete: undefined, pages: 3, repositories: { length: 25 } });
  });
});

describe.each(apisWith(({ hasLinks }) => hasLinks))('pages of %s whose numbers are known', (api) => {
  it('are read at the same time, no more than may be', async () => {
    const { read, simulator } = await hostOf(api, hostWorld(1000), { latencyMs: 15, concurrency: 4 });
    expect(await read()).toMatchObject({ incomplete: undefined, pages: 10, repositories: { length: 1000 } });
    expect(simulator.mostAtOnce).toBe(4);
  });
});

/** A repository at the host, and what its row becomes. */
const ROWS: Readonly<Record<HostApi, readonly [repository: object, row: object]>> = {
  github: [
    {
      archived: true,
      fork: true,
      private: true,
      fields: { language: 'Go', custom_properties: { tier: '1', teams: ['a', 'b'], none: null } },
    },
    {
      path: 'api',
      url: 'https://github.example/acme/api',
      archived: true,
      disabled: false,
      visibility: 'private',
      fork: true,
      topics: ['tools'],
      language: 'Go',
      properties: { tier: '1', teams: 'a, b' },
      created: new Date('2024-01-02T03:04:05Z'),
      pushed: new Date('2025-01-02T03:04:05Z'),
    },
  ],
  gitlab: [
    { folder: 'platform/core', archived: true, fork: true },
    {
      path: 'platform/core/api',
      url: 'https://gitlab.example/acme/platform/core/api',
      archived: true,
      visibility: 'internal',
      fork: true,
      topics: [],
      created: new Date('2024-01-02T03:04:05Z'),
    },
  ],
  'azure-devops': [
    { folder: 'Shop', archived: true, fields: { webUrl: undefined } },
    { path: 'Shop/api', url: 'https://dev.azure.example/acme/Shop/_git/api', disabled: true, visibility: 'private' },
  ],
  'bitbucket-cloud': [
    { private: true, fork: true },
    {
      path: 'api',
      url: 'https://bitbucket.example/acme/api',
      visibility: 'private',
      fork: true,
      created: new Date('2024-01-02T03:04:05Z'),
    },
  ],
  'bitbucket-data-center': [
    { archived: true },
    {
      path: 'acme/api',
      url: 'https://bitbucket.example/projects/acme/repos/api/browse',
      archived: true,
      visibility: 'private',
    },
  ],
  'git-dev': [
    { private: true },
    { path: 'api', url: '', visibility: 'private', created: new Date('2024-11-15T08:22:00Z') },
  ],
};

describe('rows become plain data', () => {
  it.each(APIS)('of %s; what it does not report is undefined', async (api) => {
    const [repository, row] = ROWS[api];
    const { read } = await hostOf(api, hostWorld(0, { repositories: [{ name: 'api', ...repository }] }));
    expect(await read()).toMatchObject({ pages: 1, incomplete: undefined });
    expect((await read()).repositories).toEqual([{ name: 'api', ...row }]);
  });
});

describe('Azure DevOps', () => {
  it('is read by its continuation tokens', async () => {
    const { read } = await hostOf('azure-devops', hostWorld(25, { pageCap: 10 }));
    expect(await read()).toMatchObject({ incomplete: undefined, pages: 3, repositories: { length: 25 } });
  });

  it('can be read for one project', async () => {
    const world = hostWorld(0, {
      repositories: [
        { name: 'a', folder: 'Shop' },
        { name: 'b', folder: 'Blog' },
      ],
    });
    const { read } = await hostOf('azure-devops', world);
    expect((await read('acme/Shop')).repositories.map(({ path }) => path)).toEqual(['Shop/a']);
  });
});
