import { CommandInputs } from '../../src/command/command-inputs.ts';
import { parseArguments } from '../../src/command/parse.ts';
import { TERMINAL_PLACE } from '../../src/runner/terminal.ts';

/** The inputs of the command in a terminal, without any that come from files or standard input. */
export function inputsOf(args: readonly string[], environment: Readonly<Record<string, string>> = {}): CommandInputs {
  const secrets = { texts: new Map<string, string>(), unread: new Set<string>(), mistakes: [] };
  return new CommandInputs(environment, TERMINAL_PLACE, parseArguments(args), secrets);
}
