import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';

/* A Node that lacks what the action uses: the entry of the sources in a process from which it was taken away. */

const ENTRY = join(import.meta.dirname, '..', '..', 'src', 'index.ts');
const folder = mkdtempSync(join(tmpdir(), 'old-node-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function startWithout(feature: string): Promise<{ exitCode: unknown; stdout: string; outputs: string }> {
  const outputFile = join(folder, 'output');
  writeFileSync(outputFile, '');
  const remove = `data:text/javascript,delete ${feature}`;
  const env = { GITHUB_ACTIONS: 'true', GITHUB_OUTPUT: outputFile };
  const child = spawn(process.execPath, ['--no-warnings', '--import', remove, ENTRY], { env });
  const chunks: Uint8Array[] = [];
  child.stdout.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const exitCode = await new Promise((ended) => child.once('close', ended));
  return { exitCode, stdout: Buffer.concat(chunks).toString(), outputs: readFileSync(outputFile, 'utf8') };
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
});
