import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { ScriptedFault } from '../../simulator/faults.ts';
import { parseCsv } from '../support/csv.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { runAgainst } from '../support/run.ts';
import { calledEndpoints, serve } from '../support/service.ts';
import {
  ACTIVATE,
  annotationsIn,
  ATTACH,
  countOf,
  manyWorld,
  nameOf,
  PAGES,
  PLANS,
  problemsIn,
  protectedOf,
  provedIn,
  sweep,
  totalsIn,
} from '../support/sweep.ts';

/* Whole runs for whole organizations. */

const workspace = mkdtempSync(join(tmpdir(), 'gitprotect-organization-'));

afterAll(() => {
  rmSync(workspace, { recursive: true, force: true });
});

interface Report {
  readonly counts: Readonly<Record<string, number>>;
  readonly truncated: boolean;
  readonly 'dry-run': boolean;
  readonly repositories: readonly { readonly name: string; readonly proved: boolean; readonly license: string }[];
}

function reportIn(file: string): Report {
  return JSON.parse(readFileSync(join(workspace, file), 'utf8')) as Report;
}

const IN_WORKSPACE = { environment: { GITHUB_WORKSPACE: workspace } };

describe('a run for every repository', () => {
  it('protects all of them, and the next one only reads pages', async () => {
    const many = manyWorld(250);
    const simulator = await serve(many.world);

    const { success, outputs, log } = await runAgainst(simulator, { repository: '*' });

    expect(success).toBe(true);
    expect(protectedOf(many)).toHaveLength(250);
    expect(outputs).toMatchObject({
      drift: 'true',
      changed: 'true',
      'repository-id': '',
      'license-status': 'activated',
      'plan-status': 'attached',
      'repositories-checked': '250',
      'repositories-changed': '250',
      'repositories-failed': '0',
    });
    expect(log).toContain('✅ Protected, drift corrected: 250 repositories');
    // Sign-in, organizations, two readings of three pages, plans; changes; one reading of pages, and plans.
    expect([simulator.requests.length, countOf(simulator, PAGES)]).toEqual([1 + 1 + 6 + 1 + 3 + 250 + 3 + 1, 6 + 3]);

    const next = await serve(many.world);
    const second = await runAgainst(next, { repository: '*' });

    expect([second.success, second.outputs['drift'], second.outputs['changed']]).toEqual([true, 'false', 'false']);
    expect(calledEndpoints(next).sort()).toEqual(
      ['account/login', 'git/organizations/getmany', ...Array.from({ length: 6 }, () => PAGES), PLANS].sort(),
    );
    expect(second.log).toContain('Nothing to change');
  });

  it('verifies ten changes among 1,000 without a request for each', async () => {
    const many = manyWorld(1000, { licensed: true, attached: true });
    for (const { id } of many.repositories.slice(400, 410)) many.daily.repositories.delete(id);
    const simulator = await serve(many.world);

    const { success, outputs } = await runAgainst(simulator, { repository: '*' });

    expect([success, outputs['repositories-changed']]).toEqual([true, '10']);
    const after = calledEndpoints(simulator).slice(calledEndpoints(simulator).lastIndexOf(ATTACH) + 1);
    expect(after.filter((endpoint) => endpoint === PAGES).length).toBeLessThanOrEqual(10);
    expect(countOf(simulator, PLANS)).toBe(2);
  });

  it('excludes those that are removed at the Git host', async () => {
    const many = manyWorld(40);
    for (const repository of many.repositories.slice(0, 7)) repository.removed = true;
    const simulator = await serve(many.world);

    const { success, outputs, log, report } = await runAgainst(simulator, { repository: '*' });

    expect([success, outputs['repositories-checked']]).toEqual([true, '33']);
    expect(protectedOf(many)).toHaveLength(33);
    expect(many.repositories.slice(0, 7).some(({ licensed }) => licensed)).toBe(false);
    expect(report).toMatchObject({ counts: { checked: 33, 'passed-over': 7 } });
    expect(log).toMatch(/Passed over, .*: 7 repositories: /m);
  });

  it('fails where there is none', async () => {
    const simulator = await serve(manyWorld(0).world);
    const { success, log } = await runAgainst(simulator, { repository: '*' });
    expect(success).toBe(false);
    expect(log).not.toContain('✅');
  });
});

describe('lines of the input repository', () => {
  it('select by patterns, and lines with ! always win', async () => {
    const many = manyWorld(130, { attached: true });
    const simulator = await serve(many.world);

    const { success, outputs, log } = await runAgainst(simulator, {
      repository: 'repo-00*\nrepo-012?\n!repo-0*5\n!ACME/REPO-0120\n!nothing-like-it',
    });

    const expected = Array.from({ length: 130 }, (_, number) => number).filter(
      (number) => (number < 100 || number >= 120) && number % 10 !== 5 && number !== 120,
    );
    expect([success, outputs['repositories-checked']]).toEqual([true, String(expected.length)]);
    expect(protectedOf(many).map(({ name }) => name)).toEqual(expected.map(nameOf));
    expect(many.repositories.filter(({ licensed }) => licensed)).toHaveLength(expected.length);
    expect(annotationsIn(log)).toEqual([expect.stringContaining("'!nothing-like-it'")]);
  });

  it('that only leave out select all the rest', async () => {
    const many = manyWorld(30);
    const simulator = await serve(many.world);

    const { success } = await runAgainst(simulator, { repository: '!repo-000?' });

    expect(success).toBe(true);
    expect(protectedOf(many).map(({ name }) => name)).toEqual(
      Array.from({ length: 20 }, (_, index) => nameOf(10 + index)),
    );
  });

  it('that match something are not said to match nothing, though little of the list was read', async () => {
    const many = manyWorld(4000);
    const simulator = await serve(many.world);

    const { success, log } = await runAgainst(simulator, { repository: 'repo-0050\n!repo-25*\n!repo-3999' });

    expect(success).toBe(true);
    expect(protectedOf(many).map(({ name }) => name)).toEqual([nameOf(50)]);
    expect(log).not.toMatch(/matches nothing/);
  });

  it('that name several, of which one has to be synchronized first, protect all of them', async () => {
    const clock = new FakeClock();
    const many = manyWorld(300, { syncMs: 100, now: () => clock.now() });
    many.acme.atHost.add('brand-new');
    const simulator = await serve(many.world);

    const repository = 'repo-0007\nacme/brand-new\nrepo-0299';
    const { success, outputs } = await runAgainst(simulator, { repository }, { clock });

    expect([success, outputs['repositories-checked']]).toEqual([true, '3']);
    const brandNew = many.world.repositoriesOf(many.acme).find(({ name }) => name === 'brand-new');
    expect(many.world.isProtected(brandNew?.id ?? '', many.daily.id)).toBe(true);
    expect(protectedOf(many).map(({ name }) => name)).toEqual([nameOf(7), nameOf(299)]);
    expect(countOf(simulator, 'git/repositories/sync')).toBe(1);
  });

  it.each([
    ['a pattern', 'repo-000?\nweb-*', 'A pattern matches no repository'],
    ['a name', 'repo-000?\nweb', 'GitProtect does not list the repository'],
    ['several', 'repo-000?\nweb\nshop-*', 'GitProtect does not list some repositories'],
  ])('of which %s matches nothing fail before anything is changed', async (_, repository, title) => {
    const simulator = await serve(manyWorld(250).world);

    const { success, report } = await runAgainst(simulator, { repository, sync: 'never' });

    expect(success).toBe(false);
    expect(report).toMatchObject({ error: { title } });
    expect([countOf(simulator, ACTIVATE), countOf(simulator, ATTACH)]).toEqual([0, 0]);
  });
});

describe('a dry run for every repository', () => {
  it('changes nothing, and lists each that would change in the log and in the report file', async () => {
    const many = manyWorld(300, { licensed: true, attached: true });
    for (const repository of many.repositories.filter((_, index) => index % 2 === 0)) repository.licensed = false;
    const simulator = await serve(many.world);

    const { success, outputs, log } = await runAgainst(
      simulator,
      { repository: '*', 'dry-run': 'true', 'report-file': 'dry-run.json' },
      IN_WORKSPACE,
    );

    const drifted = many.repositories.filter((_, index) => index % 2 === 0).map(({ name }) => name);
    expect([success, outputs['drift'], outputs['changed'], outputs['license-status']]).toEqual([
      true,
      'true',
      'false',
      'would-activate',
    ]);
    expect([countOf(simulator, ACTIVATE), countOf(simulator, ATTACH)]).toEqual([0, 0]);
    const logged = log.split('\n').flatMap((line) => /^Repository '([^']+)'/.exec(line)?.[1] ?? []);
    expect(logged).toEqual(drifted);
    const report = reportIn('dry-run.json');
    expect(report).toMatchObject({ 'dry-run': true, truncated: false, counts: { checked: 300, changed: 0 } });
    const would = report.repositories.filter(({ license }) => license === 'would-activate');
    expect(would.map(({ name }) => name)).toEqual(drifted);
    expect(report.repositories).toHaveLength(300);
  });
});

describe('the report file', () => {
  it('holds every repository once as CSV, what failed first', async () => {
    const many = manyWorld(30);
    Object.assign(many.repositories[17] ?? {}, { archived: true });
    const simulator = await serve(many.world);

    const { success, outputs } = await runAgainst(
      simulator,
      { repository: '*', 'report-file': 'reports/all.csv' },
      IN_WORKSPACE,
    );

    expect([success, outputs['repositories-failed']]).toEqual([false, '1']);
    expect(outputs['report-path']).toBe(join(workspace, 'reports/all.csv'));
    const [, ...rows] = parseCsv(readFileSync(join(workspace, 'reports/all.csv'), 'utf8'));
    expect(rows).toHaveLength(30);
    expect(rows[0]?.join()).toMatch(/^repo-0017,.*,failed,Daily,.*,failed,false,.*is archived/);
    const names = rows.map(([name]) => name);
    expect(names.sort()).toEqual(many.repositories.map(({ name }) => name));
  });
});

describe('a change that the server accepted but did not make', () => {
  it.each([1, 14, 25])('is found for one repository of 250 (attachment %i of 25)', async (occurrence) => {
    const many = manyWorld(250, { attached: true });
    for (const [number, { id }] of many.repositories.entries())
      if (number % 10 === 9) many.daily.repositories.delete(id);
    const ignored: ScriptedFault = { endpoint: ATTACH, occurrence, fault: { kind: 'ignored' } };
    const simulator = await serve(many.world, { faults: [ignored] });

    const end = await sweep(simulator);

    expect(totalsIn(end)).toEqual({ changed: 249, failed: 1 });
    const unprotected = many.repositories.filter((each) => !protectedOf(many).includes(each)).map(({ name }) => name);
    expect(unprotected).toHaveLength(1);
    expect(Object.keys(problemsIn(end))).toEqual(unprotected);
    expect(provedIn(end)).not.toContain(unprotected[0]);
    expect(end.log).toContain('GitProtect accepted a change but did not make it');
    // Two readings of the whole list at first, one afterwards, and then looks at the one page of what is in doubt.
    expect(countOf(simulator, PAGES)).toBeLessThanOrEqual(6 + 3 + 9);
  });

  it('is found for a whole batch of licenses', async () => {
    const many = manyWorld(250);
    const ignored: ScriptedFault = { endpoint: ACTIVATE, occurrence: 2, fault: { kind: 'ignored' } };
    const simulator = await serve(many.world, { faults: [ignored] });

    const end = await sweep(simulator);

    // That attaching them is refused may keep others from the plan as well, but none is reported as protected that isn't.
    expect(protectedOf(many).length).toBeGreaterThanOrEqual(100);
    expect(many.repositories.filter(({ licensed }) => licensed)).toHaveLength(150);
    expect(provedIn(end)).toEqual(protectedOf(many).map(({ name }) => name));
    expect(totalsIn(end)['failed']).toBe(250 - protectedOf(many).length);
  });
});
