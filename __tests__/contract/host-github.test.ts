import { describe, expect, it } from '@jest/globals';
import { EARLY_END, WITHOUT_LINKS } from '../../simulator/hosts/faults.ts';
import type { HostWorld } from '../../simulator/hosts/model.ts';
import { hostOf, hostWorld, namesIn, repositories } from '../support/hosts.ts';

/* What a GitHub token can see, which the list does not tell. */

const PUBLIC = repositories(5).filter((each) => each.private !== true);

describe("the inventory of a GitHub organization, by its token's kind", () => {
  it.each<[string, Partial<HostWorld>]>([
    ['a personal access token', {}],
    ['a classic one with the scope repo', { scopes: 'read:org, repo' }],
    ['a token that gives no scopes', { scopes: '' }],
    ['an owner', { role: 'admin' }],
    ['a member where members see every repository', { role: 'member', memberPermission: 'read' }],
    ['an owner who is told the number', { role: 'admin', counted: { public: 3, private: 2 } }],
    ['an App on all repositories', { installation: { selection: 'all', account: 'Acme' } }],
  ])('is complete: %s', async (_, more) => {
    const { read } = await hostOf('github', hostWorld(5, more));
    expect(await read()).toMatchObject({ incomplete: undefined, repositories: { length: 5 } });
  });

  it.each<[string, Partial<HostWorld>, RegExp]>([
    [
      "a job's own, or an App's on selected repositories",
      { installation: { selection: 'selected', account: 'acme' } },
      /belongs to a GitHub App that is installed on selected repositories, like .* gives to each job.*use the token of a GitHub App that is installed on all.*personal access token/,
    ],
    [
      'an App of another account',
      { installation: { selection: 'all', account: 'other' } },
      /installed at 'other', and sees only what is public at 'acme'; use /,
    ],
    ['a classic token without the scope repo', { scopes: 'public_repo, read:org' }, /without the scope repo/],
    ['a member', { role: 'member', memberPermission: 'none' }, /is a member of 'acme', not one of its owners.*use /],
    ['who is no member', { hasRequestIds: true }, /is no member of 'acme', and may see only public.*use /],
    [
      'who is only invited, as an owner',
      { role: 'admin', isInvited: true },
      /has not accepted the invitation to 'acme'/,
    ],
    ['a billing manager', { role: 'billing_manager', memberPermission: 'read' }, /is a billing_manager of 'acme', not/],
    ['a member, where it is not said what they see', { role: 'member' }, /may not see every repository/],
    [
      'fewer than there are',
      { counted: { public: 3, private: 4 } },
      /the owner has 7 repositories, and host-token sees 5/,
    ],
  ])('is not: %s', async (_, more, why) => {
    const { read } = await hostOf('github', hostWorld(5, more));
    expect(await read()).toMatchObject({ repositories: { length: 5 }, incomplete: expect.stringMatching(why) });
  });

  it('is not where an App sees another number of repositories', async () => {
    const { read } = await hostOf('github', hostWorld(5, { installation: { selection: 'all', account: 'acme' } }), {
      faults: [
        {
          path: 'orgs/acme/repos',
          occurrence: 1,
          fault: { kind: 'page', spoil: (page) => ({ ...page, rows: PUBLIC }) },
        },
      ],
    });
    expect((await read()).incomplete).toBe(
      "the GitHub App of host-token sees 5 repositories, and the owner's list holds 3",
    );
  });

  it('is not where GitHub says that it leaves out what the token is not authorized for', async () => {
    const headers = { 'x-github-sso': 'partial-results; organizations=21955855' };
    const fault = { kind: 'answer', status: 200, headers, body: '[]' } as const;
    const { read } = await hostOf('github', hostWorld(0), {
      faults: [{ path: 'orgs/acme/repos', occurrence: 'every', fault }],
    });
    expect((await read()).incomplete).toMatch(/leaves out of the list.*single sign-on/);
  });

  it('is not where it cannot be known what the token sees', async () => {
    const fault = { kind: 'answer', status: 500 } as const;
    const faults = [{ path: 'installation/repositories', occurrence: 'every', fault }] as const;
    const { read } = await hostOf('github', hostWorld(5), { faults });
    expect((await read()).incomplete).toMatch(/^which repositories host-token can see is not known: .*HTTP 500/);
  });

  it('is not where a classic token has no scope at all', async () => {
    const token = 'ghp_abcdefgh';
    const { read } = await hostOf('github', hostWorld(5, { scopes: '', token }), { token });
    expect((await read()).incomplete).toContain('without the scope repo');
  });

  it.each([
    ['a server may not have', 404, {}, undefined],
    ['fails', 500, {}, /^which repositories host-token can see is not known/],
    ['is refused', 403, {}, /^which repositories host-token can see is not known/],
    ['is refused, where the count of all is known', 403, { counted: { public: 3, private: 2 } }, undefined],
  ] as const)('where the membership %s (HTTP %i), %j, is %s', async (_, status, more, incomplete) => {
    const { read } = await hostOf('github', hostWorld(5, more), {
      faults: [{ path: 'user/memberships', occurrence: 'every', fault: { kind: 'answer', status } }],
    });
    const found = (await read()).incomplete;
    if (incomplete === undefined) expect(found).toBeUndefined();
    else expect(found).toMatch(incomplete);
  });

  it.each([
    ['selected ones, where its list is refused by the rate limit', { 'x-ratelimit-remaining': '0' }],
    ['selected ones, where its list is refused for a while', { 'retry-after': '1' }],
  ])('is not complete for an App on %s', async (_, headers) => {
    const fault = { kind: 'answer', status: 403, headers } as const;
    const installation = { selection: 'selected', account: 'acme' } as const;
    const { read } = await hostOf('github', hostWorld(5, { installation }), {
      faults: [{ path: 'installation', occurrence: 'every', fault }],
    });
    expect((await read()).incomplete).toMatch(/^which repositories host-token can see is not known/);
  });

  it.each<[string, Partial<HostWorld>]>([
    ['github_pat_abcdefgh', {}],
    ['ghu_abcdefgh', {}],
    ['github_pat_abcdefgh', { ownerKind: 'user', tokenUser: 'acme' }],
  ])('is not complete for the limited token %s, unless the count of all is known: %j', async (token, world) => {
    const incompleteWith = async (more: Partial<HostWorld>): Promise<string | undefined> =>
      (await (await hostOf('github', hostWorld(5, { ...world, ...more, token }), { token })).read()).incomplete;
    expect(await incompleteWith({})).toContain('fine-grained token');
    expect(await incompleteWith({ counted: { public: 3, private: 2 } })).toBeUndefined();
  });
});

describe('the inventory of a GitHub user', () => {
  it("is complete for the token's own user, private repositories included", async () => {
    const { read, simulator } = await hostOf('github', hostWorld(150, { ownerKind: 'user', tokenUser: 'Acme' }));
    expect(await read()).toMatchObject({ incomplete: undefined, repositories: { length: 150 } });
    const { query } = simulator.requests.find(({ path }) => path === 'user/repos') ?? {};
    expect(query).toMatchObject({ affiliation: 'owner', per_page: '100' });
  });

  it.each([{ tokenUser: 'somebody' }, {}])('is public, and not complete, for another one: %j', async (more) => {
    const { read } = await hostOf('github', hostWorld(5, { ownerKind: 'user', ...more }));
    const inventory = await read();
    expect(namesIn(inventory)).toEqual(PUBLIC.map(({ name }) => name));
    expect(inventory.incomplete).toMatch(/list of another user holds public repositories only; use /);
  });

  it("is complete for an App on all of the user's repositories", async () => {
    const installation = { selection: 'all', account: 'acme' } as const;
    const { read } = await hostOf('github', hostWorld(150, { ownerKind: 'user', installation }));
    expect(await read()).toMatchObject({ incomplete: undefined, repositories: { length: 150 } });
  });

  it('is not complete for an App on selected ones', async () => {
    const installation = { selection: 'selected', account: 'acme' } as const;
    const { read } = await hostOf('github', hostWorld(5, { ownerKind: 'user', installation }));
    expect((await read()).incomplete).toContain('selected repositories');
  });
});

describe('a GitHub list without a Link header', () => {
  it('goes on where its first page is full', async () => {
    // As a proxy that takes the header: the rows are there all the same.
    const faults = [{ path: 'orgs/acme/repos', occurrence: 1, fault: EARLY_END }] as const;
    const { read } = await hostOf('github', hostWorld(150), { faults });
    expect(await read()).toMatchObject({ incomplete: undefined, repositories: { length: 150 } });
  });

  it('is not complete where its only page holds less of what is public than the owner has', async () => {
    const fault = { kind: 'answer', status: 200, body: JSON.stringify({ login: 'acme', public_repos: 6 }) } as const;
    const { read } = await hostOf('github', hostWorld(15, { pageCap: 7 }), {
      faults: [
        { path: 'orgs/acme/repos', occurrence: 'every', fault: WITHOUT_LINKS },
        { path: 'orgs/acme', occurrence: 'every', fault },
      ],
    });
    expect((await read()).incomplete).toMatch(/^the owner has 6 public repositories, and the list holds [1-5]$/);
  });

  it('ends where its first page is not full', async () => {
    const { read, simulator } = await hostOf('github', hostWorld(99));
    await read();
    expect(simulator.requests.filter(({ path }) => path === 'orgs/acme/repos')).toHaveLength(1);
  });
});
