import { describe, expect, it } from '@jest/globals';
import { runAgainst } from '../support/run.ts';
import { callsOf, serve } from '../support/service.ts';
import { ATTACH, manyWorld } from '../support/sweep.ts';

describe('the log of more than a thousand attachments', () => {
  it('has a line for all of them, and one for each that fails', async () => {
    const { world, acme, repositories } = manyWorld(101, { licensed: true });
    const [one, ...others] = repositories;
    const plans = Array.from({ length: 10 }, (_, index) =>
      world.addPlan(acme, `Plan ${String(index)}`, { repositories: new Set([one?.id ?? '']) }),
    );
    const names = ['Daily', ...plans.map(({ name }) => name)];
    const faults = [
      { endpoint: ATTACH, occurrence: 500, fault: { kind: 'answer', status: 400, body: '{"message":"no"}' } },
    ] as const;
    const simulator = await serve(world, { faults });

    const { success, log } = await runAgainst(simulator, { repository: '*', plan: names.join('\n') });

    expect(success).toBe(false);
    expect(callsOf(simulator, ATTACH)).toBe(others.length * 11 + 1);
    expect(log.match(/^Attaching .*$/gm)).toEqual(['Attaching 101 repositories']);
    expect(log.match(/^ {2}could not attach .*HTTP 400: no/gm)).toHaveLength(1);
    // Of 5,000 repositories as many as these a hundred times.
    expect(log.length).toBeLessThan(20_000);
  });
});
