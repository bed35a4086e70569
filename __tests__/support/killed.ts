import type { ActionRun } from '../../scripts/run-action.ts';

/** How a process ends that `process.kill` killed: Windows knows no signals, and has it exit with 1. */
export const KILLED: readonly [ActionRun['exitCode'], ActionRun['signal']] =
  process.platform === 'win32' ? [1, null] : [null, 'SIGKILL'];
