import './one-realm.ts';
import { afterEach } from '@jest/globals';
import type { HostedRepository, HostWorld } from '../../simulator/hosts/model.ts';
import {
  type DialectName,
  type HostSimulator,
  type HostSimulatorOptions,
  startHost,
} from '../../simulator/hosts/server.ts';
import type { HostKind, Inventory } from '../../src/domain/inventory.ts';
import { connectHost, type HostConnection } from '../../src/hosts/connect.ts';
import type { HttpSettings } from '../../src/http/open-transport.ts';
import type { HostApi, HostService } from '../../src/hosts/host.ts';
import { readInventory } from '../../src/hosts/read-inventory.ts';
import { Redactor } from '../../src/shared/redactor.ts';
import { FakeClock } from './fake-clock.ts';

/** What an API's lists show: it decides in which faults of them can be seen. */
export interface ApiTraits {
  /** The input `host`. */
  readonly kind: HostKind;
  /** Where the list of `acme` lies. */
  readonly list: string;
  /** The next page is named by a number or an offset, of which one can be left out; else by what only the host can read. */
  readonly isCounted: boolean;
  /** Pages link to others, and the number of the last is known. */
  readonly hasLinks: boolean;
  /** Pages say how many repositories there are. */
  readonly hasTotals: boolean;
  /** A page is an object with the rows in it, not the rows alone. */
  readonly isObject: boolean;
  readonly reportsArchived: boolean;
}

/** Every API that is spoken. */
export const API_TRAITS: Readonly<Record<HostApi | DialectName, ApiTraits>> = {
  github: {
    ...{ kind: 'github', list: 'orgs/acme/repos', reportsArchived: true },
    ...{ isCounted: true, hasLinks: true, hasTotals: false, isObject: false },
  },
  gitlab: {
    ...{ kind: 'gitlab', list: 'groups/acme/projects', reportsArchived: true },
    ...{ isCounted: true, hasLinks: true, hasTotals: true, isObject: false },
  },
  'azure-devops': {
    ...{ kind: 'azure-devops', list: 'acme/_apis/git/repositories', reportsArchived: true },
    ...{ isCounted: false, hasLinks: false, hasTotals: false, isObject: true },
  },
  'bitbucket-cloud': {
    ...{ kind: 'bitbucket', list: 'repositories/acme', reportsArchived: false },
    ...{ isCounted: true, hasLinks: true, hasTotals: true, isObject: true },
  },
  'bitbucket-data-center': {
    ...{ kind: 'bitbucket', list: 'projects/acme/repos', reportsArchived: true },
    ...{ isCounted: true, hasLinks: false, hasTotals: false, isObject: true },
  },
  'git-dev': {
    ...{ kind: 'git.dev', list: 'repositories', reportsArchived: false },
    ...{ isCounted: false, hasLinks: false, hasTotals: false, isObject: true },
  },
};

export const APIS = Object.keys(API_TRAITS) as readonly HostApi[];

export function apisWith(has: (traits: ApiTraits) => boolean): readonly HostApi[] {
  return APIS.filter((api) => has(API_TRAITS[api]));
}

export const TOKEN = 'a-token-of-the-host';

export interface HostOptions extends HostSimulatorOptions, Partial<HttpSettings>, Partial<HostConnection> {
  readonly clock?: FakeClock;
}

export interface TestHost {
  readonly simulator: HostSimulator;
  readonly service: HostService;
  readonly clock: FakeClock;
  readonly redactor: Redactor;
  /** Every line that was logged. */
  readonly lines: readonly string[];
  /** What the CI was told to mask. */
  readonly masked: readonly string[];
  readonly read: (owner?: string) => Promise<Inventory>;
}

const running: HostSimulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
});

/** So many repositories, of which every second one is private. */
export function repositories(count: number): readonly HostedRepository[] {
  return Array.from({ length: count }, (_, index) => ({ name: `repo-${String(index + 1)}`, private: index % 2 === 1 }));
}

/** An organization `acme` with so many repositories. */
export function hostWorld(count: number, more: Partial<HostWorld> = {}): HostWorld {
  return { owner: 'acme', ownerKind: 'organization', repositories: repositories(count), token: TOKEN, ...more };
}

/** A simulated host that ends with the test, and a client of it with a clock that doesn't wait. */
export async function hostOf(api: HostApi, world: HostWorld, options: HostOptions = {}): Promise<TestHost> {
  const { clock = new FakeClock(), ...more } = options;
  const onStall = (): void => {
    clock.expireDeadlines();
  };
  const simulator = await startHost(api, world, { onStall, ...more });
  running.push(simulator);
  const [lines, masked]: [string[], string[]] = [[], []];
  const redactor = new Redactor((secret) => masked.push(secret));
  const log = (text: string): number => lines.push(text);
  const settings = {
    concurrency: 8,
    requestTimeoutSeconds: 5,
    retries: 2,
    rateLimitTimeoutSeconds: 900,
    certificateAuthorities: [],
    ...more,
  };
  const connection = { kind: API_TRAITS[api].kind, url: new URL(simulator.url), token: TOKEN, settings, ...more };
  const { signal: cancelled } = new AbortController();
  const outside = { environment: {}, stdout: { write: () => undefined }, clock, random: () => 0, cancelled };
  const service = connectHost(connection, outside, redactor, { info: log, debug: log });
  const read = async (owner = world.owner): Promise<Inventory> => await readInventory(service, owner);
  return { simulator, service, clock, redactor, lines, masked, read };
}

/** The names in an inventory. */
export function namesIn({ repositories: listed }: Inventory): readonly string[] {
  return listed.map(({ name }) => name);
}
