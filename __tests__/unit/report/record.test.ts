import { describe, expect, it } from '@jest/globals';
import { recordOf, type ResourceRecord } from '../../../src/report/record.ts';
import { anOutcome, aRepository, aRunResult, failed, type RepositoryParts } from '../../support/build.ts';

function recordFor(parts: RepositoryParts): ResourceRecord {
  const [result] = aRunResult(anOutcome(parts)).verdict.resources;
  if (result === undefined) throw new Error('the run has no repository');
  return recordOf(result);
}

describe('the record of a repository', () => {
  it.each([
    ['kept', 'x'.repeat(500), 'x'.repeat(500)],
    ['cut', 'x'.repeat(501), `${'x'.repeat(500)}…`],
    ['cut between wide characters', '😀'.repeat(300), `${'😀'.repeat(250)}…`],
  ])('has a long name %s', (_, name, shown) => {
    expect(recordFor({ repository: aRepository({ name }) }).name).toBe(shown);
  });

  it('has a long name that is not cut within a character', () => {
    const { name } = recordFor({ repository: aRepository({ name: `a${'😀'.repeat(300)}` }) });
    expect(name.isWellFormed()).toBe(true);
  });

  it('holds an error only where there is one', () => {
    expect(recordFor({})).not.toHaveProperty('error');
    const license = { before: 'inactive', result: failed({ message: 'no license is free' }) } as const;
    expect(recordFor({ license })).toMatchObject({ proved: false, error: 'no license is free' });
  });
});
