import { describe, expect, it } from '@jest/globals';
import type { Line, Request } from '../../../src/domain/request.ts';
import { missingNames, type Resolution } from '../../../src/domain/resolution.ts';
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
    expect(error).toMatch(/^The input organization is ambiguous\n2 organizations match 'acme': /);
    for (const fact of [guid(1), 'driver 1', guid(2), 'driver 2, https://git.test']) expect(error).toContain(fact);
    expect(error).not.toContain(guid(3));
  });

  it.each([true, 'unknown'] as const)('that may be deleted (%s) is an error where it is to be protected', (removed) => {
    const deleted = anOrganization({ removed });
    const error = resolveErrorOf(() => findOrganization([deleted], 'acme', 'present'));
    expect(error).toMatch(/^The organization is not in GitProtect\n/);
    expect(error).toContain(`marks organization 'acme' (${guid(1)}) as deleted`);
    expect(error).toContain('restore this one in GitProtect');
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
    expect(error).toMatch(/^The organization is not in GitProtect\n/);
    expect(error).toMatch(/no organization 'amce'; did you mean 'acme'\? 2 organizations: acme, umbrella\n/);
    expect(error).toContain('Give the input organization');
    const none = resolveErrorOf(() => findOrganization([], 'acme', 'present'));
    expect(none).toContain("no organization 'acme'; there are none\n");
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
    expect(error).toMatch(/^The backup plan is not in GitProtect\n/);
    expect(error).toMatch(/'Wekly'.*did you mean 'Weekly'.*2 plans: Daily, Weekly/);
    expect(error).toMatch(/\nGitProtect lists the plans that hold a repository of organization 'acme'/);
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
    expect(resolveErrorOf(() => findPlans([unnamed, unnamed], [guid(203)], ACME))).toContain(
      `2 backup plans match '${guid(203)}': ${guid(203)}, ${guid(203)}\n`,
    );
  });

  it('of which several of one name are deleted are reported as such', () => {
    const deleted = [203, 204].map((id) => aPlan({ id: guid(id), name: 'Daily', removed: true }));
    expect(resolveErrorOf(() => findPlans(deleted, ['Daily'], ACME))).toMatch(
      new RegExp(
        `^The backup plan was deleted\nGitProtect marks all 2 backup plans of that name \\(${guid(203)}, ${guid(204)}\\) as deleted`,
      ),
    );
  });

  it('that are deleted are not meant, and are reported as such', () => {
    const deleted = aPlan({ id: guid(203), name: 'Daily', removed: true });
    const unclear = aPlan({ id: guid(204), name: 'Monthly', removed: 'unknown' });
    expect(findPlans([deleted, DAILY, unclear], ['Daily', 'Monthly'], ACME)).toEqual([DAILY, unclear]);
    for (const wanted of ['daily', guid(203)]) {
      const error = resolveErrorOf(() => findPlans([deleted, WEEKLY], [wanted], ACME));
      expect(error).toMatch(
        /^The backup plan was deleted\n.*plan 'Daily' as deleted or archived.*\nName another backup plan/,
      );
    }
  });

  it.each(['Daily, Weekly', '["Daily","Weekly"]'])('are given one per line, which the error says: %s', (wanted) => {
    expect(resolveErrorOf(() => findPlans([DAILY, WEEKLY], [wanted], ACME))).toContain('one per line');
    const plan = { ...DAILY, name: wanted };
    expect(findPlans([plan, WEEKLY], [wanted], ACME)).toEqual([plan]);
  });

  it('of one name are ambiguous', () => {
    const error = resolveErrorOf(() => findPlans([DAILY, { ...WEEKLY, name: 'Daily' }], ['Daily'], ACME));
    expect(error).toMatch(new RegExp(`^The input plan is ambiguous\n.*'Daily' ${guid(201)}, 'Daily' ${guid(202)}\n`));
  });

  it('that one name means are listed up to twenty, and how many they are', () => {
    const many = Array.from({ length: 23 }, (_, index) => aPlan({ id: guid(index), name: 'Daily' }));
    const error = resolveErrorOf(() => findPlans(many, ['Daily'], ACME));
    expect(error).toContain('23 backup plans');
    expect(error).toContain(guid(19));
    expect(error).not.toContain(guid(20));
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
    const many = Array.from({ length: 22 }, () => lineOf('apo'));
    const { missing: all } = resolve(requestOf(many), anObservation({ repositories, plans: [DAILY] }));
    expect(all.map(({ similar }) => similar)).toEqual(many.map((_, index) => (index < 20 ? 'api' : undefined)));
  });

  it('suggests nothing that GitProtect marks as removed, and takes .git only from the end of a name', () => {
    const repositories = [GONE, aRepository({ name: 'my.gitops' })];
    const lines = ['gome', 'my.gitopz'].map(lineOf);
    const { missing } = resolve(requestOf(lines), anObservation({ repositories, plans: [DAILY] }));
    expect(missing.map(({ similar }) => similar)).toEqual([undefined, 'my.gitops']);
  });

  it('means what GitProtect marks as removed only where it is to leave', () => {
    const request = requestOf([aNameLine('gone'), aNameLine('api')]);
    expect(resolveAmong(request).selected.items).toEqual([API]);
    const leaving = resolveAmong({ ...request, state: { kind: 'absent' } });
    expect(leaving.selected.items).toEqual([API, { ...GONE, removed: false }]);
    expect(leaving.missing).toEqual([]);
  });

  it('waits for missing names of projects, and for no pattern', () => {
    const projects = { included: [aNameLine('Shop'), lineOf('Si*')], excluded: [] };
    const resolution = resolveAmong({ ...requestOf([aNameLine('new'), lineOf('a*')]), projects });
    expect(missingNames(resolution)).toMatchObject({ repositories: [{ text: 'new' }], projects: [{ text: 'Shop' }] });
  });

  it('does not say of an exclusion that it matches nothing, unless the whole list was read', () => {
    const request = requestOf([aNameLine('api')], [aNameLine('no-such')]);
    expect(resolveAmong(request).selected.excluded).toMatchObject([{ line: aNameLine('no-such'), items: [] }]);
    expect(resolveAmong(request, false).selected.excluded).toEqual([]);
  });
});
