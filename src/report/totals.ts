import { type Outcome, type RepositoryOutcome, type RepositoryStatus, statusOf } from '../protection/outcome.ts';

/** From what needs attention most to what needs none. */
const RANKED: readonly RepositoryStatus[] = ['failed', 'not-tried', 'would-change', 'unproved', 'changed', 'protected'];

/** How many repositories ended in each way, in the order of attention; ways in which none ended are left out. */
export function totalsOf({ repositories }: Outcome): ReadonlyMap<RepositoryStatus, number> {
  const counts = Map.groupBy(repositories, statusOf);
  return new Map(RANKED.flatMap((status) => (counts.has(status) ? [[status, counts.get(status)?.length ?? 0]] : [])));
}

/** The repositories with what needs attention first: what failed, what changed, the rest. */
export function byAttention({ repositories }: Outcome): readonly RepositoryOutcome[] {
  const groups = Map.groupBy(repositories, statusOf);
  return RANKED.flatMap((status) => groups.get(status) ?? []);
}

const WORDS: Readonly<Record<RepositoryStatus, string>> = {
  failed: 'failed',
  'not-tried': 'not tried after others failed',
  'would-change': 'would be changed',
  unproved: 'changed, state not reported by the server',
  changed: 'newly protected',
  protected: 'protected already',
};

/** A status in words. */
export function inWords(status: RepositoryStatus): string {
  return WORDS[status];
}

/** The first of these texts that fit into so many bytes of UTF-8, each with a separator of so many. */
export function fitting(texts: Iterable<string>, bytes: number, separator = 1): readonly string[] {
  const kept: string[] = [];
  let left = bytes;
  for (const text of texts) {
    left -= Buffer.byteLength(text) + separator;
    if (left < 0) break;
    kept.push(text);
  }
  return kept;
}
