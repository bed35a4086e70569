import { type Problem } from '../shared/failure.ts';
import { label } from '../shared/text.ts';
import type { DesiredRepository, DesiredResource, DesiredState } from './desired-state.ts';
import {
  containedByProject,
  isChangedByHand,
  membershipInUnlisted,
  membershipOf,
  membershipToLeave,
  withoutEmptyCountIfListed,
  type PlanMembership,
  planNames,
  mayLoseOne,
} from './membership.ts';
import {
  type BackupPlan,
  type Id,
  idsOf,
  type Known,
  type License,
  licenseFor,
  type Membership,
  type Repository,
  type Resource,
} from './model.ts';
import type { Backups } from './request.ts';

/** One change of one thing, and the state that was read before it. */
export type Change = LicenseChange | MembershipChange | RemovalChange;

export type LicenseChange = ChangeOfLicense<'activate'> | ChangeOfLicense<'deactivate'>;
export type MembershipChange = ChangeOfMembership<'attach'> | ChangeOfMembership<'detach'>;

interface ChangeOfLicense<Kind> {
  readonly kind: Kind;
  readonly resource: Repository;
  readonly before: Known<License>;
}

interface ChangeOfMembership<Kind> {
  readonly kind: Kind;
  readonly resource: Resource;
  readonly plan: BackupPlan;
  readonly before: Known<Membership>;
}

/** From GitProtect as a whole. */
export interface RemovalChange {
  readonly kind: 'remove';
  readonly resource: Repository;
  readonly backups: Backups;
  readonly before: 'listed';
}

/** The state that is right after a change. */
export const DESIRED = {
  activate: 'active',
  attach: 'attached',
  detach: 'detached',
  deactivate: 'inactive',
  remove: 'removed',
} as const;

/** What has to happen for one desired state: nothing, a change, or a change that cannot be made. */
export type DiffEntry =
  | { readonly kind: 'satisfied' | 'change'; readonly change: Change }
  | { readonly kind: 'blocked'; readonly change: Change; readonly problem: Problem }
  /** Left as it is, since these plans contain it, or may. */
  | { readonly kind: 'kept'; readonly change: Change; readonly plans: readonly PlanMembership[] };

/**
 * How the desired state differs from what was read: a value to print, count or apply, and the only source of what a run
 * will do. The entries of a resource follow each other, its license first, then its plans in their order.
 */
export type Diff = readonly DiffEntry[];

/**
 * Compares what is desired with the evidence that was read. Unknown is never taken for right: to activate or attach what
 * is active or attached already does no harm.
 */
export function diff(desired: DesiredState): Diff {
  // A plan that a row names holds something.
  const known = new Set([...idsOf(desired.allPlans), ...desired.namedPlans]);
  const blocked = new Map<Id, Problem>();
  return desired.resources.flatMap((each) => {
    const entries = entriesOf(desired, each, known);
    const problem =
      problemOf(entries, 'detach') ??
      problemOf(entries, 'remove') ??
      blocked.get(desired.projectOf.get(each.resource.id) ?? each.resource.id);
    if (problem === undefined) return withoutLeaving(entries, leavingOut(each));
    blocked.set(each.resource.id, problem);
    // Of what can't leave a plan nothing is changed.
    return entries.map((entry) => (entry.kind === 'change' ? { ...entry, kind: 'blocked', problem } : entry));
  });
}

const NONE = [] as const;

function entriesOf(desired: DesiredState, each: DesiredResource, known: ReadonlySet<Id>): Diff {
  const { resource, attachedTo, detachedFrom } = each;
  return [
    ...(each.license === undefined ? NONE : [licenseEntry(each)]),
    ...attachedTo.map((plan) => attachEntry(desired.organization.id, resource, plan)),
    ...detachedFrom.map((plan) => detachEntry(desired, resource, plan, known.has(plan.id))),
    ...othersOf(desired, each).map((other) => otherEntry(resource, other)),
    ...(each.removal === undefined ? NONE : [removalEntry(each, each.removal)]),
  ];
}

/** The other plans that are told of: of what is absent where it was to leave every plan, and by itself. */
function othersOf({ leavesEveryPlan, projectOf }: DesiredState, each: DesiredResource): readonly PlanMembership[] {
  const { resource, license, removal, alsoIn, detachedFrom } = each;
  if (license !== 'inactive') return alsoIn;
  if (!leavesEveryPlan || removal !== undefined || projectOf.has(resource.id)) return NONE;
  const left = idsOf(detachedFrom);
  return alsoIn.filter(({ plan }) => !left.has(plan.id));
}

function licenseEntry({ resource, license, alsoIn }: DesiredRepository): DiffEntry {
  const before = licenseFor(license, resource);
  const change: LicenseChange = { kind: license === 'active' ? 'activate' : 'deactivate', resource, before };
  if (before === license) return { kind: 'satisfied', change };
  return license === 'inactive' && alsoIn.length > 0
    ? { kind: 'kept', change, plans: alsoIn }
    : { kind: 'change', change };
}

/** What is to be done for something that is to be in a plan. */
export function attachEntry(organization: Id, resource: Resource, plan: BackupPlan): DiffEntry {
  const before = membershipOf(organization, resource, plan);
  const change: MembershipChange = { kind: 'attach', resource, plan, before };
  if (before === 'attached') return { kind: 'satisfied', change };
  return isChangedByHand(plan)
    ? { kind: 'change', change }
    : { kind: 'blocked', change, problem: notManual(resource, plan) };
}

function detachEntry(
  { organization, projectOf, listedPlans }: DesiredState,
  resource: Resource,
  plan: BackupPlan,
  isKnown: boolean,
): DiffEntry {
  const counted = withoutEmptyCountIfListed(plan, listedPlans);
  const byItself = isKnown
    ? membershipToLeave(organization.id, resource, counted)
    : membershipInUnlisted(resource, plan.id);
  const isAlone = resource.kind === 'repository' && !projectOf.has(resource.id);
  const byProject = isAlone && isKnown ? containedByProject(organization, resource, counted) : 'detached';
  // Whether the plan contains it with its project is not reported: it is not "already" detached.
  const isOpen =
    byItself === 'unknown'
      ? mayBeByRules(organization.id, resource, counted)
      : byItself === 'detached' && byProject === 'unknown';
  const before = isOpen ? 'unknown' : byItself;
  const change: MembershipChange = { kind: 'detach', resource, plan, before };
  if (isAlone && byProject === 'attached')
    return {
      kind: 'blocked',
      change: { ...change, before: 'attached' },
      problem: inProject(plan, resource.project?.name ?? resource.project?.id ?? ''),
    };
  if (before === 'detached') return { kind: 'satisfied', change };
  if (isChangedByHand(plan)) return { kind: 'change', change };
  return isOpen
    ? { kind: 'kept', change, plans: [{ plan, membership: 'unknown' }] }
    : { kind: 'blocked', change, problem: notLeftByHand(resource, plan) };
}

/** Whether a project, not known to have left a plan, is not selected in it, but chosen by its rules, if at all. */
function mayBeByRules(organization: Id, resource: Resource, plan: BackupPlan): boolean {
  return (
    resource.kind === 'project' &&
    plan.selection === 'rules' &&
    membershipOf(organization, resource, plan) === 'detached'
  );
}

/** Another plan that contains something that is to be in exclusive plans, or may, and that it does not leave. */
function otherEntry(resource: Resource, { plan, membership }: PlanMembership): DiffEntry {
  return {
    kind: 'kept',
    change: { kind: 'detach', resource, plan, before: membership },
    plans: [{ plan, membership }],
  };
}

function removalEntry({ resource, alsoIn }: DesiredRepository, backups: Backups): DiffEntry {
  const change: RemovalChange = { kind: 'remove', resource, backups, before: 'listed' };
  return alsoIn.length === 0
    ? { kind: 'change', change }
    : { kind: 'blocked', change, problem: notProvedAbsent(alsoIn) };
}

/** Why the first of the blocked changes of a kind can't be made. */
function problemOf(entries: Diff, kind: Change['kind']): Problem | undefined {
  return entries.flatMap((entry) => (entry.kind === 'blocked' && entry.change.kind === kind ? entry.problem : []))[0];
}

/** A new plan of a project that leaves out repositories of it, or may: they would be in no plan once it left the old ones. */
export function leavingOut({
  resource,
  attachedTo,
  detachedFrom,
}: Pick<DesiredResource, 'resource' | 'attachedTo' | 'detachedFrom'>): Problem | undefined {
  if (resource.kind !== 'project') return undefined;
  const [plan] = mayLoseOne(resource, attachedTo, detachedFrom) ? attachedTo : [];
  return plan && notConfirmed(plan, `backup plan ${label(plan)} leaves out repositories of the project, or may`, LOOK);
}

const LOOK = 'Look in GitProtect at what the plan leaves out, and take the repositories of the project from it.';

function notConfirmed({ id }: BackupPlan, why: string, remedy: string): Problem {
  const message = `not detached from the other plans, since ${why}`;
  return { title: 'The new membership could not be confirmed', reason: id, message, remedy };
}

/** What can't be attached to its new plans does not leave its old ones. @param obstacle another reason for that */
export function withoutLeaving(entries: Diff, obstacle?: Problem): Diff {
  const [blocked] = entries.flatMap((entry) =>
    entry.kind === 'blocked' && entry.change.kind === 'attach' ? { ...entry.change, problem: entry.problem } : [],
  );
  const problem =
    blocked === undefined
      ? obstacle
      : notConfirmed(
          blocked.plan,
          `the ${blocked.resource.kind} cannot be attached to backup plan ${label(blocked.plan)}`,
          blocked.problem.remedy,
        );
  if (problem === undefined) return entries;
  return entries.map((entry) =>
    entry.kind === 'change' && entry.change.kind === 'detach' ? { ...entry, kind: 'blocked', problem } : entry,
  );
}

/** The changes that are to be made. */
export function changesOf(entries: Diff): readonly Change[] {
  return entries.flatMap(({ kind, change }) => (kind === 'change' ? change : []));
}

/** Whether a change takes protection away. */
export function isLeaving({ kind }: Change): boolean {
  return kind === 'detach' || kind === 'deactivate' || kind === 'remove';
}

/** Why something can't be attached to a plan that selects by itself. */
export function notManual(resource: Resource, plan: BackupPlan): Problem {
  const what = resource.kind === 'project' ? `project ${label(resource)}` : 'this one';
  // What a plan for all takes in of a project is its repositories.
  const isUnknown = resource.kind === 'project' && plan.selection === 'all' && resource.repositories.size === 0;
  const why = isUnknown ? `no repository of ${what} is known` : `${what} is not reported to be among them`;
  return {
    title:
      resource.kind === 'project'
        ? 'The backup plan does not include the project'
        : 'The backup plan does not include the repository',
    reason: plan.id,
    message: `backup plan ${label(plan)} chooses its repositories by itself (${byWhat(plan)}), and ${why}`,
    remedy: isUnknown
      ? 'Correct the ID of the project, if it is wrong; otherwise select its repositories by name.'
      : 'Change what the plan takes in or leaves out in GitProtect, or name a plan with hand-picked repositories. Attaching by hand would turn this plan into another kind.',
  };
}

function notLeftByHand(resource: Resource, plan: BackupPlan): Problem {
  const { kind } = resource;
  return {
    title: kind === 'project' ? 'The project cannot be detached by hand' : 'The repository cannot be detached by hand',
    reason: plan.id,
    message: `backup plan ${label(plan)} chooses its repositories by itself (${byWhat(plan)}), and ${kind} ${label(resource)} is not reported to be left out: nothing about it was changed`,
    remedy: `Exclude the ${kind} in backup plan ${label(plan)} in GitProtect, then run again; or name only the plans to leave in the input plan.`,
  };
}

function inProject(plan: BackupPlan, project: string): Problem {
  return {
    title: 'The repository is in the plan through its project',
    reason: plan.id,
    message: `backup plan ${label(plan)} contains the repository with its project '${project}', and cannot be left by the repository alone: nothing about it was changed`,
    remedy:
      'Detach the project with the input project, exclude the repository in GitProtect, or name only the plans to leave in the input plan.',
  };
}

function notProvedAbsent(memberships: readonly PlanMembership[]): Problem {
  return {
    title: 'The repository may still be in a backup plan',
    reason: 'not-absent',
    message: `it is not proved that no backup plan contains the repository (${planNames(memberships)}): it was not removed`,
    remedy: 'Look at the repository in GitProtect, exclude it from these plans, and run again.',
  };
}

function byWhat({ selection, isSelectionDisputed }: BackupPlan): string {
  if (isSelectionDisputed === true) return 'by what is reported of it, which contradicts itself';
  return selection === 'all' ? 'all of an organization' : 'by rules';
}
