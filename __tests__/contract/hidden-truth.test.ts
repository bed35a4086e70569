import { describe, expect, it } from '@jest/globals';
import type { SimulatedPlan, SimulatedRepository } from '../../simulator/world.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { type Ended, runAgainst } from '../support/run.ts';
import { serve } from '../support/service.ts';
import { covers } from '../../simulator/plans.ts';
import fc from 'fast-check';
import {
  anyContradicted,
  anyHeldBack,
  type HiddenTruth,
  type HiddenWorld,
  hiddenWorld,
} from '../support/hidden-truth.ts';
import { runsOf } from '../support/property-runs.ts';

interface Watched extends HiddenWorld {
  readonly ended: Ended;
  /** What was done that must not be. */
  readonly wrong: readonly string[];
}

type Inputs = Readonly<Record<string, string>>;

/** Runs the action, and watches each change as the server makes it. */
async function watch(
  truth: HiddenTruth,
  inputs: (hidden: HiddenWorld) => Inputs,
  forbidden: {
    readonly release?: (repository: SimulatedRepository, hidden: HiddenWorld) => boolean;
    readonly detach?: (repository: SimulatedRepository, plan: SimulatedPlan, hidden: HiddenWorld) => boolean;
    readonly remove?: (repository: SimulatedRepository, hidden: HiddenWorld) => boolean;
  },
): Promise<Watched> {
  const clock = new FakeClock();
  const hidden = hiddenWorld(truth, () => clock.now());
  const { world } = hidden;
  const wrong: string[] = [];
  const [deactivate, detach, remove] = [
    world.deactivate.bind(world),
    world.detach.bind(world),
    world.remove.bind(world),
  ];
  world.deactivate = (ids) => {
    for (const id of ids) {
      const repository = world.repositories.find(id);
      if (forbidden.release?.(repository, hidden) ?? true) wrong.push(`released ${repository.name}`);
    }
    deactivate(ids);
  };
  world.detach = (planId, id) => {
    const [repository, plan] = [world.repositories.find(id), world.plans.find(planId)];
    if (forbidden.detach?.(repository, plan, hidden) ?? true)
      wrong.push(`detached ${repository.name} from ${plan.name}`);
    detach(planId, id);
  };
  world.remove = (id, data) => {
    const repository = world.repositories.find(id);
    if (forbidden.remove?.(repository, hidden) ?? true) wrong.push(`removed ${repository.name}`);
    remove(id, data);
  };
  const simulator = await serve(world, { evidence: truth.evidence, faults: truth.faults });
  const ended = await runAgainst(
    simulator,
    { 'max-removals': '99', 'verify-timeout': '2', ...inputs(hidden) },
    { clock },
  );
  await simulator.close();
  return { ...hidden, ended, wrong };
}

/** Names of plans by a bit for each. */
function namedBy(mask: number, { plans }: HiddenWorld): readonly SimulatedPlan[] {
  return plans.filter((_, bit) => (mask & (1 << bit)) !== 0);
}

function linesOf(plans: readonly SimulatedPlan[]): string {
  return plans.map(({ id }) => id).join('\n');
}

const OPTIONS = { numRuns: runsOf(15) };
const anySelection = fc.constantFrom('a', 'a\nb', '*', '*\n!c');
const SERVERS = [
  ['holds back', anyHeldBack],
  ['contradicts itself', anyContradicted],
] as const;

describe.each(SERVERS)('whatever a server %s', (_, anyTruth) => {
  it('no license is released while a plan that is not left contains the repository', async () => {
    await fc.assert(
      fc.asyncProperty(anyTruth, anySelection, fc.nat(7), async (truth, repository, mask) => {
        const named = (hidden: HiddenWorld): readonly SimulatedPlan[] => namedBy(mask, hidden);
        const isSelected = ({ name }: SimulatedRepository): boolean =>
          repository === 'a' ? name === 'a' : repository === '*' || name !== 'c';
        const left = await watch(truth, (hidden) => ({ state: 'absent', repository, plan: linesOf(named(hidden)) }), {
          release: (each, hidden) =>
            !isSelected(each) ||
            (named(hidden).length > 0 &&
              hidden.plans.some((plan) => !named(hidden).includes(plan) && covers(plan, each))),
          detach: (each, plan, hidden) =>
            !isSelected(each) || (named(hidden).length > 0 && !named(hidden).includes(plan)),
        });

        expect(left.wrong).toEqual([]);
        expectSaidTruly(left);
      }),
      OPTIONS,
    );
  });

  it('no license is released while any plan contains the repository, where the server does what it accepts, and at once', async () => {
    const honest = anyTruth.map((truth) => ({
      ...truth,
      lateMs: undefined,
      faults: truth.faults.filter(({ fault }) => fault.kind !== 'ignored'),
    }));
    await fc.assert(
      fc.asyncProperty(honest, anySelection, fc.nat(7), async (truth, repository, mask) => {
        const left = await watch(
          truth,
          (hidden) => ({ state: 'absent', repository, plan: linesOf(namedBy(mask, hidden)) }),
          {
            release: (each, { plans }) => plans.some((plan) => covers(plan, each)),
            detach: () => false,
          },
        );

        expect(left.wrong).toEqual([]);
      }),
      OPTIONS,
    );
  });

  it('nothing is removed that has a license, or is in a plan', async () => {
    await fc.assert(
      fc.asyncProperty(anyTruth, async (truth) => {
        const left = await watch(truth, () => ({ state: 'removed', repository: 'a', confirm: 'a', plan: '' }), {
          remove: (each, { plans }) => each.name !== 'a' || each.licensed || plans.some((plan) => covers(plan, each)),
          release: ({ name }) => name !== 'a',
          detach: ({ name }) => name !== 'a',
        });

        expect(left.wrong).toEqual([]);
        if (left.ended.success) expect(left.world.repositories.has(left.repositories[0]?.id ?? '')).toBe(false);
      }),
      OPTIONS,
    );
  });

  it('no plan is left for exclusive ones before the repository is in all of them', async () => {
    await fc.assert(
      fc.asyncProperty(anyTruth, anySelection, fc.integer({ min: 1, max: 7 }), async (truth, repository, mask) => {
        const named = (hidden: HiddenWorld): readonly SimulatedPlan[] => {
          const plans = namedBy(mask, hidden);
          return plans.length > 0 ? plans : hidden.plans.slice(0, 1);
        };
        const moved = await watch(
          truth,
          (hidden) => ({ exclusive: 'true', repository, plan: linesOf(named(hidden)) }),
          {
            detach: (each, plan, hidden) =>
              named(hidden).includes(plan) || !named(hidden).every((other) => covers(other, each)),
          },
        );

        expect(moved.wrong).toEqual([]);
        if (moved.ended.log.includes('✅ Protected'))
          for (const each of moved.repositories)
            if (repository === '*' || each.name === 'a')
              expect([
                each.licensed,
                named(moved).every((plan) => covers(plan, each)),
                moved.plans.some(
                  (plan) => plan.selection === 'manual' && !named(moved).includes(plan) && covers(plan, each),
                ),
              ]).toEqual([true, true, false]);
      }),
      OPTIONS,
    );
  });
});

/** What is reported as proved holds. */
function expectSaidTruly({ ended, world, plans }: Watched): void {
  const { repositories = [] } = ended.report as { readonly repositories?: readonly Reported[] };
  for (const { id, proved, license, plans: reported } of repositories) {
    const repository = world.repositories.find(id);
    if (!proved) continue;
    if (license === 'released' || license === 'already-inactive') expect(repository.licensed).toBe(false);
    for (const { id: planId, status } of reported)
      if (status === 'detached' || status === 'already-detached')
        expect(plans.some((plan) => plan.id === planId && covers(plan, repository))).toBe(false);
  }
}

interface Reported {
  readonly id: string;
  readonly proved: boolean;
  readonly license: string;
  readonly plans: readonly { readonly id: string; readonly status: string }[];
}
