import { addLists, joinLists } from './id-list.ts';
import type { BackupPlan, Known } from './model.ts';

/** What two rows say of one plan together: where they contradict each other in what counts as proof, it is unknown. */
export function joinPlans(listed: BackupPlan, row: BackupPlan): BackupPlan {
  return {
    id: listed.id,
    removed: [true, 'unknown' as const].find((each) => [listed.removed, row.removed].includes(each)) ?? false,
    isScheduleUnclear: listed.isScheduleUnclear || row.isScheduleUnclear,
    name: listed.name ?? row.name,
    schedule: [listed.schedule, row.schedule].includes('disabled') ? 'disabled' : known(listed.schedule, row.schedule),
    metadata: known(listed.metadata, row.metadata),
    selection: known(listed.selection, row.selection),
    organization: listed.organization ?? row.organization,
    repositories: joinLists(listed.repositories, row.repositories),
    excluded: addLists(listed.excluded, row.excluded),
    projects: joinLists(listed.projects, row.projects),
    repositoryCount: listed.repositoryCount ?? row.repositoryCount,
    lastRun: listed.lastRun ?? row.lastRun,
  };
}

function known<S>(one: Known<S>, other: Known<S>): Known<S> {
  if (one === 'unknown' || other === 'unknown') return one === 'unknown' ? other : one;
  return one === other ? one : 'unknown';
}
