import type { Backups, PlanSettings, RequestedState } from '../domain/request.ts';
import { shortened } from '../shared/text.ts';
import { unlikeItsLook, unseenDifference } from './look-alikes.ts';
import { Mistake, parseBoolean, parseChoice, type Parsed } from './values.ts';

/** An input's text, without blanks around it. */
type Given = (name: string) => string;

type Kind = RequestedState['kind'];

/** @throws Mistake */
export function parseStateKind(given: Given): Kind {
  return parseChoice('state', given('state'), ['present', 'absent', 'removed']);
}

/** @param kind undefined where that input is wrong: then this one is not judged by it @throws Mistake */
export function parseExclusive(given: Given, kind: Kind = 'present'): boolean {
  const isExclusive = parseBoolean('exclusive', given('exclusive'));
  if (isExclusive && kind !== 'present')
    throw new Mistake(`exclusive is true with state: ${kind}: it is for state: present only`);
  return isExclusive;
}

/** @throws Mistake */
export function parseBackups(given: Given, kind: Kind = 'removed'): Backups {
  const areDeleted = parseBoolean('delete-backups', given('delete-backups'));
  if (areDeleted && kind !== 'removed')
    throw new Mistake(`delete-backups is true with state: ${kind}: it is for state: removed only`);
  return areDeleted ? 'deleted' : 'kept';
}

/**
 * What `state: removed` asks of other inputs, or what only it asks for.
 * @param backups undefined where that input is wrong
 */
export function checkRemoval(
  given: Given,
  kind: Kind | undefined,
  backups: Backups | undefined,
): Pick<Parsed<never>, 'mistakes'> {
  if (kind === undefined) return { mistakes: [] };
  const found =
    kind === 'removed'
      ? [notOne(given), notLeftOut('project', given), notLeftOut('plan', given), notConfirmed(given, backups)]
      : [notAsked(given)];
  return { mistakes: found.filter((each) => each !== undefined) };
}

function notAsked(given: Given): Mistake | undefined {
  if (given('confirm') === '') return undefined;
  return new Mistake('confirm is given, but only state: removed asks for it: leave it out');
}

/** What is removed is exactly one repository, by its name or ID. */
function notOne(given: Given): Mistake | undefined {
  const lines = given('repository').split(/[\r\n]+/);
  if (!isOneRepository(given))
    return new Mistake(
      `repository is ${lines.map((line) => `'${shortened(line.trim())}'`).join(', ')}: state: removed takes exactly one name or ID, without patterns or !`,
    );
  // A removal must not depend on what nobody sees.
  const hidden = unlikeItsLook(given('repository'));
  if (hidden === undefined) return undefined;
  return new Mistake(
    `repository is '${shortened(given('repository'))}', and holds ${hidden}: for state: removed, type the name anew, or give the ID if that belongs to it`,
  );
}

function isOneRepository(given: Given): boolean {
  return /^[^!*?\r\n][^*?\r\n]*$/.test(given('repository'));
}

/** What is removed leaves every plan, and is no project. */
function notLeftOut(name: 'project' | 'plan', given: Given): Mistake | undefined {
  if (given(name) === '') return undefined;
  return new Mistake(
    `${name} is given, but state: removed is for one repository, which leaves every plan: leave it out`,
  );
}

/** The second opt-in: the name once more. */
function notConfirmed(given: Given, backups: Backups | undefined): Mistake | undefined {
  // Where it is not clear what is to be removed, nothing can confirm it.
  if (!isOneRepository(given) || unlikeItsLook(given('repository')) !== undefined || backups === undefined)
    return undefined;
  const confirmed = given('confirm');
  const areDeleted = backups === 'deleted';
  const expected = areDeleted ? `${given('repository')} and its backups` : given('repository');
  if (confirmed === expected) return undefined;
  return new Mistake(
    `confirm is '${shortened(confirmed)}': state: removed${areDeleted ? ' with delete-backups: true' : ''} takes exactly '${shortened(expected)}'${unseenDifference(confirmed, expected)}`,
  );
}

/** @param isExclusive for `present` @param backups for `removed` */
export function stateOf(kind: Kind, isExclusive: boolean, backups: Backups): RequestedState {
  if (kind === 'present') return { kind, exclusive: isExclusive };
  return kind === 'absent' ? { kind } : { kind, backups };
}

/** How the named plans are to be. @throws Mistake */
export function parsePlanSettings(given: Given, kind: Kind = 'present'): PlanSettings {
  const schedule = parseSetting('plan-schedule', given, 'enabled');
  const metadata = parseSetting('plan-metadata', given, 'included');
  const isAsked = schedule !== undefined || metadata !== undefined;
  if (isAsked && kind !== 'present')
    throw new Mistake(
      `${schedule === undefined ? 'plan-metadata' : 'plan-schedule'} is given with state: ${kind}: it is for state: present only`,
    );
  return { schedule, metadata };
}

function parseSetting<T extends string>(name: string, given: Given, value: T): T | undefined {
  const text = given(name);
  if (text === '') return undefined;
  if (text === value) return value;
  throw new Mistake(`${name} is '${shortened(text)}': it takes ${value}, or nothing to leave it as it is`);
}
