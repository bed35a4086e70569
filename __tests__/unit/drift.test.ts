import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { BackupPlan, Repository } from '../../src/gitprotect/model.ts';
import { coversAll, findDrift, membershipOf } from '../../src/protection/drift.ts';
import { anObservation, anOrganization, aPlan, aRepository, guid, listOf, partOf } from '../support/build.ts';
import { afterRemoving, anyReporting, anyTruth, completeReporting, observationOf } from '../support/truth.ts';

const ACME = guid(1);
const API = guid(100);
const DAILY = guid(200);
const OTHER = guid(9);

describe('whether a repository is in a plan', () => {
  it.each<[string, string, Partial<Repository>, Partial<BackupPlan>]>([
    ['the repository lists the plan', 'attached', { plans: listOf(DAILY) }, {}],
    ['the repository lists the plan among others unknown', 'attached', { plans: partOf(DAILY) }, {}],
    ['the plan lists the repository', 'attached', {}, { repositories: listOf(API) }],
    ['the plan lists the repository among others unknown', 'attached', {}, { repositories: partOf(API) }],
    ['both list each other', 'attached', { plans: listOf(DAILY) }, { repositories: listOf(OTHER, API) }],
    ['the plan covers all', 'attached', {}, { selection: 'all' }],
    ['the plan covers all, whatever it lists', 'attached', { plans: listOf() }, { selection: 'all' }],
    ['the plan covers all of this organization', 'attached', {}, { selection: 'all', organization: ACME }],
    ['the plan leaves the repository out of all', 'detached', {}, { selection: 'all', excluded: new Set([API]) }],
    ['the plan leaves another out of all', 'attached', {}, { selection: 'all', excluded: new Set([OTHER]) }],
    ['the repository lists other plans only', 'detached', { plans: listOf(OTHER) }, {}],
    ['the repository lists no plan', 'detached', { plans: listOf() }, {}],
    ['the plan lists other repositories only', 'detached', {}, { repositories: listOf(OTHER) }],
    ['the plan lists as many as it counts', 'detached', {}, { repositories: listOf(OTHER), repositoryCount: 1 }],
    ['neither lists the other', 'detached', { plans: listOf() }, { repositories: listOf() }],
    ['the list of the plan is cut, but the other whole', 'detached', { plans: listOf() }, { repositories: partOf() }],
    ['nothing is reported', 'unknown', {}, {}],
    ['the repository lists some plans', 'unknown', { plans: partOf(OTHER) }, {}],
    ['the plan lists some repositories', 'unknown', {}, { repositories: partOf(OTHER) }],
    ['the plan counts more than it lists', 'unknown', {}, { repositories: listOf(OTHER), repositoryCount: 2 }],
    ['the repository says yes, the plan no', 'unknown', { plans: listOf(DAILY) }, { repositories: listOf(OTHER) }],
    ['the plan says yes, the repository no', 'unknown', { plans: listOf() }, { repositories: listOf(API) }],
    ['the plan covers all of another organization', 'unknown', {}, { selection: 'all', organization: OTHER }],
    ['the plan is known to be hand-picked, no more', 'unknown', {}, { selection: 'picked', repositoryCount: 0 }],
  ])('where %s: %s', (_, state, repository, plan) => {
    expect(membershipOf(ACME, aRepository(repository), aPlan(plan))).toBe(state);
  });

  it('is yes in a plan of all only for its own organization', () => {
    expect(coversAll(ACME, aPlan({ selection: 'all' }))).toBe(true);
    expect(coversAll(ACME, aPlan({ selection: 'all', organization: OTHER }))).toBe(false);
    expect(coversAll(ACME, aPlan({ selection: 'rules' }))).toBe(false);
  });
});

describe('drift', () => {
  it.each([
    ['active', false],
    ['inactive', true],
    ['unknown', true],
  ] as const)('of a license that is %s: activate %s', (license, activate) => {
    const { repositories } = findDrift(anObservation({ repositories: [aRepository({ license })] }));
    expect(repositories).toMatchObject([{ activate }]);
  });

  it.each<[string, Partial<BackupPlan>, string, string]>([
    ['of hand-picked repositories with it', { selection: 'picked', repositories: listOf(API) }, 'attached', 'none'],
    ['of hand-picked repositories without it', { selection: 'picked', repositories: listOf() }, 'detached', 'attach'],
    ['that reports nothing', {}, 'unknown', 'attach'],
    ['of all repositories', { selection: 'all' }, 'attached', 'none'],
    ['of all but it', { selection: 'all', excluded: new Set([API]) }, 'detached', 'blocked'],
    ['of all of another organization', { selection: 'all', organization: OTHER }, 'unknown', 'blocked'],
    ['by rules with it', { selection: 'rules', repositories: listOf(API) }, 'attached', 'none'],
    ['by rules without it', { selection: 'rules', repositories: listOf() }, 'detached', 'blocked'],
    ['by rules that reports nothing', { selection: 'rules' }, 'unknown', 'blocked'],
  ])('of a plan %s', (_, plan, state, remedy) => {
    const { repositories } = findDrift(anObservation({ plans: [aPlan(plan)] }));
    expect(repositories.flatMap(({ memberships }) => memberships)).toMatchObject([{ state, remedy }]);
  });

  it('is told of every repository and every plan, in their order', () => {
    const observed = anObservation({
      repositories: [aRepository({ id: guid(101) }), aRepository({ id: guid(102) })],
      plans: [aPlan({ id: guid(202) }), aPlan({ id: guid(201) })],
    });
    const drift = findDrift(observed);
    expect(drift.observed).toBe(observed);
    expect(drift.repositories.map(({ repository }) => repository.id)).toEqual([guid(101), guid(102)]);
    for (const { memberships } of drift.repositories)
      expect(memberships.map(({ plan }) => plan.id)).toEqual([guid(202), guid(201)]);
  });
});

describe('for any state of GitProtect', () => {
  it('planning twice gives the same plan, and changes nothing that it reads', () => {
    fc.assert(
      fc.property(anyTruth, anyReporting, (truth, reporting) => {
        const observed = observationOf(truth, reporting);
        expect(findDrift(observed)).toEqual(findDrift(observed));
        expect(observed).toEqual(observationOf(truth, reporting));
      }),
    );
  });

  it('nothing is taken for right that is not, whatever the server holds back', () => {
    fc.assert(
      fc.property(anyTruth, anyReporting, (truth, reporting) => {
        for (const { repository, activate, memberships } of findDrift(observationOf(truth, reporting)).repositories) {
          const really = truth.repositories.find(({ id }) => id === repository.id);
          if (!activate) expect(really?.licensed).toBe(true);
          for (const { plan, remedy } of memberships.filter((each) => each.remedy === 'none'))
            expect([remedy, truth.plans.find(({ id }) => id === plan.id)?.members.has(repository.id)]).toEqual([
              'none',
              true,
            ]);
        }
      }),
    );
  });

  it('what the server reports whole is planned exactly, no more and no less', () => {
    fc.assert(
      fc.property(anyTruth, completeReporting, (truth, reporting) => {
        for (const { repository, activate, memberships } of findDrift(observationOf(truth, reporting)).repositories) {
          expect(activate).toBe(truth.repositories.find(({ id }) => id === repository.id)?.licensed === false);
          for (const { plan, remedy } of memberships) {
            const { kind, members } = truth.plans.find(({ id }) => id === plan.id) ?? {};
            const expected = kind === 'rules' ? 'blocked' : 'attach';
            expect(remedy).toBe(members?.has(repository.id) === true ? 'none' : expected);
          }
        }
      }),
    );
  });

  it('there is nothing left to do after the plan was carried out', () => {
    fc.assert(
      fc.property(anyTruth, completeReporting, (truth, reporting) => {
        const drift = findDrift(observationOf(truth, reporting));
        const again = findDrift(observationOf(afterRemoving(truth, drift), reporting));
        for (const { activate, memberships } of again.repositories) {
          expect(activate).toBe(false);
          // What a plan's rules leave out is not for us to change.
          const left = memberships.filter(({ remedy, plan }) => remedy !== 'none' && plan.selection !== 'rules');
          expect(left).toEqual([]);
        }
      }),
    );
  });

  it('a repository of which nothing is reported is never taken for protected', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('rules', 'picked', 'unknown'),
        fc.option(fc.nat(), { nil: undefined }),
        (selection, repositoryCount) => {
          const observed = anObservation({
            organization: anOrganization(),
            plans: [aPlan({ selection, repositoryCount })],
          });
          const [drift] = findDrift(observed).repositories;
          expect(drift?.activate).toBe(true);
          expect(drift?.memberships.map(({ remedy }) => remedy)).not.toContain('none');
        },
      ),
    );
  });
});
