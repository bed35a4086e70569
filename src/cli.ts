import { isAllWritten, processWorld } from './shared/process-world.ts';
import { isNodeNewEnough } from './shared/runtime.ts';

// A failure until the report is written, however the process ends.
process.exitCode = 1;
// Whoever reads what is printed may be gone, as `head` is: the work is done all the same. A file that is to hold it may be full.
const printed: { lost?: string } = {};
for (const stream of [process.stdout, process.stderr])
  stream.on('error', ({ code = '' }: NodeJS.ErrnoException) => {
    if (['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) printed.lost ??= code;
  });
// Nothing else is loaded before this is known.
if (!isNodeNewEnough()) {
  await print(
    process.stderr,
    `gitprotect-ensure runs on Node 22.1 or later, and was started with ${process.version}, so nothing was sent to GitProtect: install a newer Node, or put it first in PATH.\n`,
  );
  process.exit();
}
// A signal counts also while the rest is loaded.
const world = processWorld();
const { runCommand } = await import('./run-command.ts');
process.exitCode = await runCommand(world, process);
// Once everything is written: a proxy's kept-alive tunnel would hold the process.
if (!(await isAllWritten([process.stdout, process.stderr], world.cancelled))) process.exit(1);
// Nobody is gone there: a log or a report that was to be kept is not whole.
if (printed.lost !== undefined) {
  const text = `What the run printed could not be written whole (${printed.lost}): the disk is full, or a limit is reached.\n`;
  await print(process.stderr, text);
  process.exitCode = process.exitCode === 0 ? 1 : process.exitCode;
}
process.exit();

async function print(stream: NodeJS.WriteStream, text: string): Promise<void> {
  await new Promise((written) => stream.write(text, written));
}
