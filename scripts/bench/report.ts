import { table } from '../generated.ts';
import type { Result } from './cases.ts';
import type { RoundTrip } from './round-trip.ts';
import { median, seconds, whole } from './statistics.ts';

/** The kinds of requests, by endpoint. */
const KINDS: Readonly<Record<string, string>> = {
  'account/login': 'sign-in',
  'git/organizations/getmany': 'organizations',
  'plans/listassignedtoorganization': 'backup plans',
  'git/repositories/getmany': 'repositories',
  'git/repositories/activate': 'activate',
  'plans/attachgitrepository': 'attach',
  host: 'Git host',
};

export type Results = ReadonlyMap<number, Result>;

/** Each case, and whether it reached its target. */
export function resultTable(results: Results): string {
  return table(
    ['Case', 'What is run', 'Action', 'Compared with', 'Measured', 'Target', 'Reached'],
    [...results].map(([number, { title, action, other, figure, target, isReached }]) => [
      String(number),
      title,
      duration(action),
      other === undefined ? '–' : `${other.name}: ${duration(other.runs)}`,
      figure,
      target,
      isReached ? 'yes' : '**no**',
    ]),
  );
}

/** How many requests of each kind a run made. */
export function requestTable(results: Results): string {
  const kinds = Object.keys(KINDS);
  const rows = [...results].flatMap(([number, { requests }]) =>
    requests.map(({ of, counts, connections }) => {
      const unknown = Object.keys(counts).filter((endpoint) => !kinds.includes(endpoint));
      if (unknown.length > 0) throw new Error(`requests of a kind that the table lacks: ${unknown.join(', ')}`);
      const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
      const each = kinds.map((kind) => whole(counts[kind] ?? 0));
      return [String(number), of, ...each, whole(total), connections === undefined ? '–' : whole(connections)];
    }),
  );
  return table(['Case', 'By', ...Object.values(KINDS), 'in all', 'connections'], rows);
}

export function tellRoundTrip(nominalMs: number, { settled, first }: RoundTrip): string {
  return (
    `The network of ${String(nominalMs)} ms, measured: ${settled.toFixed(1)} ms there and back on a connection, ` +
    `${first.toFixed(1)} ms from opening one to its first answer.`
  );
}

/** The median, with the least and the most where there were several runs. */
function duration(runs: readonly number[]): string {
  const spread =
    runs.length > 1
      ? ` (${seconds(Math.min(...runs))}–${seconds(Math.max(...runs))}, ${String(runs.length)} runs)`
      : '';
  return `${seconds(median(runs))} s${spread}`;
}
