import fc from 'fast-check';
import type { Fault, ScriptedFault } from '../../simulator/faults.ts';
import { type Evidence, FULL_EVIDENCE } from '../../simulator/rows.ts';
import type { SimulatedPlan } from '../../simulator/world.ts';

/** A state of the simulated world, what a workflow asks for in it, and what goes wrong on the way. */
export interface Scenario {
  readonly where: 'listed' | 'at-host' | 'nowhere';
  readonly name: 'api' | 'acme/api';
  readonly licensed: boolean;
  /** A row of the same name that is marked as removed, licensed and in every plan picked by hand. */
  readonly removedRow: boolean;
  /** Protected ones of nearly the same names, in this organization and in others. */
  readonly decoys: boolean;
  readonly others: readonly boolean[];
  readonly plans: readonly PlanScenario[];
  readonly freeLicenses: number;
  readonly role: 'all' | 'no-management' | 'none';
  readonly rejectsRepeats: boolean;
  readonly syncMs: number;
  readonly evidence: Evidence;
  readonly pageCap: number;
  readonly lists: 'envelope' | 'array';
  readonly syncTimeoutSeconds: number | undefined;
  readonly dryRun: boolean;
  readonly retries: number;
  readonly faults: readonly ScriptedFault[];
}

interface PlanScenario {
  readonly selection: SimulatedPlan['selection'];
  readonly holdsIt: boolean;
  readonly holdsOthers: boolean;
  readonly onlyInOrganizationRow: boolean;
  readonly isActive: boolean;
  /** How the workflow asks for it, if it does. */
  readonly asked: 'by name' | 'by ID' | 'no';
}

export const SIGN_IN = 'account/login';
export const ACTIVATE = 'git/repositories/activate';
export const ATTACH = 'plans/attachgitrepository';
export const SYNC = 'git/repositories/sync';
const ENDPOINTS = [
  SIGN_IN,
  'git/organizations/getmany',
  'git/repositories/getmany',
  'plans/listassignedtoorganization',
  SYNC,
  ACTIVATE,
  ATTACH,
];

const HTML = '<!DOCTYPE html><title>Sign in</title>';

function answer(status: number, body = '', headers: Readonly<Record<string, string>> = {}): Fault {
  return { kind: 'answer', status, body, headers };
}

/** Faults of one request; some can be tried again, and some end a run. */
const TRANSIENT_FAULTS: readonly Fault[] = [
  { kind: 'reset', at: 'before-headers' },
  { kind: 'reset', at: 'after-headers' },
  { kind: 'reset', at: 'in-body' },
  { kind: 'reset', at: 'in-chunked-body' },
  ...[408, 429, 500, 503, 504].map((status) => answer(status)),
  answer(429, '', { 'retry-after': '0' }),
  answer(503, '', { 'retry-after': '7' }),
  answer(502, HTML),
  ...[400, 401, 403, 404, 409].map((status) => answer(status, '{"message":"no luck"}')),
  answer(302, '', { location: 'http://127.0.0.1:9/' }),
  answer(200, HTML),
  answer(200, '{}'),
  { kind: 'truncated' },
  {
    kind: 'change',
    change: (world) => {
      world.expireTokens();
    },
  },
];

/** The faults that a run can most easily be deceived by. */
const DECEIVING_FAULTS: readonly Fault[] = [{ kind: 'lost' }, { kind: 'ignored' }];

/** One of these by their weights. */
function weighted<T>(...choices: readonly (readonly [weight: number, ...values: readonly T[]])[]): fc.Arbitrary<T> {
  return fc.oneof(...choices.map(([weight, ...values]) => ({ weight, arbitrary: fc.constantFrom(...values) })));
}

const anyFault: fc.Arbitrary<ScriptedFault> = fc.oneof(
  fc.record({
    endpoint: fc.constantFrom(...ENDPOINTS),
    occurrence: fc.integer({ min: 1, max: 4 }),
    fault: fc.constantFrom(...TRANSIENT_FAULTS, ...DECEIVING_FAULTS),
  }),
  fc.record({
    endpoint: fc.constant('*'),
    occurrence: fc.integer({ min: 1, max: 15 }),
    fault: fc.constantFrom(...TRANSIENT_FAULTS, ...DECEIVING_FAULTS),
  }),
);

const anyDeceivingFault: fc.Arbitrary<ScriptedFault> = fc.record({
  endpoint: fc.constantFrom(ACTIVATE, ATTACH),
  occurrence: weighted([4, 1], [1, 2]),
  fault: fc.constantFrom(...DECEIVING_FAULTS),
});

/** Half of the servers leave something out. */
const anyEvidence: fc.Arbitrary<Evidence> = fc.record({
  license: weighted<Evidence['license']>(
    [3, 'isLicensed', 'hasLicence', 'missingLicense', 'isLicenceMissing', 'licenseId', 'isActivated'],
    [1, 'none'],
  ),
  plans: weighted<Evidence['plans']>([3, 'plans', 'plansIds', 'planIds'], [2, 'planId', 'none']),
  repositories: fc.constantFrom<Evidence['repositories'][]>('repositoriesIds', 'repositories', 'none'),
  includeAll: fc.constantFrom<Evidence['includeAll'][]>('inculdeAllReposistories', 'includeAllRepositories', 'none'),
  // Of Azure DevOps only, and there is none in these scenarios.
  project: fc.constant('none'),
  projectPlans: fc.constant('none'),
  throughProject: fc.constant(false),
});

const anyPlan: fc.Arbitrary<PlanScenario> = fc.record({
  selection: weighted<SimulatedPlan['selection']>([8, 'manual'], [1, 'all', 'rules']),
  holdsIt: fc.boolean(),
  holdsOthers: fc.boolean(),
  onlyInOrganizationRow: weighted([5, false], [1, true]),
  isActive: weighted([3, true], [1, false]),
  asked: fc.constantFrom<PlanScenario['asked'][]>('by name', 'by ID', 'no'),
});

export const anyScenario: fc.Arbitrary<Scenario> = fc.record({
  where: weighted<Scenario['where']>([12, 'listed'], [4, 'at-host'], [1, 'nowhere']),
  name: weighted<Scenario['name']>([3, 'api'], [1, 'acme/api']),
  licensed: fc.boolean(),
  removedRow: weighted([3, false], [1, true]),
  decoys: fc.boolean(),
  others: fc.array(fc.boolean(), { maxLength: 4 }),
  plans: fc.array(anyPlan, { minLength: 1, maxLength: 3 }),
  freeLicenses: weighted([8, 5], [1, 0, 1]),
  role: weighted<Scenario['role']>([20, 'all'], [1, 'no-management', 'none']),
  rejectsRepeats: fc.boolean(),
  syncMs: fc.constantFrom(0, 900, 4000, 60_000),
  evidence: anyEvidence,
  pageCap: fc.constantFrom(100, 3, 2, 1),
  lists: weighted<Scenario['lists']>([3, 'envelope'], [1, 'array']),
  syncTimeoutSeconds: weighted<number | undefined>([6, 300], [1, 5, 0, undefined]),
  dryRun: weighted([12, false], [1, true]),
  retries: fc.constantFrom(0, 1, 2),
  faults: fc.oneof(fc.array(anyFault, { maxLength: 3 }), fc.array(anyDeceivingFault, { minLength: 1, maxLength: 3 })),
});

const SIMPLEST: Scenario = {
  where: 'listed',
  name: 'api',
  licensed: false,
  removedRow: false,
  decoys: false,
  others: [],
  plans: [
    {
      selection: 'manual',
      holdsIt: false,
      holdsOthers: false,
      onlyInOrganizationRow: false,
      isActive: true,
      asked: 'by name',
    },
  ],
  freeLicenses: 5,
  role: 'all',
  rejectsRepeats: false,
  syncMs: 0,
  evidence: FULL_EVIDENCE,
  pageCap: 100,
  lists: 'envelope',
  syncTimeoutSeconds: 300,
  dryRun: false,
  retries: 0,
  faults: [],
};

const LOST_ACTIVATION: ScriptedFault = { endpoint: ACTIVATE, occurrence: 1, fault: { kind: 'lost' } };

/** Cases that chance found, tried every time. */
export const ONCE_WRONG: readonly Scenario[] = [
  // The license was activated, its answer lost, and its state is not reported: that may be a change.
  {
    ...SIMPLEST,
    plans: SIMPLEST.plans.map((plan) => ({ ...plan, holdsIt: true })),
    evidence: { ...FULL_EVIDENCE, license: 'none' },
    faults: [LOST_ACTIVATION],
  },
  // The same, and the second attempt is refused because the first was carried out.
  {
    ...SIMPLEST,
    plans: SIMPLEST.plans.map((plan) => ({ ...plan, holdsIt: true })),
    rejectsRepeats: true,
    evidence: { ...FULL_EVIDENCE, license: 'none' },
    retries: 1,
    faults: [LOST_ACTIVATION],
  },
  // The synchronization brings the repository into a plan of all, whose count was read before it.
  {
    ...SIMPLEST,
    where: 'at-host',
    others: [false],
    plans: SIMPLEST.plans.map((plan) => ({ ...plan, selection: 'all', holdsOthers: true })),
    evidence: { ...FULL_EVIDENCE, includeAll: 'none' },
  },
];

/** Whether a write can be answered with 200 though nothing was done. */
export function hasIgnoredWrite({ faults }: Scenario): boolean {
  return faults.some(
    ({ endpoint, fault }) =>
      [ACTIVATE, ATTACH, '*'].includes(endpoint) &&
      (fault.kind === 'ignored' || (fault.kind === 'answer' && fault.status === 200)),
  );
}
