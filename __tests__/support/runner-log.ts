/** What a runner makes of a line that it takes for a command. */
export interface RunnerCommand {
  readonly name: string;
  readonly properties: string;
  readonly data: string;
}

export interface RunnerLog {
  readonly commands: readonly RunnerCommand[];
  readonly lines: readonly string[];
}

/**
 * Reads what a step printed by the runner's rules: a line ends with LF, CR or both; it is a command if, after white
 * space, it starts with `::name … ::`, or if it holds `##[name …]` anywhere.
 */
export function readLog(stdout: string): RunnerLog {
  const commands: RunnerCommand[] = [];
  const lines: string[] = [];
  for (const line of stdout.replace(/\n$/, '').split(/\r\n|\r|\n/)) {
    const command = commandIn(line);
    if (command === undefined) lines.push(line);
    else commands.push(command);
  }
  return { commands, lines };
}

function commandIn(line: string): RunnerCommand | undefined {
  const start = line.replace(/^[\s\u0085]+/, '');
  const end = start.indexOf('::', 2);
  if (start.startsWith('::') && end > 0) return command(start.slice(2, end), start.slice(end + 2));
  const old = line.indexOf('##[');
  return old < 0 ? undefined : command(line.slice(old), '');
}

function command(head: string, data: string): RunnerCommand {
  const space = head.indexOf(' ');
  return space < 0
    ? { name: head, properties: '', data }
    : { name: head.slice(0, space), properties: head.slice(space + 1), data };
}
