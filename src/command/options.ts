/* Generated from action.yml by scripts/docs.ts: npm run format. */

/** An input as the command has it. */
export interface Option {
  readonly name: string;
  /** The default; empty where there is none. */
  readonly value: string;
  readonly isBoolean: boolean;
  readonly description: string;
}

export const OPTIONS: readonly Option[] = [
  {
    name: 'server-url',
    value: '',
    isBoolean: false,
    description:
      'Address of the GitProtect Management Service, such as https://gitprotect.example.com. https, or http on a loopback host only; a path prefix is kept.',
  },
  {
    name: 'email',
    value: '',
    isBoolean: false,
    description: 'User name (email address) of a GitProtect account, with password.',
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
    description: 'Token from an earlier sign-in (valid for 30 days), instead of email and password.',
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
      'Which repositories, one a line, as a name, owner/name, ID, or pattern with * and ?; ! before a line leaves out what it matches. * is every repository of the organization, only lines with ! are all the rest. The current repository if left out, unless project is given.',
  },
  {
    name: 'plan',
    value: '',
    isBoolean: false,
    description:
      'Name or ID of the backup plan; several, one a line, for all of them. Required for --state present; --state absent leaves every plan if it is left out.',
  },
  {
    name: 'state',
    value: 'present',
    isBoolean: false,
    description:
      'present licenses what is selected and attaches it to the plans. absent detaches it from the plans and releases the license of what no plan contains any more. removed removes one repository from GitProtect (see confirm).',
  },
  {
    name: 'exclusive',
    value: 'false',
    isBoolean: true,
    description:
      'With --state present, also detach what is selected from every other hand-picked plan, once its new membership is seen (true or false).',
  },
  {
    name: 'max-removals',
    value: '10',
    isBoolean: false,
    description:
      'How many repositories one run may detach, release or remove (0 to 999999). If it would be more, nothing at all is changed.',
  },
  {
    name: 'project',
    value: '',
    isBoolean: false,
    description:
      'Azure DevOps projects to attach as a whole, one a line, as for repository. The licenses of their repositories are activated.',
  },
  {
    name: 'plan-schedule',
    value: '',
    isBoolean: false,
    description: 'enabled enables the schedule of the plans; left as it is if left out.',
  },
  {
    name: 'plan-metadata',
    value: '',
    isBoolean: false,
    description: 'included includes metadata in the backups of the plans; left as it is if left out.',
  },
  {
    name: 'confirm',
    value: '',
    isBoolean: false,
    description:
      'For --state removed, the text of repository once more; with delete-backups, followed by  and its backups.',
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
    description: 'Find the drift, change nothing (true or false).',
  },
  {
    name: 'fail-on-drift',
    value: 'false',
    isBoolean: true,
    description:
      'With dry-run, fail the step when there is drift; outputs and summary are still written (true or false).',
  },
  {
    name: 'max-backup-age',
    value: '',
    isBoolean: false,
    description: "Hours since a plan's last run (1 to 999999), beyond which plan-health is stale. Any age if left out.",
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
      "auto asks GitProtect to synchronize the organization, and waits, when it doesn't list a repository that is named or that the Git host lists (host). always asks in every run, before patterns select, so that new repositories are found. never doesn't ask, and neither does a dry run.",
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
    description: 'Seconds to wait for an accepted change to become visible, before it counts as not made (0 to 600).',
  },
  {
    name: 'host',
    value: '',
    isBoolean: false,
    description:
      'github, gitlab, azure-devops, bitbucket or git.dev: asks the Git host itself which repositories exist, and names those that are not proved to be protected. For --state present; needs host-token.',
  },
  {
    name: 'host-url',
    value: '',
    isBoolean: false,
    description:
      "Address of the Git host's API (https, or http on a loopback host). The public service if left out; for github, the one of the workflow.",
  },
  {
    name: 'host-token',
    value: '',
    isBoolean: false,
    description:
      'Token that lists every repository at the Git host; user:token for Bitbucket and Azure DevOps, where a user is needed. It is sent to host-url only.',
  },
  {
    name: 'host-owner',
    value: '',
    isBoolean: false,
    description:
      "Name of the organization, group, workspace, project or user at the Git host. The organization's name in GitProtect if left out.",
  },
  {
    name: 'archived',
    value: 'include',
    isBoolean: false,
    description:
      'skip leaves repositories that are archived at the Git host (Azure DevOps - disabled) as they are, and names them. Needs host.',
  },
  {
    name: 'fail-on-gap',
    value: 'false',
    isBoolean: true,
    description:
      "Fail the step when a repository at the Git host is not proved to be protected, or the host's list is not proved to be complete; everything else is done before (true or false). Needs host.",
  },
  {
    name: 'concurrency',
    value: '8',
    isBoolean: false,
    description:
      'Requests at a time (1 to 32) to GitProtect, and as many to the Git host. When a service limits their rate, fewer to it.',
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
    description: 'Further attempts at a request after a transient failure (0 to 10).',
  },
  {
    name: 'rate-limit-timeout',
    value: '900',
    isBoolean: false,
    description:
      'Seconds that a run waits in total because GitProtect or the Git host asks for it, or before further attempts (0 to 21600). The next run continues from there.',
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
      'Path in the workspace for the whole report, however long; several, one a line. By its ending it is JSON (.json), CSV (.csv) or a page for people, such as auditors (.html).',
  },
];
