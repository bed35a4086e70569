import { type Change, DESIRED, type Diff } from '../domain/diff.ts';
import type { Organization } from '../domain/model.ts';
import { isSeen, type LicenseResult } from '../domain/resource-result.ts';
import { counted, label } from '../shared/text.ts';
import type { RunFacts } from './run-result.ts';

/** How many licenses a run needs, before it asks for any: what is told then explains a refusal. */
export function licensesNeeded(diff: Diff, organization: Organization): string {
  const toActivate = diff.flatMap(({ kind, change }) =>
    kind === 'change' && change.kind === 'activate' ? change : [],
  );
  if (toActivate.length === 0) return 'this run needs none';
  return `this run needs ${needed(toActivate).join(' ')}; ${whatGitProtectSays(organization)}`;
}

/** What became of the licenses; undefined where none is spoken of. */
export function licensesInWords({ verdict: { resources }, organization, state }: RunFacts): string | undefined {
  const licenses = resources.flatMap(({ license }) => license ?? []);
  if (licenses.length === 0) return undefined;
  const isPresent = state === 'present';
  const [done, right] = isPresent ? ['activated', 'active'] : ['released', 'inactive'];
  const words: Readonly<Record<Ending, string>> = {
    done,
    accepted: `${done} (state not reported)`,
    would: `would be ${done}`,
    refused: `not ${done}`,
    unproved: `not proved to be ${right}`,
    kept: 'kept',
    already: `already ${right}`,
  };
  const counts = Map.groupBy(licenses, ({ result }) => endingOf(result));
  const parts = ENDINGS.flatMap((each) => {
    const some = counts.get(each)?.length ?? 0;
    return some === 0 ? [] : `${String(some)} ${words[each]}`;
  }).join(', ');
  if (!isPresent) return parts;
  // One that was active at first, and is seen not to be now, is needed as much as any.
  const wanting = licenses.filter(
    ({ change, result }) =>
      change.before !== DESIRED.activate || !(result.kind === 'already' || endingOf(result) === 'unproved'),
  );
  if (wanting.length === 0) return `none needed, ${parts}`;
  const [number, ...note] = needed(wanting.map(({ change }) => change));
  const all = `${[number, 'needed', ...note].join(' ')}, ${parts}`;
  return wanting.every(({ result }) => isSeen(result)) ? all : `${all}; ${whatGitProtectSays(organization)}`;
}

/** How it ended with a license; those of one kind are counted together. */
const ENDINGS = ['done', 'accepted', 'would', 'refused', 'unproved', 'kept', 'already'] as const;
type Ending = (typeof ENDINGS)[number];

/** What was sent and could not be read afterwards may have been done. */
function endingOf(result: LicenseResult['result']): Ending {
  switch (result.kind) {
    case 'done':
      return result.verified ? 'done' : 'accepted';
    case 'failed':
      return ['rejected', 'not-applied', 'reverted'].includes(result.cause) ? 'refused' : 'unproved';
    case 'skipped':
      return 'refused';
    case 'already':
      return result.isOld === true ? 'unproved' : 'already';
    case 'would':
    case 'kept':
      return result.kind;
  }
}

/** How many, and a note. What is not reported is asked for, and costs no license where one is active. */
function needed(changes: readonly Change[]): readonly string[] {
  const unknown = changes.filter(({ before }) => before === 'unknown').length;
  const count = String(changes.length);
  return unknown === 0 ? [count] : [`up to ${count}`, `(${String(unknown)} of them not reported)`];
}

/** [seen] Of licenses GitProtect reports one number, whose meaning no document gives; of free ones it reports none. */
function whatGitProtectSays({ missingLicenses, ...organization }: Organization): string {
  const free = 'GitProtect does not report how many are free';
  if (missingLicenses === undefined) return free;
  return `at the start GitProtect counted ${counted(missingLicenses, 'missing license')} in organization ${label(organization)}; ${free}`;
}
