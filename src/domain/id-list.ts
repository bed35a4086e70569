import type { Id, IdList } from './model.ts';

/**
 * What two lists of the same thing say together. An ID that one of them holds, and the other, being complete, does not,
 * is neither in nor out.
 */
export function joinLists(one: IdList | undefined, other: IdList | undefined): IdList | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const all = [...one.ids, ...other.ids];
  const isDenied = (id: Id): boolean => [one, other].some(({ ids, complete }) => complete && !ids.has(id));
  return {
    ids: new Set(all.filter((id) => !isDenied(id))),
    complete: (one.complete || other.complete) && !all.some(isDenied),
    ...disputedIn([one, other]),
  };
}

/** What lists that are each taken for true hold together. */
export function addLists(lists: readonly IdList[]): IdList {
  return {
    ids: new Set(lists.flatMap(({ ids }) => [...ids])),
    complete: lists.every(({ complete }) => complete),
    ...disputedIn(lists),
  };
}

function disputedIn(lists: readonly IdList[]): Pick<IdList, 'disputed'> {
  const disputed = new Set(lists.flatMap((list) => [...(list.disputed ?? [])]));
  return disputed.size === 0 ? {} : { disputed };
}
