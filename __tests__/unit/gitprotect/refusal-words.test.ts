import { describe, expect, it } from '@jest/globals';
import {
  LicenseLimitError,
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

  it.each<[number, string, typeof ServiceError, string]>([
    [403, 'Repository is disabled', RejectedError, 'exclude the repository'],
    [403, 'The repository was deleted', RejectedError, 'exclude the repository'],
    [403, 'Quota exceeded', LicenseLimitError, 'Free a license'],
    [403, 'Repository limit reached for your subscription', LicenseLimitError, 'Free a license'],
    [403, 'The limit of protected repositories is reached', LicenseLimitError, 'Free a license'],
    [403, 'Repository is not available', PermissionError, 'Give the account the role'],
    [403, 'This account is read-only', PermissionError, 'Give the account the role'],
    [403, 'Read-only users cannot do this', PermissionError, 'Give the account the role'],
    [403, 'You lack the permission for archive-tool', PermissionError, 'Give the account the role'],
    [400, 'No free licenses for acme/archive-tool', LicenseLimitError, 'Free a license'],
    [400, 'Not enough licenses: disabled-web', LicenseLimitError, 'Free a license'],
  ])('of an activation is what the server says: %i %s', (status, message, type, remedy) => {
    expect(errorOf(answered(status, message), ACTIVATE)).toBeInstanceOf(type);
    expect(errorOf(answered(status, message), ACTIVATE).remedy).toContain(remedy);
  });

  it.each([
    'Backup plan is disabled',
    'The plan was deleted',
    'The storage of the plan was not found',
    'Agent is disabled',
  ])('of an attachment does not speak of the repository where the server speaks of something else: %s', (message) => {
    expect(errorOf(answered(400, message), ATTACH).remedy).toBe('Look at it.');
  });

  it('of no answer at all tells to look whether the service can be reached', () => {
    const timeout = (received: 'not even headers' | 'no complete body'): string =>
      errorOf({ kind: 'timeout', seconds: 30, received }).remedy;
    expect(timeout('not even headers')).toContain('firewall, proxy, self-hosted runner');
    expect(timeout('no complete body')).not.toContain('firewall');
  });
});
