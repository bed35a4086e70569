import { randomUUID } from 'node:crypto';

/** A Management Service's state, and what its endpoints do to it. No HTTP here. */

export type Role = 'System Administrator' | 'DataRemoveManagement' | 'GitManagement';

export interface Account {
  readonly email: string;
  readonly password: string;
  readonly roles: readonly Role[];
}

export interface SimulatedRepository {
  readonly id: string;
  readonly organization: string;
  name: string;
  licensed: boolean;
  /** GitProtect marks it as removed at the Git host. */
  removed: boolean;
}

export interface SimulatedPlan {
  readonly id: string;
  name: string;
  isActive: boolean;
  selection: 'picked' | 'all' | 'rules';
  readonly organization: string;
  readonly repositories: Set<string>;
  /** Known only from the organization's row, not from the list of plans. */
  readonly onlyInOrganizationRow: boolean;
  readonly lastStatus: { readonly successes: number; readonly warnings: number; readonly errors: number };
  /** Epoch seconds. */
  readonly finishedAt: number;
}

export interface SimulatedOrganization {
  readonly id: string;
  readonly name: string;
  /** Which Git service: the numbers are the vendor's own. */
  readonly driver: number;
  readonly apiUrl: string | null;
  /** Repositories that exist at the Git host and that GitProtect learns of by a synchronization. */
  readonly atHost: Set<string>;
  /** When a running synchronization ends, in epoch milliseconds. */
  syncEnds: number | undefined;
}

/** An endpoint's refusal: an HTTP status with a text. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const TOKEN_LIFETIME_MS = 30 * 24 * 3600 * 1000;

export interface WorldOptions {
  readonly account?: Account;
  /** Licenses in all, used ones included. */
  readonly licenses?: number;
  readonly tokenLifetimeMs?: number;
  readonly syncMs?: number;
  /** Whether attaching what is attached already, or activating what is active, is refused. */
  readonly refusesDoubles?: boolean;
  /** Milliseconds since the epoch, for tests with a clock of their own. */
  readonly now?: () => number;
}

export class World {
  readonly account: Account;
  readonly organizations = new Map<string, SimulatedOrganization>();
  readonly repositories = new Map<string, SimulatedRepository>();
  readonly plans = new Map<string, SimulatedPlan>();
  licenses: number;
  /** The account is locked: no sign-in is accepted. */
  locked = false;
  /** How many sign-ins were accepted. */
  signIns = 0;
  readonly #tokens = new Map<string, number>();
  readonly #options: Required<Pick<WorldOptions, 'tokenLifetimeMs' | 'syncMs' | 'refusesDoubles' | 'now'>>;

  constructor(options: WorldOptions = {}) {
    this.account = options.account ?? {
      email: 'backup@acme.example',
      password: 'correct horse battery staple',
      roles: ['System Administrator', 'GitManagement'],
    };
    this.licenses = options.licenses ?? 1_000_000;
    this.#options = {
      tokenLifetimeMs: options.tokenLifetimeMs ?? TOKEN_LIFETIME_MS,
      syncMs: options.syncMs ?? 500,
      refusesDoubles: options.refusesDoubles ?? false,
      now: options.now ?? Date.now,
    };
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
      ...more,
    };
    this.repositories.set(repository.id, repository);
    return repository;
  }

  addPlan(organization: SimulatedOrganization, name: string, more: Partial<SimulatedPlan> = {}): SimulatedPlan {
    const plan = {
      id: randomUUID(),
      name,
      isActive: true,
      selection: 'picked' as const,
      organization: organization.id,
      repositories: new Set<string>(),
      onlyInOrganizationRow: false,
      lastStatus: { successes: 12, warnings: 0, errors: 0 },
      finishedAt: 1_700_000_000,
      ...more,
    };
    this.plans.set(plan.id, plan);
    return plan;
  }

  /** The true state, as no answer can lie about it. */
  isProtected(repository: string, plan: string): boolean {
    return this.repositories.get(repository)?.licensed === true && this.#covers(this.#plan(plan), repository);
  }

  freeLicenses(): number {
    return this.licenses - [...this.repositories.values()].filter(({ licensed }) => licensed).length;
  }

  // Sign-in

  signIn(email: string, password: string): { userId: string; accessToken: string } {
    if (email !== this.account.email || password !== this.account.password || this.locked)
      throw new Refused(400, 'Invalid email or password.');
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

  expireTokens(): void {
    this.#tokens.clear();
  }

  hasRole(...roles: readonly Role[]): boolean {
    return roles.some((role) => this.account.roles.includes(role));
  }

  // What endpoints do

  organization(id: string): SimulatedOrganization {
    const organization = this.organizations.get(id.toLowerCase());
    if (organization === undefined) throw new Refused(404, 'Organization not found.');
    this.#finishSync(organization);
    return organization;
  }

  repositoriesOf(organization: SimulatedOrganization): SimulatedRepository[] {
    return [...this.repositories.values()].filter((repository) => repository.organization === organization.id);
  }

  /** The plans of the organization to which a repository of it is assigned. */
  plansAssignedTo(organization: SimulatedOrganization): SimulatedPlan[] {
    return this.plansOf(organization).filter(
      (plan) => !plan.onlyInOrganizationRow && (plan.selection === 'all' || plan.repositories.size > 0),
    );
  }

  plansOf(organization: SimulatedOrganization): SimulatedPlan[] {
    return [...this.plans.values()].filter((plan) => plan.organization === organization.id);
  }

  plansHolding(repository: SimulatedRepository): SimulatedPlan[] {
    return [...this.plans.values()].filter((plan) => this.#covers(plan, repository.id));
  }

  countIn(plan: SimulatedPlan): number {
    const organization = this.organizations.get(plan.organization);
    return plan.selection === 'all' && organization !== undefined
      ? this.repositoriesOf(organization).length
      : plan.repositories.size;
  }

  /** Whole or not at all, as a batch on the server may be. */
  activate(ids: readonly string[]): void {
    const repositories = ids.map((id) => this.#repository(id));
    const removed = repositories.find((repository) => repository.removed);
    if (removed !== undefined) throw new Refused(400, `Repository ${removed.id} is removed at its Git service.`);
    const unlicensed = new Set(repositories.filter(({ licensed }) => !licensed));
    if (unlicensed.size < repositories.length && this.#options.refusesDoubles)
      throw new Refused(409, 'A repository has a license already.');
    if (unlicensed.size > this.freeLicenses()) throw new Refused(400, 'There are not enough free licenses.');
    for (const repository of unlicensed) repository.licensed = true;
  }

  deactivate(ids: readonly string[]): void {
    for (const repository of ids.map((id) => this.#repository(id))) repository.licensed = false;
  }

  remove(id: string): void {
    const repository = this.#repository(id);
    this.repositories.delete(repository.id);
    for (const plan of this.plans.values()) plan.repositories.delete(repository.id);
  }

  attach(planId: string, repositoryId: string): void {
    const plan = this.#plan(planId);
    const repository = this.#repository(repositoryId);
    if (plan.selection !== 'picked') throw new Refused(400, 'The plan does not select repositories individually.');
    if (!repository.licensed) throw new Refused(400, 'The repository has no license.');
    if (plan.repositories.has(repository.id) && this.#options.refusesDoubles)
      throw new Refused(409, 'The repository is already assigned to the plan.');
    plan.repositories.add(repository.id);
  }

  detach(planId: string, repositoryId: string): void {
    this.#plan(planId).repositories.delete(this.#repository(repositoryId).id);
  }

  modifyPlan(
    planId: string,
    changes: { name?: string; isActive?: boolean; repositories?: readonly string[]; all?: boolean },
  ): void {
    const plan = this.#plan(planId);
    if (changes.name !== undefined) plan.name = changes.name;
    if (changes.isActive !== undefined) plan.isActive = changes.isActive;
    if (changes.all !== undefined) plan.selection = changes.all ? 'all' : 'picked';
    if (changes.repositories === undefined) return;
    const repositories = changes.repositories.map((id) => this.#repository(id).id);
    plan.repositories.clear();
    for (const id of repositories) plan.repositories.add(id);
  }

  synchronize(organization: SimulatedOrganization): void {
    if (organization.syncEnds !== undefined) throw new Refused(409, 'A synchronization is in progress.');
    organization.syncEnds = this.#options.now() + this.#options.syncMs;
  }

  isSynchronizing(organization: SimulatedOrganization): boolean {
    this.#finishSync(organization);
    return organization.syncEnds !== undefined;
  }

  #finishSync(organization: SimulatedOrganization): void {
    if (organization.syncEnds === undefined || this.#options.now() < organization.syncEnds) return;
    organization.syncEnds = undefined;
    const known = new Set(this.repositoriesOf(organization).map(({ name }) => name));
    for (const name of organization.atHost) if (!known.has(name)) this.addRepository(organization, name);
  }

  #covers(plan: SimulatedPlan, repository: string): boolean {
    return plan.selection === 'all'
      ? this.repositories.get(repository)?.organization === plan.organization
      : plan.repositories.has(repository);
  }

  #plan(id: string): SimulatedPlan {
    const plan = this.plans.get(id.toLowerCase());
    if (plan === undefined) throw new Refused(404, 'Plan not found.');
    return plan;
  }

  #repository(id: string): SimulatedRepository {
    const repository = this.repositories.get(id.toLowerCase());
    if (repository === undefined) throw new Refused(404, 'Repository not found.');
    return repository;
  }
}
