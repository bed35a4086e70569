import type { HostWorld } from '../../simulator/hosts/model.ts';
import { World } from '../../simulator/world.ts';
import type { HostSpec, WorldSpec } from './protocol.ts';

export interface BenchWorld {
  readonly world: World;
  readonly planId: string;
  readonly target: string;
}

/** Names as organizations have them, spread unevenly over the alphabet. */
const SUBJECTS = ['api', 'billing', 'catalog', 'data', 'docs', 'infra', 'mobile', 'search', 'service', 'web'];

/** A fresh world: organization `acme`, backup plan `Daily`. */
export function buildWorld({ repositories, drift, targetAt = 0.73 }: WorldSpec): BenchWorld {
  const world = new World();
  const acme = world.addOrganization('acme');
  const inPlan = new Set<string>();
  const targetIndex = Math.floor(repositories * targetAt);
  for (let index = 0; index < repositories; index++) {
    const isOff =
      drift === 'all' || (drift === 'one' && index === targetIndex) || (drift === 'twentieth' && index % 20 === 7);
    const { id } = world.addRepository(acme, nameOf(index), { licensed: !isOff || drift === 'twentieth' });
    if (!isOff) inPlan.add(id);
  }
  const plan = world.addPlan(acme, 'Daily', { repositories: inPlan });
  return { world, planId: plan.id, target: nameOf(targetIndex) };
}

/** The same organization as a Git host has it, with the token of an App that sees all of it. */
export function buildHostWorld({ repositories }: HostSpec): HostWorld & { readonly token: string } {
  return {
    owner: 'acme',
    ownerKind: 'organization',
    repositories: Array.from({ length: repositories }, (_, index) => ({ name: nameOf(index), private: true })),
    token: 'a-token-of-the-benchmark',
    installation: { selection: 'all', account: 'acme' },
  };
}

function nameOf(index: number): string {
  return `${SUBJECTS[(index * 7) % SUBJECTS.length] ?? ''}-${String(index).padStart(6, '0')}`;
}
