/*
 * What the texts of the code don't say, by title: what is usually behind it, and where to look. A title that the code
 * gives no remedy for needs a note. Markdown, with links as seen from docs/.
 */

export const NOTES: Readonly<Record<string, string>> = {
  'An input is wrong':
    'The message names each wrong input and what it may be; nothing was sent. An empty secret is the most frequent cause: pull requests from forks (in every CI) and runs by Dependabot get no secrets; a secret of a GitHub organization must be shared with the repository, a protected variable of GitLab is given to protected branches only, a variable group of Azure must be linked and permitted, and its secrets named under `env` of the step; variables of a Bitbucket deployment are given to the steps of that deployment only. [All inputs](reference.md#inputs).',
  '… inputs are wrong': 'As above, for several inputs at once.',
  'GitProtect rejected the sign-in':
    'Sign in to GitProtect with the same email and password, in a private window. It is tried only once, since accounts lock. Single sign-on and a second factor do not work. If only this run failed, check whether a secret ends with a space or a line break: a password is never trimmed. A `$` in a GitLab variable is replaced unless _Expand variable reference_ is off; in Azure `$(NAME)` in a password is taken for a variable; `credentials()` of Jenkins gives `user:password` unless the credential is of the kind "Secret text".',
  'There is no GitProtect API at server-url': 'The sign-in was answered with HTTP 404.',
  'Something in front of GitProtect refused the request':
    "A web server, reverse proxy or firewall answered, not the API. Most often the allow list doesn't hold the runner's address.",
  'The GitProtect account lacks a role': '[The roles that the account needs](../README.md#the-gitprotect-account).',
  'The organization is not in GitProtect':
    "The message lists those that are. An organization's name in GitProtect may differ from the one at the Git host.",
  'The backup plan was deleted': 'GitProtect marks it as deleted or archived: it backs nothing up.',
  'GitProtect could not synchronize':
    'With `host`: GitProtect should have looked for repositories that only the Git host lists, but failed with the error that follows. The run goes on with what GitProtect lists without that. Do what the message says, and run again.',
  'An exclusion in repository matches nothing':
    'No repository has this name (any more). If it was renamed, it is now selected: correct the line, or remove it. [How lines select](selecting-repositories.md).',
  'An exclusion in project matches nothing':
    'GitProtect reports no repository in such a project. If the name is misspelled, the project is selected: correct the line, or remove it.',
  'Nothing is left to protect': 'The lines with `!` exclude everything that the others select.',
  'Not tried after others failed':
    'A failure that affects all of them stopped the run early. Look up the title of the first failure here, do what it says, and run again.',
  'An owner is assumed to be the organization':
    "GitProtect lists no organization with the name of the workflow's owner, so the action assumes that the owner is the one organization that it does list. If they are not the same, correct `organization`.",
  'The backup plan is not scheduled':
    'Attached is not backed up. Enable the schedule in GitProtect, or with [`plan-schedule: enabled`](plan-settings.md).',
  'The last run of the backup plan had errors': 'With `fail-on-unhealthy-plan` it is an error.',
  'The last run of the backup plan is too old':
    'It ended longer ago than `max-backup-age` allows. With `fail-on-unhealthy-plan` it is an error.',
  'The backup plan could not be checked':
    'In a dry run: no list of GitProtect contains a plan with this ID. Check that the ID is right. Only a run that changes something can find out.',
  'GitProtect refused to …':
    'The title says what was refused, such as "activate a license" or "attach the repository", and the message gives the server\'s reason. The most frequent one is that no license is free.',
  'The new membership could not be confirmed':
    'With `exclusive`, this repository was not detached from any plan. Look at both plans in GitProtect, and run again.',
  'The settings of the backup plan were not changed':
    "GitProtect doesn't show everything in the plan, so a modification could lose something.",
  'A modification changed more than was asked for':
    'Check the plan immediately: the message names the repositories that are missing from it and the settings that changed.',
  'Not listed, so already absent':
    'With `state: absent` a misspelled name is only a notice: the repository that you meant is still in its plans. Correct the line.',
  'GitProtect is not reachable':
    'For a Management Service in a private network, use a self-hosted runner. `HTTPS_PROXY` and `NO_PROXY` are respected: [private CA and proxy](recipes/private-ca-and-proxy.md).',
  'The certificate of the Management Service is not trusted': 'There is no switch that turns certificate checks off.',
  'GitProtect gave an answer that cannot be read': 'The most frequent cause is a sign-in page in front of the API.',
  'The Management Service failed': 'The request ID in the message helps whoever runs the service.',
  'Drift cannot fail this run':
    'Only a dry run leaves drift: without `dry-run`, the run changes what differs, and `fail-on-drift` has no effect. To change nothing, set `dry-run: true`; otherwise remove `fail-on-drift`.',
  'An unhealthy plan cannot fail this run':
    'With `state: absent` or `removed` the health of plans is not looked at, and `fail-on-unhealthy-plan` has no effect: remove it.',
  'The shell may have replaced a pattern':
    "A shell replaces an unquoted `*` by the names of files. If a repository is called like the file, all is well; otherwise put the pattern into quotes: `--repository '*'`.",
  'The job was cancelled': 'The summary and the report say what was done.',
  'A report could not be delivered':
    'The CI did not accept a report, or its file could not be written. The outcome is not affected.',
  'Not every repository at … is proved to be protected':
    'The message gives the reason for each. [All reasons, and what to do](recipes/coverage.md#what-a-run-says). With `fail-on-gap` it is an error.',
  'The list of … is not proved to be complete':
    'The Git host may have repositories that the run does not know. [Each reason, and what to do](recipes/coverage.md#when-is-the-hosts-list-complete). With `fail-on-gap` it is an error.',
  'Drift found': 'With `fail-on-drift` it is an error.',
  'The protection could not be proved':
    'GitProtect accepted a change, and does not report the state; or, with `exclusive`, it does not report whether another backup plan contains the repository, which was left as it is.',
  'The changes could not be proved': 'GitProtect accepted a change, and does not report the state.',
  'The absence could not be proved':
    'GitProtect does not report whether a backup plan contains the repository, which was not detached from that plan by itself.',
  'GitProtect does not report a state any more':
    'It was right at first, and the last reading does not show it: the step fails, since it is not proved.',
  'The token for the Git host is not used':
    '`GITPROTECT_HOST_TOKEN` is set, and no Git host is asked. To ask one, set `host`, too; otherwise all is well.',
  'The Node of the runner is too old':
    'The action runs on Node 22.1 or later; nothing was sent to GitProtect. Update the runner, or put a newer Node first in `PATH`: `act`, Gitea and Forgejo start the action with the Node that is there.',
};
