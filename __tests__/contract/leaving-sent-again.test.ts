import { describe, expect, it } from '@jest/globals';
import type { Fault, ScriptedFault } from '../../simulator/faults.ts';
import { DETACH, type LeavingWorld, once, orderOf, RELEASE, runLeaving, stateOf } from '../support/leaving.ts';
import { move, type Moved } from '../support/moving.ts';
import { callsOf } from '../support/service.ts';
import { PLANS } from '../support/sweep.ts';

/* A request that takes protection away is sent again after a while only if a reading shows that it still may. */

const TOO_MANY: Fault = { kind: 'answer', status: 429, headers: { 'retry-after': '60' } };
const DOWN: Fault = { kind: 'answer', status: 503 };
const UNAUTHORIZED: Fault = { kind: 'answer', status: 401 };
const WAYS: readonly (readonly [string, Fault])[] = [
  ['429', TOO_MANY],
  ['503', DOWN],
  ['401', UNAUTHORIZED],
];
const RETRIES = { retries: '4', 'verify-timeout': '0' };

/** What somebody else does before the plans are read for the third time: after the request was rejected. */
function meanwhile(change: () => void): ScriptedFault {
  return { endpoint: PLANS, occurrence: 3, fault: { kind: 'change', when: 'before', change } };
}

describe.each(WAYS)('after %s, an old plan', (code, fault) => {
  it('is left if the new membership is still seen', async () => {
    const { success, small, simulator } = await move({ faults: once(DETACH, fault) }, RETRIES);

    expect(success).toBe(true);
    expect(orderOf(simulator)).toBe('read attach read detach read detach read');
    expect(stateOf(small, small.api)).toEqual([true, 'Weekly']);
  });

  it('is not left if the new membership is gone', async () => {
    let small: LeavingWorld | undefined;
    const faults = [...once(DETACH, fault), meanwhile(() => small?.weekly.repositories.delete(small.api.id))];

    const end = await move({ faults }, RETRIES, {}, (each) => void (small = each));

    expect(end.success).toBe(false);
    expect(stateOf(end.small, end.small.api)).toEqual([true, 'Daily']);
    expect(end.log).toContain(`HTTP ${code}`);
  });
});

describe.each(WAYS)('after %s, a license', (_, fault) => {
  it('is released if no plan is seen to contain the repository', async () => {
    const { success, small, simulator } = await runLeaving({ faults: once(RELEASE, fault) }, RETRIES);

    expect(success).toBe(true);
    expect(orderOf(simulator)).toBe('read detach read release read release read');
    expect(stateOf(small, small.api)).toEqual([false]);
  });

  it('stays if somebody has attached the repository meanwhile', async () => {
    let small: LeavingWorld | undefined;
    const faults = [...once(RELEASE, fault), meanwhile(() => small?.weekly.repositories.add(small.api.id))];

    const end = await runLeaving({ faults }, RETRIES, {}, (each) => void (small = each));

    expect(end.success).toBe(false);
    expect(stateOf(end.small, end.small.api)).toEqual([true, 'Weekly']);
  });
});

it('after 500, several licenses stay if somebody has attached one of the repositories meanwhile', async () => {
  let small: LeavingWorld | undefined;
  const faults = [
    ...once(RELEASE, { kind: 'answer', status: 500 }),
    meanwhile(() => small?.weekly.repositories.add(small.api.id)),
  ];
  const prepare = (each: LeavingWorld): void => {
    small = each;
    each.website.licensed = true;
  };

  const end = await runLeaving({ faults }, { ...RETRIES, repository: 'api\nwebsite' }, {}, prepare);

  // Nor in parts, for which there is no other reading.
  expect([end.success, callsOf(end.simulator, RELEASE)]).toEqual([false, 1]);
  expect(end.log).toContain('not sent again: what it depends on could not be confirmed again');
  expect(stateOf(end.small, end.small.api)).toEqual([true, 'Weekly']);
});

describe('an old plan of which the turn comes a minute after the new membership was seen', () => {
  const NAMES = ['api', 'cart', 'till'];

  async function moveAll(change: (small: LeavingWorld) => void = () => undefined): Promise<Moved> {
    let small: LeavingWorld | undefined;
    // The two that are sent at once are sent again; the third is sent for the first time then.
    const faults = [1, 2].flatMap((occurrence) => once(DETACH, TOO_MANY, occurrence));
    const somebody = meanwhile(() => {
      if (small !== undefined) change(small);
    });
    const inputs = { ...RETRIES, repository: NAMES.join('\n'), concurrency: '2' };
    return await move({ faults: [...faults, somebody] }, inputs, {}, (each) => {
      small = each;
      for (const name of NAMES.slice(1))
        each.daily.repositories.add(each.world.addRepository(each.acme, name, { licensed: true }).id);
    });
  }

  it('is left if the new membership is still seen', async () => {
    const { success, small } = await moveAll();

    expect(success).toBe(true);
    expect([...small.daily.repositories]).toEqual([small.website.id]);
  });

  it('is not left if the new membership is gone', async () => {
    const end = await moveAll(({ weekly, website }) => {
      for (const id of weekly.repositories) if (id !== website.id) weekly.repositories.delete(id);
    });

    expect(end.success).toBe(false);
    const inNone = [...end.small.world.repositories.values()].filter(
      ({ id }) => !end.small.daily.repositories.has(id) && !end.small.weekly.repositories.has(id),
    );
    expect(inNone).toEqual([]);
    expect(end.log).toContain('it was not sent: what it depends on was seen too long ago');
  });
});

it('what leaves every plan is detached again without another reading', async () => {
  const { success, simulator } = await runLeaving({ faults: once(DETACH, TOO_MANY) }, RETRIES);

  expect(success).toBe(true);
  expect(orderOf(simulator)).toBe('read detach detach read release read');
});
