import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { parse } from 'yaml';

interface Input {
  readonly description: string;
  readonly default?: string;
}

/** The source of the module that holds the command's options: every input of action.yml. */
export async function optionsModule(root: string): Promise<string> {
  const { inputs } = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as { inputs: Record<string, Input> };
  const options = Object.entries(inputs).map(([name, { description, default: value = '' }]) => ({
    name,
    // What is taken from GitHub's context is taken from the job elsewhere.
    value: value.startsWith('${{') ? '' : value,
    isBoolean: description.includes('`true` or `false`'),
    description: forCommand(description),
  }));
  const text = `/* Generated from action.yml by scripts/docs.ts: npm run format. */

/** An input as the command has it. */
export interface Option {
  readonly name: string;
  /** The default; empty where there is none. */
  readonly value: string;
  readonly isBoolean: boolean;
  readonly description: string;
}

export const OPTIONS: readonly Option[] = ${JSON.stringify(options, undefined, 2)};
`;
  const path = join(root, 'src', 'command', 'options.ts');
  return await format(text, { ...(await resolveConfig(path)), filepath: path });
}

/** As it reads in a terminal: options for YAML, and no Markdown. */
function forCommand(description: string): string {
  return description.replace(/`([a-z-]+): ([a-z-]+)`/g, '--$1 $2').replaceAll('`', '');
}

/** The source of the module that holds the version of package.json. */
export function versionModule(root: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return `/* Generated from package.json by scripts/docs.ts: npm run format. */

export const VERSION = '${version}';
`;
}
