import { lookOf, shortName } from '../../domain/find.ts';
import type { Id } from '../../domain/model.ts';
import type { GapInWords } from '../coverage.ts';
import type { RunResult } from '../run-result.ts';

export interface PageGap {
  /** Its ID in GitProtect, where that lists it. */
  readonly listed: Id | undefined;
  readonly words: GapInWords;
}

/** GitProtect does list it, in a way: to grant access alone would change nothing. */
const MARKED_AS_REMOVED = {
  why: 'marked as removed at the Git host by GitProtect, though the Git host lists one of this name',
  remedy:
    'Synchronize the organization in GitProtect, and run again. If it is still marked so, look in GitProtect whether it is the same repository, and whether GitProtect may see it.',
};

/** What only the Git host shows to be unprotected; what the run passed over is told apart from what is not listed. */
export function gapsOf({ coverage, passedOver, organization }: RunResult): readonly PageGap[] {
  if (coverage === undefined) return [];
  const removed = new Set(passedOver.map(({ name }) => lookOf(shortName(name, organization.name))));
  // Both have the same gaps in the same order.
  return coverage.found.gaps.flatMap(({ listed, reason }, index) => {
    const words = coverage.gaps[index];
    if (words === undefined) return [];
    const isRemoved = reason === 'not-listed' && removed.has(lookOf(words.name));
    return [{ listed, words: isRemoved ? { ...words, ...MARKED_AS_REMOVED } : words }];
  });
}
