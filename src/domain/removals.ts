import { Failure } from '../shared/failure.ts';
import { counted, someOf } from '../shared/text.ts';
import type { DesiredState } from './desired-state.ts';
import { changesOf, type Diff, isLeaving } from './diff.ts';

/** A run would take protection from more repositories than it may. */
export class RemovalLimitError extends Failure {}

/**
 * The names of the repositories that a diff detaches, releases or removes: each once, however many plans it leaves. A
 * project that leaves takes all of its repositories with it; one without known repositories counts itself.
 */
export function removalsOf(diff: Diff, { projectOf, resources }: DesiredState): readonly string[] {
  const leaving = changesOf(diff).filter(isLeaving);
  const ids = new Set(leaving.map(({ resource }) => resource.id));
  const projects = new Set(resources.flatMap(({ resource: { id } }) => projectOf.get(id) ?? []));
  return resources.flatMap(({ resource: { kind, id, name } }) => {
    const isLeaving =
      kind === 'project' ? ids.has(id) && !projects.has(id) : ids.has(id) || ids.has(projectOf.get(id) ?? '');
    return isLeaving ? name : [];
  });
}

/** @throws RemovalLimitError when a diff takes protection from more repositories than `max` */
export function checkRemovals(diff: Diff, desired: DesiredState, max: number): void {
  const names = removalsOf(diff, desired);
  if (names.length <= max) return;
  throw new RemovalLimitError(
    'More repositories would leave than max-removals allows',
    `${counted(names.length, 'repository', 'repositories')} would be detached, released or removed, and max-removals is ${String(max)}: ${someOf(names, 5)}. Nothing was changed`,
    'Look at what would change: run with dry-run: true and a larger max-removals. If all of it is meant, set max-removals to this number; otherwise correct the inputs.',
  );
}
