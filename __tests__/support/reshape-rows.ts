/** A list's answer with other rows. */
export function mapRows(
  answer: unknown,
  change: (row: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
): unknown {
  const { result, ...rest } = answer as { readonly result: readonly Readonly<Record<string, unknown>>[] };
  return { ...rest, result: result.map(change) };
}

/** Gives the rows of plans another shape. */
export function plansAs(
  change: (row: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
): (endpoint: string, answer: unknown) => unknown {
  return (endpoint, answer) => (endpoint === 'plans/listassignedtoorganization' ? mapRows(answer, change) : answer);
}
