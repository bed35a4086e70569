import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { EOL, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ActionRun, runAction } from '../../scripts/run-action.ts';
import { parseCsv } from '../support/csv.ts';
import { serve, smallWorld } from '../support/service.ts';

/* The committed bundle ends its lines as the system does, in what it writes for the runner: here as Windows does. */

const PRELOAD = pathToFileURL(join(import.meta.dirname, '../support/windows-newlines.mjs'));
const WINDOWS = { newline: '\r\n', environment: { NODE_OPTIONS: `--import=${PRELOAD.href}` } };
const HERE = { newline: EOL, environment: {} };

let workspace = '';

beforeAll(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'gitprotect-newlines-'));
});

afterAll(async () => {
  await rm(workspace, { recursive: true, force: true, maxRetries: 5 });
});

interface Written {
  readonly run: ActionRun;
  readonly reportFile: string;
}

/** Corrects the same drift once for each system, and reads the file with the report. */
async function runOn(systems: readonly (typeof HERE)[], reportFile: string): Promise<readonly Written[]> {
  const { world, api, daily } = smallWorld();
  const { email, password } = world.account;
  const simulator = await serve(world);
  const written: Written[] = [];
  for (const { newline, environment } of systems) {
    api.licensed = false;
    daily.repositories.delete(api.id);
    const run = await runAction({
      inputs: { 'server-url': simulator.url, email, password, plan: 'Daily', 'report-file': reportFile },
      environment: { GITHUB_WORKSPACE: workspace, ...environment },
      newline,
    });
    written.push({ run, reportFile: await readFile(join(workspace, reportFile), 'utf8') });
  }
  return written;
}

/** Without what differs from run to run: tokens that are masked, when it was, and how long it took. */
function comparable(text: string): string {
  return text
    .replaceAll(/^::add-mask::.*$/gm, '::add-mask::')
    .replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, 'a time')
    .replaceAll(/\d+(\.\d+)? (s|ms)\b/g, 'a while');
}

describe('the committed bundle where lines end as on Windows', () => {
  it('ends each line of its log so', async () => {
    const [{ run } = {}] = await runOn([{ ...WINDOWS, newline: '\n' }], 'report.json');
    expect(run?.stdout).toMatch(/Protected, drift corrected.*\r\n/);
    expect(run?.stdout.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it.each(['report.json', 'report.csv'])('writes what it writes elsewhere, all of it readable: %s', async (file) => {
    const [here, { run, reportFile } = {}] = await runOn([HERE, WINDOWS], file);

    expect([run?.exitCode, run?.stderr]).toEqual([0, '']);
    expect(run?.outputs).toMatchObject({ drift: 'true', changed: 'true', 'report-path': join(workspace, file) });
    const withoutTimes = ({ outputs = {} }: Partial<ActionRun> = {}): object => ({
      ...outputs,
      report: comparable(outputs['report'] ?? ''),
    });
    expect(withoutTimes(run)).toEqual(withoutTimes(here?.run));
    expect(run?.summary).toContain('Protected, drift corrected');
    expect(comparable(run?.summary ?? '')).toBe(comparable(here?.run.summary ?? ''));
    expect(comparable(run?.stdout ?? '')).toBe(comparable(here?.run.stdout ?? ''));
    expect(comparable(reportFile ?? '')).toBe(comparable(here?.reportFile ?? ''));
    const report: unknown = JSON.parse(run?.outputs['report'] ?? '');
    expect(report).toMatchObject({ repositories: [{ name: 'api', proved: true }] });
    if (file.endsWith('.json')) expect(JSON.parse(reportFile ?? '')).toEqual(report);
    else expect(parseCsv(reportFile ?? '').map(([name]) => name)).toEqual(['repository', 'api']);
  });
});
