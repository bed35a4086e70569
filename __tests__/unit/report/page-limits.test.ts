import { describe, expect, it } from '@jest/globals';
import type { Coverage } from '../../../src/domain/coverage.ts';
import { failurePage } from '../../../src/report/html/failure-page.ts';
import { pageOf } from '../../../src/report/html/page.ts';
import type { RunResult } from '../../../src/report/run-result.ts';
import { aFailedRun, anOutcome, aPlan, aRepository, aRunResult, failed, guid } from '../../support/build.ts';
import { anInventory, atHost } from '../../support/inventories.ts';
import { WAYS } from '../../support/many.ts';
import { rowsOf, shownBy } from '../../support/page-reader.ts';

function page(run: RunResult): string {
  return [...pageOf(run)].join('');
}

const NOW = Date.UTC(2026, 10, 26);

function daysAgo(days: number): Date {
  return new Date(NOW - days * 24 * 3_600_000);
}

function runWithPlan(overrides: Parameters<typeof aPlan>[0], more: Parameters<typeof aRunResult>[1] = {}): RunResult {
  return aRunResult({ ...anOutcome(), plans: [aPlan(overrides)] }, more);
}

function covered(more: Partial<Coverage>): Coverage {
  const inventory = anInventory('github', ['api', 'billing', 'payroll']);
  return { inventory, covered: 1, gaps: [], skipped: [], notSelected: [], missingAtHost: [], ...more };
}

describe('the page claims no more than it knows', () => {
  const lastRun = { successes: 3, warnings: 0, errors: 0, finishedAt: daysAgo(500) };

  it('says how old the last run is, and that its age was not checked', () => {
    const shown = shownBy(page(runWithPlan({ lastRun })));
    expect(shown).toContain(
      "Last run of backup plan 'Daily': 3 successes, 500 days ago (2025-07-14 00:00 UTC); its age was not checked (max-backup-age is not given).",
    );
    expect(shown).toContain('a plan counts as healthy however long ago its last run was');
  });

  it('says which age was asked for, where one was', () => {
    const finishedAt = daysAgo(1);
    const shown = shownBy(page(runWithPlan({ lastRun: { ...lastRun, finishedAt } }, { maxBackupAgeHours: 48 })));
    expect(shown).toContain('24 hours ago (2026-11-25 00:00 UTC); max-backup-age allows 48 hours.');
    expect(shown).not.toContain('was not checked');
  });

  it('is green only where every plan is known to be healthy', () => {
    expect(page(runWithPlan({ lastRun }))).toContain('<p class="word good">Passed</p>');
    const unknown = page(runWithPlan({ lastRun: undefined }));
    expect(unknown).toContain('<p class="word attention">Passed</p>');
    expect(shownBy(unknown)).toContain("GitProtect does not report when backup plan 'Daily' ran last.");
    expect(shownBy(unknown)).toContain("GitProtect does not show that backup plan 'Daily' runs well");
  });

  it('says beside what is attached that the plan does not run', () => {
    const shown = shownBy(page(runWithPlan({ name: 'Off', schedule: 'disabled' })));
    expect(shown).toContain(
      "the only one is proved to be licensed and attached to what was asked for. But that is not enough for backups: the schedule of backup plan 'Off' is disabled.",
    );
  });

  it('tells its limits beside the verdict', () => {
    expect(page(aRunResult())).toMatch(
      /class="verdict attention"[^]*can be restored: <a href="#limits">[^]*<\/div>\n\n<dl>/,
    );
  });

  it('gives what left a plan no green', () => {
    const written = page(aRunResult(anOutcome(), { state: 'absent' }));
    expect(written).toContain('<p class="word neutral">Out of the backup plans, as asked</p>');
    expect(shownBy(written)).toContain('Nothing here shows that it is protected.');
    expect(written).toContain('<th scope="col">As asked</th>');
    expect(written).not.toContain('>Proved');
  });

  it('does not say of what is not reported to a dry run that it would be changed', () => {
    const way = { license: { before: 'unknown', result: { kind: 'would' } } } as const;
    const [unreported, drifted] = [way, WAYS['would-change']].map((each) => {
      const written = page(aRunResult(anOutcome(each), { dryRun: true }));
      return rowsOf(written)[0]?.[2];
    });
    expect(unreported).toBe('State not reported by the server (what to do)');
    expect(drifted).toBe('Would be changed (what to do)');
  });
});

describe('the page says what was looked at', () => {
  it.each([
    [['*', '!payroll'], [], 'Selected*, without payroll Git host'],
    [['api', 'b*'], ['Shop'], 'Selectedapi, b*; projects Shop Git host'],
    [[], ['*', '!Old'], 'Selectedprojects *, without Old Git host'],
  ])('by the lines of the selection: %j %j', (repository, project, expected) => {
    expect(shownBy(page(aRunResult(anOutcome(), { selection: { repository, project } })))).toContain(expected);
  });

  it('and what was not selected, beside the verdict and by name', () => {
    const notSelected = [atHost('billing'), atHost('payroll')];
    const shown = shownBy(page(aRunResult(anOutcome(), {}, covered({ notSelected }))));
    expect(shown).toContain('2 of 3 repositories at GitHub were not selected: billing, payroll.');
    expect(shown).toContain('Listed by GitHub, but not selected: 2 billingpayroll');
  });

  it('what is archived, and what only GitProtect lists', () => {
    const missingAtHost = [aRepository()];
    const shown = page(aRunResult(anOutcome(), {}, covered({ skipped: [atHost('old')], missingAtHost })));
    expect(shownBy(shown)).toContain('1 archived at GitHub, and left as it is: old.');
    expect(shownBy(shown)).toContain('1 of GitProtect, but not in the list of GitHub: api.');
    expect(rowsOf(shown)[0]?.[2]).toMatch(/; not in the Git host's list$/);
  });

  it('what is not in a list that is not complete', () => {
    const inventory = anInventory('github', ['billing'], { incomplete: 'page 2 could not be read' });
    const shown = page(aRunResult(anOutcome(), {}, covered({ inventory, missingAtHost: [aRepository()] })));
    expect(shownBy(shown)).toContain('1 of GitProtect, but not in what was read of the list of GitHub: api.');
    expect(rowsOf(shown)[0]?.[2]).toMatch(/; not in what was read of the Git host's list$/);
  });

  it('what was passed over, which is not called missing in GitProtect', () => {
    const gaps = [
      { repository: atHost('gone'), reason: 'not-listed', hasFailed: false },
      { repository: atHost('lab'), reason: 'not-listed', hasFailed: false },
    ] as const;
    const passedOver = [{ id: guid(400), name: 'acme/Gone' }];
    const written = page(aRunResult(anOutcome(), { passedOver }, covered({ gaps })));
    expect(shownBy(written)).toContain('Passed over1, which GitProtect marks as removed at the Git host: acme/Gone');
    expect(rowsOf(written).map(([name, , result]) => [name, result])).toEqual([
      [
        'gone',
        'Marked as removed at the Git host by GitProtect, though the Git host lists one of this name (what to do)',
      ],
      ['lab', 'Not listed by GitProtect (what to do)'],
      ['api', expect.any(String)],
    ]);
    expect(shownBy(written)).toContain(
      '2 of 3 repositories (1 in GitProtect, 2 that only the Git host has in its list), by reason:',
    );
  });

  it('rows, where one at the Git host may be the same repository as one in GitProtect', () => {
    const gaps = [{ repository: atHost('api'), reason: 'ambiguous', hasFailed: false }] as const;
    const shown = shownBy(page(aRunResult(anOutcome(), {}, covered({ gaps }))));
    expect(shown).toContain(
      '1 of 2 rows of the table below (1 for what GitProtect lists, 1 for what only the Git host lists or what cannot be told apart), by reason:',
    );
  });

  it('one reason for what the run failed for, in the words of the server', () => {
    const license = { before: 'inactive', result: failed({ message: 'it is archived' }) } as const;
    const gaps = [{ repository: atHost('api'), reason: 'not-licensed', listed: guid(100), hasFailed: true }] as const;
    const written = page(aRunResult(anOutcome({ license }), {}, covered({ gaps })));
    expect(shownBy(written)).toContain('This run failed for it1See the reasons.');
    expect(shownBy(written)).not.toContain('No active license');
    expect(written).toContain('<tr class="n" data-errors="it is archived">');
  });

  it('also of a run that ended early', () => {
    const shown = shownBy([...failurePage({ ...aFailedRun(), dryRun: true }, 'Not proved to be protected')].join(''));
    expect(shown).toContain(
      'GitProtectgitprotect.example Organizationacme Ended1970-01-01 00:00:00 UTC Kind of runDry run',
    );
  });
});

describe('a name that is written from right to left', () => {
  it('has the escape of a character that is not shown by itself', () => {
    const run = aRunResult(anOutcome({ repository: aRepository({ name: 'אב\u202efail' }) }));
    expect(page(run)).toContain('<th scope="row"><bdi>אב<bdi>\\u{202e}</bdi>fail</bdi>');
  });
});
