import { joinLists } from '../domain/id-list.ts';
import type { Id, IdList } from '../domain/model.ts';
import { isGuid } from '../shared/guid.ts';
import { JsonObject } from '../shared/json-object.ts';
import type { Named } from './calls.ts';
import { parseBoolean } from './evidence.ts';

/** An ID in the form in which IDs are compared: GUIDs in lower case with dashes, anything else as it is. */
export function parseId(value: unknown): Id | undefined {
  if (typeof value === 'number') return String(value);
  // Longer, or with spaces or controls in it, it is no ID: it would be printed and sent.
  if (typeof value !== 'string' || !/^[\x21-\x7e]{1,100}$/.test(value)) return undefined;
  const guid = value.replace(/^(?:\{(.*)\}|\((.*)\))$/, '$1$2').replace(UNDASHED, '$1-$2-$3-$4-$5');
  return isGuid(guid) ? guid.toLowerCase() : value;
}

/** .NET writes a GUID without dashes, or in braces or parentheses, where it is told to. */
const UNDASHED = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/i;

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
  const lists = values.flatMap((value) => (Array.isArray(value) ? [idsOf(value, kind)] : []));
  const joined = lists.reduce<IdList | undefined>(joinLists, undefined);
  // What a field of another type means, nobody knows.
  return joined === undefined || lists.length === values.length ? joined : { ...joined, complete: false };
}

function idsOf(items: readonly unknown[], kind: 'plan' | 'repository' | 'project'): IdList {
  const ids = new Set<Id>();
  let complete = true;
  for (const item of items) {
    const fields = JsonObject.of(item);
    const isMember = fields === undefined || saysMember(fields);
    // It is listed, and said to be none.
    if (isMember === false) continue;
    const id = fields === undefined ? parseId(item) : memberId(fields, kind);
    if (id !== undefined && isMember) ids.add(id);
    // Anything but a GUID may be a name.
    if (id === undefined || !isGuid(id) || isMember === undefined) complete = false;
  }
  return { ids, complete };
}

/** What lists of members hold, and say to be none. */
export function parseNonMembers(
  fields: JsonObject,
  names: readonly string[],
  kind: 'plan' | 'repository' | 'project',
): IdList {
  const items = fields.all(...names).flatMap((value): readonly unknown[] => (Array.isArray(value) ? value : []));
  const denied = items.flatMap((item) => {
    const member = JsonObject.of(item);
    return member !== undefined && saysMember(member) === false ? (memberId(member, kind) ?? []) : [];
  });
  return { ids: new Set(denied), complete: true };
}

function memberId(fields: JsonObject, kind: 'plan' | 'repository' | 'project'): Id | undefined {
  return parseId(fields.value(`${kind}Id`)) ?? idOf(fields.value(kind)) ?? parseId(fields.value('id'));
}

/** Whether the flags of a list's row leave it a member; undefined where one can't be read. */
function saysMember(fields: JsonObject): boolean | undefined {
  const positive = ['isSelected', 'selected', 'isIncluded', 'included', 'isAssigned', 'assigned'];
  const flags = [
    ...fields.all(...positive, 'isAttached', 'attached').map((value) => parseBoolean(value)),
    ...fields.all('isExcluded', 'excluded', 'isDetached', 'detached').map((value) => negated(parseBoolean(value))),
  ];
  if (flags.includes(false)) return false;
  return flags.includes(undefined) ? undefined : true;
}

function negated(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value;
}

/**
 * The organization that a row names: another one's wins over this one's. One that is given by its name alone, and isn't
 * this one, stands under its name.
 */
export function parseOwner(fields: JsonObject, organization?: Named): Id | undefined {
  const objects = fields.all('organization').flatMap((value) => JsonObject.of(value) ?? []);
  const texts = fields.all('organization', 'organizationName');
  const names = [...texts, ...objects.map((object) => object.value('name'))].filter((name) => typeof name === 'string');
  const ids = [
    ...fields.all('organizationId', 'orgId').flatMap((value) => parseId(value) ?? []),
    ...objects.flatMap((object) => parseId(object.value('id')) ?? []),
    ...names.flatMap((name) => ownerByName(name, organization) ?? []),
  ];
  return ids.find((id) => id !== organization?.id) ?? ids[0];
}

function ownerByName(text: string, organization: Named | undefined): Id | undefined {
  const id = parseId(text);
  if (id !== undefined && isGuid(id)) return id;
  if (text.trim() === '' || organization?.name === undefined) return undefined;
  const [name, own] = [text.toLowerCase(), organization.name.toLowerCase()];
  // A group's repository may name the subgroup in which it lies.
  return name === own || name.startsWith(`${own}/`) ? organization.id : text;
}
