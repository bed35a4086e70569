import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';

/* A Node that lacks what is used: an entry of the sources in a process from which it was taken away. */

const SOURCES = join(import.meta.dirname, '..', '..', 'src');
const folder = mkdtempSync(join(tmpdir(), 'old-node-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Started {
  readonly exitCode: unknown;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: string;
}

async function startWithout(feature: string, entry = 'index.ts'): Promise<Started> {
  const outputFile = join(folder, 'output');
  writeFileSync(outputFile, '');
  const remove = `data:text/javascript,delete ${feature}`;
  const env = { GITHUB_ACTIONS: 'true', GITHUB_OUTPUT: outputFile };
  const child = spawn(process.execPath, ['--no-warnings', '--import', remove, join(SOURCES, entry)], { env });
  const [chunks, errors]: [Uint8Array[], Uint8Array[]] = [[], []];
  child.stdout.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Uint8Array) => errors.push(chunk));
  const exitCode = await new Promise((ended) => child.once('close', ended));
  const text = (all: readonly Uint8Array[]): string => Buffer.concat(all).toString();
  return { exitCode, stdout: text(chunks), stderr: text(errors), outputs: readFileSync(outputFile, 'utf8') };
}

describe('a Node that is too old', () => {
  it.each(['Map.groupBy', 'URL.parse', 'AbortSignal.any'])(
    'says so in one line, and does nothing else: without %s',
    async (feature) => {
      const { exitCode, stdout, outputs } = await startWithout(feature);

      expect(stdout).toMatch(/^::error title=The Node of the runner is too old::[^\n]*\n$/);
      expect(stdout).toContain('put a newer Node first in PATH');
      expect(stdout).toContain(`was started with ${process.version}, so nothing was sent to GitProtect`);
      expect(exitCode).toBe(1);
      expect(outputs).toBe('');
    },
  );

  it('is told by the command in one plain sentence', async () => {
    const { exitCode, stdout, stderr } = await startWithout('Map.groupBy', 'cli.ts');

    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      /^gitprotect-ensure runs on Node 22\.1 or later[^\n:]*: install a newer Node, or put it first in PATH\.\n$/,
    );
  });
});
