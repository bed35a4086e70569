import { DEBUG_VARIABLE } from '../runner/ci-runner.ts';
import type { Failure } from '../shared/failure.ts';
import type { InputSource, Place } from '../shared/input-source.ts';
import { variableOf } from '../shared/variable-name.ts';
import type { Logger } from '../shared/logger.ts';
import { replacedPatterns } from './file-names.ts';
import { logUnknownVariables, unknownVariables } from './unknown-variables.ts';
import { pairMistake, unsetMistake } from './wrong-variables.ts';
import type { Arguments } from './parse.ts';
import { OPTIONS } from './options.ts';
import { ciVariablesSet } from './runners.ts';
import { howToGive, type ReadSecrets, SECRETS } from './secrets.ts';

/** An input, and what is wrong with what was given for it. */
interface WrongInput {
  readonly input: string;
  readonly text: string;
}

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

  get unread(): Failure | undefined {
    return this.#secrets.cancelled;
  }

  input(name: string): string {
    return name === 'host-token' && this.#isHostTokenIdle ? '' : this.#given(name);
  }

  #given(name: string): string {
    return this.#secrets.texts.get(name) ?? this.#arguments.inputs.get(name) ?? this.#variable(name);
  }

  mistakes(names: readonly string[]): readonly string[] {
    return [
      ...this.#arguments.mistakes,
      ...this.#secrets.mistakes,
      ...this.#secretsInOptions(),
      ...this.#misspelled(names).map(({ text }) => text),
      ...this.#wrongVariables(names).map(({ text }) => text),
      ...severalCis(ciVariablesSet(this.environment)),
    ];
  }

  mistake(text: string): readonly string[] {
    const [input = ''] = FIRST.exec(text) ?? [];
    const [, first = '', other = ''] = EMPTY.exec(text) ?? [];
    if (this.#isWrong(input) || this.#isMeant(first || other)) return [];
    const isVariable = this.#takesVariablesOnly || SECRETS.has(input);
    const called = this.#called(input, isVariable ? variableOf(input) : `--${input} or ${variableOf(input)}`);
    return [`${input === '' ? '' : called}${this.worded(text.slice(input.length))}`];
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
    const isTold = (name: string): boolean => this.#isWrong(name) || this.#isMeant(name);
    // Whoever tried to give a token misses no password.
    const ofToken = isTold('access-token') ? new Set(['email', 'password', 'access-token']) : new Set<string>();
    const untold = names.filter((name) => !isTold(name) && !ofToken.has(name));
    const empty = this.#arguments.secrets.filter(({ input }) => untold.includes(input));
    const given = new Set(empty.map(({ input }) => input));
    const rest = given.has('access-token') ? [] : untold.filter((name) => !given.has(name));
    return [
      ...empty.map(({ input, option, file }) =>
        file === undefined
          ? `${option} is empty: put the ${input} into standard input, as with < FILE`
          : `${option} is empty: put the ${input} into that file`,
      ),
      ...this.#withoutSignIn(names, rest),
    ];
  }

  /** @param names all without which it can't be signed in @param rest of them, what nothing is told of yet */
  #withoutSignIn(names: readonly string[], rest: readonly string[]): readonly string[] {
    if (rest.length > 1 && rest.length === names.length) {
      const options = this.#takesVariablesOnly
        ? ''
        : ' (or give --email, and --password-file FILE or --password-stdin)';
      return [
        `no way to sign in is given: set ${variableOf('email')} and ${variableOf('password')}${options}, or set ${variableOf('access-token')}`,
      ];
    }
    return rest.filter((name) => name !== 'access-token').map((name) => this.#missing(name));
  }

  #missing(name: string): string {
    const variable = variableOf(name);
    if (this.#takesVariablesOnly) return `${variable} is empty: set it`;
    if (SECRETS.has(name)) return `${variable} is empty: ${howToGive(name, 'it')}`;
    return `${this.#called(name, `--${name} or ${variable}`)} is empty: give the one that belongs to the password`;
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

  /** A variable that is set for a whole pipeline is no mistake in a step that asks nothing of the Git host. */
  get #isHostTokenIdle(): boolean {
    const isAsked = HOST_INPUTS.some((name) => this.#given(name).trim() !== '');
    return !isAsked && this.#isUsed('host-token') && this.#variable('host-token') !== '';
  }

  /** Says what may be a mistake. */
  logRemarks(log: Pick<Logger, 'notice' | 'warning'>): void {
    if (this.#isHostTokenIdle)
      log.notice(
        'The token for the Git host is not used',
        `${variableOf('host-token')} is set, and no Git host is to be asked: it is for ${this.#called('host', '--host')}.`,
      );
    logUnknownVariables(this.#unknownVariables(NAME), log);
    for (const text of replacedPatterns(this.#arguments.inputs, '.'))
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

  /** Whether a mistake is told of what was given for an input: what else is wrong with it follows from that. */
  #isWrong(input: string): boolean {
    const { faulty } = this.#arguments;
    return faulty.has(input) || this.#secrets.unread.has(input) || this.#wrongVariables([input]).length > 0;
  }

  /** Whether a mistake is told that explains why an input is empty. */
  #isMeant(input: string): boolean {
    // Which CI it is would say whose repository is meant.
    const isOfJob = input === 'organization' || input === 'repository';
    return (
      this.#arguments.meant.has(input) ||
      this.#misspelled(NAME).some(({ meant }) => meant === variableOf(input)) ||
      (isOfJob && ciVariablesSet(this.environment).length > 1)
    );
  }

  /** Variables that are most likely misspelled: to ignore them could change more than was asked for, or less. */
  #misspelled(names: readonly string[]): readonly { readonly meant: string; readonly text: string }[] {
    return this.#unknownVariables(names).flatMap(({ name, meant, stopsRun }) =>
      stopsRun && meant !== undefined ? [{ meant, text: `${name} is not a variable: did you mean ${meant}?` }] : [],
    );
  }

  #unknownVariables(names: readonly string[]): ReturnType<typeof unknownVariables> {
    return unknownVariables(this.environment, names, (name) => this.#given(name) !== '');
  }

  /** Values that are not UTF-8, and those that hold what a CI should have replaced, or more than is meant. */
  #wrongVariables(names: readonly string[]): readonly WrongInput[] {
    return names.flatMap((input) => {
      // Node puts a sign in the place of such bytes that no name and no secret holds.
      if (this.#isUsed(input) && this.#variable(input).includes('\ufffd'))
        return [{ input, text: `${variableOf(input)} is not UTF-8: give it in UTF-8` }];
      // What a file holds is meant.
      const value = this.#secrets.texts.has(input) ? '' : this.input(input);
      const wrong = unsetMistake(input, value, this.place) ?? pairMistake(input, value, this.environment);
      return wrong === undefined ? [] : [{ input, text: `${this.#called(input, input)} ${wrong}` }];
    });
  }

  /** Whether the variable of an input counts: an option or a file takes its place. */
  #isUsed(name: string): boolean {
    return !this.#arguments.inputs.has(name) && !this.#secrets.texts.has(name);
  }
}

/** Inputs that say which Git host is to be asked. */
const HOST_INPUTS = ['host', 'host-url', 'host-owner'];

function severalCis(claims: readonly string[]): readonly string[] {
  if (claims.length < 2) return [];
  return [
    `${claims.join(' and ')} are ${claims.length === 2 ? 'both' : 'all'} set, so that it is not clear which CI this is: remove what is not its own`,
  ];
}

const NAME = OPTIONS.map(({ name }) => name).toSorted((a, b) => b.length - a.length);
/** Names that are no words of a sentence. */
const DASHED = NAME.filter((name) => name.includes('-') || name === 'retries').join('|');
const ANY = NAME.join('|');
const SWITCHES = OPTIONS.flatMap(({ name, isBoolean }) => (isBoolean ? [name] : [])).join('|');

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

/** The input that a mistake finds to be empty. */
const EMPTY = new RegExp(`^(${ANY}) is empty|\\bthe input (${ANY}) is empty`);
