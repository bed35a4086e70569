import { JsonObject } from '../shared/json-object.ts';
import { isUnread, type Unread } from './get.ts';
import type { HostService } from './host.ts';
import { shortened } from '../shared/text.ts';

/*
 * What a GitHub token can't see, which its list does not tell: each is why an inventory is not complete, and what to use
 * instead, or undefined.
 */

const INSTEAD =
  'use the token of a GitHub App that is installed on all repositories of the owner, or a personal access token with the scope repo of one of its owners';

/** A GitHub App's token, and a job's own, which is one of them. */
export function forInstallation(installation: JsonObject | Unread, owner: string): string | undefined {
  if (isUnread(installation)) return `which repositories host-token can see is not known: ${installation.why}`;
  const selection = installation.text('repository_selection');
  if (selection === 'selected')
    return `host-token belongs to a GitHub App that is installed on selected repositories, like the token that GitHub gives to each job, and sees no other private ones; ${INSTEAD}`;
  if (selection !== 'all') return `which repositories host-token can see is not known; ${INSTEAD}`;
  const account = accountOf(installation);
  if (account?.toLowerCase() === owner.toLowerCase()) return undefined;
  return `the GitHub App of host-token is installed ${account === undefined ? 'where no repository is' : `at '${shortened(account)}'`}, and sees only what is public at '${shortened(owner)}'; ${INSTEAD}`;
}

/** Where the App is installed, as the one repository tells that was asked for. */
function accountOf(installation: JsonObject): string | undefined {
  const first = JsonObject.of(installation.list('repositories')?.[0]);
  return first?.object('owner')?.text('login') ?? first?.text('full_name')?.split('/')[0];
}

/** A classic token's scopes: without `repo` it lists what is public. */
export function forScopes(scopes: readonly string[] | undefined): string | undefined {
  if (scopes === undefined || scopes.includes('repo')) return undefined;
  return 'host-token is a personal access token without the scope repo, and sees only public repositories; give it that scope';
}

/**
 * A member who owns nothing sees what the organization shows to its members, which may be less than all; who is no member
 * sees what is public. Where that is not told, it is enough that the owner's page counts what it has.
 */
export function forMember(
  owner: string,
  membership: JsonObject | Unread,
  organization: JsonObject | undefined,
): string | undefined {
  if (isUnread(membership)) {
    // Only GitHub itself gives such an ID; another server may have no such endpoint.
    const { status, headers = {} } = membership.response ?? {};
    if (status === 404)
      return headers['x-github-request-id'] === undefined
        ? undefined
        : `the user of host-token is no member of '${shortened(owner)}', and may see only public repositories; ${INSTEAD}`;
    return isCounted(organization)
      ? undefined
      : `which repositories host-token can see is not known: ${membership.why}`;
  }
  const role = membership.text('role');
  if (membership.text('state') === 'pending')
    return `the user of host-token has not accepted the invitation to '${shortened(owner)}' yet, and may see only public repositories; ${INSTEAD}`;
  if (role === 'admin') return undefined;
  const shown = organization?.text('default_repository_permission');
  // Others, as billing managers, see no repositories by their role.
  if (role === 'member' && (shown === 'read' || shown === 'write' || shown === 'admin')) return undefined;
  return `the user of host-token is a ${shortened(role ?? 'member')} of '${shortened(owner)}', not one of its owners, and may not see every repository; ${INSTEAD}`;
}

/** Such a token may be limited to some repositories, which only the owner's own count shows. */
export function forFineGrained({ headers }: HostService, owner: JsonObject | undefined): string | undefined {
  if (!/^Bearer (github_pat|ghu)_/.test(headers['authorization'] ?? '') || isCounted(owner)) return undefined;
  return `host-token is a fine-grained token, or one that a GitHub App has for a user, of which GitHub does not show whether it sees every repository; ${INSTEAD}`;
}

/** Whether the owner's page counts its private repositories, with which the list is compared. */
function isCounted(owner: JsonObject | undefined): boolean {
  return owner?.number('owned_private_repos') !== undefined;
}

export function forAnotherUser(owner: string): string {
  return `the list of another user holds public repositories only; use a personal access token of '${shortened(owner)}' itself, or the token of a GitHub App that is installed on all its repositories`;
}
