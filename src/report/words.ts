import { counted } from '../shared/text.ts';
import type { BackupPlan, Known, LastRun, License, Membership } from '../domain/model.ts';
import type { Result } from '../domain/outcome.ts';
import type { RepositoryStatus } from '../domain/verdict.ts';
import { utc } from './text.ts';

const BEFORE: Readonly<Record<Known<License | Membership>, string>> = {
  active: 'active',
  inactive: 'inactive',
  attached: 'attached',
  detached: 'not attached',
  unknown: 'not reported',
};

/** A state as it was found, in words. */
export function stateBefore(state: Known<License | Membership>): string {
  return BEFORE[state];
}

/** What became of a license, in words. */
export function licenseAfter(result: Result): string {
  return after(result, 'active', 'activated');
}

/** What became of a membership, in words. */
export function membershipAfter(result: Result): string {
  return after(result, 'attached', 'attached');
}

function after(result: Result, right: string, done: string): string {
  switch (result.kind) {
    case 'already':
      return right;
    case 'would':
      return `would be ${done}`;
    case 'done':
      return result.verified ? right : `${done}, state not reported by the server`;
    case 'failed':
      return result.cause === 'unverified' ? 'sent, not checked' : 'failed';
    case 'skipped':
      return 'failed';
  }
}

export function scheduleOf({ schedule }: BackupPlan): string {
  return schedule === 'unknown' ? 'not reported' : schedule;
}

const SELECTIONS: Readonly<Record<BackupPlan['selection'], string | undefined>> = {
  all: 'every repository, new ones by itself',
  rules: 'repositories by rules',
  manual: 'hand-picked repositories',
  unknown: undefined,
};

/** How a plan takes in repositories, where the server says. */
export function selectionOf({ selection }: BackupPlan): string | undefined {
  return SELECTIONS[selection];
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

const STATUS: Readonly<Record<RepositoryStatus, string>> = {
  failed: 'failed',
  'not-tried': 'not tried after others failed',
  'would-change': 'would be changed',
  unverified: 'changed, state not reported by the server',
  changed: 'newly protected',
  protected: 'protected already',
};

export function statusInWords(status: RepositoryStatus): string {
  return STATUS[status];
}
