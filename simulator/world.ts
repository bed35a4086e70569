import { randomUUID } from 'node:crypto';

import { toActivate, toRelease } from './licenses.ts';
import {
  type Account,
  Rejection,
  type Role,
  type SimulatedOrganization,
  type SimulatedPlan,
  type SimulatedProject,
  type SimulatedRepository,
} from './model.ts';
import { type PlanChanges, type PlanService, withResets } from './modify-plan.ts';
import { covers, Plans } from './plans.ts';
import { Projects } from './projects.ts';
import { Repositories } from './repositories.ts';
import { type LateChange, withDefaults, type WorldOptions } from './world-options.ts';

export * from './model.ts';
export type { WorldOptions } from './world-options.ts';

/** An accepted removal of a repository. */
export interface Removal {
  readonly id: string;
  /** Whether its backup data is deleted too. */
  readonly removeData: boolean;
}

/** A Management Service's state, and what its endpoints do to it. No HTTP here. */
export class World {
  readonly account: Account;
  readonly organizations = new Map<string, SimulatedOrganization>();
  readonly repositories = new Repositories();
  readonly projects = new Projects();
  readonly plans = new Plans(this.repositories, this.projects);
  /** In the order in which they were accepted. */
  readonly removals: Removal[] = [];
  licenses: number;
  /** The account is locked: no sign-in is accepted. */
  locked = false;
  /** How many sign-ins were accepted. */
  signIns = 0;
  readonly #tokens = new Map<string, number>();
  /** What takes effect later, and when. */
  #effects: readonly { readonly at: number; readonly take: () => void }[] = [];
  readonly #options: Required<WorldOptions>;

  constructor(options: WorldOptions = {}) {
    this.#options = withDefaults(options);
    this.account = this.#options.account;
    this.licenses = this.#options.licenses;
  }

  // Building

  addOrganization(name: string, more: Partial<SimulatedOrganization> = {}): SimulatedOrganization {
    const organization = {
      id: randomUUID(),
      name,
      driver: 1,
      apiUrl: null,
      atHost: new Set<string>(),
      syncEnds: undefined,
      ...more,
    };
    this.organizations.set(organization.id, organization);
    return organization;
  }

  addRepository(
    organization: SimulatedOrganization,
    name: string,
    more: Partial<SimulatedRepository> = {},
  ): SimulatedRepository {
    const repository = {
      id: randomUUID(),
      organization: organization.id,
      name,
      licensed: false,
      removed: false,
      archived: false,
      locked: false,
      retained: false,
      ...more,
    };
    this.repositories.set(repository.id, repository);
    return repository;
  }

  addProject(
    organization: SimulatedOrganization,
    name: string,
    more: Partial<SimulatedProject> = {},
  ): SimulatedProject {
    const project = { id: randomUUID(), organization: organization.id, name, ...more };
    this.projects.set(project.id, project);
    return project;
  }

  addPlan(organization: SimulatedOrganization, name: string, more: Partial<SimulatedPlan> = {}): SimulatedPlan {
    const plan = {
      id: randomUUID(),
      name,
      isActive: true,
      selection: 'manual' as const,
      organization: organization.id,
      repositories: new Set<string>(),
      projects: new Set<string>(),
      includeMetadata: true,
      ...(more.selection === 'rules' ? { gitChoiceMode: 2 } : {}),
      onlyInOrganizationRow: false,
      lastStatus: { successes: 12, warnings: 0, errors: 0 },
      finishedAt: 1_700_000_000,
      ...more,
      extras: { ...(more.selection === 'rules' ? { rules: [{ pattern: 'service-*' }] } : {}), ...more.extras },
    };
    this.plans.set(plan.id, plan);
    return plan;
  }

  /** The true state, as no answer can lie about it. */
  isProtected(repositoryId: string, planId: string): boolean {
    const repository = this.repositories.get(repositoryId);
    return repository?.licensed === true && covers(this.plans.find(planId), repository);
  }

  freeLicenses(): number {
    let used = 0;
    for (const { licensed } of this.repositories.values()) if (licensed) used++;
    return this.licenses - used;
  }

  // Sign-in

  signIn(email: string, password: string): { userId: string; accessToken: string } {
    if (email !== this.account.email || password !== this.account.password || this.locked)
      throw new Rejection(400, 'Invalid email or password.');
    this.signIns++;
    return { userId: randomUUID(), accessToken: this.issueToken() };
  }

  issueToken(): string {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ jti: randomUUID() })}.${randomUUID().replaceAll('-', '')}`;
    this.#tokens.set(token, this.#options.now() + this.#options.tokenLifetimeMs);
    return token;
  }

  accepts(token: string): boolean {
    return (this.#tokens.get(token) ?? 0) > this.#options.now();
  }

  /** Milliseconds since the epoch. */
  now(): number {
    return this.#options.now();
  }

  expireTokens(): void {
    this.#tokens.clear();
  }

  hasRole(...roles: readonly Role[]): boolean {
    return roles.some((role) => this.account.roles.includes(role));
  }

  // What endpoints do

  organization(id: string): SimulatedOrganization {
    const organization = this.organizations.get(id.toLowerCase());
    if (organization === undefined) throw new Rejection(404, 'Organization not found.');
    this.#finishSync(organization);
    return organization;
  }

  /** As they were added. */
  repositoriesOf(organization: SimulatedOrganization): SimulatedRepository[] {
    return [...this.repositories.of(organization.id)];
  }

  activate(ids: readonly string[]): void {
    const unlicensed = toActivate(this.#found(ids), this.#options);
    if (!this.#hasFreeLicenses(unlicensed.length)) throw new Rejection(400, 'There are not enough free licenses.');
    this.#after('license', () => {
      for (const repository of unlicensed) repository.licensed = true;
    });
  }

  deactivate(ids: readonly string[]): void {
    const licensed = toRelease(this.#found(ids), this.#options);
    this.#after('release', () => {
      for (const repository of licensed) repository.licensed = false;
    });
  }

  remove(repositoryId: string, removeData = false): void {
    const { id, retained } = this.repositories.find(repositoryId);
    if (retained) throw new Rejection(400, `Repository ${id} cannot be removed.`);
    this.removals.push({ id, removeData });
    this.#after('removal', () => {
      this.repositories.delete(id);
      this.plans.forget(id);
    });
  }

  attach(planId: string, repositoryId: string): void {
    this.#after('attachment', this.plans.attaching(planId, repositoryId, this.#options));
  }

  detach(planId: string, repositoryId: string): void {
    this.#after('detachment', this.plans.detaching(planId, repositoryId, this.#options));
  }

  attachProject(planId: string, projectId: string): void {
    this.#after('attachment', this.plans.attachingProject(planId, projectId, this.#options));
  }

  detachProject(planId: string, projectId: string): void {
    this.#after('detachment', this.plans.detachingProject(planId, projectId, this.#options));
  }

  modifyPlan(planId: string, changes: PlanChanges, service: PlanService = 'git'): void {
    const { rejectsOtherService, unsentFields } = this.#options;
    const plan = this.plans.find(planId);
    if (rejectsOtherService && this.isAzure(plan.organization) !== (service === 'azure'))
      throw new Rejection(400, `The plan is not ${service === 'azure' ? 'an Azure DevOps' : 'a Git'} plan.`);
    const complete = unsentFields === 'dropped' ? withResets(changes, service) : changes;
    this.#after('modification', this.plans.modifying(plan, complete));
  }

  /** Whether it is an organization of Azure DevOps. */
  isAzure(organizationId: string): boolean {
    const organization = this.organizations.get(organizationId);
    return organization !== undefined && this.projects.areIn(organization);
  }

  synchronize(organization: SimulatedOrganization): void {
    if (organization.syncEnds !== undefined) throw new Rejection(409, 'A synchronization is in progress.');
    organization.syncEnds = this.#options.now() + this.#options.syncMs;
  }

  isSynchronizing(organization: SimulatedOrganization): boolean {
    this.#finishSync(organization);
    return organization.syncEnds !== undefined;
  }

  #finishSync(organization: SimulatedOrganization): void {
    if (organization.syncEnds === undefined || this.#options.now() < organization.syncEnds) return;
    organization.syncEnds = undefined;
    const known = new Set(this.repositories.of(organization.id).map(({ name }) => name));
    for (const name of organization.atHost) if (!known.has(name)) this.addRepository(organization, name);
  }

  /** What was to take effect by now does. */
  takeEffects(): void {
    const due = this.#effects.filter(({ at }) => at <= this.now());
    if (due.length === 0) return;
    this.#effects = this.#effects.filter(({ at }) => at > this.now());
    for (const { take } of due) take();
  }

  #found(ids: readonly string[]): SimulatedRepository[] {
    return ids.map((id) => this.repositories.find(id));
  }

  #after(change: LateChange, take: () => void): void {
    const milliseconds = this.#options.effectMs[change];
    if (milliseconds === undefined) take();
    else this.#effects = [...this.#effects, { at: this.now() + milliseconds, take }];
  }

  /** Licenses are counted only where they may not suffice. */
  #hasFreeLicenses(wanted: number): boolean {
    return wanted <= this.licenses - this.repositories.size || wanted <= this.freeLicenses();
  }
}
