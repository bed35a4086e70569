import { afterAll, describe, expect, it } from '@jest/globals';
import type { SimulatorOptions } from '../../simulator/server.ts';
import { ABSENT, DETACH, every, type LeavingWorld, leavingWorld, REFUSED } from '../support/leaving.ts';
import { type Ended, runAgainst } from '../support/run.ts';
import { serve } from '../support/service.ts';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCsv } from '../support/csv.ts';

const workspace = mkdtempSync(join(tmpdir(), 'gitprotect-leaving-'));

interface Reported {
  readonly ended: Ended;
  readonly json: unknown;
  /** The CSV's rows as objects. */
  readonly csv: readonly Readonly<Record<string, string>>[];
}

/** Runs the action twice in two equal worlds, for its report in each format. */
async function reportOf(
  inputs: Readonly<Record<string, string>>,
  prepare: (small: LeavingWorld) => void = () => undefined,
  options: SimulatorOptions = {},
): Promise<Reported> {
  const ends = [];
  for (const file of ['report.json', 'report.csv']) {
    const small = leavingWorld();
    prepare(small);
    const simulator = await serve(small.world, options);
    ends.push(
      await runAgainst(
        simulator,
        { ...ABSENT, 'verify-timeout': '1', ...inputs, 'report-file': file },
        { environment: { GITHUB_WORKSPACE: workspace } },
      ),
    );
  }
  const [ended] = ends;
  if (ended === undefined) throw new Error('no run');
  const [heads = [], ...rows] = parseCsv(readFileSync(join(workspace, 'report.csv'), 'utf8'));
  const csv = rows.map((row) => Object.fromEntries(heads.map((head, index) => [head, row[index] ?? ''])));
  return { ended, json: JSON.parse(readFileSync(join(workspace, 'report.json'), 'utf8')), csv };
}

describe('the reports of what leaves', () => {
  afterAll(() => {
    rmSync(workspace, { recursive: true, force: true });
  });

  it('say that it left, and its license is released', async () => {
    const { ended, json, csv } = await reportOf({});

    expect(ended.summary).toContain(
      "## ✅ GitProtect backup\n\n**Absent&#58; 'acme/api' is not in backup plan 'Daily' any more; 1 license released.**",
    );
    expect(ended.summary).toContain('| <code>api</code> | active → **inactive** | attached → **not attached** |');
    const repository = {
      ...{ kind: 'repository', name: 'api', license: 'released', proved: true },
      plans: [{ name: 'Daily', status: 'detached' }],
    };
    expect(json).toMatchObject({ state: 'absent', 'dry-run': false, repositories: [repository] });
    expect(ended.report).toMatchObject({ state: 'absent', repositories: [repository] });
    expect(csv).toEqual([
      expect.objectContaining({
        ...{ kind: 'repository', repository: 'api', license: 'released', plan: 'Daily', 'plan-status': 'detached' },
        ...{ proved: 'true', error: '', 'kept-for': '', removal: '' },
      }),
    ]);
    expect(ended.outputs['plan-health']).toBe('');
    expect(ended.log).not.toMatch(/^::(error|warning|notice) /m);
  });

  it('say for which plans a license is kept', async () => {
    const { ended, json, csv } = await reportOf({ repository: 'website', plan: 'Daily' });

    expect(ended.summary).toContain(
      "**Absent&#58; 'acme/website' is not in backup plan 'Daily' any more; 1 license kept for backup plan 'Weekly'.**",
    );
    expect(json).toMatchObject({ repositories: [{ license: 'kept', 'kept-for': [{ name: 'Weekly' }], proved: true }] });
    expect(csv).toEqual([expect.objectContaining({ license: 'kept', plan: 'Daily', 'kept-for': 'Weekly' })]);
  });

  it('of a repository in no plan have a line for it', async () => {
    const { json, csv, ended } = await reportOf({}, ({ daily, api }) => void daily.repositories.delete(api.id));

    expect(json).toMatchObject({ repositories: [{ license: 'released', plans: [] }] });
    expect(csv).toEqual([
      expect.objectContaining({ repository: 'api', license: 'released', plan: '', 'plan-status': '' }),
    ]);
    expect(ended.log).toContain("Absent: 'acme/api' is not in any backup plan any more; 1 license released");
  });

  it('name the plan that could not be left, and none that was', async () => {
    const faults = [{ endpoint: DETACH, occurrence: 1, fault: REFUSED }];
    const attach = ({ weekly, api }: LeavingWorld): unknown => weekly.repositories.add(api.id);
    const { ended } = await reportOf({ plan: 'Weekly\nDaily' }, attach, { faults });

    expect(ended.log).toContain("❌ Not absent: 'acme/api' may still be in backup plan 'Weekly', or still hold");
  });

  it('say what failed, and why', async () => {
    const { ended, json, csv } = await reportOf({}, () => undefined, { faults: every(DETACH, REFUSED) });

    expect(ended.summary).toContain('## ❌ GitProtect backup');
    expect(ended.summary).toContain(
      "Not absent&#58; 'acme/api' may still be in backup plan 'Daily', or still hold a license without a plan",
    );
    expect(json).toMatchObject({ repositories: [{ license: 'failed', plans: [{ status: 'failed' }], proved: false }] });
    expect(csv[0]).toMatchObject({ license: 'failed', 'plan-status': 'failed', proved: 'false' });
    expect(csv[0]?.['error']).toContain('not on Thursdays');
  });

  it('say that what is not listed is absent already', async () => {
    const { ended, json, csv } = await reportOf({ repository: 'gone' });

    expect(ended.summary).toContain(
      '**Already absent, nothing to do&#58; GitProtect lists none of the selected repositories.**',
    );
    expect(json).toMatchObject({ counts: { checked: 0, failed: 0 }, repositories: [] });
    expect(csv).toEqual([]);
  });

  it.each([
    ['kept', { confirm: 'api' }],
    ['deleted', { confirm: 'api and its backups', 'delete-backups': 'true' }],
  ])('say that it is removed (backups %s)', async (backups, inputs) => {
    const { ended, json, csv } = await reportOf({ state: 'removed', ...inputs });

    expect(ended.summary).toContain(
      `**Removed&#58; 'acme/api' is not in GitProtect any more, its backups are ${backups}.**`,
    );
    expect(ended.summary).toContain('| In GitProtect |');
    expect(ended.summary).toContain('listed → **removed**');
    expect(json).toMatchObject({ state: 'removed', repositories: [{ license: 'released', removal: 'removed' }] });
    expect(csv).toEqual([
      expect.objectContaining({ license: 'released', 'plan-status': 'detached', removal: 'removed' }),
    ]);
  });

  it('say what a dry run would do', async () => {
    const { ended, json, csv } = await reportOf({ state: 'removed', confirm: 'api', 'dry-run': 'true' });

    expect(ended.summary).toContain('## ⚠️ GitProtect backup');
    expect(ended.summary).toContain(
      'active → **would be released** | attached → **would be detached** | listed → **would be removed**',
    );
    expect(json).toMatchObject({
      'dry-run': true,
      repositories: [{ license: 'would-release', removal: 'would-remove' }],
    });
    expect(csv[0]).toMatchObject({ license: 'would-release', 'plan-status': 'would-detach', removal: 'would-remove' });
  });

  it('say in which plans it is, and which it left for exclusive ones', async () => {
    const { ended, json, csv } = await reportOf({ state: 'present', exclusive: 'true', plan: 'Weekly' });

    expect(ended.summary).toContain('| Other plans |');
    expect(ended.summary).toContain('<code>Daily</code>: attached → **not attached**');
    expect(json).toMatchObject({
      state: 'present',
      repositories: [
        {
          license: 'already-active',
          plans: [
            { name: 'Weekly', status: 'attached' },
            { name: 'Daily', status: 'detached' },
          ],
        },
      ],
    });
    expect(csv.map((row) => [row['plan'], row['plan-status']])).toEqual([
      ['Weekly', 'attached'],
      ['Daily', 'detached'],
    ]);
  });

  it('of a run that would take too much hold the error', async () => {
    const { ended, json, csv } = await reportOf({ 'max-removals': '0' });

    expect(ended.success).toBe(false);
    expect(json).toMatchObject({ error: { title: 'More removals than max-removals allows' } });
    expect(csv[0]).toMatchObject({ license: 'failed', 'plan-status': 'failed' });
  });
});
