import { describe, expect, it } from '@jest/globals';
import { unsetMistake, isPairOfJenkins, pairMistake } from '../../../src/command/wrong-variables.ts';
import { azurePlace } from '../../../src/runner/azure-pipelines.ts';
import { gitLabPlace } from '../../../src/runner/gitlab.ts';

const AZURE = azurePlace({ TF_BUILD: 'True' });
const GITLAB = gitLabPlace({ GITLAB_CI: 'true' });

describe('a value that a CI should have replaced', () => {
  it.each([
    ['its own name', GITLAB, 'password', '$GITPROTECT_PASSWORD', 'refers to itself'],
    ['its own name in braces', GITLAB, 'email', '${GITPROTECT_EMAIL}', 'refers to itself'],
    ['its own name, of a Windows shell', GITLAB, 'plan', '%GITPROTECT_PLAN%\n', 'refers to itself'],
    ['a macro of Azure', AZURE, 'password', '$(gp.password)', 'link the variable group'],
    ['a macro in one of several lines', AZURE, 'repository', 'api\n$(REPOSITORY)', 'link the variable group'],
  ])('is a mistake: %s', (_, place, input, value, text) => {
    const mistake = unsetMistake(input, value, place);
    expect(mistake).toContain(text);
    expect(mistake).not.toContain('gp.password');
  });

  it.each([
    ['a part of a password', GITLAB, 'pa$GITPROTECT_PASSWORD'],
    ['the name of another variable', GITLAB, '$OTHER'],
    ['a macro, where another CI runs it', GITLAB, '$(x)'],
    ['a part of a password in Azure', AZURE, 'a$(x)'],
    ['nothing', AZURE, ''],
  ])('is none: %s', (_, place, value) => {
    expect(unsetMistake('password', value, place)).toBeUndefined();
  });
});

describe("credentials of Jenkins' kind user name and password", () => {
  const pair = { GITPROTECT_PASSWORD_USR: 'robot', GITPROTECT_PASSWORD_PSW: 'secret' };

  it('are a mistake where both are taken for the password', () => {
    expect(pairMistake('password', 'robot:secret', pair)).toContain('take GITPROTECT_PASSWORD_PSW');
    expect(pairMistake('password', 'robot:secret', {})).toBeUndefined();
    expect(pairMistake('password', 'secret', pair)).toBeUndefined();
    expect(pairMistake('password', '', {})).toBeUndefined();
  });

  it('set variables that are known, two at a time', () => {
    expect(isPairOfJenkins('GITPROTECT_PASSWORD_PSW', pair)).toBe(true);
    expect(isPairOfJenkins('GITPROTECT_PASSWORD_USR', pair)).toBe(true);
    expect(isPairOfJenkins('GITPROTECT_PSW', { GITPROTECT_PSW: 'x' })).toBe(false);
    expect(isPairOfJenkins('GITPROTECT_PLAN', pair)).toBe(false);
  });
});
