import { describe, expect, it } from '@jest/globals';
import type { Simulator, SimulatorOptions } from '../../simulator/server.ts';
import {
  ACTIVATE,
  apiRow,
  ATTACH,
  type Envelope,
  ORGANIZATIONS,
  PLANS,
  REPOSITORIES,
  type Reshape,
  type Row,
  rows,
  runWith,
  without,
  writes,
} from '../support/reshape.ts';
import { runAgainst } from '../support/run.ts';
import { callsOf, protectedWorld, serve, type SmallWorld, smallWorld } from '../support/service.ts';

/* Answers of shapes that the vendor's documents leave open: none of them may make a run say more than is true. */

describe('what is not understood, or denied, is never said to be right', () => {
  const GLOBEX = '0a1b2c3d-0000-4000-8000-00000000000f';

  it.each<[string, Reshape]>([
    ['license: null', apiRow((row) => ({ ...without(row, 'isLicensed'), license: null, isActive: true }))],
    ['license status', apiRow((row) => ({ ...without(row, 'isLicensed'), licenseStatus: 'Missing' }))],
    ['snake case', apiRow((row) => ({ ...without(row, 'isLicensed'), is_licensed: false, isActive: true }))],
    ['a row of another organization', apiRow((row) => ({ ...row, organizationId: GLOBEX }))],
    ['a row of another organization, by name', apiRow((row) => ({ ...row, organization: { name: 'globex' } }))],
    ['a removal that is not understood', apiRow((row) => ({ ...row, removed: 'yes' }))],
  ])('of a license: %s', async (_, reshape) => {
    const { outputs, summary } = await runWith(protectedWorld(), reshape, { 'dry-run': 'true' });

    expect(outputs['license-status']).toBe('would-activate');
    expect(summary).not.toContain('✅');
  });

  it.each<[string, string, Reshape]>([
    ['flags', '1', rows(PLANS, (row) => ({ ...row, inculdeAllReposistories: 'True' }))],
    ['rows', 'excludedRepositories', rows(PLANS, (row) => ({ ...row, inculdeAllReposistories: true }))],
  ])('of a plan for all: %s', async (_, field, reshape) => {
    const small = protectedWorld();
    small.daily.repositories.delete(small.api.id);
    const excluding = rows(PLANS, (row) => ({ ...row, [field]: [{ id: small.api.id }] }));
    const both: Reshape = (endpoint, answer) => excluding(endpoint, reshape(endpoint, answer));

    const { success, outputs, simulator } = await runWith(small, both);

    expect(writes(simulator)).toBe(0);
    expect([success, outputs['plan-status']]).toEqual(field === '1' ? [true, 'already-attached'] : [false, 'failed']);
  });

  it.each<[string, Reshape, string]>([
    ['removedAt', apiRow((row) => ({ ...row, removedAt: '2026-01-01T00:00:00Z' })), 'failed'],
    ['deleted', apiRow((row) => ({ ...row, isRemoved: false, deleted: '1' })), 'failed'],
    ['a first date of .NET', apiRow((row) => ({ ...row, deletedDate: '0001-01-01T00:00:00' })), 'already-active'],
  ])('of a removed repository: %s', async (_, reshape, status) => {
    const { outputs } = await runWith(protectedWorld(), reshape, { sync: 'never' });

    expect(outputs['license-status']).toBe(status);
  });

  it.each<[string, Row, string]>([
    ['names', { plans: ['Daily'] }, 'would-attach'],
    ['IDs without dashes', { plans: ['DAILY-ID'] }, 'already-attached'],
  ])('of plans that are given as %s', async (_, fields, status) => {
    const small = protectedWorld();
    const id = small.daily.id.replaceAll('-', '').toUpperCase();
    const known = JSON.parse(JSON.stringify(fields).replace('DAILY-ID', id)) as Row;
    const inRepository = apiRow((row) => ({ ...row, ...known }));
    const reshape: Reshape = (endpoint, answer) =>
      rows(PLANS, (row) => without(row, 'repositoriesIds'))(endpoint, inRepository(endpoint, answer));

    const { outputs, report } = await runWith(small, reshape, { 'dry-run': 'true' });

    expect(outputs['plan-status']).toBe(status);
    expect(JSON.stringify(report)).not.toContain('"detached"');
  });

  it.each<Row>([{ isActive: 0 }, { isActive: 'false' }, { isEnabled: false }, { isActive: true, enabled: '0' }])(
    'of a schedule: %j',
    async (fields) => {
      const { log } = await runWith(
        protectedWorld(),
        rows(PLANS, (row) => ({ ...row, ...fields })),
      );

      expect(log).toMatch(/^::warning title=The backup plan is not scheduled::/m);
    },
  );
});

describe('a 200 that reports a failure', () => {
  it.each<Row>([
    { success: false, message: 'no luck' },
    { isSuccess: 'False', error: { message: 'no luck' } },
    { succeeded: 0, errors: ['no luck'] },
    { success: true, errors: [{ code: 7, message: 'no luck' }] },
    { result: { isSuccess: false }, message: 'no luck' },
    { errors: { Ids: ['no luck'] } },
    { errors: 'no luck' },
    { data: { success: false, message: 'no luck' } },
    { failed: 3, reason: 'no luck' },
    { result: { failed: '3' }, messages: ['no luck'] },
    { failures: [{ errorMessage: 'no luck' }] },
  ])('is a failure everywhere, with its message: %j', async (body) => {
    for (const endpoint of ['account/login', ORGANIZATIONS, REPOSITORIES, PLANS, ACTIVATE, ATTACH]) {
      const reshape: Reshape = (at, answer) => (at === endpoint ? { ...(answer ?? {}), ...body } : answer);
      // What the server did all the same is seen afterwards; here it did nothing.
      const fault = { kind: 'answer', status: 200, body: JSON.stringify(body) } as const;
      const isWrite = [ACTIVATE, ATTACH].includes(endpoint);
      const options = isWrite ? { faults: [{ endpoint, occurrence: 'every', fault }] as const } : { reshape };
      const simulator = await serve(smallWorld().world, options);

      const { success, log } = await runAgainst(simulator);

      expect({ endpoint, success, says: log.includes('HTTP 200: ') && log.includes('no luck') }).toEqual({
        endpoint,
        success: false,
        says: true,
      });
      expect(callsOf(simulator, endpoint)).toBe(1);
    }
  });

  it.each<Row>([
    { errors: null },
    { errors: [] },
    { message: 'OK' },
    { success: true, error: '' },
    { failed: 0, failures: [] },
    { failed: '0' },
  ])('is none with %j', async (body) => {
    const reshape: Reshape = (_, answer) => ({ ...(answer ?? {}), ...body });
    const { success, simulator } = await runWith(smallWorld(), reshape);

    expect([success, simulator.requests.length]).toEqual([true, 8]);
  });
});

describe('an answer in another wrapping', () => {
  it.each<[string, SimulatorOptions]>([
    ['compressed', { gzip: true }],
    ['in an envelope of data', { reshape: (_, answer) => ({ data: answer, errors: null }) }],
    ['in snake case', { reshape: (_, answer) => snakeCase(answer) }],
  ])('is read as well: %s', async (_, options) => {
    const simulator = await serve(smallWorld().world, options);

    const { success, outputs } = await runAgainst(simulator);

    expect([success, outputs['plan-status'], simulator.requests.length]).toEqual([true, 'attached', 8]);
  });

  it('is read where there are no rows: null', async () => {
    const small = smallWorld();
    small.world.plans.clear();
    const empty: Reshape = (endpoint, answer) =>
      endpoint === PLANS ? { ...(answer as Envelope), result: null } : answer;
    const { log } = await runWith(small, empty);

    expect(log).toContain('there are none');
  });

  it('may end by a 404 after its last page, but not begin by one', async () => {
    const { world } = smallWorld();
    const pageOne = world.repositories.size;
    const fault = { kind: 'answer', status: 404 } as const;
    const late = await serve(world, {
      lists: 'array',
      faults: [ORGANIZATIONS, REPOSITORIES, PLANS].flatMap((endpoint) =>
        [2, 4, 6, 8, 10].map((occurrence) => ({ endpoint, occurrence, fault })),
      ),
    });
    expect(await runAgainst(late, { repository: '*', 'dry-run': 'true' })).toMatchObject({ success: true });
    expect(pageOne).toBe(2);

    const early = await serve(world, { faults: [{ endpoint: REPOSITORIES, occurrence: 'every', fault }] });
    expect(await runAgainst(early)).toMatchObject({ success: false });
    expect(callsOf(early, REPOSITORIES)).toBe(1);
  });
});

function snakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]: [string, unknown]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      snakeCase(field),
    ]),
  );
}

describe('a bare array of as many rows as were asked for, whatever the page', () => {
  const cut = async (): Promise<Simulator> => {
    const { world, acme } = smallWorld();
    for (let index = 0; index < 150; index++) world.addRepository(acme, `repo-${String(index).padStart(3, '0')}`);
    const first = world.repositories.byName(acme.id, (a, b) => (a < b ? -1 : 1), false);
    const reshape: Reshape = (endpoint, answer) =>
      endpoint === REPOSITORIES ? first.slice(0, 100).map(({ id, name }) => ({ id, name })) : answer;
    return await serve(world, { reshape });
  };

  it.each(['*', 'repo-149', 'api\nrepo-*'])('is an error where more of it may matter: %s', async (repository) => {
    const simulator = await cut();
    const { success, log } = await runAgainst(simulator, { repository, sync: 'never' });

    expect(success).toBe(false);
    expect(log).toContain('did not add up');
    expect(writes(simulator)).toBe(0);
  });

  it('is enough where it holds what is named', async () => {
    const { success, outputs } = await runAgainst(await cut(), { repository: 'api' });

    expect([success, outputs['plan-status']]).toEqual([true, 'attached']);
  });
});

describe('a list that is shorter than the organization counts', () => {
  const counting = (count: number): Reshape => rows(ORGANIZATIONS, (row) => ({ ...row, totalRepositories: count }));

  it('is warned of with both numbers, where a pattern selects of it', async () => {
    const { success, log } = await runWith(smallWorld(), counting(7), { repository: '*' });

    expect(success).toBe(true);
    expect(log).toMatch(/^::warning title=The list of repositories may not be complete::.*7 repositories.*lists 2/m);
  });

  it.each([2, 1, 0, -1])('is not doubted where %d are counted', async (count) => {
    const { log } = await runWith(smallWorld(), counting(count), { repository: '*' });

    expect(log).not.toContain('may not be complete');
  });
});

describe("a plan's members that only the organization's row reports", () => {
  /** Rows of plans and repositories say nothing of membership; the organization's row does, by this field. */
  function onlyInRow({ world }: SmallWorld, fields: (id: string) => Row): Reshape {
    const silent = rows(PLANS, (row) => without(row, 'repositoriesIds', 'inculdeAllReposistories'));
    const silentRows = rows(REPOSITORIES, (row) => without(row, 'plans'));
    const inRow = rows(ORGANIZATIONS, (row) => ({
      ...row,
      plans: [...world.plans.values()].map(({ id, name }) => ({ id, name, ...fields(id) })),
    }));
    return (endpoint, answer) => inRow(endpoint, silentRows(endpoint, silent(endpoint, answer)));
  }

  it('are verified there, by one request more', async () => {
    const small = smallWorld();
    const members = onlyInRow(small, (id) => ({
      repositoriesIds: [...(small.world.plans.get(id)?.repositories ?? [])],
    }));
    const { success, outputs, log, simulator } = await runWith(small, members);

    expect([success, outputs['plan-status']]).toEqual([true, 'attached']);
    expect(log).not.toContain('state not reported');
    expect(callsOf(simulator, ORGANIZATIONS)).toBe(2);
  });

  it('are what is meant by rows that call plans by their names', async () => {
    const small = smallWorld();
    const { plans } = small.world;
    const members = onlyInRow(small, (id) => ({ repositoriesIds: [...(plans.get(id)?.repositories ?? [])] }));
    const named = rows(REPOSITORIES, (row) => ({
      ...row,
      plans: [...plans.values()].flatMap(({ name, repositories }) => (repositories.has(String(row['id'])) ? name : [])),
    }));
    const { success, outputs, log } = await runWith(small, (endpoint, answer) =>
      named(endpoint, members(endpoint, answer)),
    );

    expect([success, outputs['plan-status']]).toEqual([true, 'attached']);
    expect(log).not.toContain('state not reported');
  });

  it('are not believed as they were before the change', async () => {
    const small = smallWorld();
    const members = onlyInRow(small, () => ({ repositoriesIds: [small.website.id] }));
    const { success, log } = await runWith(small, members);

    expect(success).toBe(false);
    expect(log).toContain('GitProtect accepted a change but did not make it');
  });

  it('are all, where the plan there is for all', async () => {
    const small = smallWorld();
    const { success, outputs, simulator } = await runWith(
      small,
      onlyInRow(small, () => ({ inculdeAllReposistories: true })),
    );

    expect([success, outputs['plan-status'], outputs['license-status']]).toEqual([
      true,
      'already-attached',
      'activated',
    ]);
    expect([callsOf(simulator, ORGANIZATIONS), callsOf(simulator, ATTACH)]).toEqual([2, 0]);
  });
});
