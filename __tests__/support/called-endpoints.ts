/** What an endpoint is for; faults end differently at a sign-in than at a write. */
export type Kind = 'sign-in' | 'read' | 'write' | 'sync';

export interface Endpoint {
  readonly path: string;
  readonly kind: Kind;
  /** How messages name the operation. */
  readonly does: string;
}

/** Every endpoint that the main job calls. */
export const ENDPOINTS: readonly Endpoint[] = [
  { path: 'account/login', kind: 'sign-in', does: 'could not sign in' },
  { path: 'git/organizations/getmany', kind: 'read', does: 'could not list the organizations' },
  { path: 'git/repositories/getmany', kind: 'read', does: "could not list the repositories of organization 'acme'" },
  {
    path: 'plans/listassignedtoorganization',
    kind: 'read',
    does: "could not list the backup plans of organization 'acme'",
  },
  { path: 'git/repositories/sync', kind: 'sync', does: "could not synchronize organization 'acme'" },
  { path: 'git/repositories/activate', kind: 'write', does: 'could not activate the license of repository' },
  { path: 'plans/attachgitrepository', kind: 'write', does: 'could not attach repository' },
];
