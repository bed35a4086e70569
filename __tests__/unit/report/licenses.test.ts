import { describe, expect, it } from '@jest/globals';
import { diff } from '../../../src/domain/diff.ts';
import type { Organization } from '../../../src/domain/model.ts';
import { licensesInWords, licensesNeeded } from '../../../src/report/licenses.ts';
import {
  anObservation,
  anOrganization,
  anOutcome,
  aProblem,
  aRepository,
  aRunResult,
  desiredOf,
  failed,
  guid,
  type RepositoryParts,
} from '../../support/build.ts';
import { WAYS } from '../../support/many.ts';

const FREE = 'GitProtect does not report how many are free';

describe('the licenses that a run needs', () => {
  function needed(
    licenses: readonly ('active' | 'inactive' | 'unknown')[],
    organization: Partial<Organization> = {},
  ): string {
    const repositories = licenses.map((license, index) => aRepository({ id: guid(index + 1), license }));
    const desired = desiredOf(anObservation({ repositories }));
    return licensesNeeded(diff(desired), anOrganization(organization));
  }

  it('are none where all are active', () => {
    expect(needed(['active', 'active'])).toBe('this run needs none');
    expect(needed(['active'], { missingLicenses: 7 })).toBe('this run needs none');
  });

  it('are counted, and what is not reported is told apart', () => {
    expect(needed(['active', 'inactive', 'inactive'])).toBe(`this run needs 2; ${FREE}`);
    expect(needed(['inactive', 'unknown'])).toBe(`this run needs up to 2 (1 of them not reported); ${FREE}`);
  });

  it('stand beside what GitProtect counts itself, of which no number is made', () => {
    expect(needed(['inactive'], { missingLicenses: 7 })).toBe(
      `this run needs 1; at the start GitProtect counted 7 missing licenses in organization 'acme'; ${FREE}`,
    );
  });
});

describe('what became of licenses', () => {
  it.each<[string, readonly RepositoryParts[], string]>([
    ['all already active', [{}, {}], 'none needed, 2 already active'],
    ['some activated', [WAYS.changed, {}, {}], '1 needed, 1 activated, 2 already active'],
    ['some refused', [WAYS.changed, WAYS.failed, WAYS['not-tried']], `3 needed, 1 activated, 2 not activated; ${FREE}`],
    ['a dry run', [WAYS['would-change'], {}], `1 needed, 1 would be activated, 1 already active; ${FREE}`],
    [
      'not reported',
      [WAYS.unverified],
      `up to 1 needed (1 of them not reported), 1 activated (state not reported); ${FREE}`,
    ],
    [
      'active at first, and not read again',
      [WAYS.failed, { license: { before: 'active', result: { kind: 'already', isOld: true } } }],
      `1 needed, 1 not activated, 1 not proved to be active; ${FREE}`,
    ],
    [
      'sent, and not read afterwards',
      [{ license: { before: 'inactive', result: { kind: 'failed', cause: 'unreadable', problem: aProblem() } } }],
      `1 needed, 1 not proved to be active; ${FREE}`,
    ],
    [
      'active at first, and not reported afterwards',
      [{ license: { before: 'active', result: { kind: 'failed', cause: 'unreadable', problem: aProblem() } } }],
      'none needed, 1 not proved to be active',
    ],
    [
      'taken away meanwhile',
      [{ license: { before: 'active', result: failed() } }],
      `1 needed, 1 not activated; ${FREE}`,
    ],
  ])('is counted: %s', (_, parts, words) => {
    expect(licensesInWords(aRunResult(anOutcome(...parts)))).toBe(words);
  });

  it('is nothing where nothing was checked', () => {
    expect(licensesInWords(aRunResult({ ...anOutcome(), results: [] }))).toBeUndefined();
  });
});
