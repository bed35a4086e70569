import type { Inputs } from '../../src/inputs.ts';
import type { BackupPlan, IdList, Organization, Repository } from '../../src/gitprotect/model.ts';
import type { Observation } from '../../src/protection/drift.ts';
import type { Outcome, PlanOutcome, Problem, RepositoryOutcome, Step } from '../../src/protection/outcome.ts';
import type { MembershipState } from '../../src/gitprotect/model.ts';
import type { NameLine } from '../../src/protection/select.ts';
import type { RunFacts } from '../../src/report/verdict.ts';

/** A GUID for each number; it holds letters, so that case matters. */
export function guid(number: number): string {
  return `abcdef00-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}

export function listOf(...ids: readonly string[]): IdList {
  return { ids: new Set(ids), complete: true };
}

export function partOf(...ids: readonly string[]): IdList {
  return { ids: new Set(ids), complete: false };
}

/** An organization `acme`. */
export function anOrganization(overrides: Partial<Organization> = {}): Organization {
  return { id: guid(1), name: 'acme', service: 'driver 1', plans: [], ...overrides };
}

/** A repository `api` of which the server reports nothing. */
export function aRepository(overrides: Partial<Repository> = {}): Repository {
  return { id: guid(100), name: 'api', license: 'unknown', plans: undefined, removed: false, ...overrides };
}

/** A plan `Daily` of which the server reports nothing. */
export function aPlan(overrides: Partial<BackupPlan> = {}): BackupPlan {
  return {
    id: guid(200),
    name: 'Daily',
    schedule: 'unknown',
    selection: 'unknown',
    organization: undefined,
    repositories: undefined,
    excluded: new Set(),
    repositoryCount: undefined,
    lastRun: undefined,
    ...overrides,
  };
}

/** A repository and a plan of which the server reports nothing. */
export function anObservation(overrides: Partial<Observation> = {}): Observation {
  return {
    organization: anOrganization(),
    repositories: [aRepository()],
    plans: [aPlan()],
    passedOver: 0,
    ...overrides,
  };
}

/** A problem whose reason is its message, unless another is given. */
export function aProblem({ message = 'no license is free', ...overrides }: Partial<Problem> = {}): Problem {
  return { title: 'It went wrong', message, remedy: 'Free a license.', reason: message, ...overrides };
}

export function failed<State>(before: State, problem: Partial<Problem> = {}): Step<State> {
  return { status: 'failed', before, cause: 'refused', problem: aProblem(problem) };
}

export function inPlan(step: Step<MembershipState>, plan: Partial<BackupPlan> = {}): PlanOutcome {
  return { plan: aPlan(plan), step };
}

/** A repository that was protected already. */
export function aRepositoryOutcome(overrides: Partial<RepositoryOutcome> = {}): RepositoryOutcome {
  return {
    repository: aRepository(),
    license: { status: 'already', before: 'active' },
    plans: [inPlan({ status: 'already', before: 'attached' })],
    ...overrides,
  };
}

/** The outcome of a run for these repositories and plan `Daily`. */
export function anOutcome(...repositories: readonly Partial<RepositoryOutcome>[]): Outcome {
  return {
    organization: anOrganization(),
    plans: [aPlan()],
    repositories: (repositories.length === 0 ? [{}] : repositories).map(aRepositoryOutcome),
    passedOver: 0,
  };
}

export function runFacts(overrides: Partial<RunFacts> = {}): RunFacts {
  return { dryRun: false, failOnDrift: false, requests: 4, milliseconds: 850, ...overrides };
}

/** A line that names a repository, by these names. */
export function aNameLine(...names: readonly string[]): NameLine {
  return { kind: 'name', asked: names[0] ?? '', names, owner: undefined };
}

/** What a workflow asks for that names `api` and plan `Daily` on a server with a public certificate. */
export function theInputs(overrides: Partial<Inputs> = {}): Inputs {
  return {
    serverUrl: new URL('https://gitprotect.example'),
    credentials: { kind: 'token', token: 'a-token' },
    organization: 'acme',
    selection: { included: [aNameLine('api')], excluded: [] },
    plans: ['Daily'],
    dryRun: false,
    failOnDrift: false,
    syncTimeoutSeconds: undefined,
    concurrency: 8,
    requestTimeoutSeconds: 5,
    retries: 0,
    certificateAuthorities: [],
    reportFile: undefined,
    ...overrides,
  };
}
