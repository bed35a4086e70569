import { describe, expect, it } from '@jest/globals';
import { redirectTo, type ScriptedHostFault, SIGN_IN } from '../../simulator/hosts/faults.ts';
import { type DialectName, startHost } from '../../simulator/hosts/server.ts';
import { command, type CommandRun, jobFolder, JOBS, signedIn } from '../support/command.ts';
import { ENDPOINTS } from '../support/called-endpoints.ts';
import { FAULTS } from '../support/faults.ts';
import { API_TRAITS, APIS, hostWorld, TOKEN } from '../support/hosts.ts';
import { readLog } from '../support/runner-log.ts';
import { serve, smallWorld } from '../support/service.ts';
import { unlikeCommand } from '../support/words.ts';

/* What a failure says, where nobody has a workflow: its inputs are options, and variables of the command. */

/** What a person reads: the log, and the files for people, without what is a field of JSON. */
function expectItsWords(run: CommandRun, { isGitHub = false } = {}): void {
  const shown = [run.stdout, run.file('gitprotect-junit.xml'), run.file('page.html').replaceAll(/<[^>]*>/g, '')];
  for (const text of shown.map((each) => each.replaceAll(/&#39;/g, "'"))) {
    expect(text.split('\n').flatMap((line) => unlikeCommand(line) ?? [])).toEqual([]);
    expect(text).not.toMatch(/\bwith:|\bsecrets\.|\b[Ww]orkflow/);
    if (!isGitHub) expect(text).not.toMatch(/GITHUB_/);
  }
}

describe('a failure of GitProtect', () => {
  // Every answer at one endpoint, and every endpoint with several of them.
  const answers = FAULTS.filter(({ fault }) => fault('').kind === 'answer');
  const cases = answers.map((fault, index) => {
    const endpoint = ENDPOINTS[index % ENDPOINTS.length];
    if (endpoint === undefined) throw new Error('there is no endpoint');
    return [fault.name, endpoint.path, fault, endpoint] as const;
  });
  it.each(cases)('is told in the words of the command: %s at %s', async (_, path, { fault, inputs = {} }, { kind }) => {
    const { world, acme } = smallWorld({ syncMs: 100 });
    acme.atHost.add('brand-new');
    const simulator = await serve(world, {
      faults: [{ endpoint: path, occurrence: 'every', fault: fault('https://elsewhere.example') }],
    });
    const args = Object.entries(inputs).map(([name, value]) => `--${name}=${value}`);
    const repository = kind === 'sync' ? 'brand-new' : 'api';
    const folder = jobFolder();
    const run = await command(
      ['--organization=acme', `--repository=${repository}`, '--plan=Daily', '--sync-timeout=2', ...args],
      { environment: signedIn(simulator) },
      folder,
    );
    expect(run.exitCode).toBe(1);
    expectItsWords(run);
  });
});

const FAILURES: readonly (readonly [name: string, fault: ScriptedHostFault['fault']])[] = [
  ['401', { kind: 'answer', status: 401 }],
  ['403', { kind: 'answer', status: 403 }],
  ['404', { kind: 'answer', status: 404 }],
  ['a sign-in page', SIGN_IN],
  ['a redirect', redirectTo('https://elsewhere.example/list')],
];

describe('a failure of the Git host', () => {
  const cases = APIS.flatMap((api, row) =>
    FAILURES.map(([name, fault], column) => {
      const job = JOBS[(row + column) % JOBS.length];
      if (job === undefined) throw new Error('there is no job');
      return [api, name, job.name, api, fault, job] as const;
    }),
  );

  it.each(cases)('of %s is told in the words of the command: %s, in %s', async (_, __, name, api, fault, job) => {
    // In a terminal the file would go where the tests run.
    const args = name === 'terminal' ? [] : ['--report-file=page.html'];
    const run = await runOnHost(api, fault, job.variables, args);
    expect(run.exitCode).toBe(0);
    const told = readable(run.stdout, name);
    expect(told).toMatch(/The list of .* is not proved to be complete/);
    expect(told).toMatch(/GITPROTECT_HOST_TOKEN|--host-url|--host-owner/);
    expect(run.file('page.html') !== '').toBe(name !== 'terminal');
    expectItsWords({ ...run, stdout: told }, { isGitHub: name === 'GitHub' });
  });
});

async function runOnHost(
  api: DialectName,
  fault: ScriptedHostFault['fault'],
  variables: (folder: string) => Readonly<Record<string, string>>,
  args: readonly string[],
): Promise<CommandRun> {
  const host = await startHost(api, hostWorld(3), { faults: [{ path: '*', occurrence: 'every', fault }] });
  const simulator = await serve(smallWorld().world);
  const folder = jobFolder();
  const environment = {
    ...variables(folder),
    ...signedIn(simulator),
    ...{ GITPROTECT_ORGANIZATION: 'acme', GITPROTECT_REPOSITORY: '*', GITPROTECT_PLAN: 'Daily' },
    ...{ GITPROTECT_HOST: API_TRAITS[api].kind, GITPROTECT_HOST_URL: host.url, GITPROTECT_HOST_TOKEN: TOKEN },
  };
  try {
    return await command(['--dry-run', ...args], { environment }, folder);
  } finally {
    await host.close();
  }
}

/** What a person reads of a log: no outputs, and of the commands what they show. */
function readable(log: string, name: string): string {
  if (name !== 'GitHub') return log.replaceAll(/^##vso\[task\.set.*$/gm, '');
  const { commands, lines } = readLog(log);
  const shown = commands.filter((each) => each.name !== 'add-mask');
  return [...shown.map(({ properties, data }) => `${properties}: ${data}`), ...lines].join('\n');
}
