import { spawn } from 'node:child_process';

/** Runs a program to its end. @returns milliseconds @throws if it doesn't end well */
export async function timed(
  program: string,
  parameters: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<number> {
  const start = performance.now();
  const child = spawn(program, parameters, { env: { PATH: process.env['PATH'], ...environment } });
  const printed: Uint8Array[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Uint8Array) => printed.push(chunk));
  const code = await new Promise<number | null>((settle, fail) => {
    child.on('error', fail).on('close', settle);
  });
  const milliseconds = performance.now() - start;
  if (code === 0) return milliseconds;
  throw new Error(`${program} ended with ${String(code)}:\n${Buffer.concat(printed).toString()}`);
}
