import type { BackupPlan, Id } from './model.ts';

/** Whether a plan's backups are well, from the worst to the best. */
const HEALTHS = ['failing', 'disabled', 'stale', 'warnings', 'unknown', 'healthy'] as const;
export type PlanHealth = (typeof HEALTHS)[number];

export interface HealthOptions {
  /** How old a plan's last run may be; undefined: of any age. */
  readonly maxBackupAgeHours: number | undefined;
  /** In milliseconds since the epoch. */
  readonly now: number;
}

/** A plan's health by its last run and its schedule: the worst that can be said of it. */
export function healthOf(plan: BackupPlan, { maxBackupAgeHours, now }: HealthOptions): PlanHealth {
  const { schedule, lastRun } = plan;
  if (lastRun !== undefined && lastRun.errors > 0) return 'failing';
  if (schedule === 'disabled') return 'disabled';
  if (lastRun === undefined) return 'unknown';
  const { successes, warnings } = lastRun;
  // A time in the future is ignored: clocks differ by less than a day.
  const isToCome = (lastRun.finishedAt?.getTime() ?? 0) > now + 24 * 3_600_000;
  const finishedAt = isToCome ? undefined : lastRun.finishedAt;
  const maxAge = (maxBackupAgeHours ?? Infinity) * 3_600_000;
  if (finishedAt !== undefined && now - finishedAt.getTime() > maxAge) return 'stale';
  if (warnings > 0) return 'warnings';
  if (plan.removed !== false || plan.isScheduleUnclear) return 'unknown';
  // A run that backed up nothing, or of which it is not known whether it is recent enough, proves nothing.
  const isProof = successes > 0 && (maxBackupAgeHours === undefined || finishedAt !== undefined);
  return isProof ? 'healthy' : 'unknown';
}

/** The health of each plan, by its ID. */
export function healthOfAll(plans: readonly BackupPlan[], options: HealthOptions): ReadonlyMap<Id, PlanHealth> {
  return new Map(plans.map((plan) => [plan.id, healthOf(plan, options)]));
}

/** The worst of these; of none nothing is known. */
export function worstOf(healths: Iterable<PlanHealth>): PlanHealth {
  const found = new Set(healths);
  return HEALTHS.find((health) => found.has(health)) ?? 'unknown';
}

/** Whether a plan's health is something to warn of. */
export function isTroubled(health: PlanHealth | undefined): boolean {
  return health === 'warnings' || (health !== undefined && isUnhealthy(health));
}

/** Whether repositories in such a plan are not backed up as they should be. */
export function isUnhealthy(health: PlanHealth): boolean {
  return health === 'failing' || health === 'disabled' || health === 'stale';
}
