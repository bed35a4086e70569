import { parseArgs } from 'node:util';
import { counted, shortened } from '../shared/text.ts';
import { nearestInput } from './nearest-input.ts';
import { OPTIONS } from './options.ts';
import { howToGive, SECRETS, type SecretSource } from './secrets.ts';

/** Options that can be given several times, a line each. */
export const REPEATED: ReadonlySet<string> = new Set(['repository', 'project', 'plan', 'report-file']);

/** Options that are no inputs. */
const FLAGS = ['help', 'version', 'json'] as const;
type Flag = (typeof FLAGS)[number];

/** So many stray arguments are shown: an unquoted `*` makes one of each file. */
const MAX_STRAYS = 3;

export interface Arguments {
  readonly flags: ReadonlySet<Flag>;
  /** The inputs that options give. */
  readonly inputs: ReadonlyMap<string, string>;
  readonly secrets: readonly SecretSource[];
  /** Inputs whose options have no value that could be read. */
  readonly faulty: ReadonlySet<string>;
  /** Inputs that were most likely meant by what is no option. */
  readonly meant: ReadonlySet<string>;
  /** What is wrong, without any value that may be a secret. */
  readonly mistakes: readonly string[];
}

interface Given {
  readonly name: string;
  readonly value: string | undefined;
  /** It was written behind `=`. */
  readonly isInline: boolean;
}

/** An argument that belongs to no option. */
interface Stray {
  readonly text: string;
  /** The option before it. */
  readonly after: string | undefined;
}

const inputs = new Map(OPTIONS.map((option) => [option.name, option]));
const plain = OPTIONS.filter(({ name }) => !SECRETS.has(name));
const secretOptions = OPTIONS.flatMap(({ name }) => (SECRETS.has(name) ? [`${name}-file`, `${name}-stdin`] : []));

/** All option names that there are. */
const OPTION_NAMES: readonly string[] = [...plain.map(({ name }) => name), ...secretOptions, ...FLAGS];

/** Reads the arguments of the command; every mistake is found, not just the first. */
export function parseArguments(args: readonly string[]): Arguments {
  const mistakes: string[] = [];
  const { options, strays, meant: meantByOthers } = tokensOf(args, mistakes);
  const meant = new Set(meantByOthers);
  const flags = new Set(FLAGS.filter((flag) => options.some(({ name }) => name === flag)));
  const byName = Map.groupBy(options, ({ name }) => name);
  const values = new Map<string, string>();
  const secrets: SecretSource[] = [];
  const faulty = new Set<string>();
  for (const [name, all] of byName) {
    const found = all.flatMap((each) => valueOf(each, mistakes) ?? []);
    if (found.length < all.length || (all.length > 1 && !REPEATED.has(name))) faulty.add(inputOf(name));
    for (const each of all) if (isOptionBehind(each)) meant.add(inputOf(each.value?.slice(2) ?? ''));
    if (found.length < all.length) continue;
    if (all.length > 1 && !REPEATED.has(name))
      mistakes.push(`--${name} is given ${String(all.length)} times: give it once`);
    else if (secretOptions.includes(name))
      secrets.push({ input: inputOf(name), option: `--${name}`, file: name.endsWith('-file') ? found[0] : undefined });
    else if (inputs.has(name)) values.set(name, found.join('\n'));
  }
  mistakes.push(...strayMistakes(strays));
  mistakes.push(...secretMistakes(secrets));
  // The first takes all of it.
  const fromStdin = secrets.filter(({ file }) => file === undefined);
  if (fromStdin.length > 1) for (const { input } of fromStdin) faulty.add(input);
  return { flags, inputs: values, secrets, faulty, meant, mistakes };
}

/** The input that an option gives: that of a secret is called like it, but for its end. */
function inputOf(option: string): string {
  return secretOptions.includes(option) ? option.replace(/-(file|stdin)$/, '') : option;
}

/** The known options, and the arguments that belong to none. */
function tokensOf(
  args: readonly string[],
  mistakes: string[],
): { readonly options: readonly Given[]; readonly strays: readonly Stray[]; readonly meant: ReadonlySet<string> } {
  const options: Given[] = [];
  const strays: Stray[] = [];
  const meant = new Set<string>();
  // What stands behind an unknown option is most likely its value, and may be a secret.
  let unknownAt = -2;
  // A secret may begin like an option, and one with blanks goes on behind that: nothing of it is shown.
  let afterSecret = false;
  let hidden = 0;
  for (const token of tokens(args))
    if (token.kind === 'positional') {
      if (token.index === unknownAt + 1) continue;
      if (afterSecret) hidden++;
      else strays.push({ text: token.value, after: options.at(-1)?.name });
    } else if (token.kind === 'option') {
      const { name, index, inlineValue: isInline = false } = token;
      const isLong = token.rawName.startsWith('--');
      const isKnown = isLong && OPTION_NAMES.includes(name);
      if (!isKnown && afterSecret && index === unknownAt + 1) continue;
      afterSecret = isKnown ? secretOptions.includes(name) : !isLong || isLikeSecret(name);
      if (isKnown) options.push({ name, value: token.value, isInline });
      else if (token.rawName === '-h') options.push({ name: 'help', value: undefined, isInline: false });
      else {
        mistakes.push(
          isLong ? unknownOption(name) : `'-${name}' is not an option: options begin with two dashes, as --help`,
        );
        if (isLong) meant.add(inputOf(SECRETS.has(name) ? name : (nearestOption(name) ?? '')));
        unknownAt = isInline ? -2 : index;
      }
    } else if (unknownAt >= 0) unknownAt++;
  if (hidden > 0)
    mistakes.push(
      `${counted(hidden, 'argument')} behind an option for a secret ${hidden === 1 ? 'belongs' : 'belong'} to no option: put what holds blanks into quotes`,
    );
  return { options, strays, meant };
}

/** The option or secret that was most likely meant. */
function nearestOption(name: string): string | undefined {
  return nearestInput([...OPTION_NAMES, ...SECRETS], name);
}

/** Whether an option that is none was most likely meant for a secret. */
function isLikeSecret(name: string): boolean {
  const nearest = nearestOption(name);
  return SECRETS.has(name) || SECRETS.has(nearest ?? '') || /pass|pwd?$|secret|token|key|credential/i.test(name);
}

function tokens(args: readonly string[]): ReturnType<typeof parseTokens> {
  // Node takes `-abc` for three options: only the first is shown, since the rest may be a secret. Word processors write
  // two dashes as one that is longer.
  return parseTokens(
    args.map((arg) =>
      /^(-[^-]|[\u2010-\u2015\u2212]-?[a-z])/.test(arg) ? `-${arg.replace(/^-/, '').slice(0, 1)}` : arg,
    ),
  );
}

function parseTokens(args: string[]): NonNullable<ReturnType<typeof parseArgs>['tokens']> {
  const boolean = OPTIONS.flatMap(({ name, isBoolean }) => (isBoolean ? [name] : []));
  const types = OPTION_NAMES.map((name) => {
    const hasNoValue = boolean.includes(name) || name.endsWith('-stdin') || FLAGS.some((flag) => flag === name);
    return [name, { type: hasNoValue ? ('boolean' as const) : ('string' as const) }] as const;
  });
  const config = { options: { ...Object.fromEntries(types), h: { type: 'boolean' as const } } };
  return parseArgs({ ...config, args, strict: false, allowPositionals: true, tokens: true }).tokens;
}

/** The value of an option as an input has it; undefined, and a mistake, where it has none. */
function valueOf({ name, value, isInline }: Given, mistakes: string[]): string | undefined {
  const isBoolean = inputs.get(name)?.isBoolean === true;
  const takesValue = isBoolean || (inputs.has(name) && !SECRETS.has(name)) || name.endsWith('-file');
  if (!takesValue) {
    if (value === undefined) return '';
    mistakes.push(`--${name} takes no value`);
    return undefined;
  }
  if (value === undefined && isBoolean) return 'true';
  if (value === undefined || value === '') {
    mistakes.push(`--${name} has no value`);
    return undefined;
  }
  // What the shell gave is not UTF-8, and no name holds this sign in its place.
  if (value.includes('\ufffd')) {
    mistakes.push(`--${name} ${shown(value)} is not UTF-8: give it in UTF-8`);
    return undefined;
  }
  if (isOptionBehind({ name, value, isInline })) {
    mistakes.push(`--${name} has no value: ${shown(value)} stands behind it (if that is meant, write --${name}=…)`);
    return undefined;
  }
  return value;
}

/** Whether the next option stands where the value of this one should: neither has its value then. */
function isOptionBehind({ value = '', isInline }: Given): boolean {
  return !isInline && value.startsWith('-');
}

function unknownOption(name: string): string {
  if (SECRETS.has(name))
    return `--${name} is not an option, since others on this machine could read it: ${howToGive(name)}`;
  const nearest = nearestOption(name);
  const is = `${shown(`--${name}`)} is not an option`;
  if (nearest !== undefined && SECRETS.has(nearest)) return `${is}; for the ${nearest} ${howToGive(nearest)}`;
  if (nearest === undefined && isLikeSecret(name))
    return `${is}: secrets come from a variable, a file or standard input, and --help lists how`;
  return `${is}${nearest === undefined ? ': --help lists all' : `: did you mean --${nearest}?`}`;
}

function strayMistakes(strays: readonly Stray[]): readonly string[] {
  const isOfSwitch = ({ text, after = '' }: Stray): boolean =>
    inputs.get(after)?.isBoolean === true && /^(true|false|yes|no|on|off|[01])$/i.test(text);
  const others = strays.filter((stray) => !isOfSwitch(stray));
  const [first] = others;
  const repeated = first?.after !== undefined && REPEATED.has(first.after) ? first.after : 'repository';
  const some = others.slice(0, MAX_STRAYS).map(({ text }) => shown(text));
  const rest = others.length > MAX_STRAYS ? ` and ${counted(others.length - MAX_STRAYS, 'more', 'more')}` : '';
  const hint = `put patterns into quotes, as --${repeated} '*', and write --${repeated} before each of several`;
  return [
    ...strays.filter(isOfSwitch).map(switchMistake),
    ...(first === undefined
      ? []
      : [`${some.join(', ')}${rest} ${others.length === 1 ? 'belongs' : 'belong'} to no option: ${hint}`]),
  ];
}

/** A switch takes its value behind `=`. What was meant is repeated: it may be the opposite of what an example shows. */
function switchMistake({ text, after = '' }: Stray): string {
  const isOn = /^(true|yes|on|1)$/i.test(text);
  const instead = isOn ? `--${after}=true, or --${after} alone` : `--${after}=false`;
  return `'${text}' belongs to no option: write ${instead}`;
}

function secretMistakes(secrets: readonly SecretSource[]): readonly string[] {
  const fromStdin = secrets.filter(({ file }) => file === undefined);
  const names = (all: readonly SecretSource[]): string => all.map(({ option }) => option).join(' and ');
  const twice = [...Map.groupBy(secrets, ({ input }) => input).values()].filter(({ length }) => length > 1);
  return [
    ...(fromStdin.length > 1 ? [`${names(fromStdin)} cannot both be read from standard input`] : []),
    ...twice.map((all) => `${names(all)} are both given: give one of them`),
  ];
}

/** An argument as a message shows it: what stands behind `=`, or in quotes with an option, may be a secret. */
function shown(argument: string): string {
  return `'${shortened(argument.replace(/(=|^-[^\s:]*[\s:])[^]*/, '$1…'), 40)}'`;
}
