import { compareInventory } from '../domain/compare-inventory.ts';
import { coverageOf } from '../domain/coverage.ts';
import type { HostRequest } from '../domain/request.ts';
import {
  type HttpSettings,
  type InventoryReading,
  type SharedLimits,
  sharedLimits,
  startInventory,
} from '../hosts/start-inventory.ts';
import type { HostAccess } from '../shared/credentials.ts';
import type { Logger } from '../shared/logger.ts';
import type { Redactor } from '../shared/redactor.ts';
import type { World } from '../shared/world.ts';
import type { Organizations } from './observe.ts';

/*
 * What only a run needs that asks a Git host for its own list: loaded by import(), with all of `hosts/`.
 */

/** A Git host's side of a run. */
export interface HostSide {
  /** What GitProtect's requests and the host's share. */
  readonly limits: SharedLimits;
  readonly startInventory: (found: Organizations) => InventoryReading;
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
    startInventory: (found) => startInventory(host, access, found, { ...settings, ...limits }, world, redactor, log),
    compareInventory,
    coverageOf,
  };
}
