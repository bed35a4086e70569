import type { BackupPlan, LicenseState, MembershipState, Organization, Repository } from '../gitprotect/model.ts';

/** What became of one thing that was asked for, and how it stood before. */
export type Step<State> =
  | { readonly status: 'already'; readonly before: State }
  | { readonly status: 'would'; readonly before: State }
  /** Verified: the state was read afterwards and is right. Otherwise the server doesn't report it. */
  | { readonly status: 'done'; readonly before: State; readonly verified: boolean }
  | { readonly status: 'failed'; readonly before: State; readonly cause: FailureCause; readonly problem: Problem };

/**
 * `refused`: the write failed; `skipped`: there was nothing to try; `untried`: others had failed before it; `unseen`: accepted, but the state read afterwards is wrong;
 * `unchecked`: sent, but the state could not be read afterwards; `undone`: right at first, wrong afterwards.
 */
export type FailureCause = 'refused' | 'skipped' | 'untried' | 'unseen' | 'unchecked' | 'undone';

/** Why something failed, and what to do next. */
export interface Problem {
  readonly title: string;
  readonly message: string;
  readonly remedy: string;
  /** Problems of one title and reason are told together, whatever their messages say besides. */
  readonly reason: string;
}

export interface PlanOutcome {
  readonly plan: BackupPlan;
  readonly step: Step<MembershipState>;
}

export interface RepositoryOutcome {
  readonly repository: Repository;
  readonly license: Step<LicenseState>;
  readonly plans: readonly PlanOutcome[];
}

/** What became of the run. */
export interface Outcome {
  readonly organization: Organization;
  readonly plans: readonly BackupPlan[];
  readonly repositories: readonly RepositoryOutcome[];
  /** How many would have been selected, but are marked as removed at the Git host. */
  readonly passedOver: number;
}
/** Whether the state found differed from the one asked for. */
export function hadDrift({ license, plans }: RepositoryOutcome): boolean {
  return license.before !== 'active' || plans.some(({ step }) => step.before !== 'attached');
}

/** Whether this run changed something, or may have: a change that could not be checked counts. */
export function wasChanged({ license, plans }: RepositoryOutcome): boolean {
  const mayHave = (step: Step<string>, right: string): boolean =>
    step.status === 'done' || (step.status === 'failed' && step.cause === 'unchecked' && step.before !== right);
  return mayHave(license, 'active') || plans.some(({ step }) => mayHave(step, 'attached'));
}

/** What became of a repository in one word. */
export type RepositoryStatus = 'failed' | 'not-tried' | 'would-change' | 'unproved' | 'changed' | 'protected';

/** The least good that can be said of a repository. */
export function statusOf(outcome: RepositoryOutcome): RepositoryStatus {
  const steps = stepsOf(outcome);
  const causes = new Set(steps.flatMap((step) => (step.status === 'failed' ? [step.cause] : [])));
  if (causes.size > 0) return causes.has('untried') && !hasFailedItself(causes) ? 'not-tried' : 'failed';
  if (steps.some(({ status }) => status === 'would')) return 'would-change';
  if (steps.some((step) => step.status === 'done' && !step.verified)) return 'unproved';
  return steps.some(({ status }) => status === 'done') ? 'changed' : 'protected';
}

/** What is skipped follows from what failed, or was not tried, before it. */
function hasFailedItself(causes: ReadonlySet<FailureCause>): boolean {
  return [...causes].some((cause) => cause !== 'untried' && cause !== 'skipped');
}

/** Whether a change was accepted that is not seen in the state read afterwards. */
export function hasUnseenChange(outcome: RepositoryOutcome): boolean {
  return stepsOf(outcome).some((step) => step.status === 'failed' && step.cause === 'unseen');
}

/** The problems of one repository, each once. */
export function problemsOf(outcome: RepositoryOutcome): readonly Problem[] {
  const problems = stepsOf(outcome).flatMap((step) => (step.status === 'failed' ? [step.problem] : []));
  return [...new Map(problems.map((problem) => [problem.message, problem])).values()];
}

/** Whether the server was seen to report all that is asked for. */
export function isProved(outcome: RepositoryOutcome): boolean {
  return stepsOf(outcome).every((step) => step.status === 'already' || (step.status === 'done' && step.verified));
}

/** Whether a change was accepted of which the server doesn't report the state. */
export function hasUnprovedChange(outcome: RepositoryOutcome): boolean {
  return stepsOf(outcome).some((step) => step.status === 'done' && !step.verified);
}

function stepsOf({ license, plans }: RepositoryOutcome): readonly Step<LicenseState | MembershipState>[] {
  return [license, ...plans.map(({ step }) => step)];
}
