import { describe, expect, it } from '@jest/globals';
import { FULL_EVIDENCE, NO_EVIDENCE } from '../../simulator/rows.ts';
import { ACTIVATE, ATTACH } from '../support/reshape.ts';
import { runAgainst } from '../support/run.ts';
import { protectedWorld, serve, smallWorld } from '../support/service.ts';

/* A change may be answered with a list of results: where one of them failed, nothing is claimed of it. */

const refusing = (body: unknown) => ({ kind: 'answer', status: 200, body: JSON.stringify(body) }) as const;

describe('a 200 whose list of results reports a failure', () => {
  it.each<unknown>([
    [{ repositoryId: 'r', success: false, message: 'no luck' }],
    { results: [{ success: true }, { success: false, message: 'no luck' }] },
    { data: [{ errors: ['no luck'] }] },
  ])('is a failure, also where the state is not reported: %j', async (body) => {
    for (const endpoint of [ACTIVATE, ATTACH]) {
      const faults = [{ endpoint, occurrence: 'every', fault: refusing(body) }] as const;
      const simulator = await serve(smallWorld().world, { evidence: NO_EVIDENCE, faults });

      const { success, log } = await runAgainst(simulator);

      expect({ endpoint, success }).toEqual({ endpoint, success: false });
      expect(log).toMatch(/^::error .*HTTP 200: no luck/m);
    }
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['plans/detachgitrepository', { state: 'absent' }],
    ['git/repositories/deactivate', { state: 'absent', plan: '' }],
    ['git/repositories/remove', { state: 'removed', plan: '', confirm: 'api', repository: 'api' }],
  ])('is one for what leaves: %s', async (endpoint, inputs) => {
    const { world } = protectedWorld();
    const faults = [
      { endpoint, occurrence: 'every', fault: refusing([{ success: false, message: 'no luck' }]) },
    ] as const;
    const simulator = await serve(world, { faults });

    const { success, log } = await runAgainst(simulator, { 'max-removals': '9', ...inputs });

    expect(success).toBe(false);
    expect(log).toContain('HTTP 200: no luck');
  });

  it('is a rejection where the answer as a whole says so, and may have changed something where one of several does', async () => {
    const told = async (body: unknown): Promise<unknown> => {
      const faults = [{ endpoint: ATTACH, occurrence: 'every', fault: refusing(body) }] as const;
      const { world, api } = smallWorld();
      api.licensed = true;
      const simulator = await serve(world, {
        evidence: { ...FULL_EVIDENCE, plans: 'none', repositories: 'none' },
        faults,
      });
      return (await runAgainst(simulator)).outputs['changed'];
    };

    expect(await told({ success: false, message: 'no luck' })).toBe('false');
    expect(await told([{ success: false, message: 'no luck' }])).toBe('true');
  });

  it('does not deny what the others of a batch became', async () => {
    const { world, acme } = smallWorld();
    for (const name of ['billing', 'cart']) world.addRepository(acme, name);
    const reshape = (endpoint: string, answer: unknown): unknown =>
      endpoint === ACTIVATE ? [{ success: true }, { success: false, message: 'no luck' }] : answer;
    const simulator = await serve(world, { reshape });

    const { success, log } = await runAgainst(simulator, { repository: '*' });

    expect(success).toBe(true);
    expect(log).toContain('✅');
  });
});
