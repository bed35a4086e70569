import { Failure } from '../shared/failure.ts';
import { counted, someOf } from '../shared/text.ts';
import type { DesiredState } from './desired-state.ts';
import { changesOf, type Diff, isLeaving } from './diff.ts';
import { byId, type Repository, type Resource } from './model.ts';

/** A run would take protection from more repositories than it may. */
export class RemovalLimitError extends Failure {}

/** The names of the repositories that a diff detaches, releases or removes: each once, however many plans it leaves. */
interface Removals {
  /** A project that leaves takes all of its repositories with it; one without known repositories counts itself. */
  readonly known: readonly string[];
  /** Those that may belong to a project that leaves: GitProtect does not report their project. */
  readonly possible: readonly string[];
}

export function removalsOf(
  diff: Diff,
  { projectOf, resources, ofUnknownProject, leftInProjects }: DesiredState,
): Removals {
  const leaving = changesOf(diff).filter(isLeaving);
  const leavers = byId(leaving.map(({ resource }) => resource));
  const ids = new Set(leavers.keys());
  const leftById = byId(leftInProjects);
  const leftOf = (resource: Resource): readonly Repository[] =>
    resource.kind === 'project' ? [...resource.repositories].flatMap((id) => leftById.get(id) ?? []) : [];
  const left = new Set([...leavers.values()].flatMap(leftOf));
  const possible = leaving.some(({ resource }) => resource.kind === 'project')
    ? ofUnknownProject.filter(({ id }) => !ids.has(id))
    : [];
  const projects = new Set(resources.map(({ resource: { id } }) => projectOf.get(id)));
  const known = resources.flatMap(({ resource }) => {
    const { kind, id } = resource;
    const isCounted =
      kind === 'project'
        ? ids.has(id) && !projects.has(id) && leftOf(resource).length === 0 && possible.length === 0
        : ids.has(id) || ids.has(projectOf.get(id) ?? id);
    return isCounted ? resource : [];
  });
  return { known: [...known, ...left].map(({ name }) => name), possible: possible.map(({ name }) => name) };
}

/** @throws RemovalLimitError when a diff takes protection from more repositories than `max`, or may */
export function checkRemovals(diff: Diff, desired: DesiredState, max: number): void {
  const { known, possible } = removalsOf(diff, desired);
  const names = [...known, ...possible];
  if (names.length <= max) return;
  const count = counted(names.length, 'repository', 'repositories');
  const unreported = `of ${String(possible.length)} it is not reported whether they belong to a project that leaves`;
  const removals = 'would be detached, released or removed';
  throw new RemovalLimitError(
    'More removals than max-removals allows',
    `${possible.length === 0 ? `${count} ${removals}` : `up to ${count} ${removals} (${unreported})`}, and at most ${String(max)} may be: ${someOf(names, 5)}. Nothing was changed`,
    'Look at what would change: run with dry-run: true and a larger max-removals. If all of it is meant, set max-removals to the number of removals; otherwise correct the inputs.',
  );
}
