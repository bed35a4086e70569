import { isManual } from './membership.ts';
import type { BackupPlan } from './model.ts';
import type { ChangeResult, Outcome, SettingsResult } from './outcome.ts';

/**
 * The outcome where a plan was looked at once more, and had lost members for good: that they are in it was read before,
 * and does not hold any more.
 */
export function withLosses(outcome: Outcome, settings: readonly SettingsResult[]): Outcome {
  const results = settings.reduce(
    (before, each) => before.map((one) => unlessLost(one, each, outcome)),
    outcome.results,
  );
  return { ...outcome, results };
}

function unlessLost(each: ChangeResult, { plan, result }: SettingsResult, { projectOf }: Outcome): ChangeResult {
  const { change } = each;
  if (change.kind !== 'attach' || change.plan.id !== plan.id || result.kind !== 'failed') return each;
  const { lost = [], problem } = result;
  const { id } = change.resource;
  const isLost = lost.some((member) => member === id || member === projectOf.get(id));
  const isRight = each.result.kind === 'already' || each.result.kind === 'done';
  return isLost && isRight ? { change, result: { kind: 'failed', cause: 'reverted', problem } } : each;
}

/** Whether a plan had more members at first than now. */
export function hasMore(first: BackupPlan, now: BackupPlan): boolean {
  if (!isManual(now)) return false;
  const isMissing = (kind: 'repositories' | 'projects'): boolean =>
    [...(first[kind]?.ids ?? [])].some((id) => now[kind]?.ids.has(id) !== true);
  // A count may include the repositories of projects.
  const isCounted = (now.projects?.ids.size ?? 0) === 0 && now.repositories !== undefined;
  const isShorter = isCounted && (first.repositoryCount ?? 0) > now.repositories.ids.size;
  return isMissing('repositories') || isMissing('projects') || isShorter;
}
