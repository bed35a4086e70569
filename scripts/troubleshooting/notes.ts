/*
 * What the texts of the code don't say, by title: what is usually behind it, and where to look. A title that the code
 * gives no remedy for needs a note. Markdown, with links as seen from docs/.
 */

export const NOTES: Readonly<Record<string, string>> = {
  'An input is wrong':
    'The message names each wrong input and what it may be; nothing was sent. An empty secret is the most frequent cause: pull requests from forks and runs by Dependabot get no secrets, and a secret of an organization must be shared with the repository. [All inputs](reference.md#inputs).',
  '… inputs are wrong': 'As above, for several inputs at once.',
  'GitProtect rejected the sign-in':
    'Sign in to GitProtect with the same email and password, in a private window. It is tried only once, since accounts lock. Single sign-on and a second factor do not work. If only this run failed, look whether a secret ends with a space or a line break: a password is never trimmed.',
  'There is no GitProtect API at server-url': 'The sign-in was answered by 404.',
  'Something in front of GitProtect refused the request':
    "A web server, reverse proxy or firewall answered, not the API. Most often the allow list doesn't hold the runner's address.",
  'The GitProtect account lacks a role': '[The roles that the account needs](../README.md#the-gitprotect-account).',
  'The organization is not in GitProtect':
    "The message lists those that are. An organization's name in GitProtect may differ from the one at the Git host.",
  'The backup plan was deleted': 'GitProtect marks it as deleted or archived: it backs nothing up.',
  'GitProtect could not synchronize':
    'With `host`: GitProtect was to look for repositories that only the Git host lists, and its own error follows. Everything else is protected. Do what the message says, and run again.',
  'A line of repository leaves out nothing':
    'No repository is called so (any more). If it was renamed, it is selected now: correct the line, or remove it. [How lines select](selecting-repositories.md).',
  'A line of project leaves out nothing':
    'No repository is reported to belong to such a project. If the name is misspelled, the project is selected: correct the line, or remove it.',
  'Nothing is left to protect': 'The lines with `!` leave out all that the others select.',
  'Not tried after others failed':
    'A failure that concerns all of them stopped the run early. The remedy is that of the first failure: see its own title here. Then run again.',
  'An owner is taken for the organization':
    "GitProtect lists no organization with the name of the workflow's owner, so that owner is taken for the one organization that it does list. If they are not the same, correct `organization`.",
  'The backup plan is not scheduled':
    'Attached is not backed up. Enable the schedule in GitProtect, or by [`plan-schedule: enabled`](plan-settings.md).',
  'The backup plan is not healthy':
    "The plan's last run had errors or warnings, or is older than `max-backup-age`: look in GitProtect why. With `fail-on-unhealthy-plan` it is an error.",
  'The backup plan could not be checked':
    'In a dry run: no list of GitProtect holds a plan with this ID. Look whether the ID is right. Only a run that changes something can tell.',
  'GitProtect rejected the request': "The server's reason is in the message. No free license is the most frequent one.",
  'The new membership is not seen':
    'With `exclusive` nothing of this repository was detached, so it is protected as before. Look at both plans in GitProtect, and run again.',
  'The settings of the backup plan were not changed':
    "GitProtect doesn't show all that is in the plan, so a modification could lose something.",
  'A modification changed more than was asked for':
    'Look at once: the message names the repositories that are gone from the plan and the settings that changed.',
  'Not listed, so already absent':
    'With `state: absent` a misspelled name is only a notice: the repository that you meant is still where it was. Correct the line.',
  'GitProtect is not reachable':
    'For a Management Service in a private network use a self-hosted runner. `HTTPS_PROXY` and `NO_PROXY` are respected: [private CA and proxy](recipes/private-ca-and-proxy.md).',
  'The certificate of the Management Service is not trusted': 'There is no switch that turns certificate checks off.',
  'GitProtect gave an answer that cannot be read': 'A sign-in page in place of the API is the most frequent cause.',
  'The Management Service failed': 'The request ID in the message helps whoever runs the service.',
  'The job was cancelled': 'The summary and the report say what was done.',
  'A report could not be handed over':
    'The CI did not take a report, or its file could not be written. The outcome is not affected.',
  'Not every repository at … is proved to be protected':
    'The message gives the reason for each. [All reasons, and what to do](recipes/coverage.md#what-a-run-says). With `fail-on-gap` it is an error.',
  'The list of … is not proved to be complete':
    'The Git host may have repositories that the run does not know. [Each reason, and what to do](recipes/coverage.md#when-is-the-hosts-list-complete). With `fail-on-gap` it is an error.',
  'The Node of the runner is too old':
    'The action runs on Node 24, or 22.1 and later; nothing was sent to GitProtect. Update the runner, or put a newer Node first in `PATH`: `act`, Gitea and Forgejo start the action with the Node that is there.',
};
