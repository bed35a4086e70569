import { CommandInputs } from '../../src/command/command-inputs.ts';
import { parseArguments } from '../../src/command/parse.ts';
import { TERMINAL_PLACE } from '../../src/runner/terminal.ts';
import type { Place } from '../../src/shared/input-source.ts';

/** The inputs of the command, without any that come from files or standard input. */
export function inputsOf(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  place: Place = TERMINAL_PLACE,
): CommandInputs {
  const secrets = { texts: new Map<string, string>(), unread: new Set<string>(), mistakes: [] };
  return new CommandInputs(environment, place, parseArguments(args), secrets);
}
