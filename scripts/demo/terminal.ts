import wrapAnsi from 'wrap-ansi';

/* How the demo's runs look in a terminal: the log as a CI shows it, no line longer than the terminal is wide. */

export const WIDTH = 80;

/**
 * The log as GitHub shows it: commands to the runner are carried out, not shown.
 *
 * @param stdout of a run of the action
 * @param groups whether their lines are shown
 */
export function logLines(stdout: string, groups: 'open' | 'folded'): string[] {
  const lines: string[] = [];
  let group: string | undefined;
  for (const line of stdout.trimEnd().split('\n').map(decoded)) {
    if (/^::(add-mask|debug)::/.test(line)) continue;
    const title = /^::group::(.*)$/.exec(line)?.[1];
    if (title !== undefined) {
      group = title;
      if (groups === 'open') lines.push(`▼ ${title}`);
    } else if (line === '::endgroup::') {
      if (group !== undefined && groups === 'folded') lines.push(`▶ ${group}`);
      group = undefined;
    } else {
      if (group === undefined || groups === 'open') lines.push(...line.split('\n'));
    }
  }
  return lines;
}

/** An annotation as GitHub shows it in the log. */
function decoded(line: string): string {
  const [, level, title, text] = /^::(error|warning|notice) title=([^:]*)::(.*)$/.exec(line) ?? [];
  if (level === undefined) return line;
  const message = [level, title, text].join(': ');
  return message.replaceAll('%0D', '').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

/**
 * Breaks a line between words; what follows the first line is indented by two columns more than it is.
 *
 * @param width in columns; some characters take two
 */
export function wrap(line: string, width = WIDTH): string[] {
  const text = line.trimStart();
  const indent = line.length - text.length;
  return wrapAnsi(text, width - indent - 2, { hard: true })
    .split('\n')
    .map((part, index) => ' '.repeat(index === 0 ? indent : indent + 2) + part);
}
