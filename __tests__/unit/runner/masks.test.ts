import { EOL } from 'node:os';
import { expect, it } from '@jest/globals';
import { GitHubRunner } from '../../../src/runner/github.ts';

it('the runner is told to mask each secret, a short one too, an empty one not', () => {
  const written: string[] = [];
  const { redactor } = new GitHubRunner({ environment: {}, stdout: { write: (text) => written.push(text) } });
  for (const secret of ['long secret', 'abc', '']) redactor.addSecret(secret);
  expect(written).toEqual([`::add-mask::long secret${EOL}`, `::add-mask::abc${EOL}`]);
});
