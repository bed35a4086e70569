import type { HostInventory, HostKind, HostRepository } from '../../src/domain/inventory.ts';
import type { Repository } from '../../src/domain/model.ts';
import { aRepository, guid } from './build.ts';

/** A repository at this path below its owner. */
export function atHost(path: string, more: Partial<HostRepository> = {}): HostRepository {
  return { name: path.slice(path.lastIndexOf('/') + 1), path, url: `https://host.example/acme/${path}`, ...more };
}

/** The complete list of a host for `acme`, with repositories at these paths. */
export function anInventory(
  host: HostKind,
  repositories: readonly (string | HostRepository)[],
  more: Partial<HostInventory> = {},
): HostInventory {
  const listed = repositories.map((each) => (typeof each === 'string' ? atHost(each) : each));
  return { host, owner: 'acme', part: '', repositories: listed, pages: 1, incomplete: undefined, ...more };
}

/** Rows of GitProtect by these names, with IDs in their order; `Shop: cart` reports a project. */
export function rowsNamed(...texts: readonly string[]): readonly Repository[] {
  const projects: string[] = [];
  return texts.map((text, index) => {
    const [name = '', project] = text.split(': ').reverse();
    if (project !== undefined && !projects.includes(project)) projects.push(project);
    const reference =
      project === undefined
        ? undefined
        : { id: guid(500 + projects.indexOf(project)), name: project, plans: undefined };
    return aRepository({ id: guid(100 + index), name, project: reference });
  });
}
