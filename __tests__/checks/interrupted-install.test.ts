import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const ROOT = resolve(import.meta.dirname, '..', '..');

describe('a script that npm starts by install.mjs', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'install-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** Sends the signal to the process that is started here, once the script has begun. */
  async function end(
    signal: NodeJS.Signals,
    script: string,
    by: 'node' | 'shell' = 'node',
  ): Promise<{ said: string; exitCode: number | null }> {
    const file = join(folder, `${signal}.mjs`);
    // By itself it would end too late, and with another code.
    writeFileSync(file, `setTimeout(() => process.exit(99), 20_000); ${script}; console.log('started');`);
    const started =
      by === 'node'
        ? spawn(process.execPath, ['scripts/install.mjs', file], { cwd: ROOT })
        : // Two commands: for a single one, some shells are replaced by it.
          spawn('sh', ['-c', `'${process.execPath}' scripts/install.mjs '${file}'; exit`], { cwd: ROOT });
    const exitCode = new Promise<number | null>((settle) => started.on('close', settle));
    let said = '';
    for await (const part of started.stdout.setEncoding('utf8')) {
      if (said === '') started.kill(signal);
      said += String(part);
    }
    return { said, exitCode: await exitCode };
  }

  it.each(['SIGTERM', 'SIGHUP'] as const)('ends by itself on %s, and what it says last is seen', async (signal) => {
    const script = `process.on('${signal}', () => { console.log('ended'); process.exit(3); })`;
    expect(await end(signal, script)).toEqual({ said: 'started\nended\n', exitCode: 3 });
  });

  it('ends after the shell between it and npm', async () => {
    const script = `process.on('SIGTERM', () => { console.log('ended'); process.exit(3); })`;
    expect(await end('SIGTERM', script, 'shell')).toEqual({ said: 'started\nended\n', exitCode: null });
  });

  it('is ended by a signal that it does not handle', async () => {
    expect(await end('SIGTERM', '')).toEqual({ said: 'started\n', exitCode: 143 });
  });
});
