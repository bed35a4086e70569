import { describe, expect, it } from '@jest/globals';
import { World } from '../../simulator/world.ts';
import { hosted, runWithHost } from '../support/coverage.ts';
import { manyWorld, nameOf } from '../support/sweep.ts';

/* Whose list a run asks for, and how its names compare with GitProtect's. */

/** Organization `acme` with protected repositories by these names, and one more organization. */
function worldOf(names: readonly string[], otherOrganization = 'globex'): World {
  const world = new World();
  const acme = world.addOrganization('acme');
  const rows = names.map((name) => world.addRepository(acme, name, { licensed: true }));
  const other = world.addOrganization(otherOrganization);
  const foreign = world.addRepository(other, 'foreign', { licensed: true });
  world.addPlan(acme, 'Daily', { repositories: new Set([...rows, foreign].map(({ id }) => id)) });
  return world;
}

const NEVER = { sync: 'never' };

function told(gaps: readonly { readonly name: string; readonly reason: string }[]): readonly string[] {
  return gaps.map(({ name, reason }) => `${name}: ${reason}`);
}

describe('host-owner', () => {
  it('is a subgroup: its paths begin at the organization, and what lies elsewhere is no orphan', async () => {
    const { gaps, orphans, inventory } = await runWithHost(
      worldOf(['acme/sub/api', 'sub/gone', 'other/api', 'web']),
      hosted('api', 'deep/web'),
      { api: 'gitlab', host: { owner: 'acme/sub' }, inputs: { ...NEVER, 'host-owner': 'acme/sub' } },
    );
    expect(inventory).toMatchObject({ owner: 'acme/sub', complete: true });
    expect(told(gaps)).toEqual(['sub/deep/web: not-listed']);
    expect(orphans.map(({ name }) => name)).toEqual(['sub/gone']);
  });

  it('is a project of Azure DevOps: a name alone does not show whose it is', async () => {
    const { gaps, orphans } = await runWithHost(
      worldOf(['Shop/cart', 'api', 'Site/web', 'Shop/gone']),
      hosted('Shop/cart', 'Shop/api', 'Site/other'),
      { api: 'azure-devops', inputs: { ...NEVER, 'host-owner': 'acme/Shop' } },
    );
    expect(told(gaps)).toEqual(['Shop/api: ambiguous']);
    expect(orphans.map(({ name }) => name)).toEqual(['Shop/gone']);
  });

  it('is the name at the host, where GitProtect has another', async () => {
    const { gaps, inventory } = await runWithHost(worldOf(['inc/api', 'web']), hosted('api', 'web', 'new'), {
      host: { owner: 'inc' },
      inputs: { ...NEVER, 'host-owner': 'inc' },
    });
    expect(inventory).toMatchObject({ owner: 'inc', complete: true });
    expect(told(gaps)).toEqual(['new: not-listed']);
  });

  it('is left out: it is the name of the organization, also where that is given by its ID', async () => {
    const world = worldOf([nameOf(0)], 'acme');
    const [first] = world.organizations.values();
    const { gaps, inventory } = await runWithHost(world, hosted(nameOf(0), 'foreign'), {
      inputs: { ...NEVER, organization: first?.id ?? '' },
    });
    expect(inventory).toMatchObject({ owner: 'acme', complete: true });
    // The other organization of that name has it, and is not the one that is asked for.
    expect(told(gaps)).toEqual(['foreign: not-listed']);
  });

  it('is another organization in GitProtect: its repositories are not covered by those of the same name', async () => {
    const { gaps, inventory, host } = await runWithHost(worldOf(['api']), hosted('api'), {
      host: { owner: 'globex' },
      inputs: { ...NEVER, 'host-owner': 'globex' },
    });
    expect(inventory).toMatchObject({
      complete: false,
      why: expect.stringContaining("'globex' as another organization"),
    });
    expect([host.requests, gaps]).toEqual([[], []]);
  });
});

describe('a project of Azure DevOps that GitProtect does not list', () => {
  it('is found at the host by its ID: its repositories are gaps', async () => {
    const projectId = '9c2f6f3e-0d2b-4a55-8a7d-5d1b6a3c7e10';
    const world = new World();
    const acme = world.addOrganization('acme', { apiUrl: 'https://dev.azure.com/acme' });
    const site = world.addProject(acme, 'Site');
    world.addPlan(acme, 'Daily', { gitChoiceMode: 'Individual', projects: new Set([site.id]) });
    const { gaps } = await runWithHost(world, [{ name: 'cart', folder: 'Shop', projectId }, ...hosted('Site/web')], {
      api: 'azure-devops',
      inputs: { ...NEVER, repository: '', project: projectId },
    });
    expect(told(gaps)).toEqual(['Shop/cart: not-listed']);
  });
});

describe('names in two projects of Azure DevOps', () => {
  it('are ambiguous, and each is named', async () => {
    const { gaps, outputs, success } = await runWithHost(
      worldOf(['api', 'Shop/cart']),
      hosted('Shop/api', 'Site/api', 'Shop/cart'),
      { api: 'azure-devops', inputs: NEVER },
    );
    expect(success).toBe(true);
    expect(told(gaps)).toEqual(['Shop/api: ambiguous', 'Site/api: ambiguous']);
    expect(outputs['repositories-uncovered']).toBe('2');
  });
});

describe('a name that looks like another one', () => {
  it('is not covered by it', async () => {
    const { gaps } = await runWithHost(worldOf(['api', 'web']), hosted('a\u200bpi', '\u0430pi', 'web'), {
      inputs: NEVER,
    });
    expect(told(gaps)).toEqual(['a\u200bpi: ambiguous', '\u0430pi: not-listed']);
  });
});

describe('without a host', () => {
  it('nothing is asked of one, and its outputs are empty', async () => {
    const { host, outputs, report } = await runWithHost(manyWorld(2).world, hosted('new'), {
      inputs: { host: '', 'host-url': '', 'host-token': '' },
    });
    expect(host.requests).toEqual([]);
    expect(outputs).toMatchObject({ 'host-repositories': '', 'inventory-complete': '', 'repositories-uncovered': '' });
    expect(Object.keys(report ?? {})).not.toContain('inventory');
  });
});
