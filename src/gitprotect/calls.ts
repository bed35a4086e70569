import type { Call } from './connection.ts';
import type { Id } from './model.ts';
import { counted, label } from '../wording.ts';

/** [doc] Any registered System Administrator can use the API. */
export const ADMINISTRATOR = 'System Administrator';
/** [doc] What activate, deactivate and remove ask for. */
export const MANAGEMENT = 'DataRemoveManagement or GitManagement';

export const SEE_THE_SERVER = 'See what the server said, and look at it in GitProtect.';

/** Something of GitProtect's by its ID, with the name by which people know it. */
export interface Named {
  readonly id: Id;
  readonly name: string | undefined;
}

/** A call that gives a list. */
export function listing(path: string, does: string, body: object): Call {
  return { path, does, roles: ADMINISTRATOR, ifRejected: SEE_THE_SERVER, body };
}

/** The call that lists an organization's repositories, by name. */
export function listingRepositories(organization: Named): Call {
  return listing('git/repositories/getmany', `list the repositories of organization ${told(organization)}`, {
    id: organization.id,
    orderby: 'name',
    ordertype: 'asc',
  });
}

/** Something by its name and ID. */
export function told(thing: Named): string {
  return thing.name === undefined ? thing.id : `${label(thing)} (${thing.id})`;
}

/** One repository by name and ID, several by their number. */
export function listed(repositories: readonly Named[]): string {
  const [first] = repositories;
  return first !== undefined && repositories.length === 1
    ? `repository ${told(first)}`
    : counted(repositories.length, 'repository', 'repositories');
}
