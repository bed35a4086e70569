import { Alike } from '../alike.ts';
import type { BackupPlan, Id, IdList, MembershipState, Organization, Repository } from '../gitprotect/model.ts';

/** What was read of an organization: the repositories and backup plans that the workflow asks about. */
export interface Observation {
  readonly organization: Organization;
  readonly repositories: readonly Repository[];
  readonly plans: readonly BackupPlan[];
  /** How many would have been selected, but are marked as removed at the Git host. */
  readonly passedOver: number;
}

/** How one repository stands to one backup plan. */
export interface Membership {
  readonly plan: BackupPlan;
  readonly state: MembershipState;
  /** What removes the drift: `blocked` where the plan chooses its repositories by itself and this one isn't among them. */
  readonly remedy: 'none' | 'attach' | 'blocked';
}

/** How one repository differs from what is asked for. */
export interface RepositoryDrift {
  readonly repository: Repository;
  readonly activate: boolean;
  readonly memberships: readonly Membership[];
}

/** How an organization differs from what is asked for: a value to print, compare, foresee or apply. */
export interface Drift {
  readonly observed: Observation;
  readonly repositories: readonly RepositoryDrift[];
}

/** Compares what was read with what is asked for: every repository licensed, and attached to every plan. */
export function findDrift(observed: Observation): Drift {
  const { organization, repositories, plans } = observed;
  const alike = new Alike<readonly Membership[]>();
  return {
    observed,
    repositories: repositories.map((repository) => ({
      repository,
      // Unknown is never taken for good: to activate what is active already does no harm.
      activate: repository.license !== 'active',
      memberships: membershipsOf(organization.id, repository, plans, alike),
    })),
  };
}

function membershipsOf(
  organization: Id,
  repository: Repository,
  plans: readonly BackupPlan[],
  alike: Alike<readonly Membership[]>,
): readonly Membership[] {
  const states = plans.map((plan) => membershipOf(organization, repository, plan));
  return alike.of(states.join(), () =>
    plans.map((plan, index) => {
      const state = states[index] ?? 'unknown';
      return { plan, state, remedy: remedyFor(plan, state) };
    }),
  );
}

/** Whether anything of a repository is not as asked for. */
export function differs({ activate, memberships }: RepositoryDrift): boolean {
  return activate || memberships.some(({ remedy }) => remedy !== 'none');
}

/**
 * Whether a repository is in a plan, by all that the server says of it: what the repository lists, and what the plan
 * lists. Where the two contradict each other, it is unknown.
 */
export function membershipOf(organization: Id, repository: Repository, plan: BackupPlan): MembershipState {
  // A plan that includes everything ignores what is selected in it [doc].
  if (plan.excluded.has(repository.id)) return 'detached';
  if (coversAll(organization, plan)) return 'attached';
  const listed = listedIn(plan.repositories, repository.id);
  const counted = plan.repositories?.ids.size ?? 0;
  // A list shorter than the server's own count was left out of the answer, in whole or in part.
  const partial = listed === 'detached' && plan.repositoryCount !== undefined && counted < plan.repositoryCount;
  const said = [listedIn(repository.plans, plan.id), partial ? 'unknown' : listed].filter(
    (state) => state !== 'unknown',
  );
  const [first] = said;
  return first === undefined || said.some((state) => state !== first) ? 'unknown' : first;
}

/** Whether a plan takes in every repository of the organization by itself. */
export function coversAll(organization: Id, plan: BackupPlan): boolean {
  return plan.selection === 'all' && (plan.organization ?? organization) === organization;
}

/** Attaching by hand is for plans with hand-picked repositories; a plan of another kind is never turned into one. */
function remedyFor(plan: BackupPlan, state: MembershipState): Membership['remedy'] {
  if (state === 'attached') return 'none';
  return plan.selection === 'rules' || plan.selection === 'all' ? 'blocked' : 'attach';
}

function listedIn(list: IdList | undefined, id: Id): MembershipState {
  if (list === undefined) return 'unknown';
  if (list.ids.has(id)) return 'attached';
  return list.complete ? 'detached' : 'unknown';
}
