import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActionRun } from '../../scripts/run-action.ts';
import { type RecordedRequest, type Simulator, startSimulator } from '../../simulator/server.ts';
import { World } from '../../simulator/world.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { type Endpoint, ENDPOINTS } from '../support/called-endpoints.ts';
import { type FaultCase, FAULTS, passesAt, titleAt, TITLES_OF_STATE } from '../support/faults.ts';
import { expireDeadlines, runInProcess } from '../support/run.ts';
import { serve, smallWorld } from '../support/service.ts';

/* Every fault at every endpoint: once, and, where the run survives that, every time. */

const RETRIES = 1;

interface Scenario {
  readonly endpoint: Endpoint;
  readonly fault: FaultCase;
  readonly when: 'once' | 'every time';
  readonly passes: boolean;
}

interface Result {
  readonly run: ActionRun;
  readonly requests: readonly RecordedRequest[];
  readonly isProtected: boolean;
  /** Milliseconds, by the run's own clock. */
  readonly took: number;
}

const SCENARIOS: readonly Scenario[] = ENDPOINTS.flatMap((endpoint) =>
  FAULTS.flatMap((fault): Scenario[] => {
    const passes = passesAt(fault, endpoint.kind);
    const once: Scenario = { endpoint, fault, when: 'once', passes };
    // Where one of them ends the run, no other one is met.
    return passes ? [once, { endpoint, fault, when: 'every time', passes: false }] : [once];
  }),
);

let elsewhere: Simulator;

beforeAll(async () => {
  elsewhere = await startSimulator(new World());
});

afterAll(async () => {
  await elsewhere.close();
});

async function carryOut({ endpoint, fault, when }: Scenario): Promise<Result> {
  const clock = new FakeClock();
  const { world, acme, daily } = smallWorld({ syncMs: 100, now: () => clock.now() });
  acme.atHost.add('brand-new');
  const wanted = endpoint.kind === 'sync' ? 'brand-new' : 'api';
  const occurrence = when === 'once' ? 1 : 'every';
  const simulator = await serve(world, {
    faults: [{ endpoint: endpoint.path, occurrence, fault: fault.fault(elsewhere.url) }],
    onStall: expireDeadlines,
  });
  const { email, password } = world.account;
  const step = { 'server-url': simulator.url, email, password, plan: 'Daily', repository: wanted };
  const start = clock.now();
  const run = await runInProcess({
    inputs: { ...step, retries: String(RETRIES), 'sync-timeout': '2', ...fault.inputs },
    clock,
  });
  const repository = world.repositoriesOf(acme).find(({ name }) => name === wanted);
  return {
    run,
    requests: simulator.requests,
    isProtected: repository !== undefined && world.isProtected(repository.id, daily.id),
    took: clock.now() - start,
  };
}

function named(scenario: Scenario): [string, Scenario] {
  return [`${scenario.fault.name}, ${scenario.when}, at ${scenario.endpoint.path}`, scenario];
}

describe('a transient fault', () => {
  it.each(SCENARIOS.filter(({ passes }) => passes).map(named))(
    'does not keep the repository from protection: %s',
    async (_, scenario) => {
      const { run, isProtected } = await carryOut(scenario);
      expect(run.exitCode).toBe(0);
      expect(isProtected).toBe(true);
      expect(run.outputs).toMatchObject({
        drift: 'true',
        changed: 'true',
        'license-status': 'activated',
        'plan-status': 'attached',
      });
      expect(run.stdout).toContain('✅ Protected, drift corrected');
    },
  );
});

describe('a permanent fault', () => {
  // A refusal that the state belies, such as a 409 to a synchronization that runs already, is no failure.
  const failing = SCENARIOS.filter(({ passes }) => !passes);

  it.each(failing.map(named))('fails the step and says why: %s', async (_, scenario) => {
    const { endpoint, fault, when } = scenario;
    const { run, requests, isProtected, took } = await carryOut(scenario);
    const title = titleAt(fault, endpoint);
    expect(run.exitCode).toBe(1);
    expect(isProtected).toBe(false);
    expect(run.stdout + run.summary).not.toContain('✅');
    expect(run.outputs['plan-status']).toBe('failed');

    const error = run.stdout.split('\n').find((line) => line.startsWith(`::error title=${title}::`)) ?? '';
    expect(error).toContain('What to do: ');
    expect(run.summary).toContain('What to do now');
    if (!TITLES_OF_STATE.includes(title)) {
      expect(error).toContain(endpoint.does);
      expect(error).toContain(`/${endpoint.path}`);
      expect(error).toContain(fault.says);
      if (fault.says.includes('no luck')) expect(error).toContain('request ID req_7');
    }
    // No more attempts than allowed, and never a second sign-in with a rejected password.
    const attempts = requests.filter(({ endpoint: path }) => path === endpoint.path).length;
    if (endpoint.kind === 'sign-in' && title === 'GitProtect rejected the sign-in') expect(attempts).toBe(1);
    // What ends the run at once is not tried again, so that every time would be the same.
    if (when === 'once') expect(attempts).toBe(1);
    // What was accepted is waited for as long as verify-timeout says, and nothing else.
    expect(took).toBeLessThan(31_000);
  });

  it('sends nothing to the server that a redirect points to', () => {
    expect(SCENARIOS.filter(({ fault }) => fault.name.includes('port'))).toHaveLength(ENDPOINTS.length);
    expect(elsewhere.requests).toHaveLength(0);
  });
});
