import { run } from './run.ts';
import { systemClock } from './shared/clock.ts';

// A failure until the report is written, however the process ends.
process.exitCode = 1;
// Whoever reads the log may be gone; outputs and summary are written all the same.
process.stdout.on('error', () => undefined);
const cancellation = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    cancellation.abort();
  });
const isSuccess = await run({
  environment: process.env,
  stdout: process.stdout,
  clock: systemClock,
  random: Math.random,
  cancelled: cancellation.signal,
});
if (isSuccess) process.exitCode = 0;
// Once everything is written: a proxy's kept-alive tunnel would hold the process.
await new Promise((written) => process.stdout.write('', written));
process.exit();
