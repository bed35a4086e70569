import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from '@jest/globals';
import { NO_EVIDENCE } from '../../simulator/rows.ts';
import { runAgainst } from '../support/run.ts';
import { serve, smallWorld } from '../support/service.ts';

const FILE = join(import.meta.dirname, '..', '..', 'schema', 'report.schema.json');
const validate = new Ajv({ allowUnionTypes: true }).compile(JSON.parse(readFileSync(FILE, 'utf8')) as object);

function mistakesIn(report: unknown): unknown {
  return validate(report) ? [] : validate.errors;
}

describe('the schema of the report', () => {
  it.each([
    ['drift that is corrected', {}, {}],
    ['a dry run', { 'dry-run': 'true' }, {}],
    ['what leaves', { state: 'absent', repository: 'website' }, {}],
    ['settings of plans', { 'plan-schedule': 'enabled' }, {}],
    ['nothing reported', {}, { evidence: NO_EVIDENCE }],
    ['a plan that is not there', { plan: 'Nightly' }, {}],
    ['a wrong input', { retries: 'x' }, {}],
  ])('holds for %s', async (_, inputs, options) => {
    const simulator = await serve(smallWorld().world, options);
    const { report } = await runAgainst(simulator, inputs);
    expect(mistakesIn(report)).toEqual([]);
  });

  it('does not hold for another', () => {
    expect(mistakesIn({ state: 'gone', error: {} })).not.toEqual([]);
    expect(mistakesIn({ error: { title: 'x', message: 'y' } })).not.toEqual([]);
  });
});
