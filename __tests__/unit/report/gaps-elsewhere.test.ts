import { describe, expect, it } from '@jest/globals';
import type { Coverage, Gap } from '../../../src/domain/coverage.ts';
import type { HostRepository } from '../../../src/domain/inventory.ts';
import { codeInsightsOf } from '../../../src/report/code-insights.ts';
import { gapLinksOf } from '../../../src/report/gap-links.ts';
import { junitOf } from '../../../src/report/junit.ts';
import type { RunResult } from '../../../src/report/run-result.ts';
import { textTable } from '../../../src/report/terminal-table.ts';
import { anOutcome, aRepository, aRunResult, failed } from '../../support/build.ts';
import { anInventory, atHost } from '../../support/inventories.ts';

/* Gaps at the Git host where there is no job summary. */

function gap(repository: HostRepository, hasFailed = false): Gap {
  return { repository, reason: 'not-listed', hasFailed };
}

function runWith(gaps: readonly Gap[], failOnGap = false): RunResult {
  const inventory = anInventory('github', ['api', ...gaps.map(({ repository }) => repository)]);
  const coverage: Coverage = { inventory, covered: 1, gaps, notSelected: [], skipped: [], missingAtHost: [] };
  return aRunResult(anOutcome(), { failOnGap }, coverage);
}

describe('the table of a terminal', () => {
  it('has a part of its own for gaps, with the reason of each', () => {
    const lines = textTable(runWith([gap(atHost('new')), gap(atHost('other'))]));
    expect(lines.slice(-3)).toEqual([
      'NOT PROVED TO BE PROTECTED  WHY',
      'new                         not listed by GitProtect',
      'other                       not listed by GitProtect',
    ]);
    expect(textTable(runWith([])).join()).not.toContain('NOT PROVED');
  });

  it('says how many gaps it leaves out', () => {
    const gaps = Array.from({ length: 203 }, (_, index) => gap(atHost(`new-${String(index)}`)));
    expect(textTable(runWith(gaps)).at(-1)).toBe('… and 3 more: --report-file gives all');
  });
});

describe('Code Insights and JUnit', () => {
  it.each([
    [false, 'MEDIUM'],
    [true, 'HIGH'],
  ])('has an annotation for each gap: fail-on-gap %s', (failOnGap, severity) => {
    const { report, annotations } = codeInsightsOf(runWith([gap(atHost('new'))], failOnGap));
    expect(annotations).toMatchObject([
      {
        external_id: 'gitprotect-1',
        severity,
        result: 'FAILED',
        summary: 'new: not proved to be protected: not listed by GitProtect',
        details: expect.stringMatching(/^What to do: Grant access/),
      },
    ]);
    expect(report['details']).toMatch(/^Gaps found: .*\nWhat to do now:\nnew: .* What to do: Grant access/);
    expect(report['data']).toContainEqual({
      title: 'Repositories not proved at the Git host',
      type: 'NUMBER',
      value: 1,
    });
  });

  it('says once what the run failed for', () => {
    const outcome = anOutcome({ license: { before: 'inactive', result: failed() } });
    const gaps = [gap(atHost('api'), true)];
    const coverage: Coverage = {
      inventory: anInventory('github', ['api']),
      covered: 0,
      gaps,
      notSelected: [],
      skipped: [],
      missingAtHost: [],
    };
    const run = aRunResult(outcome, { failOnGap: true }, coverage);
    expect(codeInsightsOf(run).annotations).toHaveLength(1);
    expect(junitOf(run)).toContain('tests="1" failures="1"');
  });
});

describe('Code Insights', () => {
  it('say once what GitProtect lists and a dry run would change', () => {
    const repository = aRepository();
    const outcome = anOutcome({ repository, license: { before: 'inactive', result: { kind: 'would' } } });
    const listed: Gap = { repository: atHost('api'), reason: 'not-listed', listed: repository.id, hasFailed: false };
    const inventory = anInventory('github', ['api', 'new']);
    const gaps = [listed, gap(atHost('new'))];
    const coverage: Coverage = { inventory, covered: 0, gaps, notSelected: [], skipped: [], missingAtHost: [] };
    const { annotations } = codeInsightsOf(aRunResult(outcome, { dryRun: true }, coverage));
    expect(annotations.map(({ summary }) => summary)).toEqual([
      'api: would be changed',
      expect.stringMatching(/^new: not proved to be protected: /),
    ]);
  });
});

describe('links to gaps', () => {
  it('say what is missing, and lead to the Git host', () => {
    const repository = { ...atHost('new'), url: 'https://github.com/acme/new' };
    expect(gapLinksOf(runWith([gap(repository)]))).toEqual([
      { label: 'Not proved to be protected: new (not listed by GitProtect)', url: 'https://github.com/acme/new' },
    ]);
    expect(gapLinksOf(aRunResult())).toEqual([]);
  });

  it.each(['javascript:alert(1)', 'ftp://github.com/acme/new', '', '/acme/new'])('are none to %j', (url) => {
    expect(gapLinksOf(runWith([gap({ ...atHost('new'), url })]))).toEqual([]);
  });

  it('are a few of many, and say so', () => {
    const gaps = Array.from({ length: 50 }, (_, index) =>
      gap({ ...atHost(`new-${String(index)}`), url: `https://github.com/acme/new-${String(index)}` }),
    );
    const links = gapLinksOf(runWith(gaps));
    expect(links).toHaveLength(20);
    expect(links.at(-1)?.label).toMatch(/^Not proved to be protected: new-19 .*, and 30 more in the report$/);
  });
});
