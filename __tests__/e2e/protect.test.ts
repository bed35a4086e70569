import { describe, expect, it } from '@jest/globals';
import { type ActionRun, runAction } from '../../scripts/run-action.ts';
import type { Simulator } from '../../simulator/server.ts';
import { NO_EVIDENCE } from '../../simulator/rows.ts';
import { serve, smallWorld } from '../support/service.ts';

/** Runs the committed bundle on a simulator with the simulated account's credentials. */
async function runOn(simulator: Simulator, inputs: Record<string, string> = {}): Promise<ActionRun> {
  const { email, password } = simulator.world.account;
  return await runAction({
    inputs: { 'server-url': simulator.url, email, password, plan: 'Daily', retries: '0', ...inputs },
  });
}

const STEADY = [
  'account/login',
  'git/organizations/getmany',
  'git/repositories/getmany',
  'plans/listassignedtoorganization',
];

const READ_AGAIN = ['git/repositories/getmany', 'plans/listassignedtoorganization'];

function endpoints(simulator: Simulator): string[] {
  return simulator.requests.map(({ endpoint }) => endpoint);
}

/** Which endpoints were called, where the order of two that run at the same time doesn't matter. */
function expectRequests(simulator: Simulator, ...parts: readonly (readonly string[])[]): void {
  const called = endpoints(simulator);
  expect(called).toHaveLength(parts.flat().length);
  let from = 0;
  for (const part of parts) {
    expect(called.slice(from, from + part.length).sort()).toEqual([...part].sort());
    from += part.length;
  }
}

describe('the committed bundle', () => {
  it('corrects drift, proves it, and has nothing to do the next time', async () => {
    const { world, acme, api, daily } = smallWorld();
    const simulator = await serve(world);

    const first = await runOn(simulator);
    expect(first.exitCode).toBe(0);
    expect(first.stderr).toBe('');
    expect(world.isProtected(api.id, daily.id)).toBe(true);
    expectRequests(simulator, STEADY, ['git/repositories/activate'], ['plans/attachgitrepository'], READ_AGAIN);
    const { report, ...outputs } = first.outputs;
    expect(outputs).toEqual({
      drift: 'true',
      changed: 'true',
      'organization-id': acme.id,
      'repository-id': api.id,
      'plan-id': daily.id,
      'license-status': 'activated',
      'plan-status': 'attached',
      'repositories-checked': '1',
      'repositories-changed': '1',
      'repositories-failed': '0',
    });
    expect(JSON.parse(report ?? '')).toEqual({
      'dry-run': false,
      truncated: false,
      counts: { checked: 1, changed: 1, failed: 0, 'not-tried': 0, 'passed-over': 0 },
      organization: { id: acme.id, name: 'acme' },
      plans: [{ id: daily.id, name: 'Daily', schedule: 'enabled' }],
      repositories: [
        {
          id: api.id,
          name: 'api',
          license: 'activated',
          plans: [{ id: daily.id, name: 'Daily', status: 'attached' }],
          proved: true,
        },
      ],
    });
    expect(first.summary).toContain('| <code>api</code> | inactive → **active** | not attached → **attached** |');

    const second = await runOn(simulator);
    expect(second.exitCode).toBe(0);
    expect(second.outputs).toMatchObject({
      drift: 'false',
      changed: 'false',
      'license-status': 'already-active',
      'plan-status': 'already-attached',
    });
    expect(second.summary).toContain('| <code>api</code> | active | attached |');
  });

  it('makes four requests on a steady run, the last two at the same time, over kept-alive connections', async () => {
    const { world, api, daily } = smallWorld();
    api.licensed = true;
    daily.repositories.add(api.id);
    const simulator = await serve(world, { latencyMs: 150 });
    expect((await runOn(simulator)).exitCode).toBe(0);
    expectRequests(simulator, STEADY.slice(0, 1), STEADY.slice(1, 2), STEADY.slice(2));
    const [signIn, organizations, third, fourth] = simulator.requests;
    // The later of the two came before the earlier one could be answered.
    expect(Math.abs((third?.at ?? 0) - (fourth?.at ?? Infinity))).toBeLessThan(150);
    expect(organizations?.connection).toBe(signIn?.connection);
    expect(new Set(simulator.requests.map(({ connection }) => connection)).size).toBe(2);
  });

  it('changes nothing on a dry run, and fails it only if asked to', async () => {
    const { world, api, daily } = smallWorld();
    const simulator = await serve(world);
    const look = await runOn(simulator, { 'dry-run': 'true' });
    expect(look.exitCode).toBe(0);
    const strict = await runOn(simulator, { 'dry-run': 'true', 'fail-on-drift': 'true' });
    expect(strict.exitCode).toBe(1);
    expect(strict.stdout).toMatch(/^::error title=Drift found::/m);
    for (const { outputs, summary } of [look, strict]) {
      expect(outputs).toMatchObject({
        drift: 'true',
        changed: 'false',
        'license-status': 'would-activate',
        'plan-status': 'would-attach',
        'repositories-changed': '0',
      });
      expect(summary).toContain('would be attached');
    }
    expectRequests(simulator, STEADY, STEADY);
    expect(world.isProtected(api.id, daily.id)).toBe(false);
  });

  it('asks GitProtect to synchronize for a repository that it does not list, once, and protects it', async () => {
    const { world, acme, daily } = smallWorld({ syncMs: 300 });
    acme.atHost.add('brand-new');
    const simulator = await serve(world);
    const run = await runOn(simulator, { repository: 'acme/brand-new' });
    expect(run.exitCode).toBe(0);
    expect(endpoints(simulator).filter((endpoint) => endpoint === 'git/repositories/sync')).toHaveLength(1);
    const repository = world.repositoriesOf(acme).find(({ name }) => name === 'brand-new');
    expect(world.isProtected(repository?.id ?? '', daily.id)).toBe(true);
    expect(run.stdout).toMatch(/asking GitProtect to synchronize[\s\S]*is listed now/);
  });

  it('fails when a repository never appears, and says what to look at', async () => {
    const { world } = smallWorld();
    const simulator = await serve(world);
    const run = await runOn(simulator, { repository: 'nowhere', 'sync-timeout': '1' });
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toMatch(
      /::error title=GitProtect does not list the repository::.*'nowhere'.*granted to GitProtect's app/,
    );
    expect(run.summary).toContain('What to do next');
    expect(run.outputs).toMatchObject({ 'license-status': 'failed', 'plan-status': 'failed' });
    expect(run.outputs['repositories-failed']).toBeUndefined();
  });

  it('never says "already" of a state that is not reported', async () => {
    const { world, api, daily } = smallWorld();
    api.licensed = true;
    daily.repositories.add(api.id);
    const simulator = await serve(world, { evidence: NO_EVIDENCE });
    const run = await runOn(simulator);
    expect(run.exitCode).toBe(0);
    expect(run.outputs).toMatchObject({ drift: 'true', 'license-status': 'activated', 'plan-status': 'attached' });
    expect(run.outputs['report']).toContain('"proved":false');
    expect(run.stdout).toMatch(/^::warning title=The protection could not be proved::/m);
    expect(run.summary).toContain('state not reported by the server');
    expect(run.stdout + run.summary).not.toMatch(/Protected,/);
  });

  it.each(['git/repositories/activate', 'plans/attachgitrepository'])(
    'fails when %s is accepted but not done',
    async (endpoint) => {
      const { world, api, daily } = smallWorld();
      const simulator = await serve(world, { faults: [{ endpoint, occurrence: 'every', fault: { kind: 'ignored' } }] });
      const run = await runOn(simulator);
      expect(run.exitCode).toBe(1);
      expect(run.stdout).toMatch(/::error title=/);
      expect(run.outputs['plan-status']).toBe('failed');
      expect(run.outputs['repositories-failed']).toBe('1');
      expect(world.isProtected(api.id, daily.id)).toBe(false);
    },
  );

  it('reports all input mistakes together, sends nothing, and shows no secret', async () => {
    const { world } = smallWorld();
    const simulator = await serve(world);
    const run = await runOn(simulator, {
      'server-url': simulator.url.replace('127.0.0.1', 'gitprotect.example'),
      password: '',
      'access-token': '',
      plan: '',
      'dry-run': 'maybe',
      retries: '11',
    });
    expect(run.exitCode).toBe(1);
    expect(simulator.requests).toHaveLength(0);
    for (const name of ['server-url', 'password', 'plan', 'dry-run', 'retries'])
      expect(run.stdout).toMatch(new RegExp(`(::|%0A)${name} `));
    expect(run.stdout).toContain('is the secret available to this workflow?');
    expect(run.stdout).toContain("dry-run is 'maybe': it takes true or false");
  });

  it('shows neither password nor token, in log, summary or outputs', async () => {
    const password = 'Tr0ub4dor&3 "quoted" ';
    const account = {
      email: 'backup@acme.example',
      password,
      roles: ['System Administrator', 'GitManagement'],
    } as const;
    const { world } = smallWorld({ account });
    const echo = JSON.stringify({ message: `sorry, ${password} will not do` });
    const simulator = await serve(world, {
      faults: [
        { endpoint: 'git/repositories/activate', occurrence: 1, fault: { kind: 'answer', status: 400, body: echo } },
      ],
    });
    const run = await runOn(simulator);
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain('will not do');
    const shown =
      run.stdout.replaceAll(/^::add-mask::.*$/gm, '') + run.stderr + run.summary + JSON.stringify(run.outputs);
    expect(shown).not.toContain('Tr0ub4dor');
    const bearer = simulator.requests.at(-1)?.headers.authorization?.slice('Bearer '.length) ?? 'none';
    expect(run.stdout).toContain(`::add-mask::${bearer}`);
    expect(shown).not.toContain(bearer);
    // The password was sent as it is, its trailing space included.
    expect(simulator.requests[0]?.body).toMatchObject({ password });
  });

  it('works where there is no GitHub runner: without output and summary files', async () => {
    const { world, api, daily } = smallWorld();
    const simulator = await serve(world);
    const { email, password } = world.account;
    const run = await runAction({
      inputs: { 'server-url': simulator.url, email, password, plan: 'Daily', repository: 'api' },
      environment: { GITHUB_OUTPUT: undefined, GITHUB_STEP_SUMMARY: undefined, GITHUB_REPOSITORY: undefined },
    });
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toMatch(/Protected, drift corrected/);
    expect(world.isProtected(api.id, daily.id)).toBe(true);
  });
});
