import { GIT_EXTRAS } from '../support/plan-fields.ts';
import { PLANS } from '../support/sweep.ts';
import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../simulator/faults.ts';
import { ATTACH, MODIFY_GIT } from '../support/azure.ts';
import { type Ended, runAgainst } from '../support/run.ts';
import { plansAs } from '../support/reshape-rows.ts';
import { without } from '../support/reshape.ts';
import { callsOf, serve, smallWorld } from '../support/service.ts';

/* Modifications of plans that are made in part, or not reported, or after which a plan is gone. */

const BOTH = { 'plan-schedule': 'enabled', 'plan-metadata': 'included', 'verify-timeout': '0' };

/** Enables the schedule of `Daily` and includes metadata, where one of both is made only. */
async function modifyInPart(fault: (make: () => void) => Fault): Promise<Ended> {
  const { world, daily, api, website } = smallWorld();
  Object.assign(daily, { isActive: false, includeMetadata: false, repositories: new Set([api.id, website.id]) });
  api.licensed = true;
  const make = (): void => void Object.assign(daily, { isActive: true, includeMetadata: false });
  const simulator = await serve(world, { faults: [{ endpoint: MODIFY_GIT, occurrence: 1, fault: fault(make) }] });
  return await runAgainst(simulator, BOTH);
}

describe('a modification', () => {
  it('that is made in part is told by what is not made', async () => {
    const { success, log, outputs } = await modifyInPart((change) => ({ kind: 'change', when: 'after', change }));

    expect(success).toBe(false);
    expect(log).toMatch(
      /^::error title=GitProtect accepted a change but did not make it::Daily: .*success, but the metadata of backup plan 'Daily' is not as asked for\./m,
    );
    expect(outputs).toMatchObject({ changed: 'true', 'plan-settings-status': 'failed' });
  });

  it('of a plan that is gone afterwards is not told to be as it was', async () => {
    const { world, acme, api } = smallWorld();
    api.licensed = true;
    const everything = world.addPlan(acme, 'Everything', { selection: 'all', isActive: false });
    const change = (): void => void world.plans.delete(everything.id);
    const gone: Fault = { kind: 'change', when: 'after', change };
    const simulator = await serve(world, { faults: [{ endpoint: MODIFY_GIT, occurrence: 1, fault: gone }] });

    const { success, log } = await runAgainst(simulator, { ...BOTH, plan: 'Everything' });

    expect(success).toBe(false);
    expect(log).toMatch(/^::error title=The backup plan is gone from GitProtect::api, Everything: /m);
    expect(log).not.toContain('accepted a change');
  });
});

describe('settings that were right at first', () => {
  it.each([
    ['the plan is gone at the end', { isGone: true, isListed: true }, 'failed'],
    ["a plan that only the organization's row told of is gone at the end", { isGone: true, isListed: false }, 'failed'],
    ['only an attachment to the plan failed', { isGone: false, isListed: true }, 'already'],
  ])('where %s', async (_, { isGone, isListed }, status) => {
    const { world, daily, api, website } = smallWorld();
    const members = isListed ? [website.id] : [];
    Object.assign(daily, { isActive: true, includeMetadata: true, repositories: new Set(members) });
    api.licensed = true;
    const fault: Fault = isGone
      ? { kind: 'change', when: 'before', change: () => void world.plans.delete(daily.id) }
      : { kind: 'answer', status: 400, body: '{"message":"not on Thursdays"}' };
    const simulator = await serve(world, { faults: [{ endpoint: ATTACH, occurrence: 1, fault }] });

    const { success, outputs } = await runAgainst(simulator, { 'plan-metadata': 'included', 'verify-timeout': '0' });

    expect(success).toBe(false);
    expect(outputs['plan-settings-status']).toBe(status);
  });
});

describe('a setting that was as asked for at first, and is not just before another is changed', () => {
  it('is changed, too', async () => {
    const { world, daily } = smallWorld();
    Object.assign(daily, { isActive: true, includeMetadata: false });
    Object.assign(daily.extras, structuredClone(GIT_EXTRAS));
    const fault = { kind: 'change', when: 'before', change: () => void (daily.isActive = false) } as const;
    const simulator = await serve(world, { faults: [{ endpoint: PLANS, occurrence: 2, fault }] });

    const { success } = await runAgainst(simulator, { 'plan-schedule': 'enabled', 'plan-metadata': 'included' });

    expect(success).toBe(true);
    expect(daily).toMatchObject({ isActive: true, includeMetadata: true });
  });
});

describe('settings that are not reported afterwards', () => {
  it('are changed, with a warning', async () => {
    const { world, daily } = smallWorld();
    Object.assign(daily, { includeMetadata: false });
    let isModified = false;
    const simulator = await serve(world, {
      reshape: plansAs((row) => (isModified ? without(row, 'includeMetadata') : row)),
      onRequest: ({ endpoint }) => (isModified ||= endpoint === MODIFY_GIT),
    });

    const { success, outputs, log } = await runAgainst(simulator, { 'plan-metadata': 'included' });

    expect(success).toBe(true);
    expect(daily.includeMetadata).toBe(true);
    expect(outputs['plan-settings-status']).toBe('changed');
    expect(log).toMatch(/^::warning title=The settings of the backup plan could not be proved::/m);
    expect(log).toContain('⚠️ Changes accepted, but not proved');
    expect(log).not.toContain('✅');
  });

  it('nor before are changed, and never "already"', async () => {
    const { world, api, daily } = smallWorld();
    api.licensed = true;
    daily.repositories.add(api.id);
    daily.isActive = false;
    const simulator = await serve(world, { reshape: plansAs((row) => without(row, 'isActive')) });

    for (let run = 1; run <= 2; run++) {
      const { success, outputs, log } = await runAgainst(simulator, { 'plan-schedule': 'enabled' });

      expect(success).toBe(true);
      expect(callsOf(simulator, MODIFY_GIT)).toBe(run);
      expect(outputs['plan-settings-status']).toBe('changed');
      expect(log).toMatch(/^::warning title=The settings of the backup plan could not be proved::/m);
    }
    expect(daily.isActive).toBe(true);
  });
});
