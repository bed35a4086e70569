import { Rejection, type SimulatedRepository } from './model.ts';
import type { RepeatRules } from './plans.ts';

export interface LicenseRules extends RepeatRules {
  /** Whether an error response says which repository of a batch it is about. */
  readonly namesRejected: boolean;
}

/*
 * Whether a batch of licenses can be changed: whole or not at all, as a batch on the server may be. Each returns the
 * repositories of which the license changes. @throws Rejection
 */

export function toActivate(repositories: readonly SimulatedRepository[], rules: LicenseRules): SimulatedRepository[] {
  const removed = repositories.find((repository) => repository.removed);
  if (removed !== undefined) throw new Rejection(400, `Repository ${removed.id} is removed at its Git service.`);
  rejectIfSome(repositories, 'archived', rules);
  const unlicensed = repositories.filter(({ licensed }) => !licensed);
  if (unlicensed.length < repositories.length && rules.rejectsRepeats)
    throw new Rejection(rules.repeatStatus, 'A repository has a license already.');
  return [...new Set(unlicensed)];
}

export function toRelease(repositories: readonly SimulatedRepository[], rules: LicenseRules): SimulatedRepository[] {
  rejectIfSome(repositories, 'locked', rules);
  const licensed = repositories.filter((repository) => repository.licensed);
  if (licensed.length < repositories.length && rules.rejectsRepeats)
    throw new Rejection(rules.repeatStatus, 'A repository has no license.');
  return licensed;
}

function rejectIfSome(
  repositories: readonly SimulatedRepository[],
  is: 'archived' | 'locked',
  { namesRejected }: LicenseRules,
): void {
  const found = repositories.find((repository) => repository[is]);
  if (found !== undefined)
    throw new Rejection(400, namesRejected ? `Repository ${found.id} is ${is}.` : `A repository is ${is}.`);
}
