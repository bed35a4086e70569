import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ScriptedFault } from '../../simulator/faults.ts';
import { startHost } from '../../simulator/hosts/server.ts';
import { World, type WorldOptions } from '../../simulator/world.ts';
import { azureCommands, dotenv, formatMarks, gitLabSections, junitCases } from '../support/ci-readers.ts';
import { command, type CommandRun, type Job, jobFolder, JOBS, signedIn } from '../support/command.ts';
import { UNPRINTABLE } from '../support/hostile-texts.ts';
import { TOKEN } from '../support/hosts.ts';
import { startWillingProxy, type WillingProxy } from '../support/pipeline-proxy.ts';
import { readLog } from '../support/runner-log.ts';
import { serve } from '../support/service.ts';

/*
 * One text, in every place where a server, a user or a CI may put one, wherever the command runs; read as that CI's agent
 * reads it. environments.test.ts has each hostile text by itself.
 */

let proxy: WillingProxy;

beforeAll(async () => {
  proxy = await startWillingProxy();
});

afterAll(async () => {
  await proxy.close();
});

interface Place {
  readonly name: string;
  readonly exitCode: number;
  readonly args?: (text: string) => readonly string[];
  readonly environment?: (text: string) => Readonly<Record<string, string>>;
  /** Of organization, plan and the other repository. */
  readonly isName?: boolean;
  readonly faults?: (text: string) => readonly ScriptedFault[];
  /** What a Git host answers with. */
  readonly host?: (text: string) => string;
}

function refused(endpoint: string, text: string, status = 400): readonly ScriptedFault[] {
  const body = JSON.stringify({ message: text, traceId: text, title: text });
  return [{ endpoint, occurrence: 'every', fault: { kind: 'answer', status, body } }];
}

const ALL = ['--repository=*', '--report-file=report.csv', '--report-file=report.html', '--report-file=report.json'];
const PLACES: readonly Place[] = [
  { name: 'names', exitCode: 0, isName: true, args: () => ALL },
  { name: 'names of a dry run', exitCode: 0, isName: true, args: () => [...ALL, '--dry-run'] },
  { name: 'a rejection', exitCode: 1, args: () => ALL, faults: (text) => refused('plans/attachgitrepository', text) },
  { name: 'a rejected sign-in', exitCode: 1, args: () => ALL, faults: (text) => refused('account/login', text) },
  { name: 'an error of the server', exitCode: 1, faults: (text) => refused('git/organizations/getmany', text, 500) },
  { name: 'options', exitCode: 2, args: (text) => [`--plan=${text}`, `--state=${text}`, `--report-file=${text}`] },
  { name: 'arguments', exitCode: 2, args: (text) => [text, `--${text}`, '--repository', `-${text}`] },
  { name: 'variables', exitCode: 2, environment: (text) => ({ GITPROTECT_HOST: text, GITPROTECT_SERVER_URL: text }) },
  { name: 'the name of a variable', exitCode: 0, environment: (text) => ({ [`GITPROTECT_Q9Q9Q9Q9${text}`]: 'x' }) },
  {
    name: 'what the CI says of the job',
    exitCode: 1,
    environment: (text) => ({
      ...{ GITHUB_REPOSITORY: `acme/${text}`, CI_PROJECT_PATH: `acme/${text}`, BITBUCKET_REPO_SLUG: text },
      ...{ CI_JOB_URL: text, BITBUCKET_COMMIT: text, BUILD_REPOSITORY_NAME: text, SYSTEM_TEAMPROJECT: text },
      ...{ GITPROTECT_REPOSITORY: '', GITPROTECT_SYNC: 'never' },
    }),
  },
  { name: 'an answer of the Git host', exitCode: 0, args: () => [...ALL, '--dry-run'], host: (text) => text },
];

interface Ran {
  readonly run: CommandRun;
  /** Of the job. */
  readonly folder: string;
  /** To GitProtect. */
  readonly requests: readonly { readonly endpoint: string; readonly body: unknown }[];
  /** By the proxy beside a Bitbucket pipeline. */
  readonly received: readonly string[];
}

/** Runs with this text in this place. @param account for the password that the text may hold */
async function runWith(job: Job, place: Place, text: string, password?: string): Promise<Ran> {
  const account: WorldOptions['account'] = {
    email: 'backup@acme.example',
    password: password ?? 'another',
    roles: ['System Administrator', 'GitManagement'],
  };
  const world = new World({ account });
  const name = (plain: string): string => (place.isName === true ? `${plain}${text}` : plain);
  const acme = world.addOrganization(place.isName === true ? text : 'acme');
  world.addRepository(acme, 'api');
  const other = world.addRepository(acme, name('x'), { licensed: true });
  const plan = world.addPlan(acme, name('y'), { repositories: new Set([other.id]) });
  const simulator = await serve(world, { faults: place.faults?.(text) ?? [] });
  const folder = jobFolder();
  const host = place.host === undefined ? undefined : await hostThatSays(place.host(text));
  const environment = {
    ...job.variables(folder),
    ...signedIn(simulator),
    ...{ GITPROTECT_ORGANIZATION: acme.id, GITPROTECT_REPOSITORY: 'api', GITPROTECT_PLAN: plan.id },
    ...(host === undefined
      ? {}
      : { GITPROTECT_HOST: 'github', GITPROTECT_HOST_URL: host.url, GITPROTECT_HOST_TOKEN: TOKEN }),
    ...place.environment?.(text),
  };
  // In a terminal files would go where the tests run.
  const args = (place.args?.(text) ?? []).filter(
    (arg) => job.name !== 'terminal' || !arg.startsWith('--report-file=report'),
  );
  const before = proxy.received.length;
  try {
    const run = await command(args, { environment, pipelineProxy: proxy }, folder);
    return { run, folder, requests: simulator.requests, received: proxy.received.slice(before) };
  } finally {
    await host?.close();
  }
}

async function hostThatSays(text: string): ReturnType<typeof startHost> {
  const body = JSON.stringify({ message: text });
  return await startHost(
    'github',
    { owner: 'acme', ownerKind: 'organization', repositories: [], token: TOKEN },
    { faults: [{ path: '*', occurrence: 'every', fault: { kind: 'answer', status: 500, body } }] },
  );
}

/** All that an agent takes for a command. */
function commandsIn(log: string): readonly string[] {
  return [
    ...azureCommands(log).map(({ name }) => name),
    ...formatMarks(log),
    ...gitLabSections(log),
    ...readLog(log).commands.map(({ name }) => name),
  ]
    .filter((name) => !/^(##\[)?debug/.test(name))
    .sort();
}

/** What is a command nowhere but in one CI is tried there; all kinds of commands together are tried everywhere. */
const TEXTS: readonly (readonly [string, Job['name'] | undefined, string])[] = [
  [
    'everything at once',
    undefined,
    'a\n::error::p\r::warning::p\u2028##[endgroup]\u0085##vso[task.setvariable variable=drift]x #\u200b#v\u200bso[task.complete]' +
      ' section_end:1:gitprotect_1\r\u001b[0K\u001b[31m\u009b1m \u0000\u0007 \ud800 \udfff ##teamcity[x] \u202e' +
      'p'.repeat(20_000),
  ],
  ['a command', 'GitHub', '::error::p'],
  ['a command without an end', 'Azure Pipelines', `##vso[task.complete result=Succeeded]${'p'.repeat(20_000)}`],
  ['a section', 'GitLab', 'section_start:1:p\r\u001b[0K'],
];

const CASES = JOBS.flatMap((job) => PLACES.map((place) => [job.name, place.name, job, place] as const));

describe('hostile texts', () => {
  it.each(CASES)('in %s are text: %s', async (name, _, job, place) => {
    const plain = await runWith(job, place, 'plain');
    expect(plain.run.exitCode).toBe(exitCodeOf(place, job));
    // A name with a line break may be refused before one without.
    const broken = await runWith(job, place, 'pl\nain');
    for (const [kind, , text] of TEXTS.filter(([, where]) => where === undefined || where === name)) {
      const control = text.includes('\n') ? broken : plain;
      const { run } = await runWith(job, place, text);
      // Some names cannot be one's own: those end earlier, with no group and no further secret.
      const isSame = run.exitCode === control.run.exitCode;
      const commands = (of: CommandRun): readonly string[] =>
        commandsIn(of.stdout).filter((each) => isSame || !/group|start|end|setsecret|mask/.test(each));
      expect([kind, run.exitCode === 0, run.stderr]).toEqual([kind, control.run.exitCode === 0, '']);
      expect([kind, commands(run)]).toEqual([kind, commands(control.run)]);
      const shown = run.stdout.replaceAll(/(section_\w+:\d+:\w+)\r\p{Cc}\[0K/gu, '$1');
      expect([kind, UNPRINTABLE.exec(shown)]).toEqual([kind, null]);
      expect(run.stdout.length).toBeLessThan(20_000);
      if (name !== 'GitLab') continue;
      expect(junitCases(run.file('gitprotect-junit.xml')).length).toBeGreaterThan(0);
      expect(dotenv(run.file('gitprotect.env'))).toHaveProperty('GITPROTECT_PLAN_STATUS');
      expect(JSON.parse(run.file('gitprotect-annotations.json'))).toHaveProperty('gitprotect');
    }
  });
});

/** A terminal says nothing of the job. */
function exitCodeOf({ exitCode, name }: Place, job: Job): number {
  return name === 'what the CI says of the job' && job.name === 'terminal' ? 2 : exitCode;
}

const SECRET = 'pass word/+é"&';

describe('secrets', () => {
  it.each(CASES)('in %s get into no log, no file and no request: %s', async (name, _, job, place) => {
    const { run, folder, requests, received } = await runWith(job, place, `a ${SECRET} ${TOKEN} z`, SECRET);
    const log = run.stdout.replaceAll(/^(##vso\[task\.setsecret\]|::add-mask::).*$/gm, '');
    const files = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
    if (name === 'GitLab') expect(files.length).toBeGreaterThan(2);
    if (name === 'Bitbucket') expect(received.length).toBeGreaterThan(0);
    const sent = requests
      .filter(({ endpoint }) => endpoint !== 'account/login')
      .map(({ body }) => JSON.stringify(body));
    // The token is a secret only where it is given as one.
    const secrets = place.host === undefined ? [SECRET] : [SECRET, TOKEN];
    for (const secret of secrets)
      for (const text of [log, run.stderr, ...files, ...sent, ...received]) {
        expect(text).not.toContain(secret);
        expect(text).not.toContain(JSON.stringify(secret).slice(1, -1));
      }
  });
});
