import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ActionRun } from '../../scripts/run-action.ts';
import { type HostileScenario, runScenario, SCENARIOS, type Texts } from '../support/hostile-runs.ts';
import { bare, HOSTILE, marksOf, UNPRINTABLE } from '../support/hostile-texts.ts';
import { runInProcess } from '../support/run.ts';
import { readLog, type RunnerCommand } from '../support/runner-log.ts';
import { serve, smallWorld } from '../support/service.ts';
import { decodeCommands, decodeEntities } from '../support/shown.ts';

const TEXTS = Object.entries(HOSTILE);
const PLACES = ['organization', 'repository', 'plan', 'service', 'message'] as const;
const HARMLESS: Texts = { organization: 'Orga', repository: 'Repo', plan: 'Plan', service: 'Host', message: 'Text' };

interface Case {
  readonly scenario: HostileScenario;
  readonly kinds: readonly string[];
  readonly texts: Texts;
}

interface Result {
  readonly run: ActionRun;
  /** The same scenario with harmless texts. */
  readonly control: ActionRun;
}

/** Every text, or every third, in every scenario, in another place from scenario to scenario where it has several. */
const CASES: readonly Case[] = SCENARIOS.flatMap((scenario, turn) => {
  const given = PLACES.filter((place) => scenario.shows.includes(place));
  const places = given.length === 0 ? ['message' as const] : given;
  const count = Math.ceil(TEXTS.length / places.length);
  const indexes = Array.from({ length: count }, (_, index) => index);
  return indexes
    .filter((index) => scenario.thin !== true || index % 3 === turn % 3)
    .map((index) => {
      const chosen = places.map((place, at) => {
        const [kind, text] = TEXTS[(index * places.length + at + turn) % TEXTS.length] ?? ['', ''];
        return { place, kind, text };
      });
      const texts = { ...HARMLESS, ...Object.fromEntries(chosen.map(({ place, text }) => [place, text])) };
      return { scenario, kinds: chosen.map(({ kind }) => kind), texts };
    });
});

const results = new Map<Case, Result>();

beforeAll(async () => {
  for (const scenario of SCENARIOS) {
    const control = await runScenario(runInProcess, scenario, HARMLESS);
    for (const each of CASES.filter((one) => one.scenario === scenario))
      results.set(each, { run: await runScenario(runInProcess, scenario, each.texts), control });
  }
}, 60_000);

function resultOf(each: Case): Result {
  const result = results.get(each);
  if (result === undefined) throw new Error('the case was not carried out');
  return result;
}

function named(each: Case): [string, Case] {
  return [`${each.scenario.name}: ${each.kinds.join('; ')}`, each];
}

/** A command by all but its text, of which the lines are counted: a reader takes each for one of the action's own. */
function signature({ name, properties, data }: RunnerCommand): string {
  return `${name} ${properties}, ${String(decodeCommands(data).split(/\r\n|\r|\n/).length)}`;
}

function signatures(run: ActionRun): readonly string[] {
  return readLog(run.stdout).commands.map(signature).sort();
}

/** How often each command of the allow-list was given; any other name is counted as it stands. */
function counts(run: ActionRun): Readonly<Record<string, number>> {
  const names = readLog(run.stdout).commands.map(({ name }) => name);
  const found = Object.groupBy(names, (name) => name);
  return Object.fromEntries(Object.entries(found).map(([name, all = []]) => [name, all.length]));
}

function expectedCounts({ commands, name }: HostileScenario): Readonly<Record<string, unknown>> {
  const { warning, error, group } = commands;
  return {
    'add-mask': name.startsWith('the sign-in') ? 1 : 2,
    ...{ group, endgroup: group, debug: expect.any(Number) },
    ...(warning > 0 ? { warning } : {}),
    ...(error > 0 ? { error } : {}),
  };
}

describe('with hostile names and messages', () => {
  it.each(CASES.map(named))('the log gives no command but those intended: %s', (_, each) => {
    const { run, control } = resultOf(each);
    expect(run.exitCode).toBe(each.scenario.succeeds ? 0 : 1);
    expect(counts(run)).toEqual(expectedCounts(each.scenario));
    expect(signatures(run)).toEqual(signatures(control));
    expect(readLog(run.stdout).lines).toHaveLength(readLog(control.stdout).lines.length);
    expect(UNPRINTABLE.exec(run.stdout)).toBeNull();
  });

  it.each(CASES.map(named))('the summary shows them as text: %s', (_, each) => {
    const { run, control } = resultOf(each);
    expect(marksOf(run.summary)).toEqual(marksOf(control.summary));
    expect(UNPRINTABLE.exec(run.summary)).toBeNull();
    const shown = bare(decodeEntities(run.summary));
    for (const place of each.scenario.shows) expect(shown).toContain(bare(each.texts[place].slice(0, 119)));
  });

  it.each(CASES.filter(({ scenario }) => scenario.reports).map(named))(
    'the report holds them exactly: %s',
    (_, each) => {
      const { run, control } = resultOf(each);
      const { organization, repository, plan } = each.texts;
      expect(JSON.parse(run.outputs['report'] ?? '')).toMatchObject({
        organization: { name: organization },
        plans: [{ name: plan }],
        repositories: [{ name: repository, plans: [{ name: plan }] }],
      });
      expect(Object.keys(run.outputs)).toEqual(Object.keys(control.outputs));
      const names = [
        'drift',
        'changed',
        'license-status',
        'plan-status',
        'repositories-checked',
        'repositories-failed',
      ];
      for (const name of names) expect(run.outputs[name]).toBe(control.outputs[name]);
    },
  );

  it('tries every text in every scenario that stands for a place', () => {
    for (const scenario of SCENARIOS.filter(({ thin }) => thin !== true)) {
      const tried = CASES.filter((each) => each.scenario === scenario).flatMap(({ kinds }) => kinds);
      expect(new Set(tried).size).toBe(TEXTS.length);
    }
  });
});

/** Runs on answers whose IDs are these texts; UTF-8 has no lone surrogates. */
async function runWithIds(id: string): Promise<ActionRun> {
  const answer = (
    endpoint: string,
    row: object,
  ): { endpoint: string; occurrence: 'every'; fault: { kind: 'answer'; status: number; body: string } } => ({
    endpoint,
    occurrence: 'every',
    fault: {
      kind: 'answer',
      status: 200,
      body: JSON.stringify({ currentPage: 1, pageCount: 1, totalEntries: 1, result: [row] }),
    },
  });
  const simulator = await serve(smallWorld().world, {
    faults: [
      answer('git/organizations/getmany', { id: `${id}o`, name: 'acme' }),
      answer('git/repositories/getmany', { id: `${id}r`, name: 'api', isLicensed: true, plans: [{ id: `${id}p` }] }),
      answer('plans/listassignedtoorganization', { id: `${id}p`, name: 'Daily', isActive: true }),
    ],
  });
  const { email, password } = simulator.world.account;
  return await runInProcess({ inputs: { 'server-url': simulator.url, email, password, plan: 'Daily', retries: '0' } });
}

describe('with hostile IDs', () => {
  const UNREADABLE = 'error title=GitProtect gave an answer that cannot be read, 2';

  it.each([...TEXTS, ['1 MB', 'x'.repeat(1024 * 1024)] as const])(
    'the list is refused, and they are not shown: %s',
    async (_, text) => {
      const run = await runWithIds(`${text} `);
      expect(run).toMatchObject({ exitCode: 1 });
      expect(run.outputs['plan-status']).toBe('failed');
      const commands = signatures(run).filter((signature) => !/^(debug|add-mask|group|endgroup) ,/.test(signature));
      expect(commands).toEqual([UNREADABLE]);
      expect(UNPRINTABLE.exec(run.stdout + run.summary)).toBeNull();
      expect(run.stdout.length + run.summary.length).toBeLessThan(100_000);
    },
  );
});

describe('with texts of 1 MB', () => {
  const long = 'long '.repeat(200 * 1024);
  const cases = SCENARIOS.flatMap((scenario, index) => {
    const places = PLACES.filter((place) => scenario.shows.includes(place));
    return (index === 0 ? places : [places.at(-1) ?? 'message']).map(
      (place) => [scenario.name, place, scenario] as const,
    );
  });

  it.each(cases)('log and summary stay small where %s (%s)', async (_, place, scenario) => {
    const run = await runScenario(runInProcess, scenario, { ...HARMLESS, [place]: long });
    expect(run.exitCode).toBe(scenario.succeeds ? 0 : 1);
    expect(run.stdout.length).toBeLessThan(100_000);
    expect(run.summary.length).toBeLessThan(100_000);
    expect(counts(run)).toEqual(expectedCounts(scenario));
    if (scenario.reports && place !== 'message') expect(run.outputs['report']).toContain(`${long.slice(0, 500)}…`);
  });
});
