import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ActionRun, runAction } from '../../scripts/run-action.ts';
import type { Simulator } from '../../simulator/server.ts';
import { KILLED } from '../support/killed.ts';
import { serve } from '../support/service.ts';
import { ATTACH, countOf, type ManyWorld, manyWorld, PAGES, protectedOf } from '../support/sweep.ts';

/* The committed bundle sweeps whole organizations. */

let workspace = '';

beforeAll(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'gitprotect-sweep-'));
});

afterAll(async () => {
  await rm(workspace, { recursive: true, force: true });
});

async function sweepOn(
  simulator: Simulator,
  inputs: Readonly<Record<string, string>> = {},
  onStart?: (processId: number) => void,
): Promise<ActionRun> {
  const { email, password } = simulator.world.account;
  return await runAction({
    inputs: { 'server-url': simulator.url, email, password, plan: 'Daily', repository: '*', ...inputs },
    environment: { GITHUB_WORKSPACE: workspace },
    ...(onStart === undefined ? {} : { onStart }),
  });
}

interface Report {
  readonly truncated: boolean;
  readonly counts: Readonly<Record<string, number>>;
  readonly repositories: readonly { readonly name: string; readonly proved: boolean }[];
}

function reportOf({ outputs }: ActionRun): Report {
  return JSON.parse(outputs['report'] ?? '{}') as Report;
}

function expectAllProved(run: ActionRun, many: ManyWorld): void {
  expect([run.exitCode, run.signal, run.stderr]).toEqual([0, null, '']);
  expect(run.stdout).toContain('✅ Protected');
  expect(protectedOf(many)).toHaveLength(many.repositories.length);
  const { repositories, truncated } = reportOf(run);
  expect(truncated).toBe(false);
  expect(repositories.filter(({ proved }) => proved)).toHaveLength(many.repositories.length);
}

describe('a sweep over more than a hundred pages', () => {
  it('proves each of 2,600 repositories, and writes all of them to the file', async () => {
    const many = manyWorld(2600, { licensed: true, attached: true });
    const simulator = await serve(many.world, { keepRequests: false, pageCap: 25 });

    const run = await sweepOn(simulator, { 'report-file': 'reports/long.csv' });

    expect([run.exitCode, run.signal, run.stderr]).toEqual([0, null, '']);
    expect(run.stdout).toContain('✅ Protected, nothing to do: 2600 repositories');
    expect(reportOf(run).truncated).toBe(true);
    expect(Buffer.byteLength(run.outputs['report'] ?? '')).toBeLessThan(512 * 1024);
    const lines = (await readFile(join(workspace, 'reports/long.csv'), 'utf8')).trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + 2600);
    // Twice 104 pages.
    expect(simulator.counts.get(PAGES)).toBe(208);
  });
});

describe('a sweep that is killed', () => {
  it('in the middle of its attachments says nothing, and is healed by the next one', async () => {
    const occurrence = 120;
    const many = manyWorld(300, { rejectsRepeats: true });
    let processId: number | undefined;
    const simulator = await serve(many.world, {
      faults: [{ endpoint: ATTACH, occurrence, fault: { kind: 'stall', at: 'before-headers' } }],
      onRequest: (request) => {
        // The faulty request is counted only after this.
        if (request.endpoint !== ATTACH || countOf(simulator, ATTACH) !== occurrence - 1) return;
        if (processId === undefined) throw new Error('there is no process to kill');
        process.kill(processId, 'SIGKILL');
      },
    });

    const killed = await sweepOn(simulator, {}, (id) => (processId = id));

    expect([killed.exitCode, killed.signal]).toEqual(KILLED);
    expect([killed.outputs, killed.summary]).toEqual([{}, '']);
    const done = protectedOf(many).length;
    expect(done).toBeLessThan(300);
    expect(done).toBeGreaterThan(100);

    const next = await serve(many.world);
    const healed = await sweepOn(next);

    expectAllProved(healed, many);
    expect(healed.outputs).toMatchObject({ 'repositories-checked': '300', 'repositories-failed': '0' });
    // Only what was still to do.
    expect(countOf(next, ATTACH)).toBe(300 - done);
  });
});
