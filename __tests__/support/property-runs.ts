/**
 * How many cases of a property are tried: so many, or FC_RUNS where that is set, as for a nightly job:
 * `FC_RUNS=2000 FC_SEED=<a number> npm test -- convergence truthfulness-at-scale pages-at-once hidden-truth`.
 */
export function runsOf(usual: number): number {
  return Number(process.env['FC_RUNS'] ?? usual);
}
