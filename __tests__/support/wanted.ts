import { desiredState, type DesiredState } from '../../src/domain/desired-state.ts';
import type { BackupPlan, Observed, Project, ProjectReference, Repository } from '../../src/domain/model.ts';
import type { ProjectWithRepositories } from '../../src/domain/projects.ts';
import type { RequestedState } from '../../src/domain/request.ts';
import { anObservation, aRepository, aRequest, guid } from './build.ts';

export const EXCLUSIVE: RequestedState = { kind: 'present', exclusive: true };
export const PRESENT: RequestedState = { kind: 'present', exclusive: false };
export const ABSENT: RequestedState = { kind: 'absent' };
export const REMOVED: RequestedState = { kind: 'removed', backups: 'deleted' };

/** Project `Shop` of which the server reports nothing else. */
export function aProject(overrides: Partial<Project> = {}): Project {
  const unknown = { plans: undefined, repositories: new Set<string>(), mayHave: new Set<string>() };
  return { kind: 'project', id: guid(500), name: 'Shop', ...unknown, ...overrides };
}

/** What a row says of its project: that it is `Shop`. */
export function aReference(overrides: Partial<ProjectReference> = {}): ProjectReference {
  return { id: guid(500), name: 'Shop', plans: undefined, ...overrides };
}

/** Repositories by these names, with IDs in their order. */
export function repositoriesNamed(
  names: readonly string[],
  overrides: Partial<Repository> = {},
): readonly Repository[] {
  return names.map((name, index) => aRepository({ id: guid(100 + index), name, ...overrides }));
}

/** What a request selects. */
export interface Chosen {
  readonly plans?: readonly BackupPlan[];
  readonly repositories?: readonly Repository[];
  readonly projects?: readonly ProjectWithRepositories[];
}

/** What is wanted of these repositories and projects; without an observation they are all that there is. */
export function wanted(
  state: RequestedState,
  { plans = [], repositories = [], projects = [] }: Chosen,
  observed: Partial<Observed> = {},
): DesiredState {
  const selected = { items: repositories, included: [], excluded: [] };
  const resolution = { plans, selected, projects, missing: [], missingProjects: [], idleProjects: [] };
  const all = [...repositories, ...projects.flatMap((each) => each.repositories)];
  return desiredState(aRequest({ state }), resolution, anObservation({ repositories: all, plans, ...observed }));
}

/** What is wanted of one thing in a line: its name, and the names of the plans that it joins, leaves or stays in. */
export function inWords({ resources }: DesiredState): readonly string[] {
  const named = (word: string, plans: readonly BackupPlan[]): readonly string[] =>
    plans.map(({ id, name }) => `${word} ${name ?? id}`);
  return resources.map(({ resource, license, attachedTo, detachedFrom, alsoIn }) =>
    [
      `${resource.name}: ${license ?? 'no license'}`,
      ...named('joins', attachedTo),
      ...named('leaves', detachedFrom),
      ...alsoIn.map(({ plan, membership }) => `${membership} in ${plan.name ?? plan.id}`),
    ].join(', '),
  );
}
