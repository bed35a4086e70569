import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ReportFile } from '../../src/input-files.ts';
import type { Outcome } from '../../src/protection/outcome.ts';
import { Log } from '../../src/report/log.ts';
import { outputsOf } from '../../src/report/outputs.ts';
import { failureReport, wholeReport, writeReportFile } from '../../src/report/report-file.ts';
import { Secrets } from '../../src/secrets.ts';
import { printable } from '../../src/wording.ts';
import { anOutcome, aPlan, aProblem, aRepository, failed, guid, inPlan, runFacts } from '../support/build.ts';
import { linkFile, linkFolder } from '../support/links.ts';
import { HOSTILE_NAME, outcomeOf, VERY_MANY, WAYS, withPlans } from '../support/many.ts';
import { parseCsv } from '../support/csv.ts';
import '../support/printed.ts';

const HEADS = ['repository', 'repository-id', 'license', 'plan', 'plan-id', 'plan-status', 'proved', 'error'];

let place = '';
let workspace = '';

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'gitprotect-report-'));
  workspace = join(place, 'workspace');
  mkdirSync(workspace);
});

afterEach(() => {
  rmSync(place, { recursive: true, force: true });
});

function fileAt(path: string, format: ReportFile['format'] = 'json'): ReportFile {
  return { path: join(workspace, path), workspace, format };
}

async function write(path: string, pieces: Iterable<string> = ['new'], secrets = new Secrets()): Promise<void> {
  await writeReportFile(fileAt(path), pieces, new Log(secrets));
}

function textAt(path: string): string {
  return readFileSync(join(workspace, path), 'utf8');
}

function whole(outcome: Outcome, format: ReportFile['format'], dryRun = false): string {
  return [...wholeReport(outcome, dryRun, format, new Log(new Secrets()))].join('');
}

function rowsOf(outcome: Outcome): string[][] {
  return parseCsv(whole(outcome, 'csv'));
}

function named(name: string): Outcome {
  return anOutcome({ repository: aRepository({ name }) });
}

describe('the whole report as JSON', () => {
  it.each<[string, Outcome, boolean]>([
    ['one repository', anOutcome(), false],
    ['a dry run', anOutcome(WAYS['would-change'], {}), true],
    ['every way to end', { ...anOutcome(...Object.values(WAYS).toReversed()), passedOver: 3 }, false],
    ['hostile names', named(HOSTILE_NAME), false],
    [
      'several plans',
      withPlans(
        outcomeOf(30, () => ({})),
        3,
        (index) => `Plan ${String(index)}`,
      ),
      false,
    ],
  ])('is what the output holds, where that is whole: %s', (_, outcome, dryRun) => {
    const { report = '' } = outputsOf(outcome, runFacts({ dryRun }));
    expect(JSON.parse(whole(outcome, 'json', dryRun))).toEqual(JSON.parse(report));
  });

  it('holds all of very many', () => {
    const outcome = outcomeOf(VERY_MANY, (index) => (index === 77_777 ? WAYS.failed : {}));
    const report: unknown = JSON.parse(whole(outcome, 'json'));
    expect(report).toMatchObject({ truncated: false, counts: { checked: VERY_MANY, failed: 1 } });
    expect(report).toHaveProperty('repositories.length', VERY_MANY);
    expect(report).toHaveProperty('repositories[0].license', 'failed');
  });

  it('has a line for each repository, so that two reports can be compared', () => {
    expect(
      whole(
        outcomeOf(3, () => ({})),
        'json',
      ).split('\n'),
    ).toHaveLength(3 + 3);
  });
});

describe('the whole report as CSV', () => {
  it('has a line for each repository in each plan, what needs attention first', () => {
    const weekly = aPlan({ id: guid(201), name: undefined });
    const plans = [
      inPlan({ status: 'already', before: 'attached' }),
      inPlan(failed('detached', { message: 'no, "really"\nno' }), weekly),
    ];
    const outcome = anOutcome({}, { repository: aRepository({ id: guid(101), name: 'web' }), plans });
    expect(whole(outcome, 'csv').endsWith('\r\n')).toBe(true);
    expect(rowsOf(outcome)).toEqual([
      HEADS,
      ['web', guid(101), 'already-active', 'Daily', guid(200), 'already-attached', 'false', 'no, "really"; no'],
      ['web', guid(101), 'already-active', '', guid(201), 'failed', 'false', 'no, "really"; no'],
      ['api', guid(100), 'already-active', 'Daily', guid(200), 'already-attached', 'true', ''],
    ]);
  });

  it('can be read back, whatever names and messages hold', () => {
    const text = fc.string({ unit: fc.oneof(fc.constantFrom('"', ',', '\r', '\n', "'", ' ', '\t'), fc.string()) });
    fc.assert(
      fc.property(text, text, (some, message) => {
        const name = some.slice(0, 400);
        const outcome = anOutcome({ repository: aRepository({ name }), license: failed('inactive', { message }) });
        const [, row, ...others] = rowsOf(outcome);
        expect(others).toEqual([]);
        // Controls are shown, not kept, and line breaks are none: a cell is for people.
        const oneLine = (cell: string): string => printable(cell.replace(/\s*[\r\n]+\s*/g, '; '));
        const harmless = (cell: string): string =>
          '=+-@'.includes(oneLine(cell).trimStart().charAt(0) || 'none') ? `'${oneLine(cell)}` : oneLine(cell);
        expect([row?.[0], row?.at(-1)]).toEqual([harmless(name), harmless(message)]);
      }),
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '=HYPERLINK("http://x","y")'])(
    'has no cell that a spreadsheet takes for a formula: %j',
    (name) => {
      expect(rowsOf(named(name))[1]?.[0]).toBe(`'${name}`);
    },
  );

  it.each(['api', '1+1', 'a=b', "'quoted'", 'a-b', '_x'])('leaves other cells as they are: %j', (name) => {
    expect(rowsOf(named(name))[1]?.[0]).toBe(name);
  });
});

describe('the report of a run that ended early', () => {
  it('tells as JSON what the output does', () => {
    const { title, message, remedy } = aProblem();
    const report: unknown = JSON.parse([...failureReport(aProblem(), 'json')].join(''));
    expect(report).toEqual({ error: { title, message, remedy } });
  });

  it('is as CSV one line that names no repository', () => {
    const lines = parseCsv(
      [...failureReport(aProblem({ message: 'plan is empty\nretries is wrong' }), 'csv')].join(''),
    );
    expect(lines).toEqual([HEADS, ['', '', 'failed', '', '', 'failed', 'false', 'plan is empty; retries is wrong']]);
  });

  it('takes the place of an older one', async () => {
    await write('report.json', ['{"old":true}'.repeat(1000)]);
    await write('report.json', failureReport(aProblem(), 'json'));
    expect(JSON.parse(textAt('report.json'))).toHaveProperty('error.title', 'It went wrong');
  });
});

describe('the report file', () => {
  it('is written in pieces, in a folder that is made for it', async () => {
    await write('deep/er/report.json', ['one ', 'two ', 'ölbaum 😀']);
    expect(textAt('deep/er/report.json')).toBe('one two ölbaum 😀');
    expect(readdirSync(join(workspace, 'deep/er'))).toEqual(['report.json']);
  });

  it('may be in a workspace that is a link itself', async () => {
    const link = join(place, 'link');
    linkFolder(workspace, link);
    const file = { ...fileAt('report.json'), path: join(link, 'report.json'), workspace: link };
    await writeReportFile(file, ['new'], new Log(new Secrets()));
    expect(textAt('report.json')).toBe('new');
  });

  it('may be in a folder that is a link within the workspace', async () => {
    mkdirSync(join(workspace, 'folder'));
    linkFolder('folder', join(workspace, 'link'));
    await write('link/report.json');
    expect(textAt('folder/report.json')).toBe('new');
  });

  it.each(['link/report.json', 'link/deep/report.json'])(
    'is refused where a link leads out of the workspace: %s',
    async (path) => {
      mkdirSync(join(place, 'outside/deep'), { recursive: true });
      linkFolder(join(place, 'outside'), join(workspace, 'link'));
      await expect(write(path)).rejects.toThrow('leads out of the workspace by a link');
      expect(readdirSync(join(place, 'outside'), { recursive: true })).toEqual(['deep']);
    },
  );

  it('makes no folder outside of the workspace when it is refused', async () => {
    mkdirSync(join(place, 'outside'));
    linkFolder(join(place, 'outside'), join(workspace, 'link'));
    await expect(write('link/new/report.json')).rejects.toThrow('leads out of the workspace by a link');
    expect(readdirSync(join(place, 'outside'))).toEqual([]);
  });

  it.each(['outside.json', 'no-such.json'])('replaces a link at its place, and does not follow it: %s', async (to) => {
    writeFileSync(join(place, 'outside.json'), 'kept');
    linkFile(join(place, to), join(workspace, 'report.json'));
    await write('report.json');
    expect(textAt('report.json')).toBe('new');
    expect(lstatSync(join(workspace, 'report.json')).isSymbolicLink()).toBe(false);
    expect(readdirSync(place)).toEqual(['outside.json', 'workspace']);
    expect(readFileSync(join(place, 'outside.json'), 'utf8')).toBe('kept');
  });

  it('is not there in part when its making fails, and an older one stays', async () => {
    function* breaking(): Generator<string> {
      yield 'half';
      throw new Error('out of paper');
    }
    await write('report.json', ['old']);
    await expect(write('report.json', breaking())).rejects.toThrow('out of paper');
    expect(textAt('report.json')).toBe('old');
    expect(readdirSync(workspace)).toEqual(['report.json']);
  });

  it('leaves nothing behind when its place is taken by a folder', async () => {
    mkdirSync(join(workspace, 'report.json'));
    await expect(write('report.json')).rejects.toThrow();
    expect(readdirSync(workspace)).toEqual(['report.json']);
    expect(readdirSync(join(workspace, 'report.json'))).toEqual([]);
  });

  it('is written although a run that was killed left its unfinished file', async () => {
    writeFileSync(join(workspace, `.gitprotect-report-${String(process.pid)}`), 'half');
    await write('report.json');
    expect(textAt('report.json')).toBe('new');
  });

  it('may be in a folder whose name begins with two dots', async () => {
    await write('..reports/report.json');
    expect(textAt('..reports/report.json')).toBe('new');
  });

  it('holds no secrets', async () => {
    const secrets = new Secrets();
    secrets.keep('hunter2000');
    const outcome = { ...named('hunter2000'), plans: [aPlan({ name: 'x hunter2000' })] };
    for (const format of ['json', 'csv'] as const) {
      await write(`report.${format}`, wholeReport(outcome, false, format, new Log(secrets)), secrets);
      expect(textAt(`report.${format}`)).not.toContain('hunter2000');
      expect(textAt(`report.${format}`)).toContain('***');
    }
  });

  it('holds no secrets with quotes in them, as CSV writes them', async () => {
    const secrets = new Secrets();
    secrets.keep('hun"ter"2000');
    await write('report.csv', wholeReport(named('hun"ter"2000'), false, 'csv', new Log(secrets)), secrets);
    expect(parseCsv(textAt('report.csv')).flat().join('\n')).not.toContain('ter"2000');
  });
});
