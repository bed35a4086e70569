import { describe, expect, it } from '@jest/globals';
import type { GitProtect } from '../../src/gitprotect/client.ts';
import type { SimulatedProject } from '../../simulator/world.ts';
import { clientOf, serve, type SmallWorld, smallWorld, SEEN, project, repository } from '../support/service.ts';

type Prepared = SmallWorld & {
  readonly idle: SmallWorld['api'];
  readonly shop: SimulatedProject;
  readonly site: SimulatedProject;
};

/** `api` holds a license here, so that it can be attached; `idle` has none. Of the projects `site` is in the plan. */
function preparedWorld(): Prepared {
  const small = smallWorld();
  small.api.licensed = true;
  const shop = small.world.addProject(small.acme, 'shop');
  const site = small.world.addProject(small.acme, 'site');
  small.daily.projects.add(site.id);
  return { ...small, shop, site, idle: small.world.addRepository(small.acme, 'idle') };
}

interface Change {
  readonly path: string;
  readonly does: string;
  readonly call: (service: GitProtect, small: Prepared) => Promise<void>;
  readonly body: (small: Prepared) => object;
  /** A part of the world's state that shows the effect. */
  readonly state: (small: Prepared) => unknown;
  readonly before: unknown;
  readonly after: unknown;
}

const CHANGES: readonly Change[] = [
  {
    path: 'git/repositories/activate',
    does: 'activates licenses, many at once',
    call: (service, { idle, website }) => service.activateLicenses([idle, website]),
    body: ({ idle, website }) => ({ Ids: [idle.id, website.id] }),
    state: ({ idle, website }) => [idle.licensed, website.licensed],
    before: [false, true],
    after: [true, true],
  },
  {
    path: 'git/repositories/deactivate',
    does: 'deactivates licenses',
    call: (service, { website }) => service.deactivateLicenses([website], SEEN),
    body: ({ website }) => ({ Ids: [website.id] }),
    state: ({ website }) => website.licensed,
    before: true,
    after: false,
  },
  {
    path: 'git/repositories/remove',
    does: 'removes a repository and keeps its backups',
    call: (service, { website }) => service.removeRepository(website, false, SEEN),
    body: ({ website }) => ({ id: website.id, removedata: false }),
    state: ({ world, website }) => world.repositories.has(website.id),
    before: true,
    after: false,
  },
  {
    path: 'git/repositories/remove',
    does: 'removes a repository with its backups',
    call: (service, { website }) => service.removeRepository(website, true, SEEN),
    body: ({ website }) => ({ id: website.id, removedata: true }),
    state: ({ world, website }) => world.repositories.has(website.id),
    before: true,
    after: false,
  },
  {
    path: 'git/repositories/sync',
    does: 'has an organization synchronized',
    call: (service, { acme }) => service.startSynchronization(acme),
    body: ({ acme }) => ({ id: acme.id, organizationid: acme.id }),
    state: ({ world, acme }) => world.isSynchronizing(acme),
    before: false,
    after: true,
  },
  {
    path: 'plans/attachgitrepository',
    does: 'attaches a repository to a plan',
    call: (service, { daily, api }) => service.attach(daily, repository(api)),
    body: ({ daily, api }) => ({ planid: daily.id, repositoryid: api.id }),
    state: ({ daily, api }) => daily.repositories.has(api.id),
    before: false,
    after: true,
  },
  {
    path: 'plans/detachgitrepository',
    does: 'detaches a repository from a plan',
    call: (service, { daily, website }) => service.detach(daily, repository(website), SEEN),
    body: ({ daily, website }) => ({ planid: daily.id, repositoryid: website.id }),
    state: ({ daily, website }) => daily.repositories.has(website.id),
    before: true,
    after: false,
  },
  {
    path: 'plans/AttachAzureProject',
    does: 'attaches an Azure DevOps project to a plan',
    call: (service, { daily, shop }) => service.attach(daily, project(shop)),
    body: ({ daily, shop }) => ({ planId: daily.id, projectId: shop.id }),
    state: ({ daily, shop }) => daily.projects.has(shop.id),
    before: false,
    after: true,
  },
  {
    path: 'plans/DetachAzureProject',
    does: 'detaches an Azure DevOps project from a plan',
    call: (service, { daily, site }) => service.detach(daily, project(site), SEEN),
    body: ({ daily, site }) => ({ planId: daily.id, projectId: site.id }),
    state: ({ daily, site }) => daily.projects.has(site.id),
    before: true,
    after: false,
  },
];

describe('a change', () => {
  it.each(CHANGES)('$does', async ({ path, call, body, state, before, after }) => {
    const small = preparedWorld();
    const simulator = await serve(small.world);
    const token = small.world.issueToken();
    const { service } = clientOf(simulator, { credentials: { kind: 'token', token } });

    expect(state(small)).toEqual(before);
    await call(service, small);

    expect(state(small)).toEqual(after);
    expect(simulator.requests).toHaveLength(1);
    expect(simulator.requests[0]).toMatchObject({
      method: 'POST',
      path: `/${path}`,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json; charset=utf-8',
        accept: 'application/json',
        'user-agent': 'gitprotect-action',
      },
    });
    expect(simulator.requests[0]?.body).toEqual(body(small));
  });
});

describe('sign-in', () => {
  it('sends email and password without a token, and later calls the new token', async () => {
    const { world } = smallWorld();
    const simulator = await serve(world);
    const { email, password } = world.account;
    const { session, service } = clientOf(simulator);

    await session.signIn();

    expect(simulator.requests).toHaveLength(1);
    expect(simulator.requests[0]).toMatchObject({ method: 'POST', path: '/account/login' });
    expect(simulator.requests[0]?.body).toEqual({ email, password, rememberMe: false });
    expect(simulator.requests[0]?.headers.authorization).toBeUndefined();
    await service.organizations().read();
    const [, token = ''] = simulator.requests[1]?.headers.authorization?.split('Bearer ') ?? [];
    expect(world.accepts(token)).toBe(true);
  });

  it('takes a password as it is, with spaces, quotes and characters beyond ASCII', async () => {
    const account = { email: 'a@b.example', password: ' "p\\ä\t€ \n', roles: ['System Administrator' as const] };
    const { world } = smallWorld({ account });
    const { service } = clientOf(await serve(world));

    await expect(service.organizations().read()).resolves.toHaveLength(1);
  });
});

describe('the base address', () => {
  it.each([
    ['without a path', '', ''],
    ['without a path, with a slash', '', '/'],
    ['with a path', '/backup/gitprotect', ''],
    ['with a path and a slash', '/backup/gitprotect', '/'],
    ['with a path and slashes', '/backup/gitprotect', '//'],
  ])('works %s', async (_, prefix, slash) => {
    const { world } = smallWorld();
    const simulator = await serve(world, { prefix });
    const { service } = clientOf(simulator, { baseUrl: new URL(`${simulator.url}${slash}`) });

    await expect(service.organizations().read()).resolves.toHaveLength(1);
    expect(simulator.requests.map(({ path }) => path)).toEqual([
      `${prefix}/account/login`,
      `${prefix}/git/organizations/getmany`,
    ]);
  });
});
