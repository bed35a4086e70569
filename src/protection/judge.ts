import type { BackupPlan, LicenseState, MembershipState } from '../gitprotect/model.ts';
import { label } from '../wording.ts';
import { type Drift, type Membership, membershipOf, type Observation, type RepositoryDrift } from './drift.ts';
import type { FailureCause, Outcome, Problem, RepositoryOutcome, Step } from './outcome.ts';

/** What became of one write: `none` where nothing differed, `skipped` where it was not tried. */
export type Attempt =
  | { readonly kind: 'none' }
  | { readonly kind: 'accepted' }
  /** Lost: an attempt got no answer, and may have been carried out all the same. */
  | { readonly kind: 'refused' | 'lost' | 'skipped' | 'untried'; readonly problem: Problem };

/** What was tried for one repository; attachments in the order of its memberships. */
export interface RepositoryAttempts {
  readonly drift: RepositoryDrift;
  readonly activation: Attempt;
  readonly attachments: readonly { readonly membership: Membership; readonly attempt: Attempt }[];
}

/** What was read after the writes, or why it couldn't be. */
export type Reading =
  { readonly kind: 'read'; readonly observation: Observation } | { readonly kind: 'unread'; readonly problem: Problem };
/** What a dry run reports: the drift that would be removed, and what could not be. */
export function foresee(drift: Drift): Outcome {
  return {
    ...drift.observed,
    repositories: drift.repositories.map(({ repository, activate, memberships }) => ({
      repository,
      license: { status: activate ? 'would' : 'already', before: repository.license },
      plans: memberships.map(({ plan, state, remedy }) => ({ plan, step: foreseeMembership(plan, state, remedy) })),
    })),
  };
}

function foreseeMembership(
  plan: BackupPlan,
  before: MembershipState,
  remedy: Membership['remedy'],
): Step<MembershipState> {
  if (remedy === 'blocked') return { status: 'failed', before, cause: 'skipped', problem: notPickedByHand(plan) };
  return { status: remedy === 'none' ? 'already' : 'would', before };
}

/** Judges what was tried by the state that was read afterwards: that counts, not what the server answered. */
export function judge(drift: Drift, attempts: readonly RepositoryAttempts[], reading: Reading): Outcome {
  const { plans } = drift.observed;
  const now = reading.kind === 'read' ? reading.observation.plans : [];
  const readOf = afterwards(reading);
  return {
    ...drift.observed,
    // A plan that held no repository of the organization shows its schedule only now.
    plans: plans.map((plan) => now.find(({ id }) => id === plan.id) ?? plan),
    repositories: attempts.map((tried) => judgeRepository(tried, readOf(tried))),
  };
}

function judgeRepository({ drift, activation, attachments }: RepositoryAttempts, after: Afterwards): RepositoryOutcome {
  const { repository } = drift;
  return {
    repository,
    license: judgeStep(repository.license, activation, after.license, LICENSE_WORDS),
    plans: attachments.map(({ membership: { plan, state }, attempt }) => ({
      plan,
      step: judgeStep(state, attempt, after.membership(plan), MEMBERSHIP_WORDS),
    })),
  };
}

type After<State> =
  { readonly kind: 'state'; readonly state: State } | { readonly kind: 'unread'; readonly problem: Problem };

/** How a repository stands by the state that was read afterwards. */
interface Afterwards {
  readonly license: After<LicenseState>;
  readonly membership: (plan: BackupPlan) => After<MembershipState>;
}

function afterwards(reading: Reading): (tried: RepositoryAttempts) => Afterwards {
  const unread = (problem: Problem): Afterwards => {
    const after: After<never> = { kind: 'unread', problem };
    return { license: after, membership: () => after };
  };
  if (reading.kind === 'unread') return (tried) => (isUntouched(tried) ? asFound(tried) : unread(reading.problem));
  const { organization, repositories, plans } = reading.observation;
  const byId = new Map(repositories.map((repository) => [repository.id, repository]));
  return ({ drift }) => {
    const now = byId.get(drift.repository.id);
    if (now === undefined || now.removed) return unread(GONE);
    return {
      license: { kind: 'state', state: now.license },
      membership: (plan) => ({
        kind: 'state',
        state: membershipOf(organization.id, now, plans.find(({ id }) => id === plan.id) ?? withoutEvidence(plan)),
      }),
    };
  };
}

/** Nothing was asked to change: what was read at first holds. */
function isUntouched({ activation, attachments }: RepositoryAttempts): boolean {
  return [activation, ...attachments.map(({ attempt }) => attempt)].every(({ kind }) => kind === 'none');
}

function asFound({ drift }: RepositoryAttempts): Afterwards {
  const stateIn = (plan: BackupPlan): MembershipState =>
    drift.memberships.find((membership) => membership.plan.id === plan.id)?.state ?? 'unknown';
  return {
    license: { kind: 'state', state: drift.repository.license },
    membership: (plan) => ({ kind: 'state', state: stateIn(plan) }),
  };
}

/** Which states are right and wrong, and how to speak of them. */
interface Words<State> {
  readonly right: State;
  readonly wrong: State;
  readonly thing: string;
}

const LICENSE_WORDS: Words<LicenseState> = { right: 'active', wrong: 'inactive', thing: 'license' };
const MEMBERSHIP_WORDS: Words<MembershipState> = { right: 'attached', wrong: 'detached', thing: 'repository' };

function judgeStep<State extends string>(
  before: State,
  attempt: Attempt,
  after: After<State>,
  { right, wrong, thing }: Words<State>,
): Step<State> {
  const failed = (cause: FailureCause, problem: Problem): Step<State> => ({ status: 'failed', before, cause, problem });
  if (attempt.kind === 'lost') {
    if (after.kind === 'unread') return failed('unchecked', both(attempt.problem, after.problem));
    if (after.state !== right && after.state !== wrong) return failed('unchecked', attempt.problem);
  }
  if ('problem' in attempt) {
    if (after.kind === 'unread' || after.state !== right)
      return failed(attempt.kind === 'lost' ? 'refused' : attempt.kind, attempt.problem);
    // A write whose answer was lost is refused when it is repeated; that the state is right is what counts.
    return attempt.kind === 'skipped' || attempt.kind === 'untried'
      ? { status: 'already', before }
      : { status: 'done', before, verified: true };
  }
  if (after.kind === 'unread') return failed('unchecked', after.problem);
  if (attempt.kind === 'accepted')
    return after.state === wrong
      ? failed('unseen', acceptedNotDone(thing, right, wrong))
      : { status: 'done', before, verified: after.state === right };
  // What was right at first and is not reported any more is not right.
  return after.state === right ? { status: 'already', before } : failed('undone', undone(thing, right, after.state));
}

/** A plan without what was said of its members: what it listed once proves nothing later. */
export function withoutEvidence(plan: BackupPlan): BackupPlan {
  return {
    ...plan,
    selection: 'unknown',
    repositories: undefined,
    excluded: new Set(),
    repositoryCount: undefined,
  };
}

function both(first: Problem, second: Problem): Problem {
  return { ...first, message: `${first.message}; ${second.message}` };
}
/** Why a repository can't be attached to a plan that doesn't hold hand-picked repositories. */
export function notPickedByHand(plan: BackupPlan): Problem {
  return {
    title: 'The backup plan does not take in the repository',
    reason: plan.id,
    message: `backup plan ${label(plan)} chooses its repositories by itself (${plan.selection === 'all' ? 'all of an organization' : 'by rules'}), and this one is not reported to be among them`,
    remedy:
      'Change what the plan takes in or leaves out in GitProtect, or name a plan with hand-picked repositories. Attaching by hand would turn this plan into another kind.',
  };
}

const GONE: Problem = {
  title: 'The repository is gone from GitProtect',
  reason: 'gone',
  message: 'the repository was listed before the change, and is not any more',
  remedy:
    'Somebody removed it in GitProtect, or its access was withdrawn, while this ran: look at it there, and run again.',
};

function acceptedNotDone(thing: string, right: string, wrong: string): Problem {
  return {
    title: 'GitProtect accepted a change but did not make it',
    reason: thing,
    message: `GitProtect answered that all is well, but the ${thing} is still ${wrong} where it should be ${right}`,
    remedy:
      'Look at the repository and the backup plan in GitProtect: is a license free, and can repositories be added by hand? Then run again.',
  };
}

function undone(thing: string, right: string, now: string): Problem {
  return {
    title: 'The protection was undone while this ran',
    reason: thing + now,
    message: `the ${thing} was ${right} at first, and is ${now === 'unknown' ? 'not reported any more' : `${now} now`}`,
    remedy: 'Find out who or what else changes these settings, and run again.',
  };
}
