import { joinLists } from '../domain/id-list.ts';
import type { Id, IdList } from '../domain/model.ts';
import { parseBoolean } from '../shared/boolean.ts';
import { guidIn, isGuid } from '../shared/guid.ts';
import { JsonObject } from '../shared/json-object.ts';
import type { Named } from './calls.ts';
import { byName, WHEN } from './by-name.ts';
import { isNothing } from './evidence.ts';
import { parseRemoved } from './removal.ts';

/** An ID in the form in which IDs are compared: GUIDs in lower case with dashes, anything else as it is. */
export function parseId(value: unknown): Id | undefined {
  // A number beyond what JSON's readers hold exactly has become another one.
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? String(value) : undefined;
  // Longer, or with spaces or controls in it, it is no ID: it would be printed and sent.
  if (typeof value !== 'string' || !/^[\x21-\x7e]{1,100}$/.test(value)) return undefined;
  return guidIn(value) ?? value;
}

export function idOf(item: unknown): Id | undefined {
  return parseId(JsonObject.of(item)?.value('id'));
}

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
  const lists = values.flatMap((value) => (Array.isArray(value) ? [idsOf(value, kind, isExclusion)] : []));
  const joined = lists.reduce<IdList | undefined>(joinLists, undefined);
  // What a field of another type means, nobody knows.
  return joined === undefined || lists.length === values.length ? joined : { ...joined, complete: false };
}

/** Names of fields of what a plan leaves out, whatever that is. */
export const LEAVES_OUT = /exclu|except|ignor/i;

function idsOf(items: readonly unknown[], kind: 'plan' | 'repository' | 'project', isExclusion: boolean): IdList {
  const ids = new Set<Id>();
  const denied = new Set<Id>();
  let complete = true;
  for (const item of items) {
    const fields = JsonObject.of(item);
    const isMember = fields === undefined || saysMember(fields, isExclusion, kind);
    const id = fields === undefined ? parseId(item) : memberId(fields, kind);
    if (isMember === false) {
      // It is listed, and said to be none: of what is left out, that is not understood.
      if (isExclusion) complete = false;
      if (id !== undefined) denied.add(id);
      continue;
    }
    if (id !== undefined && isMember) ids.add(id);
    // Anything but a GUID may be a name.
    if (id === undefined || !isGuid(id) || isMember === undefined) complete = false;
  }
  // What is listed, and said to be none as well, is neither in nor out.
  const contradictory = [...denied].filter((id) => ids.delete(id));
  return { ids, complete: complete && contradictory.length === 0 };
}

/** What lists of members hold, and say to be none. */
export function parseNonMembers(
  fields: JsonObject,
  names: readonly string[],
  kind: 'plan' | 'repository' | 'project',
): IdList {
  const items = fields.all(...names).flatMap((value): readonly unknown[] => (Array.isArray(value) ? value : []));
  const members = items.flatMap((item) => JsonObject.of(item) ?? []);
  const said = members.map((member) => saysMember(member, false));
  const denied = members.flatMap((member, index) => (said[index] === false ? (memberId(member, kind) ?? []) : []));
  return { ids: new Set(denied), complete: !said.includes(undefined) };
}

function memberId(fields: JsonObject, kind: 'plan' | 'repository' | 'project'): Id | undefined {
  return parseId(fields.value(`${kind}Id`)) ?? idOf(fields.value(kind)) ?? parseId(fields.value('id'));
}

/**
 * Whether a list's row leaves what it names a member, by flags, dates and words; undefined where one can't be read.
 * @param isExclusion it is a list of what is left out: to say so of one of its rows is no denial
 */
function saysMember(fields: JsonObject, isExclusion: boolean, kind?: string): boolean | undefined {
  const said = new Set<boolean | undefined>([removedFrom(fields)]);
  // Of a plan that says whether its schedule is on; of a membership it may be that it does not count.
  const isOff = kind !== 'plan' && fields.all('enabled', 'isEnabled').some((value) => parseBoolean(value) === false);
  if (isOff && !isExclusion) said.add(undefined);
  for (const [name, value] of fields.entries()) {
    const read = isExclusion && LEAVES_OUT.test(name) ? undefined : membershipReader(name);
    if (read !== undefined) said.add(read(value));
  }
  if (said.has(false)) return false;
  return said.has(undefined) ? undefined : true;
}

function removedFrom(fields: JsonObject): boolean | undefined {
  const removal = parseRemoved(fields);
  return removal === 'unknown' ? undefined : removal === 'there';
}

const LEFT = 'excluded|detached|unassigned|unattached|unselected|deselected|unlinked|disconnected|ignored|skipped';

/** How a field of this name tells of membership; undefined where it doesn't. */
const membershipReader = byName((key): ((value: unknown) => boolean | undefined) | undefined => {
  if (/^(is)?(member|selected|included?|assigned|attached|linked|connected)(of|to|in)?(the)?(plan)?$/.test(key))
    return parseBoolean;
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

/**
 * The organization that a row names: another one's wins over this one's. One that is given by its name alone, and isn't
 * this one, stands under its name. A list of organizations names this one only if this one is in it.
 */
export function parseOwner(fields: JsonObject, organization?: Named): Id | undefined {
  const ownerIn = (value: unknown, depth = MAX_DEPTH): Id | undefined => {
    const object = JsonObject.of(value);
    if (object !== undefined && depth > 0)
      return ownerById(object.value('id', 'organizationId')) ?? ownerIn(object.value('name'), depth - 1);
    return typeof value === 'string' ? ownerByName(value, organization) : ownerById(value);
  };
  const ids = [
    ...fields.all(...OWNER_IDS).flatMap((value) => ownerById(value) ?? []),
    ...fields.all(...OWNERS).flatMap((value) => {
      const id = JsonObject.of(value)?.value('id');
      return [ownerById(id), ownerIn(JsonObject.of(value)?.value('name') ?? value)].flatMap((each) => each ?? []);
    }),
  ];
  const given = fields.all(...OWNER_LISTS).filter((value) => value !== null);
  const lists = given.map((value) => (Array.isArray(value) ? value : [value]).map((each) => ownerIn(each)));
  for (const list of lists) {
    const [first = NOBODY] = list;
    // An empty list means nothing beside a field that names one.
    if (list.length > 0 || ids.length === 0) ids.push(list.find((id) => id === organization?.id) ?? first);
  }
  return ids.find((id) => id !== organization?.id) ?? ids[0];
}

/** How deep an owner may lie in other objects: a server may nest them without end. */
const MAX_DEPTH = 3;

const OWNER_IDS = ['organizationId', 'orgId', 'gitOrganizationId'];
const OWNERS = ['organization', 'organizationName', 'gitOrganization', 'gitOrganizationName'];
const OWNER_LISTS = ['organizations', 'organizationIds', 'organizationsIds', 'gitOrganizations', 'gitOrganizationsIds'];

/** No organization's ID. */
const NOBODY: Id = '';

/** An ID of zeros is none. */
function ownerById(value: unknown): Id | undefined {
  return isNothing(value) ? undefined : parseId(value);
}

function ownerByName(text: string, organization: Named | undefined): Id | undefined {
  const id = parseId(text);
  if (id !== undefined && isGuid(id)) return ownerById(id);
  if (text.trim() === '' || organization?.name === undefined) return undefined;
  const [name, own] = [text.toLowerCase(), organization.name.toLowerCase()];
  // A group's repository may name the subgroup in which it lies.
  return name === own || name.startsWith(`${own}/`) ? organization.id : text;
}
