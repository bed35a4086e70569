import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ActionRun } from '../../scripts/run-action.ts';
import { runInProcess } from '../support/run.ts';
import { serve, smallWorld } from '../support/service.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'no-secrets-'));
});

beforeEach(() => {
  // @actions/github reads the event when it is loaded, which the action does when a secret is missing.
  jest.resetModules();
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

type Given = Readonly<Record<string, string | undefined>>;
type Inputs = Readonly<Record<string, string>>;

interface Ended {
  readonly run: ActionRun;
  /** How many requests the server got. */
  readonly requests: number;
  /** The lines of the error, as the runner decodes them. */
  readonly error: readonly string[];
}

/** Runs without secrets, as for this event: inputs for them are empty, not absent. */
async function runFor(event: object | string | undefined, environment: Given, secrets: Inputs = {}): Promise<Ended> {
  const path = join(folder, 'event.json');
  if (event !== undefined) await writeFile(path, typeof event === 'string' ? event : JSON.stringify(event));
  const simulator = await serve(smallWorld().world);
  const inputs = {
    'server-url': simulator.url,
    email: '',
    password: '',
    'access-token': '',
    plan: 'Daily',
    ...secrets,
  };
  const run = await runInProcess({
    inputs,
    environment: {
      GITHUB_ACTOR: 'octocat',
      ...(event === undefined ? {} : { GITHUB_EVENT_PATH: path }),
      ...environment,
    },
  });
  const errors = run.stdout.split('\n').filter((line) => line.startsWith('::error '));
  expect(errors).toHaveLength(1);
  const [, data = ''] = /^::error title=[^:]*::(.*)$/.exec(errors[0] ?? '') ?? [];
  return { run, requests: simulator.requests.length, error: data.split('%0A') };
}

const FORK = { pull_request: { number: 7, head: { repo: { fork: true, full_name: 'stranger/api' } } } };
const OWN_BRANCH = { pull_request: { number: 8, head: { repo: { fork: false } } } };
const BOTH_EMPTY = 'email and password are empty, and so is access-token: are the secrets available to this workflow?';
const PASSWORD_EMPTY = 'password is empty: is the secret available to this workflow?';
const OF_FORK = "Likely cause: this run is for a fork's pull request, and GitHub gives those no secrets.";
const OF_DEPENDABOT = 'Likely cause: this run was started by Dependabot, which gets only Dependabot secrets.';

function expectFailure({ run, requests, error }: Ended, mistakes: readonly string[]): void {
  expect(run.exitCode).toBe(1);
  expect(requests).toBe(0);
  expect(error.slice(0, -1)).toEqual(mistakes);
  expect(error.at(-1)).toContain('Nothing was sent to GitProtect.');
  const report: unknown = JSON.parse(run.outputs['report'] ?? '');
  expect(report).toMatchObject({ error: { message: mistakes.join('\n') } });
  expect(run.outputs).toMatchObject({ 'license-status': 'failed', 'plan-status': 'failed' });
  expect(run.outputs).not.toHaveProperty('drift');
}

describe('a run that gets no secrets', () => {
  const pullRequest = { GITHUB_EVENT_NAME: 'pull_request' };
  const dependabot = { ...pullRequest, GITHUB_ACTOR: 'dependabot[bot]' };

  it.each([
    ["a fork's pull request", FORK, pullRequest, {}, [BOTH_EMPTY, OF_FORK]],
    [
      "a fork's pull request, where the email is no secret",
      FORK,
      pullRequest,
      { email: 'a@b.example' },
      [PASSWORD_EMPTY, OF_FORK],
    ],
    ['Dependabot', OWN_BRANCH, dependabot, {}, [BOTH_EMPTY, OF_DEPENDABOT]],
    [
      'Dependabot, on a push',
      {},
      { ...dependabot, GITHUB_EVENT_NAME: 'push' },
      { email: 'a@b.example' },
      [PASSWORD_EMPTY, OF_DEPENDABOT],
    ],
    ['Dependabot, without an event file', undefined, dependabot, {}, [BOTH_EMPTY, OF_DEPENDABOT]],
    [
      "a fork's pull request, with another mistake",
      FORK,
      pullRequest,
      { retries: '11' },
      [BOTH_EMPTY, "retries is '11': it takes a whole number from 0 to 10", OF_FORK],
    ],
  ])('fails with that as the likely cause, and sends nothing: %s', async (_, event, environment, secrets, mistakes) => {
    const ended = await runFor(event, environment, secrets);
    expectFailure(ended, mistakes);
    expect(ended.run.summary).toContain('Likely cause');
  });

  it.each([
    ['a scheduled run without a payload', { schedule: '0 3 * * *' }, {}],
    ['a scheduled run without an event file', undefined, {}],
    ['an event file that is empty', '', {}],
    ['an event file that is not JSON', '{"pull_request":', pullRequest],
    ['an event file that is null', 'null', pullRequest],
    ['an event file that is a list', '[1]', pullRequest],
    ['an event of another shape', { pull_request: 'none' }, pullRequest],
    ['a pull request whose fork was deleted', { pull_request: { head: { repo: null } } }, pullRequest],
    ['a pull request of the same repository', OWN_BRANCH, pullRequest],
    ['a repository name of another form', {}, { GITHUB_REPOSITORY: 'api' }],
    ['no actor', {}, { GITHUB_ACTOR: undefined }],
  ])('reports the mistake, and guesses no cause, for %s', async (_, event, environment) => {
    const ended = await runFor(event, environment);
    expectFailure(ended, [BOTH_EMPTY]);
    expect(ended.run.stdout).not.toContain('Likely cause');
  });

  it('needs no event where no secret is missing: then nothing is guessed', async () => {
    const { run, requests, error } = await runFor(FORK, pullRequest, {
      email: 'a@b.example',
      password: 'there',
      plan: '',
    });
    expect(run.exitCode).toBe(1);
    expect(requests).toBe(0);
    expect(error[0]).toContain('plan is empty');
    expect(run.stdout).not.toContain('Likely cause');
  });
});
