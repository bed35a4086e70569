import { joinLists } from '../domain/id-list.ts';
import type { Disputed, Id, IdList } from '../domain/model.ts';
import { parseBoolean } from '../shared/boolean.ts';
import { guidIn, isGuid } from '../shared/guid.ts';
import { JsonObject, keyOf } from '../shared/json-object.ts';
import { byName, sameField, WHEN } from './by-name.ts';
import { isNothing } from './evidence.ts';
import { parseRemoved } from './gone.ts';
import { idOf, onlyId, parseId } from './ids.ts';

/*
 * Memberships, as rows of plans and of repositories list them [open]: who is listed, who is said to be none, and whether
 * that is all.
 */

/**
 * What the fields of these names list, as IDs or as objects. Where several fields list something, what they contradict
 * each other in is unknown.
 * @param kind of what the list is, for a row that is a membership with an ID of its own: `{id, planId}`, `{id, plan: {id}}`
 * @returns undefined where none is a list
 */
export function parseIds(
  fields: JsonObject,
  names: readonly string[],
  kind: 'plan' | 'repository' | 'project',
): IdList | undefined {
  const values = fields.all(...names).filter((value) => value !== null);
  const isExclusion = names.some((name) => LEAVES_OUT.test(name));
  const isText = (value: unknown): boolean => kind === 'plan' && typeof value === 'string' && value.trim() !== '';
  const lists = values.flatMap((value) => {
    if (Array.isArray(value)) return [idsOf(value, kind, isExclusion)];
    // In place of a list, one plan or several in a text.
    return isText(value) ? [idsOf([value], kind, isExclusion)] : [];
  });
  // A server may write one name in any number of ways: what so many lists say together, nobody knows.
  if (lists.length > MAX_LISTS) return { ids: new Set(), complete: false };
  const joined = joinLists(lists);
  // What a field of another type means, nobody knows.
  return joined === undefined || values.every((value) => Array.isArray(value))
    ? joined
    : { ...joined, complete: false };
}

const MAX_LISTS = 10;

/** Names of fields of what a plan leaves out, whatever that is. */
export const LEAVES_OUT = /exclu|except|ignor/i;

function idsOf(items: readonly unknown[], kind: 'plan' | 'repository' | 'project', isExclusion: boolean): IdList {
  const ids = new Set<Id>();
  const denied = new Set<Id>();
  const disputed = new Set<Id>();
  const names = new Set<string>();
  let complete = true;
  for (const item of items) {
    const fields = JsonObject.of(item);
    const isMember = fields === undefined || saysMember(fields, isExclusion, kind);
    const isName = kind === 'plan' && typeof item === 'string' && guidIn(item) === undefined;
    const id = fields === undefined ? (isName ? undefined : parseId(item)) : memberId(fields, kind);
    if (isMember === false || isMember === 'disputed') {
      // The row denies its own membership; in a list of exclusions that is not understood.
      if (isExclusion) complete = false;
      if (id !== undefined) denied.add(id);
      if (id !== undefined && isMember === 'disputed') disputed.add(id);
      continue;
    }
    if (id !== undefined && isMember) ids.add(id);
    else if (kind === 'plan' && !isNothing(item)) names.add(id ?? nameOf(item, fields));
    // Anything but a GUID may be a name.
    if (id === undefined || !isGuid(id) || isMember === undefined) complete = false;
  }
  // What is listed, and said to be none as well, is neither in nor out.
  const contradictory = [...denied].filter((id) => ids.delete(id));
  for (const id of contradictory) disputed.add(id);
  for (const id of disputed) denied.delete(id);
  return {
    ids,
    complete: complete && contradictory.length === 0,
    ...(disputed.size === 0 ? {} : { disputed }),
    ...(denied.size === 0 || isExclusion ? {} : { denied }),
    ...(names.size === 0 ? {} : { names }),
  };
}

/** Longer, it is told by its beginning. */
const MAX_NAME_LENGTH = 200;

/** What a plan is called that no ID tells. */
function nameOf(item: unknown, fields: JsonObject | undefined): string {
  const text = typeof item === 'string' ? item : (fields?.text('name', 'planName') ?? '');
  return text.trim() === '' ? '(without a name)' : text.slice(0, MAX_NAME_LENGTH);
}

/**
 * What lists of members hold, and say to be left out. What they only say not to be selected, or no member, is `disputed`:
 * a plan for all ignores what is selected in it [doc], and a project brings in what is not selected itself.
 */
export function parseLeftOut(fields: JsonObject, names: readonly string[], kind: 'repository' | 'project'): IdList {
  const items = fields.all(...names).flatMap((value): readonly unknown[] => (Array.isArray(value) ? value : []));
  const members = items.flatMap((item) => JsonObject.of(item) ?? []);
  const said = members.map((member) => saysMember(member, false));
  const idsIn = (isWanted: (member: JsonObject) => boolean): ReadonlySet<Id> => {
    const denied = members.filter(
      (member, index) => [false, 'disputed'].includes(said[index] ?? '') && isWanted(member),
    );
    return new Set(denied.flatMap((member) => memberId(member, kind) ?? []));
  };
  const ids = idsIn(saysLeftOut);
  const disputed = idsIn((member) => !saysLeftOut(member));
  return { ids, complete: !said.includes(undefined), ...(disputed.size === 0 ? {} : { disputed }) };
}

/** Whether a row denies a membership in words of leaving out. */
function saysLeftOut(fields: JsonObject): boolean {
  return fields.entries().some(([name, value]) => {
    const isWord = LEAVES_OUT.test(name) || /skip/i.test(name) || (typeof value === 'string' && LEAVES_OUT.test(value));
    return isWord && membershipReader(name)?.(value) === false;
  });
}

function memberId(fields: JsonObject, kind: 'plan' | 'repository' | 'project'): Id | undefined {
  const places = [fields.all(`${kind}Id`), fields.all(kind).map(idOf), fields.all('id')];
  return onlyId(places.find((values) => values.some((value) => parseId(value) !== undefined)) ?? []);
}

/**
 * Whether a list's row leaves what it names a member, by flags, dates and words; undefined where one can't be read.
 * @param isExclusion the list is of excluded things: 'excluded' in a row confirms it
 */
function saysMember(fields: JsonObject, isExclusion: boolean, kind?: string): boolean | Disputed | undefined {
  const removed = parseRemoved(fields);
  const said = new Set<boolean | undefined>([removed === 'unknown' ? undefined : removed === false]);
  // Of a plan that says whether its schedule is on; of a membership it may be that it does not count.
  const isOff = kind !== 'plan' && fields.all('enabled', 'isEnabled').some((value) => parseBoolean(value) === false);
  if (isOff && !isExclusion) said.add(undefined);
  for (const [name, value] of fields.entries()) {
    const read = isExclusion && LEAVES_OUT.test(name) ? undefined : membershipReader(name);
    if (read !== undefined) said.add(read(value));
  }
  if (said.has(false))
    return removed === 'disputed' || [...fields.keys()].some((name) => affirms(fields, name)) ? 'disputed' : false;
  return said.has(undefined) ? undefined : true;
}

/** Whether a field affirms a membership: by its name, or since the same field denies it as well. */
function affirms(fields: JsonObject, name: string): boolean {
  const read = membershipReader(name);
  const said = read && sameField(fields, name).flatMap((value) => (value === null ? [] : read(value)));
  return said?.includes(true) === true && (AFFIRMATION.test(keyOf(name)) || said.includes(false));
}

const AFFIRMATION = /^(is)?(member|selected|included?|assigned|attached|linked|connected)(of|to|in)?(the)?(plan)?$/;
const LEFT = 'excluded|detached|unassigned|unattached|unselected|deselected|unlinked|disconnected|ignored|skipped';

/** Reads membership from a field of this name; undefined for a field about something else. */
const membershipReader = byName((key): ((value: unknown) => boolean | undefined) | undefined => {
  if (AFFIRMATION.test(key)) return parseBoolean;
  if (
    new RegExp(`^(is)?(not(member|selected|included|assigned|attached)|${LEFT})(of|from|by|in)?(the)?(plan)?$`).test(
      key,
    )
  )
    return (value) => negated(parseBoolean(value));
  if (new RegExp(`^(${LEFT})${WHEN}$`).test(key)) return isNothing;
  return /^(membership|assignment)?(status|state)$/.test(key) ? memberByWord : undefined;
});

/** A word that is about something else leaves it one. */
function memberByWord(value: unknown): boolean | undefined {
  if (typeof value !== 'string' || !/detach|exclu|assign|remov|delet|unselect|deselect/i.test(value)) return true;
  if (/^(assigned|attached)$/i.test(value.trim())) return true;
  return /^(detached|excluded|(un|not)[ _-]?(assigned|attached|selected)|removed|deleted|deselected)$/i.test(
    value.trim(),
  )
    ? false
    : undefined;
}

function negated(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}
