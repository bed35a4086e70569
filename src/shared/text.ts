/** Names are cut for people; outputs and the report hold them whole. */
const MAX_NAME_LENGTH = 120;

/** A count with its noun: `1 plan`, `2 plans`. */
export function counted(count: number, thing: string, things = `${thing}s`): string {
  return `${String(count)} ${count === 1 ? thing : things}`;
}

/** A name short enough to read, in one line. */
export function shortened(text: string, maxLength = MAX_NAME_LENGTH): string {
  return printable(cut(text, maxLength));
}

/** A text of so many code units at most, with `…` for what is left out. A character of two of them is not cut in half. */
export function cut(text: string, maxLength: number): string {
  return text.length > maxLength ? `${text.slice(0, maxLength).replace(/[\ud800-\udbff]$/, '')}…` : text;
}

export function upperFirst(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

/** Something by its name in quotes, or by its ID where no name is known. */
export function label({ id, name }: { readonly id: string; readonly name: string | undefined }): string {
  return name === undefined ? id : `'${shortened(name)}'`;
}

/** The first of many names, and how many more there are. */
export function someOf(names: readonly string[], max = 20): string {
  if (names.length === 0) return 'none';
  const rest = names.length > max ? ` and ${String(names.length - max)} more` : '';
  return `${names
    .slice(0, max)
    .map((name) => shortened(name))
    .join(', ')}${rest}`;
}

/** How many repositories there are, and their names, of which at most so many are shown. */
export function namesOf(repositories: readonly { readonly name: string }[], max = 5): string {
  const names = repositories.map(({ name }) => name);
  return `${counted(names.length, 'repository', 'repositories')}${names.length === 0 ? '' : `: ${someOf(names, max)}`}`;
}

/**
 * Text from outside made harmless for a line of a log, wherever that is read: one line, no control or bidirectional
 * characters, nothing that a CI takes for a command. What is changed is changed visibly, since Azure's agent passes over
 * characters that are not shown when it looks for commands. All else stays as it is.
 */
export function printable(text: string): string {
  return text
    .replace(/^(\s*:)(?=:)/, '$1 ')
    .replace(UNPRINTABLE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
    .replace(COMMAND, '$& ');
}

/** Controls (C0, C1, line and paragraph separators), bidirectional and other format characters, lone surrogates. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** How commands begin that count wherever they stand: `##[…`, `##vso[…`, `##teamcity[…`, and `section_start:…` of GitLab. */
const COMMAND = /#[\p{DI}\p{M}]*#(?=[\p{DI}\p{M}\w]*\[)|section_(?:start|end)(?=:)/giu;

export function withoutTrailingSlashes(text: string): string {
  return text.replace(/(?<!\/)\/+$/, '');
}

/** Whether a text that is to be a name is an address with a password or token in it: it is not shown then. */
export function holdsCredentials(text: string): boolean {
  return /:[^\s:]*@/.test(text);
}

/** A text in which nothing stands before the host of an address: that may be a password or token. */
export function withoutUsers(text: string): string {
  // A word at a time: one expression for all would take a time that grows with the square of the text's length.
  return text.replace(/\S+/g, (word) => {
    const host = word.lastIndexOf('@');
    const scheme = word.slice(0, Math.max(0, host)).indexOf('://');
    return host === -1 ? word : `${word.slice(0, scheme === -1 ? 0 : scheme + 3)}…${word.slice(host)}`;
  });
}
