import './one-realm.ts';
import { afterEach } from '@jest/globals';
import { GitProtect } from '../../src/gitprotect/client.ts';
import type { Named, SoFar } from '../../src/gitprotect/calls.ts';
import { Session } from '../../src/gitprotect/session.ts';
import { Transport, type TransportOptions } from '../../src/http/transport.ts';
import type { Credentials } from '../../src/shared/credentials.ts';
import { Redactor } from '../../src/shared/redactor.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/server.ts';
import { World, type WorldOptions } from '../../simulator/world.ts';
import { FakeClock } from './fake-clock.ts';

const running: Simulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
});

/** Starts a simulator that ends with the test. */
export async function serve(world: World, options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator(world, options);
  running.push(simulator);
  return simulator;
}

/** Lines that the client wrote. */
export interface Lines {
  readonly info: string[];
  readonly debug: string[];
}

export interface TestClient {
  readonly service: GitProtect;
  readonly session: Session;
  readonly transport: Transport;
  readonly redactor: Redactor;
  readonly lines: Lines;
  readonly clock: FakeClock;
}

export interface TestClientOptions extends Partial<TransportOptions> {
  readonly credentials?: Credentials;
  readonly clock?: FakeClock;
}

/** A client of a simulator, with a clock that doesn't wait. */
export function clientOf(simulator: Simulator, options: TestClientOptions = {}): TestClient {
  const lines: Lines = { info: [], debug: [] };
  const { clock = new FakeClock(), credentials = passwordOf(simulator.world), ...more } = options;
  const redactor = new Redactor(() => undefined);
  const log = { info: (text: string) => lines.info.push(text), debug: (text: string) => lines.debug.push(text) };
  const transport = new Transport({
    baseUrl: new URL(simulator.url),
    requestTimeoutSeconds: 5,
    concurrency: 8,
    retries: 4,
    rateLimitTimeoutSeconds: 900,
    random: Math.random,
    cancelled: new AbortController().signal,
    clock,
    redactor,
    log,
    ...more,
  });
  const session = new Session(transport, credentials, redactor);
  return { service: new GitProtect(session, clock, log), session, transport, redactor, lines, clock };
}

/** What a request that takes protection away depends on is seen at any time. */
export const SEEN: SoFar = { seenAt: Infinity, earlier: undefined };

/** The simulated account's own credentials. */
export function passwordOf({ account: { email, password } }: World): Credentials {
  return { kind: 'password', email, password };
}

/** The endpoints that were called, in order. */
export function calledEndpoints({ requests }: Simulator): string[] {
  return requests.map(({ endpoint }) => endpoint);
}

/** How often an endpoint was called. */
export function callsOf(simulator: Simulator, endpoint: string): number {
  return calledEndpoints(simulator).filter((called) => called === endpoint).length;
}

/** What a backup plan may hold, as a client is told of it. */
export function repository(thing: Named): Named & { readonly kind: 'repository' } {
  return { kind: 'repository', id: thing.id, name: thing.name };
}

export function project(thing: Named): Named & { readonly kind: 'project' } {
  return { kind: 'project', id: thing.id, name: thing.name };
}

/** What `smallWorld` makes. */
export type SmallWorld = ReturnType<typeof smallWorld>;

/** A world with organization `acme`, repository `api` (unprotected) and hand-picked plan `Daily` that holds `website`. */
export function smallWorld(options: WorldOptions = {}): {
  world: World;
  acme: ReturnType<World['addOrganization']>;
  api: ReturnType<World['addRepository']>;
  website: ReturnType<World['addRepository']>;
  daily: ReturnType<World['addPlan']>;
} {
  const world = new World(options);
  const acme = world.addOrganization('acme');
  const website = world.addRepository(acme, 'website', { licensed: true });
  const api = world.addRepository(acme, 'api');
  const daily = world.addPlan(acme, 'Daily', { repositories: new Set([website.id]) });
  return { world, acme, api, website, daily };
}

/** A world in which `api` is protected by `Daily`. */
export function protectedWorld(options: WorldOptions = {}): SmallWorld {
  const small = smallWorld(options);
  small.api.licensed = true;
  small.daily.repositories.add(small.api.id);
  return small;
}
