import type { HostRepository, Inventory } from '../domain/inventory.ts';
import type { HttpResponse } from '../http/request.ts';
import type { Transport } from '../http/transport.ts';
import type { Clock } from '../shared/clock.ts';
import type { Redactor } from '../shared/redactor.ts';

/** The APIs that are spoken: one file each. */
export type HostApi = 'github' | 'gitlab' | 'azure-devops' | 'bitbucket-cloud' | 'bitbucket-data-center' | 'git-dev';

/** A host's API with the token that it takes. */
export interface HostService {
  readonly api: HostApi;
  readonly transport: Transport;
  /** The token is sent to its origin only. */
  readonly baseUrl: URL;
  /** What every request carries, the token included. */
  readonly headers: Readonly<Record<string, string>>;
  readonly redactor: Redactor;
  readonly clock: Pick<Clock, 'now'>;
}

/** Reads the list of an owner's repositories. Never throws for what the host does: the inventory is incomplete then. */
export type ReadInventory = (service: HostService, owner: string) => Promise<Inventory>;

/** A page to ask for: below the base address, or at an address that the host gave. */
export type PageRequest =
  { readonly path: string; readonly query: Readonly<Record<string, string>> } | { readonly url: string };

/** The same page with these in its query. An address that the host gave stays as it is. */
export function withQuery(request: PageRequest, more: Readonly<Record<string, string>>): PageRequest {
  return 'path' in request ? { path: request.path, query: { ...request.query, ...more } } : request;
}

/** A page as the host gave it. */
export interface HostPage {
  readonly rows: readonly unknown[];
  /** How the list goes on: `end` only where the host itself marks it. */
  readonly next: PageRequest | 'end';
  /** The host does not say that there is such a page: only asking for it tells. */
  readonly isGuess?: boolean;
  /** The pages behind this one, where their numbers are known: they are read at the same time. */
  readonly following?: FollowingPages | undefined;
  /** How many repositories there are in all, where the host says. */
  readonly total?: number | undefined;
  /** Why the list can't be complete, though the page can be read and names the next one. */
  readonly problem?: string | undefined;
}

/** The pages behind a page up to the last one. */
export interface FollowingPages {
  /** What `next` must be. */
  readonly first: PageRequest | 'end';
  /** All of them, made when they are asked for: each page of a long list has as many, and only the first needs them. */
  readonly all: () => readonly PageRequest[];
}

/** What a host's list looks like. */
export interface ListFormat {
  /** @throws UnreadableError where the response is not understood */
  parsePage(response: HttpResponse, request: PageRequest): HostPage;
  /** @throws UnreadableError */
  parseRow(row: unknown): HostRepository;
}

/** A page's place in its list; where that is not understood, the list ends with it, and its rows are kept. */
export function placeOrProblem(place: () => Omit<HostPage, 'rows'>): Omit<HostPage, 'rows'> {
  try {
    return place();
  } catch (error) {
    if (error instanceof UnreadableError) return { next: 'end', problem: error.message };
    throw error;
  }
}

/** Where a page neither is marked as the last one nor names the next. */
export const UNCLEAR_END = 'the host does not say whether a page is the last one, or what follows it';

/** Where a page is marked as the last one, and names the next. */
export const CONTRARY_END = 'the host says that a page is the last one, and names one that follows it';

/** What is not as the host's API is known to give it. The message is for people; secrets are cut out where it is reported. */
export class UnreadableError extends Error {}
