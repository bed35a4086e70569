import { fstatSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { CommandInputs } from './command/command-inputs.ts';
import { helpText } from './command/help.ts';
import { parseArguments } from './command/parse.ts';
import { environmentOf } from './command/runners.ts';
import { readSecrets } from './command/secrets.ts';
import type { Screen } from './runner/terminal.ts';
import { othersOf, othersOfFailure } from './report/other-reports.ts';
import { ensure } from './run.ts';
import { VERSION } from './shared/version.ts';
import type { World } from './shared/world.ts';

/** What the command gets from the shell: a process, or what a test gives for one. */
interface Shell {
  readonly stderr: World['stdout'] & { readonly fd?: number };
  readonly stdout: Screen & { readonly fd?: number; readonly isTTY?: boolean };
  readonly stdin: Readable;
  /** The first two are the program's own. */
  readonly argv: readonly string[];
}

const EXIT_CODES = { success: 0, failure: 1, 'wrong-inputs': 2 } as const;

/** Runs the command `gitprotect-ensure`. @returns the exit code */
export async function runCommand(world: World, shell: Shell): Promise<number> {
  const given = parseArguments(shell.argv.slice(2));
  if (given.flags.has('help') || given.flags.has('version')) {
    world.stdout.write(given.flags.has('help') ? helpText() : `${VERSION}\n`);
    return 0;
  }
  const isJson = given.flags.has('json');
  const screen = shell.stdout.isTTY === true && !isJson ? shell.stdout : undefined;
  const { place: placeOf, runner: runnerOf } = environmentOf(world.environment, screen);
  const place = placeOf(world.environment);
  const secrets = await readSecrets(given.secrets, given.mistakes.length > 0, () => shell.stdin, world.cancelled);
  const runner = runnerOf(
    {
      ...world,
      ...(isJson ? { stdout: shell.stderr, json: world.stdout } : {}),
      isLogFile: isFile(isJson ? shell.stderr : shell.stdout),
    },
    new CommandInputs(world.environment, place, given, secrets),
  );
  const end = await ensure(world, runner, { othersOf, othersOfFailure });
  runner.end?.(end === 'success');
  return EXIT_CODES[end];
}

function isFile({ fd }: { readonly fd?: number }): boolean {
  try {
    return fd !== undefined && fstatSync(fd).isFile();
  } catch {
    return false;
  }
}
