/** What an endpoint is for; faults end differently at a sign-in than at a write. */
export type Kind = 'sign-in' | 'read' | 'write' | 'sync';

export interface Endpoint {
  readonly path: string;
  readonly kind: Kind;
  /** How messages name the operation. */
  readonly does: string;
  /** How titles name it where the server refuses it. */
  readonly refused?: string;
}

/** Every endpoint that the main job calls. */
export const ENDPOINTS: readonly Endpoint[] = [
  { path: 'account/login', kind: 'sign-in', does: 'could not sign in' },
  {
    path: 'git/organizations/getmany',
    kind: 'read',
    does: 'could not list the organizations',
    refused: 'list the organizations',
  },
  {
    path: 'git/repositories/getmany',
    kind: 'read',
    does: "could not list the repositories of organization 'acme'",
    refused: 'list the repositories',
  },
  {
    path: 'plans/listassignedtoorganization',
    kind: 'read',
    does: "could not list the backup plans of organization 'acme'",
    refused: 'list the backup plans',
  },
  {
    path: 'git/repositories/sync',
    kind: 'sync',
    does: "could not synchronize organization 'acme'",
    refused: 'synchronize',
  },
  {
    path: 'git/repositories/activate',
    kind: 'write',
    does: 'could not activate the license of repository',
    refused: 'activate a license',
  },
  {
    path: 'plans/attachgitrepository',
    kind: 'write',
    does: 'could not attach repository',
    refused: 'attach the repository',
  },
];
