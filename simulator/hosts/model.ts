import type { IncomingHttpHeaders } from 'node:http';

/** A repository at a simulated Git host. */
export interface HostedRepository {
  readonly name: string;
  /** GitLab's subgroups between the owner and the project, or the project of Azure DevOps and Data Center. */
  readonly folder?: string;
  /** Azure DevOps: the ID of that project (its name). */
  readonly projectId?: string;
  readonly archived?: boolean;
  readonly private?: boolean;
  readonly fork?: boolean;
  /** Further fields of its row, which take precedence. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** What a simulated Git host holds. */
export interface HostWorld {
  readonly owner: string;
  /** `organization` stands for a group, workspace or project, too. */
  readonly ownerKind: 'organization' | 'user';
  readonly repositories: readonly HostedRepository[];
  /** The only one that is accepted, as it was given to the action; without it every one is. */
  readonly token?: string;
  /** Whose token it is. */
  readonly tokenUser?: string;
  /** GitHub: the token is one of an App that is installed so. */
  readonly installation?: { readonly selection: 'all' | 'selected'; readonly account: string };
  /** GitHub: the scopes of a classic token. */
  readonly scopes?: string;
  /** GitHub: answers carry its request ID, as GitHub's own do. */
  readonly hasRequestIds?: boolean;
  /** GitLab: the path of the group that the token's user is a member of, and the access level there: 30 unless given. */
  readonly tokenGroup?: string;
  readonly tokenLevel?: number;
  /** GitLab: the token's user is an administrator, and whether the token may act as one (Admin Mode). */
  readonly administrator?: 'acts-as-one' | 'without-admin-mode';
  /** GitHub: the role of the token's user in the organization, and what its members may do with every repository. */
  readonly role?: 'admin' | 'member' | 'billing_manager';
  /** GitHub: the user has not accepted yet. */
  readonly isInvited?: boolean;
  readonly memberPermission?: 'none' | 'read';
  /** GitHub: how many repositories the owner's page counts. */
  readonly counted?: { readonly public: number; readonly private: number };
  /** GitLab: without the headers that page, as a host that only has `page` and `per_page`. */
  readonly isBare?: boolean;
  /** The most rows that a page holds. */
  readonly pageCap?: number;
  /** Above so many rows no totals are given. */
  readonly maxCounted?: number;
}

export interface HostRequest {
  /** Below the API's address, without a leading slash, decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The API's address as the client knows it. */
  readonly base: string;
  /** Makes another page of what would be answered. */
  readonly spoil: (page: Page) => Page;
}

export interface HostAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** A page before it is written as its host does it. */
export interface Page {
  readonly rows: readonly HostedRepository[];
  /** The offset of its first row. */
  readonly start: number;
  /** How many rows were asked for. */
  readonly size: number;
  /** The offset of the next page, if there is one. */
  readonly next: number | undefined;
  readonly total: number;
  /** The address from which links lead on. */
  readonly base: string;
}

/** A host's own way to answer. */
export interface Dialect {
  /** Stands before every path, such as `/api/v4`. */
  readonly prefix: string;
  /** The headers that carry a token. */
  readonly credentials: (token: string) => Readonly<Record<string, string>>;
  readonly answer: (world: HostWorld, request: HostRequest) => HostAnswer;
  readonly error: (status: number, message: string) => HostAnswer;
}

/** The rows from an offset on. */
export function pageAt(world: HostWorld, { base, spoil }: HostRequest, start: number, size: number): Page {
  const { repositories, pageCap = 100 } = world;
  const count = Math.min(size, pageCap);
  const end = start + count;
  const next = end < repositories.length ? end : undefined;
  const rows = repositories.slice(start, end);
  return spoil({ rows, start, size: count, next, total: repositories.length, base });
}

/** The page that `page` and a size ask for. */
export function numberedPage(world: HostWorld, request: HostRequest, sizeName: string): Page {
  const size = Math.min(Number(request.query.get(sizeName) ?? 20), world.pageCap ?? 100);
  return pageAt(world, request, (Number(request.query.get('page') ?? 1) - 1) * size, size);
}

/** The number of the page that begins there. */
export function numberAt({ size }: Page, offset: number): number {
  return Math.floor(offset / size) + 1;
}

/** A page's address. */
export function linkTo({ base }: Page, { path, query }: HostRequest, name: string, value: string): string {
  const link = new URL(`${base}/${path}`);
  for (const [key, each] of query) link.searchParams.set(key, each);
  link.searchParams.set(name, value);
  return link.href;
}

export function isOwner({ owner }: HostWorld, name: string | undefined): boolean {
  return name?.toLowerCase() === owner.toLowerCase();
}

/** The last page's number. */
export function lastNumber({ total, size }: Page): number {
  return Math.max(1, Math.ceil(total / size));
}
