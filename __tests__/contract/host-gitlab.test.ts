import { describe, expect, it } from '@jest/globals';
import type { HostFault } from '../../simulator/hosts/faults.ts';
import { hostOf, hostWorld, namesIn, TOKEN } from '../support/hosts.ts';

describe('a GitLab group', () => {
  it('is asked for with its subgroups, without what is shared with it, ordered by id', async () => {
    const { read, simulator } = await hostOf('gitlab', hostWorld(3));
    await read();
    expect(simulator.requests.filter(({ path }) => path !== 'user')).toMatchObject([
      {
        path: 'groups/acme/projects',
        headers: { 'private-token': TOKEN },
        query: { include_subgroups: 'true', with_shared: 'false', per_page: '100', order_by: 'id', page: '1' },
      },
    ]);
  });

  it('can be a subgroup: its projects are named below it', async () => {
    const owner = 'acme/platform';
    const repositories = [{ name: 'api' }, { name: 'web', folder: 'front' }];
    const { read } = await hostOf('gitlab', hostWorld(0, { owner, repositories }));
    const { incomplete, repositories: listed } = await read();
    expect(incomplete).toBeUndefined();
    expect(listed.map(({ path }) => path)).toEqual(['api', 'front/web']);
  });

  it('with more projects than are counted is read to its end all the same', async () => {
    const { read } = await hostOf('gitlab', hostWorld(250, { maxCounted: 200 }));
    expect(await read()).toMatchObject({ incomplete: undefined, pages: 3, repositories: { length: 250 } });
  });

  it('that lists a project of another group is not complete', async () => {
    const shared = { name: 'shared', fields: { path_with_namespace: 'other/shared' } };
    const { read } = await hostOf('gitlab', hostWorld(0, { repositories: [{ name: 'api' }, shared] }));
    const inventory = await read();
    expect(namesIn(inventory)).toEqual(['api']);
    expect(inventory.incomplete).toContain('another owner than host-owner');
  });

  it("is not complete for a project's token, which sees its project only", async () => {
    const { read } = await hostOf('gitlab', hostWorld(1, { tokenUser: 'project_42_bot_1f2e' }));
    expect((await read()).incomplete).toMatch(/project access token.*use a group access token/);
  });

  it.each([
    ['acme', { tokenGroup: 'Acme' }, true],
    ['acme/platform', { tokenGroup: 'acme' }, true],
    ['acme', { tokenGroup: 'acme/platform' }, false],
    ['acme-labs', { tokenGroup: 'acme' }, false],
    ['acme', {}, false],
    ['acme', { tokenGroup: 'acme', tokenLevel: 5 }, false],
  ])("is complete for a token of its members alone: '%s' for %j", async (owner, member, isComplete) => {
    const { read } = await hostOf('gitlab', hostWorld(1, { owner, tokenUser: 'group_42_bot_1f2e', ...member }));
    const { incomplete } = await read();
    if (isComplete) expect(incomplete).toBeUndefined();
    else expect(incomplete).toMatch(/is not shown to be a member of the group 'acme/);
  });

  it.each([
    ['organization', 'acts-as-one', undefined],
    ['user', 'acts-as-one', undefined],
    ['organization', 'without-admin-mode', 'is not shown to be a member of the group'],
    ['user', 'without-admin-mode', 'the list of another user holds only what host-token may see'],
  ] as const)('of an %s is complete for an administrator who %s: %s', async (ownerKind, administrator, why) => {
    const { read, simulator } = await hostOf('gitlab', hostWorld(1, { ownerKind, tokenUser: 'root', administrator }));
    const { incomplete } = await read();
    if (why === undefined) expect(incomplete).toBeUndefined();
    else expect(incomplete).toContain(why);
    expect(simulator.requests.filter(({ path }) => path === 'application/appearance')).toHaveLength(1);
  });

  it('whose pages are those before a row was deleted is not complete', async () => {
    const fault: HostFault = { kind: 'page', spoil: (page) => ({ ...page, total: page.total - 1 }) };
    const { read } = await hostOf('gitlab', hostWorld(250), {
      faults: [{ path: 'groups', occurrence: 3, fault }],
      concurrency: 1,
    });
    expect((await read()).incomplete).toContain('counted 250 repositories first, and 249 later');
  });
});

describe('a GitLab page', () => {
  const row = { name: 'api', path_with_namespace: 'acme/api' };

  it.each<[string, Readonly<Record<string, string>>]>([
    ['in X-Next-Page and Link', { 'x-next-page': '3', link: '<?page=2>; rel="next"' }],
    ['in Link alone', { 'x-next-page': '', link: '<?page=2>; rel="next"' }],
    ['in X-Next-Page alone', { 'x-next-page': '2', link: '<?page=1>; rel="first"' }],
  ])('that names the next one differently %s is a problem', async (_, headers) => {
    const fault: HostFault = { kind: 'answer', status: 200, headers, body: JSON.stringify([row]) };
    const { read } = await hostOf('gitlab', hostWorld(0), { faults: [{ path: 'groups', occurrence: 1, fault }] });
    expect(await read()).toMatchObject({
      repositories: [{ path: 'api' }],
      incomplete: 'the host names two different pages as the next one, in X-Next-Page and in Link',
    });
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['X-Next-Page', { 'x-next-page': 'abc' }, 'the number of the next page, in X-Next-Page, cannot be read'],
    ['Link', { link: 'next: 2' }, 'the links to further pages, in Link, cannot be read'],
  ])('whose %s cannot be read is a problem; its rows are kept', async (_, headers, incomplete) => {
    const fault: HostFault = { kind: 'answer', status: 200, headers, body: JSON.stringify([row]) };
    const { read } = await hostOf('gitlab', hostWorld(0), { faults: [{ path: 'groups', occurrence: 1, fault }] });
    expect(await read()).toMatchObject({ repositories: [{ path: 'api' }], incomplete });
  });

  it('that is another one than was asked for is a problem; its rows are kept', async () => {
    const headers = { 'x-next-page': '', 'x-page': '7' };
    const fault: HostFault = { kind: 'answer', status: 200, headers, body: JSON.stringify([row]) };
    const { read } = await hostOf('gitlab', hostWorld(0), { faults: [{ path: 'groups', occurrence: 1, fault }] });
    expect(await read()).toMatchObject({
      repositories: [{ path: 'api' }],
      incomplete: 'the host answered with page 7 instead of page 1',
    });
  });
});

describe('a host that pages by page and per_page alone', () => {
  const bare = { isBare: true };

  it.each([
    [0, 1],
    [1, 2],
    [100, 2],
    [250, 4],
  ])('with %i projects is complete after an empty page: %i pages', async (count, pages) => {
    const world = hostWorld(count, bare);
    const { read } = await hostOf('gitlab', world);
    const inventory = await read();
    expect(inventory).toMatchObject({ incomplete: undefined, pages });
    expect(namesIn(inventory)).toEqual(world.repositories.map(({ name }) => name));
  });

  it('that caps its pages is read to the empty one', async () => {
    const { read } = await hostOf('gitlab', hostWorld(25, { ...bare, pageCap: 10 }));
    expect(await read()).toMatchObject({ incomplete: undefined, pages: 4, repositories: { length: 25 } });
  });

  it('that gives the first page again and again is not complete', async () => {
    const { repositories } = hostWorld(10);
    const fault: HostFault = { kind: 'page', spoil: (page) => ({ ...page, rows: repositories }) };
    const { read, simulator } = await hostOf('gitlab', hostWorld(10, bare), {
      faults: [{ path: 'groups', occurrence: 'every', fault }],
    });
    expect(await read()).toMatchObject({
      repositories: { length: 10 },
      incomplete: expect.stringContaining('came twice'),
    });
    expect(simulator.requests).toHaveLength(3);
  });

  it('that fails at the page behind the last is not complete', async () => {
    const { read } = await hostOf('gitlab', hostWorld(10, bare), {
      faults: [{ path: 'groups', occurrence: 2, fault: { kind: 'answer', status: 404 } }],
    });
    expect(await read()).toMatchObject({
      repositories: { length: 10 },
      incomplete: expect.stringContaining('HTTP 404'),
    });
  });
});

describe("a GitLab user's projects", () => {
  it.each([
    ["for the user's own token", { tokenUser: 'Acme' }],
    // A host without this endpoint says nothing of its tokens.
    ['where the host does not say whose token it is', {}],
  ])('are complete %s', async (_, more) => {
    const { read } = await hostOf('gitlab', hostWorld(150, { ownerKind: 'user', ...more }));
    expect(await read()).toMatchObject({ incomplete: undefined, repositories: { length: 150 } });
  });

  it("are not complete for another user's token", async () => {
    const { read } = await hostOf('gitlab', hostWorld(5, { ownerKind: 'user', tokenUser: 'somebody' }));
    expect((await read()).incomplete).toContain('list of another user');
  });

  it('are not complete where it cannot be read whose token it is', async () => {
    const { read } = await hostOf('gitlab', hostWorld(5, { ownerKind: 'user', tokenUser: 'acme' }), {
      faults: [{ path: 'user', occurrence: 'every', fault: { kind: 'answer', status: 403 } }],
    });
    expect((await read()).incomplete).toMatch(/HTTP 403/);
  });
});
