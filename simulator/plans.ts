import { Rejection, type SimulatedPlan, type SimulatedRepository } from './model.ts';
import type { Repositories } from './repositories.ts';

export interface PlanChanges {
  readonly name?: string;
  readonly isActive?: boolean;
  readonly repositories?: readonly string[];
  readonly all?: boolean;
}

/** The backup plans by their IDs, and which repositories they hold. */
export class Plans extends Map<string, SimulatedPlan> {
  readonly #repositories: Repositories;

  constructor(repositories: Repositories) {
    super();
    this.#repositories = repositories;
  }

  /** @throws Rejection with 404 if there is none */
  find(id: string): SimulatedPlan {
    const plan = this.get(id.toLowerCase());
    if (plan === undefined) throw new Rejection(404, 'Plan not found.');
    return plan;
  }

  of(organization: string): SimulatedPlan[] {
    return [...this.values()].filter((plan) => plan.organization === organization);
  }

  /** The plans of the organization to which a repository of it is assigned. */
  assignedTo(organization: string): SimulatedPlan[] {
    return this.of(organization).filter(
      (plan) => !plan.onlyInOrganizationRow && (plan.selection === 'all' || plan.repositories.size > 0),
    );
  }

  holding(repository: SimulatedRepository): SimulatedPlan[] {
    return [...this.values()].filter((plan) => covers(plan, repository));
  }

  /** How many repositories of the organization are in a plan. */
  countHeld(organization: string): number {
    const ofAll = this.of(organization).some(({ selection }) => selection === 'all');
    if (ofAll) return this.#repositories.countOf(organization);
    const manual = new Set(
      [...this.values()].flatMap((plan) => (plan.selection === 'all' ? [] : [...plan.repositories])),
    );
    return [...manual].filter((id) => this.#repositories.get(id)?.organization === organization).length;
  }

  countIn(plan: SimulatedPlan): number {
    return plan.selection === 'all' ? this.#repositories.countOf(plan.organization) : plan.repositories.size;
  }

  /** Whether it can be attached, and then what attaches it. @throws Rejection */
  attaching(planId: string, repositoryId: string, rejectsRepeats: boolean): () => void {
    const plan = this.find(planId);
    const repository = this.#repositories.find(repositoryId);
    if (plan.selection !== 'manual') throw new Rejection(400, 'The plan does not select repositories individually.');
    if (repository.archived) throw new Rejection(400, `Repository ${repository.id} is archived.`);
    if (!repository.licensed) throw new Rejection(400, 'The repository has no license.');
    if (plan.repositories.has(repository.id) && rejectsRepeats)
      throw new Rejection(409, 'The repository is already assigned to the plan.');
    return () => {
      plan.repositories.add(repository.id);
    };
  }

  detach(planId: string, repositoryId: string): void {
    this.find(planId).repositories.delete(this.#repositories.find(repositoryId).id);
  }

  /** Takes a repository out of all plans. */
  forget(repositoryId: string): void {
    for (const plan of this.values()) plan.repositories.delete(repositoryId);
  }

  modify(planId: string, changes: PlanChanges): void {
    const plan = this.find(planId);
    if (changes.name !== undefined) plan.name = changes.name;
    if (changes.isActive !== undefined) plan.isActive = changes.isActive;
    if (changes.all !== undefined) plan.selection = changes.all ? 'all' : 'manual';
    if (changes.repositories === undefined) return;
    const repositories = changes.repositories.map((id) => this.#repositories.find(id).id);
    plan.repositories.clear();
    for (const id of repositories) plan.repositories.add(id);
  }
}

export function covers(plan: SimulatedPlan, repository: SimulatedRepository): boolean {
  return plan.selection === 'all'
    ? repository.organization === plan.organization
    : plan.repositories.has(repository.id);
}
