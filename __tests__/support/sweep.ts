import { apply } from '../../src/apply.ts';
import { Failure } from '../../src/failure.ts';
import type { ConnectionOptions } from '../../src/gitprotect/connection.ts';
import type { Credentials } from '../../src/gitprotect/session.ts';
import { observe } from '../../src/observe.ts';
import { findDrift } from '../../src/protection/drift.ts';
import { foresee } from '../../src/protection/judge.ts';
import { isProved, type Outcome, problemsOf, type RepositoryOutcome, statusOf } from '../../src/protection/outcome.ts';
import { EVERYTHING, type Line, type Selection } from '../../src/protection/select.ts';
import { Log } from '../../src/report/log.ts';
import { report } from '../../src/report/report.ts';
import { Secrets } from '../../src/secrets.ts';
import type { Simulator } from '../../simulator/server.ts';
import {
  type SimulatedOrganization,
  type SimulatedPlan,
  type SimulatedRepository,
  World,
  type WorldOptions,
} from '../../simulator/world.ts';
import { aNameLine } from './build.ts';
import type { FakeClock } from './fake-clock.ts';
import { printed } from './printed.ts';
import { clientOf } from './service.ts';

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

export interface SweepOptions extends Partial<ConnectionOptions> {
  readonly clock?: FakeClock;
  readonly credentials?: Credentials;
  /** Lines of the input `repository`; all repositories if left out. */
  readonly lines?: readonly string[];
  readonly plans?: readonly string[];
  readonly dryRun?: boolean;
}

/** How a sweep ended: by an outcome, or by a failure before anything could be compared. */
export interface EndOfSweep {
  readonly outcome: Outcome | undefined;
  readonly failure: Failure | undefined;
  readonly log: string;
  /** What was told of waiting and trying again. */
  readonly waits: readonly string[];
}

/** Does what `run` does for a whole organization, with a clock that doesn't wait. @throws what is a defect */
export async function sweep(simulator: Simulator, options: SweepOptions = {}): Promise<EndOfSweep> {
  const { lines: asked = ['*'], plans = ['Daily'], dryRun = false, retries = 0, ...connecting } = options;
  const before = printed().length;
  const log = new Log(new Secrets());
  const told = (): string => printed().slice(before);
  const { gitprotect, connection, clock, lines: client } = clientOf(simulator, { retries, ...connecting });
  const wanted = { organization: 'acme', selection: selectionOf(asked), plans, syncTimeoutSeconds: undefined };
  try {
    await gitprotect.open();
    const drift = findDrift(await observe(gitprotect, wanted, clock, log));
    const outcome = dryRun ? foresee(drift) : await apply(gitprotect, drift, clock, log);
    const facts = { dryRun, failOnDrift: false, requests: connection.requests, milliseconds: 0 };
    await report(outcome, facts, undefined, log);
    return { outcome, failure: undefined, log: told(), waits: client.info };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { outcome: undefined, failure: error, log: told(), waits: client.info };
  }
}

function selectionOf(lines: readonly string[]): Selection {
  const read = (asked: string): Line =>
    asked === '*' ? EVERYTHING : /[*?]/.test(asked) ? { kind: 'pattern', asked } : aNameLine(asked);
  return {
    included: lines.filter((line) => !line.startsWith('!')).map(read),
    excluded: lines.filter((line) => line.startsWith('!')).map((line) => read(line.slice(1))),
  };
}

/** What became of the repositories, each once in the order of the list. @throws Error where there is no outcome */
export function repositoriesOf({ outcome, failure }: EndOfSweep): readonly RepositoryOutcome[] {
  if (outcome === undefined) throw new Error(`the run failed: ${failure?.message ?? ''}`);
  return outcome.repositories;
}

/** How many ended in each way. */
export function totalsIn(end: EndOfSweep): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const each of repositoriesOf(end)) {
    const status = statusOf(each) === 'not-tried' ? 'failed' : statusOf(each);
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
}

/** The names of those that are reported as proved. */
export function provedIn(end: EndOfSweep): readonly string[] {
  return repositoriesOf(end)
    .filter(isProved)
    .map(({ repository }) => repository.name);
}

/** What failed, by the repositories' names: the title and message of each of their problems. */
export function problemsIn(end: EndOfSweep): Readonly<Record<string, string>> {
  const failed = repositoriesOf(end).filter((each) => problemsOf(each).length > 0);
  return Object.fromEntries(
    failed.map((each) => [
      each.repository.name,
      problemsOf(each)
        .map(({ title, message }) => `${title}: ${message}`)
        .join('; '),
    ]),
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
