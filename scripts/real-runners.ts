import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator } from '../simulator/server.ts';
import { World } from '../simulator/world.ts';
import { buildAct } from './real-runners/act-program.ts';
import { underAct } from './real-runners/act.ts';
import { underGitLabCiLocal } from './real-runners/gitlab-ci-local.ts';
import { installTools } from './real-runners/install.ts';
import { underLocalAction } from './real-runners/local-action.ts';
import type { Service } from './real-runners/service.ts';

/*
 * Runs the built action and command by programs that others wrote to run CI jobs on one's own machine, without containers:
 * `act` (the recipes of the documents), `@github/local-action`, and `gitlab-ci-local` (the component of ci/gitlab). GitProtect
 * is the simulator. Needs `go` in PATH to build act, and `rsync` for gitlab-ci-local; what is on npm it installs itself, into
 * a folder of its own.
 */

const folder = mkdtempSync(join(tmpdir(), 'real-runners-'));
let failures = 0;

try {
  const tools = installTools(folder);
  for (const check of [...underAct(buildAct(folder)), ...underLocalAction(tools), ...underGitLabCiLocal(tools)]) {
    const service = await startService();
    try {
      const problem = await check.run(service, mkdtempSync(join(folder, 'check-')));
      console.log(
        `${problem === undefined ? 'passed' : 'FAILED'}  ${check.name}${problem === undefined ? '' : `\n${problem}`}`,
      );
      if (problem !== undefined) failures++;
    } finally {
      await service.close();
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(failures === 0 ? 'Every runner ran it.' : `${String(failures)} failed.`);
process.exitCode = failures === 0 ? 0 : 1;

/** What the recipes name: the organizations acme, with plans Daily and Strict, and Acme: Labs, and one of Azure DevOps. */
async function startService(): Promise<Service> {
  const world = new World();
  const acme = world.addOrganization('acme');
  const website = world.addRepository(acme, 'website', { licensed: true });
  const api = world.addRepository(acme, 'api');
  for (const name of ['ledger', 'payment-api']) world.addRepository(acme, name);
  const daily = world.addPlan(acme, 'Daily', { repositories: new Set([website.id]) });
  world.addPlan(acme, 'Strict');
  const contoso = world.addOrganization('contoso', { apiUrl: 'https://dev.azure.com/contoso' });
  const shop = world.addProject(contoso, 'Shop');
  world.addRepository(contoso, 'cart', { project: shop.id });
  world.addPlan(contoso, 'Nightly', { gitChoiceMode: 'Individual' });
  const labs = world.addOrganization('Acme: Labs');
  world.addRepository(labs, 'experiment');
  world.addPlan(labs, 'Weekly');
  const simulator = await startSimulator(world);
  return {
    url: simulator.url,
    ...world.account,
    isProtected: () => world.isProtected(api.id, daily.id),
    close: () => simulator.close(),
  };
}
