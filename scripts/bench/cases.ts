import type { Host } from './host.ts';
import { timed } from './processes.ts';
import { CONCURRENCY, memoryOfAction, type Run, runOfAction, runOfScript, type Task } from './runs.ts';
import { median, seconds, whole } from './statistics.ts';

/** A case's outcome. */
export interface Result {
  readonly title: string;
  /** Milliseconds of each run of the action. */
  readonly action: readonly number[];
  /** Milliseconds of each run of what it is compared with. */
  readonly other?: { readonly name: string; readonly runs: readonly number[] };
  /** The figure that has a target, in words. */
  readonly figure: string;
  readonly target: string;
  readonly isReached: boolean;
  readonly requests: readonly RequestCount[];
}

export interface RequestCount {
  readonly of: string;
  /** By endpoint. */
  readonly counts: Readonly<Record<string, number>>;
  readonly connections: number | undefined;
}

export interface Case {
  readonly number: number;
  readonly measure: (host: Host) => Promise<Result>;
}

/** The network of the cases with one, in milliseconds there and back. */
export const ROUND_TRIP_MS = 40;
const PLAIN_SCRIPT = 'plain script';
const SLOW_NETWORK = { roundTripMs: ROUND_TRIP_MS, tls: true };
const NO_NETWORK = { roundTripMs: 0, tls: true };

export const CASES: readonly Case[] = [
  {
    number: 1,
    measure: againstScript(
      'one repository of 50, not licensed and not attached; the action verifies, the script does not',
      { ...SLOW_NETWORK, repositories: 50, drift: 'one', selects: 'one' },
      { pairs: 9, warmUps: 1, atMost: 0.5 },
    ),
  },
  {
    number: 2,
    measure: againstScript(
      'one repository of 50, nothing to change',
      { ...SLOW_NETWORK, repositories: 50, drift: 'none', selects: 'one' },
      { pairs: 9, warmUps: 1, atMost: 0.5 },
    ),
  },
  {
    number: 3,
    measure: againstScript(
      'all of 2,000 repositories, 5 % of them not attached',
      { ...SLOW_NETWORK, repositories: 10_000, drift: 'twentieth', selects: 'all' },
      { pairs: 3, warmUps: 0, atMost: 0.1 },
    ),
  },
  { number: 4, measure: firstRun },
  { number: 5, measure: oneOfMany },
  { number: 6, measure: memory },
  { number: 7, measure: againstNode },
  { number: 8, measure: withGitHost(2000, 'as far away as GitProtect', ROUND_TRIP_MS) },
  { number: 9, measure: withGitHost(10_000, 'twice as far away', 2 * ROUND_TRIP_MS) },
  { number: 10, measure: reportPage },
];

/** @param warmUps pairs of runs that aren't counted */
function againstScript(
  title: string,
  task: Task,
  { pairs, warmUps, atMost }: { readonly pairs: number; readonly warmUps: number; readonly atMost: number },
): (host: Host) => Promise<Result> {
  return async (host) => {
    const runs = await alternating(
      pairs,
      warmUps,
      () => runOfAction(host, task),
      () => runOfScript(host, task),
    );
    const [action, script] = [runs.map(([run]) => run.milliseconds), runs.map(([, run]) => run.milliseconds)];
    const ratio = median(action) / median(script);
    return {
      title,
      action,
      other: { name: PLAIN_SCRIPT, runs: script },
      figure: `${ratio.toFixed(2)} of the script's time`,
      target: `at most ${atMost.toFixed(2)}`,
      isReached: ratio <= atMost,
      requests: runs.slice(-1).flatMap(([ours, theirs]) => [counted('action', ours), counted(PLAIN_SCRIPT, theirs)]),
    };
  };
}

async function firstRun(host: Host): Promise<Result> {
  const run = await runOfAction(host, { ...SLOW_NETWORK, repositories: 10_000, drift: 'all', selects: 'all' });
  const requests = Object.values(run.state.counts).reduce((sum, count) => sum + count, 0);
  const floor = (requests * ROUND_TRIP_MS) / CONCURRENCY;
  const ratio = run.milliseconds / floor;
  return {
    title: 'all of 10,000 repositories, none of them licensed or attached',
    action: [run.milliseconds],
    figure:
      `${ratio.toFixed(2)} times the floor of ${(floor / 1000).toFixed(1)} s ` +
      `(${whole(requests)} requests × ${String(ROUND_TRIP_MS)} ms / ${String(CONCURRENCY)})`,
    target: 'at most 1.5',
    isReached: ratio <= 1.5,
    requests: [counted('action', run)],
  };
}

async function oneOfMany(host: Host): Promise<Result> {
  const task = { ...SLOW_NETWORK, repositories: 100_000, selects: 'one' } as const;
  const runs: { readonly drifted: Run; readonly steady: Run }[] = [];
  for (const targetAt of [0, 0.21, 0.5, 0.73, 0.9999])
    runs.push({
      drifted: await runOfAction(host, { ...task, targetAt, drift: 'one' }),
      steady: await runOfAction(host, { ...task, targetAt, drift: 'none' }),
    });
  const most = runs.map(({ drifted }) => drifted).reduce((a, b) => (pagesOf(b) > pagesOf(a) ? b : a));
  const mostSteady = Math.max(...runs.map(({ steady }) => pagesOf(steady)));
  return {
    title: 'one repository of 100,000, not licensed and not attached, 100 a page; the most of five names',
    action: runs.map(({ drifted }) => drifted.milliseconds),
    figure: `${String(pagesOf(most))} pages of repositories read (${String(mostSteady)} where nothing has to change)`,
    target: 'at most 40',
    isReached: pagesOf(most) <= 40,
    requests: [counted('action', most)],
  };
}

function pagesOf({ state }: Run): number {
  return state.counts['git/repositories/getmany'] ?? 0;
}

async function memory(host: Host): Promise<Result> {
  const run = await memoryOfAction(host, { ...NO_NETWORK, repositories: 100_000, drift: 'none', selects: 'all' });
  return {
    title: 'all of 100,000 repositories, nothing to change, no network in between',
    action: [run.milliseconds],
    figure: `${run.peakMiB.toFixed(0)} MiB at most`,
    target: 'at most 512 MiB',
    isReached: run.peakMiB <= 512,
    requests: [counted('action', run)],
  };
}

async function againstNode(host: Host): Promise<Result> {
  const task: Task = { roundTripMs: 0, tls: false, repositories: 50, drift: 'none', selects: 'one' };
  const runs = await alternating(
    21,
    1,
    () => runOfAction(host, task),
    () => timed(process.execPath, ['-e', '0']),
  );
  const [action, node] = [runs.map(([run]) => run.milliseconds), runs.map(([, milliseconds]) => milliseconds)];
  const ratio = median(action) / median(node);
  return {
    title: 'a whole run, one repository of 50, nothing to change, plain HTTP, no network in between',
    action,
    other: { name: '`node -e 0`', runs: node },
    figure: `${ratio.toFixed(2)} times \`node -e 0\``,
    target: 'at most 3',
    isReached: ratio <= 3,
    requests: runs.slice(-1).map(([run]) => counted('action', run)),
  };
}

/** A sweep that asks a Git host, beside the same sweep without it, and beside a run that does little more than read the host. */
function withGitHost(repositories: number, where: string, roundTripMs: number): (host: Host) => Promise<Result> {
  const sweep: Task = { ...SLOW_NETWORK, repositories, drift: 'none', selects: 'all' };
  const gitHost = { repositories, roundTripMs };
  const both: Task = { ...sweep, gitHost };
  const alone: Task = { ...NO_NETWORK, repositories: 1, drift: 'none', selects: 'all', gitHost };
  return async (host) => {
    const runs = await alternating(
      5,
      1,
      () => runOfAction(host, both),
      async () => [await runOfAction(host, sweep), await runOfAction(host, alone)] as const,
    );
    const timesOf = (each: readonly Run[]): number[] => each.map(({ milliseconds }) => milliseconds);
    const action = timesOf(runs.map(([run]) => run));
    const [without, only] = [timesOf(runs.map(([, [run]]) => run)), timesOf(runs.map(([, [, run]]) => run))];
    const isHostSlower = median(only) > median(without);
    const [slower, quicker] = isHostSlower ? [only, without] : [without, only];
    const ratio = median(action) / median(slower);
    return {
      title: `all of ${whole(repositories)} repositories, nothing to change, with \`host\`: GitHub, ${where} (${String(roundTripMs)} ms)`,
      action,
      other: { name: isHostSlower ? 'the host alone' : 'without `host`', runs: slower },
      figure:
        `${ratio.toFixed(2)} times the slower one alone ` +
        `(${isHostSlower ? 'without `host`' : 'the host alone'}: ${seconds(median(quicker))} s)`,
      target: 'at most 1.3',
      isReached: ratio <= 1.3,
      requests: runs
        .slice(-1)
        .flatMap(([run, [withoutHost, hostAlone]]) => [
          counted('with `host`', run),
          counted('without `host`', withoutHost),
          counted('the host alone', hostAlone),
        ]),
    };
  };
}

/** A sweep that writes a page for people, beside the same that writes the report as JSON. */
async function reportPage(host: Host): Promise<Result> {
  const task: Task = { ...NO_NETWORK, repositories: 100_000, drift: 'none', selects: 'all' };
  const runs = await alternating(
    3,
    0,
    () => runOfAction(host, { ...task, reportFile: 'report.html' }),
    () => runOfAction(host, { ...task, reportFile: 'report.json' }),
  );
  const [page, json] = [runs.map(([run]) => run.milliseconds), runs.map(([, run]) => run.milliseconds)];
  const ratio = median(page) / median(json);
  return {
    title: 'all of 100,000 repositories, nothing to change, no network in between, with `report-file: report.html`',
    action: page,
    other: { name: '`report-file: report.json`', runs: json },
    figure: `${ratio.toFixed(2)} times the run that writes JSON`,
    target: 'at most 1.25',
    isReached: ratio <= 1.25,
    requests: runs.slice(-1).map(([run]) => counted('action', run)),
  };
}

/** Turn by turn, so that what else the machine does meets both. */
async function alternating<A, B>(
  pairs: number,
  warmUps: number,
  one: () => Promise<A>,
  other: () => Promise<B>,
): Promise<(readonly [A, B])[]> {
  const runs: (readonly [A, B])[] = [];
  for (let pair = 0; pair < warmUps + pairs; pair++) runs.push([await one(), await other()]);
  return runs.slice(warmUps);
}

function counted(of: string, { state: { counts, connections } }: Run): RequestCount {
  return { of, counts, connections };
}
