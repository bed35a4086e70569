import type { Inventory } from '../domain/inventory.ts';
import type { HttpResponse } from '../http/request.ts';
import type { Transport } from '../http/transport.ts';

/** The Git hosts that can be asked for their own list, as the input `host` names them. */
export const HOSTS = ['github', 'gitlab', 'azure-devops', 'bitbucket', 'git.dev'] as const;
export type HostKind = (typeof HOSTS)[number];

/** A host's API with the token that it takes. */
export interface HostService {
  readonly transport: Transport;
  /** The origin to which the token may be sent. */
  readonly baseUrl: URL;
  /** The header that carries the token. */
  readonly headers: Readonly<Record<string, string>>;
  readonly concurrency: number;
}

/** Reads the list of an owner's repositories. Never throws for what the host does: the inventory is incomplete then. */
export type ReadInventory = (service: HostService, owner: string) => Promise<Inventory>;

/** A page to ask for: below the base address, or at an address that the host gave. */
export type PageRequest =
  | { readonly path: string; readonly query: Readonly<Record<string, string>> }
  | { readonly url: string };

/** A page as the host gave it. */
export interface HostPage {
  readonly rows: readonly unknown[];
  /** How the list goes on: `end` only where the host itself marks it. */
  readonly next: PageRequest | 'end';
  /** Further pages whose addresses are known, in place of `next`: they are read at the same time. */
  readonly others?: readonly PageRequest[];
  /** How many repositories there are in all, where the host says. */
  readonly total?: number;
}

/** What a host's pages look like. */
export interface PageFormat {
  /** @throws PageError where the response is not understood */
  parsePage(response: HttpResponse, request: PageRequest): HostPage;
}

/** A page that is not what the host's API is known to give. The message holds no secret. */
export class PageError extends Error {}
