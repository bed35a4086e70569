import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../simulator/faults.ts';
import type { Simulator } from '../../simulator/server.ts';
import type { WorldOptions } from '../../simulator/world.ts';
import { ATTACH_PROJECT, type AzureWorld, azureWorld, MEMBERSHIPS, shopInDaily, showing } from '../support/azure.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { type Ended, runAgainst } from '../support/run.ts';
import { callsOf, serve } from '../support/service.ts';

const SHOP = { project: 'Shop' };

describe('an attachment of a project', () => {
  async function attachWith(
    fault: Fault | undefined,
    options: WorldOptions = {},
    dialect = {},
  ): Promise<AzureWorld & Ended & { readonly simulator: Simulator }> {
    const clock = new FakeClock();
    const azure = azureWorld({ now: () => clock.now(), ...options });
    const faults = fault === undefined ? [] : [{ endpoint: ATTACH_PROJECT, occurrence: 1, fault }];
    const simulator = await serve(azure.world, { faults, ...showing(dialect) });
    return { ...azure, simulator, ...(await runAgainst(simulator, SHOP, { clock })) };
  }

  it.each(MEMBERSHIPS)('that takes its time is waited for: %s', async (projectPlans) => {
    const { success, outputs, log } = await attachWith(undefined, { effectMs: { attachment: 5000 } }, { projectPlans });

    expect(success).toBe(true);
    expect(log).toContain('✅ Protected, drift corrected');
    expect(outputs['plan-status']).toBe('attached');
  });

  it.each(MEMBERSHIPS)('that was accepted without effect fails: %s', async (projectPlans) => {
    const { success, outputs, log } = await attachWith({ kind: 'ignored' }, {}, { projectPlans });

    expect(success).toBe(false);
    expect(outputs['plan-status']).toBe('failed');
    expect(log).toMatch(
      /^::error title=GitProtect accepted a change but did not make it::.*the project is still detached/m,
    );
  });

  it.each(MEMBERSHIPS)('whose answer was lost is right if it is seen: %s', async (projectPlans) => {
    const { success, outputs, simulator } = await attachWith({ kind: 'lost' }, {}, { projectPlans });

    expect(success).toBe(true);
    expect(callsOf(simulator, ATTACH_PROJECT)).toBe(1);
    expect(outputs['plan-status']).toBe('attached');
  });

  it('that is refused fails with what the server said, and the licenses are there', async () => {
    const { success, outputs, log, cart } = await attachWith({
      kind: 'answer',
      status: 400,
      body: '{"message":"No."}',
    });

    expect(success).toBe(false);
    expect(outputs).toMatchObject({ 'plan-status': 'failed', 'license-status': 'activated' });
    expect(log).toMatch(/^::error .*could not attach Azure DevOps project 'Shop'.*'Daily'.*No\./m);
    expect(cart.licensed).toBe(true);
  });

  it('that was made already, as the server says, is no failure where it is not reported', async () => {
    const { world, shop, daily } = shopInDaily({ rejectsRepeats: true });
    const simulator = await serve(world, showing({ projectPlans: 'none' }));

    const { success, outputs } = await runAgainst(simulator, SHOP);

    expect(success).toBe(true);
    expect(outputs['plan-status']).toBe('attached');
    expect(daily.projects.has(shop.id)).toBe(true);
  });
});
