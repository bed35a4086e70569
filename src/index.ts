import { systemClock } from './shared/clock.ts';
import { isNodeNewEnough } from './shared/runtime.ts';

// A failure until the report is written, however the process ends.
process.exitCode = 1;
// Whoever reads the log may be gone; outputs and summary are written all the same.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
// Set by the file behind the command `gitprotect-ensure`, which then loads this one.
const isCommand = 'gitprotectEnsure' in globalThis;
// `act` and others start the action with whatever Node is there. Nothing else is loaded before this is known.
if (!isNodeNewEnough()) {
  const isOld = `runs on Node 24, or 22.1 and later, and was started with ${process.version}, so nothing was sent to GitProtect`;
  await print(
    isCommand ? process.stderr : process.stdout,
    isCommand
      ? `gitprotect-ensure ${isOld}: install a newer Node, or put it first in PATH.\n`
      : `::error title=The Node of the runner is too old::This action ${isOld}: update the runner, or put a newer Node first in PATH.\n`,
  );
  process.exit();
}
const cancellation = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    cancellation.abort();
  });
const world = {
  environment: process.env,
  stdout: process.stdout,
  clock: systemClock,
  random: Math.random,
  cancelled: cancellation.signal,
};
if (isCommand) {
  const { runCommand } = await import('./cli.ts');
  process.exitCode = await runCommand(world, process);
} else {
  const { run } = await import('./run.ts');
  if (await run(world)) process.exitCode = 0;
}
// Once everything is written: a proxy's kept-alive tunnel would hold the process.
await Promise.all([print(process.stdout, ''), print(process.stderr, '')]);
process.exit();

async function print(stream: NodeJS.WriteStream, text: string): Promise<void> {
  await new Promise((written) => stream.write(text, written));
}
