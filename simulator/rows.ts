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
}

export const FULL_EVIDENCE: Evidence = {
  license: 'isLicensed',
  plans: 'plans',
  repositories: 'repositoriesIds',
  includeAll: 'inculdeAllReposistories',
};

export const NO_EVIDENCE: Evidence = { license: 'none', plans: 'none', repositories: 'none', includeAll: 'none' };

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
      backupType: 0,
      includeMetadata: true,
      repoCount: world.plans.countIn(plan),
      lastStatus: plan.lastStatus,
      planFinishedTime: plan.finishedAt,
    })),
  };
}

export function repositoryRow(world: World, repository: SimulatedRepository, evidence: Evidence): Row {
  const { id, name, removed } = repository;
  return {
    id,
    name,
    ...(removed ? { isRemoved: true } : {}),
    ...licenseField(repository, evidence),
    ...plansField(world.plans.holding(repository), evidence),
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

export function planRow(plan: SimulatedPlan, evidence: Evidence): Row {
  return {
    id: plan.id,
    name: plan.name,
    isActive: plan.isActive,
    backupType: 0,
    includeMetadata: true,
    organizationId: plan.organization,
    ...(plan.selection === 'rules' ? { gitChoiceMode: 2, rules: [{ pattern: 'service-*' }] } : {}),
    ...(evidence.includeAll === 'none' ? {} : { [evidence.includeAll]: plan.selection === 'all' }),
    ...repositoriesField([...plan.repositories], evidence),
  };
}

function repositoriesField(ids: readonly string[], { repositories }: Evidence): Row {
  switch (repositories) {
    case 'repositoriesIds':
      return { repositoriesIds: ids };
    case 'repositories':
      return { repositories: ids.map((id) => ({ id })) };
    case 'none':
      return {};
  }
}
