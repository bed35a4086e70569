import { counted } from '../wording.ts';
import type { BackupPlan, LastRun, LicenseState, MembershipState } from '../gitprotect/model.ts';
import type { Step } from '../protection/outcome.ts';
import { utc } from './text.ts';

const BEFORE: Readonly<Record<LicenseState | MembershipState, string>> = {
  active: 'active',
  inactive: 'inactive',
  attached: 'attached',
  detached: 'not attached',
  unknown: 'not reported',
};

/** A state as it was found, in words. */
export function stateBefore(state: LicenseState | MembershipState): string {
  return BEFORE[state];
}

/** What became of a license, in words. */
export function licenseAfter(step: Step<LicenseState>): string {
  return after(step, 'active', 'activated');
}

/** What became of a membership, in words. */
export function membershipAfter(step: Step<MembershipState>): string {
  return after(step, 'attached', 'attached');
}

function after(step: Step<string>, right: string, done: string): string {
  switch (step.status) {
    case 'already':
      return right;
    case 'would':
      return `would be ${done}`;
    case 'done':
      return step.verified ? right : `${done}, state not reported by the server`;
    case 'failed':
      return 'failed';
  }
}

/** A plan's schedule in words. */
export function scheduleOf({ schedule }: BackupPlan): string {
  return schedule === 'unknown' ? 'not reported' : schedule;
}

/** How a plan takes in repositories, where the server says. */
export function selectionOf({ selection }: BackupPlan): string | undefined {
  switch (selection) {
    case 'all':
      return 'every repository, new ones by itself';
    case 'rules':
      return 'repositories by rules';
    case 'picked':
      return 'hand-picked repositories';
    case 'unknown':
      return undefined;
  }
}

/** A plan's last run in words, or that none is known. */
export function lastRunOf(run: LastRun | undefined): string {
  if (run === undefined) return 'not reported';
  const parts = [
    counted(run.errors, 'error'),
    counted(run.warnings, 'warning'),
    counted(run.successes, 'success', 'successes'),
  ].filter((part) => !part.startsWith('0 '));
  const result = parts.length === 0 ? 'no results' : parts.join(', ');
  return run.finishedAt === undefined ? result : `${result} (${utc(run.finishedAt)})`;
}
