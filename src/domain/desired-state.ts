import {
  containedByProject,
  isManual,
  membershipOf,
  membershipToLeave,
  plansContaining,
  type PlanMembership,
  withoutEmptyCount,
} from './membership.ts';
import {
  type BackupPlan,
  byId,
  type Id,
  idsOf,
  type Known,
  type License,
  type Membership,
  type Observed,
  type Organization,
  type Repository,
  type Resource,
  unreportedPlan,
} from './model.ts';
import type { Backups, PlanSettings, Request } from './request.ts';
import type { ProjectWithRepositories } from './projects.ts';
import type { Resolution } from './resolution.ts';

/**
 * What is wanted, in GitProtect's own things: no names, patterns or inputs any more. Each thing carries the evidence that
 * was read of it.
 */
export interface DesiredState {
  readonly organization: Organization;
  /** The plans that the request names, each once; those that it leaves where it names none. */
  readonly plans: readonly BackupPlan[];
  /** Every plan that is known. */
  readonly allPlans: readonly BackupPlan[];
  /** The plans of the list: each holds something of the organization [doc]. */
  readonly listedPlans: ReadonlySet<Id>;
  readonly resources: readonly DesiredResource[];
  /** The projects that repositories are selected with: a repository's ID, and its project's. */
  readonly projectOf: ReadonlyMap<Id, Id>;
  /** The other repositories whose project is not reported: any of them may belong to a selected one. */
  readonly ofUnknownProject: readonly Repository[];
  /** What is to leave, leaves every plan. */
  readonly leavesEveryPlan: boolean;
  /** How the named plans are to be. */
  readonly settings: PlanSettings;
}

/** A repository or project, and the plans that are spoken of: any other plan is left as it is. */
export interface DesiredResource {
  readonly resource: Resource;
  /** `inactive`: as soon as no plan contains it; undefined: it has none, as a project. */
  readonly license: License | undefined;
  readonly attachedTo: readonly BackupPlan[];
  readonly detachedFrom: readonly BackupPlan[];
  /** Plans that contain it, or may, and are left as they are: its license is kept for them. */
  readonly alsoIn: readonly PlanMembership[];
  /** It is to be removed from GitProtect. */
  readonly removal: Backups | undefined;
}

const NONE = [] as const;

/** What is wanted of what a request means. */
export function desiredState(request: Request, resolution: Resolution, observed: Observed): DesiredState {
  const { state, settings } = request;
  const { plans, selected, projects } = resolution;
  const { plans: allPlans, listedPlans } = observed;
  // An organization with projects is one of Azure DevOps, whatever its address.
  const organization = projects.length > 0 ? { ...observed.organization, isAzure: true } : observed.organization;
  const ofProjects = projects.flatMap((each) =>
    each.repositories.filter(({ removed }) => !removed || state.kind !== 'present'),
  );
  const repositories = byId([...selected.items, ...ofProjects]);
  const projectOf = new Map(
    projects.flatMap(({ project, repositories: its }) => its.map(({ id }) => [id, project.id])),
  );
  const bare: DesiredState = {
    organization,
    plans,
    allPlans,
    listedPlans,
    resources: NONE,
    projectOf,
    ofUnknownProject:
      projects.length === 0
        ? NONE
        : observed.repositories.filter(({ id, project }) => !projectOf.has(id) && project?.id === undefined),
    leavesEveryPlan: state.kind !== 'present' && plans.length === 0,
    settings,
  };
  const own = idsOf(selected.items);
  const listedWith = new Map(projects.map((each) => [each.project.id, plansListingAll(each, bare)]));
  const resources = [...projects.map(({ project }) => project), ...repositories.values()].map((resource) =>
    state.kind === 'present'
      ? present(bare, resource, resource.kind === 'project' || own.has(resource.id), state.exclusive)
      : absent(bare, resource, resource.kind === 'project' || own.has(resource.id), state, listedWith),
  );
  const left = new Map(resources.flatMap(({ detachedFrom }) => detachedFrom.map((plan) => [plan.id, plan] as const)));
  return { ...bare, plans: bare.leavesEveryPlan ? [...left.values()] : plans, resources };
}

/** @param isSelected by itself; else with its project, in whose plans it is */
function present(
  { organization, plans, allPlans, projectOf }: DesiredState,
  resource: Resource,
  isSelected: boolean,
  exclusive: boolean,
): DesiredResource {
  const desired = {
    resource,
    license: resource.kind === 'project' ? undefined : 'active',
    removal: undefined,
  } as const;
  if (!isSelected) return { ...desired, attachedTo: NONE, detachedFrom: NONE, alsoIn: NONE };
  if (!exclusive) return { ...desired, attachedTo: plans, detachedFrom: NONE, alsoIn: NONE };
  const named = idsOf(plans);
  const others = knownTo(resource, allPlans).filter(({ id }) => !named.has(id));
  const isByProject = (plan: BackupPlan): boolean => byProject(organization, resource, projectOf, plan) === 'attached';
  // What is unknown must not be detached from: a destructive change needs evidence.
  const detachedFrom = others.filter(
    (plan) => isManual(plan) && !isByProject(plan) && membershipOf(organization.id, resource, plan) === 'attached',
  );
  const left = idsOf(detachedFrom);
  const alsoIn = others.flatMap((plan): PlanMembership[] => {
    if (left.has(plan.id)) return [];
    const memberships = [
      membershipOf(organization.id, resource, plan),
      byProject(organization, resource, projectOf, plan),
    ];
    if (memberships.includes('attached')) return [{ plan, membership: 'attached' }];
    // Whether a plan that chooses by itself contains it does not matter: it is left alone.
    return memberships.includes('unknown') && isManual(plan) ? [{ plan, membership: 'unknown' }] : [];
  });
  return { ...desired, attachedTo: plans, detachedFrom, alsoIn };
}

/** Whether a plan contains a repository with its project, unless that was selected itself: then it leaves by itself. */
function byProject(
  organization: Organization,
  resource: Resource,
  projectOf: ReadonlyMap<Id, Id>,
  plan: BackupPlan,
): Known<Membership> {
  if (resource.kind === 'project' || projectOf.has(resource.id)) return 'detached';
  return containedByProject(organization, resource.project, plan);
}

function absent(
  { organization, plans, allPlans, listedPlans, leavesEveryPlan, projectOf }: DesiredState,
  resource: Resource,
  isSelected: boolean,
  state: Request['state'],
  listedWith: ReadonlyMap<Id, readonly Id[]>,
): DesiredResource {
  const known = knownTo(resource, allPlans).map((plan) => (listedPlans.has(plan.id) ? withoutEmptyCount(plan) : plan));
  const contains = (plan: BackupPlan): boolean =>
    membershipToLeave(organization.id, resource, plan, true) !== 'detached' ||
    byProject(organization, resource, projectOf, plan) === 'attached';
  const leaves = leavesEveryPlan ? known.filter(contains) : plans;
  const detachedFrom = isSelected ? leaves : NONE;
  if (resource.kind === 'project')
    return { resource, license: undefined, attachedTo: NONE, detachedFrom, alsoIn: NONE, removal: undefined };
  return {
    resource,
    license: 'inactive',
    attachedTo: NONE,
    detachedFrom,
    alsoIn: plansContaining(organization, resource, known, {
      itself: new Set([
        ...detachedFrom.map(({ id }) => id),
        ...(listedWith.get(projectOf.get(resource.id) ?? '') ?? []),
      ]),
      project: new Set(projectOf.has(resource.id) ? (leavesEveryPlan ? known : plans).map(({ id }) => id) : []),
    }),
    removal: state.kind === 'removed' ? state.backups : undefined,
  };
}

/**
 * The plans that a project leaves and that list all of its repositories: perhaps only since they are in it [open]. Whether
 * one is there by itself, a reading tells once the project has left.
 */
function plansListingAll(
  { project, repositories }: ProjectWithRepositories,
  { organization: { id: organization }, plans, allPlans, leavesEveryPlan }: DesiredState,
): readonly Id[] {
  return (leavesEveryPlan ? knownTo(project, allPlans) : plans).flatMap((plan) =>
    membershipToLeave(organization, project, plan, true) !== 'detached' &&
    repositories.every((each) => membershipOf(organization, each, plan) === 'attached')
      ? plan.id
      : [],
  );
}

/** The plans that may contain a resource: a row may name some that no list holds. */
function knownTo({ plans }: Resource, allPlans: readonly BackupPlan[]): readonly BackupPlan[] {
  if (plans === undefined || plans.ids.size === 0) return allPlans;
  const listed = idsOf(allPlans);
  const unlisted = [...plans.ids].filter((id) => !listed.has(id));
  return unlisted.length === 0 ? allPlans : [...allPlans, ...unlisted.map(unreportedPlan)];
}

/** The same for some things only, with the repositories of a project: their rows may report its plans. */
export function narrowedTo(desired: DesiredState, ids: ReadonlySet<Id>): DesiredState {
  const { resources, projectOf } = desired;
  const isAmong = ({ resource: { id } }: DesiredResource): boolean => ids.has(id) || ids.has(projectOf.get(id) ?? '');
  return { ...desired, resources: resources.filter(isAmong) };
}

/** The same with these plans, as they were read again. */
export function withPlans(desired: DesiredState, again: readonly BackupPlan[]): DesiredState {
  const now = byId(again);
  const latest = (plan: BackupPlan): BackupPlan => now.get(plan.id) ?? plan;
  return { ...desired, plans: desired.plans.map(latest), allPlans: desired.allPlans.map(latest) };
}
