import type { Inventory } from '../domain/inventory.ts';
import { printable } from '../shared/text.ts';
import { readAzureDevOps } from './azure-devops.ts';
import { readBitbucketCloud } from './bitbucket-cloud.ts';
import { readBitbucketDataCenter } from './bitbucket-data-center.ts';
import { readGitDev } from './git-dev.ts';
import { readGitHub } from './github.ts';
import { readGitLab } from './gitlab.ts';
import type { HostApi, HostService, ReadInventory } from './host.ts';

/** Reads the list of an owner's repositories at its host. Never throws for what the host does: it is incomplete then. */
export async function readInventory(service: HostService, owner: string): Promise<Inventory> {
  // As a part of a path these would lead elsewhere.
  if (owner.split('/').some((part) => /^\.{0,2}$/.test(part)))
    return { repositories: [], pages: 0, incomplete: 'host-owner is no name of an owner' };
  const { repositories, pages, total, incomplete } = await READERS[service.api](service, owner);
  const why = incomplete === undefined ? undefined : printable(service.redactor.redact(incomplete));
  return { repositories, pages, total, incomplete: why };
}

const READERS: Readonly<Record<HostApi, ReadInventory>> = {
  github: readGitHub,
  gitlab: readGitLab,
  'azure-devops': readAzureDevOps,
  'bitbucket-cloud': readBitbucketCloud,
  'bitbucket-data-center': readBitbucketDataCenter,
  'git-dev': readGitDev,
};
