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
import type { HostService } from '../../src/hosts/host.ts';
import { readInventory } from '../../src/hosts/read-inventory.ts';
import { Redactor } from '../../src/shared/redactor.ts';
import { FakeClock } from './fake-clock.ts';

/** Every API that is spoken. */
export const APIS: readonly DialectName[] = [
  'github',
  'gitlab',
  'azure-devops',
  'bitbucket-cloud',
  'bitbucket-data-center',
  'git-dev',
];

/** The input `host` of each. */
export const KINDS: Readonly<Record<DialectName, HostKind>> = {
  github: 'github',
  gitlab: 'gitlab',
  'azure-devops': 'azure-devops',
  'bitbucket-cloud': 'bitbucket',
  'bitbucket-data-center': 'bitbucket',
  'git-dev': 'git.dev',
};

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
export async function hostOf(api: DialectName, world: HostWorld, options: HostOptions = {}): Promise<TestHost> {
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
  const connection = { kind: KINDS[api], url: new URL(simulator.url), token: TOKEN, settings, ...more };
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
