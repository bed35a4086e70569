import { describe, expect, it } from '@jest/globals';
import { leavingWorld, stateOf } from '../support/leaving.ts';
import { runAgainst } from '../support/run.ts';
import { serve } from '../support/service.ts';

describe('inputs for a state that do not fit together', () => {
  it.each([
    [{ state: 'removed', plan: '', confirm: 'website' }, 'confirm'],
    [{ state: 'removed', plan: '', confirm: 'api and its backups' }, 'confirm'],
    [{ state: 'removed', plan: '', confirm: 'api', 'delete-backups': 'true' }, 'confirm'],
    [{ state: 'removed', plan: '', repository: 'a*', confirm: 'a*' }, 'repository'],
    [{ state: 'removed', confirm: 'api' }, 'plan'],
    [{ state: 'absent', exclusive: 'true' }, 'exclusive'],
    [{ state: 'absent', confirm: 'api' }, 'confirm'],
    [{ 'delete-backups': 'true' }, 'delete-backups'],
    [{ plan: '' }, 'plan'],
  ])('send nothing: %j', async (inputs, name) => {
    const small = leavingWorld();
    const simulator = await serve(small.world);

    const { success, log, outputs } = await runAgainst(simulator, { repository: 'api', ...inputs });

    expect(success).toBe(false);
    expect(simulator.requests).toHaveLength(0);
    expect(log).toMatch(new RegExp(`^::error title=An input is wrong::${name} is `, 'm'));
    expect(outputs).toMatchObject({ 'license-status': 'failed', 'plan-status': 'failed' });
    expect(stateOf(small, small.api)).toEqual([true, 'Daily']);
  });
});
