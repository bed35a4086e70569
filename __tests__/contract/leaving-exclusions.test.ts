import { describe, expect, it } from '@jest/globals';
import { type AzureWorld, changesTo, shopInDaily } from '../support/azure.ts';
import { ABSENT, leavingWorld, runLeaving, stateOf, writesOf } from '../support/leaving.ts';
import { runAgainst } from '../support/run.ts';
import { serve } from '../support/service.ts';

describe('an exclusion that matches nothing, where something is to leave', () => {
  it.each([
    ['a name', '*\n!wesbite'],
    ['a pattern', '*\n!web-*'],
    ['alone', '!wesbite'],
  ])('may be a mistake for what is to stay: nothing is changed (%s)', async (_, repository) => {
    for (const dryRun of ['false', 'true']) {
      const { success, small, simulator, log } = await runLeaving({}, { repository, 'dry-run': dryRun });

      expect(success).toBe(false);
      expect(writesOf(simulator)).toEqual([]);
      expect(stateOf(small, small.website)).toEqual([true, 'Daily', 'Weekly']);
      expect(log).toMatch(
        /^::error title=An exclusion matches nothing::in organization 'acme' no repository matches '!we[^']*': what such a line was meant to keep would have been taken away, so nothing was changed%0AWhat to do: Correct these lines/m,
      );
    }
  });

  it('is no matter beside names', async () => {
    const { success, small } = await runLeaving({}, { repository: 'api\n!wesbite' });

    expect(success).toBe(true);
    expect(stateOf(small, small.api)).toEqual([false]);
  });

  it('is none where it leaves out what is removed at the Git host', async () => {
    const small = leavingWorld();
    small.website.removed = true;
    const simulator = await serve(small.world);

    const { success } = await runAgainst(simulator, { ...ABSENT, repository: '*\n!website' });

    expect(success).toBe(true);
    expect(stateOf(small, small.api)).toEqual([false]);
    expect(stateOf(small, small.website)).toEqual([true, 'Daily', 'Weekly']);
  });

  it('may be one of projects', async () => {
    const azure: AzureWorld = shopInDaily();
    const simulator = await serve(azure.world);

    const { success, log } = await runAgainst(simulator, { state: 'absent', project: '*\n!Stie', plan: '' });

    expect(success).toBe(false);
    expect(changesTo(simulator)).toEqual([]);
    expect([...azure.daily.projects]).toContain(azure.site.id);
    expect(log).toContain("no project matches '!Stie'");
  });
});
