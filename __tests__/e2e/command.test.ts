import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Simulator } from '../../simulator/server.ts';
import { World } from '../../simulator/world.ts';
import { callsOf, serve, smallWorld } from '../support/service.ts';

/* The built command as a process: signals, pipes that are closed. The same for the action is in interrupted.test.ts. */

const COMMAND = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');
const ATTACH = 'plans/attachgitrepository';

interface Ended {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Started {
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<Ended>;
}

/** @param readsNothing which of the streams is closed at once */
function start(simulator: Simulator, args: readonly string[], readsNothing?: 'stdout' | 'stderr'): Started {
  const { email, password } = simulator.world.account;
  const given = ['--organization=acme', '--repository=*', '--plan=Daily', '--concurrency=1', '--json', ...args];
  const env = { GITPROTECT_SERVER_URL: simulator.url, GITPROTECT_EMAIL: email, GITPROTECT_PASSWORD: password };
  const child = spawn(process.execPath, [COMMAND, ...given], { env });
  const texts = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => (texts[stream] += text));
    if (stream === readsNothing) child[stream].destroy();
  }
  const ended = new Promise<Ended>((settle) => {
    child.once('close', (exitCode, signal) => {
      settle({ exitCode, signal, ...texts });
    });
  });
  return { kill: (signal) => child.kill(signal), ended };
}

/** Repositories that are to be attached, one after the other. */
function aWorld(): World {
  const world = new World();
  const acme = world.addOrganization('acme');
  for (let index = 0; index < 5; index++) world.addRepository(acme, `repo-${String(index)}`, { licensed: true });
  const held = world.addRepository(acme, 'website', { licensed: true });
  world.addPlan(acme, 'Daily', { repositories: new Set([held.id]) });
  return world;
}

/** @returns how it ended: its exit code, and the signal that killed it */
async function cancelledBy(name: NodeJS.Signals): Promise<unknown> {
  let at = 0;
  const simulator = await serve(aWorld(), {
    faults: [{ endpoint: ATTACH, occurrence: 3, fault: { kind: 'stall', at: 'before-headers' } }],
    onRequest: ({ endpoint }) => {
      if (endpoint !== ATTACH || callsOf(simulator, ATTACH) !== 3) return;
      at = performance.now();
      started.kill(name);
    },
  });
  const started: Started = start(simulator, []);
  const { exitCode, signal, stdout, stderr } = await started.ended;

  expect(performance.now() - at).toBeLessThan(5000);
  expect(callsOf(simulator, ATTACH)).toBe(3);
  const { repositories } = JSON.parse(stdout) as { repositories: readonly { name: string; error?: string }[] };
  expect(repositories).toHaveLength(6);
  expect(repositories.filter(({ error = '' }) => error.includes('the change was sent')).length).toBeGreaterThan(1);
  expect(repositories.filter(({ error = '' }) => error.includes('not tried')).length).toBeGreaterThan(0);
  expect(stderr).toContain('The job was cancelled');
  return [exitCode, signal];
}

describe('the command with --json', () => {
  it('that gets a signal makes no further change, and prints one document of what was done, within 5 s', async () => {
    // At the same time, since both wait three seconds for an answer.
    const ends = await Promise.all((['SIGTERM', 'SIGINT'] as const).map(cancelledBy));
    expect(ends).toEqual([
      [1, null],
      [1, null],
    ]);
  });

  it.each(['stdout', 'stderr'] as const)('does its work where nobody reads its %s', async (stream) => {
    const { world, api, daily } = smallWorld();
    const { exitCode, signal, stdout } = await start(await serve(world), [], stream).ended;

    expect([exitCode, signal]).toEqual([0, null]);
    expect(world.isProtected(api.id, daily.id)).toBe(true);
    const read: unknown = stdout === '' ? undefined : JSON.parse(stdout);
    expect(read === undefined).toBe(stream === 'stdout');
  });
});
