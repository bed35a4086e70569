import {
  containedByProject,
  isChangedByHand,
  isDisputed,
  isManual,
  membershipOf,
  membershipToLeave,
  plansContaining,
  plansNamedOnly,
  type PlanMembership,
  withoutEmptyCountIfListed,
} from './membership.ts';
import {
  type BackupPlan,
  byId,
  type Id,
  idsOf,
  type Known,
  type License,
  type Membership,
  NOTHING,
  type Observed,
  type Organization,
  plansNamedIn,
  type Project,
  type Repository,
  type Resource,
  tellsOfProjects,
  withUnlisted,
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
  /** Plans that rows of repositories name: the row of another one that is in them need not tell. */
  readonly namedPlans: ReadonlySet<Id>;
  readonly resources: readonly DesiredResource[];
  /** The projects that repositories are selected with: a repository's ID, and its project's. */
  readonly projectOf: ReadonlyMap<Id, Id>;
  /** The other repositories whose project is not reported: any of them may belong to a selected one. */
  readonly ofUnknownProject: readonly Repository[];
  /** Those of selected projects that are not selected, being archived at the Git host: they go where their project goes. */
  readonly leftInProjects: readonly Repository[];
  /** What is to leave, leaves every plan. */
  readonly leavesEveryPlan: boolean;
  /** What is to be in plans, is to be in no other hand-picked one. */
  readonly leavesOthers: boolean;
  /** How the named plans are to be. */
  readonly settings: PlanSettings;
}

export type DesiredResource = DesiredRepository | DesiredProject;

export interface DesiredRepository extends DesiredMemberships {
  readonly resource: Repository;
  /** `inactive`: as soon as no plan contains it. */
  readonly license: License;
  /** It is to be removed from GitProtect. */
  readonly removal: Backups | undefined;
}

/** A project has no license, and is not removed from GitProtect. */
interface DesiredProject extends DesiredMemberships {
  readonly resource: Project;
  readonly license: undefined;
  readonly removal: undefined;
}

/** The plans that are spoken of: any other plan is left as it is. */
interface DesiredMemberships {
  readonly attachedTo: readonly BackupPlan[];
  readonly detachedFrom: readonly BackupPlan[];
  /** Plans that contain it, or may, and are left as they are: its license is kept for them. */
  readonly alsoIn: readonly PlanMembership[];
}

const NONE = [] as const;
const NO_PLANS: DesiredMemberships = { attachedTo: NONE, detachedFrom: NONE, alsoIn: NONE };

/** What is wanted of what a request means. */
export function desiredState(request: Request, resolution: Resolution, observed: Observed): DesiredState {
  const { state, settings } = request;
  const { plans, selected, projects } = resolution;
  const { plans: allPlans, listedPlans } = observed;
  // An organization with projects is one of Azure DevOps, whatever its address.
  const hasProjects = projects.length > 0 || allPlans.some((plan) => (plan.projects ?? NOTHING).ids.size > 0);
  const organization: Organization = {
    ...observed.organization,
    isAzure: hasProjects || observed.organization.isAzure,
    hasProjects: tellsOfProjects(observed.repositories, allPlans),
    mayBeAzure:
      observed.organization.isOtherHost !== true &&
      observed.repositories.some(({ project }) => project?.id !== undefined),
  };
  const ofProjects = projects.flatMap((each) =>
    each.repositories.filter(({ removed }) => !removed || state.kind !== 'present'),
  );
  const repositories = byId([...selected.items, ...ofProjects]);
  const projectOf = new Map(
    projects.flatMap(({ project, repositories: its }) => its.map(({ id }) => [id, project.id])),
  );
  const inProjects = new Set(
    projects.flatMap(({ project, repositories: its }) =>
      project.repositories.size === its.length ? [] : [...project.repositories],
    ),
  );
  const selectedItself = idsOf([...projects.map(({ project }) => project), ...selected.items]);
  const bare: DesiredState = {
    organization,
    plans,
    allPlans,
    listedPlans,
    namedPlans: plansNamedIn(observed.repositories),
    resources: NONE,
    projectOf,
    ofUnknownProject: observed.repositories.filter(
      ({ id, project }) => !projectOf.has(id) && project?.id === undefined,
    ),
    leftInProjects: observed.repositories.filter(
      ({ id, removed }) => !removed && !projectOf.has(id) && inProjects.has(id),
    ),
    leavesEveryPlan: state.kind !== 'present' && plans.length === 0,
    leavesOthers: state.kind === 'present' && state.exclusive,
    settings,
  };
  const listedWith = new Map(
    projects.flatMap((each) => {
      const plansOfAll = plansListingAll(each, bare);
      return each.repositories.map(({ id }) => [id, plansOfAll]);
    }),
  );
  const resources = [...projects.map((each) => wantedOf(each, state)), ...repositories.values()].map((resource) => {
    const isSelected = selectedItself.has(resource.id);
    return state.kind === 'present'
      ? present(bare, resource, isSelected, state.exclusive)
      : absent(bare, resource, isSelected, state, listedWith);
  });
  const left = new Map(resources.flatMap(({ detachedFrom }) => detachedFrom.map((plan) => [plan.id, plan] as const)));
  return { ...bare, plans: bare.leavesEveryPlan ? [...left.values()] : plans, resources };
}

/** A project with the repositories that it is to protect: what is removed at the Git host is in no backup any more. */
function wantedOf({ project, repositories }: ProjectWithRepositories, state: Request['state']): Project {
  const removed = state.kind === 'present' ? idsOf(repositories.filter((each) => each.removed)) : NO_IDS;
  return removed.size === 0
    ? project
    : { ...project, repositories: new Set([...project.repositories].filter((id) => !removed.has(id))) };
}

const NO_IDS: ReadonlySet<Id> = new Set();

function present(desired: DesiredState, resource: Resource, isSelected: boolean, exclusive: boolean): DesiredResource {
  const memberships = isSelected ? presentIn(desired, resource, exclusive) : NO_PLANS;
  return resource.kind === 'project'
    ? { resource, license: undefined, removal: undefined, ...memberships }
    : { resource, license: 'active', removal: undefined, ...memberships };
}

function presentIn(
  { organization, plans, allPlans, listedPlans, namedPlans, projectOf }: DesiredState,
  resource: Resource,
  exclusive: boolean,
): DesiredMemberships {
  if (!exclusive) return { ...NO_PLANS, attachedTo: plans };
  const named = idsOf(plans);
  const others = knownTo(resource, allPlans, namedPlans).filter(({ id }) => !named.has(id));
  const isByProject = (plan: BackupPlan): boolean => byProject(organization, resource, projectOf, plan) === 'attached';
  // What is unknown must not be detached from: a destructive change needs evidence.
  const detachedFrom = others.filter(
    (plan) =>
      isChangedByHand(plan) && !isByProject(plan) && membershipOf(organization.id, resource, plan) === 'attached',
  );
  const left = idsOf(detachedFrom);
  const alsoIn = others.flatMap((plan): PlanMembership[] => {
    if (left.has(plan.id)) return [];
    const memberships = [
      membershipInOther({ organization, listedPlans }, resource, plan),
      byProject(organization, resource, projectOf, plan),
    ];
    if (memberships.includes('attached')) return [{ plan, membership: 'attached' }];
    // Whether a plan that chooses by itself contains it does not matter: it is left alone.
    return memberships.includes('unknown') && isManual(plan) ? [{ plan, membership: 'unknown' }] : [];
  });
  return { attachedTo: plans, detachedFrom, alsoIn: [...alsoIn, ...plansNamedOnly(resource)] };
}

/** Whether another plan than those that something is to be in contains it by itself. */
export function membershipInOther(
  { organization, listedPlans }: Pick<DesiredState, 'organization' | 'listedPlans'>,
  resource: Resource,
  plan: BackupPlan,
): Known<Membership> {
  const own = isDisputed(resource, plan) ? 'unknown' : membershipOf(organization.id, resource, plan);
  // Of a plan that leaves out what says itself to be in it, it is not known.
  const isContradicted = own === 'detached' && resource.plans?.ids.has(plan.id) === true;
  if (own !== 'unknown' && !isContradicted) return own;
  return membershipToLeave(organization.id, resource, withoutEmptyCountIfListed(plan, listedPlans));
}

/** Whether a plan contains a repository with its project, unless that was selected itself: then it leaves by itself. */
export function byProject(
  organization: Organization,
  resource: Resource,
  projectOf: ReadonlyMap<Id, Id>,
  plan: BackupPlan,
): Known<Membership> {
  if (resource.kind === 'project' || projectOf.has(resource.id)) return 'detached';
  return containedByProject(organization, resource, plan);
}

function absent(
  { organization, plans, allPlans, listedPlans, namedPlans, leavesEveryPlan, projectOf }: DesiredState,
  resource: Resource,
  isSelected: boolean,
  state: Request['state'],
  listedWith: ReadonlyMap<Id, readonly Id[]>,
): DesiredResource {
  const known = knownTo(resource, allPlans, namedPlans).map((plan) => withoutEmptyCountIfListed(plan, listedPlans));
  const contains = (plan: BackupPlan): boolean =>
    membershipToLeave(organization.id, resource, plan) !== 'detached' ||
    byProject(organization, resource, projectOf, plan) === 'attached';
  const leaves = leavesEveryPlan ? known.filter(contains) : plans;
  const detachedFrom = isSelected ? leaves : NONE;
  if (resource.kind === 'project')
    return { resource, license: undefined, removal: undefined, ...NO_PLANS, detachedFrom };
  return {
    resource,
    license: 'inactive',
    removal: state.kind === 'removed' ? state.backups : undefined,
    attachedTo: NONE,
    detachedFrom,
    alsoIn: plansContaining(organization, resource, known, {
      itself: new Set([...detachedFrom.map(({ id }) => id), ...(listedWith.get(resource.id) ?? NONE)]),
      project: idsOf(projectOf.has(resource.id) ? (leavesEveryPlan ? known : plans).filter(isChangedByHand) : NONE),
    }),
  };
}

/**
 * The plans that a project leaves and that list all of its repositories, perhaps because they contain the project [open].
 * Once it has left, a reading shows whether they contain a repository itself.
 */
function plansListingAll(
  { project, repositories }: ProjectWithRepositories,
  { organization: { id: organization }, plans, allPlans, namedPlans, leavesEveryPlan }: DesiredState,
): readonly Id[] {
  const leaves = leavesEveryPlan ? knownTo(project, allPlans, namedPlans) : plans;
  return leaves
    .filter(
      (plan) =>
        membershipToLeave(organization, project, plan) !== 'detached' &&
        repositories.every((each) => membershipOf(organization, each, plan) === 'attached'),
    )
    .map(({ id }) => id);
}

/** The plans that may contain a resource: rows may name some that no list holds. */
function knownTo(
  { plans }: Resource,
  allPlans: readonly BackupPlan[],
  namedPlans: ReadonlySet<Id>,
): readonly BackupPlan[] {
  return withUnlisted(allPlans, [...(plans ?? NOTHING).ids, ...namedPlans]);
}

/** The same for some things only, with the repositories of a project: their rows may report its plans. */
export function narrowedTo(desired: DesiredState, ids: ReadonlySet<Id>): DesiredState {
  const { resources, projectOf } = desired;
  const isAmong = ({ resource: { id } }: DesiredResource): boolean => ids.has(id) || ids.has(projectOf.get(id) ?? id);
  return { ...desired, resources: resources.filter(isAmong) };
}

/** The same with these plans, as they were read again. */
export function withPlans(desired: DesiredState, again: readonly BackupPlan[]): DesiredState {
  const now = byId(again);
  const latest = (plan: BackupPlan): BackupPlan => now.get(plan.id) ?? plan;
  return { ...desired, plans: desired.plans.map(latest), allPlans: desired.allPlans.map(latest) };
}
