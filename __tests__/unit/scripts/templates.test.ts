import { describe, expect, it } from '@jest/globals';
import { filledIn } from '../../../scripts/gitlab-component.ts';
import { azureJob, gitLabJob } from '../../support/templates.ts';

/* What the templates in ci/ make of what a user writes into them. */

/** Values that YAML would take for something else if they stood in its text. */
const VALUES = ["Bob's plan", '*\n!sandbox-*', 'a: b # c', '- "x"', '{{ y }}', '[z]', ' '];

describe('the GitLab component', () => {
  const NEEDED = { 'server-url': 'https://gitprotect.example.com', plan: 'Daily' };
  const INPUTS = ['server-url', 'plan', 'repository', 'sync', 'organization'];

  it.each(VALUES)('hands on an input as it was written: %j', (value) => {
    for (const input of INPUTS) {
      const { variables } = gitLabJob({ ...NEEDED, [input]: value });
      expect(variables[`GITPROTECT_${input.toUpperCase().replaceAll('-', '_')}`]).toBe(value);
    }
  });

  it('takes only inputs that it has, of their type', () => {
    expect(() => gitLabJob({ ...NEEDED, repositories: '*' })).toThrow('repositories');
    expect(() => gitLabJob({ ...NEEDED, plan: true })).toThrow('plan');
    expect(() => gitLabJob({ plan: 'Daily' })).toThrow('server-url');
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
    ...{ sync: 'SYNC', organization: 'ORGANIZATION' },
  };

  it.each(VALUES)('hands on a parameter as it was written: %j', (value) => {
    for (const [parameter, variable] of Object.entries(PARAMETERS))
      expect(azureJob({ ...NEEDED, [parameter]: value }, {}).variables[`GITPROTECT_${variable}`]).toBe(value);
  });

  it('installs Node, unless the agent has it, and runs another command where one is given', () => {
    expect(azureJob(NEEDED, {}).installsNode).toBe(true);
    const command = 'node dist/cli.js';
    expect(azureJob({ ...NEEDED, nodeVersion: '', command }, {})).toMatchObject({
      ...{ installsNode: false, script: [command] },
    });
  });
});
