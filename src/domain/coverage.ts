import type { Comparison } from './compare-inventory.ts';
import { DESIRED } from './diff.ts';
import type { HostInventory, HostRepository } from './inventory.ts';
import type { HostMatch } from './match-inventory.ts';
import type { Id, Repository } from './model.ts';
import type { ChangeResult } from './outcome.ts';
import { isSeen, type ResourceResult } from './resource-result.ts';

/** Why a repository at the host is not proved to be protected; of several reasons the first. */
export const GAP_REASONS = [
  'ambiguous',
  'not-listed',
  'not-tried',
  'not-licensed',
  'not-attached',
  'not-proved',
] as const;
export type GapReason = (typeof GAP_REASONS)[number];

export interface Gap {
  readonly repository: HostRepository;
  readonly reason: GapReason;
  /** Its ID in GitProtect, where that lists it. */
  readonly listed?: Id;
  /** This run failed for it: its problems say more than the reason. */
  readonly hasFailed: boolean;
}

/** What a host has, and what of it is proved to be protected at the end of the run. */
export interface Coverage {
  readonly inventory: HostInventory;
  /** How many repositories at the host are proved to be protected, of those that the request selects. */
  readonly covered: number;
  /** The others of them. */
  readonly gaps: readonly Gap[];
  /** What the request does not select. */
  readonly notSelected: readonly HostRepository[];
  /** Archived at the host, and left as they are. */
  readonly skipped: readonly HostRepository[];
  /** Some of them are in a selected project: they go where it goes. */
  readonly skippedInProjects?: boolean | undefined;
  /** What GitProtect lists, and the inventory does not; where that is not complete, the host may have it or not. */
  readonly missingAtHost: readonly Repository[];
}

/** Decides for each selected repository at the host whether it is covered. */
export function coverageOf(
  { inventory, selected, skipped, missingAtHost, resolution }: Comparison,
  resources: readonly ResourceResult[],
): Coverage {
  const results = new Map(resources.map((each) => [each.resource.id, each]));
  const gaps = [...selected].flatMap(([repository, match]) => {
    const reason = gapReason(match, results);
    if (reason === undefined) return [];
    const gap = { repository, reason, hasFailed: hasProblem(match, results) };
    return match.kind === 'one' ? { ...gap, listed: match.repository.id } : gap;
  });
  return {
    inventory,
    covered: selected.size - gaps.length,
    gaps,
    notSelected: inventory.repositories.filter((each) => !selected.has(each) && !skipped.has(each)),
    skipped: [...skipped.keys()],
    skippedInProjects: [...skipped.values()].some(
      (match) =>
        match.kind === 'one' &&
        resolution.projects.some(({ project }) => project.repositories.has(match.repository.id)),
    ),
    missingAtHost,
  };
}

/** @returns undefined where it is covered */
function gapReason(match: HostMatch, results: ReadonlyMap<Id, ResourceResult>): GapReason | undefined {
  if (match.kind === 'ambiguous') return 'ambiguous';
  if (match.kind === 'none') return 'not-listed';
  const result = results.get(match.repository.id);
  if (result === undefined) return 'not-tried';
  const { license, plans } = result;
  const attached = plans.filter(({ change }) => change.kind === 'attach');
  // Only a project has no license.
  if (license === undefined) return 'not-proved';
  // What is not detached from other plans is protected all the same.
  const isCovered = attached.length > 0 && [license, ...attached].every(({ result: its }) => isSeen(its));
  if (isCovered) return undefined;
  if (result.status === 'not-tried') return 'not-tried';
  if (isSeenOtherwise(license)) return 'not-licensed';
  if (attached.some(isSeenOtherwise)) return 'not-attached';
  return 'not-proved';
}

function hasProblem(match: HostMatch, results: ReadonlyMap<Id, ResourceResult>): boolean {
  return match.kind === 'one' && (results.get(match.repository.id)?.problems.length ?? 0) > 0;
}

/** Whether another state than the desired one was seen last. */
function isSeenOtherwise({ change, result }: ChangeResult): boolean {
  const wasOtherwise = change.before !== 'unknown' && change.before !== DESIRED[change.kind];
  if (result.kind !== 'failed') return wasOtherwise && (result.kind === 'would' || result.kind === 'skipped');
  const { cause } = result;
  return cause === 'not-applied' || cause === 'reverted' || (cause === 'rejected' && wasOtherwise);
}
