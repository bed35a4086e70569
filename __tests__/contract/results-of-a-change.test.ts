import { describe, expect, it } from '@jest/globals';
import type { Fault, ScriptedFault } from '../../simulator/faults.ts';
import { FULL_EVIDENCE, NO_EVIDENCE } from '../../simulator/rows.ts';
import { ACTIVATE, ATTACH } from '../support/reshape.ts';
import { runAgainst } from '../support/run.ts';
import { protectedWorld, serve, smallWorld } from '../support/service.ts';
import { PLANS } from '../support/sweep.ts';

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

  it.each<[string, unknown]>([
    ['as a whole', { success: false, message: 'no luck' }],
    ['of one of several', [{ success: false, message: 'no luck' }]],
  ])('may have changed something where nothing is reported afterwards: %s', async (_, body) => {
    const faults = [{ endpoint: ATTACH, occurrence: 'every', fault: refusing(body) }] as const;
    const { world, api } = smallWorld();
    api.licensed = true;
    const evidence = { ...FULL_EVIDENCE, plans: 'none', repositories: 'none' } as const;
    const simulator = await serve(world, { evidence, faults });

    const { outputs } = await runAgainst(simulator);

    expect(outputs).toMatchObject({ changed: 'true', 'repositories-changed': '1', 'plan-status': 'failed' });
  });

  it('may have changed something where nothing can be read afterwards, and nothing where that shows it', async () => {
    const told = async (...more: readonly ScriptedFault[]): Promise<unknown> => {
      const faults = [{ endpoint: ATTACH, occurrence: 'every', fault: refusing({ success: false }) } as const, ...more];
      const { world, api } = smallWorld();
      api.licensed = true;
      const { success, outputs } = await runAgainst(await serve(world, { faults }));
      return [success, outputs['changed']];
    };
    const unread = { kind: 'answer', status: 500 } as const;

    expect(await told()).toEqual([false, 'false']);
    expect(await told(...[2, 3, 4].map((occurrence) => ({ endpoint: PLANS, occurrence, fault: unread })))).toEqual([
      false,
      'true',
    ]);
  });

  it('may have changed all of a batch, though what it was split into is refused or not tried', async () => {
    const { world, acme } = smallWorld();
    world.addRepository(acme, 'billing');
    const refused: Fault = { kind: 'answer', status: 403, body: '{"message":"no role"}' };
    const faults = [
      { endpoint: ACTIVATE, occurrence: 1, fault: refusing({ success: false, message: 'no luck' }) },
      { endpoint: ACTIVATE, occurrence: 2, fault: refused },
    ];
    const evidence = { ...FULL_EVIDENCE, license: 'none' } as const;

    const { outputs } = await runAgainst(await serve(world, { evidence, faults }), { repository: 'website\nbilling' });

    expect(outputs).toMatchObject({ 'license-status': 'failed', 'repositories-changed': '2' });
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
