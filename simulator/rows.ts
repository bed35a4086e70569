import type { SimulatedOrganization, SimulatedPlan, SimulatedRepository, World } from './world.ts';

/**
 * Which fields rows carry. The vendor's documents leave it open, so every likely shape can be set, and none at all.
 */
export interface Evidence {
  /** On a repository: the field that tells of its license. */
  readonly license:
    'isLicensed' | 'hasLicence' | 'missingLicense' | 'isLicenceMissing' | 'licenseId' | 'isActivated' | 'none';
  /** On a repository: the field that tells of its plans. */
  readonly plans: 'plans' | 'plansIds' | 'planIds' | 'planId' | 'none';
  /** On a plan: the field that tells of its repositories. */
  readonly repositories: 'repositoriesIds' | 'repositories' | 'none';
  /** On a plan: the field that tells that it takes in everything. */
  readonly includeAll: 'inculdeAllReposistories' | 'includeAllRepositories' | 'none';
  /** On a repository of an Azure DevOps project: `projectId` and `projectName`, an object, or a name `Project/repository`. */
  readonly project: 'projectId' | 'project' | 'name' | 'none';
  /** On a plan: the field that tells of its Azure DevOps projects; or the project's plans, on each of its repositories. */
  readonly projectPlans: 'projectsIds' | 'projectIds' | 'projects' | 'project.plans' | 'none';
  /** Whether a plan's repositories, and a repository's plans, are also those by the repository's project. */
  readonly throughProject: boolean;
}

export const FULL_EVIDENCE: Evidence = {
  license: 'isLicensed',
  plans: 'plans',
  repositories: 'repositoriesIds',
  includeAll: 'inculdeAllReposistories',
  project: 'projectId',
  projectPlans: 'projectsIds',
  throughProject: false,
};

export const NO_EVIDENCE: Evidence = {
  license: 'none',
  plans: 'none',
  repositories: 'none',
  includeAll: 'none',
  project: 'none',
  projectPlans: 'none',
  throughProject: false,
};

type Row = Record<string, unknown>;

/** As in the vendor's example. */
export function organizationRow(world: World, organization: SimulatedOrganization): Row {
  const repositories = world.repositories.of(organization.id);
  return {
    id: organization.id,
    driver: organization.driver,
    name: organization.name,
    apiUrl: organization.apiUrl,
    isReadOnly: false,
    protectedRepositories: world.plans.countHeld(organization.id),
    totalRepositories: repositories.length,
    missingLicences: repositories.filter(({ licensed }) => !licensed).length,
    removedRepositories: repositories.filter(({ removed }) => removed).length,
    defaultWorkerId: null,
    isCreatedByMarketplace: false,
    synchronizationInProgress: world.isSynchronizing(organization),
    plans: world.plans.of(organization.id).map((plan) => ({
      id: plan.id,
      name: plan.name,
      backupType: plan.extras['backupType'] ?? 0,
      includeMetadata: plan.includeMetadata,
      repoCount: world.plans.countIn(plan),
      lastStatus: plan.lastStatus,
      planFinishedTime: plan.finishedAt,
    })),
  };
}

export function repositoryRow(world: World, repository: SimulatedRepository, evidence: Evidence): Row {
  const { id, removed } = repository;
  const holding = world.plans
    .holding(repository)
    .filter((plan) => evidence.throughProject || plan.selection === 'all' || plan.repositories.has(id));
  return {
    id,
    name: nameInRow(world, repository, evidence),
    ...(removed ? { isRemoved: true } : {}),
    ...licenseField(repository, evidence),
    ...plansField(holding, evidence),
    ...projectField(world, repository, evidence),
  };
}

export function nameInRow(world: World, { name, project }: SimulatedRepository, evidence: Evidence): string {
  if (project === undefined || evidence.project !== 'name') return name;
  return `${world.projects.find(project).name}/${name}`;
}

function projectField(world: World, repository: SimulatedRepository, evidence: Evidence): Row {
  if (repository.project === undefined) return {};
  const project = world.projects.find(repository.project);
  const { id, name } = project;
  const inObject = {
    ...(evidence.project === 'project' ? { id, name } : {}),
    ...(evidence.projectPlans === 'project.plans'
      ? { plans: world.plans.holdingProject(project).map((plan) => ({ id: plan.id, name: plan.name })) }
      : {}),
  };
  return {
    ...(evidence.project === 'projectId' ? { projectId: id, projectName: name } : {}),
    ...(Object.keys(inObject).length === 0 ? {} : { project: inObject }),
  };
}

function licenseField({ id, licensed }: SimulatedRepository, { license }: Evidence): Row {
  switch (license) {
    case 'isLicensed':
    case 'hasLicence':
    case 'isActivated':
      return { [license]: licensed };
    case 'missingLicense':
    case 'isLicenceMissing':
      return { [license]: !licensed };
    case 'licenseId':
      return { licenseId: licensed ? id : null };
    case 'none':
      return {};
  }
}

function plansField(holding: readonly SimulatedPlan[], { plans }: Evidence): Row {
  switch (plans) {
    case 'plans':
      return { plans: holding.map(({ id, name }) => ({ id, name })) };
    case 'plansIds':
    case 'planIds':
      return { [plans]: holding.map(({ id }) => id) };
    case 'planId':
      return { planId: holding[0]?.id ?? null };
    case 'none':
      return {};
  }
}

export function planRow(world: World, plan: SimulatedPlan, evidence: Evidence): Row {
  return {
    id: plan.id,
    name: plan.name,
    isActive: plan.isActive,
    backupType: 0,
    includeMetadata: plan.includeMetadata,
    organizationId: plan.organization,
    ...(plan.gitChoiceMode === undefined ? {} : { gitChoiceMode: plan.gitChoiceMode }),
    ...plan.extras,
    ...(evidence.includeAll === 'none' ? {} : { [evidence.includeAll]: plan.selection === 'all' }),
    ...membersField(evidence.repositories, repositoriesIn(world, plan, evidence)),
    ...(world.isAzure(plan.organization) ? membersField(evidence.projectPlans, [...plan.projects]) : {}),
  };
}

function repositoriesIn(world: World, plan: SimulatedPlan, { throughProject }: Evidence): readonly string[] {
  if (!throughProject || plan.projects.size === 0) return [...plan.repositories];
  const inProjects = world.repositories
    .of(plan.organization)
    .filter(({ project }) => project !== undefined && plan.projects.has(project));
  return [...new Set([...plan.repositories, ...inProjects.map(({ id }) => id)])];
}

function membersField(field: Evidence['repositories'] | Evidence['projectPlans'], ids: readonly string[]): Row {
  switch (field) {
    case 'repositoriesIds':
    case 'projectsIds':
    case 'projectIds':
      return { [field]: ids };
    case 'repositories':
    case 'projects':
      return { [field]: ids.map((id) => ({ id })) };
    case 'project.plans':
    case 'none':
      return {};
  }
}
