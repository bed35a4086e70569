import {
  ADMINISTRATOR,
  listed,
  listing,
  listingRepositories,
  MANAGEMENT,
  type Named,
  SEE_THE_SERVER,
  told,
} from './calls.ts';
import type { Call, Connection, ConnectionLog } from './connection.ts';
import { InvalidAnswerError } from './errors.ts';
import { Fields } from '../fields.ts';
import type { BackupPlan, Id, Organization, Repository } from './model.ts';
import type { AzurePlanChanges, GitPlanChanges } from './plan-changes.ts';
import { type FetchPage, type Page, PAGE_SIZE, readAll, readPage, readSettled } from './pages.ts';
import { parseJson, readAccessToken, readOrganization, readPlan, readRepository, ShapeError } from './records.ts';
import { type Coverage, NameSearch } from './search.ts';
import { type Credentials, Session } from './session.ts';
import { Progress } from '../progress.ts';
import type { Secrets } from '../secrets.ts';
import { someOf } from '../wording.ts';

/**
 * The REST API of a GitProtect Management Service: one method for each of its 14 endpoints. Success bodies of changes
 * are undocumented, so any 2xx is success; what counts is the state that is read afterwards.
 *
 * Every method throws the classes of `errors.ts`.
 */
export class GitProtect {
  readonly #connection: Connection;
  readonly #session: Session;
  readonly #log: ConnectionLog;
  readonly #secrets: Secrets;
  /** On which page a repository was seen last, by its ID: it is looked for there first. */
  readonly #pageOf = new Map<Id, number>();

  constructor(connection: Connection, credentials: Credentials, secrets: Secrets, log: ConnectionLog) {
    this.#connection = connection;
    this.#session = new Session(connection, credentials, (email, password) => this.signIn(email, password), secrets);
    this.#log = log;
    this.#secrets = secrets;
  }

  /** Requests at a time, at most. */
  get concurrency(): number {
    return this.#connection.concurrency;
  }

  /** Signs in if no token is there yet. */
  async open(): Promise<void> {
    await this.#session.open();
  }

  /** [doc] `POST /account/login`: an access token, valid for 30 days. A rejected sign-in is never repeated. */
  async signIn(email: string, password: string): Promise<string> {
    const call: Call = {
      path: 'account/login',
      does: 'sign in',
      roles: ADMINISTRATOR,
      ifRejected: SEE_THE_SERVER,
      body: { email, password, rememberMe: false },
    };
    const text = await this.#connection.send(call, undefined);
    return await this.#reading(call, () => readAccessToken(parseJson(text)));
  }

  /** [doc] `POST /git/organizations/getmany`: all organizations, by name. */
  async listOrganizations(): Promise<readonly Organization[]> {
    const call = listing('git/organizations/getmany', 'list the organizations', { orderby: 'name', ordertype: 'asc' });
    return await this.#reading(call, () => readAll(this.#pagesOf(call), readOrganization, this.concurrency));
  }

  /** [doc] `POST /git/repositories/getmany`: all repositories of an organization, by name. */
  async listRepositories(organization: Named): Promise<readonly Repository[]> {
    const call = listingRepositories(organization);
    return await this.#reading(call, () => readSettled(this.#pagesOf(call), readRepository, this.concurrency));
  }

  /**
   * As many repositories of an organization as it takes to find some, without reading a long list as a whole.
   *
   * @param wanted for each the names by which it may be listed, and its ID where it is known
   * @returns what was read, and what it proves of one that isn't among them
   */
  async searchRepositories(
    organization: Named,
    wanted: readonly { readonly names: readonly string[]; readonly id?: Id }[],
  ): Promise<{ readonly repositories: readonly Repository[]; readonly coverage: Coverage }> {
    const call = listingRepositories(organization);
    return await this.#reading(call, async () => {
      const fetchPage = this.#pagesOf(call);
      const search = new NameSearch(fetchPage, readRepository, PAGE_SIZE, this.concurrency);
      const seenOn = wanted.flatMap(({ id }) => this.#pageOf.get(id ?? '') ?? []);
      await search.look(seenOn.length > 0 ? seenOn : [1]);
      if (!search.isCounted)
        return { repositories: await readSettled(fetchPage, readRepository, this.concurrency), coverage: 'whole' };
      const seen = new Set(search.items.map(({ id }) => id));
      await search.find(wanted.filter(({ id }) => id === undefined || !seen.has(id)).map(({ names }) => names));
      for (const [page, rows] of search.read) for (const { id } of rows) this.#pageOf.set(id, page);
      return { repositories: search.items, coverage: search.coverage };
    });
  }

  /** [doc] `POST /plans/listassignedtoorganization`: the backup plans that hold repositories of an organization. */
  async listPlans(organization: Named): Promise<readonly BackupPlan[]> {
    const does = `list the backup plans of organization ${told(organization)}`;
    const call = listing('plans/listassignedtoorganization', does, { organizationid: organization.id });
    return await this.#reading(call, () => readAll(this.#pagesOf(call), readPlan, this.concurrency));
  }

  /** [doc] `POST /git/repositories/activate`: gives each repository a license. */
  async activateLicenses(repositories: readonly Named[]): Promise<void> {
    await this.#change({
      path: 'git/repositories/activate',
      does: `activate the license of ${listed(repositories)}`,
      roles: MANAGEMENT,
      ifRejected:
        'Free a license in GitProtect or get more; if some are free, check that the repository is still at its Git host and not archived there.',
      body: {
        Ids: repositories.map((repository) => repository.id),
      },
    });
  }

  /** [doc] `POST /git/repositories/deactivate`: takes the license from each repository. */
  async deactivateLicenses(repositories: readonly Named[]): Promise<void> {
    await this.#change({
      path: 'git/repositories/deactivate',
      does: `deactivate the license of ${listed(repositories)}`,
      roles: MANAGEMENT,
      body: {
        Ids: repositories.map((repository) => repository.id),
      },
    });
  }

  /** [doc] `POST /git/repositories/remove`: removes a repository from GitProtect and, if asked, destroys its backups. */
  async removeRepository(repository: Named, removeData: boolean): Promise<void> {
    await this.#change({
      path: 'git/repositories/remove',
      does: `remove repository ${told(repository)}`,
      roles: MANAGEMENT,
      body: {
        id: repository.id,
        removedata: removeData,
      },
    });
  }

  /** [doc] `POST /git/repositories/sync`: has GitProtect read the Git host's list again. Body ours [open]; asynchronous. */
  async synchronize(organization: Named): Promise<void> {
    await this.#change({
      path: 'git/repositories/sync',
      does: `synchronize organization ${told(organization)}`,
      roles: ADMINISTRATOR,
      body: {
        id: organization.id,
        organizationid: organization.id,
      },
    });
  }

  /** [doc] `POST /plans/attachgitrepository` */
  async attachRepository(plan: Named, repository: Named): Promise<void> {
    await this.#change({
      path: 'plans/attachgitrepository',
      does: `attach repository ${told(repository)} to backup plan ${told(plan)}`,
      roles: ADMINISTRATOR,
      ifRejected:
        'Look at the backup plan in GitProtect: it takes repositories by hand only if they are selected individually there.',
      body: { planid: plan.id, repositoryid: repository.id },
    });
  }

  /** [doc] `POST /plans/detachgitrepository` */
  async detachRepository(plan: Named, repository: Named): Promise<void> {
    await this.#change({
      path: 'plans/detachgitrepository',
      does: `detach repository ${told(repository)} from backup plan ${told(plan)}`,
      roles: ADMINISTRATOR,
      body: { planid: plan.id, repositoryid: repository.id },
    });
  }

  /** [doc] `POST /plans/AttachAzureProject`: only for plans with individual project selection. */
  async attachAzureProject(plan: Named, project: Named): Promise<void> {
    await this.#change({
      path: 'plans/AttachAzureProject',
      does: `attach Azure DevOps project ${told(project)} to backup plan ${told(plan)}`,
      roles: ADMINISTRATOR,
      body: { planId: plan.id, projectId: project.id },
    });
  }

  /** [doc] `POST /plans/DetachAzureProject`: only for plans with individual project selection. */
  async detachAzureProject(plan: Named, project: Named): Promise<void> {
    await this.#change({
      path: 'plans/DetachAzureProject',
      does: `detach Azure DevOps project ${told(project)} from backup plan ${told(plan)}`,
      roles: ADMINISTRATOR,
      body: { planId: plan.id, projectId: project.id },
    });
  }

  /** [doc] `POST /plans/modifygitplan`. That fields left out stay as they are is not documented [open]. */
  async modifyGitPlan(plan: Named, changes: GitPlanChanges): Promise<void> {
    await this.#change({
      path: 'plans/modifygitplan',
      does: `modify backup plan ${told(plan)}`,
      roles: ADMINISTRATOR,
      body: {
        ...changes,
        id: plan.id,
      },
    });
  }

  /** [doc] `POST /plans/ModifyAzurePlanAsync`. That fields left out stay as they are is not documented [open]. */
  async modifyAzurePlan(plan: Named, changes: AzurePlanChanges): Promise<void> {
    await this.#change({
      path: 'plans/ModifyAzurePlanAsync',
      does: `modify backup plan ${told(plan)}`,
      roles: ADMINISTRATOR,
      body: {
        ...changes,
        id: plan.id,
      },
    });
  }

  async #change(call: Omit<Call, 'ifRejected'> & Partial<Call>): Promise<void> {
    await this.#session.send({ ifRejected: SEE_THE_SERVER, ...call });
  }

  /** Gets the pages of a list, and tells how far it is when that takes long. */
  #pagesOf(list: Call): FetchPage {
    const progress = new Progress(this.#log, this.#connection.clock, `pages read to ${list.does}`);
    let read = 0;
    return async (page, limit) => {
      const answer = await this.#session.send({ ...list, body: { ...list.body, limit, page } });
      const given = readPage(parseJson(answer));
      if (page === 1) {
        this.#debugFields(list.path, given);
        // The list may be read again from its start.
        read = 0;
      }
      progress.reached(++read, given.place?.pages ?? 0);
      return given;
    };
  }

  /** Tells which call it was when an answer isn't what it should be. */
  async #reading<T>(call: Call, read: () => T | Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof ShapeError)) throw error;
      throw new InvalidAnswerError(this.#connection.operation(call), this.#secrets.redact(error.message));
    }
  }

  /** The field names that rows carry, never their values, so that an unknown shape can be reported. */
  #debugFields(path: string, page: Page): void {
    const names = Fields.of(page.rows[0])?.names();
    if (names !== undefined) this.#log.debug(`POST /${path}: rows carry the fields ${someOf(names, 50)}`);
  }
}
