/** Booleans also come as 0 and 1, or as text. */
export function parseBoolean(value: unknown): boolean | undefined {
  if (value === 0 || value === 1) return value === 1;
  if (typeof value === 'string') return BOOLEANS.get(value.trim().toLowerCase());
  return typeof value === 'boolean' ? value : undefined;
}

const BOOLEANS = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);
