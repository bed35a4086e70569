import type { LicenseChange } from '../domain/diff.ts';
import type { DesiredState } from '../domain/desired-state.ts';
import {
  containedByProject,
  type PlanMembership,
  plansContaining,
  reportedMemberships,
  withoutEmptyCount,
} from '../domain/membership.ts';
import { type BackupPlan, type Id, type Repository, unreportedPlan } from '../domain/model.ts';
import { absenceOf, type Detached, withoutEvidence } from '../domain/left-plans.ts';
import type { Attempt, Reading } from '../domain/verify.ts';
import { label, someOf } from '../shared/text.ts';

/** A license that is to be released, and what was tried before to detach its repository: the attempts by plan. */
export interface Release {
  readonly change: LicenseChange;
  readonly own: ReadonlyMap<Id, Attempt>;
  readonly ofProject: ReadonlyMap<Id, Attempt>;
}

/** Release it (no attempt); or don't, and why; or look again, as a detachment may take its time. */
export interface ReleaseDecision {
  readonly kind: 'release' | 'keep' | 'wait';
  readonly attempt: Attempt | undefined;
}

const RELEASE: ReleaseDecision = { kind: 'release', attempt: undefined };
const NOTHING_LEFT: ReadonlySet<Id> = new Set();

/**
 * Decides by a reading whether a license may be released: when no plan contains the repository. If memberships are not
 * reported, only when every plan was to be left, and every detachment was accepted.
 */
export function mayRelease(
  { change, own, ofProject }: Release,
  reading: Reading,
  desired: DesiredState,
  detached: Detached,
): ReleaseDecision {
  if (reading.kind === 'unread') return { kind: 'wait', attempt: stays(reading.problem.message) };
  const now = reading.repositories.find(({ id }) => id === change.resource.id);
  // What is gone from GitProtect has no license.
  if (now === undefined) return { kind: 'keep', attempt: stays('GitProtect does not list the repository any more') };
  const { organization, leavesEveryPlan } = desired;
  const plans = plansOf(now, reading, desired, detached);
  const containing = plansContaining(organization, now, plans, { itself: NOTHING_LEFT, project: NOTHING_LEFT });
  if (containing.length === 0) return RELEASE;
  // In a plan that its project is seen to have left it is by itself.
  const isLeft = ({ plan }: PlanMembership): boolean =>
    own.has(plan.id) || (ofProject.has(plan.id) && containedByProject(organization, now.project, plan) !== 'detached');
  const isStill = ({ plan, membership }: PlanMembership): boolean =>
    membership === 'attached' &&
    (own.has(plan.id) ||
      (ofProject.has(plan.id) && containedByProject(organization, now.project, plan) === 'attached'));
  const still = containing.filter(isStill);
  if (still.length > 0) {
    // What was refused, or not tried, is not waited for.
    const mayCome = still.every(({ plan: { id } }) => [own.get(id), ofProject.get(id)].some(mayTakeEffect));
    return { kind: mayCome ? 'wait' : 'keep', attempt: stays(`backup plan ${namesOf(still)} still contains it`) };
  }
  const others = containing.filter(({ membership }) => membership === 'attached');
  const project = desired.resources.find(({ resource }) => resource.id === desired.projectOf.get(now.id))?.resource;
  // Neither attached nor detached: it is reported, though in contradictions, or not so that it counts.
  const isUnreported = (plan: BackupPlan): boolean =>
    [now, ...(project === undefined ? [] : [project])].every(
      (resource) => !reportedMemberships(organization.id, resource, plan).has('attached'),
    );
  // The exception is for what was never reported: what only vanished from the rows is not known to be left.
  const atFirst = new Map(desired.allPlans.map((plan) => [plan.id, plan]));
  const wasReported = ({ id }: BackupPlan): boolean =>
    reportedMemberships(organization.id, change.resource, atFirst.get(id) ?? unreportedPlan(id)).has('attached');
  const accepted = { itself: acceptedIn(own), project: acceptedIn(ofProject) };
  const isAccepted = [...own.values(), ...ofProject.values()].every(isAcceptedAttempt);
  if (
    others.length === 0 &&
    leavesEveryPlan &&
    isAccepted &&
    containing.every(({ plan }) => isUnreported(plan) && !wasReported(plan)) &&
    plansContaining(organization, now, plans, accepted).length === 0
  )
    return RELEASE;
  const isContradictory = containing.some((each) => isLeft(each) && !isUnreported(each.plan));
  return { kind: isContradictory ? 'wait' : 'keep', attempt: { kind: 'kept', plans: containing } };
}

/** The plans that may contain a repository now: those that it names, and those that are known, unless they were left. */
export function plansOf(
  { id: repository, plans: named }: Repository,
  reading: Extract<Reading, { kind: 'read' }>,
  desired: Pick<DesiredState, 'listedPlans' | 'allPlans'>,
  detached: Detached,
): readonly BackupPlan[] {
  const now = new Map([...desired.allPlans.map(withoutEvidence), ...reading.plans].map((plan) => [plan.id, plan]));
  const known = [...now.values()].flatMap((plan) => {
    const absence = absenceOf(plan.id, repository, desired, reading, detached);
    if (absence === 'left' && named?.ids.has(plan.id) !== true) return [];
    // A plan that is listed holds something [doc], whatever is counted elsewhere.
    if (absence === 'listed') return reading.listedPlans.has(plan.id) ? withoutEmptyCount(plan) : plan;
    return withoutEvidence(plan);
  });
  return [...known, ...[...(named?.ids ?? [])].filter((id) => !now.has(id)).map(unreportedPlan)];
}

function acceptedIn(attempts: ReadonlyMap<Id, Attempt>): ReadonlySet<Id> {
  return new Set([...attempts].flatMap(([id, attempt]) => (isAcceptedAttempt(attempt) ? id : [])));
}

function isAcceptedAttempt({ kind }: Attempt): boolean {
  return kind === 'accepted' || kind === 'already';
}

/** Whether a change may be seen only later. */
export function mayTakeEffect(attempt: Attempt | undefined): boolean {
  if (attempt?.kind === 'failed') return attempt.mayHaveApplied;
  return attempt?.kind === 'accepted' || attempt?.kind === 'already';
}

function namesOf(memberships: readonly PlanMembership[]): string {
  return someOf(
    memberships.map(({ plan }) => label(plan)),
    5,
  );
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
