import { describe, expect, it } from '@jest/globals';
import { logUnknownVariables, unknownVariables } from '../../../src/command/unknown-variables.ts';
import { INPUT_NAMES } from '../../../src/inputs/names.ts';

const nothing = (): boolean => false;

describe('a variable that begins with GITPROTECT_', () => {
  it.each([
    ['an input', { GITPROTECT_DRY_RUN: 'true', GITPROTECT_PLAN: 'Daily' }],
    [
      'the output of an earlier job',
      { GITPROTECT_PLAN_STATUS: 'attached', GITPROTECT_REPORT_PATH: 'x', GITPROTECT_DRIFT: 'true' },
    ],
    ['for debugging', { GITPROTECT_DEBUG: 'true' }],
    ['of another program', { GITPROTECTED: '1', MY_GITPROTECT_PLAN: 'x' }],
  ])('is known: %s', (_, environment) => {
    expect(unknownVariables(environment, INPUT_NAMES, nothing)).toEqual([]);
  });

  it.each<[string, string, string | undefined, boolean]>([
    ['GITPROTECT_DRYRUN', 'yes', 'GITPROTECT_DRY_RUN', true],
    ['gitprotect-plan', 'Daily', 'GITPROTECT_PLAN', true],
    ['GITPROTECT_DRY_RUM', 'True', 'GITPROTECT_DRY_RUN', true],
    ['GITPROTECT_FAIL_ON_GAPS', 'false', 'GITPROTECT_FAIL_ON_GAP', true],
    ['GITPROTECT_DRY_RUM', 'on', 'GITPROTECT_DRY_RUN', false],
    ['GITPROTECT_STAGE', 'production', 'GITPROTECT_STATE', false],
    ['GITPROTECT_REPOSITORIES', 'api', 'GITPROTECT_REPOSITORY', true],
    ['GITPROTECT_PLANS', ' ', 'GITPROTECT_PLAN', false],
    ['GITPROTECT_PLNA', 'Daily', 'GITPROTECT_PLAN', true],
    ['GITPROTECT_CLUSTER', 'true', undefined, false],
  ])('is not: %s=%s', (name, value, meant, stopsRun) => {
    expect(unknownVariables({ [name]: value }, INPUT_NAMES, nothing)).toEqual([{ name, meant, stopsRun }]);
  });

  it('is ignored where what is meant is given itself', () => {
    const given = (name: string): boolean => name === 'plan';
    expect(unknownVariables({ GITPROTECT_PLANS: 'Daily' }, INPUT_NAMES, given)).toMatchObject([
      { name: 'GITPROTECT_PLANS', stopsRun: false },
    ]);
  });

  it('is named where it is ignored, without its value', () => {
    const lines: string[] = [];
    const log = {
      warning: (title: string, text: string) => void lines.push(`warning ${title}: ${text}`),
      notice: (title: string, text: string) => void lines.push(`notice ${title}: ${text}`),
    };
    const environment = {
      GITPROTECT_STAGE: 'hidden',
      GITPROTECT_A1: 'hidden',
      GITPROTECT_B2: 'hidden',
      GITPROTECT_DRYRUN: 'x',
    };
    logUnknownVariables(unknownVariables(environment, INPUT_NAMES, nothing), log);
    expect(lines).toEqual([
      'warning A variable was ignored: GITPROTECT_STAGE (did you mean GITPROTECT_STATE?): the command has no such variable; --help lists those that it has.',
      'notice A variable was ignored: GITPROTECT_A1, GITPROTECT_B2: the command has no such variables; --help lists those that it has.',
    ]);
  });
});
