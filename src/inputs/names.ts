/** Every input of action.yml. */
export const INPUT_NAMES = [
  ...['server-url', 'email', 'password', 'access-token', 'organization', 'repository', 'plan', 'state', 'exclusive'],
  ...['max-removals', 'project', 'plan-schedule', 'plan-metadata', 'confirm', 'delete-backups', 'dry-run'],
  ...['fail-on-drift', 'max-backup-age', 'fail-on-unhealthy-plan', 'sync', 'sync-timeout', 'verify-timeout'],
  ...['concurrency', 'request-timeout', 'retries', 'rate-limit-timeout', 'ca-certificate', 'report-file'],
  ...['host', 'host-url', 'host-token', 'host-owner', 'archived', 'fail-on-gap'],
];
