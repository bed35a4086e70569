import { lettersOf } from '../runner/action-inputs.ts';
import { DEBUG_VARIABLE } from '../runner/ci-runner.ts';
import type { Logger } from '../shared/logger.ts';
import { someOf } from '../shared/text.ts';
import { variableOf } from '../shared/variable-name.ts';
import { nearestInput } from './nearest-input.ts';
import { OPTIONS, OUTPUT_NAMES } from './options.ts';
import { isPairOfJenkins } from './wrong-variables.ts';

/** A variable that begins like those of the command, and is none of them. */
interface UnknownVariable {
  readonly name: string;
  /** The variable that was most likely meant. */
  readonly meant: string | undefined;
  /** The run must not go on: it is surely a misspelled variable, or it would select or switch something. */
  readonly stopsRun: boolean;
}

/** @param names of all inputs @param isGiven whether an input is given under its own name */
export function unknownVariables(
  environment: NodeJS.ProcessEnv,
  names: readonly string[],
  isGiven: (name: string) => boolean,
): readonly UnknownVariable[] {
  // Outputs of an earlier job come as variables, too.
  const known = new Set([...[...names, ...OUTPUT_NAMES].map(variableOf), DEBUG_VARIABLE]);
  const byLetters = new Map(names.map((name) => [lettersOf(variableOf(name)), name]));
  return Object.entries(environment).flatMap(([variable, value = '']) => {
    if (!/^gitprotect[_-]/i.test(variable) || known.has(variable)) return [];
    if (isPairOfJenkins(variable, environment)) return [];
    const same = byLetters.get(lettersOf(variable));
    const nearest = same ?? nearestInput(names, variable.slice('GITPROTECT_'.length).replaceAll('_', '-'));
    const isSwitch = SWITCHES.has(nearest ?? '') && /^(true|false)$/i.test(value);
    const meant = nearest === undefined ? undefined : variableOf(nearest);
    const selects = nearest !== undefined && SELECTING.has(nearest) && value.trim() !== '' && !isGiven(nearest);
    return [{ name: variable, meant, stopsRun: same !== undefined || isSwitch || selects }];
  });
}

/** Without them a run is for something else: with `state: absent` and no plan, for all plans. */
const SELECTING: ReadonlySet<string> = new Set(['plan', 'repository', 'project']);

const SWITCHES: ReadonlySet<string> = new Set(OPTIONS.flatMap(({ name, isBoolean }) => (isBoolean ? [name] : [])));

/** Says which variables are ignored: they may be meant for something else, or be misspelled. */
export function logUnknownVariables(
  unknown: readonly UnknownVariable[],
  log: Pick<Logger, 'notice' | 'warning'>,
): void {
  const ignored = unknown.filter(({ stopsRun }) => !stopsRun);
  const near = ignored.flatMap(({ name, meant }) => (meant === undefined ? [] : `${name} (did you mean ${meant}?)`));
  const others = ignored.flatMap(({ name, meant }) => (meant === undefined ? name : []));
  const say = (names: readonly string[]): string =>
    `${someOf(names)}: the command has no ${names.length === 1 ? 'such variable' : 'such variables'}; --help lists those that it has.`;
  if (near.length > 0) log.warning('A variable was ignored', say(near));
  if (others.length > 0) log.notice('A variable was ignored', say(others));
}
