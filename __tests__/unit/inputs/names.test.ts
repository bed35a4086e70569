import { describe, expect, it } from '@jest/globals';
import { HOSTS } from '../../../src/domain/inventory.ts';
import { OPTIONS } from '../../../src/command/options.ts';
import { inputDefaults } from '../../../scripts/run-action.ts';
import { INPUT_NAMES } from '../../../src/inputs/names.ts';

describe('the names of inputs', () => {
  it('are those of action.yml', async () => {
    expect(INPUT_NAMES.toSorted()).toEqual(Object.keys(await inputDefaults('acme')).toSorted());
  });

  it('are described with every Git host that can be asked, in the order in which a mistake lists them', () => {
    // From action.yml, which the command's options are made of.
    const { description = '' } = OPTIONS.find(({ name }) => name === 'host') ?? {};
    expect(description.split(':')[0]).toBe([HOSTS.slice(0, -1).join(', '), HOSTS.at(-1)].join(' or '));
  });
});
