import { EOL } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { ActionInputs } from '../../../src/runner/action-inputs.ts';
import { GitHubRunner } from '../../../src/runner/github.ts';

/** What is written when secrets are added. */
function writtenIn(environment: NodeJS.ProcessEnv): string[] {
  const written: string[] = [];
  const { redactor } = new GitHubRunner(
    { stdout: { write: (text) => written.push(text) } },
    new ActionInputs(environment),
  );
  for (const secret of ['long secret', 'abc', '']) redactor.addSecret(secret);
  expect(redactor.redact('a long secret')).toBe('a ***');
  return written;
}

describe('the command that masks a secret', () => {
  it('is written in a GitHub job for each secret, a short one too, an empty one not', () => {
    expect(writtenIn({ GITHUB_ACTIONS: 'true' })).toEqual([`::add-mask::long secret${EOL}`, `::add-mask::abc${EOL}`]);
  });

  it.each([{}, { GITHUB_ACTIONS: '' }, { GITHUB_ACTIONS: 'false' }])(
    'is not written anywhere else, where it would show the secret: %j',
    (environment) => {
      expect(writtenIn(environment)).toEqual([]);
    },
  );
});
