/** Names are cut for people; outputs and the report hold them whole. */
const LONGEST_NAME = 120;

/** A count with its noun: `1 plan`, `2 plans`. */
export function counted(count: number, thing: string, things = `${thing}s`): string {
  return `${String(count)} ${count === 1 ? thing : things}`;
}

/** A name short enough to read. */
export function shortened(text: string): string {
  // A character of two code units is not cut in half.
  return text.length > LONGEST_NAME ? `${text.slice(0, LONGEST_NAME).replace(/[\ud800-\udbff]$/, '')}…` : text;
}

/** Something by its name in quotes, or by its ID where no name is known. */
export function label({ id, name }: { readonly id: string; readonly name: string | undefined }): string {
  return name === undefined ? id : `'${shortened(name)}'`;
}

/** The first of many names, and how many are left out. */
export function someOf(names: readonly string[], most = 20): string {
  if (names.length === 0) return 'none';
  const rest = names.length > most ? ` and ${String(names.length - most)} more` : '';
  return `${names.slice(0, most).map(shortened).join(', ')}${rest}`;
}
