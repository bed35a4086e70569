import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../simulator/faults.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { pageServer } from '../support/page-server.ts';
import {
  ACTIVATE,
  apiRow,
  ATTACH,
  ORGANIZATIONS,
  PLANS,
  REPOSITORIES,
  type Reshape,
  rows,
  type Row,
  runWith,
  writes,
} from '../support/reshape.ts';
import { runAgainst } from '../support/run.ts';
import { callsOf, protectedWorld, serve, smallWorld } from '../support/service.ts';

/* What a server written for an attack answered, and what a run made of it. */

const SIGN_IN = 'account/login';
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** A 200 with this body. */
function answer(body: unknown): Fault {
  return { kind: 'answer', status: 200, body: JSON.stringify(body) };
}

describe('an envelope that reports a failure', () => {
  it.each<Row>([
    { ok: false, message: 'no luck', result: [] },
    { code: 500, message: 'no luck', result: null },
    { status: 'error', message: 'no luck', data: null },
  ])('is no empty list, and no success: %j', async (body) => {
    for (const endpoint of [SIGN_IN, ORGANIZATIONS, REPOSITORIES, PLANS, ACTIVATE, ATTACH]) {
      const clock = new FakeClock();
      const faults = [{ endpoint, occurrence: 'every', fault: answer(body) } as const];
      const simulator = await serve(smallWorld().world, { faults });

      const { success, log } = await runAgainst(simulator, {}, { clock });

      expect({ endpoint, success, says: log.includes('HTTP 200: no luck'), slept: clock.slept }).toEqual({
        endpoint,
        success: false,
        says: true,
        slept: [],
      });
      expect(callsOf(simulator, endpoint)).toBe(1);
    }
  });

  it('that asks for a second factor is shown', async () => {
    const body = { accessToken: null, requiresTwoFactor: true, message: 'Enter code' };
    const faults = [{ endpoint: SIGN_IN, occurrence: 'every', fault: answer(body) } as const];
    const { log } = await runAgainst(await serve(smallWorld().world, { faults }));

    expect(log).toMatch(/::error title=GitProtect gave no access token::.*no accessToken, and says: Enter code/);
  });

  it.each(['a-token-of-16-000-days', ['a-token-of-16-000-days']])('shows no text that may be a token', async (body) => {
    const faults = [{ endpoint: SIGN_IN, occurrence: 'every', fault: answer(body) } as const];
    const { log } = await runAgainst(await serve(smallWorld().world, { faults }));

    expect(log).toContain('GitProtect gave no access token');
    expect(log).not.toContain('a-token-of');
  });
});

describe('an envelope with empty errors', () => {
  it.each<Row>([
    { errors: [null] },
    { errors: { name: [] } },
    { error: { code: 0, message: '' } },
    { error: 'none' },
    { ok: true, code: 200, status: 'success', message: 'OK' },
  ])('is a success: %j', async (fields) => {
    const reshape: Reshape = (_, given) => ({ ...(given ?? {}), ...fields });
    const { success, simulator } = await runWith(smallWorld(), reshape);

    expect([success, simulator.requests.length]).toEqual([true, 8]);
  });
});

describe('a row', () => {
  it.each<Row>([{ organizationId: NOBODY }, { organizationId: 0, organization: { id: NOBODY } }])(
    'that names no organization is as good as any other: %j',
    async (fields) => {
      const { success, simulator } = await runWith(
        protectedWorld(),
        apiRow((row) => ({ ...row, ...fields })),
      );

      expect([success, simulator.requests.length]).toEqual([true, 4]);
    },
  );

  it('whose number was too large to be read exactly is refused, before anything is changed', async () => {
    // As it is in the body: 9007199254740993, which a reader takes for the number before it.
    const body = '{"currentPage":1,"pageCount":1,"totalEntries":1,"result":[{"id":9007199254740993,"name":"api"}]}';
    const fault: Fault = { kind: 'answer', status: 200, body };
    const simulator = await serve(smallWorld().world, {
      faults: [{ endpoint: REPOSITORIES, occurrence: 'every', fault }],
    });
    const { success, log } = await runAgainst(simulator);

    expect([success, writes(simulator)]).toEqual([false, 0]);
    expect(log).toContain('a row has no id');
  });

  it('with a license in a thousand objects is a row of unknown license', async () => {
    let license: unknown = { isActive: true };
    for (let depth = 0; depth < 1000; depth++) license = { license };
    const nested = apiRow((row) => ({ ...row, license }));
    const { outputs } = await runWith(protectedWorld(), nested, { 'dry-run': 'true' });

    expect(outputs['license-status']).toBe('would-activate');
  });
});

describe('a list', () => {
  const listOf = pageServer();

  it('may count its pages from 0', async () => {
    const rows = Array.from({ length: 7 }, (_, index) => ({ id: String(index), name: 'x' }));
    const fromZero = listOf((page) => ({
      ...{ currentPage: page - 1, pageCount: 3, totalEntries: 7 },
      result: rows.slice((page - 1) * 3, page * 3),
    }));
    expect(await fromZero.read()).toHaveLength(7);

    const mixed = listOf((page) => ({
      ...{ currentPage: page === 1 ? 0 : page, pageCount: 3, totalEntries: 7 },
      result: rows.slice((page - 1) * 3, page * 3),
    }));
    await expect(mixed.read()).rejects.toThrow('did not add up');
  });

  it.each([0, 1])('may stand beside an empty one, on page %d', async (currentPage) => {
    const reshape: Reshape = (_, given) => {
      if (typeof given !== 'object' || given === null || !('result' in given)) return given;
      return { ...given, currentPage, result: [], items: given.result };
    };
    const { success, simulator } = await runWith(smallWorld(), reshape);

    expect([success, simulator.requests.length]).toEqual([true, 8]);
  });
});

describe('the first reading after changes', () => {
  it.each([
    ['a web page', { kind: 'answer', status: 200, body: '<html></html>' }],
    ['a 404', { kind: 'answer', status: 404 }],
    ['a 403', { kind: 'answer', status: 403 }],
  ] as const)('is tried again where it gave %s', async (_, fault) => {
    const clock = new FakeClock();
    const simulator = await serve(smallWorld().world, { faults: [{ endpoint: REPOSITORIES, occurrence: 2, fault }] });

    const { success, log } = await runAgainst(simulator, {}, { clock });

    expect(success).toBe(true);
    expect(log).toContain('✅ Protected, drift corrected');
    expect(clock.slept).toEqual([500]);
  });

  it.each([
    ['30', 3],
    ['0', 1],
  ])('fails where it is never readable, in %s s: after %d readings', async (timeout, readings) => {
    const fault: Fault = { kind: 'answer', status: 403 };
    const faults = [2, 3, 4, 5, 6].map((occurrence) => ({ endpoint: REPOSITORIES, occurrence, fault }));
    const simulator = await serve(smallWorld().world, { faults });

    const { success, log } = await runAgainst(simulator, { 'verify-timeout': timeout });

    expect(success).toBe(false);
    expect(log).toContain('could not be checked');
    expect(callsOf(simulator, REPOSITORIES)).toBe(1 + readings);
  });

  it.each(['organization', 'organizations', 'project', 'license', 'plans', 'isDeleted'])(
    'of which the %s is nested without end is read all the same',
    async (field) => {
      const small = protectedWorld();
      const [id, plan] = [small.api.id, small.daily.id];
      const deep = `${'{"name":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
      const row = `{"id":"${id}","name":"api","isLicensed":true,"planIds":["${plan}"],"${field}":${deep}}`;
      const fault: Fault = { kind: 'answer', status: 200, body: `[${row}]` };
      const faults = [{ endpoint: REPOSITORIES, occurrence: 'every', fault } as const];
      const { outputs, log } = await runAgainst(await serve(small.world, { faults }), { 'dry-run': 'true' });

      expect(outputs).toHaveProperty('repositories-checked', '1');
      expect(log).not.toContain('The action itself failed');
    },
  );
});

describe('a change', () => {
  it('of which one result has failed, and is nested without end, has failed for that reason', async () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const body = `[{"success":true},{"success":false,"message":"No luck.","more":${deep}}]`;
    const faults = [{ endpoint: ATTACH, occurrence: 'every', fault: { kind: 'answer', status: 200, body } } as const];
    const { log } = await runAgainst(await serve(smallWorld().world, { faults }));

    expect(log).toMatch(/^::error .*HTTP 200: No luck\./m);
  });
});

describe('an organization', () => {
  it.each<Row>([{ isDeleted: true }, { removedAt: '2026-01-01' }, { organizationStatus: 'Deleted' }])(
    'that is marked as deleted protects nothing: %j',
    async (fields) => {
      const { success, simulator, log } = await runWith(
        protectedWorld(),
        rows(ORGANIZATIONS, (row) => ({ ...row, ...fields })),
      );

      expect([success, writes(simulator)]).toEqual([false, 0]);
      expect(log).toContain('::error title=The organization is not in GitProtect::');
    },
  );
});
