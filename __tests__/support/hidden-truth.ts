import './property-seed.ts';
import fc from 'fast-check';
import type { Fault, Row, ScriptedFault } from '../../simulator/faults.ts';
import type { Evidence } from '../../simulator/rows.ts';
import { type SimulatedPlan, type SimulatedRepository, World } from '../../simulator/world.ts';
import { DETACH, IGNORED, LOST, REFUSED, RELEASE } from './leaving.ts';
import { ACTIVATE, ATTACH, PAGES, PLANS } from './sweep.ts';

/*
 * A truth, and a server that holds back of it what it likes, contradicts itself, and fails now and then. What it says
 * falsely in one place, it says truly in another.
 */

export interface HiddenTruth {
  readonly licensed: readonly boolean[];
  readonly plans: readonly {
    readonly kind: SimulatedPlan['selection'];
    /** A bit for each repository: its members, or what a plan for all leaves out. */
    readonly mask: number;
    readonly unlisted: boolean;
  }[];
  readonly evidence: Evidence;
  readonly rejectsRepeats: boolean;
  readonly lateMs: number | undefined;
  readonly faults: readonly ScriptedFault[];
}

const NAMES = ['a', 'b', 'c'];

function oneOf<T>(...values: readonly [T, ...T[]]): fc.Arbitrary<T> {
  return fc.constantFrom(...values);
}

const anyEvidence: fc.Arbitrary<Evidence> = fc.record({
  license: oneOf('isLicensed', 'missingLicense', 'licenseId', 'none'),
  plans: oneOf('plans', 'planIds', 'planId', 'none'),
  repositories: oneOf('repositoriesIds', 'repositories', 'none'),
  includeAll: oneOf('inculdeAllReposistories', 'none'),
  project: fc.constant('none'),
  projectPlans: fc.constant('none'),
  throughProject: fc.constant(false),
});

const FULL: Evidence = {
  license: 'isLicensed',
  plans: 'plans',
  repositories: 'repositoriesIds',
  includeAll: 'inculdeAllReposistories',
  project: 'none',
  projectPlans: 'none',
  throughProject: false,
};

/** Some rows without some of their fields. */
const anyOmission: fc.Arbitrary<Fault> = fc
  .record({
    fields: fc.subarray(['plans', 'planIds', 'planId', 'repositoriesIds', 'repositories', 'isLicensed', 'repoCount']),
    mask: fc.nat(7),
  })
  .map(({ fields, mask }) => ({
    kind: 'stale',
    rows: (rows) =>
      rows.map((row, index) =>
        (mask & (1 << (index % 3))) === 0
          ? row
          : Object.fromEntries(Object.entries(row).filter(([name]) => !fields.includes(name))),
      ),
  }));

const ORGANIZATIONS = 'git/organizations/getmany';

/** Plans in an organization's row that do not say how much they hold; the plans themselves are always there. */
const WITHOUT_COUNTS: Fault = {
  kind: 'stale',
  rows: (rows) =>
    rows.map(({ plans, ...row }) => ({
      ...row,
      plans: Array.isArray(plans) ? plans.map((plan: Row) => ({ ...plan, repoCount: undefined })) : plans,
    })),
};

/** Rows of one kind that say of memberships what is not so. */
const anyLie: fc.Arbitrary<Fault> = fc.nat(7).map((mask) => ({
  kind: 'stale',
  rows: (rows) => rows.map((row, index) => ((mask & (1 << (index % 3))) === 0 ? row : lying(row))),
}));

function lying(row: Row): Row {
  if (Array.isArray(row['repositoriesIds'])) return { ...row, repositoriesIds: [] };
  return Array.isArray(row['plans']) && 'isLicensed' in row ? { ...row, plans: [] } : row;
}

const anyTrouble: fc.Arbitrary<ScriptedFault> = fc.record({
  endpoint: oneOf(DETACH, RELEASE, ATTACH, ACTIVATE, PAGES, PLANS),
  occurrence: fc.integer({ min: 1, max: 5 }),
  fault: oneOf<Fault>(REFUSED, IGNORED, LOST, { kind: 'answer', status: 500 }, { kind: 'reset', at: 'before-headers' }),
});

function anyFaultAt(
  endpoints: readonly [string, ...string[]],
  fault: fc.Arbitrary<Fault>,
): fc.Arbitrary<ScriptedFault> {
  return fc.record({
    endpoint: oneOf(...endpoints),
    occurrence: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.constant('every' as const)),
    fault,
  });
}

const anyPlan = fc.record({
  kind: oneOf<SimulatedPlan['selection']>('manual', 'manual', 'all', 'rules'),
  mask: fc.nat(7),
  unlisted: fc.boolean(),
});

const anyBase = {
  licensed: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
  plans: fc.array(anyPlan, { minLength: 1, maxLength: 3 }),
  rejectsRepeats: fc.boolean(),
  lateMs: fc.option(fc.integer({ min: 1000, max: 60_000 }), { nil: undefined }),
};

/** Where nothing is untrue, though much may be missing. */
export const anyHeldBack: fc.Arbitrary<HiddenTruth> = fc.record({
  ...anyBase,
  evidence: anyEvidence,
  faults: fc
    .tuple(
      fc.array(anyTrouble, { maxLength: 3 }),
      fc.array(anyFaultAt([PAGES, PLANS], anyOmission), { maxLength: 2 }),
      fc.array(anyFaultAt([ORGANIZATIONS], fc.constant(WITHOUT_COUNTS)), { maxLength: 1 }),
    )
    .map((all) => all.flat()),
});

/** Where all is said, but in one of two places it is untrue. */
export const anyContradicted: fc.Arbitrary<HiddenTruth> = fc.record({
  ...anyBase,
  // Of a plan that is not listed only the repository's row tells.
  plans: fc.array(
    anyPlan.map((plan) => ({ ...plan, unlisted: false })),
    { minLength: 1, maxLength: 3 },
  ),
  evidence: fc.constant(FULL),
  faults: fc
    .tuple(
      fc.array(anyTrouble, { maxLength: 3 }),
      oneOf(PAGES, PLANS).chain((endpoint) => fc.array(anyFaultAt([endpoint], anyLie), { minLength: 1, maxLength: 3 })),
    )
    .map((all) => all.flat()),
});

export interface HiddenWorld {
  readonly world: World;
  readonly repositories: readonly SimulatedRepository[];
  readonly plans: readonly SimulatedPlan[];
}

export function hiddenWorld(truth: HiddenTruth, now: () => number): HiddenWorld {
  const { rejectsRepeats, lateMs } = truth;
  const effectMs = lateMs === undefined ? {} : { detachment: lateMs, attachment: lateMs, release: lateMs };
  const world = new World({ rejectsRepeats, effectMs, now });
  const acme = world.addOrganization('acme');
  const repositories = NAMES.map((name, index) =>
    world.addRepository(acme, name, { licensed: truth.licensed[index] === true }),
  );
  const plans = truth.plans.map(({ kind, mask, unlisted }, index) => {
    const ids = repositories.filter((_, bit) => (mask & (1 << bit)) !== 0).map(({ id }) => id);
    return world.addPlan(acme, `plan-${String(index)}`, {
      selection: kind,
      repositories: new Set(kind === 'all' ? [] : ids),
      onlyInOrganizationRow: unlisted,
      extras: kind === 'all' ? { excludedRepositoriesIds: ids } : {},
    });
  });
  return { world, repositories, plans };
}
