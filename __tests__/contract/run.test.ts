import { describe, expect, it } from '@jest/globals';
import { VERSION } from '../../src/shared/version.ts';
import { runAgainst } from '../support/run.ts';
import { calledEndpoints, callsOf, protectedWorld, serve, type SmallWorld, smallWorld } from '../support/service.ts';

const READING = ['git/repositories/getmany', 'plans/listassignedtoorganization'];
const LOOKING = ['account/login', 'git/organizations/getmany', ...READING];
const ACTIVATE = 'git/repositories/activate';
const ATTACH = 'plans/attachgitrepository';

describe('a run that finds drift', () => {
  it('corrects it, license first, reads the state again, and says so everywhere', async () => {
    const { world, acme, api, daily } = smallWorld();
    const simulator = await serve(world);

    const { success, outputs, report, log, summary } = await runAgainst(simulator);

    expect(success).toBe(true);
    expect(world.isProtected(api.id, daily.id)).toBe(true);
    expect(calledEndpoints(simulator).map((endpoint) => (READING.includes(endpoint) ? 'read' : endpoint))).toEqual([
      'account/login',
      'git/organizations/getmany',
      'read',
      'read',
      ACTIVATE,
      ATTACH,
      'read',
      'read',
    ]);
    expect(outputs).toMatchObject({
      drift: 'true',
      changed: 'true',
      'organization-id': acme.id,
      'repository-id': api.id,
      'plan-id': daily.id,
      'license-status': 'activated',
      'plan-status': 'attached',
      'plan-health': 'healthy',
      'repositories-checked': '1',
      'repositories-changed': '1',
      'repositories-failed': '0',
    });
    const { 'started-at': start = '', 'read-at': end = '', ...rest } = report as Readonly<Record<string, string>>;
    expect(Date.parse(end)).toBeGreaterThanOrEqual(Date.parse(start));
    expect(rest).toEqual({
      state: 'present',
      'dry-run': false,
      truncated: false,
      counts: { checked: 1, changed: 1, failed: 0, 'not-tried': 0, 'passed-over': 0 },
      organization: { id: acme.id, name: 'acme' },
      server: new URL(simulator.url).host,
      version: VERSION,
      selection: { repository: ['acme/api'], project: [] },
      'passed-over': [],
      plans: [
        {
          id: daily.id,
          name: 'Daily',
          schedule: 'enabled',
          metadata: 'included',
          health: 'healthy',
          'last-run': { successes: 12, warnings: 0, errors: 0, finished: '2023-11-14T22:13:20.000Z' },
        },
      ],
      repositories: [
        {
          kind: 'repository',
          id: api.id,
          name: 'api',
          license: 'activated',
          plans: [{ id: daily.id, name: 'Daily', status: 'attached' }],
          proved: true,
        },
      ],
    });
    expect(log).toContain("::group::Read the state of 'acme/api' in GitProtect at 127.0.0.1:");
    expect(log).toContain(`Repository 'api' (${api.id}): license inactive; backup plan 'Daily': not attached`);
    expect(log).toMatch(/^✅ Protected, drift corrected: .*\.$/m);
    expect(log).toMatch(/^Organization 'acme': 8 requests to GitProtect, /m);
    expect(log).not.toMatch(/^::(error|warning)/m);
    expect(summary).toContain('## ✅ GitProtect backup');
    expect(summary).toContain('| <code>api</code> | inactive → **active** | not attached → **attached** |');
    expect(summary).toMatch(
      /\| <code>Daily<\/code> \| healthy \| enabled \| 12 successes, \d+ days ago \(2023-11-14 22:13 UTC\) \|/,
    );
  });

  it.each<[string, (small: SmallWorld) => void, string, object]>([
    [
      'only the license',
      ({ daily, api }) => daily.repositories.add(api.id),
      ATTACH,
      { 'license-status': 'activated', 'plan-status': 'already-attached' },
    ],
    [
      'only the plan',
      ({ api }) => (api.licensed = true),
      ACTIVATE,
      { 'license-status': 'already-active', 'plan-status': 'attached' },
    ],
  ])('changes %s where nothing else differs', async (_, prepare, uncalled, statuses) => {
    const small = smallWorld();
    prepare(small);
    const simulator = await serve(small.world);

    const { success, outputs } = await runAgainst(simulator);

    expect(success).toBe(true);
    expect(outputs).toMatchObject({ drift: 'true', changed: 'true', ...statuses });
    expect(callsOf(simulator, uncalled)).toBe(0);
    expect(small.world.isProtected(small.api.id, small.daily.id)).toBe(true);
  });

  it('changes nothing in a dry run, and succeeds', async () => {
    const { world, api, daily } = smallWorld();
    const simulator = await serve(world);

    const { success, outputs, report, log, summary } = await runAgainst(simulator, { 'dry-run': 'true' });

    expect(success).toBe(true);
    expect(simulator.requests).toHaveLength(4);
    expect([api.licensed, daily.repositories.has(api.id)]).toEqual([false, false]);
    expect(outputs).toMatchObject({
      drift: 'true',
      changed: 'false',
      'license-status': 'would-activate',
      'plan-status': 'would-attach',
      'repositories-changed': '0',
      'repositories-failed': '0',
    });
    expect(report).toMatchObject({ 'dry-run': true });
    expect(log).toContain('⚠️ Drift found, nothing changed (dry run)');
    expect(log).toMatch(/^::warning title=Drift found::Without dry-run, this run would change/m);
    expect(summary).toContain('inactive → **would be activated** | not attached → **would be attached**');
  });

  it('fails a dry run with fail-on-drift, after outputs and summary are written', async () => {
    const { world } = smallWorld();
    const simulator = await serve(world);

    const { success, outputs, log, summary } = await runAgainst(simulator, {
      'dry-run': 'true',
      'fail-on-drift': 'true',
    });

    expect(success).toBe(false);
    expect(simulator.requests).toHaveLength(4);
    expect(outputs).toMatchObject({ drift: 'true', 'license-status': 'would-activate', 'plan-status': 'would-attach' });
    expect(log).toMatch(
      /^::error title=Drift found::Without dry-run, this run would change 'acme\/api'\.%0AWhat to do: /m,
    );
    expect(summary).toContain('## ❌ GitProtect backup');
  });
});

describe('a run that finds nothing to change', () => {
  it.each([{}, { 'dry-run': 'true', 'fail-on-drift': 'true' }])(
    'makes four requests, the last two at once, and changes nothing: %j',
    async (inputs) => {
      const { world } = protectedWorld();
      const simulator = await serve(world);

      const { success, outputs, report, log } = await runAgainst(simulator, inputs);

      expect(success).toBe(true);
      expect(calledEndpoints(simulator).sort()).toEqual([...LOOKING].sort());
      // A connection is opened only where the one that is open waits for its answer.
      expect(simulator.requests.map(({ connection }) => connection).sort()).toEqual([1, 1, 1, 2]);
      expect(outputs).toMatchObject({
        drift: 'false',
        changed: 'false',
        'license-status': 'already-active',
        'plan-status': 'already-attached',
        'repositories-changed': '0',
      });
      expect(report).toMatchObject({ repositories: [{ proved: true }] });
      expect(log).toContain('✅ Protected, nothing to do');
    },
  );

  it('is what a second run is', async () => {
    const { world } = smallWorld();
    const simulator = await serve(world);

    await runAgainst(simulator);
    const { outputs } = await runAgainst(simulator);

    expect(outputs).toMatchObject({ drift: 'false', changed: 'false' });
    expect(calledEndpoints(simulator).slice(8).sort()).toEqual([...LOOKING].sort());
  });

  it('needs three requests with an access token', async () => {
    const { world } = protectedWorld();
    const simulator = await serve(world);

    const { success } = await runAgainst(simulator, { 'access-token': world.issueToken() });

    expect(success).toBe(true);
    expect(simulator.requests).toHaveLength(3);
  });
});
