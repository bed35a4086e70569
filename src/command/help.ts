import { variableOf } from '../shared/variable-name.ts';
import { type Option, OPTIONS } from './options.ts';
import { SECRETS } from './secrets.ts';

const WIDTH = 80;
const INDENT = '      ';

/** What `--help` prints. */
export function helpText(): string {
  return [
    'Usage: gitprotect-ensure --server-url URL --organization NAME --repository NAME --plan NAME',
    '',
    ...wrapped(
      'Makes sure that repositories are backed up by GitProtect (licensed and attached to a backup plan), and proves it. Every option has an environment variable; options win. In GitHub Actions, GitLab CI, Azure Pipelines and Bitbucket Pipelines organization and repository are those of the job if left out.',
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
    '  --help, --version',
    '',
    'Exit codes: 0 success; 1 failure, or drift or an unhealthy plan where the run is to fail for it; 2 wrong usage or inputs, nothing was sent.',
    'GITPROTECT_DEBUG=true shows lines for debugging, where the CI has no switch for it. NO_COLOR is respected.',
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

/** Lines of words, each no longer than a terminal is wide. */
function wrapped(text: string, indent: string): readonly string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    if (line.length + word.length > WIDTH && line !== indent) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}
