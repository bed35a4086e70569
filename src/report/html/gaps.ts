import { visibleForm, shortName } from '../../domain/find.ts';
import type { GapInWords } from '../coverage.ts';
import type { RunResult } from '../run-result.ts';

/** GitProtect does list it, in a way: to grant access alone would change nothing. */
const MARKED_AS_REMOVED = {
  why: 'marked as removed at the Git host by GitProtect, though the Git host lists one of this name',
  remedy:
    'Synchronize the organization in GitProtect, and run again. If it is still marked so, look in GitProtect whether it is the same repository, and whether GitProtect may see it.',
};

/** What only the Git host shows to be unprotected; what the run passed over is told apart from what is not listed. */
export function gapsOf({ coverage, passedOver, organization }: RunResult): readonly GapInWords[] {
  const removed = new Set(passedOver.map(({ name }) => visibleForm(shortName(name, organization.name))));
  return (coverage?.gaps ?? []).map((gap) =>
    gap.reason === 'not-listed' && removed.has(visibleForm(gap.name)) ? { ...gap, ...MARKED_AS_REMOVED } : gap,
  );
}
