import { describe, expect, it } from '@jest/globals';
import type { SimulatorOptions } from '../../simulator/server.ts';
import { ACTIVATE, ATTACH, ORGANIZATIONS, PLANS, REPOSITORIES, writes } from '../support/reshape.ts';
import { runAgainst } from '../support/run.ts';
import { protectedWorld, serve, smallWorld } from '../support/service.ts';

type Reword = NonNullable<SimulatorOptions['reword']>;

/** A field stands before the name of each row, too. */
function alsoWith(endpoint: string, field: string): Reword {
  return (at, json) => (at === endpoint ? json.replaceAll('"name":', `${field},"name":`) : json);
}

describe('a field that an object has twice', () => {
  it.each([
    [ORGANIZATIONS, '"name":"other"'],
    [REPOSITORIES, '"isLicensed":false'],
    [PLANS, '"isActive":false'],
  ])('with different values is an error before any write: %s', async (endpoint, field) => {
    const simulator = await serve(protectedWorld().world, { reword: alsoWith(endpoint, field) });

    const { success, log } = await runAgainst(simulator);

    expect(success).toBe(false);
    expect(log).toContain('has the same field twice, with different values');
    expect(writes(simulator)).toBe(0);
  });

  it('with different values after the changes proves nothing', async () => {
    let reading = 0;
    const twice = alsoWith(REPOSITORIES, '"isLicensed":false');
    const reword: Reword = (at, json) => (at === REPOSITORIES && ++reading > 1 ? twice(at, json) : json);

    const { success, outputs } = await runAgainst(await serve(smallWorld().world, { reword }));

    expect(success).toBe(false);
    expect(outputs['license-status']).toBe('failed');
  });

  it('with the same value is read once', async () => {
    const reword = alsoWith(REPOSITORIES, '"isLicensed":true');

    expect(await runAgainst(await serve(protectedWorld().world, { reword }))).toMatchObject({ success: true });
  });

  it.each(['{"changed":1,"changed":2}', '{"success":true,"success":true}'])(
    'in the answer to a change leaves the change as it is: %s',
    async (answer) => {
      const reword: Reword = (at, json) => ([ACTIVATE, ATTACH].includes(at) ? answer : json);

      expect(await runAgainst(await serve(smallWorld().world, { reword }))).toMatchObject({ success: true });
    },
  );

  it.each(['{"success":false,"success":true}', '{"errors":["no luck"],"errors":[]}'])(
    'in the answer to a change says that it failed, where one of them does: %s',
    async (answer) => {
      const fault = { kind: 'answer', status: 200, body: answer } as const;
      const faults = [{ endpoint: ATTACH, occurrence: 'every', fault }] as const;

      const { success, log } = await runAgainst(await serve(smallWorld().world, { faults }));

      expect(success).toBe(false);
      expect(log).toContain('GitProtect refused to attach the repository');
    },
  );
});
