import { Rejection, type SimulatedPlan, type SimulatedProject, type SimulatedRepository } from './model.ts';
import { idsIn, isIndividual, modify, type PlanChanges } from './modify-plan.ts';
import type { Projects } from './projects.ts';
import type { Repositories } from './repositories.ts';

/** How a change is answered that has been made already. */
export interface RepeatRules {
  readonly rejectsRepeats: boolean;
  readonly repeatStatus: 400 | 409;
}

/**
 * The backup plans by their IDs, and what they hold. A change is checked first; what makes it is returned, for a server
 * may answer before it does so.
 */
export class Plans extends Map<string, SimulatedPlan> {
  readonly #repositories: Repositories;
  readonly #projects: Projects;

  constructor(repositories: Repositories, projects: Projects) {
    super();
    this.#repositories = repositories;
    this.#projects = projects;
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

  /** The plans of the organization to which a repository of it is assigned, or a project. */
  assignedTo(organization: string): SimulatedPlan[] {
    return this.of(organization).filter(
      (plan) =>
        !plan.onlyInOrganizationRow &&
        (plan.selection === 'all' || plan.repositories.size > 0 || plan.projects.size > 0),
    );
  }

  holding(repository: SimulatedRepository): SimulatedPlan[] {
    return [...this.values()].filter((plan) => covers(plan, repository));
  }

  holdingProject({ id }: SimulatedProject): SimulatedPlan[] {
    return [...this.values()].filter((plan) => plan.projects.has(id));
  }

  /** How many repositories of the organization are in a plan. */
  countHeld(organization: string): number {
    const mayHold = [...this.values()].filter((plan) => plan.selection !== 'all' || plan.organization === organization);
    if (mayHold.some(isEverything)) return this.#repositories.countOf(organization);
    if (mayHold.some((plan) => !isListOnly(plan)))
      return this.#repositories.of(organization).filter((each) => mayHold.some((plan) => covers(plan, each))).length;
    const listed = new Set(mayHold.flatMap(({ repositories }) => [...repositories]));
    return [...listed].filter((id) => this.#repositories.get(id)?.organization === organization).length;
  }

  countIn(plan: SimulatedPlan): number {
    if (isEverything(plan)) return this.#repositories.countOf(plan.organization);
    if (isListOnly(plan)) return plan.repositories.size;
    return this.#repositories.of(plan.organization).filter((each) => covers(plan, each)).length;
  }

  /** @throws Rejection */
  attaching(planId: string, repositoryId: string, rules: RepeatRules): () => void {
    const plan = this.#individual(planId);
    const repository = this.#repositories.find(repositoryId);
    if (repository.archived) throw new Rejection(400, `Repository ${repository.id} is archived.`);
    if (!repository.licensed) throw new Rejection(400, 'The repository has no license.');
    return adding(plan.repositories, repository.id, 'repository', rules);
  }

  /** @throws Rejection */
  detaching(planId: string, repositoryId: string, rules: RepeatRules): () => void {
    const plan = this.#individual(planId);
    return deleting(plan.repositories, this.#repositories.find(repositoryId).id, 'repository', rules);
  }

  /** @throws Rejection */
  attachingProject(planId: string, projectId: string, rules: RepeatRules): () => void {
    const plan = this.#individual(planId);
    return adding(plan.projects, this.#projects.find(projectId).id, 'project', rules);
  }

  /** @throws Rejection */
  detachingProject(planId: string, projectId: string, rules: RepeatRules): () => void {
    const plan = this.#individual(planId);
    return deleting(plan.projects, this.#projects.find(projectId).id, 'project', rules);
  }

  /** @throws Rejection */
  modifying(plan: SimulatedPlan, changes: PlanChanges): () => void {
    for (const id of idsIn(changes, 'repositoriesIds')) this.#repositories.find(id);
    for (const id of idsIn(changes, 'projectsIds')) this.#projects.find(id);
    return () => {
      modify(plan, changes);
    };
  }

  /** Takes a repository out of all plans. */
  forget(repositoryId: string): void {
    for (const plan of this.values()) plan.repositories.delete(repositoryId);
  }

  /** A plan whose repositories and projects are attached one by one. @throws Rejection */
  #individual(id: string): SimulatedPlan {
    const plan = this.find(id);
    if (plan.selection === 'manual' && isIndividual(plan.gitChoiceMode)) return plan;
    throw new Rejection(400, 'The plan does not select repositories individually.');
  }
}

function isEverything(plan: SimulatedPlan): boolean {
  return plan.selection === 'all' && excludedFrom(plan).length === 0;
}

/** Whether the plan's own list of repositories is all that it holds. */
function isListOnly(plan: SimulatedPlan): boolean {
  return plan.selection !== 'all' && plan.projects.size === 0 && excludedFrom(plan).length === 0;
}

function adding(members: Set<string>, id: string, what: string, rules: RepeatRules): () => void {
  if (members.has(id) && rules.rejectsRepeats)
    throw new Rejection(rules.repeatStatus, `The ${what} is already assigned to the plan.`);
  return () => {
    members.add(id);
  };
}

function deleting(members: Set<string>, id: string, what: string, rules: RepeatRules): () => void {
  if (!members.has(id) && rules.rejectsRepeats)
    throw new Rejection(rules.repeatStatus, `The ${what} is not assigned to the plan.`);
  return () => {
    members.delete(id);
  };
}

/** Whether the plan backs the repository up: as one of its own, or of a project of its, or because it takes all. */
export function covers(plan: SimulatedPlan, repository: SimulatedRepository): boolean {
  const { id, organization, project } = repository;
  if (excludedFrom(plan).includes(id)) return false;
  if (plan.selection === 'all') return organization === plan.organization;
  return plan.repositories.has(id) || (project !== undefined && plan.projects.has(project));
}

function excludedFrom({ extras }: SimulatedPlan): readonly unknown[] {
  const excluded = extras['excludedRepositoriesIds'];
  return Array.isArray(excluded) ? excluded : [];
}
