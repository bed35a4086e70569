import { describe, expect, it } from '@jest/globals';
import { FakeClock } from '../support/fake-clock.ts';
import { expectOnce } from '../support/interruption.ts';
import { runAgainst } from '../support/run.ts';
import { callsOf, serve, smallWorld } from '../support/service.ts';
import { ACTIVATE, ATTACH, manyWorld, protectedOf } from '../support/sweep.ts';
import { LEADS, runTwice, type TwiceEnded } from '../support/two-runs.ts';

const SYNC = 'git/repositories/sync';

function expectProved({ success, log, report }: TwiceEnded, count = 1): void {
  expect(success).toBe(true);
  expect(log).toContain('✅ Protected');
  expect(report.repositories.filter(({ proved }) => proved)).toHaveLength(count);
}

describe.each([true, false])('two runs at once, where repeated changes are rejected: %s', (rejectsRepeats) => {
  it.each(LEADS)(
    'on one repository both end well, and nothing is doubled (the first %i requests ahead)',
    async (lead) => {
      // One license for each of the two repositories, and none to waste.
      const { world, daily } = smallWorld({ rejectsRepeats, licenses: 2 });
      const simulator = await serve(world);

      const runs = await runTwice(simulator, {}, { lead });

      for (const each of runs) expectProved(each);
      expectOnce(world, daily.id, 'api');
      expect(world.freeLicenses()).toBe(0);
      const writes = [callsOf(simulator, ACTIVATE), callsOf(simulator, ATTACH)];
      // Nobody writes more than once, and where they begin together both look before either has written.
      for (const count of writes) expect([1, 2]).toContain(count);
      if (lead === 0) expect(writes).toEqual([2, 2]);
      expect(runs.map(({ report }) => report.counts['changed'])).toContain(1);

      const next = await runAgainst(simulator);
      expect(next.outputs).toMatchObject({ drift: 'false', changed: 'false' });
    },
  );

  it('on one repository that needs a synchronization both end well, and it is listed once', async () => {
    const clock = new FakeClock();
    const { world, acme, daily } = smallWorld({ rejectsRepeats, licenses: 2, syncMs: 800, now: () => clock.now() });
    acme.atHost.add('brand-new');
    const simulator = await serve(world);

    const runs = await runTwice(simulator, { repository: 'brand-new' }, { clock });

    for (const each of runs) expectProved(each);
    expect(callsOf(simulator, SYNC)).toBe(2);
    expectOnce(world, daily.id, 'brand-new');
    expect(world.freeLicenses()).toBe(0);
  });

  it('on an organization of 150 repositories both end well, and nothing is doubled', async () => {
    // A license for each, and one for the repository of another organization.
    const many = manyWorld(150, { rejectsRepeats, licenses: 151, attached: true });
    for (const { id } of many.repositories.slice(80, 120)) many.daily.repositories.delete(id);
    const simulator = await serve(many.world);

    const runs = await runTwice(simulator, { repository: '*' });

    for (const each of runs) expectProved(each, 150);
    expect(protectedOf(many)).toHaveLength(150);
    expect(many.world.freeLicenses()).toBe(0);
    expect(many.daily.repositories.size).toBe(151);

    const next = await runAgainst(simulator, { repository: '*' });
    expect(next.outputs).toMatchObject({ drift: 'false', changed: 'false', 'repositories-checked': '150' });
  });
});
