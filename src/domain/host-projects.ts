import { below } from './find.ts';
import type { HostInventory } from './inventory.ts';

/** Azure DevOps and Bitbucket Data Center, in which repositories of two projects may have one name. */
export function hasProjects({ host, repositories }: HostInventory): boolean {
  return host === 'azure-devops' || (host === 'bitbucket' && repositories.some(({ path }) => path.includes('/')));
}

/** What is below a project, or group, that is called as the owner before it; undefined where the owner isn't named twice. */
export function belowTwice(owner: string, path: string): string | undefined {
  return below(owner, below(owner, path) ?? '');
}
