import type { Outcome } from '../../src/domain/outcome.ts';
import type { ResourceStatus } from '../../src/domain/resource-result.ts';
import {
  anOutcome,
  aPlan,
  aProblem,
  aRepository,
  failed,
  guid,
  inPlan,
  type RepositoryParts,
  resultsOf,
} from './build.ts';

/** More than fits into any place that has a limit; 100,000, the most that is thought of, are measured by `npm run bench`. */
export const VERY_MANY = 20_000;

/** Four bytes a character in UTF-8. */
export const WIDE_NAME = '😀'.repeat(250);

/** What Markdown, HTML, CSV, JSON or a terminal might take for their own. */
export const HOSTILE_NAME = '|`<img src=x>\n::error::"\\\u202e\u{e0041}=1+1,[x](y)@all#1~~&amp;'.repeat(10);

/** An outcome of so many repositories. */
export function outcomeOf(count: number, make: (index: number) => RepositoryParts): Outcome {
  const parts = Array.from({ length: count }, (_, index) => ({
    repository: aRepository({ id: guid(1000 + index), name: nameOf(index) }),
    ...make(index),
  }));
  return { ...anOutcome(), results: parts.flatMap(resultsOf) };
}

/** The name of a repository of `outcomeOf`. */
export function nameOf(index: number): string {
  return `repo-${String(index).padStart(6, '0')}`;
}

/** A repository of each status, from what needs attention most to what needs none. */
export const WAYS = {
  failed: { license: { before: 'inactive', result: failed() } },
  'not-tried': {
    license: { before: 'inactive', result: { kind: 'skipped', cause: 'circuit-open', problem: aProblem() } },
    plans: [inPlan('detached', { kind: 'skipped', cause: 'dependency', problem: aProblem() })],
  },
  'would-change': { license: { before: 'inactive', result: { kind: 'would' } } },
  unverified: { license: { before: 'unknown', result: { kind: 'done', verified: false } } },
  'not-read-again': { license: { before: 'active', result: { kind: 'already', isOld: true } } },
  changed: { license: { before: 'inactive', result: { kind: 'done', verified: true } } },
  protected: {},
} as const satisfies Record<ResourceStatus, RepositoryParts>;

/** An outcome with so many plans, in all of which each repository is. */
export function withPlans(outcome: Outcome, count: number, name: (index: number) => string): Outcome {
  const plans = Array.from({ length: count }, (_, index) =>
    aPlan({ id: guid(200 + index), name: name(index), schedule: 'disabled' }),
  );
  const results = outcome.results.flatMap(({ change, result }) =>
    change.kind === 'activate'
      ? resultsOf({
          repository: change.resource,
          license: { before: change.before, result },
          plans: plans.map((plan) => inPlan('attached', { kind: 'already' }, plan)),
        })
      : [],
  );
  return { ...outcome, plans, results };
}
