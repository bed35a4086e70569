import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { LicenseState, MembershipState } from '../../src/gitprotect/model.ts';
import { type Drift, findDrift } from '../../src/protection/drift.ts';
import { type Attempt, foresee, judge, type Reading } from '../../src/protection/judge.ts';
import {
  hadDrift,
  hasUnprovedChange,
  hasUnseenChange,
  isProved,
  type Outcome,
  problemsOf,
  type Step,
  wasChanged,
} from '../../src/protection/outcome.ts';
import {
  anObservation,
  aPlan,
  aProblem,
  aRepository,
  aRepositoryOutcome,
  failed,
  guid,
  inPlan,
  listOf,
} from '../support/build.ts';
import { afterRemoving, anyReporting, anyTruth, completeReporting, observationOf } from '../support/truth.ts';

const REFUSAL = aProblem({ message: 'refused' });
const NONE: Attempt = { kind: 'none' };
const ACCEPTED: Attempt = { kind: 'accepted' };
const REFUSED: Attempt = { kind: 'refused', problem: REFUSAL };
const LOST: Attempt = { kind: 'lost', problem: REFUSAL };
const SKIPPED: Attempt = { kind: 'skipped', problem: REFUSAL };
const SEEN_NOT = { status: 'failed', cause: 'unseen', problem: REFUSAL } as const;
const UNREAD: Reading = { kind: 'unread', problem: aProblem({ message: 'unread' }) };

function plansFor(state: MembershipState): ReturnType<typeof listOf> | undefined {
  return state === 'unknown' ? undefined : listOf(...(state === 'attached' ? [guid(200)] : []));
}

function driftOf(license: LicenseState, membership: MembershipState): Drift {
  return findDrift(anObservation({ repositories: [aRepository({ license, plans: plansFor(membership) })] }));
}

/** The outcome's two steps when both writes went as told. */
function stepsAfter(drift: Drift, attempt: Attempt, reading: Reading): (Step<string> | undefined)[] {
  const attempts = drift.repositories.map((each) => ({
    drift: each,
    activation: attempt,
    attachments: each.memberships.map((membership) => ({ membership, attempt })),
  }));
  const [outcome] = judge(drift, attempts, reading).repositories;
  return [outcome?.license, ...(outcome?.plans ?? []).map(({ step }) => step)];
}

function readAs(license: LicenseState, membership: MembershipState): Reading {
  return { kind: 'read', observation: driftOf(license, membership).observed };
}

describe('what a dry run foresees', () => {
  it.each([
    ['active', 'attached', 'already', 'already'],
    ['inactive', 'detached', 'would', 'would'],
    ['unknown', 'unknown', 'would', 'would'],
    ['active', 'detached', 'already', 'would'],
  ] as const)('of license %s and plan %s: %s, %s', (license, membership, licenseStatus, planStatus) => {
    const [outcome] = foresee(driftOf(license, membership)).repositories;
    expect(outcome?.license).toEqual({ status: licenseStatus, before: license });
    expect(outcome?.plans).toMatchObject([{ step: { status: planStatus, before: membership } }]);
  });

  it.each([
    ['by rules', { selection: 'rules', repositories: listOf() }, /'Daily'.*by rules/],
    ['all but this one', { selection: 'all', excluded: new Set([guid(100)]) }, /'Daily'.*all of an organization/],
  ] as const)('is a failure where the plan chooses %s', (_, plan, message) => {
    const [outcome] = foresee(findDrift(anObservation({ plans: [aPlan(plan)] }))).repositories;
    expect(outcome?.plans).toMatchObject([{ step: { status: 'failed', before: 'detached', cause: 'skipped' } }]);
    expect(outcome === undefined ? [] : problemsOf(outcome)).toMatchObject([
      { message: expect.stringMatching(message) },
    ]);
  });

  it('is never "already" where it does not hold, whatever the server holds back', () => {
    fc.assert(
      fc.property(anyTruth, anyReporting, (truth, reporting) => {
        for (const outcome of foresee(findDrift(observationOf(truth, reporting))).repositories) {
          const { id } = outcome.repository;
          if (outcome.license.status === 'already') expect(outcome.license.before).toBe('active');
          for (const { plan, step } of outcome.plans.filter((each) => each.step.status === 'already')) {
            expect(step.before).toBe('attached');
            expect(truth.plans.find((each) => each.id === plan.id)?.members).toContain(id);
          }
        }
      }),
    );
  });
});

describe('what became of a change', () => {
  it.each<[string, Attempt, LicenseState, MembershipState, object]>([
    ['accepted and seen', ACCEPTED, 'active', 'attached', { status: 'done', verified: true }],
    ['accepted, but not reported', ACCEPTED, 'unknown', 'unknown', { status: 'done', verified: false }],
    ['accepted, but not done', ACCEPTED, 'inactive', 'detached', { status: 'failed', cause: 'unseen' }],
    ['refused', REFUSED, 'inactive', 'detached', { status: 'failed', cause: 'refused', problem: REFUSAL }],
    ['refused and not reported', REFUSED, 'unknown', 'unknown', { status: 'failed', cause: 'refused' }],
    ['refused, though it is right now', REFUSED, 'active', 'attached', { status: 'done', verified: true }],
    ['lost', LOST, 'inactive', 'detached', { status: 'failed', cause: 'refused', problem: REFUSAL }],
    ['lost, but is seen', LOST, 'active', 'attached', { status: 'done', verified: true }],
    ['lost and not reported', LOST, 'unknown', 'unknown', { status: 'failed', problem: REFUSAL }],
    ['not tried', SKIPPED, 'inactive', 'detached', { status: 'failed', cause: 'skipped', problem: REFUSAL }],
    ['not tried, though it is right now', SKIPPED, 'active', 'attached', { status: 'already' }],
  ])('that was %s', (_, attempt, license, membership, step) => {
    const [ofLicense, ofPlan] = stepsAfter(driftOf('inactive', 'detached'), attempt, readAs(license, membership));
    expect(ofLicense).toMatchObject({ before: 'inactive', ...step });
    expect(ofPlan).toMatchObject({ before: 'detached', ...step });
  });

  it.each<[string, Attempt, object]>([
    ['accepted', ACCEPTED, { status: 'failed', cause: 'unchecked', problem: { message: 'unread' } }],
    ['lost', LOST, { status: 'failed', cause: 'unchecked', problem: { message: 'refused; unread' } }],
    ['refused', REFUSED, { status: 'failed', cause: 'refused', problem: REFUSAL }],
    ['not tried', SKIPPED, { status: 'failed', cause: 'skipped', problem: REFUSAL }],
  ])('that was %s, and could not be read afterwards', (_, attempt, step) => {
    for (const each of stepsAfter(driftOf('inactive', 'detached'), attempt, UNREAD)) expect(each).toMatchObject(step);
  });

  it.each<[string, LicenseState, MembershipState, object]>([
    ['is right still', 'active', 'attached', { status: 'already' }],
    ['is not reported any more', 'unknown', 'unknown', { status: 'failed', cause: 'undone' }],
    ['is wrong now', 'inactive', 'detached', { status: 'failed', cause: 'undone' }],
  ])('that was not needed: what %s', (_, license, membership, step) => {
    for (const each of stepsAfter(driftOf('active', 'attached'), NONE, readAs(license, membership)))
      expect(each).toMatchObject(step);
  });

  it('is not known where the repository is not listed any more', () => {
    const drift = driftOf('inactive', 'detached');
    const gone: Reading = { kind: 'read', observation: { ...drift.observed, repositories: [] } };
    for (const step of stepsAfter(drift, ACCEPTED, gone)) expect(step).toMatchObject({ cause: 'unchecked' });
  });

  it('is not known where the repository was removed meanwhile', () => {
    const drift = driftOf('inactive', 'detached');
    const removed = aRepository({ license: 'active', plans: listOf(guid(200)), removed: true });
    const gone: Reading = { kind: 'read', observation: { ...drift.observed, repositories: [removed] } };
    for (const step of stepsAfter(drift, ACCEPTED, gone)) expect(step).toMatchObject({ cause: 'unchecked' });
  });

  it('is proved by the plan as it is now, never as it was', () => {
    const covering = findDrift(anObservation({ plans: [aPlan({ selection: 'all', schedule: 'enabled' })] }));
    const now = { ...covering.observed, plans: [aPlan({ selection: 'all', schedule: 'disabled' })] };
    expect(stepsAfter(covering, NONE, { kind: 'read', observation: now })[1]).toMatchObject({ status: 'already' });
    expect(judge(covering, [], { kind: 'read', observation: now }).plans).toEqual(now.plans);
    const unlisted = { ...now, plans: [] };
    expect(stepsAfter(covering, NONE, { kind: 'read', observation: unlisted })[1]).toMatchObject({ cause: 'undone' });
    expect(judge(covering, [], { kind: 'read', observation: unlisted }).plans).toEqual(covering.observed.plans);
  });

  it('is judged by what the repository says where the plan is not listed any more', () => {
    const drift = driftOf('inactive', 'detached');
    const observation = { ...driftOf('active', 'attached').observed, plans: [] };
    const steps = stepsAfter(drift, ACCEPTED, { kind: 'read', observation });
    expect(steps).toMatchObject([{ status: 'done' }, { status: 'done', verified: true }]);
  });
});

describe('for any state of GitProtect', () => {
  const byRules = (drift: Drift): boolean =>
    drift.repositories.some(({ memberships }) => memberships.some(({ remedy }) => remedy === 'blocked'));

  /** Carries the drift out on the truth, as a server that does what it is told. */
  function carryOut(drift: Drift, after: Drift): Outcome {
    const attempts = drift.repositories.map((each) => ({
      drift: each,
      activation: each.activate ? ACCEPTED : NONE,
      attachments: each.memberships.map((membership) => ({
        membership,
        attempt: { attach: ACCEPTED, blocked: SKIPPED, none: NONE }[membership.remedy],
      })),
    }));
    return judge(drift, attempts, { kind: 'read', observation: after.observed });
  }

  it('a server that does what it is told and reports it leaves nothing unproved', () => {
    fc.assert(
      fc.property(anyTruth, completeReporting, (truth, reporting) => {
        const drift = findDrift(observationOf(truth, reporting));
        fc.pre(!byRules(drift));
        const after = findDrift(observationOf(afterRemoving(truth, drift), reporting));
        for (const [index, outcome] of carryOut(drift, after).repositories.entries()) {
          const planned = drift.repositories[index];
          const differed = planned?.activate === true || planned?.memberships.some((each) => each.remedy === 'attach');
          expect(isProved(outcome)).toBe(true);
          expect(wasChanged(outcome)).toBe(differed);
          expect(hadDrift(outcome)).toBe(differed);
        }
      }),
    );
  });

  it('a server that accepts everything and does nothing is found out where it reports the state', () => {
    fc.assert(
      fc.property(anyTruth, completeReporting, (truth, reporting) => {
        const drift = findDrift(observationOf(truth, reporting));
        for (const outcome of carryOut(drift, drift).repositories) {
          expect(isProved(outcome)).toBe(!hadDrift(outcome));
          expect(wasChanged(outcome)).toBe(false);
        }
      }),
    );
  });

  it('what was never seen to be right is never called "already"', () => {
    fc.assert(
      fc.property(anyTruth, anyReporting, (truth, reporting) => {
        const drift = findDrift(observationOf(truth, reporting));
        const after = findDrift(observationOf(afterRemoving(truth, drift), reporting));
        for (const [index, { license, plans }] of carryOut(drift, after).repositories.entries()) {
          if (license.status === 'already') expect(license.before).toBe('active');
          for (const [at, { step }] of plans.entries()) {
            const now = after.repositories[index]?.memberships[at]?.state;
            if (step.status === 'already') expect([step.before, now]).toContain('attached');
          }
        }
      }),
    );
  });
});

describe('an outcome', () => {
  const right = aRepositoryOutcome();
  const verified = aRepositoryOutcome({ license: { status: 'done', before: 'inactive', verified: true } });
  const unproved = aRepositoryOutcome({ plans: [inPlan({ status: 'done', before: 'unknown', verified: false })] });
  const would = aRepositoryOutcome({ plans: [inPlan({ status: 'would', before: 'detached' })] });
  const refused = aRepositoryOutcome({ license: failed('inactive') });
  const unseen = aRepositoryOutcome({ license: { ...SEEN_NOT, before: 'inactive' } });
  const unchecked = aRepositoryOutcome({ license: { ...SEEN_NOT, before: 'unknown', cause: 'unchecked' } });
  const undone = aRepositoryOutcome({ license: { ...SEEN_NOT, before: 'active', cause: 'undone' } });
  const uncheckedRight = aRepositoryOutcome({ license: { ...SEEN_NOT, before: 'active', cause: 'unchecked' } });

  it.each([
    ['of what was right', right, { drift: false, changed: false, proved: true, unproved: false, unseen: false }],
    ['of a change seen', verified, { drift: true, changed: true, proved: true, unproved: false, unseen: false }],
    ['of one not reported', unproved, { drift: true, changed: true, proved: false, unproved: true, unseen: false }],
    ['of a dry run', would, { drift: true, changed: false, proved: false, unproved: false, unseen: false }],
    ['of a refusal', refused, { drift: true, changed: false, proved: false, unproved: false, unseen: false }],
    ['of a change unseen', unseen, { drift: true, changed: false, proved: false, unproved: false, unseen: true }],
    ['of one unchecked', unchecked, { drift: true, changed: true, proved: false, unproved: false, unseen: false }],
    ['of what was undone', undone, { drift: false, changed: false, proved: false, unproved: false, unseen: false }],
    [
      'of what was right, unchecked',
      uncheckedRight,
      { drift: false, changed: false, proved: false, unproved: false, unseen: false },
    ],
  ])('%s tells drift, change and proof', (_, outcome, expected) => {
    expect({
      drift: hadDrift(outcome),
      changed: wasChanged(outcome),
      proved: isProved(outcome),
      unproved: hasUnprovedChange(outcome),
      unseen: hasUnseenChange(outcome),
    }).toEqual(expected);
  });

  it('tells a problem of several steps once', () => {
    const outcome = aRepositoryOutcome({
      license: failed('inactive', { message: 'one' }),
      plans: [
        inPlan(failed('detached', { message: 'one' })),
        inPlan(failed('detached', { message: 'two' }), { id: guid(201) }),
      ],
    });
    expect(problemsOf(outcome).map(({ message }) => message)).toEqual(['one', 'two']);
    expect(problemsOf(right)).toEqual([]);
  });
});
