import { compareInventory } from '../domain/compare-inventory.ts';
import { coverageOf } from '../domain/coverage.ts';
import type { Observed } from '../domain/model.ts';
import type { HostRequest } from '../domain/request.ts';
import type { HttpSettings } from '../http/open-transport.ts';
import { WaitBudget } from '../http/wait-budget.ts';
import type { HostAccess } from '../shared/credentials.ts';
import type { Logger } from '../shared/logger.ts';
import type { Redactor } from '../shared/redactor.ts';
import type { World } from '../shared/world.ts';
import { type InventoryReading, startInventory } from './start-inventory.ts';

/*
 * What a run needs only where a Git host is asked for its own list: loaded by import(), with all of `hosts/`.
 */

/** A Git host's side of a run. */
export interface HostSide {
  /** How long GitProtect's requests and the host's may wait, together. */
  readonly budget: WaitBudget;
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
  if (access.isAssumed === true)
    log.info(`The Git host is taken to be the public service at ${access.url.href}, since no other address is given`);
  const budget = new WaitBudget(settings.rateLimitTimeoutSeconds);
  return {
    budget,
    startInventory: (found) => startInventory(found, { host, access, settings, budget, world, redactor, log }),
    compareInventory,
    coverageOf,
  };
}
