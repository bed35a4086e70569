import { describe, expect, it } from '@jest/globals';
import { checkOwner, findOrganization, findPlans, LookUpError } from '../../src/look-up.ts';
import { aNameLine, anOrganization, aPlan, guid } from '../support/build.ts';

const ACME = anOrganization();
const DAILY = aPlan({ id: guid(201), name: 'Daily' });
const WEEKLY = aPlan({ id: guid(202), name: 'Weekly' });

/** What is said of a look-up that fails: title, message and remedy. */
function saidOf(lookUp: () => unknown): string {
  try {
    lookUp();
  } catch (error) {
    if (error instanceof LookUpError) return [error.title, error.message, error.remedy].join('\n');
    throw error;
  }
  return '';
}

describe('an organization', () => {
  it('is found by its name or ID', () => {
    const all = [anOrganization({ id: guid(2), name: 'other' }), ACME];
    for (const name of ['acme', 'Acme', guid(1), guid(1).toUpperCase()]) expect(findOrganization(all, name)).toBe(ACME);
  });

  it('of one name on two Git services is told by ID and service', () => {
    const twin = anOrganization({ id: guid(2), service: 'driver 2, https://git.test' });
    const said = saidOf(() => findOrganization([ACME, twin, anOrganization({ id: guid(3), name: 'other' })], 'acme'));
    for (const fact of [guid(1), 'driver 1', guid(2), 'driver 2, https://git.test']) expect(said).toContain(fact);
    expect(said).not.toContain(guid(3));
  });

  it('that is not there is told with the nearest name and those that exist', () => {
    const said = saidOf(() => findOrganization([ACME, anOrganization({ name: 'umbrella' })], 'amce'));
    expect(said).toMatch(/'amce'.*did you mean 'acme'.*2 organizations.*umbrella/);
    expect(saidOf(() => findOrganization([], 'acme'))).toContain('there are none');
  });
});

describe('plans', () => {
  it('are found in the order asked for, each once', () => {
    expect(findPlans([DAILY, WEEKLY], ['weekly', 'Daily', guid(202)], ACME)).toEqual([WEEKLY, DAILY]);
  });

  it('need not be listed when they are given by ID, and nothing is assumed of them', () => {
    const [plan] = findPlans([DAILY], [guid(7).toUpperCase()], ACME);
    expect(plan).toEqual(aPlan({ id: guid(7), name: undefined }));
  });

  it('that are not there are told with the nearest name', () => {
    const said = saidOf(() => findPlans([DAILY, WEEKLY], ['Daily', 'Wekly'], ACME));
    expect(said).toMatch(/'Wekly'.*did you mean 'Weekly'.*2 plans: Daily, Weekly/);
  });

  it('are told up to twenty, and how many more there are', () => {
    const many = Array.from({ length: 23 }, (_, index) => aPlan({ id: guid(index), name: `plan ${String(index)}` }));
    const said = saidOf(() => findPlans(many, ['something else'], ACME));
    expect(said).toMatch(/plan 19\D.*3 more/);
    expect(said).not.toContain('plan 20');
    expect(said).not.toContain('did you mean');
  });

  it('without a name are told by ID', () => {
    const unnamed = aPlan({ id: guid(203), name: undefined });
    expect(saidOf(() => findPlans([unnamed], ['Daily'], ACME))).toContain(`1 plan: ${guid(203)}`);
    // Twice under one ID: the list of plans gives each ID once, but nothing promises it.
    expect(saidOf(() => findPlans([unnamed, unnamed], [guid(203)], ACME))).toContain('2 backup plans');
  });

  it('of one name are ambiguous', () => {
    expect(saidOf(() => findPlans([DAILY, { ...WEEKLY, name: 'Daily' }], ['Daily'], ACME))).toMatch(
      new RegExp(`${guid(201)}.*${guid(202)}`),
    );
  });
});

describe('the owner of a repository', () => {
  const OCTOCAT = anOrganization({ id: guid(2), name: 'Octocat' });
  const owned = { ...aNameLine('octocat/api', 'api'), owner: 'octocat' };

  it.each([
    ['is the organization', [ACME, OCTOCAT], OCTOCAT, owned],
    ['has two organizations, of which one is meant', [OCTOCAT, { ...OCTOCAT, id: guid(3) }], OCTOCAT, owned],
    ['is not listed, so that the organization may have another name', [ACME], ACME, owned],
    ['is not named', [ACME, OCTOCAT], ACME, aNameLine('api')],
  ])('is accepted where it %s', (_, organizations, organization, repository) => {
    expect(
      saidOf(() => {
        checkOwner(organizations, organization, repository);
      }),
    ).toBe('');
  });

  it('is refused where GitProtect lists it, but another organization is given', () => {
    const said = saidOf(() => {
      checkOwner([ACME, OCTOCAT], ACME, owned);
    });
    expect(said).toMatch(/octocat\/api.*octocat.*acme/);
  });
});
