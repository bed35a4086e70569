import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import type { ActionRun } from '../../scripts/run-action.ts';
import type { ScriptedFault } from '../../simulator/faults.ts';
import { type EchoPlace, MARKER, REFUSALS } from '../support/echoes.ts';
import { PlantedWorld } from '../support/planted-world.ts';
import { freePort } from '../support/proxy.ts';
import { runInProcess } from '../support/run.ts';
import { formsOf } from '../support/secret-forms.ts';
import { serve } from '../support/service.ts';
import { leaksIn } from '../support/shown.ts';

const USER = 'backup@acme.example';
const TOKEN = `eyJ${unique(30)}.${unique(30)}.${unique(30)}`;

function unique(length = 12): string {
  return (randomUUID() + randomUUID()).replaceAll('-', '').slice(0, length);
}

const counted = { secrets: 0, forms: 0, runs: 0 };

afterAll(() => {
  const { secrets, forms, runs } = counted;
  process.stdout.write(
    `hard secrets: ${String(secrets)} planted, ${String(forms)} forms looked for in ${String(runs)} runs\n`,
  );
});

function leaksOf(run: ActionRun, secret: string, user = USER): readonly string[] {
  const forms = formsOf(secret, user);
  counted.forms += forms.length;
  counted.runs++;
  return [...new Set(leaksIn(run, [{ name: 'secret', forms }]))];
}

interface Run {
  readonly run: ActionRun;
  readonly sent: unknown;
  readonly isProtected: boolean;
}

/** A run on a world whose account has this password. */
async function runWith(
  password: string,
  faults: readonly ScriptedFault[] = [],
  inputs: Readonly<Record<string, string>> = {},
  world = new PlantedWorld(password, [TOKEN]),
): Promise<Run> {
  const simulator = await serve(world, { faults });
  const run = await runInProcess({
    inputs: {
      ...{ 'server-url': simulator.url, email: USER, password, plan: 'Daily', repository: 'api', retries: '0' },
      ...inputs,
    },
    environment: { RUNNER_DEBUG: '1' },
  });
  const [plan] = world.plans.keys();
  const repository = [...world.repositories.values()].find(({ name }) => name === 'api')?.id ?? '';
  return { run, sent: simulator.requests[0]?.body, isProtected: world.isProtected(repository, plan ?? '') };
}

const HARD: Readonly<Record<string, string>> = {
  'with quotes': `${unique()}"'\`\\${unique()}`,
  'with marks of HTML': `${unique()}<b>&amp;&${unique()}`,
  'with marks of URLs': `${unique()}+/?#=&${unique()}`,
  'with percent signs': `${unique()}%41%zz%${unique()}`,
  'beyond ASCII': `${unique()}é漢😀${unique()}`,
  'with a line break in the middle': `${unique()}\n${unique()}`,
  'with a Windows line break and a tab': `${unique()}\r\n\t${unique()}`,
  'with a space before it': ` ${unique()}`,
  'with spaces after it': `${unique()}  `,
  'with marks of replacements': `${unique()}$&$1$$${unique()}`,
  'that looks like JSON': `${unique()}"},{"a":["${unique()}`,
  'that looks like a workflow command': `::error::${unique()}%0A${unique()}`,
  'that holds asterisks': `***${unique()}***`,
  'longer than a message': unique(60).repeat(10),
};

const PLACES = ['{"message"}', 'plain text', 'the title of a web page', 'the texts of validation errors'];

function placeNamed(name: string): EchoPlace {
  const place = REFUSALS.find((each) => each.name === name);
  if (place === undefined) throw new Error(`no place ${name}`);
  return place;
}

describe('a password', () => {
  it.each(Object.entries(HARD))('%s is sent as it is, and not shown where the server echoes it', async (_, secret) => {
    counted.secrets++;
    const organizations = 'git/organizations/getmany';
    const forms = formsOf(secret, USER);
    const runs: Run[] = [];
    for (const name of PLACES) {
      const fault = placeNamed(name).answer(400, forms);
      runs.push(await runWith(secret, [{ endpoint: organizations, occurrence: 'every', fault }]));
    }
    for (const { run, sent } of runs) {
      expect(sent).toMatchObject({ email: USER, password: secret });
      expect(run.exitCode).toBe(1);
      expect(run.stdout).toContain(MARKER.trim());
    }
    expect([...new Set(runs.flatMap(({ run }) => leaksOf(run, secret)))]).toEqual([]);
  });

  it.each([
    ['the whole text of an answer', (secret: string) => secret],
    ['the whole title of a web page', (secret: string) => `<html><title> ${secret} </title></html>`],
    ['a text without its spaces', (secret: string) => JSON.stringify({ message: `No: ${secret.trim()}` })],
  ])('with spaces around it is not shown where it is %s', async (_, body) => {
    counted.secrets++;
    const secret = ` ${unique()} `;
    const { run } = await runWith(secret, [
      { endpoint: 'account/login', occurrence: 1, fault: { kind: 'answer', status: 400, body: body(secret) } },
    ]);
    expect(run.stdout).toContain('could not sign in: HTTP 400: ');
    expect(leaksOf(run, secret)).toEqual([]);
  });

  it.each(['a', '7', '"', 'é', 'ab', '::', 'e"', '1,2'])(
    'of one to three characters (%s) breaks nothing',
    async (secret) => {
      const { run, sent, isProtected } = await runWith(secret);
      expect(sent).toMatchObject({ password: secret });
      expect(run).toMatchObject({ exitCode: 0 });
      expect(isProtected).toBe(true);
      expect(run.stdout).toContain(`::add-mask::${secret}\n`);
      expect(run.stdout).toContain("✅ Protected, drift corrected: 'acme/api'");
      expect(run.outputs).toMatchObject({ drift: 'true', 'license-status': 'activated', 'plan-status': 'attached' });
      expect(JSON.parse(run.outputs['report'] ?? '')).toMatchObject({ repositories: [{ name: 'api', proved: true }] });
      expect(run.summary).toContain('| <code>api</code> | inactive → **active** |');
    },
  );
});

describe('a secret that the server gives for a name', () => {
  it.each([
    ['plain', unique(24)],
    ['with marks of Markdown', `${unique()}_*[${unique()}`],
    ['with quotes', `${unique()}"'\\${unique()}`],
    ['with a line break', `${unique()}\n${unique()}`],
  ])('is not shown: %s', async (_, secret) => {
    counted.secrets++;
    const world = new PlantedWorld(secret, [TOKEN]);
    const acme = world.addOrganization(`o ${secret}`);
    const repository = world.addRepository(acme, `r ${secret}`);
    const filler = world.addRepository(acme, 'filler', { licensed: true });
    const plan = world.addPlan(acme, `p ${secret}`, { isActive: false, repositories: new Set([filler.id]) });
    const ids = { organization: acme.id, repository: repository.id, plan: plan.id };
    const refusal = { kind: 'answer', status: 400, body: '{"message":"no"}' } as const;
    const runs = [
      await runWith(secret, [], ids, world),
      await runWith(secret, [], { ...ids, organization: 'missing' }, world),
      await runWith(secret, [], { ...ids, plan: 'missing' }, world),
      await runWith(secret, [{ endpoint: 'plans/attachgitrepository', occurrence: 1, fault: refusal }], ids, world),
    ];
    expect(runs.map(({ run }) => run.exitCode)).toEqual([0, 1, 1, 0]);
    expect([...new Set(runs.flatMap(({ run }) => leaksOf(run, secret)))]).toEqual([]);
  });

  it.each([8, 12, 20])('is not shown where the name is cut %i characters into it', async (cut) => {
    counted.secrets++;
    const secret = unique(30);
    const world = new PlantedWorld(secret, [TOKEN]);
    const acme = world.addOrganization(`${'o'.repeat(120 - cut)}${secret}`);
    const { run } = await runWith(secret, [], { organization: acme.id, repository: 'missing', sync: 'never' }, world);
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain('oooo');
    expect(leaksOf(run, secret)).toEqual([]);
  });
});

const open: Server[] = [];

/** A proxy that answers the request for a tunnel with this, credentials and all. */
async function proxyAnswering(answer: (credentials: string) => string): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (chunk: Uint8Array) => {
      const basic = /proxy-authorization: Basic (\S+)/i.exec(Buffer.from(chunk).toString())?.[1] ?? '';
      socket.end(answer(`${basic} ${Buffer.from(basic, 'base64').toString()}`));
    });
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  open.push(server);
  return port;
}

describe('the password in the address of a proxy', () => {
  afterEach(async () => {
    await Promise.all(open.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
  });

  const password = `${unique()}"&+%@:é${unique()}`;
  const user = 'runner';

  async function runBehind(proxy: string): Promise<ActionRun> {
    return await runInProcess({
      inputs: {
        'server-url': 'https://gitprotect.invalid',
        email: USER,
        password: unique(),
        plan: 'Daily',
        retries: '0',
      },
      environment: { RUNNER_DEBUG: '1', HTTPS_PROXY: proxy },
    });
  }

  it.each([
    ['is not there', undefined],
    ['refuses and echoes it', (echo: string) => `HTTP/1.1 407 ${echo.split(' ')[0] ?? ''}\r\nx-echo: 1\r\n\r\n${echo}`],
    ['fails and echoes it', (echo: string) => `HTTP/1.1 502 Bad\r\nx-request-id: ${echo}\r\n\r\n${echo}`],
    ['answers with nothing but it', (echo: string) => echo],
    ['opens a tunnel and writes it into it', (echo: string) => `HTTP/1.1 200 OK\r\n\r\n${echo}`],
  ])('is not shown where the proxy %s', async (_, answer) => {
    counted.secrets++;
    const port = answer === undefined ? await freePort() : await proxyAnswering(answer);
    const run = await runBehind(`http://${user}:${encodeURIComponent(password)}@127.0.0.1:${String(port)}`);
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain('could not sign in');
    expect([...leaksOf(run, password, user), ...leaksOf(run, encodeURIComponent(password), user)]).toEqual([]);
  });

  it.each([
    ['no scheme', (secret: string) => `${user}:${secret}@127.0.0.1:9`],
    ['another scheme', (secret: string) => `socks5://${user}:${secret}@127.0.0.1:9`],
    ['a slash in it', (secret: string) => `http://${user}:${secret}/x@127.0.0.1:9`],
    ['a # in it', (secret: string) => `http://${user}:1${secret}#@127.0.0.1:9`],
    ['a percent sign in it', (secret: string) => `http://${user}:${secret}%@127.0.0.1:9`],
    ['a port that is none', (secret: string) => `http://${user}:${secret}@127.0.0.1:port`],
    ['user and password the wrong way round', (secret: string) => `http://${secret}@127.0.0.1:9`],
  ])('is not shown where the address is wrong: %s', async (_, address) => {
    counted.secrets++;
    const secret = unique(24);
    const run = await runBehind(address(secret));
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain('::error title=');
    expect(leaksOf(run, secret, user)).toEqual([]);
  });
});
