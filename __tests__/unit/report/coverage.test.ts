import { describe, expect, it } from '@jest/globals';
import { type Coverage, GAP_REASONS } from '../../../src/domain/coverage.ts';
import type { HostInventory } from '../../../src/domain/inventory.ts';
import { coverageReport } from '../../../src/report/coverage.ts';
import { headline } from '../../../src/report/headline.ts';
import { logEnd } from '../../../src/report/log-run.ts';
import { outputsOf } from '../../../src/report/outputs.ts';
import { wholeReport } from '../../../src/report/report-file.ts';
import { summaryOf } from '../../../src/report/summary.ts';
import { Redactor } from '../../../src/shared/redactor.ts';
import { anOutcome, aRepository, aRunResult, guid } from '../../support/build.ts';
import { parseCsv } from '../../support/csv.ts';
import { bare, HOSTILE, marksOf, UNPRINTABLE } from '../../support/hostile-texts.ts';
import { anInventory, atHost } from '../../support/inventories.ts';
import { aLog } from '../../support/log.ts';
import { decodeEntities } from '../../support/shown.ts';

/* What is told of the repositories that a Git host has, in every place. */

/** Gaps at these paths, whose reasons take turns. */
function gapsOf(...paths: readonly string[]): Coverage {
  const repositories = paths.map((path) => atHost(path));
  const gaps = repositories.map((repository, index) => ({
    repository,
    reason: GAP_REASONS[index % GAP_REASONS.length] ?? 'not-tried',
  }));
  const inventory = anInventory('github', [...repositories, atHost('api')]);
  return { inventory, covered: 1, gaps, skipped: [], orphans: [] };
}

/** Everything is covered. */
function complete(more: Partial<HostInventory> = {}, overrides: Partial<Coverage> = {}): Coverage {
  const inventory = anInventory('github', ['api'], more);
  return { inventory, covered: 1, gaps: [], skipped: [], orphans: [], ...overrides };
}

function blocksOf(coverage: Coverage): readonly string[] {
  return coverageReport(coverage, false, new Redactor(() => undefined), (text) => text).section;
}

function readReport(text: string): {
  readonly truncated: boolean;
  readonly gaps: readonly { readonly name: string }[];
} {
  return JSON.parse(text) as ReturnType<typeof readReport>;
}

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
    expect(summary.split('Not proved to be protected at GitHub | Why')).toHaveLength(2);
    for (const name of names) expect(summary).toContain(`<code>${name}</code> |`);
    expect(parseCsv([...wholeReport(run, 'csv')].join('')).filter((cells) => cells[8] === 'gap')).toHaveLength(300);
    expect(readReport([...wholeReport(run, 'json')].join('')).gaps).toHaveLength(300);
  });

  it('give a few annotations', () => {
    const log = aLog();
    logEnd(run, log.runner);
    expect(log.annotations()).toHaveLength(1);
    expect(log.text().length).toBeLessThan(10_000);
    expect(log.annotations()[0]).toContain('Not listed by GitProtect:');
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

describe('names of the host', () => {
  const harmless = gapsOf('harmless');

  it.each(Object.entries(HOSTILE))('are text in log, summary, JSON and CSV: %s', (_, text) => {
    const gap = gapsOf(text);
    const asAll = {
      ...gap,
      skipped: [atHost(text)],
      orphans: [aRepository({ name: text })],
      inventory: { ...gap.inventory, owner: text },
    };
    const control = {
      ...harmless,
      skipped: [atHost('x')],
      orphans: [aRepository({ name: 'x' })],
      inventory: { ...harmless.inventory, owner: 'x' },
    };
    const run = aRunResult(anOutcome(), {}, asAll);
    const log = aLog();
    logEnd(run, log.runner);
    const controlLog = aLog();
    logEnd(aRunResult(anOutcome(), {}, control), controlLog.runner);
    expect(log.lines()).toHaveLength(controlLog.lines().length);
    expect(log.lines().filter((line) => /^\s*(::|.*##\[)/.test(line))).toHaveLength(1);
    expect(UNPRINTABLE.exec(log.text())).toBeNull();

    const [section, expected] = [blocksOf(asAll).join('\n\n'), blocksOf(control).join('\n\n')];
    expect(marksOf(section)).toEqual(marksOf(expected));
    expect(UNPRINTABLE.exec(section)).toBeNull();
    expect(bare(decodeEntities(section))).toContain(bare(text.slice(0, 119)));

    expect(JSON.parse([...wholeReport(run, 'json')].join(''))).toMatchObject({
      gaps: [{ name: text }],
      skipped: [{ name: text }],
      orphans: [{ name: text }],
    });
    const line = parseCsv([...wholeReport(run, 'csv')].join('')).at(-1) ?? [];
    expect(line[8]).toBe('gap');
    expect(/^\s*[=+\-@]/.test(line[0] ?? '')).toBe(false);
  });
});

describe('the section', () => {
  it('says what proves that the list is complete', () => {
    const section = blocksOf(complete({ total: 1, pages: 2 })).join('\n');
    expect(section).toContain(
      '**Proof of completeness:** GitHub gave 1 repository on 2 pages, and GitHub itself counts 1,',
    );
    expect(section).not.toContain('⚠️');
    expect(section).not.toContain('❌');
  });

  it('says why there is no proof', () => {
    const section = blocksOf(complete({ incomplete: 'page 3 was <cut> off' })).join('\n');
    expect(section).toContain('is not proved to be complete**: page 3 was &#60;cut&#62; off.');
    expect(section).not.toMatch(/Proof|\ball\b|\bevery\b/);
  });

  it('names each gap with its reason and what to do, and counts what repository leaves out', () => {
    const gaps = gapsOf('a', 'b', 'c', 'd', 'e', 'f');
    const inventory = { ...gaps.inventory, repositories: [...gaps.inventory.repositories, atHost('left')] };
    const section = blocksOf({ ...gaps, inventory }).join('\n');
    const rows = section.split('\n').filter((line) => /^\| <code>[a-f]<\/code>/.test(line));
    expect(new Set(rows.map((line) => line.split(' | ')[1])).size).toBe(GAP_REASONS.length);
    expect(section).toContain('| Not selected | 1 |');
    expect(section).toContain('**Not proved** | 6 |');
    expect(section.match(/^- .*: \*\*/gm)).toHaveLength(GAP_REASONS.length);
  });
});

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
