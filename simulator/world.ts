import { randomUUID } from 'node:crypto';

import {
  type Account,
  Rejection,
  type Role,
  type SimulatedOrganization,
  type SimulatedPlan,
  type SimulatedRepository,
} from './model.ts';
import { covers, type PlanChanges, Plans } from './plans.ts';
import { Repositories } from './repositories.ts';

export * from './model.ts';

const TOKEN_LIFETIME_MS = 30 * 24 * 3600 * 1000;

export interface WorldOptions {
  readonly account?: Account;
  /** Licenses in all, used ones included. */
  readonly licenses?: number;
  readonly tokenLifetimeMs?: number;
  readonly syncMs?: number;
  /** How long after it was answered well a license, or an attachment, takes effect. */
  readonly effectMs?: { readonly license?: number; readonly attachment?: number };
  /** Whether attaching what is attached already, or activating what is active, is refused. */
  readonly rejectsRepeats?: boolean;
  /** Whether a refusal says which repository of a batch it is about. */
  readonly namesRejected?: boolean;
  /** Milliseconds since the epoch, for tests with a clock of their own. */
  readonly now?: () => number;
}

/** A Management Service's state, and what its endpoints do to it. No HTTP here. */
export class World {
  readonly account: Account;
  readonly organizations = new Map<string, SimulatedOrganization>();
  readonly repositories = new Repositories();
  readonly plans = new Plans(this.repositories);
  licenses: number;
  /** The account is locked: no sign-in is accepted. */
  locked = false;
  /** How many sign-ins were accepted. */
  signIns = 0;
  readonly #tokens = new Map<string, number>();
  /** What takes effect later, and when. */
  #effects: readonly { readonly at: number; readonly take: () => void }[] = [];
  readonly #options: Required<
    Pick<WorldOptions, 'tokenLifetimeMs' | 'syncMs' | 'effectMs' | 'rejectsRepeats' | 'namesRejected' | 'now'>
  >;

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
      effectMs: options.effectMs ?? {},
      rejectsRepeats: options.rejectsRepeats ?? false,
      namesRejected: options.namesRejected ?? true,
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
      archived: false,
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
      selection: 'manual' as const,
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

  /** Whole or not at all, as a batch on the server may be. */
  activate(ids: readonly string[]): void {
    const repositories = ids.map((id) => this.repositories.find(id));
    const removed = repositories.find((repository) => repository.removed);
    if (removed !== undefined) throw new Rejection(400, `Repository ${removed.id} is removed at its Git service.`);
    const archived = repositories.find((repository) => repository.archived);
    if (archived !== undefined)
      throw new Rejection(
        400,
        this.#options.namesRejected ? `Repository ${archived.id} is archived.` : 'A repository is archived.',
      );
    const unlicensed = new Set(repositories.filter(({ licensed }) => !licensed));
    if (unlicensed.size < repositories.length && this.#options.rejectsRepeats)
      throw new Rejection(409, 'A repository has a license already.');
    if (!this.#hasFreeLicenses(unlicensed.size)) throw new Rejection(400, 'There are not enough free licenses.');
    this.#after(this.#options.effectMs.license, () => {
      for (const repository of unlicensed) repository.licensed = true;
    });
  }

  deactivate(ids: readonly string[]): void {
    for (const repository of ids.map((id) => this.repositories.find(id))) repository.licensed = false;
  }

  remove(id: string): void {
    const repository = this.repositories.find(id);
    this.repositories.delete(repository.id);
    this.plans.forget(repository.id);
  }

  attach(planId: string, repositoryId: string): void {
    const attach = this.plans.attaching(planId, repositoryId, this.#options.rejectsRepeats);
    this.#after(this.#options.effectMs.attachment, attach);
  }

  detach(planId: string, repositoryId: string): void {
    this.plans.detach(planId, repositoryId);
  }

  modifyPlan(planId: string, changes: PlanChanges): void {
    this.plans.modify(planId, changes);
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

  #after(milliseconds: number | undefined, take: () => void): void {
    if (milliseconds === undefined) take();
    else this.#effects = [...this.#effects, { at: this.now() + milliseconds, take }];
  }

  /** Licenses are counted only where they may not suffice. */
  #hasFreeLicenses(wanted: number): boolean {
    return wanted <= this.licenses - this.repositories.size || wanted <= this.freeLicenses();
  }
}
