import { label, someOf } from '../shared/text.ts';
import { joinLists } from './id-list.ts';
import {
  type BackupPlan,
  type Id,
  type IdList,
  type Known,
  type Membership,
  type Organization,
  type Project,
  type ProjectReference,
  type Repository,
  type Resource,
  unreportedPlan,
} from './model.ts';

/**
 * Whether a repository or project is in a plan, by all that the server says of it: what its row lists, and what the plan
 * lists. Where the two contradict each other, it is unknown.
 *
 * A plan that includes every repository ignores what is selected in it [doc]. Exclusions win [open]: where they are not
 * understood, a plan does not prove that it contains something.
 */
export function membershipOf(organization: Id, resource: Resource, plan: BackupPlan): Known<Membership> {
  const states = reportedMemberships(organization, resource, plan);
  const [first] = states;
  return first === undefined || states.size > 1 ? 'unknown' : first;
}

/** Membership in a plan that GitProtect does not list: it contains only what says so itself. */
export function membershipInUnlisted({ plans }: Resource, plan: Id): Known<Membership> {
  if (plans?.disputed?.has(plan) === true || plans?.names?.has(plan) === true) return 'unknown';
  return plans?.ids.has(plan) === true ? 'attached' : 'detached';
}

/** Membership in a plan that is to be left, where nothing may speak against its being detached. */
export function membershipToLeave(organization: Id, resource: Resource, plan: BackupPlan): Known<Membership> {
  if (isDisputed(resource, plan)) return 'unknown';
  const says = resource.plans?.ids.has(plan.id) === true;
  const membership = membershipOf(organization, resource, plan);
  if (says) return membership === 'detached' ? 'unknown' : membership;
  // A plan that holds no repository, by its own count, needs no list.
  const isEmpty = resource.kind === 'repository' && plan.repositories === undefined && plan.repositoryCount === 0;
  if (isEmpty && isManual(plan)) return 'detached';
  return membership === 'detached' && !isProvedDetached(resource, plan) ? 'unknown' : membership;
}

/** Whether a list, or the plan itself, denies it, and affirms it as well: where it is not wanted, that is no proof. */
export function isDisputed({ id, plans }: Pick<Resource, 'id' | 'plans'>, plan: BackupPlan): boolean {
  if (plan.removed === 'disputed') return true;
  const said = [plan.repositories, plan.projects].some((list) => list?.disputed?.has(id));
  return said || plans?.disputed?.has(plan.id) === true;
}

/** A plan without its own count, where that is zero. */
export function withoutEmptyCount(plan: BackupPlan): BackupPlan {
  return plan.repositoryCount === 0 ? { ...plan, repositoryCount: undefined } : plan;
}

/** A plan as its count may be taken: one that is listed holds something [doc], so that a count of 0 says nothing of it. */
export function withoutEmptyCountIfListed(plan: BackupPlan, listed: ReadonlySet<Id>): BackupPlan {
  return listed.has(plan.id) ? withoutEmptyCount(plan) : plan;
}

/**
 * Whether a resource that is not in a plan's list is not in the plan: one that chooses by itself, or may, can contain more
 * than what is selected in it. Then its list needs to be as long as its own count.
 */
function isProvedDetached(resource: Resource, plan: BackupPlan): boolean {
  if (plan.selection === 'manual' || plan.excluded.ids.has(resource.id)) return true;
  if (listedIn(resource.plans, plan.id) === 'detached') return true;
  // One that leaves something out, or may, and doesn't tell its kind can take in all the rest, whatever it lists and counts:
  // repositories by themselves, which is told of each that is known to be of a project.
  const isAsked = resource.kind === 'project' && resource.repositories.size > 0;
  if (plan.selection === 'unknown' && leavesOut(plan) && !isAsked) return false;
  // Rules may choose a project [doc] that is not listed as selected.
  if (resource.kind === 'project') return plan.selection !== 'rules' || holdsNoneOf(plan, resource.repositories);
  return plan.repositoryCount !== undefined && !mayCount(plan, resource);
}

/** Whether a plan lists as many repositories as it counts, and none of these is among them. */
function holdsNoneOf(plan: BackupPlan, ids: ReadonlySet<Id>): boolean {
  const isOut = (id: Id): boolean => saidInPlan(plan, { kind: 'repository', id }).join() === 'detached';
  return plan.repositoryCount !== undefined && ids.size > 0 && [...ids].every(isOut);
}

function leavesOut({ excluded: { ids, complete, disputed = NO_IDS } }: BackupPlan): boolean {
  return ids.size > 0 || !complete || disputed.size > 0;
}

/** Whether anything says that it is in a plan, whatever else is said. */
export function isAffirmed(organization: Id, resource: Resource, plan: BackupPlan): boolean {
  return (
    isDisputed(resource, plan) ||
    mayCount(plan, resource) ||
    reportedMemberships(organization, resource, plan).has('attached')
  );
}

/** What is said of it: one state, none where it is not reported, both where that is contradictory. */
export function reportedMemberships(organization: Id, resource: Resource, plan: BackupPlan): ReadonlySet<Membership> {
  // A plan that is deleted contains nothing; what a row still says of it, or what is not understood, proves nothing.
  if (plan.removed !== false) {
    const isNamed = resource.plans?.ids.has(plan.id) === true;
    return new Set(plan.removed === true && !isNamed ? ['detached'] : []);
  }
  if (plan.excluded.ids.has(resource.id)) {
    // In a plan for all it is left out; one of another kind that lists it as well contradicts itself.
    const isListed = plan.selection !== 'all' && plan.repositories?.ids.has(resource.id) === true;
    return new Set(isListed ? ['attached', 'detached'] : ['detached']);
  }
  // A row that names another organization says nothing of this one.
  const isOurs = (plan.organization ?? organization) === organization;
  const { complete, disputed = NO_IDS } = plan.excluded;
  if (isOurs && plan.selection === 'all' && resource.kind === 'project') return leftOutOf(plan, resource);
  if (isOurs && plan.selection === 'all' && complete && !disputed.has(resource.id)) return new Set(['attached']);
  const isTelling = isOurs && plan.selection !== 'all';
  const listed = isTelling ? saidInPlan(plan, resource) : [];
  // What is left out may be among what is not understood.
  const isOpen = resource.kind === 'repository' && !plan.excluded.complete;
  const inPlan = listed.filter((state) => state === 'detached' || !isOpen);
  return new Set([...saidIn(resource.plans, plan.id), ...inPlan]);
}

/** Membership of a project in a plan for all repositories but some: the plan's own list of projects means nothing. */
function leftOutOf({ id, excluded }: BackupPlan, { plans, repositories, mayHave }: Project): ReadonlySet<Membership> {
  const isLeftOut = (each: Id): boolean => excluded.ids.has(each);
  const isIn =
    excluded.complete && [...repositories].some((each) => !isLeftOut(each) && excluded.disputed?.has(each) !== true);
  if (isIn || listedIn(plans, id) === 'attached') return new Set(['attached']);
  const isOut = repositories.size > 0 && [...repositories, ...mayHave].every(isLeftOut);
  return new Set(isOut ? ['detached'] : []);
}

/** An organization, as far as it matters for what its plans contain. */
type PlansOwner = Pick<Organization, 'id' | 'isAzure' | 'hasProjects'>;

/** Whether repositories of an organization may be in a plan with their projects. */
export function mayHaveProjects({
  isAzure,
  hasProjects = isAzure,
}: Pick<PlansOwner, 'isAzure' | 'hasProjects'>): boolean {
  return isAzure || hasProjects;
}

/** A plan that contains something, or of which it is not known. */
export interface PlanMembership {
  readonly plan: BackupPlan;
  readonly membership: Exclude<Known<Membership>, 'detached'>;
}

/**
 * The plans that contain a repository in any way, or may: by itself, or with its Azure DevOps project. A repository's own
 * plans say nothing about its project.
 * @param leaves the plans, by their IDs, that it leaves by itself, and that its project leaves
 */
export function plansContaining(
  organization: PlansOwner,
  repository: Repository,
  plans: readonly BackupPlan[],
  leaves: { readonly itself: ReadonlySet<Id>; readonly project: ReadonlySet<Id> } = LEAVES_NONE,
): readonly PlanMembership[] {
  const containing = plans.flatMap((plan): readonly PlanMembership[] => {
    const states = [
      leaves.itself.has(plan.id) ? undefined : membershipToLeave(organization.id, repository, plan),
      leaves.project.has(plan.id) ? undefined : containedByProject(organization, repository, plan),
    ];
    const membership = (['attached', 'unknown'] as const).find((state) => states.includes(state));
    return membership === undefined ? [] : [{ plan, membership }];
  });
  return [...containing, ...plansNamedOnly(repository)];
}

/** The plans that a row names without their IDs, and that no plan's name was found to mean: nobody can leave them. */
export function plansNamedOnly({ plans }: Pick<Resource, 'plans'>): readonly PlanMembership[] {
  return [...(plans?.names ?? [])].map((name) => ({ plan: { ...unreportedPlan(name), name }, membership: 'unknown' }));
}

const NO_IDS: ReadonlySet<Id> = new Set();
const LEAVES_NONE = { itself: NO_IDS, project: NO_IDS };

/** The names of the first of these plans, and how many more there are. */
export function planNames(memberships: readonly PlanMembership[]): string {
  return someOf(
    memberships.map(({ plan }) => label(plan)),
    5,
  );
}

/** Whether a plan leaves out one of these repositories, or may: its exclusions win, also those that are not understood. */
export function mayLeaveOut(plan: BackupPlan, ids: readonly Id[]): boolean {
  const { complete, ids: leftOut, disputed } = plan.excluded;
  return leavesOut(plan) && ids.some((id) => !complete || leftOut.has(id) || disputed?.has(id));
}

/**
 * Whether a repository of a project, or one that may be of it, would lose its backups with a move: each of the new plans
 * leaves it out, or may, and not each of the old ones does.
 */
export function mayLoseOne(
  { repositories, mayHave }: Project,
  plans: readonly BackupPlan[],
  old: readonly BackupPlan[],
): boolean {
  if (!plans.every(leavesOut)) return false;
  const isLost = (id: Id): boolean =>
    plans.every((plan) => mayLeaveOut(plan, [id])) && !old.every(({ excluded }) => excluded.ids.has(id));
  return [...repositories].some(isLost) || [...mayHave].some(isLost);
}

/** Whether a plan contains a repository with the project that its row names: its exclusions win. */
export function containedByProject(
  organization: PlansOwner,
  repository: Pick<Repository, 'id' | 'project'>,
  plan: BackupPlan,
): Known<Membership> {
  const { id } = repository;
  // A plan for all contains the repository by itself, or leaves it out.
  if (plan.selection === 'all' || plan.excluded.ids.has(id)) return 'detached';
  const membership = membershipOfProject(organization, repository, plan);
  const isOpen = !plan.excluded.complete || plan.excluded.disputed?.has(id) === true;
  return membership === 'attached' && isOpen ? 'unknown' : membership;
}

/** Whether a plan contains the project that a repository's row names. */
function membershipOfProject(
  organization: PlansOwner,
  { id, project }: Pick<Repository, 'id' | 'project'>,
  plan: BackupPlan,
): Known<Membership> {
  if (project?.id !== undefined)
    return membershipToLeave(organization.id, { ...projectOf(project, project.id), repositories: new Set([id]) }, plan);
  // A row may tell the project's plans, and neither its ID nor its name.
  if (project?.plans?.ids.has(plan.id) === true && plan.removed !== true) return 'attached';
  // A row that names its project, without its ID, tells that there are some.
  if (plan.projects === undefined)
    return project !== undefined || mayHaveProjects(organization) ? 'unknown' : 'detached';
  return plan.projects.complete && plan.projects.ids.size === 0 ? 'detached' : 'unknown';
}

/** What the rows of a project's repositories say of its plans together. */
export function plansIn(references: readonly ProjectReference[]): IdList | undefined {
  return joinLists(references.map(({ plans }) => plans));
}

/** The project that a repository's row names. */
export function projectOf({ name, plans }: ProjectReference, id: Id): Project {
  return { kind: 'project', id, name: name ?? id, plans, repositories: NO_IDS, mayHave: NO_IDS };
}

/** Whether repositories can be attached to it by hand; a plan of another kind is never turned into one. */
export function isManual({ selection }: BackupPlan): boolean {
  return selection === 'manual' || selection === 'unknown';
}

/** Whether nothing says that it is of a kind that takes in, and gives away, nothing by hand. */
export function isChangedByHand(plan: BackupPlan): boolean {
  return isManual(plan) && plan.isSelectionDisputed !== true;
}

/** What a plan's own list says. */
function saidInPlan(plan: BackupPlan, { kind, id }: Pick<Resource, 'kind' | 'id'>): readonly Membership[] {
  if (kind === 'project') return saidIn(plan.projects, id);
  return saidIn(plan.repositories && { ...plan.repositories, complete: isListWhole(plan) }, id);
}

/** A list shorter than the server's own count was left out of the response, in whole or in part. */
function isListWhole({ repositories, repositoryCount = 0 }: BackupPlan): boolean {
  return repositories?.complete === true && repositories.ids.size >= repositoryCount;
}

/**
 * Whether a plan that chooses by itself, or may, counts more than it lists: what is said not to be selected in it can be
 * among what it counts.
 */
function mayCount(plan: BackupPlan, { kind, id }: Resource): boolean {
  const { repositories, repositoryCount = 0, selection } = plan;
  if (kind === 'project' || selection === 'manual' || repositories === undefined) return false;
  return repositories.ids.size < repositoryCount && repositories.denied?.has(id) === true;
}

/** What a list says of an ID: one state, none where it is not reported, both where that is contradictory. */
function saidIn(list: IdList | undefined, id: Id): readonly Membership[] {
  if (list === undefined) return [];
  if (list.ids.has(id)) return ['attached'];
  if (list.complete || list.denied?.has(id) === true) return ['detached'];
  return list.disputed?.has(id) === true ? ['attached', 'detached'] : [];
}

function listedIn(list: IdList | undefined, id: Id): Known<Membership> {
  const [state = 'unknown', ...others] = saidIn(list, id);
  return others.length > 0 ? 'unknown' : state;
}
