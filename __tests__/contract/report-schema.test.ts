import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { describe, expect, it } from '@jest/globals';
import { GAP_REASONS } from '../../src/domain/coverage.ts';
import { HOSTS } from '../../src/domain/inventory.ts';
import type { BackupPlan, Resource } from '../../src/domain/model.ts';
import type { PlanHealth } from '../../src/domain/plan-health.ts';
import type { RequestedState } from '../../src/domain/request.ts';
import { SETTINGS_STATUS, STATUS } from '../../src/report/record.ts';
import { NO_EVIDENCE } from '../../simulator/rows.ts';
import { hosted, runWithHost } from '../support/coverage.ts';
import { command, jobFolder, signedIn } from '../support/command.ts';
import { runAgainst } from '../support/run.ts';
import { serve, smallWorld } from '../support/service.ts';

const FILE = join(import.meta.dirname, '..', '..', 'schema', 'report.schema.json');
const SCHEMA = JSON.parse(readFileSync(FILE, 'utf8')) as Readonly<Record<string, unknown>>;
const validate = new Ajv({ allowUnionTypes: true }).compile(SCHEMA);

/** The same with no other fields than those that it describes: others may come in later versions. */
const closed: object = Object.assign({}, withoutOthers(SCHEMA), { $schema: undefined });
const validateClosed = new Ajv2019({ allowUnionTypes: true, strictTypes: false }).compile(closed);

/** @param isPart of what another schema describes further */
function withoutOthers(schema: unknown, isPart = false): unknown {
  if (Array.isArray(schema)) return schema.map((each) => withoutOthers(each, isPart));
  if (typeof schema !== 'object' || schema === null) return schema;
  const all = Object.entries(schema).map(
    ([key, value]) => [key, withoutOthers(value, ['named', 'oneOf', 'not'].includes(key))] as const,
  );
  const isObject = 'properties' in schema && 'type' in schema && !isPart;
  return { ...Object.fromEntries(all), ...(isObject ? { unevaluatedProperties: false } : {}) };
}

function mistakesIn(report: unknown): unknown {
  if (!validate(report)) return validate.errors;
  return validateClosed(report) ? [] : validateClosed.errors;
}

/** Where the schema enumerates, and all that a report may say there: what is added to one of these types must be added here. */
const ENUMS: readonly (readonly [path: string, values: readonly string[]])[] = [
  ['run/state', keys<RequestedState['kind']>({ present: true, absent: true, removed: true })],
  ['inventory/host', HOSTS],
  ['gap/reason', GAP_REASONS],
  ['plan/schedule', keys<BackupPlan['schedule']>({ enabled: true, disabled: true, unknown: true })],
  ['plan/metadata', keys<BackupPlan['metadata']>({ included: true, excluded: true, unknown: true })],
  [
    'plan/health',
    keys<PlanHealth>({ healthy: true, warnings: true, failing: true, stale: true, disabled: true, unknown: true }),
  ],
  ['plan/settings', Object.values(SETTINGS_STATUS)],
  ['repository/kind', keys<Resource['kind']>({ repository: true, project: true })],
  ['repository/license', [...Object.values(STATUS.activate), ...Object.values(STATUS.deactivate)]],
  ['repository/plans/items/status', [...Object.values(STATUS.attach), ...Object.values(STATUS.detach)]],
  ['repository/removal', Object.values(STATUS.remove)],
];

function keys<T extends string>(all: Readonly<Record<T, true>>): readonly string[] {
  return Object.keys(all);
}

/** Every enumeration within a schema, by the names of the definition and the properties that lead to it. */
function enumsIn(schema: unknown, path: readonly string[] = []): readonly (readonly [string, readonly string[]])[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) => {
    if (key === 'enum') return [[path.join('/'), value as readonly string[]] as const];
    return enumsIn(value, ['definitions', 'properties'].includes(key) ? path : [...path, key]);
  });
}

describe('the schema of the report', () => {
  it('enumerates what a report may say, no more and no less', () => {
    const sorted = (all: typeof ENUMS): object =>
      Object.fromEntries(all.map(([path, values]) => [path, [...new Set(values)].sort()]));
    expect(sorted(enumsIn(SCHEMA))).toEqual(sorted(ENUMS));
  });

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

  const REPOSITORIES = [...hosted('api', 'forgotten'), { name: 'old', archived: true }];
  const COVERED: readonly [string, Parameters<typeof runWithHost>[2], object][] = [
    [
      'the list of a Git host',
      { inputs: { archived: 'skip' } },
      {
        inventory: { complete: true, repositories: 3 },
        gaps: [{ name: 'forgotten', reason: 'not-listed' }],
        orphans: [{ name: 'website' }],
        skipped: [{ name: 'old', reason: 'archived' }],
      },
    ],
    [
      'a list that is not complete',
      { host: { role: 'member' } },
      { inventory: { complete: false, why: expect.any(String) }, orphans: [] },
    ],
    [
      'a list that cannot be read',
      { inputs: { 'host-token': 'another' } },
      { inventory: { complete: false, pages: 0 }, gaps: [] },
    ],
  ];

  it.each(COVERED)('holds for %s, and every field is described', async (_, options, expected) => {
    const { report } = await runWithHost(smallWorld().world, REPOSITORIES, options);
    expect(report).toMatchObject(expected);
    expect(mistakesIn(report)).toEqual([]);
    const { inventory, gaps = [], orphans = [], skipped = [], ...rest } = report as Readonly<Record<string, object[]>>;
    const others = [
      { ...rest, inventory },
      { ...rest, gaps },
      { ...(report as object), more: 1 },
      { ...(report as object), inventory: Object.assign({ more: 1 }, inventory) },
      ...Object.entries({ gaps, orphans, skipped }).flatMap(([field, all]) =>
        all.map((each) => ({ ...(report as object), [field]: [{ ...each, more: 1 }] })),
      ),
    ];
    for (const other of others) expect(mistakesIn(other)).not.toEqual([]);
  });

  it('holds for what --json and --report-file give', async () => {
    const simulator = await serve(smallWorld().world);
    const folder = jobFolder();
    const args = ['--json', '--organization=acme', '--repository=*', '--plan=Daily', '--report-file=report.json'];
    const environment = { ...signedIn(simulator), GITLAB_CI: 'true', CI_PROJECT_DIR: folder };
    const run = await command(args, { environment }, folder);
    expect(run.exitCode).toBe(0);
    for (const text of [run.stdout, run.file('report.json')]) expect(mistakesIn(JSON.parse(text))).toEqual([]);
  });

  it('does not hold for another', () => {
    expect(mistakesIn({ state: 'gone', error: {} })).not.toEqual([]);
    expect(mistakesIn({ error: { title: 'x', message: 'y' } })).not.toEqual([]);
  });
});
