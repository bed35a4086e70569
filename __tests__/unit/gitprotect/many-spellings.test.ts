import { describe, expect, it } from '@jest/globals';
import { parsePlan } from '../../../src/gitprotect/parsers.ts';
import { parseErrorResponse } from '../../../src/http/error-response.ts';
import { Redactor } from '../../../src/shared/redactor.ts';

const ID = '00000000-0000-4000-8000-000000000001';
const SPELLINGS = 4000;

/** A field in so many spellings, which differ in underscores only. */
function spelled(name: string, value: unknown): Readonly<Record<string, unknown>> {
  const underscores = (index: number): string =>
    Array.from(name, (c, at) => ((index >> at) & 1 ? `${c}_` : c)).join('');
  return Object.fromEntries(Array.from({ length: SPELLINGS }, (_, index) => [underscores(index), value]));
}

describe('a field that a server writes in thousands of ways', () => {
  it.each<[string, () => unknown]>([
    ['of a membership', () => parsePlan({ id: ID, repositories: [{ id: ID, ...spelled('detachedFromPlan', true) }] })],
    ['of errors', () => errorOf({ errors: spelled('repositoryId', 1) })],
  ])('takes a time that grows with their number, not with its square: %s', (_, read) => {
    const start = process.cpuUsage();
    read();
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000).toBeLessThan(500);
  });

  it('is not understood where it lists members', () => {
    const { repositories } = parsePlan({ id: ID, ...spelled('repositoriesIds', [ID]) });
    expect(repositories).toEqual({ ids: new Set(), complete: false });
  });

  it('says of what is left out that something is, where one of them does', () => {
    const { excluded } = parsePlan({ id: ID, excludedProjects: null, ExcludedProjects: ['web'] });
    expect(excluded.complete).toBe(false);
  });
});

function errorOf(body: object): unknown {
  const redactor = new Redactor(() => undefined);
  return parseErrorResponse({ status: 400, headers: {}, body: JSON.stringify(body) }, redactor);
}
