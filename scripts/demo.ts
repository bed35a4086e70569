import { startHost } from '../simulator/hosts/server.ts';
import { startSimulator } from '../simulator/server.ts';
import { World } from '../simulator/world.ts';
import { runAction } from './run-action.ts';

/*
 * Runs the committed bundle against a simulated Management Service, and shows what its users would see: drift found,
 * drift corrected, nothing to do; then a whole organization, of which one repository cannot be protected; a repository
 * that leaves, and an Azure DevOps project that joins; at last a repository that the Git host has and nobody granted
 * GitProtect access to. Fails if a run doesn't end as it should.
 */

const world = new World();
const acme = world.addOrganization('acme');
const website = world.addRepository(acme, 'website', { licensed: true });
world.addRepository(acme, 'api');
const daily = world.addPlan(acme, 'Daily', {
  repositories: new Set([website.id]),
  lastStatus: { successes: 11, warnings: 1, errors: 0 },
});
const simulator = await startSimulator(world);

const { email, password } = world.account;
const wanted = { 'server-url': simulator.url, email, password, plan: 'Daily' };
await show(
  '1. Drift found (dry run)',
  { ...wanted, 'dry-run': 'true' },
  { exitCode: 0, outputs: { drift: 'true', changed: 'false' } },
);
await show('2. Drift corrected', wanted, { exitCode: 0, outputs: { drift: 'true', changed: 'true' } });
await show('3. Nothing to do', wanted, { exitCode: 0, outputs: { drift: 'false', changed: 'false' } });

for (let number = 1; number <= 150; number++) {
  const name = `service-${String(number).padStart(3, '0')}`;
  const repository = world.addRepository(acme, name, { licensed: number % 50 !== 0, archived: number === 100 });
  if (repository.licensed) daily.repositories.add(repository.id);
}
world.addRepository(acme, 'sandbox-1');
world.addRepository(acme, 'moved-away', { removed: true });
const failed = { 'repositories-checked': '152', 'repositories-changed': '2', 'repositories-failed': '1' };
await show(
  '4. A whole organization, of which one repository is archived',
  { ...wanted, repository: '*\n!sandbox-*' },
  { exitCode: 1, outputs: failed },
);

await show(
  '5. A repository leaves: detached, and its license released',
  { ...wanted, plan: '', repository: 'website', state: 'absent' },
  { exitCode: 0, outputs: { 'plan-status': 'detached', 'license-status': 'released', 'repositories-changed': '1' } },
);

const contoso = world.addOrganization('contoso', { apiUrl: 'https://dev.azure.com/contoso' });
const site = world.addProject(contoso, 'Site');
const shop = world.addProject(contoso, 'Shop');
world.addRepository(contoso, 'home', { project: site.id, licensed: true });
world.addRepository(contoso, 'cart', { project: shop.id });
world.addRepository(contoso, 'checkout', { project: shop.id });
world.addPlan(contoso, 'Nightly', { gitChoiceMode: 'Individual', projects: new Set([site.id]) });
await show(
  '6. An Azure DevOps project joins, and its repositories get their licenses',
  { ...wanted, organization: 'contoso', project: 'Shop', plan: 'Nightly' },
  { exitCode: 0, outputs: { 'plan-status': 'attached', 'license-status': 'activated', 'repositories-changed': '3' } },
);

const fabrikam = world.addOrganization('fabrikam');
const shipping = world.addRepository(fabrikam, 'shipping', { licensed: true });
world.addRepository(fabrikam, 'invoices');
world.addPlan(fabrikam, 'Weekly', { repositories: new Set([shipping.id]) });
const token = 'a-token-of-fabrikam';
const host = await startHost('github', {
  owner: 'fabrikam',
  ownerKind: 'organization',
  repositories: [{ name: 'shipping' }, { name: 'invoices' }, { name: 'payroll', private: true }],
  token,
  installation: { selection: 'all', account: 'fabrikam' },
});
const compared = { 'host-repositories': '3', 'inventory-complete': 'true', 'repositories-uncovered': '1' };
await show(
  '7. A sweep that finds a forgotten repository: GitHub has it, GitProtect does not list it',
  {
    ...wanted,
    ...{ organization: 'fabrikam', repository: '*', plan: 'Weekly' },
    ...{ host: 'github', 'host-url': host.url, 'host-token': token, 'fail-on-gap': 'true' },
    // Nobody granted access to it: a synchronization would not bring it, and the demo need not wait for one.
    sync: 'never',
  },
  { exitCode: 1, outputs: { ...compared, 'repositories-changed': '1', 'repositories-failed': '0' } },
);
await Promise.all([simulator.close(), host.close()]);

interface Expected {
  readonly exitCode: number;
  readonly outputs: Readonly<Record<string, string>>;
}

async function show(title: string, step: Record<string, string>, expected: Expected): Promise<void> {
  const before = simulator.requests.length;
  const run = await runAction({ inputs: step });
  heading(title);
  section('Log', asShown(run.stdout));
  section(
    'Outputs',
    Object.entries(run.outputs)
      .map(([name, value]) => `${name} = ${value}`)
      .join('\n'),
  );
  section('Job summary (Markdown)', run.summary);
  const requests = simulator.requests.length - before;
  console.log(
    `Exit code ${String(run.exitCode)}, ${String(requests)} requests, ${(run.milliseconds / 1000).toFixed(2)} s`,
  );
  const wrong = Object.entries(expected.outputs).filter(([name, value]) => run.outputs[name] !== value);
  if (run.exitCode === expected.exitCode && wrong.length === 0) return;
  console.error(`This run did not end as it should: expected ${JSON.stringify(expected)}\n${run.stderr}`);
  process.exitCode = 1;
}

/** The log as GitHub shows it: commands to the runner are carried out, not shown. */
function asShown(stdout: string): string {
  return stdout
    .split('\n')
    .filter((line) => !/^::(add-mask|debug|endgroup)::/.test(line))
    .map((line) =>
      line
        .replace(/^::group::/, '▼ ')
        .replace(/^::(error|warning) title=([^:]*)::/, '$1: $2: ')
        .replaceAll('%0A', '\n'),
    )
    .join('\n');
}

function heading(title: string): void {
  console.log(`\n${'='.repeat(80)}\n${title}\n${'='.repeat(80)}`);
}

function section(title: string, text: string): void {
  console.log(`\n--- ${title} ${'-'.repeat(75 - title.length)}\n${text.trimEnd()}`);
}
