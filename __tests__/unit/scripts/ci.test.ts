import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..', '..', '..');

it('CI runs what a contributor runs by npm run ci', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const { jobs } = parse(readFileSync(join(root, '.github', 'workflows', 'ci.yml'), 'utf8')) as {
    jobs: Record<string, { steps: readonly { run?: string }[] }>;
  };
  expect(scripts['ci']).toBe('bash .ci/run');
  expect(jobs['linux']?.steps.flatMap(({ run }) => run ?? [])).toEqual(['npm run ci']);
});
