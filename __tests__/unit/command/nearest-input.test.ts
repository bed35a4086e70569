import { expect, it } from '@jest/globals';
import { nearestInput } from '../../../src/command/nearest-input.ts';
import { INPUT_NAMES } from '../../../src/inputs/names.ts';

it.each([
  ['a typing mistake', 'plam', 'plan'],
  ['the beginning of one', 'server', 'server-url'],
  ['what people call it', 'user', 'email'],
  ['its usual short form', 'REPO', 'repository'],
  ['the beginning of several', 'max', undefined],
  ['one letter', 'r', undefined],
  ['something else', 'cluster', undefined],
  ['what every object has', 'constructor', undefined],
])('a name that is none leads to the input that was meant: %s', (_, wanted, meant) => {
  expect(nearestInput(INPUT_NAMES, wanted)).toBe(meant);
});
