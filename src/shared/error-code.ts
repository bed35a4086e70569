/** Node's code of an error, such as `ENOENT`; empty where it has none. Errors may come from another realm than ours. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
