import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHost } from '../simulator/hosts/server.ts';
import { startSimulator } from '../simulator/server.ts';
import { World } from '../simulator/world.ts';
import { runAction } from './run-action.ts';

/*
 * The page that a run with `report-file: report.html` writes, for docs/report.png: an organization of which most is
 * protected, one repository has no license, one is unknown to GitProtect, and one is archived.
 */

const PARTS = ['billing', 'catalog', 'checkout', 'design-system', 'identity', 'infrastructure', 'search', 'website'];
const KINDS = ['', '-api', '-app', '-docs'];

/** When the plan ran last: the page says how long ago that was, the same on each day. */
const HOURS_AGO = 7;

/** What a run of the committed bundle writes, for readers: with an address that is no test's. */
export async function pageOfRun(): Promise<string> {
  const world = new World({ licenses: PARTS.length * KINDS.length + 1 });
  const acme = world.addOrganization('acme');
  const names = PARTS.flatMap((part) => KINDS.map((kind) => `${part}${kind}`));
  const attached = names.map((name) => world.addRepository(acme, name, { licensed: true }).id);
  const added = ['loyalty', 'loyalty-app'].map((name) => world.addRepository(acme, name).name);
  world.addPlan(acme, 'Daily', {
    repositories: new Set(attached),
    lastStatus: { successes: attached.length, warnings: 0, errors: 0 },
    finishedAt: Math.floor(Date.now() / 1000) - HOURS_AGO * 3600,
  });
  const atHost = [...names, ...added, 'mobile-prototype'].map((name) => ({ name }));
  const repositories = [...atHost, { name: 'website-2019', archived: true }];
  const host = await startHost('github', { owner: 'acme', ownerKind: 'organization', repositories, token: 'a-token' });
  const simulator = await startSimulator(world);
  const workspace = mkdtempSync(join(tmpdir(), 'gitprotect-report-'));
  try {
    const { email, password } = world.account;
    const inputs = { 'server-url': simulator.url, email, password, plan: 'Daily', repository: '*', sync: 'never' };
    const ofHost = {
      host: 'github',
      'host-url': host.url,
      'host-token': 'a-token',
      archived: 'skip',
      'max-backup-age': '26',
    };
    const environment = { GITHUB_WORKSPACE: workspace };
    const run = await runAction({ inputs: { ...inputs, ...ofHost, 'report-file': 'report.html' }, environment });
    if (run.outputs['repositories-failed'] !== '1' || run.outputs['repositories-uncovered'] !== '2')
      throw new Error(`the run did not end as the picture shows it:\n${run.stdout}`);
    const page = readFileSync(join(workspace, 'report.html'), 'utf8');
    return page.replaceAll(new URL(simulator.url).host, 'gitprotect.acme.example');
  } finally {
    rmSync(workspace, { recursive: true, force: true });
    await Promise.all([simulator.close(), host.close()]);
  }
}

/** The hash of what of a page is the same in each run: not IDs, times and the version. */
export function hashOfPage(page: string): string {
  const lasting = page
    .replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, 'ID')
    .replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+Z)?)?/g, 'TIME')
    .replaceAll(/request ID [\w-]+/g, 'request ID')
    .replaceAll(/(?<=[Vv]ersion )\d+\.\d+\.\d+/g, 'VERSION');
  return createHash('sha256').update(lasting).digest('hex');
}
