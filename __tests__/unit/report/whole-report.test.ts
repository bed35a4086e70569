import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { outputsOf, outputsOfFailure } from '../../../src/report/outputs.ts';
import { csvOf, csvOfFailure } from '../../../src/report/csv.ts';
import { jsonOf, jsonOfFailure } from '../../../src/report/json.ts';
import type { RunResult } from '../../../src/report/run-result.ts';
import { VERSION } from '../../../src/shared/version.ts';
import { printable } from '../../../src/shared/text.ts';
import {
  anOutcome,
  aPlan,
  aFailedRun,
  aProblem,
  aRepository,
  aRunResult,
  failed,
  guid,
  inPlan,
} from '../../support/build.ts';
import { parseCsv } from '../../support/csv.ts';
import { anInventory, atHost } from '../../support/inventories.ts';
import { HOSTILE_NAME, outcomeOf, VERY_MANY, WAYS, withPlans } from '../../support/many.ts';

const HEADS = [
  'repository',
  'repository-id',
  'license',
  'plan',
  'plan-id',
  'plan-status',
  'proved',
  'error',
  'kind',
  'kept-for',
  'removal',
  'counts',
  'organization',
  'dry-run',
  'read-at',
  'server',
  'version',
];
const WHERE = ['gitprotect.example', VERSION];
const RUN = ['acme', 'false', '2026-11-26T00:00:00.000Z', ...WHERE];
const FIRST = ['repository', '', '', 'true', ...RUN];
const NEXT = ['repository', '', '', 'false', ...RUN];

function whole(run: RunResult, format: 'json' | 'csv'): string {
  return [...(format === 'csv' ? csvOf(run) : jsonOf(run))].join('');
}

function rowsOf(run: RunResult): string[][] {
  return parseCsv(whole(run, 'csv'));
}

function named(name: string): RunResult {
  return aRunResult(anOutcome({ repository: aRepository({ name }) }));
}

describe('the whole report as JSON', () => {
  it.each<[string, RunResult]>([
    ['one repository', aRunResult()],
    ['a dry run', aRunResult(anOutcome(WAYS['would-change'], {}), { dryRun: true })],
    [
      'every status',
      aRunResult(anOutcome(...Object.values(WAYS).toReversed()), { passedOver: [{ id: guid(400), name: 'gone' }] }),
    ],
    ['hostile names', named(HOSTILE_NAME)],
    [
      'several plans',
      aRunResult(
        withPlans(
          outcomeOf(30, () => ({})),
          3,
          (index) => `Plan ${String(index)}`,
        ),
      ),
    ],
  ])('is what the output holds, where that is whole: %s', (_, run) => {
    const { report = '' } = outputsOf(run);
    expect(JSON.parse(whole(run, 'json'))).toEqual(JSON.parse(report));
  });

  it('holds all of very many', () => {
    const run = aRunResult(outcomeOf(VERY_MANY, (index) => (index === 7_777 ? WAYS.failed : {})));
    const report: unknown = JSON.parse(whole(run, 'json'));
    expect(report).toMatchObject({ truncated: false, counts: { checked: VERY_MANY, failed: 1 } });
    expect(report).toHaveProperty('repositories.length', VERY_MANY);
    expect(report).toHaveProperty('repositories[0].license', 'failed');
  });

  it('has a line for each repository, so that two reports can be compared', () => {
    const run = aRunResult(outcomeOf(3, () => ({})));
    expect(whole(run, 'json').split('\n')).toHaveLength(3 + 3);
  });
});

describe('the whole report as CSV', () => {
  it('has a line for each repository in each plan, what needs attention first', () => {
    const weekly = aPlan({ id: guid(201), name: undefined });
    const plans = [
      inPlan('attached', { kind: 'already' }),
      inPlan('detached', failed({ message: 'no, "really"\nno' }), weekly),
    ];
    const run = aRunResult(anOutcome({}, { repository: aRepository({ id: guid(101), name: 'web' }), plans }));
    expect(whole(run, 'csv').endsWith('\r\n')).toBe(true);
    expect(rowsOf(run)).toEqual([
      HEADS,
      [
        'web',
        guid(101),
        'already-active',
        'Daily',
        guid(200),
        'already-attached',
        'false',
        'no, "really"; no',
        ...FIRST,
      ],
      ['web', guid(101), 'already-active', '', guid(201), 'failed', 'false', 'no, "really"; no', ...NEXT],
      ['api', guid(100), 'already-active', 'Daily', guid(200), 'already-attached', 'true', '', ...FIRST],
    ]);
  });

  it('has one line that counts for each repository, and none twice', () => {
    const plans = [inPlan('attached', { kind: 'already' }), inPlan('detached', failed(), aPlan({ id: guid(201) }))];
    const gaps = [
      { repository: atHost('api'), reason: 'not-attached', listed: guid(100), hasFailed: true },
      { repository: atHost('web'), reason: 'ambiguous', listed: guid(101), hasFailed: false },
      { repository: atHost('lab'), reason: 'not-listed', hasFailed: false },
    ] as const;
    const inventory = anInventory('github', ['api', 'web', 'lab', 'other', 'old'], { incomplete: 'a page failed' });
    const more = { skipped: [atHost('old')], notSelected: [atHost('other')], missingAtHost: [] };
    const run = aRunResult(
      anOutcome({ plans }, { repository: aRepository({ id: guid(101), name: 'web' }) }),
      { passedOver: [{ id: guid(400), name: 'gone' }] },
      { inventory, covered: 0, gaps, ...more },
    );
    const lines = rowsOf(run).map((row) => [row[0], row[8], row[6], row[11]].join(' '));
    expect(lines.slice(1)).toEqual([
      'api repository false true',
      'api repository false false',
      'web repository true false',
      'other not-selected  false',
      'old skipped  false',
      'gone passed-over  false',
      ' inventory false false',
      'api gap false false',
      'web gap false true',
      'lab gap false true',
    ]);
  });

  it('can be read back, whatever names and messages hold', () => {
    const text = fc.string({ unit: fc.oneof(fc.constantFrom('"', ',', '\r', '\n', "'", ' ', '\t'), fc.string()) });
    fc.assert(
      fc.property(text, text, (some, message) => {
        const name = some.slice(0, 400);
        const license = { before: 'inactive', result: failed({ message }) } as const;
        const outcome = anOutcome({ repository: aRepository({ name }), license });
        const [, row, ...others] = rowsOf(aRunResult(outcome));
        expect(others).toEqual([]);
        // Controls are shown, not kept, and line breaks are none: a cell is for people.
        const oneLine = (cell: string): string => printable(cell.replace(/\s*[\r\n]+\s*/g, '; '));
        const harmless = (cell: string): string =>
          oneLine(cell)
            .split(';')
            .map((part) => ('=+-@'.includes(part.replace(/^[\s"]+/, '').charAt(0) || 'none') ? `'${part}` : part))
            .join(';');
        expect([row?.[0], row?.[7]]).toEqual([harmless(name), harmless(message)]);
      }),
    );
  });

  it.each([
    ...['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '"=1', '=HYPERLINK("http://x","y")'],
    ...['＝1', '＋1', '－1', '＠SUM(A1)', ' ＝1', '﹦1'],
  ])('has no cell that a spreadsheet takes for a formula: %j', (name) => {
    expect(rowsOf(named(name))[1]?.[0]).toBe(`'${name}`);
  });

  it.each([
    ['y;=1+1', "y;'=1+1"],
    ['y; ＝1;z;@a', "y;' ＝1;z;'@a"],
    ['y;"=1', 'y;\'"=1'],
    ['=1;-1', "'=1;'-1"],
  ])('has no formula where a spreadsheet separates cells by semicolons: %j', (name, cell) => {
    expect(rowsOf(named(name))[1]?.[0]).toBe(cell);
  });

  it('begins with a byte order mark, so that spreadsheets read umlauts, and has every cell in quotes', () => {
    const cells = whole(named('Bücher'), 'csv').split('\r\n')[1]?.split(',');
    expect(whole(named('Bücher'), 'csv').startsWith('\ufeff"repository",')).toBe(true);
    expect(cells).toHaveLength(HEADS.length);
    for (const cell of cells ?? []) expect(cell).toMatch(/^".*"$/);
  });

  it.each(['api', '1+1', 'a=b', "'quoted'", 'a-b', '_x', 'a;b'])('leaves other cells as they are: %j', (name) => {
    expect(rowsOf(named(name))[1]?.[0]).toBe(name);
  });
});

describe('the report of a run that ended early', () => {
  it('holds as JSON what the output does', () => {
    const report: unknown = JSON.parse(jsonOfFailure(aFailedRun()));
    const { report: output = '' } = outputsOfFailure(aFailedRun(), () => '');
    expect(report).toEqual(JSON.parse(output));
    expect(report).toHaveProperty('error.title', aProblem().title);
  });

  it('is as CSV one line that names no repository', () => {
    const lines = parseCsv([...csvOfFailure(aFailedRun({ message: 'plan is empty\nretries is wrong' }))].join(''));
    expect(lines).toEqual([
      HEADS,
      [
        '',
        '',
        'failed',
        '',
        '',
        'failed',
        'false',
        'plan is empty; retries is wrong',
        '',
        '',
        '',
        'false',
        'acme',
        'false',
        '1970-01-01T00:00:00.000Z',
        ...WHERE,
      ],
    ]);
  });
});
