import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { filledIn } from '../../../scripts/gitlab-component.ts';
import { yamlBlocksIn } from '../../../scripts/documents/markdown.ts';
import { azureJob, bitbucketJob, gitLabJob } from '../../support/templates.ts';

/* What the templates in ci/ make of what a user writes into them. */

/** Values that YAML would take for something else if they stood in its text. */
const VALUES = ["Bob's plan", '*\n!sandbox-*', 'a: b # c', '- "x"', '{{ y }}', '[z]', ' '];

describe('the GitLab component', () => {
  const NEEDED = { 'server-url': 'https://gitprotect.example.com', plan: 'Daily' };
  const INPUTS = ['server-url', 'plan', 'repository', 'organization'];

  it.each(VALUES)('hands on an input as it was written: %j', (value) => {
    for (const input of INPUTS) {
      const { variables } = gitLabJob({ ...NEEDED, [input]: value });
      expect(variables[`GITPROTECT_${input.toUpperCase().replaceAll('-', '_')}`]).toBe(value);
    }
  });

  it('takes only inputs that it has, of their type', () => {
    expect(() => gitLabJob({ ...NEEDED, repositories: '*' })).toThrow('repositories');
    expect(() => gitLabJob({ ...NEEDED, plan: true })).toThrow('plan');
    expect(() => gitLabJob({ ...NEEDED, sync: 'allways' })).toThrow('sync');
    expect(() => gitLabJob({ plan: 'Daily' })).toThrow('server-url');
    expect(gitLabJob({ ...NEEDED, sync: 'never' }).variables).toMatchObject({ GITPROTECT_SYNC: 'never' });
  });

  it('is filled in as GitLab does it: a whole value keeps its type, a part of one is text', () => {
    const component =
      'spec:\n  inputs:\n    a:\n      type: boolean\n    b:\n---\n- $[[ inputs.a ]]\n- x$[[ inputs.a ]]$[[ inputs.b ]]\n- c: [1]\n';
    expect(filledIn(component, { a: true, b: "'" })).toEqual([true, "xtrue'", { c: [1] }]);
  });
});

describe('the Azure template', () => {
  const NEEDED = { serverUrl: 'https://gitprotect.example.com', email: 'robot@acme.example', plan: 'Daily' };
  const PARAMETERS = {
    ...{ serverUrl: 'SERVER_URL', email: 'EMAIL', plan: 'PLAN', repository: 'REPOSITORY', project: 'PROJECT' },
    organization: 'ORGANIZATION',
  };

  it.each(VALUES)('hands on a parameter as it was written: %j', (value) => {
    for (const [parameter, variable] of Object.entries(PARAMETERS))
      expect(azureJob({ ...NEEDED, [parameter]: value }, {}).variables[`GITPROTECT_${variable}`]).toBe(value);
  });

  it('takes only parameters that it has, with their values', () => {
    expect(() => azureJob({ ...NEEDED, repositories: '*' }, {})).toThrow('repositories');
    expect(() => azureJob({ ...NEEDED, sync: 'allways' }, {})).toThrow('sync');
    expect(() => azureJob({ plan: 'Daily' }, {})).toThrow('serverUrl');
    expect(azureJob({ ...NEEDED, sync: 'never' }, {}).variables).toMatchObject({ GITPROTECT_SYNC: 'never' });
  });

  it('installs Node, unless the agent has it, and runs another command where one is given', () => {
    expect(azureJob(NEEDED, {}).installsNode).toBe(true);
    const command = 'node dist/cli.js';
    expect(azureJob({ ...NEEDED, nodeVersion: '', command }, {})).toMatchObject({
      ...{ installsNode: false, script: [command] },
    });
  });
});

describe('what a page says to paste', () => {
  const exampleIn = (page: string): string =>
    yamlBlocksIn(readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', page), 'utf8'))[0] ?? '';

  it('gives the GitLab component inputs that it has, and the job a clone instead of npx', () => {
    const { include, 'gitprotect-ensure': job } = parse(exampleIn('gitlab-ci.md')) as {
      readonly include: readonly [{ readonly inputs: Readonly<Record<string, string>> }];
      readonly 'gitprotect-ensure': { readonly script: readonly string[] };
    };
    const { variables, image } = gitLabJob(include[0].inputs);
    expect(variables).toMatchObject({
      GITPROTECT_REPOSITORY: '*',
      GITPROTECT_SYNC: 'always',
      GITPROTECT_DRY_RUN: 'true',
    });
    // Not a small one, which has no git.
    expect(image).toBe('node:24');
    expect(job.script).toEqual([
      expect.stringMatching(/^git clone /),
      expect.stringMatching(/^git -C \S+ checkout /),
      expect.stringMatching(/^node \S+\/dist\/cli\.js$/),
    ]);
  });

  it('gives the Azure template parameters that it has, and a checkout instead of npx', () => {
    const { steps } = parse(exampleIn('azure-pipelines.md')) as {
      readonly steps: readonly [unknown, { readonly parameters: Readonly<Record<string, string>> }];
    };
    const { script, variables } = azureJob(steps[1].parameters, {});
    expect(script).toEqual(['git checkout --quiet COMMIT_SHA && node dist/cli.js']);
    expect(variables).toMatchObject({
      GITPROTECT_REPOSITORY: '*',
      GITPROTECT_SYNC: 'always',
      GITPROTECT_DRY_RUN: 'true',
    });
  });

  it('stands in the Bitbucket template in the place of the line with npx', () => {
    const page = exampleIn('bitbucket-pipelines.md');
    const { script } = bitbucketJob((template) => template.replace(/^.* npx .*\n/m, page));
    const options = /cli\.js (.*)/.exec(script[2] ?? '')?.[1] ?? '';
    expect(script).toHaveLength(3);
    // The same as before.
    expect(bitbucketJob().script).toEqual([expect.stringMatching(/^npx /)]);
    expect(bitbucketJob().script[0]).toContain(` ${options}`);
    expect(options).toContain('--dry-run');
  });
});
