import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DesiredState } from '../../../src/domain/desired-state.ts';
import { changesOf, diff, type DiffEntry } from '../../../src/domain/diff.ts';
import type { Outcome } from '../../../src/domain/outcome.ts';
import type { ResourceResult } from '../../../src/domain/resource-result.ts';
import type { Attempt } from '../../../src/domain/attempt.ts';
import { verify } from '../../../src/domain/verify.ts';
import { aProblem, desiredOf, THE_OPTIONS, verdictFor } from '../../support/build.ts';
import {
  afterChanges,
  anyReporting,
  anyTruth,
  completeReporting,
  observationOf,
  type Reporting,
  type Truth,
} from '../../support/truth.ts';

/** What is tried for an entry with a server that accepts everything. */
const ATTEMPTS: Readonly<Record<DiffEntry['kind'], Attempt>> = {
  satisfied: { kind: 'none' },
  change: { kind: 'accepted' },
  blocked: { kind: 'skipped', cause: 'blocked', problem: aProblem() },
  kept: { kind: 'kept', plans: [] },
};

/** What is wanted of a server that reports so: every repository in every plan. */
function desiredFrom(truth: Truth, reporting: Reporting): DesiredState {
  return desiredOf(observationOf(truth, reporting));
}

/** What holds after a server made all the changes that it was asked for. */
function obeyed(truth: Truth, reporting: Reporting): Truth {
  return afterChanges(truth, changesOf(diff(desiredFrom(truth, reporting))));
}

/** The outcome of a run, after which this holds. */
function outcomeOf(before: Truth, after: Truth, reporting: Reporting): Outcome {
  const desired = desiredFrom(before, reporting);
  const attempted = diff(desired).map(({ kind, change }) => ({ change, attempt: ATTEMPTS[kind] }));
  return verify(attempted, { kind: 'read', ...observationOf(after, reporting) }, desired);
}

function repositoriesOf(outcome: Outcome): readonly ResourceResult[] {
  return verdictFor(outcome, THE_OPTIONS).resources;
}

describe('for any state of GitProtect', () => {
  it('a server that makes the changes and reports the state leaves nothing unproved', () => {
    fc.assert(
      fc.property(anyTruth, completeReporting, (truth, reporting) => {
        const entries = diff(desiredFrom(truth, reporting));
        fc.pre(entries.every(({ kind }) => kind !== 'blocked'));
        const different = new Set(changesOf(entries).map(({ resource }) => resource.id));
        const results = repositoriesOf(outcomeOf(truth, obeyed(truth, reporting), reporting));
        expect(results).toHaveLength(truth.repositories.length);
        for (const { resource, isProved, changed, drifted } of results) {
          const differed = different.has(resource.id);
          expect({ isProved, changed, drifted }).toEqual({ isProved: true, changed: differed, drifted: differed });
        }
      }),
    );
  });

  it('a server that accepts everything and does nothing is found out where it reports the state', () => {
    fc.assert(
      fc.property(anyTruth, completeReporting, (truth, reporting) => {
        const sent = new Set(changesOf(diff(desiredFrom(truth, reporting))).map(({ resource }) => resource.id));
        // What it accepted may take effect yet.
        for (const { resource, isProved, changed, drifted } of repositoriesOf(outcomeOf(truth, truth, reporting)))
          expect({ isProved, changed }).toEqual({ isProved: !drifted, changed: sent.has(resource.id) });
      }),
    );
  });

  it('what was never seen to be right is never called "already"', () => {
    fc.assert(
      fc.property(anyTruth, anyReporting, (truth, reporting) => {
        const after = obeyed(truth, reporting);
        const now = diff(desiredFrom(after, reporting));
        for (const [index, { change, result }] of outcomeOf(truth, after, reporting).results.entries()) {
          if (result.kind !== 'already') continue;
          if (change.kind === 'activate') expect(change.before).toBe('active');
          else expect([change.before, now[index]?.change.before]).toContain('attached');
        }
      }),
    );
  });
});
