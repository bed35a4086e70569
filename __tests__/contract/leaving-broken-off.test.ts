import { describe, expect, it } from '@jest/globals';
import type { ScriptedFault } from '../../simulator/faults.ts';
import type { Simulator } from '../../simulator/server.ts';
import { breakOff, changesIn, heldBy, momentsOf } from '../support/broken-off.ts';
import { type LeavingWorld, leavingWorld, stateOf, writesOf } from '../support/leaving.ts';
import { type Ended, runAgainst } from '../support/run.ts';
import { serve } from '../support/service.ts';

/*
 * A run that is killed, or reaches nobody any more, from any of its requests on: the next one continues from each state in
 * which that leaves the service, and at no moment is anything unprotected that should be protected (see broken-off.test.ts).
 */

interface Kind {
  readonly name: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** What is licensed, and in which plans, in the end. */
  readonly right: readonly [boolean, ...string[]] | 'gone';
  /** How many requests a whole run sends. */
  readonly requests: number;
}

const KINDS: readonly Kind[] = [
  { name: 'absent', inputs: { state: 'absent', plan: '', repository: 'api' }, right: [false], requests: 10 },
  {
    name: 'absent from one plan',
    inputs: { state: 'absent', repository: 'website' },
    right: [true, 'Weekly'],
    requests: 7,
  },
  {
    name: 'exclusive',
    inputs: { exclusive: 'true', plan: 'Weekly', repository: 'api' },
    right: [true, 'Weekly'],
    requests: 10,
  },
  {
    name: 'removed',
    inputs: { state: 'removed', plan: '', repository: 'api', confirm: 'api' },
    right: 'gone',
    requests: 13,
  },
  {
    name: 'removed with its backups',
    inputs: {
      ...{ state: 'removed', plan: '', repository: 'api', 'delete-backups': 'true' },
      confirm: 'api and its backups',
    },
    right: 'gone',
    requests: 13,
  },
];

function stateIn(small: LeavingWorld, { inputs }: Kind): readonly [boolean, ...string[]] | 'gone' {
  const repository = inputs['repository'] === 'api' ? small.api : small.website;
  return small.world.repositories.has(repository.id) ? stateOf(small, repository) : 'gone';
}

async function runOn(
  small: LeavingWorld,
  kind: Kind,
  faults: readonly ScriptedFault[] = [],
): Promise<[Ended, Simulator]> {
  const simulator = await serve(small.world, { faults });
  return [await runAgainst(simulator, { 'verify-timeout': '2', ...kind.inputs }), simulator];
}

describe.each(KINDS)('a run for state $name', (kind) => {
  it.each([false, true])(
    'that reaches nobody any more is continued from there (repeated changes are rejected: %s)',
    async (rejectsRepeats) => {
      const whole = leavingWorld({ rejectsRepeats });
      const [{ success: isRight }, { requests }] = await runOn(whole, kind);
      expect([isRight, requests.length, stateIn(whole, kind)]).toEqual([true, kind.requests, kind.right]);
      // A change that was never made is not repeated.
      const moments = momentsOf(requests).filter(({ effect }) => rejectsRepeats || effect === 'after its effect');
      expect(moments.length).toBeGreaterThan(0);
      const followed = new Set<string>();
      for (const { n, effect } of moments) {
        const small = leavingWorld({ rejectsRepeats });
        const [{ success, log, outputs }] = await runOn(small, kind, breakOff('*', n, effect));

        expect([n, effect, success]).toEqual([n, effect, false]);
        expect(log).not.toContain('✅');
        expect(outputs['report'] ?? '').not.toContain('"proved":true');
        // In no plan it may have its license still; but never the other way round.
        const [licensed, ...plans] = stateOf(small, small.api);
        if (plans.length > 0) expect(licensed).toBe(true);
        if (kind.right !== 'gone' && kind.right[0]) expect(stateIn(small, kind)).toContain(true);
        if (kind.name === 'exclusive') expect(plans.length).toBeGreaterThan(0);

        const state = heldBy(small.world);
        if (followed.has(state)) continue;
        followed.add(state);
        const [next] = await runOn(small, kind);

        expect([n, next.success]).toEqual([n, true]);
        // By one removal, and as it was asked for.
        const removeData = kind.inputs['delete-backups'] === 'true';
        expect(small.world.removals).toEqual(kind.right === 'gone' ? [{ id: small.api.id, removeData }] : []);
        expect(stateIn(small, kind)).toEqual(kind.right);
        const [last, simulator] = await runOn(small, kind);
        expect([n, last.success, last.outputs['changed'], last.outputs['drift']]).toEqual([n, true, 'false', 'false']);
        expect(writesOf(simulator)).toEqual([]);
        expect(stateOf(small, small.website).includes('Weekly')).toBe(true);
        expect(small.website.licensed).toBe(true);
      }
      // As it was, and after each change; where only what was made is repeated, after each change.
      expect(followed.size).toBe(changesIn(requests) + (rejectsRepeats ? 1 : 0));
    },
  );
});
