import { describe, expect, it } from '@jest/globals';
import {
  apiRow,
  ATTACH,
  type Envelope,
  REPOSITORIES,
  type Reshape,
  rows,
  runWith,
  writes,
} from '../support/reshape.ts';
import { runAgainst } from '../support/run.ts';
import { protectedWorld, serve, smallWorld } from '../support/service.ts';

describe('two rows of one ID', () => {
  const twice = apiRow((row) => [row, { ...row, isLicensed: false }]);

  it.each(['api', '*'])('that contradict each other are an error before any write: %s', async (repository) => {
    const { success, log, simulator } = await runWith(protectedWorld(), twice, { repository });

    expect(success).toBe(false);
    expect(log).toContain('two rows of the list have the same ID and contradict each other');
    expect(writes(simulator)).toBe(0);
  });

  it('that contradict each other on two pages are seen where a row is the last of its page', async () => {
    const small = protectedWorld();
    const { world, acme } = small;
    for (let index = 0; index < 40; index++) world.addRepository(acme, `zz-${String(index).padStart(3, '0')}`);
    // In its order by name `api` is followed by itself on the next page.
    const other = world.addRepository(acme, 'api', { licensed: false });
    const reshape = apiRow((row) => ({ ...row, id: small.api.id, plans: [{ id: small.daily.id }] }));
    const before = world.addRepository(acme, 'aaa');
    const simulator = await serve(world, { pageCap: 2, reshape });

    const { success, log } = await runAgainst(simulator, { repository: 'api' });

    expect([before.name, other.name]).toEqual(['aaa', 'api']);
    expect(success).toBe(false);
    expect(log).toContain('contradict each other');
    expect(writes(simulator)).toBe(0);
  });

  it('that contradict each other after the changes prove nothing', async () => {
    let reading = 0;
    const reshape: Reshape = (endpoint, answer) =>
      endpoint === REPOSITORIES && ++reading > 1 ? twice(endpoint, answer) : answer;
    const { success, outputs } = await runWith(smallWorld(), reshape);

    expect(success).toBe(false);
    expect(outputs['license-status']).toBe('failed');
  });

  it('that contradict each other on the page after the row, after the changes, prove nothing', async () => {
    const small = smallWorld();
    const { world, acme, api } = small;
    for (const name of ['aaa', 'apj']) world.addRepository(acme, name);
    for (let index = 0; index < 40; index++) world.addRepository(acme, `zz-${String(index).padStart(3, '0')}`);
    let isAttached = false;
    const reshape: Reshape = (endpoint, answer) => {
      isAttached ||= endpoint === ATTACH;
      const double = rows(REPOSITORIES, (row) => (row['name'] === 'apj' ? { ...row, id: api.id } : row));
      if (!isAttached || endpoint !== REPOSITORIES) return answer;
      return { ...(answer as Envelope), result: (double(endpoint, answer) as Envelope).result };
    };
    const simulator = await serve(world, { pageCap: 2, reshape });

    const { success, log } = await runAgainst(simulator);

    expect(writes(simulator)).toBe(2);
    expect(success).toBe(false);
    expect(log).toContain('contradict each other');
  });

  it('that say the same do no harm', async () => {
    const { success, outputs, simulator } = await runWith(
      protectedWorld(),
      apiRow((row) => [row, row]),
    );

    expect([success, outputs['license-status'], simulator.requests.length]).toEqual([true, 'already-active', 4]);
  });
});
