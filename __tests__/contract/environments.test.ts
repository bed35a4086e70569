import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Simulator, SimulatorOptions } from '../../simulator/server.ts';
import { type SimulatedPlan, World } from '../../simulator/world.ts';
import { azureCommands, dotenv, formatMarks, gitLabSections, junitCases } from '../support/ci-readers.ts';
import { command, type CommandRun, type Job, jobFolder, JOBS, signedIn } from '../support/command.ts';
import { HOSTILE, UNPRINTABLE } from '../support/hostile-texts.ts';
import { readLog } from '../support/runner-log.ts';
import { serve } from '../support/service.ts';

/* The same scenarios wherever the command runs, read as that CI's agent reads them. */

interface Names {
  readonly plan: string;
  readonly other: string;
}

const PLAIN: Names = { plan: 'Daily', other: 'web' };

interface Scenario {
  readonly name: string;
  readonly args: readonly string[];
  readonly exitCode: number;
  readonly junit: readonly string[];
  readonly isProtected: boolean;
  readonly options?: SimulatorOptions;
}

const SCENARIOS: readonly Scenario[] = [
  { name: 'drift is corrected', args: [], exitCode: 0, junit: ['passed'], isProtected: true },
  {
    name: 'drift is corrected, though it is to fail the step',
    args: ['--fail-on-drift'],
    ...{ exitCode: 0, junit: ['passed'], isProtected: true },
  },
  { name: 'drift in a dry run', args: ['--dry-run'], exitCode: 0, junit: ['skipped'], isProtected: false },
  {
    name: 'drift that fails a dry run',
    args: ['--dry-run', '--fail-on-drift=true'],
    ...{ exitCode: 1, junit: ['failure'], isProtected: false },
  },
  {
    name: 'a change that is refused',
    args: [],
    ...{ exitCode: 1, junit: ['failure'], isProtected: false },
    options: {
      faults: [
        {
          endpoint: 'plans/attachgitrepository',
          occurrence: 'every',
          fault: { kind: 'answer', status: 400, body: '{"message":"no\\r\\n##vso[task.setvariable variable=x]y"}' },
        },
      ],
    },
  },
  { name: 'a wrong input', args: ['--state=gone'], exitCode: 2, junit: ['error'], isProtected: false },
];

/** How an error or a warning begins; that nobody takes Bitbucket's report is no part of the scenario. */
const ISSUE =
  /^(?:::(?:error|warning) |##vso\[task\.logissue |(?:ERROR|WARNING): (?!A report could not be delivered))/gm;

interface Ran {
  readonly run: CommandRun;
  readonly simulator: Simulator;
  readonly isProtected: boolean;
}

async function runIn(
  job: Job,
  { args, options }: Pick<Scenario, 'args' | 'options'>,
  names = PLAIN,
  planIs: Partial<SimulatedPlan> = {},
): Promise<Ran> {
  const world = new World();
  const acme = world.addOrganization('acme');
  const api = world.addRepository(acme, 'api');
  const other = world.addRepository(acme, names.other, { licensed: true });
  const plan = world.addPlan(acme, names.plan, { repositories: new Set([other.id]), ...planIs });
  const simulator = await serve(world, options ?? {});
  const folder = jobFolder();
  const environment = { ...job.variables(folder), ...signedIn(simulator), GITPROTECT_PLAN: plan.id };
  const run = await command(args, { environment }, folder);
  return { run, simulator, isProtected: world.isProtected(api.id, plan.id) };
}

const CASES = JOBS.flatMap((job) => SCENARIOS.map((scenario) => [job.name, scenario.name, job, scenario] as const));

describe('the command', () => {
  it.each(CASES)('in %s: %s', async (name, _, job, scenario) => {
    const { run, simulator, isProtected } = await runIn(job, scenario);
    expect([run.exitCode, run.stderr]).toEqual([scenario.exitCode, '']);
    expect(isProtected).toBe(scenario.isProtected);
    if (scenario.exitCode === 2) expect(simulator.requests).toHaveLength(0);
    const commands = azureCommands(run.stdout);
    expect(run.stdout.match(ISSUE) ?? []).toHaveLength(scenario.exitCode === 0 && scenario.args.length === 0 ? 0 : 1);
    const count = (command: string): number => commands.filter((each) => each.name === command).length;
    if (name === 'Azure Pipelines') {
      expect(commands[0]).toEqual({ name: 'task.setsecret', properties: {}, data: simulator.world.account.password });
      expect(count('task.complete')).toBe(scenario.exitCode === 0 ? 0 : 1);
      expect(count('task.uploadsummary')).toBe(1);
      const outputs = commands.filter((each) => each.name === 'task.setvariable');
      expect(outputs.every(({ properties }) => properties['isOutput'] === 'true')).toBe(true);
      const status = outputs.find(({ properties }) => properties['variable'] === 'plan-status')?.data;
      expect(status).toBe(statusOf(scenario));
    } else expect(commands).toEqual([]);
    if (name !== 'Azure Pipelines') expect(formatMarks(run.stdout)).toEqual([]);
    if (name !== 'GitHub') {
      expect(readLog(run.stdout).commands.filter((each) => !each.name.startsWith('##['))).toEqual(
        name === 'Azure Pipelines' ? [] : readLog('').commands,
      );
      expect(run.stdout).not.toMatch(/GITHUB_|\bwith:|secrets\.|workflow/);
    }
    if (name === 'GitLab') {
      expect(junitCases(run.file('gitprotect-junit.xml')).map(({ outcome }) => outcome)).toEqual(scenario.junit);
      expect(dotenv(run.file('gitprotect.env'))).toMatchObject({ GITPROTECT_PLAN_STATUS: statusOf(scenario) });
      const sections = gitLabSections(run.stdout);
      expect(sections.filter((each) => each.startsWith('start'))).toHaveLength(sections.length / 2);
    } else expect(gitLabSections(run.stdout)).toEqual([]);
    if (name === 'Bitbucket') {
      expect(dotenv(run.file('variables'))).toMatchObject({ GITPROTECT_PLAN_STATUS: statusOf(scenario) });
      // Nobody is where the proxy should be, and the outcome is as it was.
      expect(run.stdout).toContain('WARNING: A report could not be delivered: report of Code Insights');
    }
    expect(run.stdout.replaceAll(/^(##vso\[task\.setsecret\]|::add-mask::).*$/gm, '')).not.toContain(
      simulator.world.account.password,
    );
  });
});

function statusOf({ exitCode, args }: Scenario): string {
  if (exitCode === 2) return 'failed';
  if (args.includes('--dry-run')) return 'would-attach';
  return exitCode === 0 ? 'attached' : 'failed';
}

const COMMANDS: Readonly<Record<string, string>> = {
  'a command of Azure': 'a ##vso[task.setvariable variable=drift;isOutput=true]false',
  'one that is hidden': 'a #\ufe0f#v\u200bs\u{e0100}o[task.complete result=Succeeded]',
  'a mark of format': '##[endgroup]',
  'a section of GitLab': 'section_end:1:gitprotect_1\r\u001b[0Ka',
  'a service message': "##teamcity[buildStatus text='fine']",
};
const HOSTILES = Object.entries({ ...HOSTILE, ...COMMANDS });

describe('hostile names', () => {
  // Each in one of the places: hostile-environments.test.ts has all in each.
  it.each(JOBS.map((job, index) => [job.name, job, index] as const))(
    'are plain text in %s',
    async (name, job, turn) => {
      const args = ['--repository=*', '--dry-run'];
      const control = await runIn(job, { args });
      for (const [kind, text] of HOSTILES.filter((_, index) => index % JOBS.length === turn)) {
        const { run } = await runIn(job, { args }, { plan: text, other: text });
        const commands = (of: CommandRun): readonly string[] => [
          ...azureCommands(of.stdout).map((each) => each.name),
          ...formatMarks(of.stdout),
          ...gitLabSections(of.stdout),
          ...readLog(of.stdout).commands.map((each) => each.name),
        ];
        expect([kind, run.exitCode, commands(run)]).toEqual([kind, 0, commands(control.run)]);
        expect([kind, run.stdout.split('\n').length]).toEqual([kind, control.run.stdout.split('\n').length]);
        const plain = run.stdout.replaceAll(/(section_\w+:\d+:\w+)\r\p{Cc}\[0K/gu, '$1');
        expect([kind, UNPRINTABLE.exec(plain)]).toEqual([kind, null]);
        if (name === 'GitLab') {
          const names = junitCases(run.file('gitprotect-junit.xml')).map(({ outcome }) => outcome);
          expect([kind, names]).toEqual([kind, ['skipped', 'passed']]);
          expect(dotenv(run.file('gitprotect.env'))).toMatchObject({ GITPROTECT_DRIFT: 'true' });
        }
      }
    },
  );

  it.each(HOSTILES)('are the same in the JSON document, which holds no command: %s', async (_, text) => {
    const job = JOBS.at(-1);
    if (job === undefined) throw new Error('there is no job');
    const { run } = await runIn(job, { args: ['--repository=*', '--dry-run', '--json'] }, { plan: text, other: text });
    expect(JSON.parse(run.stdout)).toMatchObject({ plans: [{ name: text }] });
    expect([azureCommands(run.stdout), formatMarks(run.stdout), gitLabSections(run.stdout)]).toEqual([[], [], []]);
    expect(run.stdout).not.toMatch(/::|section_(start|end):|##/);
    expect(UNPRINTABLE.exec(run.stdout)).toBeNull();
    expect(run.stderr).toContain('Drift found');
  });
});

it('the folder of a GitLab job gets links to what is kept of it', async () => {
  const [, job] = JOBS;
  if (job === undefined) throw new Error('there is no job');
  const { run } = await runIn(job, {
    args: ['--report-file', join('out', 'report 1.json'), '--report-file=page.html'],
  });
  expect(run.exitCode).toBe(0);
  expect(JSON.parse(run.file('gitprotect-annotations.json'))).toEqual({
    gitprotect: ['out/report%201.json', 'page.html', 'gitprotect-junit.xml'].map((path) => ({
      external_link: {
        label: `Report: ${path.split('/').at(-1)?.replace('%20', ' ') ?? ''}`,
        url: `https://gitlab.example/acme/api/-/jobs/7/artifacts/file/${path}`,
      },
    })),
  });
});

/** What people are shown of a log: the lines, and what the CI makes of a command. */
function shownLines(log: string, name: Job['name']): readonly string[] {
  if (name === 'Azure Pipelines') {
    const issues = azureCommands(log).filter((each) => each.name === 'task.logissue');
    return issues.flatMap(({ data }) => data.split('\n'));
  }
  if (name !== 'GitHub') return log.split('\n');
  return readLog(log).commands.flatMap(({ data }) => data.replaceAll('%0A', '\n').split('\n'));
}

it.each(JOBS.map((job) => [job.name, job] as const))(
  'a warning of several lines keeps them in %s',
  async (name, job) => {
    const { run } = await runIn(job, { args: ['--dry-run'], options: {} }, PLAIN, { isActive: false });
    const lines = shownLines(run.stdout, name);
    expect(run.exitCode).toBe(0);
    expect(lines.filter((line) => line.startsWith('What to do: Enable the schedule'))).toHaveLength(1);
    expect(run.stdout).not.toContain('\\u{a}');
  },
);
