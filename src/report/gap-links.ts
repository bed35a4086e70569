import type { Link } from '../runner/runner.ts';
import { counted, shortened } from '../shared/text.ts';
import type { RunResult } from './run-result.ts';

/** Nobody follows more; the report has all. */
const MAX_LINKS = 20;

/** Where to find, at the Git host, what is not proved to be protected. A host's address that is none of the web's is left out. */
export function gapLinksOf({ coverage }: RunResult): readonly Link[] {
  const gaps = (coverage?.gaps ?? []).filter(({ url }) => /^https?:$/.test(URL.parse(url)?.protocol ?? ''));
  const links = gaps
    .slice(0, MAX_LINKS)
    .map(({ name, url, why }) => ({ label: shortened(`Not proved to be protected: ${name} (${why})`, 250), url }));
  const [last] = links.slice(-1);
  const rest = gaps.length - links.length;
  if (last === undefined || rest === 0) return links;
  return [
    ...links.slice(0, -1),
    { ...last, label: `${last.label}, and ${counted(rest, 'more', 'more')} in the report` },
  ];
}
