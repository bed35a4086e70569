import { compareInventory, type Comparison } from '../../src/domain/compare-inventory.ts';
import type { HostInventory, HostKind, HostRepository } from '../../src/domain/inventory.ts';
import type { Repository } from '../../src/domain/model.ts';
import { resolve } from '../../src/domain/resolve.ts';
import { parseSelection } from '../../src/inputs/selection.ts';
import { anObservation, aRequest } from './build.ts';
import { anInventory, rowsNamed } from './inventories.ts';

/** A request, what GitProtect lists, and what the host lists. */
export interface Case {
  readonly why: string;
  readonly host?: HostKind;
  /** Lines of `repository`. */
  readonly lines?: readonly string[];
  /** Lines of `project`. */
  readonly projects?: readonly string[];
  readonly atHost: readonly (string | HostRepository)[];
  readonly rows: readonly string[] | readonly Repository[];
  readonly more?: Partial<HostInventory>;
  readonly skipsArchived?: boolean;
  readonly owner?: string;
}

function isNamed(rows: readonly string[] | readonly Repository[]): rows is readonly string[] {
  return typeof rows[0] === 'string';
}

/** How the two lists compare. */
export function compared(each: Case): Comparison {
  const { host = 'github', lines = [], projects = [], skipsArchived = false, owner, rows, more } = each;
  const selectionOf = (
    name: 'repository' | 'project',
    texts: readonly string[],
  ): ReturnType<typeof parseSelection> | undefined =>
    texts.length === 0 ? undefined : parseSelection(name, texts.join('\n'));
  const request = aRequest({
    selection: selectionOf('repository', lines),
    projects: selectionOf('project', projects),
    host: { kind: host, owner, skipsArchived },
  });
  const observed = anObservation({ repositories: isNamed(rows) ? rowsNamed(...rows) : rows });
  return compareInventory(request, resolve(request, observed), observed, anInventory(host, each.atHost, more));
}

/** Each selected one with what GitProtect lists of it. */
export function selectedIn({ selected }: Comparison): readonly string[] {
  return [...selected].map(([{ path }, match]) =>
    match.kind === 'one' ? `${path} = ${match.repository.name}` : `${path} (${match.kind})`,
  );
}
