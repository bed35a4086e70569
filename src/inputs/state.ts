import type { Backups, PlanSettings, RequestedState } from '../domain/request.ts';
import { shortened } from '../shared/text.ts';
import { unlikeItsLook, unseenDifference } from './look-alikes.ts';
import { Mistake, parseBoolean, parseChoice, Parsed } from './values.ts';

/** An input's text, without blanks around it. */
type Given = (name: string) => string;

type Kind = RequestedState['kind'];

/** @throws Mistake */
export function parseStateKind(given: Given): Kind {
  return parseChoice('state', given('state'), ['present', 'absent', 'removed']);
}

/** The state, where that input is right: what depends on it is judged only then. */
function kindOf(given: Given): Kind | undefined {
  const parsed = new Parsed(() => parseStateKind(given));
  return parsed.mistakes.length === 0 ? parsed.value : undefined;
}

/** @throws Mistake */
export function parseExclusive(given: Given): boolean {
  const isExclusive = parseBoolean('exclusive', given('exclusive'));
  const kind = kindOf(given) ?? 'present';
  if (isExclusive && kind !== 'present')
    throw new Mistake(`exclusive is true with state: ${kind}: it is for state: present only`);
  return isExclusive;
}

/** @throws Mistake */
export function parseBackups(given: Given): Backups {
  const areDeleted = parseBoolean('delete-backups', given('delete-backups'));
  const kind = kindOf(given) ?? 'removed';
  if (areDeleted && kind !== 'removed')
    throw new Mistake(`delete-backups is true with state: ${kind}: it is for state: removed only`);
  return areDeleted ? 'deleted' : 'kept';
}

/** What is removed is exactly one repository, by its name or ID. @throws Mistake */
export function checkRemoved(given: Given): void {
  if (kindOf(given) !== 'removed') return;
  const lines = given('repository').split(/\s*[\r\n]+\s*/);
  if (!isOneRepository(given))
    throw new Mistake(
      `repository is ${lines.map((line) => `'${shortened(line)}'`).join(', ')}: state: removed takes exactly one name or ID, without patterns or !`,
    );
  // A removal must not depend on what nobody sees.
  const hidden = unlikeItsLook(given('repository'));
  if (hidden !== undefined)
    throw new Mistake(
      `repository is '${shortened(given('repository'))}', and holds ${hidden}: for state: removed, type the name anew, or give the ID if that belongs to it`,
    );
}

function isOneRepository(given: Given): boolean {
  return /^[^!*?\r\n][^*?\r\n]*$/.test(given('repository'));
}

/** What is removed leaves every plan, and is no project. @throws Mistake */
export function checkLeftOut(name: 'project' | 'plan', given: Given): void {
  if (kindOf(given) === 'removed' && given(name) !== '')
    throw new Mistake(
      `${name} is given, but state: removed is for one repository, which leaves every plan: leave it out`,
    );
}

/** The second opt-in: the name once more. @throws Mistake */
export function checkConfirmed(given: Given): void {
  const kind = kindOf(given);
  const confirmed = given('confirm');
  if (kind === undefined) return;
  if (kind !== 'removed') {
    if (confirmed !== '') throw new Mistake('confirm is given, but only state: removed asks for it: leave it out');
    return;
  }
  const backups = new Parsed(() => parseBackups(given));
  // Where it is not clear what is to be removed, nothing can confirm it.
  if (!isOneRepository(given) || unlikeItsLook(given('repository')) !== undefined || backups.mistakes.length > 0)
    return;
  const areDeleted = backups.value === 'deleted';
  const expected = areDeleted ? `${given('repository')} and its backups` : given('repository');
  if (confirmed !== expected)
    throw new Mistake(
      `confirm is '${shortened(confirmed)}': state: removed${areDeleted ? ' with delete-backups: true' : ''} takes exactly '${shortened(expected)}'${unseenDifference(confirmed, expected)}`,
    );
}

/** @param isExclusive for `present` @param backups for `removed` */
export function stateOf(kind: Kind, isExclusive: boolean, backups: Backups): RequestedState {
  if (kind === 'present') return { kind, exclusive: isExclusive };
  return kind === 'absent' ? { kind } : { kind, backups };
}

/** Whether any plans have to be named: what is to be absent may leave every plan. */
export function needsPlans(given: Given): boolean {
  return kindOf(given) === 'present';
}

/** How the named plans are to be. @throws Mistake */
export function parsePlanSettings(given: Given): PlanSettings {
  const schedule = parseSetting('plan-schedule', given, 'enabled');
  const metadata = parseSetting('plan-metadata', given, 'included');
  const isAsked = schedule !== undefined || metadata !== undefined;
  const kind = kindOf(given) ?? 'present';
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
