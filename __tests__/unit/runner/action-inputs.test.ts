import { describe, expect, it } from '@jest/globals';
import { INPUT_NAMES } from '../../../src/inputs/names.ts';
import { misspelledInputs } from '../../../src/runner/action-inputs.ts';

describe('the names of inputs', () => {
  it.each([
    ['INPUT_DRY_RUN', 'dry_run', 'dry-run'],
    ['INPUT_DRYRUN', 'dryrun', 'dry-run'],
    ['INPUT_DRY-RUNS', 'dry-runs', 'dry-run'],
    ['INPUT_PLANS', 'plans', 'plan'],
    ['INPUT_REPOSITORIES', 'repositories', 'repository'],
    ['INPUT_MAX_REMOVALS', 'max_removals', 'max-removals'],
    ['INPUT_FAIL-ONDRIFT', 'fail-ondrift', 'fail-on-drift'],
  ])('are told from %s', (variable, name, meant) => {
    const mistakes = misspelledInputs({ [variable]: 'true', 'INPUT_DRY-RUN': 'false' }, INPUT_NAMES);
    expect(mistakes).toEqual([`'${name}' is not an input: did you mean ${meant}?`]);
  });

  it.each([
    ['the right one', { 'INPUT_DRY-RUN': 'true' }],
    ['one of the same value for shells', { 'INPUT_DRY-RUN': 'true', INPUT_DRY_RUN: 'true' }],
    ["a wrapper's own plural, beside the right one", { INPUT_PLANS: 'Daily', INPUT_PLAN: 'Weekly' }],
    ['one of another action', { INPUT_TOKEN: 'x', INPUT_FETCH_DEPTH: '1' }],
    ['a variable that is no input', { DRY_RUN: 'true' }],
  ])('are not %s', (_, environment) => {
    expect(misspelledInputs(environment, INPUT_NAMES)).toEqual([]);
  });
});
