import type { MembershipChange } from './diff.ts';
import type { Id } from './model.ts';
import type { Outcome } from './outcome.ts';

/** The old plans that something has left although its new membership is gone again, by its ID: what was to be detached. */
export type UndoneMoves = ReadonlyMap<Id, readonly MembershipChange[]>;

export function undoneMoves({ results }: Pick<Outcome, 'results'>): UndoneMoves {
  const undone = new Set(
    results.flatMap(({ change, result }) =>
      change.kind === 'attach' && result.kind === 'failed' && result.gone !== 'repository' ? change.resource.id : [],
    ),
  );
  const left = results.flatMap(({ change, result }) =>
    change.kind === 'detach' && result.kind === 'done' && undone.has(change.resource.id) ? change : [],
  );
  return Map.groupBy(left, ({ resource }) => resource.id);
}
