/* Generated from action.yml by scripts/docs.ts: npm run format. */

/** An input as the command has it. */
export interface Option {
  readonly name: string;
  /** The default; empty where there is none. */
  readonly value: string;
  readonly isBoolean: boolean;
  readonly description: string;
}

export const OUTPUT_NAMES: readonly string[] = [
  'drift',
  'changed',
  'organization-id',
  'repository-id',
  'plan-id',
  'license-status',
  'plan-status',
  'plan-health',
  'plan-settings-status',
  'removal-status',
  'repositories-checked',
  'repositories-changed',
  'repositories-failed',
  'host-repositories',
  'inventory-complete',
  'repositories-uncovered',
  'report',
  'report-path',
];

export const OPTIONS: readonly Option[] = [
  {
    name: 'server-url',
    value: '',
    isBoolean: false,
    description:
      'Address of the GitProtect Management Service, such as https://gitprotect.example.com. It must be https, except on a loopback host; a path prefix is kept.',
  },
  {
    name: 'email',
    value: '',
    isBoolean: false,
    description: 'User name (email address) of a GitProtect account, with GITPROTECT_PASSWORD.',
  },
  {
    name: 'password',
    value: '',
    isBoolean: false,
    description: 'Password of the account. Taken as it is, never trimmed.',
  },
  {
    name: 'access-token',
    value: '',
    isBoolean: false,
    description: 'Token from an earlier sign-in (valid for 30 days), instead of --email and GITPROTECT_PASSWORD.',
  },
  {
    name: 'organization',
    value: '',
    isBoolean: false,
    description: 'Name or ID of the organization, as GitProtect lists it.',
  },
  {
    name: 'repository',
    value: '',
    isBoolean: false,
    description:
      "Which repositories, one per line, by name, owner/name, ID, or a pattern with '*' and '?'; a leading '!' excludes what it matches. '*' selects every repository of the organization; lines with '!' alone select all the others. If left out, the job's own repository, unless --project is given.",
  },
  {
    name: 'plan',
    value: '',
    isBoolean: false,
    description:
      'Name or ID of the backup plan, or of several, one per line; repositories are attached to each of them. A plan without repositories of the organization may be found by its ID only. Required for --state present. With --state absent, repositories are detached from every plan if it is left out.',
  },
  {
    name: 'state',
    value: 'present',
    isBoolean: false,
    description:
      'present licenses the selected repositories and attaches them to the plans. absent detaches them from the plans, and releases the licenses of those that no plan contains any more. removed removes one repository from GitProtect (see --confirm).',
  },
  {
    name: 'exclusive',
    value: 'false',
    isBoolean: true,
    description:
      'With --state present, also detach the selected repositories from every other hand-picked plan, once GitProtect shows them in the new one (true or false).',
  },
  {
    name: 'max-removals',
    value: '10',
    isBoolean: false,
    description:
      'How many repositories one run may detach, release or remove (0 to 999999). If there would be more, nothing at all is changed.',
  },
  {
    name: 'project',
    value: '',
    isBoolean: false,
    description:
      'Azure DevOps projects to attach as a whole, one per line, as for --repository. The licenses of their repositories are activated.',
  },
  {
    name: 'plan-schedule',
    value: '',
    isBoolean: false,
    description: 'enabled enables the schedule of the plans. If left out, it stays as it is.',
  },
  {
    name: 'plan-metadata',
    value: '',
    isBoolean: false,
    description: 'included includes metadata in the backups of the plans. If left out, the setting stays as it is.',
  },
  {
    name: 'confirm',
    value: '',
    isBoolean: false,
    description:
      "For --state removed, the text of --repository again; with --delete-backups, followed by ' and its backups'.",
  },
  {
    name: 'delete-backups',
    value: 'false',
    isBoolean: true,
    description:
      'With --state removed, also delete the backups of the repository (true or false). They cannot be restored.',
  },
  {
    name: 'dry-run',
    value: 'false',
    isBoolean: true,
    description: 'Report the drift, change nothing (true or false).',
  },
  {
    name: 'fail-on-drift',
    value: 'false',
    isBoolean: true,
    description:
      'With --dry-run, fail the step when there is drift; outputs and summary are still written (true or false).',
  },
  {
    name: 'max-backup-age',
    value: '',
    isBoolean: false,
    description:
      "plan-health is stale if a plan's last run is more hours ago than this (1 to 999999). If left out, any age is accepted.",
  },
  {
    name: 'fail-on-unhealthy-plan',
    value: 'false',
    isBoolean: true,
    description:
      'Fail the step when plan-health is failing, disabled or stale, also in a dry run; outputs and summary are still written (true or false). Otherwise it is a warning.',
  },
  {
    name: 'sync',
    value: 'auto',
    isBoolean: false,
    description:
      "auto asks GitProtect to synchronize the organization, and waits, when it doesn't list a repository that is named or that the Git host lists (--host). always asks in every run, before patterns are matched, so that new repositories are found. never doesn't ask; nor does a dry run, or a --state other than present.",
  },
  {
    name: 'sync-timeout',
    value: '300',
    isBoolean: false,
    description: 'Seconds to wait for a synchronization, and for repositories to be listed (0 to 3600).',
  },
  {
    name: 'verify-timeout',
    value: '30',
    isBoolean: false,
    description:
      "Seconds to wait until an accepted change is visible (0 to 600). If it isn't by then, it counts as not made. A state that GitProtect never reports is not waited for.",
  },
  {
    name: 'host',
    value: '',
    isBoolean: false,
    description:
      'github, gitlab, azure-devops, bitbucket or git.dev: asks the Git host itself which repositories exist, and names those that are not proved to be protected. For --state present; needs GITPROTECT_HOST_TOKEN.',
  },
  {
    name: 'host-url',
    value: '',
    isBoolean: false,
    description:
      "Address of the Git host's API (https, or http on a loopback host). If left out, the server of the GitHub, GitLab, Azure or Bitbucket job where that is such a host, otherwise the public service; a job whose server, or repository's server, is not public has to give it for any other host.",
  },
  {
    name: 'host-token',
    value: '',
    isBoolean: false,
    description:
      'Token that lists every repository at the Git host; user:token for Bitbucket and Azure DevOps, where a user is needed. It is sent to --host-url only.',
  },
  {
    name: 'host-owner',
    value: '',
    isBoolean: false,
    description:
      "Name of the organization, group, workspace, project or user at the Git host. If left out, the organization's name in GitProtect.",
  },
  {
    name: 'archived',
    value: 'include',
    isBoolean: false,
    description:
      'skip leaves repositories that are archived at the Git host (in Azure DevOps, disabled) as they are, and names them. Needs --host.',
  },
  {
    name: 'fail-on-gap',
    value: 'false',
    isBoolean: true,
    description:
      "Fail the step when a repository at the Git host is not proved to be protected, or the host's list is not proved to be complete; everything else is finished first (true or false). Needs --host.",
  },
  {
    name: 'concurrency',
    value: '8',
    isBoolean: false,
    description:
      'Requests at a time (1 to 32) to GitProtect, and as many to the Git host. A service that limits the rate gets fewer.',
  },
  {
    name: 'request-timeout',
    value: '30',
    isBoolean: false,
    description: 'Seconds for one request, from sending it to the last byte of the response (1 to 600).',
  },
  {
    name: 'retries',
    value: '4',
    isBoolean: false,
    description: 'How often a request is repeated after a transient failure (0 to 10).',
  },
  {
    name: 'rate-limit-timeout',
    value: '900',
    isBoolean: false,
    description:
      'Seconds that a run may wait in total, because GitProtect or the Git host asks for it or before it repeats a request (0 to 21600). The next run continues from there.',
  },
  {
    name: 'ca-certificate',
    value: '',
    isBoolean: false,
    description: 'PEM text, or the path of a PEM file, of a private certificate authority.',
  },
  {
    name: 'report-file',
    value: '',
    isBoolean: false,
    description:
      'Path in the workspace for the whole report, which is never truncated, or several paths, one per line. The extension selects the format, which is JSON (.json), CSV (.csv), JUnit (.xml) or a page for people, such as auditors (.html).',
  },
];
