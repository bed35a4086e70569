import { type Attempt, isAccepted, mayTakeEffect } from './attempt.ts';
import type { DesiredState } from './desired-state.ts';
import type { LicenseChange } from './diff.ts';
import { containedByProject, isAffirmed, type PlanMembership, planNames, plansContaining } from './membership.ts';
import { type BackupPlan, byId, type Id, type Repository, type Resource, unreportedPlan } from './model.ts';
import { type Detached, plansAfter, type PlansAfter, plansFor } from './plans-after.ts';
import type { Reading } from './state-after.ts';

/** A license that is to be released, and what was tried before to detach its repository: the attempts by plan. */
export interface Release {
  readonly change: LicenseChange;
  readonly own: ReadonlyMap<Id, Attempt>;
  readonly ofProject: ReadonlyMap<Id, Attempt>;
}

export interface Decided {
  readonly release: Release;
  readonly decision: ReleaseDecision;
}

/** Release it; or don't, and why; or look again, as a detachment may take its time. */
export type ReleaseDecision =
  | { readonly kind: 'release' }
  | {
      readonly kind: 'keep' | 'wait';
      readonly attempt: Attempt;
      /** A plan is reported to contain the repository, or that is reported in contradictions. */
      readonly isReported?: boolean;
    };

/**
 * Decides by a reading which licenses may be released: those of repositories that no plan contains. If memberships are
 * not reported, only when every plan was to be left, and every detachment was accepted.
 * @param reported the repositories, by their IDs, of which an earlier reading reported memberships
 */
export function decideReleases(
  releases: readonly Release[],
  reading: Reading,
  desired: DesiredState,
  detached: Detached,
  reported: ReadonlySet<Id> = new Set(),
): readonly Decided[] {
  if (reading.kind === 'unread') {
    const decision: ReleaseDecision = { kind: 'wait', attempt: stays(reading.doubt.message) };
    return releases.map((release) => ({ release, decision }));
  }
  const rows = byId(reading.repositories);
  const after = plansAfter(desired, reading, detached);
  const atFirst = byId(desired.allPlans);
  const selected = new Map(desired.resources.map(({ resource }) => [resource.id, resource]));
  return releases.map((release) => {
    const { id } = release.change.resource;
    const now = rows.get(id);
    // What is gone from GitProtect has no license; one row that is missing does not show it.
    if (now === undefined) return { release, decision: { kind: 'wait', attempt: stays(NOT_LISTED) } };
    const project = selected.get(desired.projectOf.get(id) ?? '');
    return {
      release,
      decision: decide(
        release,
        { ...after, now, project, plans: plansFor(now, after), atFirst, wasReportedSince: reported.has(id) },
        desired,
      ),
    };
  });
}

const NOT_LISTED = 'GitProtect does not list the repository any more';

/** What is known of a repository when its license is to be released. */
interface Evidence extends Pick<PlansAfter, 'organization'> {
  readonly now: Repository;
  /** With which it was selected. */
  readonly project: Resource | undefined;
  /** That may contain it now. */
  readonly plans: readonly BackupPlan[];
  /** The plans as they were read before the changes. */
  readonly atFirst: ReadonlyMap<Id, BackupPlan>;
  /** A reading after that reported memberships. */
  readonly wasReportedSince: boolean;
}

function decide(
  { change, own, ofProject }: Release,
  { organization, now, project, plans, atFirst, wasReportedSince }: Evidence,
  { leavesEveryPlan }: DesiredState,
): ReleaseDecision {
  const containing = plansContaining(organization, now, plans);
  if (containing.length === 0) return { kind: 'release' };
  // In a plan that its project is seen to have left it is by itself.
  const isLeft = ({ plan }: PlanMembership): boolean =>
    own.has(plan.id) || (ofProject.has(plan.id) && containedByProject(organization, now, plan) !== 'detached');
  const isStill = ({ plan, membership }: PlanMembership): boolean =>
    membership === 'attached' &&
    (own.has(plan.id) || (ofProject.has(plan.id) && containedByProject(organization, now, plan) === 'attached'));
  const still = containing.filter(isStill);
  if (still.length > 0) {
    // What was refused, or not tried, is not waited for.
    const mayCome = still.every(({ plan: { id } }) =>
      [own.get(id), ofProject.get(id)].some((attempt) => attempt !== undefined && mayTakeEffect(attempt)),
    );
    const attempt = stays(`backup plan ${planNames(still)} still contains it`);
    return { kind: mayCome ? 'wait' : 'keep', attempt, isReported: true };
  }
  const others = containing.filter(({ membership }) => membership === 'attached');
  // Neither attached nor detached: it is reported, though in contradictions, or not so that it counts.
  const isUnreported = (plan: BackupPlan): boolean =>
    [now, ...(project === undefined ? [] : [project])].every(
      (resource) => !isAffirmed(organization.id, resource, plan),
    );
  // The exception is for what was never reported: what only vanished from the rows is not known to be left.
  const wasReported = ({ id }: BackupPlan): boolean =>
    isAffirmed(organization.id, change.resource, atFirst.get(id) ?? unreportedPlan(id));
  const accepted = { itself: acceptedIn(own), project: acceptedIn(ofProject) };
  const areAccepted = [...own.values(), ...ofProject.values()].every(isAccepted);
  if (
    others.length === 0 &&
    !wasReportedSince &&
    leavesEveryPlan &&
    areAccepted &&
    containing.every(({ plan }) => isUnreported(plan) && !wasReported(plan)) &&
    plansContaining(organization, now, plans, accepted).length === 0
  )
    return { kind: 'release' };
  const isReported = containing.some(({ plan }) => !isUnreported(plan));
  const isContradictory = containing.some((each) => isLeft(each) && !isUnreported(each.plan));
  return { kind: isContradictory ? 'wait' : 'keep', attempt: { kind: 'kept', plans: containing }, isReported };
}

function acceptedIn(attempts: ReadonlyMap<Id, Attempt>): ReadonlySet<Id> {
  return new Set([...attempts].flatMap(([id, attempt]) => (isAccepted(attempt) ? id : [])));
}

function stays(why: string): Attempt {
  return {
    kind: 'skipped',
    cause: 'dependency',
    problem: {
      title: 'The license was not released',
      reason: 'license-stays',
      message: `the license stays, since it is not proved that no backup plan contains the repository: ${why}`,
      remedy: 'Look at the repository in GitProtect, and run again: the license is released once no plan contains it.',
    },
  };
}
