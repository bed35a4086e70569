import type { Call, Connection, ConnectionLog } from './connection.ts';
import { InvalidAnswerError } from './errors.ts';
import { Fields } from '../fields.ts';
import type { BackupPlan, Id, Organization, Repository } from './model.ts';
import type { AzurePlanChanges, GitPlanChanges } from './plan-changes.ts';
import { type Page, readAll, readPage } from './pages.ts';
import { parseJson, readAccessToken, readOrganization, readPlan, readRepository, ShapeError } from './records.ts';
import { type Credentials, Session } from './session.ts';
import type { Secrets } from '../secrets.ts';
import { counted, label, someOf } from '../wording.ts';

/** [doc] Any registered System Administrator can use the API. */
const ADMINISTRATOR = 'System Administrator';
/** [doc] What activate, deactivate and remove ask for. */
const MANAGEMENT = 'DataRemoveManagement or GitManagement';

const SEE_THE_SERVER = 'See what the server said, and look at it in GitProtect.';

/** Something of GitProtect's by its ID, with the name by which people know it. */
export interface Named {
  readonly id: Id;
  readonly name: string | undefined;
}

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

  constructor(connection: Connection, credentials: Credentials, secrets: Secrets, log: ConnectionLog) {
    this.#connection = connection;
    this.#session = new Session(connection, credentials, (email, password) => this.signIn(email, password), secrets);
    this.#log = log;
    this.#secrets = secrets;
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
    return await this.#list(
      'git/organizations/getmany',
      'list the organizations',
      { orderby: 'name', ordertype: 'asc' },
      readOrganization,
    );
  }

  /** [doc] `POST /git/repositories/getmany`: all repositories of an organization, by name. */
  async listRepositories(organization: Named): Promise<readonly Repository[]> {
    return await this.#list(
      'git/repositories/getmany',
      `list the repositories of organization ${told(organization)}`,
      { id: organization.id, orderby: 'name', ordertype: 'asc' },
      readRepository,
    );
  }

  /** [doc] `POST /plans/listassignedtoorganization`: the backup plans that hold repositories of an organization. */
  async listPlans(organization: Named): Promise<readonly BackupPlan[]> {
    return await this.#list(
      'plans/listassignedtoorganization',
      `list the backup plans of organization ${told(organization)}`,
      { organizationid: organization.id },
      readPlan,
    );
  }

  /** [doc] `POST /git/repositories/activate`: gives each repository a license. */
  async activateLicenses(repositories: readonly Named[]): Promise<void> {
    await this.#change({
      path: 'git/repositories/activate',
      does: `activate the license of ${listed(repositories)}`,
      roles: MANAGEMENT,
      ifRejected:
        'Free a license in GitProtect or get more; if some are free, check that the repository is still at its Git host.',
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

  async #list<T extends { readonly id: Id }>(
    path: string,
    does: string,
    query: object,
    parse: (row: unknown) => T,
  ): Promise<readonly T[]> {
    const list: Call = { path, does, roles: ADMINISTRATOR, ifRejected: SEE_THE_SERVER, body: query };
    const fetchPage = async (number: number, limit: number): Promise<Page> => {
      const body = { ...query, limit, page: number };
      const page = readPage(parseJson(await this.#session.send({ ...list, body })));
      if (number === 1) this.#debugFields(path, page);
      return page;
    };
    return await this.#reading(list, () => readAll(fetchPage, parse));
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

function told(thing: Named): string {
  return thing.name === undefined ? thing.id : `${label(thing)} (${thing.id})`;
}

function listed(repositories: readonly Named[]): string {
  const [first] = repositories;
  return first !== undefined && repositories.length === 1
    ? `repository ${told(first)}`
    : counted(repositories.length, 'repository', 'repositories');
}
