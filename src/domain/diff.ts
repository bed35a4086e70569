import { type Problem } from '../shared/failure.ts';
import { label } from '../shared/text.ts';
import type { DesiredRepository, DesiredState } from './desired-state.ts';
import { isManual, membershipOf } from './membership.ts';
import type { BackupPlan, Id, Known, License, Membership, Repository } from './model.ts';

/** One change of one thing, and the state that was read before it. */
export type Change = LicenseChange | MembershipChange;

export interface LicenseChange {
  readonly kind: 'activate';
  readonly repository: Repository;
  readonly before: Known<License>;
}

export interface MembershipChange {
  readonly kind: 'attach';
  readonly repository: Repository;
  readonly plan: BackupPlan;
  readonly before: Known<Membership>;
}

/** The state that is right after a change. */
export const DESIRED = { activate: 'active', attach: 'attached' } as const;

/** What has to happen for one desired state: nothing, a change, or a change that cannot be made. */
export type DiffEntry =
  | { readonly kind: 'satisfied' | 'change'; readonly change: Change }
  | { readonly kind: 'blocked'; readonly change: Change; readonly problem: Problem };

/**
 * How the desired state differs from what was read: a value to print, count or apply, and the only source of what a run
 * will do. The entries of a repository follow each other, its license first, then its plans in their order.
 */
export type Diff = readonly DiffEntry[];

/**
 * Compares what is desired with the evidence that was read. Unknown is never taken for right: to activate or attach what is active
 * or attached already does no harm.
 */
export function diff({ organization, repositories }: DesiredState): Diff {
  return repositories.flatMap((desired) => [
    licenseEntry(desired),
    ...desired.attachedTo.map((plan) => membershipEntry(organization.id, desired.repository, plan)),
  ]);
}

function licenseEntry({ repository, license }: DesiredRepository): DiffEntry {
  const change: LicenseChange = { kind: 'activate', repository, before: repository.license };
  return { kind: repository.license === license ? 'satisfied' : 'change', change };
}

function membershipEntry(organization: Id, repository: Repository, plan: BackupPlan): DiffEntry {
  const before = membershipOf(organization, repository, plan);
  const change: MembershipChange = { kind: 'attach', repository, plan, before };
  if (before === 'attached') return { kind: 'satisfied', change };
  return isManual(plan) ? { kind: 'change', change } : { kind: 'blocked', change, problem: notManual(plan) };
}

/** The changes that are to be made. */
export function changesOf(entries: Diff): readonly Change[] {
  return entries.flatMap(({ kind, change }) => (kind === 'change' ? change : []));
}

/** Why a repository can't be attached to a plan that selects its repositories by itself. */
function notManual(plan: BackupPlan): Problem {
  return {
    title: 'The backup plan does not take in the repository',
    reason: plan.id,
    message: `backup plan ${label(plan)} chooses its repositories by itself (${plan.selection === 'all' ? 'all of an organization' : 'by rules'}), and this one is not reported to be among them`,
    remedy:
      'Change what the plan takes in or leaves out in GitProtect, or name a plan with hand-picked repositories. Attaching by hand would turn this plan into another kind.',
  };
}
