import type { HostRepository } from '../domain/inventory.ts';
import type { HttpResponse } from '../http/request.ts';
import type { JsonObject } from '../shared/json-object.ts';
import { shortened } from '../shared/text.ts';
import { collect, withLimit } from './collect.ts';
import {
  type HostPage,
  type HostService,
  type ListFormat,
  type PageRequest,
  placeOrProblem,
  type ReadInventory,
  UnreadableError,
} from './host.ts';
import { isUnread, readObject, type Unread } from './get.ts';
import {
  checkNumber,
  firstPage,
  following,
  guessedNext,
  nextByAddress,
  nextByNumber,
  numberOf,
  PAGE_SIZE,
  parseNumber,
  readLinks,
} from './numbered-pages.ts';
import {
  dateOf,
  ifPresent,
  parsedBody,
  listOf,
  objectOf,
  pathBelow,
  segment,
  textOf,
  textsOf,
  visibilityOf,
  flagOf,
} from './rows.ts';

/*
 * GitLab, and any host that takes the same `private-token` header and the queries `page` and `per_page`, though it says
 * nothing of further pages. Sources: "REST API" with its "Offset-based pagination", "Groups API: list projects",
 * "Projects API: list user projects" and "Group and project members API" in GitLab's documentation.
 */

const QUERY = { per_page: String(PAGE_SIZE), order_by: 'id', sort: 'asc' };

/** The projects of a group with all its subgroups, or of a user. */
export const readGitLab: ReadInventory = async (service, owner) => {
  const format = formatOf(service, owner);
  const groups = { ...QUERY, include_subgroups: 'true', with_shared: 'false' };
  const [listed, user] = await Promise.all([
    collect(service, firstPage(`groups/${segment(owner)}/projects`, groups), format),
    readObject(service, 'user'),
  ]);
  // Only a group can lie in another.
  if (!listed.isNotFound || owner.includes('/')) return withLimit(listed, await forMember(service, user, owner));
  const projects = await collect(service, firstPage(`users/${segment(owner)}/projects`, QUERY), format);
  // Neither: then the group is what was most likely meant.
  return projects.isNotFound ? listed : withLimit(projects, await forUser(service, user, owner));
};

/** Members with less, which GitLab calls minimal access, see no private projects. */
const GUEST = 10;

/** Why a group's list does not hold all: only its members, and administrators, see its private projects. */
async function forMember(service: HostService, user: JsonObject | Unread, owner: string): Promise<string | undefined> {
  // A host that has no such endpoint says nothing of its tokens.
  if (isUnread(user)) return user.response?.status === 404 ? undefined : unknownLimit(user);
  if (await isAdministrator(service, user)) return undefined;
  if (/^project_\d+_bot/i.test(user.text('username') ?? ''))
    return 'host-token is a project access token, and sees no other private projects; use a group access token, or a personal one of a member of the group';
  const member = await readObject(service, `groups/${segment(owner)}/members/all/${String(user.number('id'))}`);
  if (isUnread(member) && member.response?.status !== 404) return unknownLimit(member);
  if (!isUnread(member) && (member.number('access_level') ?? 0) >= GUEST) return undefined;
  return `the user of host-token is not shown to be a member of the group '${shortened(owner)}' who sees all of it, and others see no private projects of it, or not all; use an access token of that group, or of a member of it`;
}

/**
 * With Admin Mode, the token of an administrator is one of any user unless it has the scope `admin_mode`: `is_admin` does
 * not tell, but what only administrators may read.
 */
async function isAdministrator(service: HostService, user: JsonObject): Promise<boolean> {
  return user.boolean('is_admin') === true && !isUnread(await readObject(service, 'application/appearance'));
}

function unknownLimit({ why }: Unread): string {
  return `which projects host-token can see is not known: ${why}`;
}

/** Why a user's list does not hold all: the token shows private projects of its own user only, or all to administrators. */
async function forUser(service: HostService, user: JsonObject | Unread, owner: string): Promise<string | undefined> {
  if (isUnread(user)) return user.response?.status === 404 ? undefined : unknownLimit(user);
  if (user.text('username')?.toLowerCase() === owner.toLowerCase() || (await isAdministrator(service, user)))
    return undefined;
  return "the list of another user holds only what host-token may see; use a token of that user's own, or an administrator's";
}

function formatOf(service: HostService, owner: string): ListFormat {
  return {
    parsePage: (response, request) => {
      const rows = listOf(parsedBody(response));
      return { rows, ...placeOrProblem(() => placeOf(service, response, request, rows.length)) };
    },
    parseRow: (row) => parseRow(row, owner),
  };
}

function placeOf(
  service: HostService,
  response: HttpResponse,
  request: PageRequest,
  rows: number,
): Omit<HostPage, 'rows'> {
  const { headers } = response;
  // Above 10,000 projects GitLab gives neither of these.
  const total = parseNumber(headers['x-total']);
  const pages = parseNumber(headers['x-total-pages']);
  const links = readLinks(response);
  const next = links.get('next');
  const given = headers['x-next-page'];
  const nextNumber = parseNumber(given);
  if (typeof given === 'string' && given.trim() !== '' && nextNumber === undefined)
    throw new UnreadableError('the number of the next page, in X-Next-Page, cannot be read');
  checkNumber(request, parseNumber(headers['x-page']));
  const place = { total, following: following(request, pages) };
  if (next !== undefined) {
    const linked = nextByAddress(service, request, next);
    const linkedNumber = linked.next === 'end' ? undefined : numberOf(linked.next);
    const isContrary = given !== undefined && linkedNumber !== undefined && linkedNumber !== nextNumber;
    return { ...place, ...linked, problem: linked.problem ?? (isContrary ? CONTRARY : undefined) };
  }
  if (nextNumber !== undefined) {
    const named = nextByNumber(request, nextNumber);
    return { ...place, ...named, problem: named.problem ?? (links.size > 0 ? CONTRARY : undefined) };
  }
  if (given !== undefined || links.size > 0) return { ...place, next: 'end' };
  // The server does not say where the list ends: only an empty page does.
  return rows === 0 ? { ...place, next: 'end' } : { ...place, ...guessedNext(request) };
}

const CONTRARY = 'the host names two different pages as the next one, in X-Next-Page and in Link';

function parseRow(row: unknown, owner: string): HostRepository {
  const fields = objectOf(row);
  const path = fields.text('path_with_namespace');
  return {
    name: textOf(fields, 'name', 'path'),
    path: path === undefined ? textOf(fields, 'path', 'name') : pathBelow(owner, path),
    url: fields.text('web_url') ?? '',
    archived: flagOf(fields, 'archived'),
    visibility: visibilityOf(fields.text('visibility')),
    fork: ifPresent(fields.value('forked_from_project')),
    topics: textsOf(fields.list('topics', 'tag_list')),
    created: dateOf(fields.text('created_at')),
  };
}
