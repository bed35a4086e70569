import { expect } from '@jest/globals';
import type { Simulator } from '../../simulator/server.ts';
import { isProvedIn } from './end-of-run.ts';
import type { Ended } from './run.ts';
import { ACTIVATE, ATTACH, hasIgnoredWrite, SYNC } from './scenario.ts';
import { isProtectedIn, type Stage, targetOf } from './stage.ts';

/** What is licensed and what is in which plan, at one moment. */
export interface Snapshot {
  readonly isProtected: boolean;
  readonly licensed: ReadonlySet<string>;
  /** Plan and repository, in one text. */
  readonly memberships: ReadonlySet<string>;
  /** How each plan chooses its repositories. */
  readonly selections: readonly string[];
}

export function snapshotOf(stage: Stage): Snapshot {
  const { repositories, plans } = stage.world;
  return {
    isProtected: isProtectedIn(stage),
    licensed: new Set([...repositories.values()].filter(({ licensed }) => licensed).map(({ id }) => id)),
    memberships: new Set([...plans.values()].flatMap((plan) => [...plan.repositories].map((id) => `${plan.id} ${id}`))),
    selections: [...plans.values()].map(({ selection }) => selection),
  };
}

/** The endpoints of the writes that were asked for. */
export function writesOf({ requests }: Simulator): string[] {
  return requests.map(({ endpoint }) => endpoint).filter((endpoint) => [ACTIVATE, ATTACH, SYNC].includes(endpoint));
}

/** Nothing was changed but what was asked for, and nothing was taken away. */
export function expectOnlyWhatWasAsked(stage: Stage, before: Snapshot): void {
  const after = snapshotOf(stage);
  const target = targetOf(stage)?.id;
  const asked = stage.wantedPlans.map(({ id }) => `${id} ${target ?? ''}`);
  expect([...before.licensed].filter((id) => !after.licensed.has(id))).toEqual([]);
  expect([...before.memberships].filter((each) => !after.memberships.has(each))).toEqual([]);
  expect([...after.licensed].filter((id) => !before.licensed.has(id) && id !== target)).toEqual([]);
  expect([...after.memberships].filter((each) => !before.memberships.has(each) && !asked.includes(each))).toEqual([]);
  expect(after.selections).toEqual(before.selections);
}

/** What the run says of itself holds in the world, whatever went wrong. */
export function expectTruthful(
  { success, outputs }: Pick<Ended, 'success' | 'outputs'>,
  stage: Stage,
  before: Snapshot,
  dryRun: boolean,
): void {
  const after = snapshotOf(stage);
  const changed = after.licensed.size !== before.licensed.size || after.memberships.size !== before.memberships.size;
  const target = targetOf(stage);
  const statuses = [outputs['license-status'], outputs['plan-status']];

  // "Already" is said of the state that was found.
  if (statuses[0] === 'already-active') expect(target !== undefined && before.licensed.has(target.id)).toBe(true);
  if (statuses[1] === 'already-attached') expect(holdsAll(stage)).toBe(true);
  if (outputs['drift'] === 'false') expect(before.isProtected).toBe(true);
  if (isProvedIn(outputs)) expect(after.isProtected).toBe(true);
  if (outputs['changed'] !== 'true') expect(changed).toBe(false);
  if (success) {
    expect(statuses).not.toContain('failed');
    if (!dryRun && (isProvedIn(outputs) || !hasIgnoredWrite(stage.scenario))) expect(after.isProtected).toBe(true);
    if (reportsAll(stage) && !dryRun) {
      expect(isProvedIn(outputs)).toBe(true);
      expect([outputs['changed'], outputs['drift']]).toEqual([String(changed), String(!before.isProtected)]);
    }
  } else {
    expect(statuses).toContain('failed');
    expect(isProvedIn(outputs)).toBe(false);
  }
}

function holdsAll(stage: Stage): boolean {
  const id = targetOf(stage)?.id ?? '';
  return stage.wantedPlans.every(({ selection, repositories }) => selection === 'all' || repositories.has(id));
}

/** Whether the server reports all that can be asked of a repository. */
function reportsAll({ scenario: { evidence } }: Stage): boolean {
  return evidence.license !== 'none' && !['planId', 'none'].includes(evidence.plans);
}
