import { describe, expect, it } from '@jest/globals';
import { type Coverage, GAP_REASONS, type GapReason } from '../../../src/domain/coverage.ts';
import type { HostInventory } from '../../../src/domain/inventory.ts';
import { type CoverageReport, coverageReport } from '../../../src/report/coverage.ts';
import type { CoverageOptions } from '../../../src/report/coverage-words.ts';
import { csvOf } from '../../../src/report/csv.ts';
import { headline } from '../../../src/report/headline.ts';
import { detailsOf, logEnd } from '../../../src/report/log-end.ts';
import { outputsOf } from '../../../src/report/outputs.ts';
import { jsonOf } from '../../../src/report/json.ts';
import type { RunResult } from '../../../src/report/run-result.ts';
import { summaryOf } from '../../../src/report/summary.ts';
import { Redactor } from '../../../src/shared/redactor.ts';
import { anOutcome, aRepository, aRunResult, asIs, guid } from '../../support/build.ts';
import { parseCsv } from '../../support/csv.ts';
import { bare, HOSTILE, marksOf, UNPRINTABLE } from '../../support/hostile-texts.ts';
import { anInventory, atHost } from '../../support/inventories.ts';
import { aLog, type KeptLog } from '../../support/log.ts';
import { decodeEntities } from '../../support/shown.ts';

/* What is told of the repositories that a Git host has, in every place. */

/** Gaps at these paths, whose reasons take turns. */
function gapsOf(...paths: readonly string[]): Coverage {
  const repositories = paths.map((path) => atHost(path));
  const gaps = repositories.map((repository, index) => ({
    repository,
    reason: GAP_REASONS[index % GAP_REASONS.length] ?? 'not-tried',
    hasFailed: false,
  }));
  const inventory = anInventory('github', [...repositories, atHost('api')]);
  return { inventory, covered: 1, gaps, notSelected: [], skipped: [], missingAtHost: [] };
}

/** Everything is covered. */
function complete(more: Partial<HostInventory> = {}, overrides: Partial<Coverage> = {}): Coverage {
  const inventory = anInventory('github', ['api'], more);
  return { inventory, covered: 1, gaps: [], notSelected: [], skipped: [], missingAtHost: [], ...overrides };
}

const WET: CoverageOptions = {
  fails: false,
  dryRun: false,
  syncs: true,
  skipsArchived: false,
  removed: new Set(),
  worded: asIs,
};

function reportOf(coverage: Coverage, options: Partial<CoverageOptions> = {}): CoverageReport {
  return coverageReport(coverage, { ...WET, ...options }, new Redactor(() => undefined));
}

function blocksOf(coverage: Coverage): readonly string[] {
  const { numbers, gaps, others } = reportOf(coverage).section;
  return [...numbers, ...gaps, ...others];
}

function readReport(text: string): {
  readonly truncated: boolean;
  readonly gaps: readonly { readonly name: string }[];
} {
  return JSON.parse(text) as ReturnType<typeof readReport>;
}

describe('what cannot be told apart', () => {
  it('may lack a project: a list of one project, or a part of a list, does not show which one is meant', () => {
    const gap = { repository: atHost('Shop/api'), reason: 'ambiguous', hasFailed: false } as const;
    const { toDo } = reportOf({ ...gapsOf(), gaps: [gap] });
    expect(toDo.map(({ remedy }) => remedy)).toEqual([
      expect.stringMatching(/complete, and of the whole organization/),
    ]);
  });
});

describe('300 gaps', () => {
  const names = Array.from({ length: 300 }, (_, index) => `${'long-name-of-a-repository-'.repeat(3)}${String(index)}`);
  const run = aRunResult(anOutcome(), {}, gapsOf(...names));

  it('are all in the output, which stays below 512 KiB', () => {
    const { report = '' } = outputsOf(run);
    expect(Buffer.byteLength(report)).toBeLessThan(512 * 1024);
    const { truncated, gaps } = readReport(report);
    expect(truncated).toBe(false);
    expect(gaps.map(({ name }) => name)).toEqual(names);
  });

  it('are in one table of the summary, and all in the report files', () => {
    const summary = summaryOf(run);
    expect(
      summary.split('<summary>Repositories at GitHub that are not proved to be protected (300)</summary>'),
    ).toHaveLength(2);
    for (const name of names) expect(summary).toContain(`<code>${name}</code> |`);
    expect(parseCsv([...csvOf(run)].join('')).filter((cells) => cells[8] === 'gap')).toHaveLength(300);
    expect(readReport([...jsonOf(run)].join('')).gaps).toHaveLength(300);
  });

  it('give a few annotations', () => {
    const log = aLog();
    logEnd(run, log.runner);
    expect(log.annotations()).toHaveLength(3);
    expect(log.text().length).toBeLessThan(10_000);
    // A line for each reason, with its own remedy.
    expect(
      log.lines().filter((line) => /Not every repository at GitHub is proved to be protected.*What to do: /.test(line)),
    ).toHaveLength(GAP_REASONS.length);
    expect(log.lines().find((line) => line.includes('not listed by GitProtect'))).toMatch(
      /and 45 more: not listed by GitProtect\..*What to do: Grant access/,
    );
  });

  it('beside 20,000 repositories leave an output that says that it is cut', () => {
    const parts = Array.from({ length: 20_000 }, (_, index) => ({
      repository: aRepository({ id: guid(index), name: `repo-${String(index)}` }),
    }));
    const { report = '' } = outputsOf(aRunResult(anOutcome(...parts), {}, gapsOf(...names)));
    expect(Buffer.byteLength(report)).toBeLessThan(512 * 1024);
    expect(readReport(report).truncated).toBe(true);
    expect(readReport(report).gaps).toHaveLength(300);
  });
});

describe('very many gaps', () => {
  it('are cut in the output and the summary, which say so', () => {
    const paths = Array.from({ length: 5000 }, (_, index) => `${'\u{1f600}'.repeat(60)}${String(index)}`);
    const run = aRunResult(anOutcome(), {}, gapsOf(...paths));
    const { report = '' } = outputsOf(run);
    expect(Buffer.byteLength(report)).toBeLessThan(512 * 1024);
    expect(JSON.parse(report)).toMatchObject({ truncated: true });
    const summary = summaryOf(run);
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024);
    expect(summary).toMatch(/… and \d+ repositories more/);
    expect(outputsOf(run)['repositories-uncovered']).toBe('5000');
  });
});

function logAll(run: RunResult, { runner }: KeptLog): void {
  for (const line of detailsOf(run)) runner.info(line);
  logEnd(run, runner);
}

describe('names of the host', () => {
  const harmless = gapsOf('harmless');

  it.each(Object.entries(HOSTILE))('are text in log, summary, JSON and CSV: %s', (_, text) => {
    const gap = gapsOf(text);
    const asAll = {
      ...gap,
      notSelected: [atHost(text)],
      skipped: [atHost(text)],
      missingAtHost: [aRepository({ name: text })],
      inventory: { ...gap.inventory, owner: text },
    };
    const control = {
      ...harmless,
      notSelected: [atHost('x')],
      skipped: [atHost('x')],
      missingAtHost: [aRepository({ name: 'x' })],
      inventory: { ...harmless.inventory, owner: 'x' },
    };
    const run = aRunResult(anOutcome(), {}, asAll);
    const log = aLog();
    logAll(run, log);
    const controlLog = aLog();
    logAll(aRunResult(anOutcome(), {}, control), controlLog);
    expect(log.lines()).toHaveLength(controlLog.lines().length);
    expect(log.lines().filter((line) => /^\s*(::|.*##\[)/.test(line))).toHaveLength(1);
    expect(UNPRINTABLE.exec(log.text())).toBeNull();

    const [section, expected] = [blocksOf(asAll).join('\n\n'), blocksOf(control).join('\n\n')];
    expect(marksOf(section)).toEqual(marksOf(expected));
    expect(UNPRINTABLE.exec(section)).toBeNull();
    expect(bare(decodeEntities(section))).toContain(bare(text.slice(0, 119)));

    expect(JSON.parse([...jsonOf(run)].join(''))).toMatchObject({
      gaps: [{ name: text }],
      skipped: [{ name: text }],
      orphans: [{ name: text }],
    });
    const line = parseCsv([...csvOf(run)].join('')).at(-1) ?? [];
    expect(line[8]).toBe('gap');
    expect(/^\s*[=+\-@]/.test(line[0] ?? '')).toBe(false);
  });
});

describe('the section', () => {
  it('says what proves that the list is complete', () => {
    const section = blocksOf(complete({ total: 1, pages: 2 })).join('\n');
    expect(section).toContain(
      '**The list of GitHub is complete, as far as host-token can see.** GitHub listed 1 repository on 2 pages, as many as it counts itself.',
    );
    expect(section).not.toContain('⚠️');
    expect(section).not.toContain('❌');
  });

  it('says why there is no proof', () => {
    const section = blocksOf(complete({ incomplete: 'page 3 was <cut> off' })).join('\n');
    expect(section).toContain('is not proved to be complete&#58;** page 3 was &#60;cut&#62; off.');
    expect(section).not.toMatch(/\bis complete\b|\ball\b|\bevery\b/i);
  });

  it('names each gap with its reason, and what is not selected', () => {
    const gaps = gapsOf('a', 'b', 'c', 'd', 'e', 'f');
    const left = atHost('left');
    const inventory = { ...gaps.inventory, repositories: [...gaps.inventory.repositories, left] };
    const section = blocksOf({ ...gaps, inventory, notSelected: [left] }).join('\n');
    const rows = section.split('\n').filter((line) => /^\| <code>[a-f]<\/code>/.test(line));
    expect(new Set(rows.map((line) => line.split(' | ')[1])).size).toBe(GAP_REASONS.length);
    expect(section).toContain('| Not selected | 1 |');
    expect(section).toContain('<summary>Listed by GitHub, but not selected (1)</summary>\n<code>left</code>');
    expect(section).toContain('**Not proved to be protected** | 6 |');
  });

  it('cuts very many names by size, and says so', () => {
    const notSelected = Array.from({ length: 5000 }, (_, index) => atHost(`repository-${String(index)}`));
    const section = blocksOf(complete({}, { notSelected })).join('\n');
    expect(section).toMatch(/<code>repository-0<\/code>, .* and \d+ more/);
    expect(Buffer.byteLength(section)).toBeLessThan(32 * 1024);
  });
});

describe('what to do about gaps', () => {
  it('is one for each reason, with its remedy, the largest first', () => {
    const { toDo } = reportOf(gapsOf('a', 'b', 'c', 'd', 'e', 'f', 'g'));
    expect(new Set(toDo.map(({ remedy }) => remedy)).size).toBeGreaterThan(GAP_REASONS.length - 2);
    expect(toDo.map(({ text }) => text.replace('not proved to be protected: ', ''))).toHaveLength(GAP_REASONS.length);
    expect(toDo.find(({ names }) => names.includes('g'))).toMatchObject({ level: 'warning', names: ['a', 'g'] });
    expect(reportOf(gapsOf('a'), { fails: true }).toDo).toMatchObject([{ level: 'error' }]);
  });

  it.each<[string, Partial<CoverageOptions>, string, string]>([
    ['a run that asked GitProtect to synchronize', {}, 'not listed by GitProtect', 'Grant access'],
    ['a dry run', { dryRun: true }, 'was not asked to synchronize, since this is a dry run', 'Run without dry-run'],
    ['sync: never', { syncs: false }, 'was not asked to synchronize (sync: never)', 'Use sync: auto'],
  ])('that GitProtect does not list depends on %s', (_, options, why, remedy) => {
    const [first] = reportOf({ ...gapsOf('a', 'new'), ...only('not-listed') }, options).toDo;
    expect(first?.text).toContain(why);
    expect(first?.remedy).toContain(remedy);
  });

  it('tells what GitProtect marks as removed apart from what it does not list', () => {
    const report = reportOf({ ...gapsOf('a', 'b'), ...only('not-listed') }, { removed: new Set(['new']) });
    expect(report.toDo).toMatchObject([
      { names: ['new'], text: expect.stringContaining('marked as removed at the Git host by GitProtect') as unknown },
    ]);
    expect(report.section.gaps.join()).toContain('marked as removed at the Git host by GitProtect');
  });

  it('is not said twice of what the run failed for', () => {
    const gap = { repository: atHost('a'), reason: 'not-licensed', hasFailed: true } as const;
    const report = reportOf({ ...complete(), gaps: [gap] });
    expect(report.toDo).toEqual([]);
    expect(report.gaps).toMatchObject([{ name: 'a', why: 'no active license' }]);
  });

  it('is to complete the list first', () => {
    const { toDo } = reportOf({ ...gapsOf('a', 'b'), ...complete({ incomplete: 'page 3 was cut off' }) });
    expect(toDo[0]).toMatchObject({ title: 'The list of GitHub is not proved to be complete', weight: Infinity });
  });

  it.each([
    [true, /: cut off; what GitProtect lists and this list lacks is not skipped, archived or not \(archived: skip\)$/],
    [false, /: cut off$/],
  ])('tells that what the list does not show may be archived, if that is to be skipped (%s)', (skipsArchived, text) => {
    const { toDo } = reportOf(complete({ incomplete: 'cut off' }), { skipsArchived });
    expect(toDo[0]?.text).toMatch(text);
  });
});

function only(reason: GapReason): Pick<Coverage, 'gaps'> {
  return { gaps: [{ repository: atHost('new'), reason, hasFailed: false }] };
}

describe('the headline', () => {
  it.each<[string, Coverage, string]>([
    [
      'a gap',
      gapsOf('new'),
      "Gaps found: 1 of 2 repositories at GitHub is not proved to be protected; 'acme/api' holds",
    ],
    [
      'a list that lacks some',
      complete({ incomplete: 'cut' }),
      "Coverage not proved: the list of GitHub is not proved to be complete; 'acme/api' holds",
    ],
    ['everything is covered', complete(), "Protected, nothing to do: 'acme/api' holds"],
  ])('of %s', (_, coverage, beginning) => {
    expect(headline(aRunResult(anOutcome(), {}, coverage)).startsWith(beginning)).toBe(true);
  });
});
