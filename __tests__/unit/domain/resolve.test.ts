import { describe, expect, it } from '@jest/globals';
import type { Line, Request } from '../../../src/domain/request.ts';
import type { Resolution } from '../../../src/domain/resolution.ts';
import { findOrganization, findPlans, resolve } from '../../../src/domain/resolve.ts';
import { aNameLine, anObservation, anOrganization, aPlan, aRepository, aRequest, guid } from '../../support/build.ts';
import { lineOf } from '../../support/lines.ts';
import { resolveErrorOf } from '../../support/resolve-error.ts';

const ACME = anOrganization();
const DAILY = aPlan({ id: guid(201), name: 'Daily' });
const WEEKLY = aPlan({ id: guid(202), name: 'Weekly' });

describe('an organization', () => {
  it('is found by its name or ID', () => {
    const all = [anOrganization({ id: guid(2), name: 'other' }), ACME];
    for (const name of ['acme', 'Acme', guid(1), guid(1).toUpperCase()])
      expect(findOrganization(all, name, 'present')).toBe(ACME);
  });

  it('of one name on two Git services is listed by ID and service', () => {
    const twin = anOrganization({ id: guid(2), service: 'driver 2, https://git.test' });
    const error = resolveErrorOf(() =>
      findOrganization([ACME, twin, anOrganization({ id: guid(3), name: 'other' })], 'acme', 'present'),
    );
    for (const fact of [guid(1), 'driver 1', guid(2), 'driver 2, https://git.test']) expect(error).toContain(fact);
    expect(error).not.toContain(guid(3));
  });

  it.each([true, 'unknown'] as const)('that may be deleted (%s) is an error where it is to be protected', (removed) => {
    const deleted = anOrganization({ removed });
    const error = resolveErrorOf(() => findOrganization([deleted], 'acme', 'present'));
    expect(error).toContain(`marks organization 'acme' (${guid(1)}) as deleted`);
    // What is in it can still be released.
    expect(findOrganization([deleted], 'acme', 'absent')).toBe(deleted);
    // Another one of its name is meant, unless the ID says otherwise.
    const again = anOrganization({ id: guid(2) });
    expect(findOrganization([deleted, again], 'acme', 'present')).toBe(again);
    expect(resolveErrorOf(() => findOrganization([deleted, again], guid(1), 'present'))).toContain('as deleted');
  });

  it('that is not there is reported with the nearest name and those that exist', () => {
    const error = resolveErrorOf(() =>
      findOrganization([ACME, anOrganization({ name: 'umbrella' })], 'amce', 'present'),
    );
    expect(error).toMatch(/'amce'.*did you mean 'acme'.*2 organizations.*umbrella/);
    expect(resolveErrorOf(() => findOrganization([], 'acme', 'present'))).toContain('there are none');
  });
});

describe('plans', () => {
  it('are found in the order of the request, each once', () => {
    expect(findPlans([DAILY, WEEKLY], ['weekly', 'Daily', guid(202)], ACME)).toEqual([WEEKLY, DAILY]);
  });

  it('need not be listed when they are given by ID, and nothing is assumed of them', () => {
    for (const written of [guid(7).toUpperCase(), guid(7).replaceAll('-', ''), `{${guid(7)}}`])
      expect(findPlans([DAILY], [written], ACME)).toEqual([aPlan({ id: guid(7), name: undefined })]);
  });

  it('that are not there are reported with the nearest name', () => {
    const error = resolveErrorOf(() => findPlans([DAILY, WEEKLY], ['Daily', 'Wekly'], ACME));
    expect(error).toMatch(/'Wekly'.*did you mean 'Weekly'.*2 plans: Daily, Weekly/);
  });

  it('are listed up to twenty, and how many more there are', () => {
    const many = Array.from({ length: 23 }, (_, index) => aPlan({ id: guid(index), name: `plan ${String(index)}` }));
    const error = resolveErrorOf(() => findPlans(many, ['something else'], ACME));
    expect(error).toMatch(/plan 19\D.*3 more/);
    expect(error).not.toContain('plan 20');
    expect(error).not.toContain('did you mean');
  });

  it('without a name are listed by ID', () => {
    const unnamed = aPlan({ id: guid(203), name: undefined });
    expect(resolveErrorOf(() => findPlans([unnamed], ['Daily'], ACME))).toContain(`1 plan: ${guid(203)}`);
    // Twice under one ID: the list of plans gives each ID once, but nothing promises it.
    expect(resolveErrorOf(() => findPlans([unnamed, unnamed], [guid(203)], ACME))).toContain('2 backup plans');
  });

  it.each(['Daily, Weekly', '["Daily","Weekly"]'])('are given one per line, which the error says: %s', (wanted) => {
    expect(resolveErrorOf(() => findPlans([DAILY, WEEKLY], [wanted], ACME))).toContain('one per line');
    const plan = { ...DAILY, name: wanted };
    expect(findPlans([plan, WEEKLY], [wanted], ACME)).toEqual([plan]);
  });

  it('of one name are ambiguous', () => {
    expect(resolveErrorOf(() => findPlans([DAILY, { ...WEEKLY, name: 'Daily' }], ['Daily'], ACME))).toMatch(
      new RegExp(`${guid(201)}.*${guid(202)}`),
    );
  });
});

describe('a request', () => {
  const API = aRepository({ id: guid(101), name: 'api' });
  const GONE = aRepository({ id: guid(103), name: 'gone', removed: true });

  function requestOf(included: readonly Line[], excluded: readonly Line[] = []): Request {
    return aRequest({ selection: { included, excluded }, plans: ['daily'] });
  }

  function resolveAmong(request: Request, isWholeList = true): Resolution {
    return resolve(request, anObservation({ repositories: [API, GONE], plans: [WEEKLY, DAILY], isWholeList }));
  }

  it('means the plans and repositories of its names', () => {
    const { plans, selected, missing } = resolveAmong(requestOf([aNameLine('api')]));
    expect([plans, selected.items, missing]).toEqual([[DAILY], [API], []]);
  });

  it('misses the names that nothing is listed by; a pattern never is one', () => {
    const pattern: Line = { kind: 'pattern', text: 'cli-*' };
    const lines = [aNameLine('api'), aNameLine('no-such'), pattern, aNameLine('gone')];
    expect(resolveAmong(requestOf(lines)).missing.map(({ text }) => text)).toEqual(['no-such', 'gone']);
  });

  it('suggests what is listed for what is missing, of the first lines', () => {
    const repositories = ['api', 'web', 'group/tools', 'Customer-Portal'].map((name, index) =>
      aRepository({ id: guid(100 + index), name }),
    );
    const wanted = ['apo', 'acme/apo', 'tools', 'api.git', 'customer-protal', 'new', 'something-else'];
    const { missing } = resolve(requestOf(wanted.map(lineOf)), anObservation({ repositories, plans: [DAILY] }));
    expect(missing.map(({ similar }) => similar)).toEqual([
      ...['api', 'api', 'group/tools', 'api', 'Customer-Portal', undefined, undefined],
    ]);
    const many = Array.from({ length: 30 }, (_, index) => lineOf(`apo${String(index % 10)}${'x'.repeat(index)}`));
    const others = resolve(requestOf([...many, lineOf('apo')]), anObservation({ repositories, plans: [DAILY] }));
    expect(others.missing.at(-1)?.similar).toBeUndefined();
  });

  it('does not say of an exclusion that it matches nothing, unless the whole list was read', () => {
    const request = requestOf([aNameLine('api')], [aNameLine('no-such')]);
    expect(resolveAmong(request).selected.excluded).toMatchObject([{ line: aNameLine('no-such'), items: [] }]);
    expect(resolveAmong(request, false).selected.excluded).toEqual([]);
  });
});
