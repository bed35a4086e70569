import { expect } from '@jest/globals';
import type { ActionRun } from '../../scripts/run-action.ts';
import type { World } from '../../simulator/world.ts';
import type { SmallWorld } from './service.ts';

/** The run succeeded, and the server was seen to report all that was asked for. */
export function expectProved({ exitCode, signal, outputs, stdout }: ActionRun): void {
  expect([exitCode, signal]).toEqual([0, null]);
  expect(JSON.parse(outputs['report'] ?? '{}')).toMatchObject({ repositories: [{ proved: true }] });
  expect(stdout).toContain('✅ Protected');
}

/** Whether `api` is licensed, and whether it is in `Daily`. */
export function protectionOf({ api, daily }: SmallWorld): readonly [boolean, boolean] {
  return [api.licensed, daily.repositories.has(api.id)];
}

/** The repository is listed once, licensed, and in the plan beside the one that was there. */
export function expectOnce(world: World, plan: string, name: string): void {
  const named = [...world.repositories.values()].filter((repository) => repository.name === name);
  expect(named).toHaveLength(1);
  expect(world.isProtected(named[0]?.id ?? '', plan)).toBe(true);
  const members = [...(world.plans.get(plan)?.repositories ?? [])].map((id) => world.repositories.get(id)?.name);
  expect(members.sort()).toEqual([name, 'website'].sort());
}
