import type { Simulator, SimulatorOptions } from '../../simulator/server.ts';
import type { WorldOptions } from '../../simulator/world.ts';
import { FakeClock } from './fake-clock.ts';
import { type LeavingWorld, leavingWorld } from './leaving.ts';
import { type Ended, runAgainst } from './run.ts';
import { serve } from './service.ts';

/** How a run ended that was to move `api`. */
export interface Moved extends Ended {
  readonly small: LeavingWorld;
  readonly simulator: Simulator;
  readonly waitedSeconds: number;
}

/** Moves `api` from plan `Daily` to `Weekly`, unless it is said otherwise. */
export async function move(
  options: SimulatorOptions = {},
  inputs: Readonly<Record<string, string>> = {},
  world: WorldOptions = {},
  prepare: (small: LeavingWorld) => void = () => undefined,
): Promise<Moved> {
  const clock = new FakeClock();
  const small = leavingWorld({ now: () => clock.now(), ...world });
  prepare(small);
  const simulator = await serve(small.world, options);
  const ended = await runAgainst(
    simulator,
    { plan: 'Weekly', exclusive: 'true', repository: 'api', ...inputs },
    { clock },
  );
  return { ...ended, small, simulator, waitedSeconds: clock.slept.reduce((sum, pause) => sum + pause, 0) / 1000 };
}
