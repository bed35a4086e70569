import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import os from 'node:os';

/** What the benchmark ran on, one fact a line; nothing that tells whose machine it is. */
export function describeMachine(): readonly string[] {
  const cpus = os.cpus();
  return [
    `Processor: ${cpus[0]?.model ?? 'unknown'}, ${String(cpus.length)} cores`,
    `Memory: ${(os.totalmem() / 2 ** 30).toFixed(1)} GiB`,
    `System: ${system()}`,
    `Node ${process.version.slice(1)}; ${version('curl')}; ${version('jq')}; ${version('bash')}`,
  ];
}

function system(): string {
  const kernel = `${os.type()} ${os.release()} (${os.arch()})`;
  try {
    const name = /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
    return name === undefined ? kernel : `${name}, ${kernel}`;
  } catch {
    return kernel;
  }
}

function version(program: string): string {
  const [line = ''] = execFileSync(program, ['--version'], { encoding: 'utf8' }).split('\n');
  return `${program} ${/\d[\w.]*/.exec(line)?.[0] ?? ''}`;
}
