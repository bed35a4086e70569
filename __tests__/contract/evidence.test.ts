import { describe, expect, it } from '@jest/globals';
import type { Evidence } from '../../simulator/rows.ts';
import { FULL_EVIDENCE, NO_EVIDENCE } from '../../simulator/rows.ts';
import type { BackupPlan, Repository } from '../../src/domain/model.ts';
import { clientOf, serve, type SmallWorld, smallWorld } from '../support/service.ts';

/** What the client reads of `acme`, by name. */
async function read(
  { world, acme }: SmallWorld,
  evidence: Evidence,
): Promise<{ repository: (name: string) => Repository | undefined; plan: (name: string) => BackupPlan | undefined }> {
  const { service } = clientOf(await serve(world, { evidence }));
  const repositories = await service.repositories(acme).read();
  const plans = await service.plans(acme).read();
  return {
    repository: (wanted) => repositories.find(({ name }) => name === wanted),
    plan: (wanted) => plans.find(({ name }) => name === wanted),
  };
}

describe('a license', () => {
  it.each(['isLicensed', 'hasLicence', 'missingLicense', 'isLicenceMissing', 'licenseId', 'isActivated'] as const)(
    'is read from %s alone',
    async (license) => {
      const { repository } = await read(smallWorld(), { ...NO_EVIDENCE, license });

      expect(repository('website')).toMatchObject({ license: 'active', plans: undefined });
      expect(repository('api')).toMatchObject({ license: 'inactive', plans: undefined });
    },
  );

  it('is unknown when no field reports it', async () => {
    const { repository } = await read(smallWorld(), { ...FULL_EVIDENCE, license: 'none' });

    expect(repository('website')?.license).toBe('unknown');
    expect(repository('api')?.license).toBe('unknown');
  });
});

describe('the plans of a repository', () => {
  it.each(['plans', 'plansIds', 'planIds'] as const)('are read from %s alone', async (plans) => {
    const small = smallWorld();
    const weekly = small.world.addPlan(small.acme, 'Weekly', { repositories: new Set([small.website.id]) });
    const { repository } = await read(small, { ...NO_EVIDENCE, plans });

    expect(repository('website')).toMatchObject({
      license: 'unknown',
      plans: { ids: new Set([small.daily.id, weekly.id]), complete: true },
    });
    expect(repository('api')?.plans).toEqual({ ids: new Set(), complete: true });
  });

  it('are one of perhaps several when planId reports it, and none when it is null', async () => {
    const small = smallWorld();
    const { repository } = await read(small, { ...NO_EVIDENCE, plans: 'planId' });

    expect(repository('website')?.plans).toEqual({ ids: new Set([small.daily.id]), complete: false });
    expect(repository('api')?.plans).toEqual({ ids: new Set(), complete: true });
  });

  it('are not reported when no field reports them', async () => {
    const { repository } = await read(smallWorld(), { ...FULL_EVIDENCE, plans: 'none' });

    expect(repository('website')).toMatchObject({ name: 'website', plans: undefined });
  });
});

describe('a plan', () => {
  it.each(['repositoriesIds', 'repositories'] as const)('reports its repositories by %s', async (repositories) => {
    const small = smallWorld();
    const { plan } = await read(small, { ...NO_EVIDENCE, repositories });

    expect(plan('Daily')?.repositories).toEqual({ ids: new Set([small.website.id]), complete: true });
  });

  it('reports no repositories when no field reports them', async () => {
    const { plan } = await read(smallWorld(), { ...FULL_EVIDENCE, repositories: 'none' });

    expect(plan('Daily')).toMatchObject({ name: 'Daily', repositories: undefined });
  });

  it.each([
    ['inculdeAllReposistories', 'all', 'manual'],
    ['includeAllRepositories', 'all', 'manual'],
    ['none', 'unknown', 'unknown'],
  ] as const)('reports by %s whether it includes all repositories', async (includeAll, everything, daily) => {
    const small = smallWorld();
    small.world.addPlan(small.acme, 'Everything', { selection: 'all' });
    const { plan } = await read(small, { ...NO_EVIDENCE, includeAll });

    expect(plan('Everything')?.selection).toBe(everything);
    expect(plan('Daily')?.selection).toBe(daily);
  });

  it('reports schedule, organization and rules', async () => {
    const small = smallWorld();
    small.daily.isActive = false;
    small.world.addPlan(small.acme, 'Services', { selection: 'rules', repositories: new Set([small.api.id]) });
    const { plan } = await read(small, FULL_EVIDENCE);

    expect(plan('Daily')).toMatchObject({ schedule: 'disabled', organization: small.acme.id, selection: 'manual' });
    expect(plan('Services')).toMatchObject({ schedule: 'enabled', selection: 'rules' });
  });
});

describe('an organization', () => {
  it('comes with its Git service, and with its plans and their last runs', async () => {
    const { world, daily } = smallWorld();
    world.addOrganization('onsite', { driver: 3, apiUrl: 'https://git.onsite.example/api' });
    const { service } = clientOf(await serve(world));

    const [acme, onsite] = await service.organizations().read();

    expect(acme).toMatchObject({ name: 'acme', service: 'driver 1' });
    expect(acme?.plans).toMatchObject([
      {
        id: daily.id,
        name: 'Daily',
        repositoryCount: 1,
        lastRun: { successes: 12, warnings: 0, errors: 0, finishedAt: new Date('2023-11-14T22:13:20Z') },
      },
    ]);
    expect(onsite).toMatchObject({ name: 'onsite', service: 'driver 3, https://git.onsite.example/api', plans: [] });
  });
});

describe('a row', () => {
  it('of a repository that was removed at the Git host says so', async () => {
    const small = smallWorld();
    small.api.removed = true;
    const { repository } = await read(small, FULL_EVIDENCE);

    expect(repository('api')?.removed).toBe(true);
    expect(repository('website')?.removed).toBe(false);
  });

  it('is read without regard to the case of its keys, and GUIDs in lower case', async () => {
    const { world, acme } = smallWorld();
    const row = { ID: '0A1B2C3D-0000-4000-8000-00000000000F', Name: 'API', ISLICENSED: true };
    const body = JSON.stringify({ CurrentPage: 1, PAGECOUNT: 1, totalentries: 1, Result: [row] });
    const fault = { kind: 'answer', status: 200, body } as const;
    const simulator = await serve(world, {
      faults: [{ endpoint: 'git/repositories/getmany', occurrence: 'every', fault }],
    });

    await expect(clientOf(simulator).service.repositories(acme).read()).resolves.toEqual([
      {
        kind: 'repository',
        id: '0a1b2c3d-0000-4000-8000-00000000000f',
        name: 'API',
        project: undefined,
        license: 'active',
        plans: undefined,
        removed: false,
      },
    ]);
    expect(simulator.requests).toHaveLength(2);
  });
});
