import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

/* A disk that takes nothing more of what the command prints: the sources in a process whose standard output fails so. */

const COMMAND = join(import.meta.dirname, '..', '..', 'src', 'cli.ts');

/** Ends the command's `--help` with this error of the operating system for each text that it prints. */
async function failingWith(code: string): Promise<{ readonly exitCode: number | null; readonly stderr: string }> {
  const preload = `process.stdout.write = (text, done = () => undefined) => {
    setImmediate(() => { process.stdout.emit('error', Object.assign(new Error('no'), { code: '${code}' })); done(); });
  };`;
  const args = ['--no-warnings', '--import', `data:text/javascript,${encodeURIComponent(preload)}`, COMMAND, '--help'];
  const child = spawn(process.execPath, args);
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const exitCode = await new Promise<number | null>((ended) => child.once('close', ended));
  return { exitCode, stderr };
}

describe('a command whose output is lost', () => {
  it.each(['ENOSPC', 'EFBIG'])('fails, and says so: %s', async (code) => {
    const { exitCode, stderr } = await failingWith(code);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(new RegExp(`^What the run printed could not be written whole \\(${code}\\)[^\\n]*\\n$`));
  });

  it('succeeds where nobody reads it any more', async () => {
    expect(await failingWith('EPIPE')).toEqual({ exitCode: 0, stderr: '' });
  });
});
