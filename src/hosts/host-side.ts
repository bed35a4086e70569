import { compareInventory } from '../domain/compare-inventory.ts';
import { coverageOf } from '../domain/coverage.ts';
import type { Observed } from '../domain/model.ts';
import type { HostRequest } from '../domain/request.ts';
import type { HttpSettings, SharedLimits } from '../http/open-transport.ts';
import type { HostAccess } from '../shared/credentials.ts';
import type { Logger } from '../shared/logger.ts';
import type { Redactor } from '../shared/redactor.ts';
import type { World } from '../shared/world.ts';
import { type InventoryReading, sharedLimits, startInventory } from './start-inventory.ts';

/*
 * What a run needs only where a Git host is asked for its own list: loaded by import(), with all of `hosts/`.
 */

/** A Git host's side of a run. */
export interface HostSide {
  /** What GitProtect's requests and the host's share. */
  readonly limits: SharedLimits;
  readonly startInventory: (found: Pick<Observed, 'organization' | 'organizations'>) => InventoryReading;
  readonly compareInventory: typeof compareInventory;
  readonly coverageOf: typeof coverageOf;
}

/** Nothing is sent yet. */
export function openHost(
  host: HostRequest,
  access: HostAccess,
  settings: HttpSettings,
  world: World,
  redactor: Redactor,
  log: Pick<Logger, 'info' | 'debug'>,
): HostSide {
  const limits = sharedLimits(settings);
  return {
    limits,
    startInventory: (found) =>
      startInventory(found, { host, access, settings: { ...settings, ...limits }, world, redactor, log }),
    compareInventory,
    coverageOf,
  };
}
