import { below, visibleForm } from './find.ts';
import type { Organization } from './model.ts';
import type { Line, NameLine, Selection } from './request.ts';

/** The names before a slash that mean the organization itself: its own, and its name at the Git host where that differs. */
export type Owners = readonly [string, ...string[]];

/**
 * An organization may have another name in GitProtect than at the Git host: then the owner of the workflow's repository
 * means it, too, unless that is another organization, or one that holds the other.
 */
export function ownersOf(
  organizations: readonly Organization[],
  { name }: Organization,
  atHost: readonly string[],
): Owners {
  const isSame = (owner: string): boolean =>
    [name, ...organizations.map((each) => each.name)].every((each) => visibleForm(each) !== visibleForm(owner)) &&
    below(name, owner) === undefined &&
    below(owner, name) === undefined;
  return [name, ...atHost.filter(isSame)];
}

/** A path without the first of these owners that stands before it; undefined where none does. */
export function belowAny(owners: readonly string[], path: string): string | undefined {
  return owners.flatMap((owner) => below(owner, path) ?? [])[0];
}

/** A selection with the names under which its lines may be listed within the organization. */
export function selectionWithin(owners: Owners, { included, excluded }: Selection): Selection {
  return {
    included: included.map((line) => lineWithin(owners, line)),
    excluded: excluded.map((line) => lineWithin(owners, line)),
  };
}

function lineWithin([organization, ...atHost]: Owners, line: Line): Line {
  if (line.kind === 'pattern' || line.owner === undefined) return line;
  const { text } = line;
  const inOrganization = below(organization, text);
  // What is listed by the whole text goes before what has the name without the owner at the Git host.
  if (inOrganization !== undefined) return { ...line, names: [inOrganization, text], owner: undefined };
  const inOwner = belowAny(atHost, text);
  return inOwner === undefined ? line : { ...line, names: [text, inOwner], owner: undefined };
}

/** The owner that a line names, if it isn't the organization; for a pattern, the path before its first wildcard. */
export function otherOwnerOf(line: Line, owners: Owners): string | undefined {
  if (line.kind === 'name') return line.owner;
  if (belowAny(owners, line.text) !== undefined) return undefined;
  return /^([^*?]+)\//.exec(line.text)?.[1];
}

/** Whether a name has an owner that isn't the organization: it means only what is listed by its whole text. */
export function namesOtherOwner(line: Line): line is NameLine {
  return line.kind === 'name' && line.owner !== undefined;
}
