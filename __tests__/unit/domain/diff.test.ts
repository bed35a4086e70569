import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changesOf, diff, type Diff } from '../../../src/domain/diff.ts';
import type { BackupPlan, Observed } from '../../../src/domain/model.ts';
import { anObservation, aPlan, aRepository, desiredOf, guid, listOf } from '../../support/build.ts';
import { afterChanges, anyReporting, anyTruth, completeReporting, observationOf } from '../../support/truth.ts';

const API = guid(100);
const OTHER = guid(9);

/** How what is read differs from every repository licensed, and attached to every plan. */
function diffOf(observed: Observed): Diff {
  return diff(desiredOf(observed));
}

describe('the difference', () => {
  it.each([
    ['active', 'satisfied'],
    ['inactive', 'change'],
    ['unknown', 'change'],
  ] as const)('of a license that is %s: %s', (license, kind) => {
    const [entry] = diffOf(anObservation({ repositories: [aRepository({ license })] }));
    expect(entry).toMatchObject({ kind, change: { kind: 'activate', before: license } });
  });

  it.each<[string, Partial<BackupPlan>, string, string]>([
    ['of manual selection with it', { selection: 'manual', repositories: listOf(API) }, 'attached', 'satisfied'],
    ['of manual selection without it', { selection: 'manual', repositories: listOf() }, 'detached', 'change'],
    ['that reports nothing', {}, 'unknown', 'change'],
    ['of all repositories', { selection: 'all' }, 'attached', 'satisfied'],
    ['of all but it', { selection: 'all', excluded: listOf(API) }, 'detached', 'blocked'],
    ['of all of another organization', { selection: 'all', organization: OTHER }, 'unknown', 'blocked'],
    ['by rules with it', { selection: 'rules', repositories: listOf(API) }, 'attached', 'satisfied'],
    ['by rules without it', { selection: 'rules', repositories: listOf() }, 'detached', 'blocked'],
    ['by rules that reports nothing', { selection: 'rules' }, 'unknown', 'blocked'],
    ['that may be one of all', { isSelectionDisputed: true, repositories: listOf() }, 'detached', 'blocked'],
  ])('of a plan %s', (_, plan, before, kind) => {
    const [, ...entries] = diffOf(anObservation({ plans: [aPlan(plan)] }));
    expect(entries).toMatchObject([{ kind, change: { kind: 'attach', before } }]);
  });

  it('is of every repository and every plan, in their order', () => {
    const observed = anObservation({
      repositories: [aRepository({ id: guid(101) }), aRepository({ id: guid(102) })],
      plans: [aPlan({ id: guid(202) }), aPlan({ id: guid(201) })],
    });
    const changes = diffOf(observed).map(({ change }) => change);
    expect(changes).toEqual(
      observed.repositories.flatMap((repository) => [
        { kind: 'activate', resource: repository, before: 'unknown' },
        ...observed.plans.map((plan) => ({ kind: 'attach', resource: repository, plan, before: 'unknown' })),
      ]),
    );
  });

  it('is of the plans to which a repository is to be attached, and of no other', () => {
    const desired = desiredOf(anObservation({ plans: [aPlan(), aPlan({ id: guid(201) })] }));
    const resources = desired.resources.map((each) => ({ ...each, attachedTo: each.attachedTo.slice(1) }));
    const changes = diff({ ...desired, resources }).map(({ change }) => change);
    expect(changes).toMatchObject([{ kind: 'activate' }, { kind: 'attach', plan: { id: guid(201) } }]);
  });

  it('is changed by what is neither satisfied nor blocked', () => {
    const observed = anObservation({
      repositories: [aRepository({ license: 'active' })],
      plans: [aPlan({ selection: 'rules' }), aPlan({ id: guid(201) }), aPlan({ id: guid(202), selection: 'all' })],
    });
    const entries = diffOf(observed);
    expect(entries.map(({ kind }) => kind)).toEqual(['satisfied', 'blocked', 'change', 'satisfied']);
    expect(changesOf(entries)).toEqual([entries[2]?.change]);
  });

  it.each([
    ['all', 'all of an organization'],
    ['rules', 'by rules'],
  ] as const)('of a plan that selects %s says how it chooses', (selection, says) => {
    const plan = aPlan({ selection, excluded: listOf(API) });
    const [, entry] = diffOf(anObservation({ plans: [plan] }));
    expect(entry).toMatchObject({
      kind: 'blocked',
      problem: {
        title: 'The backup plan does not include the repository',
        reason: plan.id,
        message: expect.stringContaining(says),
        remedy: expect.stringContaining('hand-picked'),
      },
    });
  });
});

describe('for any state of GitProtect', () => {
  it('comparing twice gives the same difference, and changes nothing that it reads', () => {
    fc.assert(
      fc.property(anyTruth, anyReporting, (truth, reporting) => {
        const observed = observationOf(truth, reporting);
        expect(diffOf(observed)).toEqual(diffOf(observed));
        expect(observed).toEqual(observationOf(truth, reporting));
      }),
    );
  });

  it('nothing is taken for right that is not, whatever the server holds back', () => {
    fc.assert(
      fc.property(anyTruth, anyReporting, (truth, reporting) => {
        const satisfied = diffOf(observationOf(truth, reporting)).filter(({ kind }) => kind === 'satisfied');
        for (const { change } of satisfied) {
          const { id } = change.resource;
          const isRight = !('plan' in change)
            ? truth.repositories.find((each) => each.id === id)?.licensed
            : truth.plans.find((each) => each.id === change.plan.id)?.members.has(id);
          expect([change.kind, isRight]).toEqual([change.kind, true]);
        }
      }),
    );
  });

  it('what the server reports whole is to be changed exactly, no more and no less', () => {
    fc.assert(
      fc.property(anyTruth, completeReporting, (truth, reporting) => {
        const entries = diffOf(observationOf(truth, reporting));
        expect(entries).toHaveLength(truth.repositories.length * (1 + truth.plans.length));
        for (const { kind, change } of entries) {
          const { id } = change.resource;
          if (!('plan' in change)) {
            const isLicensed = truth.repositories.find((each) => each.id === id)?.licensed;
            expect(kind).toBe(isLicensed === false ? 'change' : 'satisfied');
          } else {
            const plan = truth.plans.find((each) => each.id === change.plan.id);
            const expected = plan?.kind === 'rules' ? 'blocked' : 'change';
            expect(kind).toBe(plan?.members.has(id) === true ? 'satisfied' : expected);
          }
        }
      }),
    );
  });

  it('there is nothing left to do after the changes were made', () => {
    fc.assert(
      fc.property(anyTruth, completeReporting, (truth, reporting) => {
        const changes = changesOf(diffOf(observationOf(truth, reporting)));
        const again = diffOf(observationOf(afterChanges(truth, changes), reporting));
        // What a plan's rules exclude is not for us to change.
        const left = again.filter(
          ({ kind, change }) => kind !== 'satisfied' && (!('plan' in change) || change.plan.selection !== 'rules'),
        );
        expect(left).toEqual([]);
      }),
    );
  });

  it('a repository of which nothing is reported is never taken for protected', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('rules', 'manual', 'unknown'),
        fc.option(fc.nat(), { nil: undefined }),
        (selection, repositoryCount) => {
          const entries = diffOf(anObservation({ plans: [aPlan({ selection, repositoryCount })] }));
          expect(entries[0]).toMatchObject({ kind: 'change', change: { kind: 'activate' } });
          expect(entries.map(({ kind }) => kind)).not.toContain('satisfied');
        },
      ),
    );
  });
});
