import type { Fault } from '../../simulator/faults.ts';
import { FakeClock } from './fake-clock.ts';
import { callsOf, clientOf, serve, smallWorld, type TestClient, type TestClientOptions } from './service.ts';

/** The endpoint of which a `faultyClient` gets the fault. */
export const ORGANIZATIONS = 'git/organizations/getmany';

export interface FaultyClient extends TestClient {
  /** How often the endpoint was called. */
  readonly calls: () => number;
  readonly url: string;
}

/** A client of a service that lists organizations with this fault; a stall lasts until every deadline is past. */
export async function faultyClient(
  fault: Fault,
  occurrence: number | 'every',
  { clock = new FakeClock(), ...options }: TestClientOptions = {},
): Promise<FaultyClient> {
  const simulator = await serve(smallWorld().world, {
    faults: [{ endpoint: ORGANIZATIONS, occurrence, fault }],
    onStall: () => {
      clock.expireDeadlines();
    },
  });
  const url = `${simulator.url}/${ORGANIZATIONS}`;
  return { ...clientOf(simulator, { clock, ...options }), calls: () => callsOf(simulator, ORGANIZATIONS), url };
}
