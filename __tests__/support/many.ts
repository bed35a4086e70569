import type { Outcome, RepositoryOutcome } from '../../src/protection/outcome.ts';
import { anOutcome, aPlan, aProblem, aRepository, failed, guid, inPlan } from './build.ts';

/** As many as the largest organization that is thought of. */
export const VERY_MANY = 100_000;

/** Four bytes a character in UTF-8. */
export const WIDE_NAME = '😀'.repeat(250);

/** What Markdown, HTML, CSV, JSON or a terminal might take for their own. */
export const HOSTILE_NAME = '|`<img src=x>\n::error::"\\\u202e\u{e0041}=1+1,[x](y)@all#1~~&amp;'.repeat(10);

/** An outcome of so many repositories. */
export function outcomeOf(count: number, make: (index: number) => Partial<RepositoryOutcome>): Outcome {
  return anOutcome(
    ...Array.from({ length: count }, (_, index) => ({
      repository: aRepository({ id: guid(1000 + index), name: nameOf(index) }),
      ...make(index),
    })),
  );
}

/** The name of a repository of `outcomeOf`. */
export function nameOf(index: number): string {
  return `repo-${String(index).padStart(6, '0')}`;
}

/** What may become of a repository, from what needs attention most to what needs none. */
export const WAYS = {
  failed: { license: failed<'inactive'>('inactive') },
  'not-tried': {
    license: { status: 'failed', before: 'inactive', cause: 'untried', problem: aProblem() },
    plans: [inPlan({ status: 'failed', before: 'detached', cause: 'skipped', problem: aProblem() })],
  },
  'would-change': { license: { status: 'would', before: 'inactive' } },
  unproved: { license: { status: 'done', before: 'unknown', verified: false } },
  changed: { license: { status: 'done', before: 'inactive', verified: true } },
  protected: {},
} as const satisfies Record<string, Partial<RepositoryOutcome>>;

/** An outcome with so many plans, in all of which each repository is. */
export function withPlans(outcome: Outcome, count: number, name: (index: number) => string): Outcome {
  const plans = Array.from({ length: count }, (_, index) =>
    aPlan({ id: guid(200 + index), name: name(index), schedule: 'disabled' }),
  );
  const steps = plans.map((plan) => inPlan({ status: 'already', before: 'attached' }, plan));
  return { ...outcome, plans, repositories: outcome.repositories.map((each) => ({ ...each, plans: steps })) };
}
