import { parseArgs } from 'node:util';
import { writeFileSync } from 'node:fs';
import { makeCertificates } from './certificates.ts';
import { startHost } from './hosts/server.ts';
import { NO_EVIDENCE } from './rows.ts';
import { startSimulator } from './server.ts';
import { World } from './world.ts';

/* Serves a small world, and a Git host beside it, for trying the action by hand: `npm run simulator -- --help`. */

const HELP = `npm run simulator -- [options]
  --port N        port on 127.0.0.1 (8080)
  --host-port N   port of the simulated GitHub, plain HTTP (8081)
  --latency MS    milliseconds before every answer (0)
  --https         speak HTTPS; the private CA is written to simulated-ca.pem
  --no-evidence   rows that don't show licenses and plans`;

try {
  await start();
} catch (error) {
  // A port that is taken, or an unknown option: a stack trace helps nobody.
  console.error(`The simulator could not be started: ${inWords(error)}`);
  process.exit(1);
}

function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const taken = /EADDRINUSE.*?(\d+)$/.exec(error.message);
  return taken === null
    ? error.message
    : `port ${taken[1] ?? ''} is in use: choose other ports with --port and --host-port`;
}

/** @throws Error if it is not a number in this range */
function integer(option: string, given: string, max: number): number {
  const value = /^\d{1,5}$/.test(given) ? Number(given) : NaN;
  if (value <= max) return value;
  throw new Error(`--${option} is '${given}': it must be a whole number from 0 to ${String(max)}`);
}

async function start(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8080' },
      'host-port': { type: 'string', default: '8081' },
      latency: { type: 'string', default: '0' },
      https: { type: 'boolean', default: false },
      'no-evidence': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const port = integer('port', values.port, 65_535);
  const hostPort = integer('host-port', values['host-port'], 65_535);
  const latencyMs = integer('latency', values.latency, 60_000);
  const world = new World();
  const finishedAt = Math.floor(Date.now() / 1000) - 5 * 3600;
  const acme = world.addOrganization('acme');
  const website = world.addRepository(acme, 'website', { licensed: true });
  world.addRepository(acme, 'api');
  acme.atHost.add('brand-new');
  world.addPlan(acme, 'Daily', { repositories: new Set([website.id]), finishedAt });
  world.addPlan(acme, 'Everything', { selection: 'all', finishedAt });
  const contoso = world.addOrganization('contoso', { apiUrl: 'https://dev.azure.com/contoso' });
  const shop = world.addProject(contoso, 'Shop');
  const site = world.addProject(contoso, 'Site');
  world.addRepository(contoso, 'cart', { project: shop.id });
  world.addRepository(contoso, 'home', { project: site.id, licensed: true });
  world.addPlan(contoso, 'Nightly', {
    gitChoiceMode: 'Individual',
    projects: new Set([site.id]),
    isActive: false,
    finishedAt,
  });

  const certificates = values.https ? await makeCertificates() : undefined;
  if (certificates !== undefined) writeFileSync('simulated-ca.pem', certificates.authority);
  const simulator = await startSimulator(world, {
    port,
    latencyMs,
    ...(certificates === undefined ? {} : { tls: certificates.server }),
    ...(values['no-evidence'] ? { evidence: NO_EVIDENCE } : {}),
    onRequest: ({ endpoint, body }) => {
      console.log(`POST /${endpoint} ${endpoint === 'account/login' ? '' : JSON.stringify(body)}`);
    },
  });
  const token = 'a-simulated-token';
  const host = await startHost(
    'github',
    {
      owner: 'acme',
      ownerKind: 'organization',
      repositories: ['website', 'api', 'brand-new', 'forgotten'].map((name) => ({ name })),
      token,
      installation: { selection: 'all', account: 'acme' },
    },
    { port: hostPort, latencyMs },
  );
  const { email, password } = world.account;
  const connection =
    `'INPUT_SERVER-URL=${simulator.url}' INPUT_EMAIL=${email} 'INPUT_PASSWORD=${password}'` +
    (certificates === undefined ? '' : " 'INPUT_CA-CERTIFICATE=simulated-ca.pem'");
  const command =
    `GITPROTECT_PASSWORD='${password}' ${process.execPath} dist/cli.js --server-url ${simulator.url} --email ${email}` +
    (certificates === undefined ? '' : ' --ca-certificate simulated-ca.pem');
  console.log(`A simulated GitProtect Management Service at ${simulator.url}
  organization acme: website (licensed, in plan Daily), api (neither), brand-new (appears after a synchronization)
  backup plans: Daily (hand-picked), Everything (all repositories, so that none can leave it by hand:
  with --state absent, give --plan Daily)
  organization contoso of Azure DevOps: projects Shop (with repository cart, neither licensed nor in a plan)
  and Site (with repository home, licensed, in plan Nightly, whose schedule is off)

A simulated GitHub at ${host.url}
  organization acme: the same repositories, and forgotten, which GitProtect never lists

Try the command on them, in another terminal. One repository:
  ${command} \\
    --organization acme --repository api --plan Daily --dry-run

All repositories, compared with the Git host's own list:
  GITPROTECT_HOST_TOKEN=${token} ${command} \\
    --organization acme --repository '*' --plan Daily --host github --host-url ${host.url}

The same by the action:
  env ${connection} \\
    INPUT_ORGANIZATION=acme INPUT_REPOSITORY=api INPUT_PLAN=Daily \\
    ${process.execPath} dist/index.js

  env ${connection} \\
    INPUT_ORGANIZATION=acme 'INPUT_REPOSITORY=*' INPUT_PLAN=Daily \\
    INPUT_HOST=github 'INPUT_HOST-URL=${host.url}' 'INPUT_HOST-TOKEN=${token}' \\
    ${process.execPath} dist/index.js

Ctrl+C ends it.`);
}
