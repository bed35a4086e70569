import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { type Action, inputsByPurpose, outputsByPurpose } from '../../../scripts/reference.ts';

const action = parse(readFileSync(join(import.meta.dirname, '..', '..', '..', 'action.yml'), 'utf8')) as Action;
const more = { surprise: { description: 'Something new' } };

describe('the reference', () => {
  it('holds every input and output once', () => {
    const text = inputsByPurpose(action) + outputsByPurpose(action);
    for (const name of [...Object.keys(action.inputs), ...Object.keys(action.outputs)])
      expect(text.split('\n').filter((line) => line.startsWith(`| \`${name}\` `))).toHaveLength(1);
  });

  it('refuses an input or an output that stands in no group', () => {
    expect(() => inputsByPurpose({ ...action, inputs: { ...action.inputs, ...more } })).toThrow(
      'the input surprise stands in 0 groups',
    );
    expect(() => outputsByPurpose({ ...action, outputs: { ...action.outputs, ...more } })).toThrow(
      'the output surprise stands in 0 groups',
    );
  });

  it('refuses a group with an input that is gone', () => {
    const { plan, ...inputs } = action.inputs;
    expect(plan).toBeDefined();
    expect(() => inputsByPurpose({ ...action, inputs })).toThrow('names plan, which is no input');
  });
});
