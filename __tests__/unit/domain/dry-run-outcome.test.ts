import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { diff } from '../../../src/domain/diff.ts';
import type { Observed } from '../../../src/domain/model.ts';
import type { Outcome } from '../../../src/domain/outcome.ts';
import { dryRunOutcome } from '../../../src/domain/verify.ts';
import {
  anObservation,
  aPlan,
  aRepository,
  desiredOf,
  guid,
  listOf,
  THE_OPTIONS,
  verdictFor,
} from '../../support/build.ts';
import { ofLicense } from '../../support/changes.ts';
import { anyReporting, anyTruth, observationOf } from '../../support/truth.ts';

function outcomeFrom(observed: Observed): Outcome {
  const desired = desiredOf(observed);
  return dryRunOutcome(diff(desired), desired);
}

describe('the outcome of a dry run', () => {
  it.each([
    ['active', 'attached', 'already', 'already'],
    ['inactive', 'detached', 'would', 'would'],
    ['unknown', 'unknown', 'would', 'would'],
    ['active', 'detached', 'already', 'would'],
  ] as const)('of license %s and plan %s: %s, %s', (license, membership, ofLicense, ofPlan) => {
    const plans = membership === 'unknown' ? undefined : listOf(...(membership === 'attached' ? [guid(200)] : []));
    const { results } = outcomeFrom(anObservation({ repositories: [aRepository({ license, plans })] }));
    expect(results).toMatchObject([
      { change: { kind: 'activate', before: license }, result: { kind: ofLicense } },
      { change: { kind: 'attach', before: membership }, result: { kind: ofPlan } },
    ]);
  });

  it.each([
    ['by rules', { selection: 'rules', repositories: listOf() }, /'Daily'.*by rules/],
    ['all but this one', { selection: 'all', excluded: listOf(guid(100)) }, /'Daily'.*all of an organization/],
  ] as const)('is a failure where the plan chooses %s', (_, plan, message) => {
    const outcome = outcomeFrom(anObservation({ plans: [aPlan(plan)] }));
    const [, ofPlan] = outcome.results;
    expect(ofPlan).toMatchObject({ change: { before: 'detached' }, result: { kind: 'skipped', cause: 'blocked' } });
    const [repository] = verdictFor(outcome, { ...THE_OPTIONS, dryRun: true }).resources;
    expect(repository?.status).toBe('failed');
    expect(repository?.problems).toMatchObject([{ message: expect.stringMatching(message) }]);
  });

  it('keeps what other plans contain, or may', () => {
    const plans = [{ plan: aPlan({ id: guid(201), name: 'Weekly' }), membership: 'unknown' }] as const;
    const change = ofLicense('deactivate', { before: 'active' });
    const { results } = dryRunOutcome([{ kind: 'kept', change, plans }], desiredOf(anObservation()));
    expect(results).toEqual([{ change, result: { kind: 'kept', plans } }]);
  });

  it('is never "already" where it does not hold, whatever the server holds back', () => {
    fc.assert(
      fc.property(anyTruth, anyReporting, (truth, reporting) => {
        const { results } = outcomeFrom(observationOf(truth, reporting));
        for (const { change } of results.filter(({ result }) => result.kind === 'already'))
          if (!('plan' in change)) expect(change.before).toBe('active');
          else {
            expect(change.before).toBe('attached');
            const plan = truth.plans.find(({ id }) => id === change.plan.id);
            expect(plan?.members).toContain(change.resource.id);
          }
      }),
    );
  });
});
