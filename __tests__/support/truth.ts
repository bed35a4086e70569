import fc from 'fast-check';
import type { Change } from '../../src/domain/diff.ts';
import type { BackupPlan, IdList, Observed, Repository } from '../../src/domain/model.ts';
import { anObservation, aPlan, aRepository, guid } from './build.ts';

/** What holds in GitProtect, whatever its answers report of it. */
export interface Truth {
  readonly repositories: readonly { readonly id: string; readonly licensed: boolean }[];
  readonly plans: readonly TruePlan[];
}

interface TruePlan {
  readonly id: string;
  readonly kind: 'all' | 'rules' | 'manual';
  readonly members: ReadonlySet<string>;
}

/** How a list is reported: not at all, in part, whole, or as an empty list that was not filled. */
type ListReport = 'none' | 'part' | 'whole' | 'unfilled';

/** What a server's answers hold. It may hold back, but it doesn't lie. */
export interface Reporting {
  readonly license: boolean;
  readonly kind: boolean;
  readonly count: boolean;
  readonly plansOfRepository: 'none' | 'part' | 'whole';
  readonly repositoriesOfPlan: ListReport;
}

const COMPLETE: Reporting = {
  license: true,
  kind: true,
  count: true,
  plansOfRepository: 'whole',
  repositoriesOfPlan: 'whole',
};

export const anyTruth: fc.Arbitrary<Truth> = fc
  .record({
    licensed: fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
    plans: fc.array(
      fc.record({ kind: fc.constantFrom('all' as const, 'rules' as const, 'manual' as const), mask: fc.nat(31) }),
      { minLength: 1, maxLength: 3 },
    ),
  })
  .map(({ licensed, plans }) => {
    const repositories = licensed.map((each, index) => ({ id: guid(100 + index), licensed: each }));
    return {
      repositories,
      plans: plans.map(({ kind, mask }, index) => ({
        id: guid(200 + index),
        kind,
        members: new Set(
          repositories.filter((_, bit) => kind === 'all' || (mask & (1 << bit)) !== 0).map(({ id }) => id),
        ),
      })),
    };
  });

/** Whatever a server may report; an unfilled list comes with the server's own count, else it would be a lie. */
export const anyReporting: fc.Arbitrary<Reporting> = fc
  .record({
    license: fc.boolean(),
    kind: fc.boolean(),
    count: fc.boolean(),
    plansOfRepository: fc.constantFrom('none' as const, 'part' as const, 'whole' as const),
    repositoriesOfPlan: fc.constantFrom<ListReport>('none', 'part', 'whole', 'unfilled'),
  })
  .map((reporting) => (reporting.repositoriesOfPlan === 'unfilled' ? { ...reporting, count: true } : reporting));

/** Servers that report the state of everything, in one way or another. */
export const completeReporting: fc.Arbitrary<Reporting> = fc.constantFrom<Reporting>(
  COMPLETE,
  { ...COMPLETE, plansOfRepository: 'none' },
  { ...COMPLETE, plansOfRepository: 'part' },
  { ...COMPLETE, repositoriesOfPlan: 'none' },
  { ...COMPLETE, repositoriesOfPlan: 'part', count: false },
  { ...COMPLETE, repositoriesOfPlan: 'unfilled' },
);

/** What is read of the truth from a server that reports so. */
export function observationOf(truth: Truth, reporting: Reporting): Observed {
  return anObservation({
    repositories: truth.repositories.map(({ id, licensed }): Repository => {
      const plans = truth.plans.filter(({ members }) => members.has(id)).map((plan) => plan.id);
      const license = reporting.license ? (licensed ? 'active' : 'inactive') : 'unknown';
      return aRepository({ id, name: id, license, plans: reported(plans, reporting.plansOfRepository) });
    }),
    plans: truth.plans.map(({ id, kind, members }): BackupPlan => {
      const repositories = reported([...members], reporting.repositoriesOfPlan);
      const repositoryCount = reporting.count ? members.size : undefined;
      return aPlan({ id, name: id, selection: reporting.kind ? kind : 'unknown', repositories, repositoryCount });
    }),
  });
}

function reported(ids: readonly string[], how: ListReport): IdList | undefined {
  switch (how) {
    case 'none':
      return undefined;
    case 'part':
      return { ids: new Set(ids.slice(1)), complete: false };
    case 'whole':
      return { ids: new Set(ids), complete: true };
    case 'unfilled':
      return { ids: new Set(), complete: true };
  }
}

/** What holds after these changes were made. */
export function afterChanges(truth: Truth, changes: readonly Change[]): Truth {
  const activated = new Set(changes.filter(({ kind }) => kind === 'activate').map(({ resource }) => resource.id));
  const attachedTo = (plan: string): string[] =>
    changes.flatMap((change) => (change.kind === 'attach' && change.plan.id === plan ? change.resource.id : []));
  return {
    repositories: truth.repositories.map(({ id, licensed }) => ({ id, licensed: licensed || activated.has(id) })),
    plans: truth.plans.map((plan) => ({ ...plan, members: new Set([...plan.members, ...attachedTo(plan.id)]) })),
  };
}
