import { DEBUG_VARIABLE } from '../runner/ci-runner.ts';
import type { InputSource, Place } from '../shared/input-source.ts';
import { variableOf } from '../shared/variable-name.ts';
import type { Logger } from '../shared/logger.ts';
import { replacedPatterns } from './file-names.ts';
import { logUnknownVariables, unknownVariables } from './unknown-variables.ts';
import { pairMistake, unsetMistake } from './wrong-variables.ts';
import type { Arguments } from './parse.ts';
import { OPTIONS } from './options.ts';
import { claimsOf } from './runners.ts';
import { howToGive, type ReadSecrets, SECRETS } from './secrets.ts';

/** The inputs of the command: options, and where none is given the variables `GITPROTECT_…`. */
export class CommandInputs implements InputSource {
  readonly program = 'command';
  readonly environment: NodeJS.ProcessEnv;
  readonly place: Place;
  readonly howToCorrect =
    'Correct that and run it again: gitprotect-ensure --help lists all options and variables. Nothing was sent to GitProtect.';
  readonly #arguments: Arguments;
  readonly #secrets: ReadSecrets;

  constructor(environment: NodeJS.ProcessEnv, place: Place, given: Arguments, secrets: ReadSecrets) {
    this.environment = environment;
    this.place = place;
    this.#arguments = given;
    this.#secrets = secrets;
  }

  input(name: string): string {
    return this.#secrets.texts.get(name) ?? this.#arguments.inputs.get(name) ?? this.#variable(name);
  }

  mistakes(names: readonly string[]): readonly string[] {
    if (this.#secrets.cancelled !== undefined) throw this.#secrets.cancelled;
    return [
      ...this.#arguments.mistakes,
      ...this.#secrets.mistakes,
      ...this.#secretsInOptions(),
      ...this.#misspelled(names),
      ...this.#notUtf8(names),
      ...this.#notMeant(names),
      ...severalCis(claimsOf(this.environment)),
    ];
  }

  mistake(text: string): readonly string[] {
    const [input = ''] = FIRST.exec(text) ?? [];
    if (this.#arguments.faulty.has(input)) return [];
    const isVariable = this.#takesVariablesOnly || SECRETS.has(input);
    const first = this.#called(input, isVariable ? variableOf(input) : `--${input} or ${variableOf(input)}`);
    return [`${input === '' ? '' : first}${this.worded(text.slice(input.length))}`];
  }

  worded(text: string): string {
    return text.replace(QUOTED_OR_NAMED, (whole, key?: string, value?: string, ...names: unknown[]) => {
      const other = OTHER_WORDS.get(whole);
      if (other !== undefined) return other;
      if (key !== undefined && value !== undefined) return this.#withValue(key, value);
      const named = names.slice(0, 4).filter((name) => typeof name === 'string');
      if (typeof names[4] === 'string') return this.#withoutSwitch(names[4]);
      return named.length === 0 ? whole : named.map((name) => this.#called(name, this.#nameOf(name))).join(' and ');
    });
  }

  missingSecrets(names: readonly string[]): readonly string[] {
    const [only = ''] = names;
    if (names.some((name) => this.#secrets.unread.has(name))) return [];
    const empty = this.#arguments.secrets.filter(({ input }) => names.includes(input));
    if (empty.length > 0)
      return empty.map(({ input, option, file }) =>
        file === undefined
          ? `${option} is empty: put the ${input} into standard input, as with < FILE`
          : `${option} is empty: put the ${input} into that file`,
      );
    const isVariable = this.#takesVariablesOnly;
    if (names.length > 1) {
      const options = isVariable ? '' : ' (or give --email, and --password-file FILE or --password-stdin)';
      return [
        `no way to sign in is given: set ${variableOf('email')} and ${variableOf('password')}${options}, or set ${variableOf('access-token')}; ${OF_SOME_BRANCHES}`,
      ];
    }
    if (isVariable) return [`${variableOf(only)} is empty: set it; ${OF_SOME_BRANCHES}`];
    const how = SECRETS.has(only) ? howToGive(only) : `give --${only}, or set ${variableOf(only)}`;
    return [`${this.#called(only, only)} is empty: ${how}; ${OF_SOME_BRANCHES}`];
  }

  /** In a CI that sets variables alone, as its template does, nobody has an option to change. */
  get #takesVariablesOnly(): boolean {
    const { inputs, secrets, faulty, mistakes } = this.#arguments;
    const isOption = inputs.size + secrets.length + faulty.size + mistakes.length > 0;
    return this.place.servers.length > 0 && !isOption;
  }

  /** How an input is called that the user has not given: a secret is not an option. */
  #nameOf(input: string): string {
    return this.#takesVariablesOnly || SECRETS.has(input) ? variableOf(input) : `--${input}`;
  }

  /** A switch takes its value behind `=` only. */
  #withValue(input: string, value: string): string {
    if (this.#takesVariablesOnly) return `${variableOf(input)}=${value}`;
    const isBoolean = OPTIONS.some(({ name, isBoolean: takesNone }) => name === input && takesNone);
    if (isBoolean) return value === 'true' ? `--${input}` : `--${input}=${value}`;
    return `--${input} ${value}`;
  }

  /** Whoever set a variable in a template, or for a whole group, turns it off rather than removes it. */
  #withoutSwitch(name: string): string {
    if (this.#arguments.inputs.has(name) || this.#variable(name) === '') return `without ${this.#nameOf(name)}`;
    const inTemplate = this.place.inputOfTemplate?.(name);
    const off = `${variableOf(name)}=false`;
    return inTemplate === undefined ? `with ${off}` : `with '${inTemplate}: false' (${off})`;
  }

  /** Says what may be a mistake. */
  logRemarks(log: Pick<Logger, 'notice' | 'warning'>): void {
    logUnknownVariables(unknownVariables(this.environment, NAME), log);
    for (const text of replacedPatterns(this.#arguments.inputs, process.cwd()))
      log.warning('The shell may have replaced a pattern', text);
  }

  /** By the name that the user wrote. @param otherwise where the user gave none */
  #called(name: string, otherwise: string): string {
    const file = this.#arguments.secrets.find(({ input }) => input === name);
    if (file !== undefined) return file.option;
    if (this.#arguments.inputs.has(name)) return `--${name}`;
    return this.#variable(name) === '' ? otherwise : variableOf(name);
  }

  #variable(name: string): string {
    return this.environment[variableOf(name)] ?? '';
  }

  /** A secret that is known is shown to others by any option that holds it. */
  #secretsInOptions(): readonly string[] {
    return [...SECRETS].flatMap((secret) => {
      const text = this.input(secret);
      const isHeld = (value: string): boolean => value === text || value.split('\n').includes(text);
      const [holder] = [...this.#arguments.inputs].find(([, value]) => text !== '' && isHeld(value)) ?? [];
      return holder === undefined ? [] : `--${holder} holds the ${secret}: give it another value`;
    });
  }

  /** Variables that are most likely misspelled switches: one that is ignored could change what is only to be looked at. */
  #misspelled(names: readonly string[]): readonly string[] {
    return unknownVariables(this.environment, names).flatMap(({ name, meant, isGrave }) =>
      isGrave && meant !== undefined ? [`${name} is not a variable: did you mean ${meant}?`] : [],
    );
  }

  /** Values that hold what a CI should have replaced, or more than is meant. */
  #notMeant(names: readonly string[]): readonly string[] {
    return names.flatMap((name) => {
      // What a file holds is meant.
      const value = this.#secrets.texts.has(name) ? '' : this.input(name);
      const wrong = unsetMistake(name, value, this.place) ?? pairMistake(name, value, this.environment);
      return wrong === undefined ? [] : `${this.#called(name, name)} ${wrong}`;
    });
  }

  /** Variables with bytes that are not UTF-8: Node puts a sign in their place that no name and no secret holds. */
  #notUtf8(names: readonly string[]): readonly string[] {
    return names
      .filter((name) => this.#isUsed(name) && this.#variable(name).includes('\ufffd'))
      .map((name) => `${variableOf(name)} is not UTF-8: give it in UTF-8`);
  }

  /** Whether the variable of an input counts: an option or a file takes its place. */
  #isUsed(name: string): boolean {
    return !this.#arguments.inputs.has(name) && !this.#secrets.texts.has(name);
  }
}

function severalCis(claims: readonly string[]): readonly string[] {
  if (claims.length < 2) return [];
  return [
    `${claims.join(' and ')} are ${claims.length === 2 ? 'both' : 'all'} set, so that it is not clear which CI this is: remove what is not its own`,
  ];
}

const NAME = OPTIONS.map(({ name }) => name).toSorted((a, b) => b.length - a.length);
const DASHED = NAME.filter((name) => name.includes('-')).join('|');
const ANY = NAME.join('|');
const SWITCHES = OPTIONS.flatMap(({ name, isBoolean }) => (isBoolean ? [name] : [])).join('|');

const OF_SOME_BRANCHES = 'a CI gives protected variables to some branches only';

/** What is called otherwise in a GitHub job that uses the action. */
const OTHER_WORDS: ReadonlyMap<string, string> = new Map([
  [', and the secrets that hold them,', ''],
  ['with debug logging', `with ${DEBUG_VARIABLE}=true`],
  ['The action itself', 'The command itself'],
  ['a mistake in the action', 'a mistake in the command'],
  ['of the action', 'of the command'],
]);

/** What a text quotes is left as it is; `state: present`; `the input plan`; `the inputs email and password`; and names that are no words. */
const QUOTED_OR_NAMED = new RegExp(
  [
    "(?<!\\w)'[^']*'(?!\\w)",
    `(?<![\\w-])(${ANY}): (present|absent|removed|auto|always|never|true|false)\\b`,
    `(?<=\\bthe input )(${ANY})(?![\\w-])`,
    `(?<=\\bthe inputs )(${ANY}) and (${ANY})(?![\\w-])`,
    `(?<![\\w/.-])(${DASHED})(?![\\w-])`,
    `(?<![\\w-])without (${SWITCHES})(?![\\w-])`,
    ...OTHER_WORDS.keys(),
  ].join('|'),
  'g',
);

/** The input that a mistake is about. */
const FIRST = new RegExp(`^(?:${ANY})(?=[ :])`);
