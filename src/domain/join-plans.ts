import { addLists, joinLists } from './id-list.ts';
import { isManual } from './membership.ts';
import { type BackupPlan, type Id, type IdList, type Known, type LastRun, NOTHING } from './model.ts';

/**
 * What two rows say of one plan together: where they contradict each other in what counts as proof, it is unknown.
 * @param organization whose plans these are: a row that names another one takes the proof from both
 */
export function joinPlans(organization: Id, one: BackupPlan, other: BackupPlan): BackupPlan {
  const [listed, row] = [withoutProof(organization, one), withoutProof(organization, other)];
  return {
    id: listed.id,
    removed:
      ([true, 'disputed', 'unknown'] as const).find((each) => [listed.removed, row.removed].includes(each)) ?? false,
    isScheduleUnclear: listed.isScheduleUnclear || row.isScheduleUnclear,
    name: listed.name ?? row.name,
    schedule: [listed.schedule, row.schedule].includes('disabled') ? 'disabled' : known(listed.schedule, row.schedule),
    metadata: known(listed.metadata, row.metadata),
    selection: known(listed.selection, row.selection),
    ...(isSelectionDisputed(listed, row) ? { isSelectionDisputed: true } : {}),
    organization: otherThan(organization, listed.organization, row.organization),
    repositories: joinLists([listed.repositories, row.repositories]),
    excluded: addLists([listed.excluded, row.excluded]),
    projects: joinLists([listed.projects, row.projects]),
    repositoryCount: larger(listed.repositoryCount, row.repositoryCount),
    lastRun: laterRun(listed.lastRun, row.lastRun),
  };
}

/**
 * A row that names another organization proves nothing of this one. What speaks against the plan stays: that it is of a
 * kind that takes in nothing by hand, that its schedule is off, and that its last run went wrong.
 */
export function withoutProof(organization: Id, plan: BackupPlan): BackupPlan {
  if (plan.organization === undefined || plan.organization === organization) return plan;
  const { errors = 0, warnings = 0 } = plan.lastRun ?? {};
  return {
    ...plan,
    schedule: plan.schedule === 'disabled' ? 'disabled' : 'unknown',
    metadata: 'unknown',
    selection: isManual(plan) ? 'unknown' : plan.selection,
    repositories: undefined,
    excluded: NOTHING,
    projects: plan.projects === undefined ? undefined : UNKNOWN,
    repositoryCount: undefined,
    lastRun: errors > 0 || warnings > 0 ? plan.lastRun : undefined,
  };
}

const UNKNOWN: IdList = { ids: new Set(), complete: false };

function isSelectionDisputed(...plans: readonly BackupPlan[]): boolean {
  const kinds = new Set(plans.map(({ selection }) => selection).filter((kind) => kind !== 'unknown'));
  return kinds.size > 1 || plans.some((plan) => plan.isSelectionDisputed);
}

/** A count can prove that a plan is empty, and that a list was cut: the larger one proves less. */
function larger(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.max(one, other);
}

function otherThan(organization: Id, one: Id | undefined, other: Id | undefined): Id | undefined {
  return [one, other].find((each) => each !== organization) ?? one ?? other;
}

/** The later of two runs; where that is not known, the worse. */
function laterRun(one: LastRun | undefined, other: LastRun | undefined): LastRun | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  // Not a number where a time is not known, which counts as no difference.
  const later = Number(one.finishedAt) - Number(other.finishedAt);
  const worse = one.errors - other.errors || one.warnings - other.warnings || other.successes - one.successes;
  return (later || worse) > 0 ? one : other;
}

function known<S>(one: Known<S>, other: Known<S>): Known<S> {
  if (one === 'unknown' || other === 'unknown') return one === 'unknown' ? other : one;
  return one === other ? one : 'unknown';
}
