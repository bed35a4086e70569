/** What the benchmark and the process of its server say to each other. */

export interface WorldSpec {
  /** How many repositories the organization `acme` has. */
  readonly repositories: number;
  /**
   * Which of them are not as the backup plan `Daily` should have them: none; one, without license and not attached;
   * every twentieth, licensed but not attached; or all, without license and not attached.
   */
  readonly drift: 'none' | 'one' | 'twentieth' | 'all';
  /** Where the one repository stands among all as they were added, from 0 to 1 (exclusive). */
  readonly targetAt?: number;
}

export interface ServeSpec extends WorldSpec {
  /** Milliseconds that the network takes there and back; 0 for no relay in between. */
  readonly roundTripMs: number;
  readonly tls: boolean;
  /** A GitHub that has this organization, over plain HTTP; none without it. */
  readonly gitHost?: HostSpec;
}

export interface HostSpec {
  /** How many repositories it has: those that GitProtect lists come first. */
  readonly repositories: number;
  /** As above. */
  readonly roundTripMs: number;
}

export interface Served {
  readonly url: string;
  readonly email: string;
  readonly password: string;
  /** The private CA in PEM; undefined without TLS. */
  readonly authority?: string;
  /** The name of one repository: the one that drifted, if just one has. */
  readonly target: string;
  /** The API's address, and the token that it takes. */
  readonly gitHost?: { readonly url: string; readonly token: string };
}

/** The server's true state, and what it was asked. */
export interface State {
  /** Requests by endpoint; `host` stands for all to the Git host. */
  readonly counts: Readonly<Record<string, number>>;
  /** Connections that were opened over the network; undefined where there is none in between. */
  readonly connections: number | undefined;
  /** How many repositories are licensed and attached. */
  readonly protectedCount: number;
}

export type Command =
  | { readonly kind: 'serve'; readonly spec: ServeSpec }
  | { readonly kind: 'state' }
  /** A relay before a server that gives every byte back, to measure the round trip. */
  | { readonly kind: 'echo'; readonly roundTripMs: number };

export interface Replies {
  readonly serve: Served;
  readonly state: State;
  readonly echo: { readonly port: number };
}
