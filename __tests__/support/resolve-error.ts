import { ResolveError } from '../../src/domain/resolve-errors.ts';

/** What the error of resolving a name says: title, message and remedy, one a line; empty where there is none. */
export function resolveErrorOf(resolve: () => unknown): string {
  try {
    resolve();
  } catch (error) {
    if (error instanceof ResolveError) return [error.title, error.message, error.remedy].join('\n');
    throw error;
  }
  return '';
}
