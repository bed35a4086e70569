import { readFileSync } from 'node:fs';
import type { Simulator } from '../../simulator/server.ts';
import {
  type SimulatedOrganization,
  type SimulatedPlan,
  type SimulatedRepository,
  World,
  type WorldOptions,
} from '../../simulator/world.ts';
import { type Ended, runAgainst, type RunInProcess } from './run.ts';

export const SIGN_IN = 'account/login';
export const PAGES = 'git/repositories/getmany';
export const PLANS = 'plans/listassignedtoorganization';
export const ACTIVATE = 'git/repositories/activate';
export const ATTACH = 'plans/attachgitrepository';

/** An organization `acme` of many repositories, and hand-picked plan `Daily`, which holds one of them at least. */
export interface ManyWorld {
  readonly world: World;
  readonly acme: SimulatedOrganization;
  readonly daily: SimulatedPlan;
  /** Those to be protected, in the order of their names. */
  readonly repositories: readonly SimulatedRepository[];
}

export interface ManyOptions extends WorldOptions {
  readonly licensed?: boolean;
  readonly attached?: boolean;
}

/** A name for each number, ordered as the numbers are. */
export function nameOf(number: number): string {
  return `repo-${String(number).padStart(4, '0')}`;
}

/** So many repositories that are neither licensed nor attached, unless it is said otherwise. */
export function manyWorld(count: number, options: ManyOptions = {}): ManyWorld {
  const { licensed = false, attached = false, ...more } = options;
  const world = new World(more);
  const acme = world.addOrganization('acme');
  const repositories = Array.from({ length: count }, (_, number) =>
    world.addRepository(acme, nameOf(number), { licensed }),
  );
  const globex = world.addOrganization('globex');
  const foreign = world.addRepository(globex, 'foreign', { licensed: true });
  // A plan without a repository is not listed: it holds one of another organization.
  const held = [foreign, ...(attached ? repositories : [])].map(({ id }) => id);
  const daily = world.addPlan(acme, 'Daily', { repositories: new Set(held) });
  return { world, acme, daily, repositories };
}

/** Which of these are protected in the world, as no answer can lie about it. */
export function protectedOf({ world, daily, repositories }: ManyWorld): readonly SimulatedRepository[] {
  return repositories.filter(({ id }) => world.isProtected(id, daily.id));
}

export interface SweepOptions extends Omit<RunInProcess, 'inputs' | 'environment'> {
  readonly retries?: number;
  readonly concurrency?: number;
  /** Instead of email and password. */
  readonly token?: string;
  /** Lines of the input `repository`; all repositories if left out. */
  readonly lines?: readonly string[];
  readonly plans?: readonly string[];
  readonly dryRun?: boolean;
}

/** What the whole report says of a repository. */
export interface RepositoryInReport {
  readonly id: string;
  readonly name: string;
  readonly license: string;
  readonly plans: readonly { readonly id: string; readonly status: string }[];
  readonly proved: boolean;
  /** What failed: the message of each of its problems. */
  readonly error?: string;
}

/** The report file: of a run that came to its end, or the failure in which it ended before it could compare anything. */
interface WholeReport {
  readonly counts?: Readonly<Record<'checked' | 'changed' | 'failed' | 'not-tried' | 'passed-over', number>>;
  readonly repositories?: readonly RepositoryInReport[];
  readonly error?: { readonly title: string; readonly message: string };
}

/** How a sweep ended. */
export interface EndOfSweep extends Ended {
  /** The whole report, as it is in the file. */
  readonly whole: WholeReport;
}

/** Runs the action for a whole organization, with a clock that never waits. */
export async function sweep(simulator: Simulator, options: SweepOptions = {}): Promise<EndOfSweep> {
  const { lines = ['*'], plans = ['Daily'], dryRun = false, retries = 0, concurrency = 8, token, ...world } = options;
  const inputs = {
    repository: lines.join('\n'),
    plan: plans.join('\n'),
    'dry-run': String(dryRun),
    sync: 'never',
    retries: String(retries),
    concurrency: String(concurrency),
    'report-file': 'whole-report.json',
    ...(token === undefined ? {} : { 'access-token': token }),
  };
  const ended = await runAgainst(simulator, inputs, world);
  const path = ended.outputs['report-path'];
  if (path === undefined) throw new Error(`the run wrote no report: ${ended.log}`);
  return { ...ended, whole: JSON.parse(readFileSync(path, 'utf8')) as WholeReport };
}

/** What became of the repositories, by their names. @throws Error where the run ended before it could compare anything */
export function repositoriesIn({ whole: { repositories, error } }: EndOfSweep): readonly RepositoryInReport[] {
  if (repositories === undefined) throw new Error(`the run failed: ${error?.message ?? ''}`);
  return [...repositories].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** How many ended in each way. */
export function totalsIn(end: EndOfSweep): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const each of repositoriesIn(end)) {
    const status = statusOf(each);
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
}

function statusOf({ license, plans, proved }: RepositoryInReport): string {
  const statuses = [license, ...plans.map(({ status }) => status)];
  if (statuses.includes('failed')) return 'failed';
  if (statuses.some((status) => status.startsWith('would-'))) return 'would-change';
  if (!proved) return 'unverified';
  return statuses.every((status) => status.startsWith('already-')) ? 'protected' : 'changed';
}

/** The names of those that are reported as proved. */
export function provedIn(end: EndOfSweep): readonly string[] {
  return repositoriesIn(end).flatMap(({ name, proved }) => (proved ? name : []));
}

/** What failed, by the repositories' names: the messages of their problems. */
export function problemsIn(end: EndOfSweep): Readonly<Record<string, string>> {
  return Object.fromEntries(
    repositoriesIn(end).flatMap(({ name, error }) => (error === undefined ? [] : [[name, error] as const])),
  );
}

/** The annotations of a log, by the runner's command. */
export function annotationsIn(log: string): readonly string[] {
  return log.split('\n').filter((line) => /^::(error|warning|notice) /.test(line));
}

/** How many requests an endpoint received. */
export function countOf({ counts }: Simulator, endpoint: string): number {
  return counts.get(endpoint) ?? 0;
}
