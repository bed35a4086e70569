import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { type ActionRun, runAction } from '../../scripts/run-action.ts';
import type { Simulator } from '../../simulator/server.ts';
import { serve, smallWorld } from '../support/service.ts';

/** Runs the committed bundle on a simulator with the simulated account's credentials. */
async function runOn(
  simulator: Simulator,
  inputs: Record<string, string> = {},
  environment: Record<string, string> = {},
): Promise<ActionRun> {
  const { email, password } = simulator.world.account;
  return await runAction({
    inputs: { 'server-url': simulator.url, email, password, plan: 'Daily', retries: '0', ...inputs },
    environment,
  });
}

/** Every run on every runner pays for what it loads: what few need is loaded by those alone. */
const MOST_BYTES_LOADED = 429_000;

/** How large the files of `dist/` are that a run loads: V8 lists them where it is asked for coverage. */
async function bytesLoaded(run: (environment: Record<string, string>) => Promise<unknown>): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'gitprotect-loaded-'));
  try {
    await run({ NODE_V8_COVERAGE: folder });
    const lists = readdirSync(folder).map(
      (file) =>
        JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
          readonly result: readonly { readonly url: string }[];
        },
    );
    const files = lists.flatMap(({ result }) => result.flatMap(({ url }) => (/\/dist\/[^/]+$/.test(url) ? url : [])));
    return [...new Set(files)].reduce((sum, url) => sum + statSync(fileURLToPath(url)).size, 0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const READING = [
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
    expectRequests(simulator, READING, ['git/repositories/activate'], ['plans/attachgitrepository'], READ_AGAIN);
    const { report, ...outputs } = first.outputs;
    expect(outputs).toEqual({
      drift: 'true',
      changed: 'true',
      'organization-id': acme.id,
      'plan-health': 'healthy',
      'plan-settings-status': '',
      'removal-status': '',
      'host-repositories': '',
      'inventory-complete': '',
      'repositories-uncovered': '',
      'repository-id': api.id,
      'plan-id': daily.id,
      'license-status': 'activated',
      'plan-status': 'attached',
      'repositories-checked': '1',
      'repositories-changed': '1',
      'repositories-failed': '0',
    });
    const whole = JSON.parse(report ?? '') as Readonly<Record<string, string>>;
    const { 'started-at': start = '', 'read-at': end = '', ...rest } = whole;
    expect(Date.parse(end)).toBeGreaterThanOrEqual(Date.parse(start));
    expect(rest).toEqual({
      state: 'present',
      'dry-run': false,
      truncated: false,
      counts: { checked: 1, changed: 1, failed: 0, 'not-tried': 0, 'passed-over': 0 },
      organization: { id: acme.id, name: 'acme' },
      server: new URL(simulator.url).host,
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
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
    expect(first.summary).toContain('| <code>api</code> | inactive → **active** | not attached → **attached** |');

    let second = first;
    const loaded = await bytesLoaded(async (environment) => (second = await runOn(simulator, {}, environment)));
    expect(loaded).toBeGreaterThan(100_000);
    expect(loaded).toBeLessThanOrEqual(MOST_BYTES_LOADED);
    expect([second.exitCode, second.stderr]).toEqual([0, '']);
    // Four more, and no change.
    expect(simulator.requests).toHaveLength(8 + 4);
    expect(endpoints(simulator).slice(8).sort()).toEqual([...READING].sort());
    expect(second.outputs).toMatchObject({
      drift: 'false',
      changed: 'false',
      'license-status': 'already-active',
      'plan-status': 'already-attached',
    });
    expect(second.summary).toContain('| <code>api</code> | active | attached |');
  });

  it('asks GitProtect to synchronize for a repository that it does not list, waits, and protects it', async () => {
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
    expect([run.exitCode, run.stderr]).toEqual([1, '']);
    expect(simulator.requests).toHaveLength(0);
    for (const name of ['server-url', 'password', 'plan', 'dry-run', 'retries'])
      expect(run.stdout).toMatch(new RegExp(`(::|%0A)${name} `));
    expect(run.stdout).toContain('is the secret available to this workflow?');
    expect(run.stdout).toContain("dry-run is 'maybe': it takes true or false");
  });

  it('fails where the password is wrong', async () => {
    const { world } = smallWorld();
    const simulator = await serve(world);
    const run = await runOn(simulator, { password: 'not the password' });
    expect([run.exitCode, run.stderr]).toEqual([1, '']);
    expect(endpoints(simulator)).toEqual(['account/login']);
    expect(run.stdout).toMatch(/^::error title=GitProtect rejected the sign-in::could not sign in: HTTP 400: /m);
    expect(run.outputs).toMatchObject({ 'license-status': 'failed', 'plan-status': 'failed' });
    expect(run.summary).toContain('What to do now');
  });

  it('works where there is no GitHub runner: without output and summary files', async () => {
    const { world, api, daily } = smallWorld();
    const simulator = await serve(world);
    const { email, password } = world.account;
    const run = await runAction({
      inputs: { 'server-url': simulator.url, email, password, plan: 'Daily', repository: 'api' },
      environment: { GITHUB_OUTPUT: undefined, GITHUB_STEP_SUMMARY: undefined, GITHUB_REPOSITORY: undefined },
    });
    expect([run.exitCode, run.stderr]).toEqual([0, '']);
    expect(run.stdout).toMatch(/Protected, drift corrected/);
    expect(world.isProtected(api.id, daily.id)).toBe(true);
  });
});
