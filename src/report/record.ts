import {
  isProved,
  type Outcome,
  problemsOf,
  type RepositoryOutcome,
  statusOf,
  type Step,
  wasChanged,
} from '../protection/outcome.ts';

/** What the report says of one repository. */
export interface RepositoryRecord {
  readonly id: string;
  readonly name: string;
  readonly license: string;
  readonly plans: readonly { readonly id: string; readonly name: string | null; readonly status: string }[];
  readonly proved: boolean;
  readonly error?: string;
}

export type StepStatus = Step<unknown>['status'];

export const LICENSE_STATUS: Readonly<Record<StepStatus, string>> = {
  already: 'already-active',
  done: 'activated',
  would: 'would-activate',
  failed: 'failed',
};

export const PLAN_STATUS: Readonly<Record<StepStatus, string>> = {
  already: 'already-attached',
  done: 'attached',
  would: 'would-attach',
  failed: 'failed',
};

/** What the report says of a repository. */
export function recordOf(outcome: RepositoryOutcome): RepositoryRecord {
  const { repository, license, plans } = outcome;
  const problems = problemsOf(outcome);
  return {
    id: repository.id,
    name: clipped(repository.name),
    license: LICENSE_STATUS[license.status],
    plans: plans.map(({ plan, step }) => ({ ...named(plan), status: PLAN_STATUS[step.status] })),
    proved: isProved(outcome),
    ...(problems.length === 0 ? {} : { error: problems.map(({ message }) => message).join('; ') }),
  };
}

/** How many repositories were checked, changed, failed, not tried and passed over. */
export function countsOf({ repositories, passedOver }: Outcome): {
  readonly checked: number;
  readonly changed: number;
  readonly failed: number;
  readonly 'not-tried': number;
  readonly 'passed-over': number;
} {
  return {
    checked: repositories.length,
    changed: repositories.filter(wasChanged).length,
    failed: repositories.filter((repository) => problemsOf(repository).length > 0).length,
    // Of those that failed.
    'not-tried': repositories.filter((repository) => statusOf(repository) === 'not-tried').length,
    'passed-over': passedOver,
  };
}

/** Something by its ID, with the name by which people know it. */
export function named({ id, name }: { readonly id: string; readonly name: string | undefined }): {
  id: string;
  name: string | null;
} {
  return { id, name: name === undefined ? null : clipped(name) };
}

/** No Git service has longer names; a report must not be filled by one. */
function clipped(name: string): string {
  // A character of two code units is not cut in half.
  return name.length > 500 ? `${name.slice(0, 500).replace(/[\ud800-\udbff]$/, '')}…` : name;
}
