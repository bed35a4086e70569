import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';

export interface Started {
  readonly exitCode: number | null;
  /** Of both streams. */
  readonly output: string;
}

const MAX_SECONDS = 60;

/** Runs a program to its end, in an environment that holds this Node, PATH and what is given; nobody else's settings. */
export async function start(
  program: string,
  args: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Started> {
  const PATH = `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`;
  const child = spawn(program, args, {
    cwd,
    env: { PATH, HOME: cwd, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: MAX_SECONDS * 1000,
  });
  const written: Uint8Array[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Uint8Array) => written.push(chunk));
  const exitCode = await new Promise<number | null>((settle, fail) => {
    child.on('error', fail);
    child.on('close', settle);
  });
  return { exitCode, output: Buffer.concat(written).toString() };
}

/** @returns what is wrong, with the end of what was printed; undefined where all is as expected */
export function problemOf(
  { exitCode, output }: Started,
  expected: { readonly exitCode: number; readonly texts: readonly string[]; readonly secret: string },
  facts: Readonly<Record<string, boolean>> = {},
): string | undefined {
  const problems = [
    ...(exitCode === expected.exitCode ? [] : [`exit code ${String(exitCode)}, not ${String(expected.exitCode)}`]),
    ...expected.texts.filter((text) => !output.includes(text)).map((text) => `'${text}' was not printed`),
    ...(output.includes(expected.secret) ? ['the password was printed'] : []),
    ...Object.entries(facts).flatMap(([name, holds]) => (holds ? [] : [`not so: ${name}`])),
  ];
  return problems.length === 0 ? undefined : `${problems.join('; ')}\n${output.slice(-4000)}`;
}
