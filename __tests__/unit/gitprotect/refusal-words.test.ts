import { describe, expect, it } from '@jest/globals';
import {
  ForbiddenError,
  LicenseLimitError,
  LicenseRefusedError,
  PermissionError,
  RejectedError,
  type ServiceError,
} from '../../../src/gitprotect/errors.ts';
import { ACTIVATE, answered, ATTACH, errorOf, SIGN_IN } from '../../support/service-errors.ts';

describe('the error of a call', () => {
  it.each(['Your IP address is not on the allow list', 'Subscription expired', 'Password expired'])(
    'of a sign-in is not blamed on email and password where the server names another reason: %s',
    (message) => {
      for (const status of [400, 403])
        expect(errorOf(answered(status, message), SIGN_IN).remedy).toMatch(/^See the server's message, and settle/);
    },
  );

  it.each([
    "Login failed for user 'x' from IP 192.0.2.7",
    'The email or password is not correct. Your account will be locked after 3 more tries',
    'Bad credentials; account is temporarily locked',
    'User account is locked',
  ])('of a sign-in is told to be of email and password where they may be the reason: %s', (message) => {
    expect(errorOf(answered(400, message), SIGN_IN).remedy).toMatch(/^Check the inputs email and password/);
  });

  it.each<[number, string, typeof ServiceError, string]>([
    [403, 'Repository is disabled', RejectedError, 'exclude the repository'],
    [403, 'The repository was deleted', RejectedError, 'exclude the repository'],
    [403, 'Quota exceeded', LicenseLimitError, 'Free a license'],
    [403, 'Repository limit reached for your subscription', LicenseLimitError, 'Free a license'],
    [403, 'The limit of protected repositories is reached', LicenseLimitError, 'Free a license'],
    [403, 'Repository is not available', RejectedError, 'Give the account the role'],
    [403, 'This account is read-only', PermissionError, 'Give the account the role'],
    [403, 'Read-only users cannot do this', PermissionError, 'Give the account the role'],
    [403, 'You lack the permission for archive-tool', PermissionError, 'Give the account the role'],
    [400, 'No free licenses for acme/archive-tool', LicenseLimitError, 'Free a license'],
    [400, 'Not enough licenses: disabled-web', LicenseLimitError, 'Free a license'],
    [400, 'No free licenses for Acme.Archive', LicenseLimitError, 'Free a license'],
    [403, 'You lack the permission for Acme.Archive', PermissionError, 'Give the account the role'],
    [403, 'REPOSITORY_ARCHIVED', RejectedError, 'exclude the repository'],
    [403, 'RepositoryArchived', RejectedError, 'exclude the repository'],
    [403, 'Repository is archived/read-only', RejectedError, 'exclude the repository'],
    [403, 'The repository is locked (read-only)', RejectedError, 'exclude the repository'],
    [403, "Repository doesn't exist", RejectedError, 'exclude the repository'],
    [403, 'Repository could not be found', RejectedError, 'exclude the repository'],
    [403, 'Repository not found or user has no access', RejectedError, 'exclude the repository'],
    [403, "Repository 'x' of organization 'acme' was not found", RejectedError, 'exclude the repository'],
    [403, 'The repositories were deleted', RejectedError, 'exclude the repository'],
    [403, 'RepositoryArchivedException', RejectedError, 'exclude the repository'],
    [400, 'LicenseLimitExceededException', LicenseLimitError, 'Free a license'],
    [400, 'GitProtect.Licensing.NoFreeLicensesException', LicenseLimitError, 'Free a license'],
    [403, 'A license is not available for this repository', LicenseLimitError, 'Free a license'],
    [403, 'This operation is not available for your role', PermissionError, 'Give the account the role'],
    [403, 'Access to this repository is disabled', ForbiddenError, 'settle that'],
    [403, 'You have no access to this repository', ForbiddenError, 'Give the account the role'],
    [403, 'Access denied', PermissionError, 'Give the account the role'],
    [403, 'You need the role Maintenance Operator', PermissionError, 'Give the account the role'],
    [403, 'You are not authorized, try again later', PermissionError, 'Give the account the role'],
    [403, 'no-free-licenses', LicenseLimitError, 'Free a license'],
    [400, 'LICENSE_LIMIT_EXCEEDED', LicenseLimitError, 'Free a license'],
    [400, 'LicenseLimitExceeded', LicenseLimitError, 'Free a license'],
    [400, 'quota_exceeded', LicenseLimitError, 'Free a license'],
    [403, 'All licenses are in use', LicenseLimitError, 'Free a license'],
    [403, 'Maximum number of licenses reached', LicenseLimitError, 'Free a license'],
    [403, 'Maximum number of protected repositories reached', LicenseLimitError, 'Free a license'],
    [403, 'Request rejected: no free licenses', LicenseLimitError, 'Free a license'],
    [400, 'Your request exceeds the number of available licenses', LicenseLimitError, 'Free a license'],
    [403, 'Your IP is not in the allow-list', PermissionError, 'settle that'],
    [403, 'Your IP is not in the allow_list', PermissionError, 'settle that'],
    [403, 'Out of licenses', LicenseLimitError, 'Free a license'],
    [403, 'Your account has no free licenses', LicenseLimitError, 'Free a license'],
    [400, 'Your license has expired', LicenseLimitError, 'settle that'],
    [400, 'License activation is not supported for forks', LicenseRefusedError, 'check the cause'],
    [422, 'The repository already has an active license', RejectedError, 'check the cause'],
    [400, 'Account is suspended', RejectedError, 'settle that'],
    [403, 'This feature is not available in your subscription', PermissionError, 'settle that'],
    [403, 'Storage quota exceeded', PermissionError, 'settle that'],
    [403, 'Access to repositories is disabled for this organization', PermissionError, 'settle that'],
    [403, 'Repository management is disabled in your edition', RejectedError, 'settle that'],
  ])('of an activation is what the server says: %i %s', (status, message, type, remedy) => {
    expect(errorOf(answered(status, message), ACTIVATE)).toBeInstanceOf(type);
    expect(errorOf(answered(status, message), ACTIVATE).remedy).toContain(remedy);
  });

  it.each([
    'Backup plan is disabled',
    'The plan was deleted',
    'The storage of the plan was not found',
    'Agent is disabled',
    'Your account is disabled',
    'API token was removed',
    'License not found',
    'PlanId: not found',
    'RepositoriesIds: Plan not found',
    'Storage quota exceeded',
    'API request quota exceeded',
    'Cannot attach repository: the backup plan is disabled',
    'Cannot add repository: plan was deleted',
    'The repository cannot be added: storage not found',
    'Repository cannot be attached because the organization is disabled',
  ])('of an attachment does not speak of the repository where the server speaks of something else: %s', (message) => {
    expect(errorOf(answered(400, message), ATTACH).remedy).toBe('Look at it.');
    expect(errorOf(answered(403, message), ATTACH).remedy).not.toMatch(/exclude|Free a license/);
  });

  it('of an attachment refused with 403 since the plan is disabled is not blamed on the account', () => {
    const { title, remedy } = errorOf(answered(403, 'Backup plan is disabled'), ATTACH);
    expect([title, remedy]).toEqual([
      'GitProtect refused to attach it',
      "See the server's message, and settle that in GitProtect.",
    ]);
  });

  it('of no answer at all tells to look whether the service can be reached', () => {
    const timeout = (received: 'not even headers' | 'no complete body'): string =>
      errorOf({ kind: 'timeout', seconds: 30, received }).remedy;
    expect(timeout('not even headers')).toContain('firewall, proxy, self-hosted runner');
    expect(timeout('no complete body')).not.toContain('firewall');
  });
});
