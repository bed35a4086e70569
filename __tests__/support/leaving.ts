import type { Fault, ScriptedFault } from '../../simulator/faults.ts';
import type { Simulator, SimulatorOptions } from '../../simulator/server.ts';
import type { SimulatedPlan, SimulatedRepository, WorldOptions } from '../../simulator/world.ts';
import { FakeClock } from './fake-clock.ts';
import { type Ended, runAgainst } from './run.ts';
import { serve, type SmallWorld, smallWorld } from './service.ts';
import { ACTIVATE, ATTACH, PAGES, PLANS } from './sweep.ts';

export const DETACH = 'plans/detachgitrepository';
export const RELEASE = 'git/repositories/deactivate';
export const REMOVE = 'git/repositories/remove';
export const MODIFY = 'plans/modifygitplan';

export interface LeavingWorld extends SmallWorld {
  readonly weekly: SimulatedPlan;
}

/** `api` and `website` are licensed and in hand-picked plan `Daily`; `website` is in hand-picked plan `Weekly`, too. */
export function leavingWorld(options: WorldOptions = {}): LeavingWorld {
  const small = smallWorld(options);
  small.api.licensed = true;
  small.daily.repositories.add(small.api.id);
  const weekly = small.world.addPlan(small.acme, 'Weekly', { repositories: new Set([small.website.id]) });
  return { ...small, weekly };
}

/** Whether it has a license, and the names of the hand-picked plans that hold it. */
export function stateOf(
  { world }: Pick<SmallWorld, 'world'>,
  { id, licensed }: SimulatedRepository,
): readonly [boolean, ...string[]] {
  const plans = [...world.plans.values()].filter(({ repositories }) => repositories.has(id)).map(({ name }) => name);
  return [licensed, ...plans];
}

const WORDS: Readonly<Record<string, string>> = {
  [PAGES]: 'read',
  [PLANS]: 'read',
  [ACTIVATE]: 'activate',
  [ATTACH]: 'attach',
  [DETACH]: 'detach',
  [RELEASE]: 'release',
  [REMOVE]: 'remove',
  [MODIFY]: 'modify',
};

/** What was asked for, in order; readings that follow each other are one. */
export function orderOf({ requests }: Simulator): string {
  const words = requests.flatMap(({ endpoint }) => WORDS[endpoint] ?? []);
  return words.filter((word, index) => word !== 'read' || words[index - 1] !== 'read').join(' ');
}

/** The changes that were asked for, in order. */
export function writesOf(simulator: Simulator): readonly string[] {
  return orderOf(simulator)
    .split(' ')
    .filter((word) => !['read', ''].includes(word));
}

export function every(endpoint: string, fault: Fault): readonly ScriptedFault[] {
  return [{ endpoint, occurrence: 'every', fault }];
}

export function once(endpoint: string, fault: Fault, occurrence = 1): readonly ScriptedFault[] {
  return [{ endpoint, occurrence, fault }];
}

export const REFUSED: Fault = { kind: 'answer', status: 400, body: '{"message":"not on Thursdays"}' };
export const IGNORED: Fault = { kind: 'ignored' };
export const LOST: Fault = { kind: 'lost' };

export const ABSENT = { state: 'absent', plan: '', repository: 'api' };

/** How a run ended that was to make `api` absent. */
export interface Left extends Ended {
  readonly small: LeavingWorld;
  readonly simulator: Simulator;
  readonly waitedSeconds: number;
}

/** Runs the action for `api` to be absent from every plan, unless it is said otherwise. */
export async function runLeaving(
  options: SimulatorOptions = {},
  inputs: Readonly<Record<string, string>> = {},
  world: WorldOptions = {},
  prepare: (small: LeavingWorld) => void = () => undefined,
): Promise<Left> {
  const clock = new FakeClock();
  const small = leavingWorld({ now: () => clock.now(), ...world });
  prepare(small);
  const simulator = await serve(small.world, options);
  const ended = await runAgainst(simulator, { ...ABSENT, ...inputs }, { clock });
  return { ...ended, small, simulator, waitedSeconds: clock.slept.reduce((sum, pause) => sum + pause, 0) / 1000 };
}
