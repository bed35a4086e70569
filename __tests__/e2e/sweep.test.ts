import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ActionRun, runAction } from '../../scripts/run-action.ts';
import type { Simulator } from '../../simulator/server.ts';
import { KILLED } from '../support/killed.ts';
import { serve } from '../support/service.ts';
import {
  ACTIVATE,
  annotationsIn,
  ATTACH,
  countOf,
  type ManyWorld,
  manyWorld,
  nameOf,
  PAGES,
  protectedOf,
} from '../support/sweep.ts';

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
  it('keeps its memory small, and proves each of 10,200 repositories', async () => {
    const many = manyWorld(10_200, { licensed: true, attached: true });
    const simulator = await serve(many.world, { keepRequests: false });

    const run = await sweepOn(simulator, { 'report-file': 'reports/long.csv' });

    expect([run.exitCode, run.signal, run.stderr]).toEqual([0, null, '']);
    expect(run.stdout).toContain('✅ Protected, nothing to do: 10200 repositories');
    expect(reportOf(run).truncated).toBe(true);
    expect(Buffer.byteLength(run.outputs['report'] ?? '')).toBeLessThan(512 * 1024);
    const lines = (await readFile(join(workspace, 'reports/long.csv'), 'utf8')).trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + 10_200);
    // Twice 102 pages.
    expect(simulator.counts.get(PAGES)).toBe(204);
  });
});

describe('a sweep over 1,000 repositories', () => {
  it('protects all but one that cannot be, and reports each of them in the file', async () => {
    const many = manyWorld(1000);
    Object.assign(many.repositories[500] ?? {}, { archived: true });
    const simulator = await serve(many.world, { keepRequests: false });

    const run = await sweepOn(simulator, { 'report-file': 'reports/sweep.json' });

    expect([run.exitCode, run.signal, run.stderr]).toEqual([1, null, '']);
    expect(protectedOf(many)).toHaveLength(999);
    expect(run.outputs).toMatchObject({
      'repositories-checked': '1000',
      'repositories-changed': '999',
      'repositories-failed': '1',
      'report-path': join(workspace, 'reports/sweep.json'),
    });
    const whole = JSON.parse(await readFile(join(workspace, 'reports/sweep.json'), 'utf8')) as Report;
    expect(whole.counts).toMatchObject({ checked: 1000, changed: 999, failed: 1 });
    expect(whole.repositories[0]).toMatchObject({ name: nameOf(500), license: 'failed', proved: false });
    const proved = whole.repositories.filter((each) => each.proved).map(({ name }) => name);
    expect(proved.sort()).toEqual(protectedOf(many).map(({ name }) => name));
    expect(annotationsIn(run.stdout)).toHaveLength(1);
    expect(Buffer.byteLength(run.summary)).toBeLessThan(1024 * 1024);
    // Ten batches and the halves of one of them; two readings of ten pages before, and two after: of a license that
    // could not be activated, and of all.
    expect(countOf(simulator, ACTIVATE)).toBeLessThanOrEqual(10 + 14);
    expect(countOf(simulator, ATTACH)).toBe(999);
    expect(countOf(simulator, PAGES)).toBeLessThanOrEqual(20 + 10 + 10);
  });
});

describe('a sweep that is killed', () => {
  it.each([
    [ACTIVATE, 3],
    [ATTACH, 120],
  ])('in the middle (%s, request %i) says nothing, and is healed by the next one', async (endpoint, occurrence) => {
    const many = manyWorld(300, { refusesDoubles: true });
    let processId: number | undefined;
    const simulator = await serve(many.world, {
      faults: [{ endpoint, occurrence, fault: { kind: 'stall', at: 'before-headers' } }],
      onRequest: (request) => {
        // The faulty request is counted only after this.
        if (request.endpoint !== endpoint || countOf(simulator, endpoint) !== occurrence - 1) return;
        if (processId === undefined) throw new Error('there is no process to kill');
        process.kill(processId, 'SIGKILL');
      },
    });

    const killed = await sweepOn(simulator, {}, (id) => (processId = id));

    expect([killed.exitCode, killed.signal]).toEqual(KILLED);
    expect([killed.outputs, killed.summary]).toEqual([{}, '']);
    const done = protectedOf(many).length;
    expect(done).toBeLessThan(300);
    if (endpoint === ATTACH) expect(done).toBeGreaterThan(100);

    const next = await serve(many.world);
    const healed = await sweepOn(next);

    expectAllProved(healed, many);
    expect(healed.outputs).toMatchObject({ 'repositories-checked': '300', 'repositories-failed': '0' });
    // Only what was still to do.
    expect(countOf(next, ATTACH)).toBe(300 - done);
  });
});

describe('two sweeps at once', () => {
  it.each([false, true])('end well, and nothing is doubled (doubles are refused: %s)', async (refusesDoubles) => {
    // A license for each, and one for the repository of another organization.
    const many = manyWorld(150, { refusesDoubles, licenses: 151 });
    const simulator = await serve(many.world, { latencyMs: 2 });

    const runs = await Promise.all([sweepOn(simulator), sweepOn(simulator)]);

    for (const run of runs) expectAllProved(run, many);
    expect(many.world.freeLicenses()).toBe(0);
    expect(many.daily.repositories.size).toBe(151);

    const next = await sweepOn(simulator);
    expect(next.outputs).toMatchObject({ drift: 'false', changed: 'false', 'repositories-checked': '150' });
  });
});
