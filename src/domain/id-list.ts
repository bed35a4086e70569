import type { IdList } from './model.ts';

/**
 * What lists of the same thing say together, in whatever order; undefined where there is none. An ID that one of them
 * holds, and another one, being complete, does not, is neither in nor out.
 */
export function joinLists(lists: readonly (IdList | undefined)[]): IdList | undefined {
  const told = lists.filter((list) => list !== undefined);
  const [first, ...others] = told;
  if (first === undefined || others.length === 0) return first;
  const whole = told.filter(({ complete }) => complete);
  const all = new Set(told.flatMap(({ ids }) => [...ids]));
  const ids = new Set([...all].filter((id) => whole.every((list) => list.ids.has(id))));
  const besides = besidesIn(told);
  const isWhole = whole.length > 0 && ids.size === all.size && besides.names === undefined;
  return { ids, complete: isWhole, ...besides };
}

/** What lists that are each taken for true hold together. */
export function addLists(lists: readonly IdList[]): IdList {
  return {
    ids: new Set(lists.flatMap(({ ids }) => [...ids])),
    complete: lists.every(({ complete }) => complete),
    ...besidesIn(lists),
  };
}

function besidesIn(lists: readonly IdList[]): Pick<IdList, 'disputed' | 'names'> {
  const disputed = new Set(lists.flatMap((list) => [...(list.disputed ?? [])]));
  const names = new Set(lists.flatMap((list) => [...(list.names ?? [])]));
  return { ...(disputed.size === 0 ? {} : { disputed }), ...(names.size === 0 ? {} : { names }) };
}
