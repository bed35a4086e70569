import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ActionRun, runAction } from '../../scripts/run-action.ts';
import { type Certificates, makeCertificates } from '../../simulator/certificates.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { lacking, PRIVATE_HOST, type Proxy, startProxy } from '../support/proxy.ts';
import { smallWorld } from '../support/service.ts';

const missing = await lacking();
if (missing !== undefined) console.warn(`SKIPPED: private networks: ${missing}. .ci/run installs what is needed.`);

/** A user name and password for the proxy that must be encoded in its address. */
const USER = 'runner';
const PASSWORD = 'pr0xy-s3cret';

let certificates: Certificates;
let folder: string;
let caFile: string;
let simulator: Simulator;
const open: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  certificates = await makeCertificates([PRIVATE_HOST]);
  folder = await mkdtemp(join(tmpdir(), 'private-network-'));
  caFile = join(folder, 'ca.pem');
  await writeFile(caFile, certificates.authority);
});

afterAll(async () => {
  await Promise.all(open.map((each) => each.close()));
  await rm(folder, { recursive: true, force: true });
});

async function proxy(...configuration: readonly string[]): Promise<Proxy> {
  const started = await startProxy(...configuration);
  open.push(started);
  return started;
}

/** Runs the bundle against a fresh HTTPS simulator on a name that is not loopback by name. */
async function runOn(
  inputs: Record<string, string>,
  environment: Record<string, string> = {},
  server: Certificates['server'] = certificates.server,
): Promise<ActionRun> {
  const { world } = smallWorld();
  simulator = await startSimulator(world, { tls: server });
  open.push(simulator);
  const { email, password } = world.account;
  const url = `https://${PRIVATE_HOST}:${String(simulator.port)}`;
  return await runAction({
    inputs: { 'server-url': url, email, password, plan: 'Daily', retries: '0', 'request-timeout': '5', ...inputs },
    environment,
  });
}

function expectProtected(run: ActionRun): void {
  expect(run.stdout).toContain('✅ Protected, drift corrected');
  expect(run.exitCode).toBe(0);
}

function expectFailure(run: ActionRun, title: string, ...facts: readonly string[]): void {
  expect(run.exitCode).toBe(1);
  const error = run.stdout.split('\n').find((line) => line.startsWith(`::error title=${title}::`)) ?? '';
  for (const fact of ['What to do: ', ...facts]) expect(error).toContain(fact);
  expect(simulator.requests).toHaveLength(0);
}

const NOT_TRUSTED = 'The certificate of the Management Service is not trusted';

// Where the machine lacks the parts, the suite says so, and `.ci/run` takes a skipped test for a failure.
const where = missing === undefined ? describe : describe.skip;

where('a private CA', () => {
  it('is trusted as PEM text, for a direct connection', async () => {
    expectProtected(await runOn({ 'ca-certificate': certificates.authority }));
  });

  it('is trusted by NODE_EXTRA_CA_CERTS beside another one in ca-certificate', async () => {
    const other = (await makeCertificates()).authority;
    expectProtected(await runOn({ 'ca-certificate': other }, { NODE_EXTRA_CA_CERTS: caFile }));
  });

  it('cannot be avoided: the switch of Node itself is refused before anything is sent', async () => {
    expectFailure(
      await runOn({}, { NODE_TLS_REJECT_UNAUTHORIZED: '0' }),
      'An input is wrong',
      'NODE_TLS_REJECT_UNAUTHORIZED',
    );
  });
});

where('a proxy', () => {
  const tunnel = (): string => `CONNECT ${PRIVATE_HOST}:${String(simulator.port)}`;

  it.each([
    ['HTTPS_PROXY', 'text'],
    ['https_proxy', 'file'],
  ])('is used as %s says, with a private CA as a PEM %s', async (name, how) => {
    const { port, log } = await proxy();
    const ca = how === 'text' ? certificates.authority : caFile;
    const run = await runOn({ 'ca-certificate': ca }, { [name]: `http://127.0.0.1:${String(port)}` });
    expectProtected(run);
    expect(run.stderr).toBe('');
    expect(await log()).toContain(tunnel());
  });

  it('is used with NODE_EXTRA_CA_CERTS', async () => {
    const { port, log } = await proxy();
    const environment = { HTTPS_PROXY: `http://127.0.0.1:${String(port)}`, NODE_EXTRA_CA_CERTS: caFile };
    expectProtected(await runOn({}, environment));
    expect(await log()).toContain(tunnel());
  });

  it('does not lift the checks of certificates', async () => {
    const { port } = await proxy();
    expectFailure(await runOn({}, { HTTPS_PROXY: `http://127.0.0.1:${String(port)}` }), NOT_TRUSTED);
  });

  it.each([
    ['NO_PROXY', PRIVATE_HOST],
    ['no_proxy', '.test'],
    ['NO_PROXY', '*'],
  ])('is not used where %s is %s', async (name, value) => {
    const { port, log } = await proxy();
    const environment = { HTTPS_PROXY: `http://127.0.0.1:${String(port)}`, [name]: value };
    expectProtected(await runOn({ 'ca-certificate': caFile }, environment));
    expect(await log()).not.toContain('CONNECT gitprotect');
  });

  it('is not used for https when only HTTP_PROXY names it', async () => {
    const { port, log } = await proxy();
    expectProtected(await runOn({ 'ca-certificate': caFile }, { HTTP_PROXY: `http://127.0.0.1:${String(port)}` }));
    expect(await log()).not.toContain('CONNECT gitprotect');
  });

  it('takes user name and password from its address', async () => {
    const { port } = await proxy(`BasicAuth ${USER} ${PASSWORD}`);
    const environment = { HTTPS_PROXY: `http://${USER}:${PASSWORD}@127.0.0.1:${String(port)}`, RUNNER_DEBUG: '1' };
    const run = await runOn({ 'ca-certificate': caFile }, environment);
    expectProtected(run);
    const shown =
      run.stdout.replaceAll(/^::add-mask::.*$/gm, '') + run.stderr + run.summary + JSON.stringify(run.outputs);
    expect(shown).not.toContain(PASSWORD);
    expect(shown).not.toContain(Buffer.from(`${USER}:${PASSWORD}`).toString('base64'));
  });

  it('that asks for another password fails the step without showing the one given', async () => {
    const { port } = await proxy(`BasicAuth ${USER} something-else`);
    const run = await runOn(
      { 'ca-certificate': caFile },
      { HTTPS_PROXY: `http://${USER}:${PASSWORD}@127.0.0.1:${String(port)}` },
    );
    expectFailure(run, 'The proxy refused the connection', 'user name and password');
    expect(run.stdout.replaceAll(/^::add-mask::.*$/gm, '') + run.summary).not.toContain(PASSWORD);
  });

  it('that refuses the address fails the step', async () => {
    const { port } = await proxy('ConnectPort 443');
    const run = await runOn({ 'ca-certificate': caFile }, { HTTPS_PROXY: `http://127.0.0.1:${String(port)}` });
    expectFailure(run, 'The proxy refused the connection', 'HTTP 403', 'NO_PROXY');
  });
});
