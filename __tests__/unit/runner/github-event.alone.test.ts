import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import { readInputs } from '../../../src/inputs/inputs.ts';
import { Redactor } from '../../../src/shared/redactor.ts';
import type { Failure } from '../../../src/shared/failure.ts';
import { failureOf } from '../../support/failure.ts';
import { sourceOf } from '../../support/inputs.ts';

const folder = mkdtempSync(join(tmpdir(), 'github-event-'));
const before = { ...process.env };

afterEach(() => {
  process.env = { ...before };
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The failure of a run for this event with these inputs; @actions/github reads the event when it is loaded. */
async function failureIn(event: object | string, actor: string, inputs: Record<string, string>): Promise<Failure> {
  const path = join(folder, 'event.json');
  writeFileSync(path, typeof event === 'string' ? event : JSON.stringify(event));
  return await failureBy(path, actor, inputs);
}

/** @param path of the event */
async function failureBy(path: string, actor: string, inputs: Record<string, string>): Promise<Failure> {
  Object.assign(process.env, { GITHUB_EVENT_PATH: path, GITHUB_ACTOR: actor });
  const failures: Failure[] = [];
  await jest.isolateModulesAsync(async () => {
    const { ActionInputs } = await import('../../../src/runner/action-inputs.ts');
    const source = new ActionInputs(sourceOf(inputs).environment);
    failures.push(await failureOf(readInputs(source, new Redactor(() => undefined))));
  });
  const [failure] = failures;
  if (failure === undefined) throw new Error('the modules were not loaded');
  return failure;
}

function pipe(): string {
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  return path;
}

const FORK = { pull_request: { head: { repo: { fork: true } } } };

describe('the likely cause of a missing secret', () => {
  it.each([
    ["a fork's pull request", FORK, 'octocat', /fork.*no secrets/],
    ['Dependabot', {}, 'dependabot[bot]', /Dependabot/],
  ])('is %s where the event says so', async (_, event, actor, cause) => {
    const { title, message } = await failureIn(event, actor, { password: '' });
    expect(message).toContain('password is empty');
    expect(message).toMatch(cause);
    // It is no mistake of its own.
    expect(title).toBe('An input is wrong');
  });

  it.each([
    ['a push', {}],
    ['a scheduled run', { schedule: '0 3 * * *' }],
    ['a pull request of the same repository', { pull_request: { head: { repo: { fork: false } } } }],
    ['an event that cannot be read', '{"pull_request":'],
    ['a pull request whose fork was deleted', { pull_request: { head: { repo: null } } }],
  ])('is not given for %s', async (_, event) => {
    const { message } = await failureIn(event, 'octocat', { password: '' });
    expect(message).toContain('password is empty');
    expect(message).not.toContain('Likely cause');
  });

  it.each<[string, () => string]>([
    ['a pipe into which nothing is written', pipe],
    ['a device without an end', () => '/dev/zero'],
  ])('is not read from %s', async (_, path) => {
    const { message } = await failureBy(path(), 'octocat', { password: '' });
    expect(message).toContain('password is empty');
  });

  it('is not given where no secret is missing', async () => {
    const { message } = await failureIn(FORK, 'dependabot[bot]', { retries: 'x' });
    expect(message).toContain('retries');
    expect(message).not.toContain('Likely cause');
  });
});
