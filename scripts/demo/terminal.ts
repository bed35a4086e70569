import wrapAnsi from 'wrap-ansi';

/* How the demo's runs look in a terminal: the log as a CI shows it, no line longer than the terminal is wide. */

export const WIDTH = 80;

/**
 * The log as GitHub shows it: commands to the runner are carried out, not shown.
 *
 * @param stdout of a run of the action
 */
export function logLines(stdout: string): string[] {
  return stdout
    .trimEnd()
    .split('\n')
    .filter((line) => !/^::(add-mask|debug|endgroup)::/.test(line))
    .flatMap((line) =>
      line
        .replace(/^::group::/, '▼ ')
        .replace(
          /^::(error|warning|notice) title=([^:]*)::/,
          (_, level: string, title: string) => `${level}: ${title}: `,
        )
        .replaceAll('%0A', '\n')
        .replaceAll('%25', '%')
        .split('\n'),
    );
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
