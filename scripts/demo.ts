import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { startHost } from '../simulator/hosts/server.ts';
import { startSimulator } from '../simulator/server.ts';
import { World } from '../simulator/world.ts';
import { summariesPage } from './demo/summaries-page.ts';
import type { TitledSummary } from './demo/summaries-page.ts';
import { logLines, wrap, WIDTH } from './demo/terminal.ts';
import { runAction } from './run-action.ts';

/*
 * Runs the committed bundle five times against a simulated Management Service, and shows what its users would see: one
 * repository is protected, and a second run changes nothing; a sweep fails for one repository, which is then excluded;
 * the Git host has a repository to which nobody granted GitProtect access; a repository leaves. Fails if a run doesn't
 * end as it should.
 */

const folder = resolve(import.meta.dirname, '..', 'demo');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
const summaries: TitledSummary[] = [];

const hoursAgo = (hours: number): number => Math.floor(Date.now() / 1000) - hours * 3600;
const world = new World();
const acme = world.addOrganization('acme');
world.addRepository(acme, 'api');
const names = ['billing', 'website'];
const members = names.map((name) => world.addRepository(acme, name, { licensed: true }).id);
world.addPlan(acme, 'Daily', { repositories: new Set(members), finishedAt: hoursAgo(7) });
const simulator = await startSimulator(world);
const { email, password } = world.account;
const signIn = { 'server-url': simulator.url, email, password };

print(
  'Real runs of the action; only GitProtect and GitHub are simulated. From run 2 on, groups of the log are folded, as GitHub shows them.',
);
await show(
  '1. One repository is protected',
  { repository: 'api', plan: 'Daily' },
  {
    exitCode: 0,
    outputs: { drift: 'true', changed: 'true', 'license-status': 'activated', 'plan-status': 'attached' },
  },
);
await show(
  '2. The same step once more changes nothing',
  { repository: 'api', plan: 'Daily' },
  { exitCode: 0, outputs: { drift: 'false', changed: 'false' } },
);

for (const name of ['loyalty', 'sandbox-1']) world.addRepository(acme, name);
world.addRepository(acme, 'old-shop', { archived: true });
await show(
  '3. A sweep over the organization: one repository cannot be licensed',
  { repository: '*\n!sandbox-*', plan: 'Daily' },
  { exitCode: 1, outputs: { 'repositories-checked': '5', 'repositories-changed': '1', 'repositories-failed': '1' } },
);

const token = 'a-token-of-acme';
const host = await startHost('github', {
  owner: 'acme',
  ownerKind: 'organization',
  repositories: [
    ...['api', 'loyalty', ...names, 'payroll', 'sandbox-1'].map((name) => ({ name, private: true })),
    { name: 'old-shop', private: true, archived: true },
  ],
  token,
  installation: { selection: 'all', account: 'acme' },
});
await show(
  '4. old-shop is excluded; GitHub has a repository that GitProtect does not list',
  {
    repository: '*\n!sandbox-*\n!old-shop',
    plan: 'Daily',
    host: 'github',
    'fail-on-gap': 'true',
    'report-file': 'report.html',
  },
  { exitCode: 1, outputs: { 'host-repositories': '7', 'inventory-complete': 'true', 'repositories-uncovered': '1' } },
  { 'host-url': host.url, 'host-token': token },
);
await host.close();

await show(
  '5. A repository leaves: detached, and its license released',
  { repository: 'website', state: 'absent' },
  { exitCode: 0, outputs: { 'plan-status': 'detached', 'license-status': 'released', 'repositories-changed': '1' } },
);
await simulator.close();

writeFileSync(join(folder, 'summaries.html'), await summariesPage(summaries));
heading('What now');
print(`The job summaries of these runs, as GitHub shows them: ${shown('summaries.html')}`);
print(`The page of run 4, as an auditor gets it: ${shown('report.html')}`);
print('Try it on your own repositories: README.md, "Use it".');
print('Try your own steps without an account: npm run simulator');

interface Expected {
  readonly exitCode: number;
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * @param step inputs to show
 * @param unseen inputs besides, that hold for this machine only, or are secret
 */
async function show(
  title: string,
  step: Readonly<Record<string, string>>,
  expected: Expected,
  unseen: Readonly<Record<string, string>> = {},
): Promise<void> {
  const run = await runAction({ inputs: { ...signIn, ...unseen, ...step }, environment: { GITHUB_WORKSPACE: folder } });
  summaries.push({ title, summary: run.summary });
  heading(title);
  print(`with: { ${Object.entries(step).map(inputShown).join(', ')} }`);
  print('');
  for (const line of logLines(run.stdout, summaries.length === 1 ? 'open' : 'folded')) print(line);
  const outputs = Object.keys(expected.outputs).map((name) => `${name}=${run.outputs[name] ?? ''}`);
  print('');
  print(`Exit code ${String(run.exitCode)}; outputs ${outputs.join(', ')}`);
  const wrong = Object.entries(expected.outputs).filter(([name, value]) => run.outputs[name] !== value);
  if (run.exitCode === expected.exitCode && wrong.length === 0) return;
  console.error(`This run did not end as it should: expected ${JSON.stringify(expected)}\n${run.stderr}`);
  process.exitCode = 1;
}

/** As YAML's flow style has it. */
function inputShown([name, value]: readonly [string, string]): string {
  return `${name}: ${/^[\w-]+$/.test(value) ? value : JSON.stringify(value)}`;
}

function shown(file: string): string {
  return relative(process.cwd(), join(folder, file));
}

function heading(title: string): void {
  console.log(`\n${title}\n${'─'.repeat(WIDTH)}`);
}

function print(line: string): void {
  for (const part of wrap(line)) console.log(part);
}
