import { parseArgs } from 'node:util';
import { nearestName } from '../domain/find.ts';
import { counted, shortened } from '../shared/text.ts';
import { OPTIONS } from './options.ts';
import { howToGive, SECRETS, type SecretSource } from './secrets.ts';

/** Options that can be given several times, a line each. */
export const REPEATED: ReadonlySet<string> = new Set(['repository', 'project', 'plan', 'report-file']);

/** Options that are no inputs. */
const FLAGS = ['help', 'version', 'json'] as const;
export type Flag = (typeof FLAGS)[number];

/** So many stray arguments are shown: an unquoted `*` makes one of each file. */
const MAX_STRAYS = 3;

export interface Arguments {
  readonly flags: ReadonlySet<Flag>;
  /** The inputs that options give. */
  readonly inputs: ReadonlyMap<string, string>;
  readonly secrets: readonly SecretSource[];
  /** Inputs whose options have no value that could be read. */
  readonly faulty: ReadonlySet<string>;
  /** What is wrong, without any value that may be a secret. */
  readonly mistakes: readonly string[];
}

interface Given {
  readonly name: string;
  readonly value: string | undefined;
  /** It was written behind `=`. */
  readonly isInline: boolean;
}

const inputs = new Map(OPTIONS.map((option) => [option.name, option]));
const plain = OPTIONS.filter(({ name }) => !SECRETS.has(name));
const secretOptions = OPTIONS.flatMap(({ name }) => (SECRETS.has(name) ? [`${name}-file`, `${name}-stdin`] : []));

/** All option names that there are. */
const OPTION_NAMES: readonly string[] = [...plain.map(({ name }) => name), ...secretOptions, ...FLAGS];

/** Reads the arguments of the command; every mistake is found, not just the first. */
export function parseArguments(args: readonly string[]): Arguments {
  const mistakes: string[] = [];
  const { options, strays } = tokensOf(args, mistakes);
  const flags = new Set(FLAGS.filter((flag) => options.some(({ name }) => name === flag)));
  const byName = Map.groupBy(options, ({ name }) => name);
  const values = new Map<string, string>();
  const secrets: SecretSource[] = [];
  const faulty = new Set<string>();
  for (const [name, all] of byName) {
    const found = all.flatMap((each) => valueOf(each, mistakes) ?? []);
    if (found.length < all.length || (all.length > 1 && !REPEATED.has(name))) faulty.add(name);
    if (found.length < all.length) continue;
    const [input, kind] = /^(.+)-(file|stdin)$/.exec(name)?.slice(1) ?? [];
    if (all.length > 1 && !REPEATED.has(name))
      mistakes.push(`--${name} is given ${String(all.length)} times: give it once`);
    else if (input !== undefined && SECRETS.has(input))
      secrets.push({ input, option: `--${name}`, file: kind === 'file' ? found[0] : undefined });
    else if (inputs.has(name)) values.set(name, found.join('\n'));
  }
  if (strays.length > 0) mistakes.push(strayMistake(strays));
  mistakes.push(...secretMistakes(secrets));
  return { flags, inputs: values, secrets, faulty, mistakes };
}

/** The known options, and the arguments that belong to none. */
function tokensOf(
  args: readonly string[],
  mistakes: string[],
): { readonly options: readonly Given[]; readonly strays: readonly string[] } {
  const options: Given[] = [];
  const strays: string[] = [];
  // What stands behind an unknown option is most likely its value, and may be a secret.
  let unknownAt = -2;
  // A secret may begin like an option, and one with blanks goes on behind that: nothing of it is shown.
  let afterSecret = false;
  let hidden = 0;
  for (const token of tokens(args))
    if (token.kind === 'positional') {
      if (token.index === unknownAt + 1) continue;
      if (afterSecret) hidden++;
      else strays.push(token.value);
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
        unknownAt = isInline ? -2 : index;
      }
    } else if (unknownAt >= 0) unknownAt++;
  if (hidden > 0)
    mistakes.push(
      `${counted(hidden, 'argument')} behind an option for a secret ${hidden === 1 ? 'belongs' : 'belong'} to no option: put what holds blanks into quotes`,
    );
  return { options, strays };
}

/** Whether an option that is none was most likely meant for a secret. */
function isLikeSecret(name: string): boolean {
  const nearest = nearestName([...OPTION_NAMES, ...SECRETS], name);
  return SECRETS.has(name) || SECRETS.has(nearest ?? '') || /pass|pwd?$|secret|token|key|credential/i.test(name);
}

function tokens(args: readonly string[]): ReturnType<typeof parseTokens> {
  // Node takes `-abc` for three options: only the first is shown, since the rest may be a secret.
  return parseTokens(args.map((arg) => (/^-[^-]/.test(arg) ? arg.slice(0, 2) : arg)));
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
  if (!isInline && value.startsWith('-')) {
    mistakes.push(`--${name} has no value: ${shown(value)} stands behind it (if that is meant, write --${name}=…)`);
    return undefined;
  }
  return value;
}

function unknownOption(name: string): string {
  if (SECRETS.has(name))
    return `--${name} is not an option, since others on this machine could read it: ${howToGive(name)}`;
  const nearest = nearestName([...OPTION_NAMES, ...SECRETS], name);
  const is = `${shown(`--${name}`)} is not an option`;
  if (nearest !== undefined && SECRETS.has(nearest)) return `${is}; for the ${nearest} ${howToGive(nearest)}`;
  if (nearest === undefined && isLikeSecret(name))
    return `${is}: secrets come from a variable, a file or standard input, and --help lists how`;
  return `${is}${nearest === undefined ? ': --help lists all' : `: did you mean --${nearest}?`}`;
}

function strayMistake(strays: readonly string[]): string {
  const some = strays.slice(0, MAX_STRAYS).map(shown).join(', ');
  const rest = strays.length > MAX_STRAYS ? ` and ${counted(strays.length - MAX_STRAYS, 'more', 'more')}` : '';
  const isBoolean = strays.some((stray) => /^(true|false)$/i.test(stray));
  const hint = isBoolean ? 'write --dry-run=false, say' : "put patterns into quotes, as --repository '*'";
  return `${some}${rest} ${strays.length === 1 ? 'belongs' : 'belong'} to no option: ${hint}`;
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

/** An argument as a message shows it: what stands behind `=` may be a secret. */
function shown(argument: string): string {
  return `'${shortened(argument.replace(/=[^]*/, '=…'), 40)}'`;
}
