import { below, visibleForm } from '../domain/find.ts';
import type { HostInventory, HostKind, Inventory } from '../domain/inventory.ts';
import type { Observed, Organization } from '../domain/model.ts';
import type { HostRequest } from '../domain/request.ts';
import type { HttpSettings } from '../http/open-transport.ts';
import type { WaitBudget } from '../http/wait-budget.ts';
import type { HostAccess } from '../shared/credentials.ts';
import { Failure } from '../shared/failure.ts';
import type { Logger } from '../shared/logger.ts';
import type { Redactor } from '../shared/redactor.ts';
import { label, shortened } from '../shared/text.ts';
import type { World } from '../shared/world.ts';
import { connectHost } from './connect.ts';
import type { HostApi, HostService } from './host.ts';
import { readInventory } from './read-inventory.ts';

/** The inventory of a Git host, which is read while other work goes on. */
export interface InventoryReading {
  /** Never rejects for what the host does: the inventory is incomplete then. */
  readonly inventory: Promise<HostInventory>;
  /** Sends no further request. */
  stop(): void;
}

/** A Git host, and what it takes to ask it. */
interface HostToAsk {
  readonly host: HostRequest;
  readonly access: HostAccess;
  readonly settings: HttpSettings;
  /** Shared with GitProtect's requests. */
  readonly budget: WaitBudget;
  readonly world: World;
  readonly redactor: Redactor;
  readonly log: Pick<Logger, 'info' | 'debug'>;
}

/** Begins to read what the host lists of an organization. */
export function startInventory(
  { organization, organizations }: Pick<Observed, 'organization' | 'organizations'>,
  { host: { kind, owner: given }, access, settings, budget, world, redactor, log }: HostToAsk,
): InventoryReading {
  const stopping = new AbortController();
  const cancelled = AbortSignal.any([world.cancelled, stopping.signal]);
  const owner = given ?? organization.name;
  const unread = (why: string): HostInventory => ({
    ...{ host: kind, owner, part: '', repositories: [], pages: 0 },
    incomplete: redactor.redact(why),
  });
  const read = async (): Promise<HostInventory> => {
    const mismatch = mismatchOf(kind, owner, organization, organizations);
    if (mismatch !== undefined) return unread(mismatch);
    const connection = { kind, ...access, settings, budget };
    const service = orProblem(() => connectHost(connection, { ...world, cancelled }, redactor, log));
    if (typeof service === 'string') return unread(service);
    const inventory = await readInventory(service, owner);
    const part = partOf(service, owner, organization);
    return { ...withPart(inventory, part, service.api), host: kind, owner };
  };
  return {
    inventory: read(),
    stop: () => {
      stopping.abort();
    },
  };
}

/** Why a host's list is not this organization's: names would be compared that mean something else there. */
function mismatchOf(
  kind: HostKind,
  owner: string,
  organization: Organization,
  organizations: readonly Organization[],
): string | undefined {
  const { id, name, service, isAzure } = organization;
  if (isAzure && kind !== 'azure-devops')
    return `GitProtect lists organization ${label(organization)} with an address of Azure DevOps, and host is ${kind}`;
  const isMeant = (each: string): boolean =>
    visibleForm(each) === visibleForm(owner) || below(each, owner) !== undefined;
  if (isMeant(name)) return undefined;
  const other = organizations.find((each) => each.id !== id && each.service === service && isMeant(each.name));
  if (other === undefined) return undefined;
  return `host-owner is '${shortened(owner)}', and GitProtect lists ${label(other)} as another organization than ${label(organization)}`;
}

/** A proxy or certificate that can't be used concerns this host only: GitProtect's side goes on. */
function orProblem(connect: () => HostService): HostService | string {
  try {
    return connect();
  } catch (error) {
    if (error instanceof Failure) return `${error.message}; ${error.remedy}`;
    throw error;
  }
}

/** The part of the organization that an owner at the host is: all of it, a subgroup, or a project. */
function partOf({ api }: HostService, owner: string, { name }: Organization): string {
  if (visibleForm(owner) === visibleForm(name)) return '';
  if (api === 'azure-devops') return owner.split('/').slice(1).join('/');
  return below(name, owner) ?? (api === 'bitbucket-data-center' ? owner : '');
}

/** Paths begin at the organization: below a subgroup they don't. */
function withPart(inventory: Inventory, part: string, api: HostApi): Inventory & Pick<HostInventory, 'part'> {
  if (part === '' || api === 'azure-devops' || api === 'bitbucket-data-center') return { ...inventory, part };
  const repositories = inventory.repositories.map((each) => ({ ...each, path: `${part}/${each.path}` }));
  return { ...inventory, repositories, part };
}
