import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScriptedFault } from '../../simulator/faults.ts';
import { Rejection, type SimulatedOrganization, World } from '../../simulator/world.ts';
import { runAgainst, runWith } from '../support/run.ts';
import { serve } from '../support/service.ts';
import { ACTIVATE, ATTACH, countOf, manyWorld, PAGES, protectedOf, sweep } from '../support/sweep.ts';

/* What a review found that a run could say wrongly of many, or do too often. */

/** A protected repository for each name, and the world they are in. */
function protectedWorld(names: readonly string[]): { world: World; acme: SimulatedOrganization } {
  const world = new World();
  const acme = world.addOrganization('acme');
  const ids = names.map((name) => world.addRepository(acme, name, { licensed: true }).id);
  world.addPlan(acme, 'Daily', { repositories: new Set(ids) });
  return { world, acme };
}

function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(4, '0')}`);
}

describe('a name that is listed twice', () => {
  it('is ambiguous also where the server gives the list in no order', async () => {
    const { world, acme } = protectedWorld(['api', ...numbered('r', 2000)]);
    world.addRepository(acme, 'api');
    const simulator = await serve(world, { collation: () => 0 });

    const { success, log } = await runAgainst(simulator, { repository: 'api' });

    expect(success).toBe(false);
    expect(log).toContain("2 repositories match 'api'");
  });

  it.each([15, 16, 20, 21, 25])('is ambiguous also across the end of page %i, in an order of its own', async (page) => {
    const names = [...numbered('A', 500), ...numbered('Z', 700), ...numbered('b', 1800)];
    const twin = names[page * 100 - 1] ?? '';
    const { world, acme } = protectedWorld(names);
    world.addRepository(acme, twin);

    const { success, log } = await runAgainst(await serve(world), { repository: twin });

    expect(success).toBe(false);
    expect(log).toContain(`2 repositories match '${twin}'`);
  });

  it("is ambiguous also where one is listed with its organization's name", async () => {
    const { world, acme } = protectedWorld([...numbered('a', 1500), 'm', ...numbered('z', 1500)]);
    world.addRepository(acme, 'acme/m');
    for (const name of numbered('acme/q', 900)) world.addRepository(acme, name);

    const { success, log } = await runAgainst(await serve(world), { repository: 'm' });

    expect(success).toBe(false);
    expect(log).toContain("2 repositories match 'm'");
  });
});

describe('what is asked for', () => {
  it('is not replaced by another repository when it was removed at the Git host', async () => {
    const { world, acme } = protectedWorld(['api']);
    world.addRepository(acme, 'team-a/api', { removed: true });

    const { success, log } = await runAgainst(await serve(world), { repository: 'team-a/api', sync: 'never' });

    expect(success).toBe(false);
    expect(log).toContain('The repository is gone from the Git host');
  });

  it('is excluded by a line with the same owner, whatever GitProtect calls the organization', async () => {
    const world = new World();
    const inc = world.addOrganization('Acme Inc');
    const [web, api] = ['web', 'api'].map((name) => world.addRepository(inc, name));
    const daily = world.addPlan(inc, 'Daily', { repositories: new Set(['00000000-0000-4000-8000-000000000000']) });
    const repository = 'acme/web\nacme/api\n!acme/api';

    const { success } = await runAgainst(await serve(world), { organization: 'Acme Inc', repository });

    expect(success).toBe(true);
    expect(world.isProtected(web?.id ?? '', daily.id)).toBe(true);
    expect(api?.licensed).toBe(false);
  });

  it("is not excluded by a line for another organization's repository of the same name", async () => {
    const { world } = protectedWorld(['web', 'api']);
    world.addOrganization('globex');

    const { success, outputs, log } = await runAgainst(await serve(world), { repository: '*\n!globex/api' });

    expect(success).toBe(false);
    expect(outputs['repositories-checked']).toBeUndefined();
    expect(log).toContain("'!globex/api' of 'globex', which GitProtect lists as another organization");
  });

  it('is not read as protected in a report of an earlier run, when an input is wrong', async () => {
    const workspace = mkdtempSync(join(tmpdir(), 'gitprotect-honesty-'));
    try {
      const file = join(workspace, 'r.json');
      writeFileSync(file, '{"repositories":[{"proved":true}]}');
      const { success } = await runWith(
        { 'report-file': 'r.json', plan: 'Daily' },
        { environment: { GITHUB_WORKSPACE: workspace } },
      );
      expect(success).toBe(false);
      expect(readFileSync(file, 'utf8')).toContain('inputs are wrong');
      expect(readFileSync(file, 'utf8')).not.toContain('proved');
    } finally {
      rmSync(workspace, { recursive: true });
    }
  });
});

describe('a server that gives two rows of one ID', () => {
  const row = { id: '00000000-0000-4000-8000-000000000001', name: 'api', plans: [] };
  const answer = (...result: readonly object[]): ScriptedFault => ({
    endpoint: PAGES,
    occurrence: 'every',
    fault: {
      kind: 'answer',
      status: 200,
      body: JSON.stringify({ currentPage: 1, pageCount: 1, totalEntries: result.length, result }),
    },
  });

  it('that contradict each other is not believed', async () => {
    const rows = [
      { ...row, isLicensed: false },
      { ...row, isLicensed: true },
    ];
    const simulator = await serve(protectedWorld(['api']).world, { faults: [answer(...rows)] });

    const { success, log } = await runAgainst(simulator, { repository: '*' });

    expect(success).toBe(false);
    expect(log).toContain('two rows of the list have the same ID and contradict each other');
  });
});

describe('many failures', () => {
  it('that name each repository in turn, and speak of licenses, end the activations soon', async () => {
    const many = manyWorld(1000);
    let next = 0;
    const simulator = await serve(many.world, {
      faults: [{ endpoint: ACTIVATE, occurrence: 'every', fault: { kind: 'change', change: () => undefined } }],
    });
    many.world.licenses = many.world.licenses - many.world.freeLicenses();
    const refuse = many.world.activate.bind(many.world);
    many.world.activate = (ids) => {
      try {
        refuse(ids);
      } catch (error) {
        if (error instanceof Error)
          error.message = `There is no free license for repository ${ids[next++ % ids.length] ?? ''}.`;
        throw error;
      }
    };

    const end = await sweep(simulator);

    expect(countOf(simulator, ACTIVATE)).toBeLessThanOrEqual(5 + 8);
    expect(protectedOf(many)).toEqual([]);
    expect(end.log).toContain('not tried, since others failed');
  });

  it('of repositories of their own, with HTTP 500, keep nobody else from being attached', async () => {
    const many = manyWorld(80, { licensed: true });
    const ill = new Set(many.repositories.slice(30, 42).map(({ id }) => id));
    const attach = many.world.attach.bind(many.world);
    many.world.attach = (plan, repository) => {
      if (ill.has(repository)) throw new Rejection(500, 'Object reference not set to an instance of an object.');
      attach(plan, repository);
    };
    const simulator = await serve(many.world);

    await sweep(simulator, { retries: 0 });

    expect(protectedOf(many)).toHaveLength(68);
    expect(countOf(simulator, ATTACH)).toBe(80);
  });

  it('are told apart from what was not tried', async () => {
    const many = manyWorld(300, { licensed: true });
    const faults: ScriptedFault[] = [{ endpoint: ATTACH, occurrence: 'every', fault: { kind: 'answer', status: 503 } }];

    const { report, log, summary } = await runAgainst(await serve(many.world, { faults }), { repository: '*' });

    const { counts } = report as { counts: Record<string, number> };
    expect(counts['failed']).toBe(300);
    expect(counts['not-tried']).toBeGreaterThanOrEqual(280);
    expect(log).toContain(`${String(counts['not-tried'])} not tried, since others failed`);
    expect(summary).toContain(`| ❌ not tried, since others failed | ${String(counts['not-tried'])} |`);
  });

  it('of the last reading fail those that were changed, and leave the rest without a proof', async () => {
    const many = manyWorld(30, { licensed: true, attached: true });
    const [first, second] = many.repositories;
    for (const drifted of [first, second]) many.daily.repositories.delete(drifted?.id ?? '');
    const fault = { kind: 'answer', status: 503 } as const;
    const faults = [2, 3, 4].map((occurrence) => ({ endpoint: PAGES, occurrence, fault }));
    const simulator = await serve(many.world, { faults });

    const { success, report, log } = await runAgainst(simulator, { repository: '*' });

    expect(success).toBe(false);
    expect(log).toContain('the change was sent but could not be checked');
    const { repositories } = report as { repositories: readonly { name: string; proved: boolean; error?: string }[] };
    const failing = repositories.filter(({ error }) => error !== undefined).map(({ name }) => name);
    expect(failing).toEqual([first?.name, second?.name]);
    expect(repositories.filter(({ proved }) => proved)).toEqual([]);
    expect(protectedOf(many)).toHaveLength(30);
  });

  it.each([ACTIVATE, ATTACH])(
    'of a defect in the middle of the changes end the run with a report (%s)',
    async (endpoint) => {
      const many = manyWorld(250);
      const fault = { kind: 'answer', status: 503 } as const;
      const simulator = await serve(many.world, { faults: [{ endpoint, occurrence: 2, fault }] });
      // Chance is asked for only where a request failed.
      const random = (): number => {
        throw new TypeError('a defect');
      };

      const { success, outputs, whole, log, summary } = await sweep(simulator, { retries: 1, random });

      expect(success).toBe(false);
      expect(whole).toMatchObject({ error: { title: 'The action itself failed', message: 'a defect' } });
      expect(whole).not.toHaveProperty('repositories');
      expect(outputs).toMatchObject({ 'license-status': 'failed', 'plan-status': 'failed' });
      expect(log).toMatch(/^::error title=The action itself failed::a defect/m);
      expect(log + summary).not.toContain('✅');
    },
  );
});
