import { isAllWritten, processWorld } from './shared/process-world.ts';
import { isNodeNewEnough } from './shared/runtime.ts';

// A failure until the report is written, however the process ends.
process.exitCode = 1;
// Whoever reads the log may be gone; outputs and summary are written all the same.
process.stdout.on('error', () => undefined);
// `act` and others start the action with whatever Node is there. Nothing else is loaded before this is known.
if (!isNodeNewEnough()) {
  const text = `::error title=The Node of the runner is too old::This action runs on Node 22.1 or later, and was started with ${process.version}, so nothing was sent to GitProtect: update the runner, or put a newer Node first in PATH.\n`;
  await new Promise((written) => process.stdout.write(text, written));
  process.exit();
}
// A signal counts also while the rest is loaded.
const world = processWorld();
const { run } = await import('./run.ts');
const isSuccess = await run(world);
if (isSuccess) process.exitCode = 0;
// Once everything is written: a proxy's kept-alive tunnel would hold the process.
await isAllWritten([process.stdout], world.cancelled);
process.exit();
