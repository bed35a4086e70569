/**
 * Whether this Node has what the code uses and Node 20 lacks: `Map.groupBy` came with 21, `URL.parse` with 22.1. (A CA at
 * run time takes 22.19 or 24.5, and is asked for where it is needed.)
 */
export function isNodeNewEnough(): boolean {
  return 'groupBy' in Map && 'parse' in URL && 'any' in AbortSignal;
}
