import { afterAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { ActionRun } from '../../scripts/run-action.ts';
import type { ScriptedFault } from '../../simulator/faults.ts';
import { CUT_NAMES, type EchoPlace, MARKER, REDIRECT, REFUSALS, SHAPES } from '../support/echoes.ts';
import { type Endpoint, ENDPOINTS } from '../support/called-endpoints.ts';
import { PlantedWorld } from '../support/planted-world.ts';
import { runInProcess } from '../support/run.ts';
import { formsOf } from '../support/secret-forms.ts';
import { serve } from '../support/service.ts';
import { leaksIn, type Planted } from '../support/shown.ts';

const USER = 'backup@acme.example';
const PROXY_USER = 'runner';

/** Letters and digits that stand nowhere else. */
function unique(length = 12): string {
  return (randomUUID() + randomUUID()).replaceAll('-', '').slice(0, length);
}

const PASSWORD = `${unique()}"&+%é ${unique()}'~!`;
/** As long as a real JSON Web Token. */
const TOKENS = [0, 1].map(() => `eyJ${unique(45)}.eyJ${unique(60)}_${unique(30)}-x.${unique(40)}`);
const ACCESS_TOKEN = `${unique()}"&+%'${unique()}`;
const PROXY_PASSWORD = `${unique()}"&+%é@${unique()}/:`;

const PLANTED = {
  password: { name: 'password', forms: formsOf(PASSWORD, USER) },
  token: { name: 'token from the sign-in', forms: formsOf(TOKENS[0] ?? '', USER) },
  secondToken: { name: 'token from the second sign-in', forms: formsOf(TOKENS[1] ?? '', USER) },
  accessToken: { name: 'access-token', forms: formsOf(ACCESS_TOKEN, USER) },
  proxy: { name: 'proxy password', forms: formsOf(PROXY_PASSWORD, PROXY_USER) },
} satisfies Record<string, Planted>;

type Access = 'password' | 'token';

interface Scenario {
  readonly place: EchoPlace;
  readonly endpoint: Endpoint;
  readonly status: number;
  readonly retries: number;
  readonly access: Access;
}

const STATUSES = [400, 401, 403, 500];

/** Every status at every endpoint and in every place; either way to sign in, with and without a further attempt. */
const REFUSED: readonly Scenario[] = REFUSALS.flatMap((place, row) =>
  ENDPOINTS.map((endpoint, column) => ({
    ...{ place, endpoint, retries: row % 2, access: accessAt(endpoint, Math.floor(row / 2) + column) },
    status: STATUSES[(row + column) % STATUSES.length] ?? 400,
  })),
);

const REDIRECTED: readonly Scenario[] = ENDPOINTS.map((endpoint, column) => ({
  ...{ place: REDIRECT, endpoint, status: 302, retries: 0, access: accessAt(endpoint, column) },
}));

/** After a change any body will do, so that one shape is enough there. */
const MISSHAPED: readonly Scenario[] = [...SHAPES, ...CUT_NAMES].flatMap((place, row) =>
  ENDPOINTS.filter(({ kind }) => row === 0 || kind === 'sign-in' || kind === 'read').map((endpoint, column) => ({
    ...{ place, endpoint, status: 200, retries: 0, access: accessAt(endpoint, row + column) },
  })),
);

function accessAt({ kind }: Endpoint, turn: number): Access {
  return kind === 'sign-in' || turn % 2 === 0 ? 'password' : 'token';
}

function plantedFor({ access, endpoint }: Pick<Scenario, 'access' | 'endpoint'>): readonly Planted[] {
  const { password, token, accessToken, proxy } = PLANTED;
  if (access === 'token') return [accessToken, proxy];
  // Nobody has the token before the sign-in was answered; there it is echoed in answers of another shape only.
  return endpoint.kind === 'sign-in' ? [password, proxy] : [password, token, proxy];
}

const counted = { runs: 0, forms: 0, secrets: new Set<string>() };

async function carryOut({ place, endpoint, status, retries, access }: Scenario): Promise<ActionRun> {
  const forms = plantedFor({ access, endpoint }).flatMap((planted) => planted.forms);
  const fault = place.answer(status, forms);
  const inputs = {
    ...(access === 'token' ? { email: '', password: '', 'access-token': ACCESS_TOKEN } : {}),
    repository: endpoint.kind === 'sync' ? 'brand-new' : 'api',
    retries: String(retries),
  };
  return await runWith(PASSWORD, [{ endpoint: endpoint.path, occurrence: 'every', fault }], inputs);
}

/** A run with debug logging, and a proxy that isn't used for a loopback host. */
async function runWith(
  password: string,
  faults: readonly ScriptedFault[],
  inputs: Readonly<Record<string, string>> = {},
): Promise<ActionRun> {
  const world = new PlantedWorld(password, [...TOKENS, ACCESS_TOKEN]);
  const simulator = await serve(world, { faults });
  return await runInProcess({
    inputs: {
      ...{ 'server-url': simulator.url, email: USER, password, plan: 'Daily', repository: 'api' },
      ...{ retries: '0', 'sync-timeout': '0', ...inputs },
    },
    environment: { RUNNER_DEBUG: '1', HTTPS_PROXY: proxyUrl(encodeURIComponent(PROXY_PASSWORD), 9) },
  });
}

function proxyUrl(password: string, port: number): string {
  return `http://${PROXY_USER}:${password}@127.0.0.1:${String(port)}`;
}

function leaksOf(run: ActionRun, ...planted: readonly Planted[]): readonly string[] {
  counted.runs++;
  for (const { name, forms } of planted) {
    counted.secrets.add(name);
    counted.forms += forms.length;
  }
  return leaksIn(run, planted);
}

/** Carries these scenarios out, and returns what they printed; the marker is where it must have come through. */
async function expectNoLeaks(
  scenarios: readonly Scenario[],
  marker: string | undefined,
): Promise<ReadonlyMap<Scenario, string>> {
  expect(scenarios.length).toBeGreaterThan(0);
  const leaks: string[] = [];
  const logs = new Map<Scenario, string>();
  for (const scenario of scenarios) {
    const run = await carryOut(scenario);
    expect(run.exitCode).toBe(1);
    if (marker !== undefined) expect(run.stdout).toContain(marker);
    leaks.push(...leaksOf(run, ...plantedFor(scenario)));
    logs.set(scenario, run.stdout);
  }
  expect([...new Set(leaks)]).toEqual([]);
  return logs;
}

describe('secrets that the server echoes', () => {
  afterAll(() => {
    const { runs, forms, secrets } = counted;
    process.stdout.write(
      `leaks: ${String(secrets.size)} secrets planted, ${String(forms)} forms looked for in ${String(runs)} runs\n`,
    );
  });

  it.each([...REFUSALS, REDIRECT].map(({ name }) => [name]))('are not shown, where they stand in %s', async (name) => {
    const scenarios = [...REFUSED, ...REDIRECTED].filter(({ place }) => place.name === name);
    await expectNoLeaks(scenarios, MARKER.trim());
  });

  it.each([...SHAPES, ...CUT_NAMES].map(({ name }) => [name]))(
    'are not shown, where they stand in %s',
    async (name) => {
      const scenarios = MISSHAPED.filter(({ place }) => place.name === name);
      const logs = await expectNoLeaks(scenarios, undefined);
      if (name.includes('row, part') || name.includes('field name of which'))
        for (const scenario of scenarios.filter(({ endpoint }) => endpoint.kind === 'read'))
          expect(logs.get(scenario)).toContain('rows carry the fields');
    },
  );

  it('covers every status at every endpoint and in every place', () => {
    for (const endpoint of ENDPOINTS)
      expect(new Set(REFUSED.filter((each) => each.endpoint === endpoint).map(({ status }) => status)).size).toBe(4);
    for (const place of REFUSALS)
      expect(new Set(REFUSED.filter((each) => each.place === place).map(({ status }) => status)).size).toBe(4);
  });

  it('are not shown: the tokens of a first and a second sign-in', async () => {
    const organizations = 'git/organizations/getmany';
    const forms = [...PLANTED.token.forms, ...PLANTED.secondToken.forms];
    const [detail] = REFUSALS;
    if (detail === undefined) throw new Error('no place');
    const run = await runWith(PASSWORD, [
      { endpoint: organizations, occurrence: 1, fault: { kind: 'answer', status: 401 } },
      { endpoint: organizations, occurrence: 2, fault: detail.answer(400, forms) },
    ]);
    expect(run.stdout).toContain(MARKER);
    for (const token of TOKENS) expect(run.stdout).toContain(`::add-mask::${token}\n`);
    expect(leaksOf(run, PLANTED.password, PLANTED.token, PLANTED.secondToken)).toEqual([]);
  });
});
