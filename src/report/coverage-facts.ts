import type { Coverage } from '../domain/coverage.ts';
import type { HostInventory } from '../domain/inventory.ts';
import { counted } from '../shared/text.ts';
import { HOST_NAMES } from './coverage-words.ts';

/*
 * What is known of coverage, in the words and in the order in which every report tells it: summary, page and log differ
 * in their form only.
 */

/** How many repositories the host has of one kind. */
export interface CoverageCount {
  readonly label: string;
  readonly count: number;
  readonly areGaps?: true;
}

/** Whether anything is known of what the host has: where nothing of its list could be read, a count would be a claim. */
export function isListRead({ repositories, incomplete }: HostInventory): boolean {
  return repositories.length > 0 || incomplete === undefined;
}

/** How many there are of each kind; none where the list could not be read. Those of the last two only where there are some. */
export function coverageCounts(coverage: Coverage): readonly CoverageCount[] {
  const { inventory, covered, gaps, skipped, notSelected } = coverage;
  if (!isListRead(inventory)) return [];
  const left: readonly CoverageCount[] = [
    { label: `Archived, and ${leftAs(coverage)}`, count: skipped.length },
    { label: 'Not selected', count: notSelected.length },
  ];
  return [
    { label: 'In its list', count: inventory.repositories.length },
    { label: 'Proved to be protected (licensed, and in the backup plans)', count: covered },
    { label: 'Not proved to be protected', count: gaps.length, areGaps: true },
    ...left.filter(({ count }) => count > 0),
  ];
}

/** A project joins and leaves plans as a whole. */
function leftAs({ skippedInProjects }: Coverage): string {
  return skippedInProjects
    ? 'left as they are, except that they are in the plans of their projects'
    : 'left as they are';
}

/** Whether the host is shown to have no other repository: a statement with its last mark, and what supports it. */
interface Proof {
  readonly isComplete: boolean;
  readonly statement: string;
  /** What was seen, or, where the list is not complete, why. */
  readonly evidence: string;
  /** What the statement leaves open. */
  readonly limit: string;
}

/** @param token the input that holds the host's token, as the user calls it */
export function proofOf({ host, repositories, pages, total, incomplete }: HostInventory, token: string): Proof {
  const name = HOST_NAMES[host];
  if (incomplete !== undefined)
    return {
      isComplete: false,
      statement: `The list of ${name} is not proved to be complete:`,
      evidence: incomplete,
      limit: `${name} may have more repositories than this report shows.`,
    };
  const listed = `${name} listed ${counted(repositories.length, 'repository', 'repositories')} on ${counted(pages, 'page')}`;
  const ownCount = total === undefined ? '' : ', as many as it counts itself';
  return {
    isComplete: true,
    statement: `The list of ${name} is complete, as far as ${token} can see.`,
    evidence: `${listed}${ownCount}. Every page that ${name} named was read, no repository came twice, and nothing shows that the list goes on.`,
    limit: `What ${token} cannot see is not in the list, and this report cannot show whether there is such a thing.`,
  };
}

/** Repositories that are named, and why. */
interface NamedRepositories {
  readonly heading: string;
  readonly names: readonly string[];
}

/** What the run left alone, and what only GitProtect lists; without what there is none of. */
export function namedInCoverage(coverage: Coverage): readonly NamedRepositories[] {
  const { inventory, skipped, notSelected, missingAtHost } = coverage;
  const host = HOST_NAMES[inventory.host];
  const missing =
    inventory.incomplete === undefined
      ? `Listed by GitProtect, but not by ${host} (perhaps deleted, renamed or moved there; nothing was changed because of it)`
      : `Listed by GitProtect, but not in the part of ${host}'s list that was read (${host} may have them or not)`;
  const all: readonly NamedRepositories[] = [
    { heading: `Listed by ${host}, but not selected`, names: notSelected.map(({ path }) => path) },
    { heading: `Archived at ${host}, and ${leftAs(coverage)}`, names: skipped.map(({ path }) => path) },
    { heading: missing, names: isListRead(inventory) ? missingAtHost.map(({ name }) => name) : [] },
  ];
  return all.filter(({ names }) => names.length > 0);
}
