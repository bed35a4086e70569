import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CASES, ROUND_TRIP_MS } from './bench/cases.ts';
import { Host } from './bench/host.ts';
import { describeMachine } from './bench/machine.ts';
import { requestTable, type Results, resultTable, tellRoundTrip } from './bench/report.ts';
import { measureRoundTrip } from './bench/round-trip.ts';
import { between } from './generated.ts';

/*
 * Measures the committed bundle against a simulated Management Service, some cases beside a plain script of curl and
 * jq, and writes docs/performance.md: `npm run bench`. With `-- --only 1,2` it runs some cases and writes nothing.
 * A target that is missed is told; a run that doesn't do what it should ends the benchmark.
 */

const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
const wanted = only?.split(',').map(Number);
const unknown = wanted?.filter((number) => !CASES.some((each) => each.number === number)) ?? [];
if (unknown.length > 0) throw new Error(`--only takes ${CASES.map(({ number }) => number).join(',')}`);

const host = new Host();
try {
  const network = tellRoundTrip(ROUND_TRIP_MS, await measureRoundTrip(host, ROUND_TRIP_MS));
  const results = await measure();
  const machine = describeMachine();
  const report = [
    ...machine.map((fact) => `- ${fact}`),
    '',
    network,
    '',
    resultTable(results),
    '',
    requestTable(results),
  ];
  console.log(report.join('\n'));
  if (wanted === undefined) write([`Measured on ${new Date().toISOString().slice(0, 10)}.`, '', ...report].join('\n'));
} finally {
  host.stop();
}

async function measure(): Promise<Results> {
  const results = new Map<number, Awaited<ReturnType<(typeof CASES)[number]['measure']>>>();
  for (const { number, measure: run } of CASES.filter((each) => wanted?.includes(each.number) ?? true)) {
    const result = await run(host);
    console.error(
      `${String(number)}. ${result.title}: ${result.figure}, ${result.isReached ? 'reached' : 'NOT reached'}`,
    );
    results.set(number, result);
  }
  return results;
}

function write(report: string): void {
  const path = join(resolve(import.meta.dirname, '..'), 'docs', 'performance.md');
  writeFileSync(path, between(readFileSync(path, 'utf8'), 'results: written by scripts/bench.ts', report));
}
