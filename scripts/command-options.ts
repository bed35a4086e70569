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
  const { inputs, outputs } = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as {
    inputs: Record<string, Input>;
    outputs: Record<string, unknown>;
  };
  const options = Object.entries(inputs).map(([name, { description, default: value = '' }]) => ({
    name,
    // What is taken from GitHub's context is taken from the job elsewhere.
    value: value.startsWith('${{') ? '' : value,
    isBoolean: description.includes('`true` or `false`'),
    description: forCommand(description, Object.keys(inputs)),
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

export const OUTPUT_NAMES: readonly string[] = ${JSON.stringify(Object.keys(outputs))};

export const OPTIONS: readonly Option[] = ${JSON.stringify(options, undefined, 2)};
`;
  const path = join(root, 'src', 'command', 'options.ts');
  return await format(text, { ...(await resolveConfig(path)), filepath: path });
}

/** As it reads in a terminal: options for YAML, and no Markdown. @param inputs their names */
function forCommand(description: string, inputs: readonly string[]): string {
  return description.replace(/`([^`]*)`/g, (_, text: string) => {
    const [, name = text, value] = /^([a-z-]+): ([a-z-]+)$/.exec(text) ?? [];
    if (inputs.includes(name)) {
      const option = isSecret(name) ? `GITPROTECT_${name.replaceAll('-', '_').toUpperCase()}` : `--${name}`;
      return value === undefined ? option : `${option} ${value}`;
    }
    // Blanks at its ends would be lost, and a shell takes * and ! for something else.
    return /^\s|\s$|[*?!]/.test(text) ? `'${text}'` : text;
  });
}

/** As src/command/secrets.ts tells them. */
function isSecret(name: string): boolean {
  return /(^|-)(password|token)$/.test(name);
}

/** The source of the module that holds the version of package.json. */
export function versionModule(root: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return `/* Generated from package.json by scripts/docs.ts: npm run format. */

export const VERSION = '${version}';
`;
}
