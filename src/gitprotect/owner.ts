import type { Id } from '../domain/model.ts';
import { isGuid } from '../shared/guid.ts';
import { JsonObject } from '../shared/json-object.ts';
import type { Named } from './calls.ts';
import { isNothing } from './evidence.ts';
import { parseId } from './ids.ts';

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
