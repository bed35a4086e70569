import { compareInventory } from '../../src/domain/compare-inventory.ts';
import type { HostInventory } from '../../src/domain/inventory.ts';
import type { Repository } from '../../src/domain/model.ts';
import type { Request, RequestedState } from '../../src/domain/request.ts';
import { checkSelected, type Synchronized } from '../../src/domain/check-selected.ts';
import { checkResolution } from '../../src/domain/check-resolution.ts';
import { resolve } from '../../src/domain/resolve.ts';
import { parseSelection } from '../../src/inputs/selection.ts';
import { anObservation, anOrganization, aRequest } from './build.ts';
import { rowsNamed } from './inventories.ts';
import { resolveErrorOf } from './resolve-error.ts';

export interface Selecting {
  /** Lines of `repository`. */
  readonly lines?: readonly string[];
  /** Lines of `project`. */
  readonly projects?: readonly string[];
  /** What GitProtect lists of `acme`. */
  readonly rows?: readonly string[] | readonly Repository[];
  /** The organization is one of Azure DevOps. */
  readonly isAzure?: boolean;
  readonly state?: RequestedState;
  readonly synchronized?: Synchronized;
  /** What the Git host lists. */
  readonly inventory?: HostInventory;
  readonly skipsArchived?: boolean;
}

/** Why a run refuses what its lines mean: title, message and remedy, one a line; empty where it does not. */
export function selectionErrorOf({
  lines = [],
  projects = [],
  rows = [],
  isAzure = false,
  state = { kind: 'present', exclusive: false },
  synchronized = { waitedSeconds: 60 },
  inventory,
  skipsArchived = false,
}: Selecting): string {
  const selectionOf = (input: 'repository' | 'project', texts: readonly string[]): Request['selection'] =>
    texts.length === 0 ? undefined : parseSelection(input, texts.join('\n'));
  const request = aRequest({
    selection: selectionOf('repository', lines),
    projects: selectionOf('project', projects),
    state,
    host: inventory && { kind: inventory.host, owner: undefined, skipsArchived },
  });
  const repositories = rows.flatMap((row) => (typeof row === 'string' ? [] : row));
  const names = rows.flatMap((row) => (typeof row === 'string' ? row : []));
  const observed = anObservation({
    organization: anOrganization({ isAzure }),
    repositories: [...repositories, ...rowsNamed(...names)],
    inventory,
  });
  return resolveErrorOf(() => {
    const resolution = resolve(request, observed);
    const comparison = inventory && compareInventory(request, resolution, observed, inventory);
    checkSelected(request, observed.organization, resolution, synchronized, comparison);
    checkResolution(request, resolution, observed);
  });
}
