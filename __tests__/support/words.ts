import { OPTIONS } from '../../src/command/options.ts';

const names = OPTIONS.map(({ name }) => name);
const dashed = names.filter((name) => name.includes('-')).join('|');

/** Inputs as the action calls them, and the action itself; what is quoted may be anything. */
const AS_THE_ACTION = new RegExp(
  `(?<![\\w/.-])(?:${dashed})(?![\\w-])|\\bthe inputs? (?:${names.join('|')})\\b|\\b[Tt]he action\\b`,
);

/** What a text says in the words of the action, where the command says it; undefined: nothing. */
export function unlikeCommand(text: string): string | undefined {
  return AS_THE_ACTION.exec(text.replaceAll(/(?<!\w)'[^'\n]*'(?!\w)/g, "''"))?.[0];
}
