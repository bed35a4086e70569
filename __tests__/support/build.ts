import { shortName, visibleForm } from '../../src/domain/find.ts';
import type { Coverage } from '../../src/domain/coverage.ts';
import type { LicenseChange, MembershipChange } from '../../src/domain/diff.ts';
import { type DesiredState, desiredState } from '../../src/domain/desired-state.ts';
import {
  type BackupPlan,
  type IdList,
  type Known,
  type License,
  type Membership,
  type Observed,
  type Organization,
  type Repository,
  unreportedPlan,
} from '../../src/domain/model.ts';
import type { ChangeResult, Outcome, Result } from '../../src/domain/outcome.ts';
import type { NameLine, Request } from '../../src/domain/request.ts';
import { resourceResults } from '../../src/domain/resource-result.ts';
import { decideVerdict, type Verdict, type VerdictOptions } from '../../src/domain/verdict.ts';
import type { Inputs } from '../../src/inputs/inputs.ts';
import { coverageReport } from '../../src/report/coverage.ts';
import type { FailedRun } from '../../src/report/record.ts';
import type { RunFacts, RunResult } from '../../src/report/run-result.ts';
import { withToDo } from '../../src/report/what-to-do.ts';
import type { Problem } from '../../src/shared/failure.ts';
import { JsonObject } from '../../src/shared/json-object.ts';
import { Redactor } from '../../src/shared/redactor.ts';

/** A GUID for each number; it holds letters, so that case matters. */
export function guid(number: number): string {
  return `abcdef00-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}

/** The same GUID in another form. */
export function bareGuid(id: string): string {
  return id.replaceAll('-', '').toUpperCase();
}

/** The fields of a row, as the parsers read them. */
export function fieldsOf(row: object): JsonObject {
  const fields = JsonObject.of(row);
  if (fields === undefined) throw new Error('a row is an object');
  return fields;
}

export function listOf(...ids: readonly string[]): IdList {
  return { ids: new Set(ids), complete: true };
}

export function partOf(...ids: readonly string[]): IdList {
  return { ids: new Set(ids), complete: false };
}

/** With plans that have a name only. */
export function named(list: IdList, ...names: readonly string[]): IdList {
  return { ...list, complete: false, names: new Set(names) };
}

/** An organization `acme`. */
export function anOrganization(overrides: Partial<Organization> = {}): Organization {
  const unknown = {
    removed: false,
    ...{ totalRepositories: undefined, missingLicenses: undefined, isSynchronizing: undefined, arePlansReported: true },
  } as const;
  return { id: guid(1), name: 'acme', service: 'driver 1', isAzure: false, plans: [], ...unknown, ...overrides };
}

/** A repository `api` of which the server reports nothing. */
export function aRepository(overrides: Partial<Repository> = {}): Repository {
  const unknown = { license: 'unknown', plans: undefined, project: undefined } as const;
  return { kind: 'repository', id: guid(100), name: 'api', removed: false, ...unknown, ...overrides };
}

/** A plan `Daily` of which the server reports nothing. */
export function aPlan(overrides: Partial<BackupPlan> = {}): BackupPlan {
  return { ...unreportedPlan(guid(200)), name: 'Daily', ...overrides };
}

/** The whole list of `acme`: a repository and a plan of which the server reports nothing. */
export function anObservation(overrides: Partial<Observed> = {}): Observed {
  const organization = overrides.organization ?? anOrganization();
  return {
    organizations: [organization],
    organization,
    repositories: [aRepository()],
    plans: [aPlan()],
    listedPlans: new Set((overrides.plans ?? [aPlan()]).map(({ id }) => id)),
    isWholeList: true,
    ...overrides,
  };
}

/** Every observed repository, licensed and attached to every observed plan. */
export function desiredOf(observed: Observed): DesiredState {
  const { plans, repositories } = observed;
  const selected = { items: repositories, included: [], excluded: [] };
  const resolution = { plans, selected, projects: [], missing: [], missingProjects: [], idleProjects: [] };
  return desiredState(aRequest(), resolution, observed);
}

/** A request for repository `api` in plan `Daily`. */
export function aRequest(overrides: Partial<Request> = {}): Request {
  return {
    organization: 'acme',
    selection: { included: [aNameLine('api')], excluded: [] },
    projects: undefined,
    state: { kind: 'present', exclusive: false },
    plans: ['Daily'],
    settings: { schedule: undefined, metadata: undefined },
    maxRemovals: 10,
    ...overrides,
  };
}

/** A problem whose reason is its message, unless another is given. */
export function aProblem({ message = 'no license is free', ...overrides }: Partial<Problem> = {}): Problem {
  return { title: 'It went wrong', message, remedy: 'Free a license.', reason: message, ...overrides };
}

/** A run that ended early, in 1970. */
export function aFailedRun(problem: Partial<Problem> = {}): FailedRun {
  return {
    problem: aProblem(problem),
    program: 'action',
    at: new Date(0),
    dryRun: false,
    organization: 'acme',
    server: 'gitprotect.example',
  };
}

export function failed(problem: Partial<Problem> = {}): Result {
  return { kind: 'failed', cause: 'rejected', problem: aProblem(problem) };
}

/** What became of one repository, in parts; already licensed and attached, unless it is said otherwise. */
export interface RepositoryParts {
  readonly repository?: Repository;
  readonly license?: { readonly before: Known<License>; readonly result: Result };
  readonly plans?: readonly PlanParts[];
}

export interface PlanParts {
  readonly plan: BackupPlan;
  readonly before: Known<Membership>;
  readonly result: Result;
}

export function inPlan(before: Known<Membership>, result: Result, plan: Partial<BackupPlan> = {}): PlanParts {
  return { plan: aPlan(plan), before, result };
}

/** The results of one repository, as an outcome holds them. */
export function resultsOf(parts: RepositoryParts = {}): readonly ChangeResult[] {
  const { repository = aRepository(), plans = [inPlan('attached', { kind: 'already' })] } = parts;
  const { license = { before: 'active', result: { kind: 'already' } } } = parts;
  const activation: LicenseChange = { kind: 'activate', resource: repository, before: license.before };
  return [
    { change: activation, result: license.result },
    ...plans.map(({ plan, before, result }) => {
      const change: MembershipChange = { kind: 'attach', resource: repository, plan, before };
      return { change, result };
    }),
  ];
}

const NO_PROJECTS = { projectOf: new Map(), byItself: new Map(), alsoTold: new Map(), moved: new Set<string>() };

/** The outcome of a run for these repositories and plan `Daily`. */
export function anOutcome(...repositories: readonly RepositoryParts[]): Outcome {
  // Repositories are told apart by their IDs.
  const parts = (repositories.length === 0 ? [{}] : repositories).map((each, index) => ({
    repository: aRepository({ id: guid(100 + index) }),
    ...each,
  }));
  const results = parts.flatMap(resultsOf);
  return { organization: anOrganization(), plans: [aPlan()], results, ...NO_PROJECTS };
}

/** A run that changes what differs, and fails for nothing but failures. */
export const THE_OPTIONS: VerdictOptions = {
  state: 'present',
  settings: [],
  dryRun: false,
  failOnDrift: false,
  failOnUnhealthyPlan: false,
  failOnGap: false,
  maxBackupAgeHours: undefined,
  now: Date.UTC(2026, 10, 26),
  coverage: undefined,
};

/** What is decided of an outcome. */
export function verdictFor(outcome: Outcome, options: VerdictOptions = THE_OPTIONS): Verdict {
  return decideVerdict(resourceResults(outcome), outcome.plans, options);
}

/** Calls inputs as action.yml does. */
export function asIs(text: string): string {
  return text;
}

/** What the reports get of an outcome. */
export function aRunResult(
  outcome: Outcome = anOutcome(),
  overrides: Partial<Omit<RunFacts, 'verdict' | 'coverage'> & Omit<VerdictOptions, 'coverage'>> = {},
  coverage?: Coverage,
): RunResult {
  const { failOnDrift, failOnUnhealthyPlan, failOnGap, maxBackupAgeHours, now, ...given } = {
    ...THE_OPTIONS,
    ...overrides,
  };
  const facts = {
    program: 'action' as const,
    ...{ server: 'gitprotect.example', startedAt: THE_OPTIONS.now - 65_000, laterNow: now },
    unlistedPlans: [],
    passedOver: [],
    selection: { repository: ['*'], project: [] },
    worded: asIs,
    requests: 4,
    milliseconds: 850,
    maxBackupAgeHours,
    ...given,
  };
  const { state, settings, dryRun } = facts;
  const options = {
    failOnDrift,
    failOnUnhealthyPlan,
    failOnGap,
    maxBackupAgeHours,
    now,
    state,
    settings,
    dryRun,
    coverage,
  };
  const verdict = verdictFor(outcome, options);
  const removed = new Set(facts.passedOver.map(({ name }) => visibleForm(shortName(name, outcome.organization.name))));
  const run = {
    organization: outcome.organization,
    plans: outcome.plans,
    ...facts,
    now,
    verdict,
    coverage:
      coverage &&
      coverageReport(
        coverage,
        { fails: verdict.failedForGaps, dryRun, syncs: !dryRun, skipsArchived: false, removed, worded: asIs },
        new Redactor(() => undefined),
      ),
  };
  return withToDo(run);
}

/** A line that names a repository, by these names. */
export function aNameLine(...names: NameLine['names']): NameLine {
  return { kind: 'name', text: names[0], names, owner: undefined };
}

/** What a workflow asks for that names `api` and plan `Daily` on a server with a public certificate. */
export function theInputs(overrides: Partial<Inputs> = {}): Inputs {
  return {
    serverUrl: new URL('https://gitprotect.example'),
    credentials: { kind: 'token', token: 'a-token' },
    request: aRequest(),
    dryRun: false,
    failOnDrift: false,
    maxBackupAgeHours: undefined,
    failOnUnhealthyPlan: false,
    syncsFirst: false,
    syncTimeoutSeconds: undefined,
    verifyTimeoutSeconds: 30,
    concurrency: 8,
    requestTimeoutSeconds: 5,
    retries: 0,
    rateLimitTimeoutSeconds: 900,
    certificateAuthorities: [],
    reportFiles: [],
    hostAccess: undefined,
    failOnGap: false,
    ...overrides,
  };
}
