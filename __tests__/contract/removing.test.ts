import { describe, expect, it } from '@jest/globals';
import {
  every,
  IGNORED,
  leavingWorld,
  LOST,
  once,
  orderOf,
  REFUSED,
  REMOVE,
  runLeaving,
  writesOf,
} from '../support/leaving.ts';
import { runAgainst } from '../support/run.ts';
import { PAGES } from '../support/sweep.ts';
import { callsOf, serve } from '../support/service.ts';

const REMOVED = { state: 'removed', confirm: 'api' };
const WITH_BACKUPS = { ...REMOVED, confirm: 'api and its backups', 'delete-backups': 'true' };

describe('a repository that is to be removed', () => {
  it.each([
    ['kept', REMOVED, false],
    ['deleted', WITH_BACKUPS, true],
  ])(
    'is detached, released, read as absent, removed once, and read again (backups %s)',
    async (backups, inputs, data) => {
      const { success, small, simulator, outputs, log, summary, report } = await runLeaving({}, inputs);

      expect(success).toBe(true);
      expect(orderOf(simulator)).toBe('read detach read release read remove read');
      expect(small.world.removals).toEqual([{ id: small.api.id, removeData: data }]);
      expect(small.world.repositories.has(small.api.id)).toBe(false);
      expect(outputs).toMatchObject({
        ...{ 'plan-status': 'detached', 'license-status': 'released', 'removal-status': 'removed' },
        ...{ changed: 'true', drift: 'true', 'repositories-failed': '0' },
      });
      const headline = `Removed: 'acme/api' is not in GitProtect any more, its backups are ${backups}`;
      expect(log).toContain(`✅ ${headline}`);
      expect(summary).toContain('listed → **removed**');
      expect(report).toMatchObject({ state: 'removed', repositories: [{ removal: 'removed', proved: true }] });
    },
  );

  it('and is absent already is read, and removed once', async () => {
    const { success, simulator, outputs } = await runLeaving({}, REMOVED, {}, ({ api, daily }) => {
      api.licensed = false;
      daily.repositories.delete(api.id);
    });

    expect(success).toBe(true);
    expect(writesOf(simulator)).toEqual(['remove']);
    expect(outputs).toMatchObject({
      ...{ 'plan-status': 'already-detached', 'license-status': 'already-inactive', 'removal-status': 'removed' },
    });
  });

  it('by its ID', async () => {
    const small = leavingWorld();
    const simulator = await serve(small.world);

    const { success } = await runAgainst(simulator, {
      ...{ state: 'removed', plan: '', repository: small.api.id, confirm: small.api.id },
    });

    expect(success).toBe(true);
    expect(small.world.removals).toEqual([{ id: small.api.id, removeData: false }]);
  });

  it('is only told of by a dry run', async () => {
    const { success, small, simulator, outputs, log } = await runLeaving({}, { ...WITH_BACKUPS, 'dry-run': 'true' });

    expect(success).toBe(true);
    expect(simulator.requests).toHaveLength(4);
    expect(small.world.removals).toEqual([]);
    expect(outputs).toMatchObject({
      ...{ 'plan-status': 'would-detach', 'license-status': 'would-release', 'removal-status': 'would-remove' },
      ...{ drift: 'true', changed: 'false' },
    });
    expect(log).toContain(
      "Nothing changed (dry run): 'acme/api' would be removed from GitProtect, its backups are deleted",
    );
  });

  it('and is not listed is removed already', async () => {
    const { success, simulator, outputs, log } = await runLeaving(
      {},
      { ...REMOVED, repository: 'gone', confirm: 'gone' },
    );

    expect(success).toBe(true);
    expect(simulator.requests).toHaveLength(4);
    expect(outputs).toMatchObject({
      ...{
        'plan-status': 'already-detached',
        'license-status': 'already-inactive',
        'removal-status': 'already-removed',
      },
      ...{ drift: 'false', changed: 'false' },
    });
    expect(log).toContain('::notice title=Not listed%2C so already absent::');
    expect(log).toContain('Already removed, nothing to do');
  });

  it('is removed already in a second run', async () => {
    const small = leavingWorld();
    const simulator = await serve(small.world);
    const inputs = { ...REMOVED, plan: '', repository: 'api' };
    await runAgainst(simulator, inputs);
    const before = writesOf(simulator).length;

    const { success, outputs } = await runAgainst(simulator, inputs);

    expect(success).toBe(true);
    expect(writesOf(simulator)).toHaveLength(before);
    expect(outputs['removal-status']).toBe('already-removed');
  });

  it.each([
    ['of which nothing can be read', { faults: every(PAGES, { kind: 'answer', status: 500 }) }, {}],
    ['without a right confirmation', {}, { confirm: 'apo' }],
  ])('%s has failed to be removed', async (_, options, inputs) => {
    const { success, outputs } = await runLeaving(options, { ...REMOVED, ...inputs });

    expect(success).toBe(false);
    expect(outputs).toMatchObject({ 'license-status': 'failed', 'plan-status': 'failed', 'removal-status': 'failed' });
    expect(outputs['plan-settings-status']).toBeUndefined();
  });

  it('after a lost answer is looked at, and not removed again', async () => {
    const { success, simulator, outputs } = await runLeaving(
      { faults: every(REMOVE, LOST) },
      { ...REMOVED, retries: '4' },
    );

    expect(success).toBe(true);
    expect(orderOf(simulator)).toBe('read detach read release read remove read');
    expect(outputs['removal-status']).toBe('removed');
  });

  it('after a request that nobody answered, and that did nothing, stays: it is not repeated', async () => {
    const { success, small, simulator, outputs } = await runLeaving(
      { faults: every(REMOVE, { kind: 'reset', at: 'before-headers' }) },
      { ...REMOVED, retries: '4' },
    );

    expect(success).toBe(false);
    expect(callsOf(simulator, REMOVE)).toBe(1);
    expect(orderOf(simulator)).toBe('read detach read release read remove read');
    expect(small.world.repositories.has(small.api.id)).toBe(true);
    expect(outputs).toMatchObject({ 'license-status': 'released', 'removal-status': 'failed' });
  });

  it.each([
    ['is refused', every(REMOVE, REFUSED)],
    ['has no effect', every(REMOVE, IGNORED)],
    ['fails', every(REMOVE, { kind: 'answer', status: 503 })],
    // A gateway may say so after the server has begun.
    ['is not authorized any more', once(REMOVE, { kind: 'answer', status: 401 })],
  ])('and whose removal %s stays, and the step fails', async (_, faults) => {
    const { success, simulator, outputs, log } = await runLeaving({ faults }, { ...REMOVED, retries: '4' });

    expect(success).toBe(false);
    expect(callsOf(simulator, REMOVE)).toBe(1);
    expect(outputs).toMatchObject({ 'license-status': 'released', 'removal-status': 'failed' });
    expect(log).toContain("❌ Not removed: 'acme/api' could not be shown");
  });

  it('and cannot be is refused by the server', async () => {
    const left = await runLeaving({}, REMOVED, {}, ({ api }) => {
      api.retained = true;
    });

    expect(left.success).toBe(false);
    expect(left.log).toContain('cannot be removed.');
    expect(left.outputs['removal-status']).toBe('failed');
  });

  it('late is waited for', async () => {
    const { success, outputs, waitedSeconds, simulator } = await runLeaving({}, REMOVED, {
      effectMs: { removal: 5000 },
    });

    expect(success).toBe(true);
    expect(callsOf(simulator, REMOVE)).toBe(1);
    expect(outputs['removal-status']).toBe('removed');
    expect(waitedSeconds).toBeGreaterThanOrEqual(5);
  });

  it('is waited for until it is absent', async () => {
    const { success, simulator } = await runLeaving({}, REMOVED, { effectMs: { detachment: 3000, release: 3000 } });

    expect(success).toBe(true);
    expect(orderOf(simulator)).toBe('read detach read release read remove read');
  });
});

describe('the name of what is to be removed', () => {
  it('that means several is an error', async () => {
    const left = await runLeaving({}, REMOVED, {}, ({ world, acme }) => void world.addRepository(acme, 'API'));
    // One that is written exactly so is meant.
    expect(left.success).toBe(true);

    const two = await runLeaving(
      {},
      REMOVED,
      {},
      ({ world, acme }) => void world.addRepository(acme, 'api', { removed: true }),
    );
    expect(two.success).toBe(false);
    expect(two.log).toContain('::error title=The input repository is ambiguous::');
    expect(two.simulator.requests).toHaveLength(4);
  });

  it.each(['API', 'api ', 'a\u200bpi'])('that only looks like the listed one removes nothing: %j', async (name) => {
    const small = leavingWorld();
    const other = small.world.addRepository(small.acme, name, { licensed: true });
    const simulator = await serve(small.world);
    const inputs = { ...WITH_BACKUPS, plan: '', repository: 'api' };
    expect((await runAgainst(simulator, inputs)).success).toBe(true);

    // The job runs once more: only the other one is listed now.
    const { success, log } = await runAgainst(simulator, inputs);

    expect(success).toBe(false);
    expect(log).toContain('::error title=GitProtect does not list the repository::');
    expect(log).toContain(other.id);
    expect(small.world.removals).toEqual([{ id: small.api.id, removeData: true }]);
    expect(other.licensed).toBe(true);
  });

  it('is taken with its organization before it', async () => {
    const both = await runLeaving({}, { ...REMOVED, repository: 'ACME/api', confirm: 'ACME/api' });

    expect(both.small.world.removals).toEqual([{ id: both.small.api.id, removeData: false }]);
  });
});
