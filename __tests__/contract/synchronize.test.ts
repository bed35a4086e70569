import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../simulator/faults.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { ORGANIZATIONS, REPOSITORIES, rows, without } from '../support/reshape.ts';
import { type Ended, runAgainst } from '../support/run.ts';
import { calledEndpoints, callsOf, protectedWorld, serve, type SmallWorld, smallWorld } from '../support/service.ts';

/* When GitProtect is asked to read the Git host's list again, and how long that is waited for. */

const SYNC = 'git/repositories/sync';
const ACTIVATE = 'git/repositories/activate';

interface Setting {
  readonly inputs: Record<string, string>;
  readonly syncMs?: number;
  readonly isReported?: boolean;
}

/** A run where `brand-new` is at the Git host, and is listed once a synchronization is over. */
async function runWhereNew({
  inputs,
  syncMs = 10_000,
  isReported = true,
}: Setting): Promise<Ended & { small: SmallWorld; clock: FakeClock; endpoints: string[]; isProtected: boolean }> {
  const clock = new FakeClock();
  const small = smallWorld({ syncMs, now: () => clock.now() });
  small.acme.atHost.add('brand-new');
  const simulator = await serve(
    small.world,
    isReported ? {} : { reshape: rows(ORGANIZATIONS, (row) => without(row, 'synchronizationInProgress')) },
  );
  const end = await runAgainst(simulator, { repository: '*', ...inputs }, { clock });
  const added = small.world.repositoriesOf(small.acme).find(({ name }) => name === 'brand-new');
  const isProtected = added !== undefined && small.world.isProtected(added.id, small.daily.id);
  return { ...end, small, clock, endpoints: calledEndpoints(simulator), isProtected };
}

function syncsIn(endpoints: readonly string[]): number {
  return endpoints.filter((endpoint) => endpoint === SYNC).length;
}

describe('sync: always', () => {
  it('may not be over where nothing is seen running for less than ten seconds', async () => {
    const { success, log } = await runWhereNew({
      inputs: { sync: 'always', 'sync-timeout': '5' },
      syncMs: 0,
    });

    expect(success).toBe(true);
    expect(log).toContain('was not seen to finish within 5 s');
  });

  it.each([3, 8])('waits for one that begins only after %i s', async (startsAfter) => {
    const clock = new FakeClock();
    const small = protectedWorld({ now: () => clock.now() });
    small.world.addRepository(small.acme, 'brand-new');
    const start = clock.monotonic();
    const seconds = (): number => (clock.monotonic() - start) / 1000;
    const isOver = (): boolean => seconds() >= startsAfter + 10;
    const state = rows(ORGANIZATIONS, (row) => ({
      ...row,
      synchronizationInProgress: seconds() >= startsAfter && !isOver(),
    }));
    const late = rows(REPOSITORIES, (row) => (row['name'] === 'brand-new' && !isOver() ? [] : row));
    const simulator = await serve(small.world, { reshape: (at, answer) => late(at, state(at, answer)) });

    const { outputs } = await runAgainst(simulator, { repository: '*', sync: 'always' }, { clock });

    expect(outputs['repositories-checked']).toBe(String(small.world.repositoriesOf(small.acme).length));
  });

  it('is not said to take too long where the job is cancelled', async () => {
    const { world } = smallWorld({ syncMs: 60_000 });
    const cancellation = new AbortController();
    const simulator = await serve(world, {
      onRequest: ({ endpoint }) => {
        if (endpoint === SYNC) cancellation.abort();
      },
    });

    const inputs = { repository: '*', sync: 'always' };
    const { success, log } = await runAgainst(simulator, inputs, { cancelled: cancellation.signal });

    expect(success).toBe(false);
    expect(log).not.toContain('sync-timeout');
  });

  it.each([
    ['a sweep', '*', true],
    ['a sweep, where the organization does not say whether it is over', '*', false],
    ['a name', 'brand-new', true],
    ['a name that is listed, and a pattern', 'api\nbrand-*', true],
  ])('synchronizes once, before anything is selected: %s', async (_, repository, isReported) => {
    const { success, endpoints, isProtected } = await runWhereNew({
      inputs: { sync: 'always', repository },
      isReported,
    });

    expect(success).toBe(true);
    expect(isProtected).toBe(true);
    expect(syncsIn(endpoints)).toBe(1);
    if (isReported) expect(endpoints.indexOf(SYNC)).toBeLessThan(endpoints.indexOf(REPOSITORIES));
    expect(endpoints.lastIndexOf(SYNC)).toBeLessThan(endpoints.indexOf(ACTIVATE));
  });

  it('goes on when the time is up, with a warning: some may be missing', async () => {
    const { success, log, clock, isProtected } = await runWhereNew({
      inputs: { sync: 'always', 'sync-timeout': '60' },
      syncMs: 3_600_000,
    });

    expect(success).toBe(true);
    expect(isProtected).toBe(false);
    expect(log).toContain('::warning title=The synchronization may not have finished::');
    expect(clock.slept.reduce((sum, pause) => sum + pause, 0)).toBe(60_000);
  });

  it('waits for a name within the same time, without asking again, and then says so', async () => {
    const { success, log, clock, endpoints } = await runWhereNew({
      inputs: { sync: 'always', 'sync-timeout': '60', repository: 'no-such' },
    });

    expect(success).toBe(false);
    expect(syncsIn(endpoints)).toBe(1);
    expect(clock.slept.reduce((sum, pause) => sum + pause, 0)).toBe(60_000);
    expect(log).toContain("lists no repository 'no-such', not even 60 s after it was asked to synchronize");
  });

  it('takes a synchronization that runs already for its own', async () => {
    const clock = new FakeClock();
    const { world, acme } = smallWorld({ now: () => clock.now() });
    acme.atHost.add('brand-new');
    acme.syncEnds = clock.now() + 5000;

    const { success, outputs } = await runAgainst(await serve(world), { repository: '*', sync: 'always' }, { clock });

    expect(success).toBe(true);
    expect(outputs['repositories-checked']).toBe('3');
  });

  it('fails when the request is refused, before anything is changed', async () => {
    const { world } = smallWorld();
    const fault: Fault = { kind: 'answer', status: 400, body: '{"message":"not today"}' };
    const simulator = await serve(world, { faults: [{ endpoint: SYNC, occurrence: 1, fault }] });

    const { success, log } = await runAgainst(simulator, { sync: 'always' });

    expect(success).toBe(false);
    expect(log).toContain('not today');
    expect(callsOf(simulator, ACTIVATE)).toBe(0);
  });
});

describe('a synchronization', () => {
  it.each([
    ['auto, for a sweep', { sync: 'auto' }],
    ['never', { sync: 'never' }],
    ['always, in a dry run', { sync: 'always', 'dry-run': 'true' }],
  ])('is not asked for with %s', async (_, inputs) => {
    const { success, endpoints, clock } = await runWhereNew({ inputs });

    expect(success).toBe(true);
    expect([syncsIn(endpoints), clock.slept]).toEqual([0, []]);
  });

  it.each([1, 2, 3, 4, 5, 6])('that makes the list grow does not hide a name (pages of %i)', async (pageCap) => {
    const clock = new FakeClock();
    const { world, acme, daily } = smallWorld({ syncMs: 2000, now: () => clock.now() });
    for (let index = 0; index < 20; index++) world.addRepository(acme, `n-${String(index)}`);
    acme.atHost.add('m-new');
    // Names before and after it appear between one request and the next, so that it moves to other pages.
    let added = 0;
    const grow = (): void => {
      if (simulator.counts.has(SYNC) && ++added <= 60)
        world.addRepository(acme, `${added % 3 === 0 ? 'z' : 'a'}-${String(added)}`);
    };
    const fault: Fault = { kind: 'change', change: grow };
    const simulator = await serve(world, {
      faults: [{ endpoint: REPOSITORIES, occurrence: 'every', fault }],
      pageCap,
    });

    const { success } = await runAgainst(simulator, { repository: 'm-new', 'sync-timeout': '300' }, { clock });

    const repository = world.repositoriesOf(acme).find(({ name }) => name === 'm-new');
    expect(success).toBe(true);
    expect(world.isProtected(repository?.id ?? '', daily.id)).toBe(true);
  });
});
