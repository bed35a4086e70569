import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ActionRun, runAction } from '../../scripts/run-action.ts';
import { makeSelfSigned } from '../../simulator/certificates.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { World } from '../../simulator/world.ts';
import { MARKER, REFUSALS } from '../support/echoes.ts';
import { ENDPOINTS } from '../support/called-endpoints.ts';
import { FAULTS, passesAt, titleAt } from '../support/faults.ts';
import { runScenario, SCENARIOS } from '../support/hostile-runs.ts';
import { HOSTILE, UNPRINTABLE } from '../support/hostile-texts.ts';
import { MEANINGS } from '../support/meanings.ts';
import { PlantedWorld } from '../support/planted-world.ts';
import { readLog } from '../support/runner-log.ts';
import { formsOf } from '../support/secret-forms.ts';
import { callsOf, serve, smallWorld } from '../support/service.ts';
import { leaksIn } from '../support/shown.ts';
import { SERVERS } from '../support/unreachable-servers.ts';

/* One of each class of what the contract suites carry out in process, on the committed bundle. */

/** The one of this name. */
function named<T extends { readonly name: string }>(all: readonly T[], name: string): T {
  const found = all.find((each) => each.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
}

async function runOn(url: string, world: World, inputs: Readonly<Record<string, string>> = {}): Promise<ActionRun> {
  const { email, password } = world.account;
  return await runAction({
    inputs: { 'server-url': url, email, password, plan: 'Daily', repository: 'api', retries: '1', ...inputs },
  });
}

function errorIn({ stdout }: ActionRun, title: string): string {
  return stdout.split('\n').find((line) => line.startsWith(`::error title=${title}::`)) ?? '';
}

const GROUPS = [
  ['cut in a chunked body', 'plans/attachgitrepository', 'once'],
  ['stall after the headers', 'git/repositories/getmany', 'every time'],
  ['body without an end', 'git/organizations/getmany', 'every time'],
  ['HTTP 401', 'git/organizations/getmany', 'once'],
  ['HTTP 429, Retry-After of a day', 'plans/listassignedtoorganization', 'once'],
  ['HTTP 502 with a web page', 'account/login', 'every time'],
  ['HTTP 200 with JSON cut off', 'git/repositories/getmany', 'every time'],
  ['HTTP 307, to another port', 'account/login', 'every time'],
] as const;

describe('a fault of each group', () => {
  let elsewhere: Simulator;
  let tried: readonly { readonly run: ActionRun; readonly isProtected: boolean }[];

  /** Runs where an endpoint has a fault. */
  async function tryFault([name, path, when]: (typeof GROUPS)[number]): Promise<(typeof tried)[number]> {
    const fault = named(FAULTS, name);
    const { world, api, daily } = smallWorld();
    const occurrence = when === 'once' ? 1 : 'every';
    const faults = [{ endpoint: path, occurrence, fault: fault.fault(elsewhere.url) }] as const;
    const simulator = await startSimulator(world, { faults });
    try {
      const run = await runOn(simulator.url, world, { ...fault.inputs, ...(fault.inputs ? { retries: '0' } : {}) });
      return { run, isProtected: world.isProtected(api.id, daily.id) };
    } finally {
      await simulator.close();
    }
  }

  beforeAll(async () => {
    elsewhere = await startSimulator(new World());
    // At the same time, since most of them wait before they try again.
    tried = await Promise.all(GROUPS.map(tryFault));
  });

  afterAll(async () => {
    await elsewhere.close();
  });

  it.each(GROUPS.map((group, index) => [...group, index] as const))('%s, at %s, %s', (name, path, when, index) => {
    const fault = named(FAULTS, name);
    const endpoint = ENDPOINTS.find((each) => each.path === path);
    const [run, isProtected] = [tried[index]?.run, tried[index]?.isProtected];
    if (endpoint === undefined || run === undefined) throw new Error(`there is no run for ${path}`);

    const passes = when === 'once' && passesAt(fault, endpoint.kind);
    expect([run.exitCode, run.stderr]).toEqual([passes ? 0 : 1, '']);
    expect(isProtected).toBe(passes);
    if (passes) expect(run.stdout).toContain('✅ Protected, drift corrected');
    else {
      const error = errorIn(run, titleAt(fault, endpoint));
      for (const part of [endpoint.does, `/${path}`, fault.says, 'What to do: ']) expect(error).toContain(part);
      expect(run.stdout + run.summary).not.toContain('✅');
      expect(run.outputs['plan-status']).toBe('failed');
    }
    expect(elsewhere.requests).toHaveLength(0);
  });

  it('a server showing a self-signed certificate', async () => {
    const { world } = smallWorld();
    const { title, says } = named(SERVERS, 'showing a self-signed certificate');
    const simulator = await serve(world, { tls: await makeSelfSigned() });

    const run = await runOn(simulator.url, world, { retries: '0' });

    expect([run.exitCode, run.stderr]).toEqual([1, '']);
    for (const part of ['could not sign in', says, 'What to do: ']) expect(errorIn(run, title)).toContain(part);
    expect(simulator.requests).toHaveLength(0);
  });
});

it('a lost answer, of which the repetition is refused, is read again: the repository is protected', async () => {
  const meaning = named(MEANINGS, 'the response to the attachment is lost, and its repetition rejected');
  const small = smallWorld({ rejectsRepeats: true });
  const simulator = await serve(small.world, meaning.arrange(small));

  const run = await runOn(simulator.url, small.world);

  expect([run.exitCode, run.stderr]).toEqual([0, '']);
  expect(small.world.isProtected(small.api.id, small.daily.id)).toBe(true);
  for (const [endpoint, count] of Object.entries(meaning.calls ?? {}))
    expect([endpoint, callsOf(simulator, endpoint)]).toEqual([endpoint, count]);
});

it('hostile names and messages give no command, and stand exactly in the report', async () => {
  const [organization = '', repository = '', plan = '', message = ''] = [
    'commands of the old kind after line breaks',
    'a command after a Windows line break',
    'delimiters of outputs',
    'a line of the log',
  ].map((kind) => HOSTILE[kind]);
  const scenario = named(SCENARIOS, 'a change is refused');

  const run = await runScenario(runAction, scenario, { organization, repository, plan, message, service: '' });

  expect([run.exitCode, run.stderr]).toEqual([1, '']);
  const names = readLog(run.stdout).commands.map(({ name }) => name);
  expect(names.filter((name) => name !== 'debug').sort()).toEqual(
    ['add-mask', 'add-mask', 'endgroup', 'endgroup', 'error', 'group', 'group'].sort(),
  );
  expect(UNPRINTABLE.exec(run.stdout + run.summary)).toBeNull();
  expect(JSON.parse(run.outputs['report'] ?? '')).toMatchObject({
    organization: { name: organization },
    plans: [{ name: plan }],
    repositories: [{ name: repository }],
  });
  expect(run.outputs).toMatchObject({ drift: 'true', 'plan-status': 'failed' });
});

it('a password with a line break is sent as it is, and shown nowhere when the server echoes it', async () => {
  const password = 'q7w"&+%é\n5k2ZbXwP9t<m>  ';
  const token = `eyJ${'x1Y2z3'.repeat(8)}.${'a9B8c7'.repeat(8)}`;
  const world = new PlantedWorld(password, [token]);
  const { email } = world.account;
  const planted = [password, token].map((secret, index) => ({
    name: index === 0 ? 'password' : 'token',
    forms: formsOf(secret, email),
  }));
  const fault = named(REFUSALS, 'plain text').answer(
    400,
    planted.flatMap(({ forms }) => forms),
  );
  const simulator = await serve(world, {
    faults: [{ endpoint: 'git/organizations/getmany', occurrence: 'every', fault }],
  });

  const run = await runAction({
    inputs: { 'server-url': simulator.url, email, password, plan: 'Daily', repository: 'api', retries: '0' },
    environment: { RUNNER_DEBUG: '1', HTTPS_PROXY: 'http://runner:secret@127.0.0.1:9' },
  });

  expect([run.exitCode, run.stderr]).toEqual([1, '']);
  expect(simulator.requests[0]?.body).toMatchObject({ email, password });
  expect(run.stdout).toContain(MARKER.trim());
  expect(run.stdout).toContain('::debug::');
  expect(leaksIn(run, planted)).toEqual([]);
});

describe('a run that gets no secrets', () => {
  let folder = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'no-secrets-'));
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const BOTH_EMPTY =
    'email and password are empty, and so is access-token: are the secrets available to this workflow?';

  it.each([
    ["a fork's pull request", 'event.json', [BOTH_EMPTY, 'Likely cause: this run is for a fork']],
    ['an event file that is not there', 'nowhere.json', [BOTH_EMPTY, 'What to do: ']],
  ])('sends nothing, and names the cause where the event says it: %s', async (_, file, lines) => {
    await writeFile(join(folder, 'event.json'), '{"pull_request":{"head":{"repo":{"fork":true}}}}');
    const simulator = await serve(smallWorld().world);

    const run = await runAction({
      inputs: { 'server-url': simulator.url, plan: 'Daily' },
      environment: {
        ...{ GITHUB_ACTOR: 'octocat', GITHUB_EVENT_NAME: 'pull_request' },
        GITHUB_EVENT_PATH: join(folder, file),
      },
    });

    expect([run.exitCode, run.stderr]).toEqual([1, '']);
    expect(simulator.requests).toHaveLength(0);
    const error = errorIn(run, 'An input is wrong').split('::').at(-1)?.split('%0A') ?? [];
    expect(error).toHaveLength(file === 'event.json' ? 3 : 2);
    for (const [index, line] of lines.entries()) expect(error[index]).toContain(line);
  });
});
