import { describe, expect, it } from '@jest/globals';
import { type Coverage, GAP_REASONS } from '../../../src/domain/coverage.ts';
import { failurePage } from '../../../src/report/html/failure-page.ts';
import { pageOf } from '../../../src/report/html/page.ts';
import { gapWords } from '../../../src/report/coverage-words.ts';
import { jsonOf } from '../../../src/report/json.ts';
import type { RunResult } from '../../../src/report/run-result.ts';
import { printable, upperFirst } from '../../../src/shared/text.ts';
import {
  anOrganization,
  anOutcome,
  aPlan,
  aFailedRun,
  aRepository,
  aRunResult,
  failed,
  guid,
  inPlan,
  asIs,
} from '../../support/build.ts';
import { HOSTILE, UNPRINTABLE } from '../../support/hostile-texts.ts';
import { anInventory, atHost } from '../../support/inventories.ts';
import { outcomeOf, VERY_MANY, WAYS, withPlans } from '../../support/many.ts';
import { rowsOf, shownBy, tagsOf, tokensOf } from '../../support/page-reader.ts';

function page(run: RunResult): string {
  return [...pageOf(run)].join('');
}

/** A repository that failed, one that only the host has, and one of each other kind, all by this name. */
function everythingNamed(name: string): RunResult {
  const plan = aPlan({ name });
  const outcome = anOutcome(
    ...Object.values(WAYS).map((way, index) => ({
      ...way,
      repository: aRepository({ id: guid(300 + index), name }),
      plans: [inPlan('detached', failed({ title: name, message: name, reason: name, remedy: name }), plan)],
    })),
  );
  const inventory = anInventory('github', [atHost(name)], { owner: name });
  const coverage: Coverage = {
    ...{ inventory, covered: 0, skipped: [atHost(name)], notSelected: [], missingAtHost: [aRepository({ name })] },
    gaps: [{ repository: atHost(name), reason: 'not-listed', hasFailed: false }],
  };
  const run = aRunResult({ ...outcome, organization: anOrganization({ name }), plans: [plan] }, {}, coverage);
  return { ...run, server: name };
}

describe('the page shows texts from outside as they are, whatever they hold', () => {
  const tags = tagsOf(page(everythingNamed('plain')));

  it.each(Object.entries(HOSTILE))('%s', (_, text) => {
    const written = page(everythingNamed(text));
    // A line break in a message makes a paragraph, an escape stands by itself; nothing else makes any element.
    const others = (all: readonly string[]): readonly string[] => all.filter((tag) => !/^\/?(?:p|bdi)$/.test(tag));
    expect(others(tagsOf(written))).toEqual(others(tags));
    expect(written).not.toMatch(UNPRINTABLE);
    const rows = rowsOf(written);
    expect(rows).toHaveLength(8);
    for (const [name] of rows) expect(name).toBe(printable(text).trim());
  });

  it('in sentences, those that are written from right to left stand by themselves', () => {
    const written = page(everythingNamed('אבג; 1 of 2'));
    expect(written).toContain('<bdi>אבג</bdi>; 1 of 2');
    expect(rowsOf(written)[0]?.[0]).toBe('אבג; 1 of 2');
  });

  it('also of a run that ended early', () => {
    for (const text of Object.values(HOSTILE)) {
      const problem = { title: text, message: text, remedy: text };
      const written = [...failurePage({ ...aFailedRun(problem), organization: text, server: text }, text)].join('');
      expect(written).not.toMatch(UNPRINTABLE);
      expect(tagsOf(written).filter((tag) => tag === 'main' || tag === 'script')).toHaveLength(3);
      expect(shownBy(written)).toContain(printable(text).split(/\s/)[0] ?? '');
    }
  });
});

describe('the page loads and runs nothing from elsewhere', () => {
  it.each([
    ['of a run', page(everythingNamed('x'))],
    ['of a run that ended early', [...failurePage(aFailedRun(), 'Not proved to be protected')].join('')],
  ])('%s', (_, written) => {
    const policy = tokensOf(written).flatMap((token) =>
      'tag' in token && token.tag === 'meta' ? (token.attributes['content'] ?? []) : [],
    )[0];
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-\S+'; script-src 'sha256-\S+' 'sha256-\S+'; base-uri 'none'; form-action 'none'$/,
    );
    for (const token of tokensOf(written)) {
      if (!('tag' in token)) continue;
      const { tag, attributes } = token;
      expect(['img', 'iframe', 'link', 'object', 'embed', 'form', 'base', 'svg']).not.toContain(tag);
      expect(Object.keys(attributes).filter((name) => /^on|^style$|^src/.test(name))).toEqual([]);
      if ('href' in attributes) expect(attributes['href']).toMatch(/^#[a-z0-9-]+$/);
    }
  });
});

describe('the page says', () => {
  it('first how it ended, against what and when it was read', () => {
    const run = aRunResult(anOutcome(), { startedAt: 0, now: 65_000 });
    const shown = shownBy(page(run));
    expect(shown).toMatch(
      /GitProtect backup: acme .*Passed .*Protected, nothing to do: 'acme\/api' holds .* GitProtectgitprotect\.example .*acme abcdef.* Read1970-01-01 00:00:00 to 1970-01-01 00:01:05 UTC .*Kind of runLive run: nothing was changed/,
    );
    expect(shown).toMatch(/Version \d+\.\d+\.\d+/);
    expect(shown).toContain('None: the only one is proved to be licensed and attached to what was asked for.');
  });

  it.each(['action', 'command'] as const)('by which version of the %s it was written', (program) => {
    const version = new RegExp(`Written by version \\S+ of the ${program},`);
    const written = shownBy(page({ ...aRunResult(), program }));
    expect(written).toMatch(version);
    expect(written).toMatch(new RegExp(`${program}\\s*Version \\d`, 'i'));
    expect(written.toLowerCase()).not.toContain(program === 'action' ? 'the command' : 'the action');
    const early = shownBy([...failurePage({ ...aFailedRun(), program }, 'Not proved')].join(''));
    expect(early).toMatch(version);
  });

  it('that a dry run changed nothing, and what it would change', () => {
    const shown = shownBy(page(aRunResult(anOutcome(WAYS['would-change'], {}), { dryRun: true })));
    expect(shown).toContain('Dry run: nothing was changed');
    expect(shown).toContain('1 of 2 repositories, by reason: Would be changed (1)');
    expect(shown).toContain('inactive → would be activated');
  });

  it('for each status whether it is proved, and why not', () => {
    const rows = rowsOf(page(aRunResult(anOutcome(...Object.values(WAYS)))));
    expect(rows.map(([, isProved, result]) => [isProved, result])).toEqual([
      ['no', 'Failed: It went wrong'],
      ['no', 'Not tried, since others failed: It went wrong'],
      ['no', 'Would be changed (what to do)'],
      ['no', 'State not reported by the server (what to do)'],
      ['no', 'As asked at first, not read again (what to do)'],
      ['yes', 'Now licensed and attached'],
      ['yes', 'Already licensed and attached'],
    ]);
  });

  it('that what could not be read again is not proved, though it was as asked at first', () => {
    const shown = page(aRunResult(anOutcome(WAYS['not-read-again'], WAYS.failed)));
    expect(shownBy(shown)).toContain('could not be read again after the changes of this run. What to do: Check it');
  });

  it('what to do about each reason, once, with the names of all that have it', () => {
    const outcome = outcomeOf(60, () => ({ license: { before: 'inactive', result: failed() } }));
    const shown = shownBy(page(aRunResult(outcome)));
    expect(shown).toContain('It went wrong (60) For example: no license is free. What to do: Free a license.');
    expect(shown).toContain('… and 10 more');
    expect(shown.split('Free a license.')).toHaveLength(2);
  });

  it.each(GAP_REASONS)('of the Git host what is not covered, and why: %s', (reason) => {
    const gaps = [
      { repository: atHost('only/there'), reason, hasFailed: false },
      { repository: atHost('api'), reason, listed: guid(100), hasFailed: false },
    ];
    const inventory = anInventory('gitlab', ['only/there', 'api'], { total: 2 });
    const run = aRunResult(
      anOutcome(),
      {},
      { inventory, covered: 0, gaps, skipped: [], notSelected: [], missingAtHost: [] },
    );
    const written = page(run);
    const { why, remedy } = gapWords(
      { reason, repository: atHost('api') },
      {
        fails: false,
        dryRun: false,
        syncs: true,
        skipsArchived: false,
        removed: new Set(),
        worded: asIs,
      },
    );
    // The one that GitProtect lists has one row, not two.
    expect(rowsOf(written).map(([name, isProved, result]) => [name, isProved, result])).toEqual([
      ['only/there', 'no', `${upperFirst(why)} (what to do)`],
      ['api', 'no', `${upperFirst(why)} (what to do)`],
    ]);
    const shown = shownBy(written);
    expect(shown).toContain(remedy);
    expect(shown).toContain(
      'The list of GitLab is complete, as far as host-token can see. GitLab listed 2 repositories on 1 page, as many as it counts itself. Every page that GitLab named was read, no repository came twice, and nothing shows that the list goes on.',
    );
    expect(shown).not.toContain('is proved to be protected.');
  });

  it('that a list of the Git host is not complete, and what GitProtect lists besides', () => {
    const inventory = anInventory('github', ['api'], { incomplete: 'page 2 of 3 could not be read' });
    const missingAtHost = [aRepository({ name: 'renamed' })];
    const coverage = { inventory, covered: 1, gaps: [], skipped: [atHost('old')], notSelected: [], missingAtHost };
    const shown = shownBy(page(aRunResult(anOutcome(), {}, coverage)));
    expect(shown).toMatch(/The list of GitHub is not proved to be complete: +page 2 of 3 could not be read/);
    expect(shown).toMatch(/Needs attention .*Archived at GitHub, and left as they are: 1 old .*: 1 renamed/);
  });

  it('plainly where no Git host was asked', () => {
    const shown = shownBy(page(aRunResult()));
    expect(shown).toContain('No Git host was asked.');
    expect(shown).not.toContain('proved to be complete');
  });

  it('what the inputs are called where the run took place', () => {
    const worded = (text: string): string => text.replace(/dry-run|max-backup-age|(?<=the input )host/, '--$&');
    const old = aPlan({ lastRun: { successes: 3, warnings: 0, errors: 0, finishedAt: new Date(0) } });
    const outcome = { ...anOutcome(WAYS['would-change']), plans: [old] };
    const shown = shownBy(page(aRunResult(outcome, { dryRun: true, maxBackupAgeHours: 1, worded })));
    for (const name of ['Run without --dry-run', 'the limit of --max-backup-age', 'With the input --host'])
      expect(shown).toContain(name);
  });

  it('what else is to be done, also where a failure has the same title', () => {
    const plan = aPlan({ schedule: 'disabled' });
    const title = aRunResult({ ...anOutcome(), plans: [plan] }).toDo[0]?.title ?? '';
    const outcome = anOutcome({ license: { before: 'inactive', result: failed({ title }) } });
    expect(shownBy(page(aRunResult({ ...outcome, plans: [plan] })))).toContain(
      `${title}: The schedule of backup plan 'Daily' is disabled.`,
    );
  });

  it("the plans' health", () => {
    const outcome = {
      ...anOutcome(),
      plans: [
        aPlan({ lastRun: { successes: 3, warnings: 0, errors: 2, finishedAt: new Date(0) } }),
        aPlan({ id: guid(201), name: 'Weekly', schedule: 'disabled' }),
      ] as const,
    };
    const shown = shownBy(page(aRunResult(outcome)));
    expect(shown).toContain(
      'Dailyfailing: its last run had errors2 errors, 3 successes, 20783 days ago (1970-01-01 00:00 UTC)',
    );
    expect(shown).toContain('Weeklydisabled: it does not run by itself');
    expect(shown).toContain("The schedule of backup plan 'Weekly' is disabled. What to do: Enable the schedule");
  });

  it('of many plans how many are in which state', () => {
    const rows = rowsOf(page(aRunResult(withPlans(anOutcome(), 30, (index) => `Plan ${String(index)}`))));
    expect(rows[0]?.[4]).toBe(
      `30 plans attached: ${Array.from({ length: 10 }, (_, index) => `Plan ${String(index)}`).join(', ')} and 20 more`,
    );
  });
});

describe('the page of very many repositories', () => {
  it('is at most twice as long as the same report as JSON', () => {
    const run = aRunResult(outcomeOf(VERY_MANY, (index) => (index % 10 === 7 ? WAYS.failed : {})));
    const lengthOf = (pieces: Iterable<string>): number => {
      let bytes = 0;
      for (const piece of pieces) bytes += Buffer.byteLength(piece);
      return bytes;
    };
    const html = lengthOf(pageOf(run));
    expect(html).toBeLessThan(600 * VERY_MANY);
    expect(html).toBeLessThan(2 * lengthOf(jsonOf(run)));
  });

  it('explains at most 200 reasons, and has each in the table', () => {
    const outcome = outcomeOf(300, (index) => ({
      license: { before: 'inactive', result: failed({ message: `no ${String(index)}` }) },
    }));
    const written = page(aRunResult(outcome));
    expect(tagsOf(written).filter((tag) => tag === 'article')).toHaveLength(200);
    expect(shownBy(written)).toContain('… and 100 reasons more');
    expect(rowsOf(written)[299]?.[2]).toMatch(/^Failed: It went wrong: no \d+$/);
  });
});
