import { afterEach } from '@jest/globals';
import type { HostedRepository, HostWorld } from '../../simulator/hosts/model.ts';
import {
  type DialectName,
  type HostSimulator,
  type HostSimulatorOptions,
  startHost,
} from '../../simulator/hosts/server.ts';
import type { Simulator, SimulatorOptions } from '../../simulator/server.ts';
import type { World } from '../../simulator/world.ts';
import { API_TRAITS, TOKEN } from './hosts.ts';
import { type Ended, expireDeadlines, runAgainst, type RunInProcess } from './run.ts';
import { serve } from './service.ts';

const running: HostSimulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((host) => host.close()));
});

export interface CoveredRun extends Ended {
  readonly host: HostSimulator;
  /** GitProtect's. */
  readonly simulator: Simulator;
  readonly inventory: { readonly complete: boolean; readonly why?: string; readonly [key: string]: unknown };
  readonly gaps: readonly { readonly name: string; readonly url: string; readonly reason: string }[];
  readonly orphans: readonly { readonly id: string; readonly name: string }[];
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}

export interface CoveredOptions {
  readonly api?: DialectName;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly host?: Partial<HostWorld>;
  readonly hostOptions?: HostSimulatorOptions;
  readonly service?: SimulatorOptions;
  readonly run?: Omit<RunInProcess, 'inputs'>;
  /** Told of both services before the run begins. */
  readonly started?: (simulator: Simulator, host: HostSimulator) => void;
}

/** A run for every repository of `acme` that asks a host which of these exist. */
export async function runWithHost(
  world: World,
  repositories: readonly HostedRepository[],
  { api = 'github', inputs = {}, host: more = {}, hostOptions, service, run, started }: CoveredOptions = {},
): Promise<CoveredRun> {
  const hosted: HostWorld = { owner: 'acme', ownerKind: 'organization', repositories, token: TOKEN, ...more };
  const host = await startHost(api, hosted, { onStall: expireDeadlines, ...hostOptions });
  running.push(host);
  const simulator = await serve(world, service);
  started?.(simulator, host);
  const given = { repository: '*', host: API_TRAITS[api].kind, 'host-url': host.url, 'host-token': TOKEN, ...inputs };
  const ended = await runAgainst(simulator, given, run);
  const { inventory, gaps, orphans, skipped } = ended.report as CoveredRun;
  return { ...ended, host, simulator, inventory, gaps, orphans, skipped };
}

/** Hosted repositories with these names. */
export function hosted(...names: readonly string[]): readonly HostedRepository[] {
  return names.map((name) => {
    const slash = name.lastIndexOf('/');
    return slash < 0 ? { name } : { name: name.slice(slash + 1), folder: name.slice(0, slash) };
  });
}
