import { describe, expect, it } from '@jest/globals';
import { runAgainst } from '../support/run.ts';
import { serve } from '../support/service.ts';
import { DETACH } from '../support/leaving.ts';
import { manyWorld } from '../support/sweep.ts';

/* Of more than 20 repositories the log has no line each. */

const LEAVE = { state: 'absent', plan: 'Daily', repository: 'repo-*', 'max-removals': '100' };

/** So many licensed repositories in plan `Daily`, the first 22 of them in `Weekly`, too. */
async function leave(count: number, inputs: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const many = manyWorld(count, { licensed: true, attached: true });
  const both = many.repositories.slice(0, 22);
  many.world.addPlan(many.acme, 'Weekly', { repositories: new Set(both.map(({ id }) => id)) });
  const { log } = await runAgainst(await serve(many.world), { ...LEAVE, ...inputs });
  return log.split('\n');
}

const FIRST = Array.from({ length: 20 }, (_, index) => `repo-${String(index).padStart(4, '0')}`).join(', ');

describe('the log of more than 20 repositories', () => {
  it('says for which plans licenses are kept', async () => {
    expect(await leave(25, {})).toContain(`license kept, still in backup plan 'Weekly' (22): ${FIRST} and 2 more`);
  });

  it('lists what a dry run would change', async () => {
    const lines = await leave(25, { 'dry-run': 'true' });

    expect(lines).toContain(`license kept, still in backup plan 'Weekly' (22): ${FIRST} and 2 more`);
    expect(lines).toContain(`backup plan 'Daily': would be detached (25): ${FIRST} and 5 more`);
    expect(lines).toContain('license would be released (3): repo-0022, repo-0023, repo-0024');
  });

  it('lists each by itself where there are few', async () => {
    const lines = await leave(20, { 'dry-run': 'true' });

    expect(lines.filter((line) => line.includes('would be detached'))).toHaveLength(20);
    expect(lines.join('\n')).not.toMatch(/would be detached \(\d+\)/);
  });

  it('has no line for each of very many failures, nor for each repeated request', async () => {
    const { world } = manyWorld(52, { licensed: true, attached: true });
    const body = '{"message":"The repository is not assigned to the plan."}';
    const faults = Array.from({ length: 104 }, (_, index) => ({
      ...{ endpoint: DETACH, occurrence: index + 1 },
      fault: { kind: 'answer', ...(index % 2 === 0 ? { status: 500 } : { status: 409, body }) } as const,
    }));
    const simulator = await serve(world, { faults });

    const { log } = await runAgainst(simulator, { ...LEAVE, concurrency: '1', retries: '1' });

    expect(log.match(/^ {2}could not detach .*HTTP 500.*; attempt/gm)).toHaveLength(50);
    expect(log.match(/^ {2}could not detach .*HTTP 409/gm)).toHaveLength(50);
    expect(log).toMatch(/^ {2}… and more that failed or was rejected$/m);
  });
});
