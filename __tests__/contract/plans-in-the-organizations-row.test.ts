import { describe, expect, it } from '@jest/globals';
import { ORGANIZATIONS, PLANS, type Reshape, rows, runWith } from '../support/reshape.ts';
import type { Ended } from '../support/run.ts';
import { protectedWorld } from '../support/service.ts';

/** Plan `Daily` is for all repositories, and stands in the organization's row alone. */
async function runInRow(fields: object): Promise<Ended> {
  const small = protectedWorld();
  const plan = { id: small.daily.id, name: 'Daily', isActive: true, inculdeAllReposistories: true };
  const inRow = rows(ORGANIZATIONS, (row) => ({ ...row, plans: [plan], ...fields }));
  const unlisted = rows(PLANS, () => []);
  const silent = rows('git/repositories/getmany', (row) => ({ id: row['id'], name: row['name'], isLicensed: true }));
  const reshape: Reshape = (at, answer) => silent(at, unlisted(at, inRow(at, answer)));
  return await runWith(small, reshape);
}

describe("a plan for all repositories that only the organization's row shows", () => {
  it('contains every repository of a Git organization', async () => {
    const { success, outputs } = await runInRow({ apiUrl: 'https://api.github.com' });

    expect(success).toBe(true);
    expect(outputs['plan-status']).toBe('already-attached');
  });

  it('may leave some out in Azure DevOps, where its exclusions are not shown', async () => {
    const { success, outputs, log } = await runInRow({ apiUrl: 'https://dev.azure.com/acme' });

    expect(success).toBe(false);
    expect(outputs['plan-status']).toBe('failed');
    expect(log).toContain('not reported to be among them');
  });
});
