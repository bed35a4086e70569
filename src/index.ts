import { run } from './run.ts';

// A failure until the report is written, however the process ends.
process.exitCode = 1;
if (await run()) process.exitCode = 0;
// A proxy's kept-alive tunnel would hold the process: end it, once everything is written.
process.stdout.write('', () => process.exit());
