import { describe, expect, it } from '@jest/globals';
import type { Coverage } from '../../../src/domain/coverage.ts';
import { coverageCounts, namedInCoverage, proofOf } from '../../../src/report/coverage-facts.ts';
import { coverageSection } from '../../../src/report/html/coverage.ts';
import { detailsOf } from '../../../src/report/log-end.ts';
import { summaryOf } from '../../../src/report/summary.ts';
import { asMarkdown } from '../../../src/report/markdown.ts';
import { anOutcome, aRepository, aRunResult } from '../../support/build.ts';
import { anInventory, atHost } from '../../support/inventories.ts';
import { shownBy } from '../../support/page-reader.ts';

/** Something of each kind. */
function everything(overrides: Partial<Coverage> = {}): Coverage {
  const [gap, archived, left] = [atHost('gap'), atHost('archived'), atHost('left')];
  return {
    inventory: anInventory('github', [atHost('covered'), gap, archived, left], { pages: 2, total: 4 }),
    covered: 1,
    gaps: [{ repository: gap, reason: 'not-listed', hasFailed: false }],
    skipped: [archived],
    notSelected: [left],
    missingAtHost: [aRepository({ name: 'orphan' })],
    ...overrides,
  };
}

/** Cells of a table stand side by side in the text of a page. */
function bare(text: string): string {
  return text.replace(/\s+/g, '');
}

function incomplete(why: string): Coverage {
  const { inventory } = everything();
  return everything({ inventory: { ...inventory, incomplete: why } });
}

describe('summary and page tell the same of coverage, in the same order', () => {
  it.each<[string, Coverage]>([
    ['a complete list', everything()],
    ['a list that is not complete', incomplete('page 3 could not be read')],
    ['what goes where its project goes', everything({ skippedInProjects: true })],
  ])('%s', (_, coverage) => {
    const run = aRunResult(anOutcome(), {}, coverage);
    const { statement, evidence, limit } = proofOf(coverage.inventory, 'host-token');
    const named = namedInCoverage(coverage);
    expect(named).toHaveLength(3);
    const summary = summaryOf(run);
    const page = bare(shownBy(String(coverageSection(run))));
    const places = [statement, evidence, limit].map((text) => {
      expect(summary).toContain(asMarkdown(text));
      return page.indexOf(bare(text));
    });
    places.push(...coverageCounts(coverage).map(({ label, count }) => page.indexOf(bare(`${label}${String(count)}`))));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    const rows = coverageCounts(coverage).map(({ label }) => summary.indexOf(label));
    expect(rows).not.toContain(-1);
    expect(rows).toEqual(rows.toSorted((a, b) => a - b));
    for (const { heading } of named) {
      expect(summary).toContain(`<summary>${heading} (1)</summary>`);
      expect(page).toContain(bare(`${heading}: 1`));
      expect(detailsOf(run).join('\n')).toContain(`${heading}: '`);
    }
  });
});

describe('the counts', () => {
  it('sum up to what the host lists', () => {
    const [listed, ...others] = coverageCounts(everything());
    expect(listed?.count).toBe(others.reduce((sum, { count }) => sum + count, 0));
  });

  it.each([0, 1])('are none where nothing of the list could be read, in %i pages', (pages) => {
    const inventory = anInventory('github', [], { pages, incomplete: 'HTTP 500' });
    const run = aRunResult(anOutcome(), {}, { ...everything(), inventory, covered: 0, gaps: [] });
    expect(run.coverage?.outputs).toEqual({
      'host-repositories': '',
      'inventory-complete': 'false',
      'repositories-uncovered': '',
    });
    expect(run.coverage?.numbers).toEqual(['The list of GitHub could not be read']);
    expect(summaryOf(run)).not.toContain('In its list');
  });

  it('are 0 where the host proves that it has nothing', () => {
    const inventory = anInventory('github', [], { pages: 1 });
    const none = { covered: 0, gaps: [], skipped: [], notSelected: [], missingAtHost: [] };
    const run = aRunResult(anOutcome(), {}, { inventory, ...none });
    expect(run.coverage?.outputs).toMatchObject({ 'host-repositories': '0', 'repositories-uncovered': '0' });
  });
});
