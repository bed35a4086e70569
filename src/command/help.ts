import { variableOf } from '../shared/variable-name.ts';
import { type Option, OPTIONS } from './options.ts';
import { REPEATED } from './parse.ts';
import { SECRETS } from './secrets.ts';

const WIDTH = 80;
const INDENT = '      ';

/** What `--help` prints. */
export function helpText(): string {
  return [
    'Usage: gitprotect-ensure --server-url URL --email EMAIL --password-file FILE',
    '         --organization NAME --repository NAME --plan NAME [--dry-run]',
    '',
    ...wrapped(
      'Makes sure that repositories are backed up by GitProtect (licensed and attached to a backup plan), and proves it. Every option has an environment variable; options win. Passwords and tokens are no options: they come from a variable (GITPROTECT_PASSWORD), a file or standard input.',
      '',
    ),
    '',
    ...wrapped(
      "In GitHub Actions, GitLab CI, Azure Pipelines and Bitbucket Pipelines the organization and the repository are the job's own if left out; elsewhere both have to be given.",
      '',
    ),
    '',
    ...wrapped(
      `${[...REPEATED].map((name) => `--${name}`).join(', ')} can be repeated; their variables take several lines.`,
      '',
    ),
    '',
    'Options',
    '',
    ...OPTIONS.flatMap((option) => (SECRETS.has(option.name) ? secretLines(option) : optionLines(option))),
    '  --json',
    ...wrapped(
      'Print the whole report as one JSON document on standard output; the log goes to standard error.',
      INDENT,
    ),
    '  --help, -h, --version',
    '',
    'Exit codes',
    '  0  success',
    ...wrapped(
      '1  failure; also drift with --fail-on-drift in a dry run, a gap or a list of the Git host that is not proved to be complete with --fail-on-gap, and an unhealthy plan with --fail-on-unhealthy-plan',
      '  ',
      '     ',
    ),
    '  2  wrong usage or inputs: nothing was sent',
    '',
    'GITPROTECT_DEBUG=true shows every request. NO_COLOR is respected.',
    '',
  ].join('\n');
}

function optionLines(option: Option): readonly string[] {
  const { name, isBoolean } = option;
  return [`  --${name}${isBoolean ? '[=true|false]' : ' VALUE'}`, ...detailLines(option)];
}

function secretLines(option: Option): readonly string[] {
  const { name } = option;
  return [`  --${name}-file FILE, --${name}-stdin`, ...detailLines(option)];
}

function detailLines({ name, value, description }: Option): readonly string[] {
  const variable = `Variable ${variableOf(name)}${value === '' ? '' : `, default ${value}`}.`;
  return wrapped(`${description} ${variable}`, INDENT);
}

/** Lines of words, each no longer than a terminal is wide. @param indent of all lines but the first */
function wrapped(text: string, first: string, indent = first): readonly string[] {
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(' ')) {
    if (line.length + word.length > WIDTH && line.trim() !== '') {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}
