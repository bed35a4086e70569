import type { HostRepository } from '../domain/inventory.ts';
import type { HttpResponse } from '../http/request.ts';
import type { JsonObject } from '../shared/json-object.ts';
import { collect, type Collected, withLimit } from './collect.ts';
import {
  type HostPage,
  type HostService,
  type ListFormat,
  type PageRequest,
  placeOrProblem,
  type ReadInventory,
} from './host.ts';
import { isRateLimit } from './failures.ts';
import { isUnread, readObject, type Unread } from './get.ts';
import {
  firstPage,
  following,
  guessedNext,
  nextByAddress,
  numberOf,
  PAGE_SIZE,
  parseNumber,
  readLinks,
} from './numbered-pages.ts';
import {
  dateOf,
  parsedBody,
  listOf,
  objectOf,
  pathBelow,
  segment,
  textOf,
  textsOf,
  visibilityIf,
  visibilityOf,
  wordOf,
  flagOf,
} from './rows.ts';
import { counted } from '../shared/text.ts';
import { forAnotherUser, forFineGrained, forInstallation, forMember, forScopes } from './github-limits.ts';

/*
 * GitHub, and GitHub Enterprise Server. Sources: "REST API endpoints for repositories", "… for GitHub App
 * installations", "… for organization members" and "Using pagination in the REST API" in GitHub's documentation.
 */

/** New repositories come last, so that pages don't shift when one is made. */
const QUERY = { per_page: String(PAGE_SIZE), sort: 'created', direction: 'asc' };

/** The repositories of an organization, or of a user. What the token can't see makes the inventory incomplete. */
export const readGitHub: ReadInventory = async (service, owner) => {
  const name = segment(owner);
  const scopes = new Scopes(service);
  const fetchOwner: Fetch = () => readIfThere(service, `orgs/${name}`);
  const fetchInstallation: Fetch = () => readIfThere(service, 'installation/repositories', { per_page: '1' });
  const [listed, installation, details, membership] = await Promise.all([
    collect(service, firstPage(`orgs/${name}/repos`, { ...QUERY, type: 'all' }), formatOf(service, owner, scopes)),
    fetchInstallation(),
    fetchOwner(),
    readObject(service, `user/memberships/orgs/${name}`),
  ]);
  if (listed.isNotFound) return await readUser(service, owner, installation, scopes);
  const limit =
    installation === undefined
      ? (forMember(owner, membership, asKnown(details)) ??
        forFineGrained(service, asKnown(details)) ??
        forScopes(scopes.given))
      : (forInstallation(installation, owner) ?? (await byNumber(listed, installation, fetchInstallation, forTotal)));
  return withLimit(listed, limit ?? (await byNumber(listed, details, fetchOwner, forCount)));
};

type Fetch = () => Promise<JsonObject | Unread | undefined>;

/** Why a list does not hold all, by a number of repositories. What was counted before the list had become another one is counted again. */
async function byNumber(
  listed: Collected,
  counting: JsonObject | Unread | undefined,
  fetchAgain: Fetch,
  compare: (counting: JsonObject, listed: Collected) => string | undefined,
): Promise<string | undefined> {
  const first = asKnown(counting);
  const limit = first && compare(first, listed);
  if (limit === undefined || listed.incomplete !== undefined) return limit;
  const again = asKnown(await fetchAgain());
  return again === undefined ? limit : compare(again, listed);
}

async function readUser(
  service: HostService,
  owner: string,
  installation: JsonObject | Unread | undefined,
  scopes: Scopes,
): Promise<Collected> {
  if (installation !== undefined && !isUnread(installation)) {
    const list = firstPage('installation/repositories', { per_page: String(PAGE_SIZE) });
    const listed = await collect(service, list, formatOf(service, owner, scopes));
    return withLimit(listed, forInstallation(installation, owner));
  }
  const fetchUser: Fetch = () => readIfThere(service, 'user');
  const user = asKnown(await fetchUser());
  const isOwn = user?.text('login')?.toLowerCase() === owner.toLowerCase();
  const list = isOwn
    ? firstPage('user/repos', { ...QUERY, affiliation: 'owner' })
    : firstPage(`users/${segment(owner)}/repos`, { ...QUERY, type: 'owner' });
  const listed = await collect(service, list, formatOf(service, owner, scopes));
  if (!isOwn) return withLimit(listed, forAnotherUser(owner));
  const limit = forScopes(scopes.given) ?? forFineGrained(service, user);
  return withLimit(listed, limit ?? (await byNumber(listed, user, fetchUser, forCount)));
}

/** Owners are told how many there are; whoever can't list as many does not see them all. */
function forCount(owner: JsonObject, { repositories }: Collected): string | undefined {
  const publicCount = owner.number('public_repos');
  if (publicCount === undefined) return undefined;
  // Everybody sees what is public: of that, a list of one page is known to be whole by this number only.
  const mayBePublic = repositories.filter(({ visibility }) => visibility === undefined || visibility === 'public');
  if (publicCount > mayBePublic.length)
    return `the owner has ${counted(publicCount, 'public repository', 'public repositories')}, and the list holds ${String(mayBePublic.length)}`;
  const count = publicCount + (owner.number('owned_private_repos') ?? 0);
  return count <= repositories.length
    ? undefined
    : `the owner has ${String(count)} repositories, and host-token sees ${String(repositories.length)}; give it access to all of them`;
}

/** What an installation sees is what the owner's list holds. */
function forTotal(installation: JsonObject, { repositories: { length } }: Collected): string | undefined {
  const total = installation.number('total_count');
  return total === undefined || total === length
    ? undefined
    : `the GitHub App of host-token sees ${String(total)} repositories, and the owner's list holds ${String(length)}`;
}

/** A token's scopes, which responses name for a classic personal access token. */
class Scopes {
  /** Undefined where the token is of another kind. */
  given: readonly string[] | undefined;
  readonly #isClassic: boolean;

  constructor({ headers }: HostService) {
    this.#isClassic = headers['authorization']?.startsWith('Bearer ghp_') === true;
  }

  read({ headers }: HttpResponse): void {
    const scopes = headers['x-oauth-scopes'];
    // Other kinds may give an empty one.
    if (typeof scopes === 'string' && (scopes.trim() !== '' || this.#isClassic))
      this.given = scopes.split(',').map((scope) => scope.trim());
  }
}

/** Undefined where the token or the server has nothing of the kind. */
async function readIfThere(
  service: HostService,
  path: string,
  query?: Readonly<Record<string, string>>,
): Promise<JsonObject | Unread | undefined> {
  const answer = await readObject(service, path, query);
  if (!isUnread(answer) || answer.response === undefined || isRateLimit(answer.response)) return answer;
  return [401, 403, 404].includes(answer.response.status) ? undefined : answer;
}

function asKnown(answer: JsonObject | Unread | undefined): JsonObject | undefined {
  return answer === undefined || isUnread(answer) ? undefined : answer;
}

function formatOf(service: HostService, owner: string, scopes: Scopes): ListFormat {
  return {
    parsePage: (response, request) => {
      scopes.read(response);
      const answer = parsedBody(response);
      const installed =
        'path' in request && request.path === 'installation/repositories' ? objectOf(answer) : undefined;
      const rows = listOf(installed === undefined ? answer : installed.value('repositories'));
      const place = placeOrProblem(() => placeOf(service, response, request, rows));
      return {
        rows,
        ...place,
        problem: place.problem ?? leftOut(response, request),
        total: installed?.number('total_count'),
      };
    },
    parseRow: (row) => parseRow(row, owner),
  };
}

/** What an organization keeps from a token that is not authorized for its single sign-on. Other lists are of many organizations. */
function leftOut({ headers }: HttpResponse, request: PageRequest): string | undefined {
  if (headers['x-github-sso'] === undefined || !('path' in request) || !request.path.startsWith('orgs/'))
    return undefined;
  return "GitHub leaves out of the list what host-token is not authorized for; authorize it for the organization's single sign-on";
}

function placeOf(
  service: HostService,
  response: HttpResponse,
  request: PageRequest,
  rows: readonly unknown[],
): Omit<HostPage, 'rows'> {
  const links = readLinks(response);
  const next = links.get('next');
  // No link at all: there may be no other page, or a proxy may have taken the header, which every page has but a first
  // one that is the only one. The next page tells.
  const isFull = rows.length >= PAGE_SIZE;
  const mayGoOn = numberOf(request) === 1 ? isFull : rows.length > 0;
  if (links.size === 0 && mayGoOn) return guessedNext(request);
  if (next === undefined) return { next: 'end' };
  const last = parseNumber(URL.parse(links.get('last') ?? '', service.baseUrl.href)?.searchParams.get('page'));
  return { ...nextByAddress(service, request, next), following: following(request, last) };
}

function parseRow(row: unknown, owner: string): HostRepository {
  const fields = objectOf(row);
  return {
    name: textOf(fields, 'name'),
    path: pathBelow(owner, textOf(fields, 'full_name')),
    url: fields.text('html_url') ?? '',
    archived: flagOf(fields, 'archived'),
    disabled: fields.boolean('disabled'),
    visibility: visibilityOf(fields.text('visibility')) ?? visibilityIf(fields.boolean('private')),
    fork: fields.boolean('fork'),
    topics: textsOf(fields.list('topics')),
    language: wordOf(fields.text('language')),
    properties: propertiesOf(fields.object('custom_properties')),
    created: dateOf(fields.text('created_at')),
    pushed: dateOf(fields.text('pushed_at')),
  };
}

/** A property of several values is given as one text. */
function propertiesOf(fields: JsonObject | undefined): Readonly<Record<string, string>> | undefined {
  if (fields === undefined) return undefined;
  const texts = fields.names().flatMap((name) => {
    const value = fields.text(name) ?? textsOf(fields.list(name))?.join(', ') ?? fields.boolean(name)?.toString();
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(texts);
}
