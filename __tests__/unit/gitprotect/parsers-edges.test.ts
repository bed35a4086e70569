import { describe, expect, it } from '@jest/globals';
import {
  parseAccessToken,
  jsonOf,
  readAnswer,
  parseOrganization,
  parsePlan,
  parseRepository,
  ShapeError,
} from '../../../src/gitprotect/parsers.ts';
import { guid } from '../../support/build.ts';

/* Edges that the other tables leave out, found by changing the source and seeing no test fail. */

describe('a row', () => {
  const id = guid(1);

  it.each([
    ['missingLicense', 'no', 'unknown'],
    ['missingLicense', null, 'unknown'],
    ['licenseId', {}, 'unknown'],
    ['licenseId', true, 'unknown'],
    ['licenseId', 7, 'active'],
    ['licenseId', 'L-0', 'active'],
  ])('with %s of %j has a license that is %s', (field, value, state) => {
    expect(parseRepository({ id, name: 'api', [field]: value }).license).toBe(state);
  });

  it.each([
    [{ inculdeAllReposistories: null }, 'unknown'],
    [{ inculdeAllReposistories: false }, 'manual'],
    [{ includeAllReposistories: true }, 'all'],
    [{ inculdeAllReposistories: true, includeAllRepositories: null }, 'unknown'],
    [{}, 'unknown'],
  ])('of a plan with %j selects: %s', (fields, selection) => {
    expect(parsePlan({ id, ...fields }).selection).toBe(selection);
  });

  it.each(['successes', 'warnings', 'errors'])('of a plan whose last run lacks %s has no last run', (missing) => {
    const counts = { successes: 1, warnings: 2, errors: 3 };
    expect(parsePlan({ id, lastStatus: counts }).lastRun).toMatchObject(counts);
    expect(parsePlan({ id, lastStatus: { ...counts, [missing]: undefined } }).lastRun).toBeUndefined();
  });

  it.each([0, -1])('of a plan that finished at %d does not say when', (planFinishedTime) => {
    const lastStatus = { successes: 1, warnings: 0, errors: 0 };
    expect(parsePlan({ id, lastStatus, planFinishedTime }).lastRun?.finishedAt).toBeUndefined();
  });

  it.each([
    ['isActive', 'enabled'],
    ['active', 'enabled'],
    ['isEnabled', 'enabled'],
    ['enabled', 'enabled'],
  ])('of a plan shows its schedule by %s', (field, state) => {
    expect(parsePlan({ id, [field]: true }).schedule).toBe(state);
    expect(parsePlan({ id, [field]: false }).schedule).toBe('disabled');
  });

  it.each(['repoCount', 'repositoriesCount', 'repositoryCount'])('of a plan counts its repositories by %s', (field) => {
    expect(parsePlan({ id, [field]: 3 }).repositoryCount).toBe(3);
  });

  it('of a plan has its name in name or planName', () => {
    expect([parsePlan({ id, planName: 'Daily' }).name, parsePlan({ id, name: 'Weekly' }).name]).toEqual([
      'Daily',
      'Weekly',
    ]);
  });
});

describe('a row that names itself twice, in fields that differ in case only', () => {
  it.each([
    { id: 'r', Id: 's', name: 'api' },
    { id: 'r', name: 'api', Name: 'web' },
  ])('is refused: %j', (row) => {
    expect(() => parseRepository(row)).toThrow('twice, with different values');
  });

  it('is read where both say the same', () => {
    expect(parseRepository({ id: 'r', ID: 'r', name: 'api', Name: 'api' })).toMatchObject({ id: 'r', name: 'api' });
  });
});

describe('a text as long as a response', () => {
  // In a time that grows with the square of its length this would take a minute.
  it.each([' ', '@', '/', '.', '1', 'a.', '“'])('is read at once: %j', (text) => {
    const long = `${text.repeat(300_000)}x`;
    const row = {
      id: guid(1),
      name: long,
      driver: long,
      apiUrl: long,
      gitChoiceMode: long,
      license: long,
      plans: long,
    };
    expect(parseOrganization(row).name).toBe(long);
    expect(parsePlan(row).name).toBe(long);
    expect(parseRepository(row).name).toBe(long);
  });
});

describe('an answer', () => {
  it.each([
    ['', 'is empty'],
    [' \n', 'is empty'],
    ['{"a":', 'is not JSON, or was cut off'],
    ['{"result":[1,2', 'is not JSON, or was cut off'],
    ['<html></html>', 'is not JSON, or was cut off'],
    ['[\uFEFF1]', 'is not JSON, or was cut off'],
  ])('of %j is refused, since it %s', (text, says) => {
    expect(() => jsonOf(readAnswer(text))).toThrow(ShapeError);
    expect(() => jsonOf(readAnswer(text))).toThrow(says);
  });

  it.each([
    [{}, 'no accessToken'],
    [{ accessToken: '' }, 'no accessToken'],
    [{ accessToken: 'a b' }, 'characters that none has'],
  ])('to a sign-in of %j is refused, since it holds %s', (answer, says) => {
    expect(() => parseAccessToken(answer)).toThrow(says);
  });
});
