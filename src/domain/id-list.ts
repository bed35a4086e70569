import type { Id, IdList } from './model.ts';

/**
 * What lists of the same thing say together, in whatever order; undefined where there is none. An ID that one of them
 * holds, and another one denies, or does not hold, being complete, is neither in nor out.
 */
export function joinLists(lists: readonly (IdList | undefined)[]): IdList | undefined {
  const told = lists.filter((list) => list !== undefined);
  const [first, ...others] = told;
  if (first === undefined || others.length === 0) return first;
  const whole = told.filter(({ complete }) => complete);
  const all = new Set(told.flatMap(({ ids }) => [...ids]));
  const saidOut = new Set(told.flatMap(({ denied = [], disputed = [] }) => [...denied, ...disputed]));
  const isDoubted = (id: Id): boolean => saidOut.has(id) || whole.some((list) => !list.ids.has(id));
  const doubted = new Set([...all].filter(isDoubted));
  const denied = new Set(told.flatMap((list) => [...(list.denied ?? [])]).filter((id) => !doubted.has(id)));
  const besides = besidesIn([...told, { disputed: doubted }]);
  return {
    ids: new Set([...all].filter((id) => !doubted.has(id))),
    complete: whole.length > 0 && doubted.size === 0 && besides.names === undefined,
    ...besides,
    ...(denied.size === 0 ? {} : { denied }),
  };
}

/** What lists that are each taken for true hold together. */
export function addLists(lists: readonly IdList[]): IdList {
  return {
    ids: new Set(lists.flatMap(({ ids }) => [...ids])),
    complete: lists.every(({ complete }) => complete),
    ...besidesIn(lists),
  };
}

type Besides = Pick<IdList, 'disputed' | 'names'>;

function besidesIn(lists: readonly Besides[]): Besides {
  const disputed = new Set(lists.flatMap((list) => [...(list.disputed ?? [])]));
  const names = new Set(lists.flatMap((list) => [...(list.names ?? [])]));
  return { ...(disputed.size === 0 ? {} : { disputed }), ...(names.size === 0 ? {} : { names }) };
}
