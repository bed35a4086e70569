import type { BackupPlan, Id, Organization, Repository, Resource } from '../domain/model.ts';
import type { PlanSettings } from '../domain/request.ts';
import type { SoFar } from '../http/request.ts';
import type { Transport } from '../http/transport.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import { type Call, callOf, MANAGEMENT, type Named, nameAndId, repositoriesInWords } from './calls.ts';
import { PagedList } from './pages.ts';
import { parseOrganization, parsePlan, parseRepository } from './parsers.ts';
import type { ShownPlan } from './plan-settings.ts';
import type { Session } from './session.ts';

/** What can be attached to a backup plan. */
type Member = Named & Pick<Resource, 'kind'>;

/**
 * The REST API of a GitProtect Management Service: a method for each of its endpoints; `Session` has the one to sign
 * in. Success bodies of changes are undocumented, so any 2xx is success; what counts is the state that is read
 * afterwards.
 *
 * Whatever sends a request throws the classes of `errors.ts`.
 */
export class GitProtect {
  /** What is known of the requests, and of the server's clock. */
  readonly transport: Pick<Transport, 'requests' | 'serverNow' | 'waitedMs' | 'concurrency'>;
  readonly #session: Session;
  readonly #clock: Clock;
  readonly #log: Pick<Logger, 'info' | 'debug'>;
  /** On which page of its list a repository was seen last, by its ID: it is looked for there first. */
  readonly pageOf = new Map<Id, number>();

  constructor(session: Session, clock: Clock, log: Pick<Logger, 'info' | 'debug'>) {
    this.transport = session.transport;
    this.#session = session;
    this.#clock = clock;
    this.#log = log;
  }

  /** [doc] `POST /account/login`: signs in, unless that was done, or there is a token. */
  async signIn(): Promise<void> {
    await this.#session.signIn();
  }

  /** [doc] `POST /git/organizations/getmany`: all organizations, by name. */
  organizations(): PagedList<Organization> {
    const body = { orderby: 'name', ordertype: 'asc' };
    const call = callOf({
      path: 'git/organizations/getmany',
      purpose: 'list the organizations',
      body,
      refused: 'list the organizations',
      answer: 'rows',
    });
    return this.#list(call, parseOrganization);
  }

  /** [doc] `POST /git/repositories/getmany`: all repositories of an organization, by name. */
  repositories(organization: Named): PagedList<Repository> {
    const call = callOf({
      path: 'git/repositories/getmany',
      purpose: `list the repositories of organization ${nameAndId(organization)}`,
      body: { id: organization.id, orderby: 'name', ordertype: 'asc' },
      refused: 'list the repositories',
      answer: 'rows',
    });
    return this.#list(call, (row) => parseRepository(row, organization));
  }

  /** [doc] `POST /plans/listassignedtoorganization`: the backup plans that hold repositories of an organization. */
  plans(organization: Named): PagedList<BackupPlan> {
    return this.#list(listPlansCall(organization), (row) => parsePlan(row, organization));
  }

  /** [doc] `POST /git/repositories/activate`: gives each repository a license. */
  async activateLicenses(repositories: readonly Named[]): Promise<void> {
    await this.#session.call(
      callOf({
        path: 'git/repositories/activate',
        about: 'activation',
        purpose: `activate the license of ${repositoriesInWords(repositories)}`,
        body: idsOf(repositories),
        roles: MANAGEMENT,
        refused: 'activate a license',
        ifRejected:
          "See the server's message. If it does not name the cause, look whether a license is free in GitProtect, and whether the repository is still at its Git host and not archived there.",
      }),
    );
  }

  /** [doc] `POST /git/repositories/deactivate`: takes the license from each repository. Repeated by the caller. */
  async deactivateLicenses(repositories: readonly Named[], soFar: SoFar): Promise<void> {
    const purpose = `deactivate the license of ${repositoriesInWords(repositories)}`;
    const body = idsOf(repositories);
    const call = {
      path: 'git/repositories/deactivate',
      purpose,
      body,
      roles: MANAGEMENT,
      refused: 'release a license',
    };
    await this.#session.call(callOf({ ...call, repeated: 'by-caller', ...soFar }));
  }

  /**
   * [doc] `POST /git/repositories/remove`: removes a repository from GitProtect and, if asked, destroys its backups.
   * Never repeated.
   */
  async removeRepository(repository: Named, removeData: boolean, soFar: SoFar): Promise<void> {
    const body = { id: repository.id, removedata: removeData };
    const purpose = `remove repository ${nameAndId(repository)}`;
    const call = {
      path: 'git/repositories/remove',
      purpose,
      body,
      roles: MANAGEMENT,
      refused: 'remove the repository',
    };
    await this.#session.call(callOf({ ...call, repeated: 'never', ...soFar }));
  }

  /** [doc] `POST /git/repositories/sync`: has GitProtect read the Git host's list again. Body ours [open]; asynchronous. */
  async startSynchronization(organization: Named): Promise<void> {
    const body = { id: organization.id, organizationid: organization.id };
    const purpose = `synchronize organization ${nameAndId(organization)}`;
    await this.#session.call(
      callOf({
        path: 'git/repositories/sync',
        purpose,
        body,
        refused: 'synchronize',
      }),
    );
  }

  /**
   * [doc] `POST /plans/attachgitrepository`, or `POST /plans/AttachAzureProject`: the latter only for plans with
   * individual project selection.
   */
  async attach(plan: Named, resource: Member): Promise<void> {
    const purpose = `attach ${memberInWords(resource)} to backup plan ${nameAndId(plan)}`;
    await this.#session.call(
      resource.kind === 'project'
        ? callOf({
            path: 'plans/AttachAzureProject',
            purpose,
            body: projectMembership(plan, resource),
            refused: 'attach the project',
          })
        : callOf({
            path: 'plans/attachgitrepository',
            about: 'attachment',
            purpose,
            body: membership(plan, resource),
            refused: 'attach the repository',
            ifRejected:
              "See the server's message. If it does not name the cause, check the backup plan in GitProtect: repositories can be attached to it only if it selects them individually.",
          }),
    );
  }

  /**
   * [doc] `POST /plans/detachgitrepository`, or `POST /plans/DetachAzureProject`: the latter only for plans with
   * individual project selection. Repeated by the caller.
   */
  async detach(plan: Named, resource: Member, soFar: SoFar): Promise<void> {
    const purpose = `detach ${memberInWords(resource)} from backup plan ${nameAndId(plan)}`;
    const call =
      resource.kind === 'project'
        ? {
            path: 'plans/DetachAzureProject',
            purpose,
            body: projectMembership(plan, resource),
            refused: 'detach the project',
          }
        : {
            path: 'plans/detachgitrepository',
            purpose,
            body: membership(plan, resource),
            refused: 'detach the repository',
          };
    await this.#session.call(callOf({ ...call, repeated: 'by-caller', ...soFar }));
  }

  /** The plans as their rows in the list of plans show them. */
  async readPlans(organization: Organization): Promise<readonly ShownPlan[]> {
    const { parseShownPlan } = await import('./plan-settings.ts');
    return await this.#list(listPlansCall(organization), (row) => parseShownPlan(row, organization)).read();
  }

  /**
   * [doc] `POST /plans/modifygitplan`, or `POST /plans/ModifyAzurePlanAsync`. That fields that are not sent stay as they
   * are is not documented [open]: all that the row shows is sent. Repeated by the caller, since the plan may have changed
   * meanwhile, and only where it was refused.
   * @param earlier attempts that were refused
   */
  async modifyPlan(shown: ShownPlan, wanted: PlanSettings, earlier?: SoFar['earlier']): Promise<void> {
    const { modificationOf } = await import('./plan-settings.ts');
    const path = shown.isAzure ? 'plans/ModifyAzurePlanAsync' : 'plans/modifygitplan';
    const purpose = `modify backup plan ${nameAndId(shown.plan)}`;
    const body = modificationOf(shown, wanted);
    await this.#session.call(
      callOf({
        path,
        purpose,
        body,
        repeated: 'by-caller-once-refused',
        earlier,
        refused: 'change the settings of the backup plan',
      }),
    );
  }

  #list<T extends { readonly id: Id }>(call: Call, parseRow: (row: unknown) => T): PagedList<T> {
    return new PagedList(this.#session, call, parseRow, this.#clock, this.#log);
  }
}

function listPlansCall(organization: Named): Call {
  return callOf({
    path: 'plans/listassignedtoorganization',
    purpose: `list the backup plans of organization ${nameAndId(organization)}`,
    body: { organizationid: organization.id },
    refused: 'list the backup plans',
    answer: 'rows',
  });
}

function idsOf(repositories: readonly Named[]): object {
  return { Ids: repositories.map(({ id }) => id) };
}

function membership(plan: Named, repository: Named): object {
  return { planid: plan.id, repositoryid: repository.id };
}

function projectMembership(plan: Named, project: Named): object {
  return { planId: plan.id, projectId: project.id };
}

function memberInWords(resource: Member): string {
  return `${resource.kind === 'project' ? 'Azure DevOps project' : 'repository'} ${nameAndId(resource)}`;
}
