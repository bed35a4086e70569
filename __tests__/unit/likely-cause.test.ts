import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { setInputs } from '../support/inputs.ts';
import '../support/printed.ts';

const folder = mkdtempSync(join(tmpdir(), 'likely-cause-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What is said of these inputs in a run for this event; @actions/github reads the event when it is loaded. */
async function messageIn(event: object | string, actor: string, inputs: Record<string, string>): Promise<string> {
  const path = join(folder, 'event.json');
  writeFileSync(path, typeof event === 'string' ? event : JSON.stringify(event));
  setInputs(inputs);
  Object.assign(process.env, { GITHUB_EVENT_PATH: path, GITHUB_ACTOR: actor });
  let message = '';
  await jest.isolateModulesAsync(async () => {
    const [{ readInputs }, { Secrets }] = await Promise.all([
      import('../../src/inputs.ts'),
      import('../../src/secrets.ts'),
    ]);
    await readInputs(new Secrets(), { GITHUB_REPOSITORY: 'octocat/api' }).catch((error: unknown) => {
      message = String(error);
    });
  });
  return message;
}

const FORK = { pull_request: { head: { repo: { fork: true } } } };

describe('the likely cause of a missing secret', () => {
  it.each([
    ["a fork's pull request", FORK, 'octocat', /fork.*no secrets/],
    ['Dependabot', {}, 'dependabot[bot]', /Dependabot/],
  ])('is %s where the event says so', async (_, event, actor, cause) => {
    const message = await messageIn(event, actor, { password: '' });
    expect(message).toContain('password is empty');
    expect(message).toMatch(cause);
  });

  it.each([
    ['a push', {}],
    ['a scheduled run', { schedule: '0 3 * * *' }],
    ['a pull request of the same repository', { pull_request: { head: { repo: { fork: false } } } }],
    ['an event that cannot be read', '{"pull_request":'],
    ['a pull request whose fork was deleted', { pull_request: { head: { repo: null } } }],
  ])('is not told for %s', async (_, event) => {
    const message = await messageIn(event, 'octocat', { password: '' });
    expect(message).toContain('password is empty');
    expect(message).not.toContain('Likely cause');
  });

  it('is not told where no secret is missing', async () => {
    const message = await messageIn(FORK, 'dependabot[bot]', { retries: 'x' });
    expect(message).toContain('retries');
    expect(message).not.toContain('Likely cause');
  });
});
