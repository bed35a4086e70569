import { describe, expect, it } from '@jest/globals';
import { inputDefaults } from '../../../scripts/run-action.ts';
import { INPUT_NAMES } from '../../../src/inputs/names.ts';

describe('the names of inputs', () => {
  it('are those of action.yml', async () => {
    expect(INPUT_NAMES.toSorted()).toEqual(Object.keys(await inputDefaults('acme')).toSorted());
  });
});
