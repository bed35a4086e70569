import { addLists, joinLists } from './id-list.ts';
import type { BackupPlan, Id, Known, LastRun } from './model.ts';

/**
 * What two rows say of one plan together: where they contradict each other in what counts as proof, it is unknown.
 * @param organization whose plans these are: a row that names another one takes the proof from both
 */
export function joinPlans(organization: Id, listed: BackupPlan, row: BackupPlan): BackupPlan {
  return {
    id: listed.id,
    removed: [true, 'unknown' as const].find((each) => [listed.removed, row.removed].includes(each)) ?? false,
    isScheduleUnclear: listed.isScheduleUnclear || row.isScheduleUnclear,
    name: listed.name ?? row.name,
    schedule: [listed.schedule, row.schedule].includes('disabled') ? 'disabled' : known(listed.schedule, row.schedule),
    metadata: known(listed.metadata, row.metadata),
    selection: known(listed.selection, row.selection),
    organization: otherThan(organization, listed.organization, row.organization),
    repositories: joinLists(listed.repositories, row.repositories),
    excluded: addLists(listed.excluded, row.excluded),
    projects: joinLists(listed.projects, row.projects),
    repositoryCount: listed.repositoryCount ?? row.repositoryCount,
    lastRun: laterRun(listed.lastRun, row.lastRun),
  };
}

function otherThan(organization: Id, one: Id | undefined, other: Id | undefined): Id | undefined {
  return [one, other].find((each) => each !== undefined && each !== organization) ?? one ?? other;
}

/** The later of two runs; where that is not known, the worse. */
function laterRun(one: LastRun | undefined, other: LastRun | undefined): LastRun | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const [first, second] = [one.finishedAt?.getTime(), other.finishedAt?.getTime()];
  if (first !== undefined && second !== undefined && first !== second) return first > second ? one : other;
  const isWorse = one.errors === other.errors ? one.warnings > other.warnings : one.errors > other.errors;
  return isWorse ? one : other;
}

function known<S>(one: Known<S>, other: Known<S>): Known<S> {
  if (one === 'unknown' || other === 'unknown') return one === 'unknown' ? other : one;
  return one === other ? one : 'unknown';
}
