import type { PlanSettings, RequestedState } from '../domain/request.ts';
import { shortened } from '../shared/text.ts';
import { linesOf, Mistake, parseBoolean, parseChoice } from './values.ts';

/** An input's text, without blanks around it. */
type Given = (name: string) => string;

const STATES = ['present', 'absent', 'removed'] as const;

/** What `state` and the inputs that belong to it ask for. @throws Mistake */
export function parseState(given: Given): RequestedState {
  const kind = parseChoice('state', given('state'), [...STATES]);
  const exclusive = parseBoolean('exclusive', given('exclusive'));
  if (exclusive && kind !== 'present')
    throw new Mistake(`exclusive is true with state: ${kind}: it is for state: present only`);
  if (kind === 'removed') return parseRemoval(given);
  if (given('confirm') !== '') throw new Mistake('confirm is given, but only state: removed asks for it: leave it out');
  if (parseBoolean('delete-backups', given('delete-backups')))
    throw new Mistake(`delete-backups is true with state: ${kind}: it is for state: removed only`);
  return kind === 'present' ? { kind, exclusive } : { kind };
}

/** Both opt-ins: exactly one repository, and its name once more. */
function parseRemoval(given: Given): RequestedState {
  const deletesBackups = parseBoolean('delete-backups', given('delete-backups'));
  const repository = given('repository');
  if (repository === '' || linesOf(repository).length !== 1 || /^!|[*?]/.test(repository))
    throw new Mistake(
      `repository is '${shortened(repository)}': state: removed takes exactly one name or ID, without patterns or !`,
    );
  const other = ['project', 'plan'].find((name) => given(name) !== '');
  if (other !== undefined)
    throw new Mistake(
      `${other} is given, but state: removed is for one repository, which leaves every plan: leave ${other} out`,
    );
  const expected = deletesBackups ? `${repository} and its backups` : repository;
  if (given('confirm') !== expected)
    throw new Mistake(
      `confirm is '${shortened(given('confirm'))}': state: removed${deletesBackups ? ' with delete-backups: true' : ''} takes exactly '${shortened(expected)}'`,
    );
  return { kind: 'removed', backups: deletesBackups ? 'deleted' : 'kept' };
}

/** Whether any plans have to be named: what is to be absent may leave every plan. */
export function needsPlans(given: Given): boolean {
  return !['absent', 'removed'].includes(given('state'));
}

/** How the named plans are to be. @throws Mistake */
export function parsePlanSettings(given: Given): PlanSettings {
  const schedule = parseSetting('plan-schedule', given, 'enabled');
  const metadata = parseSetting('plan-metadata', given, 'included');
  const isAsked = schedule !== undefined || metadata !== undefined;
  if (isAsked && !needsPlans(given))
    throw new Mistake(
      `${schedule === undefined ? 'plan-metadata' : 'plan-schedule'} is given with state: ${given('state')}: it is for state: present only`,
    );
  return { schedule, metadata };
}

function parseSetting<T extends string>(name: string, given: Given, value: T): T | undefined {
  const text = given(name);
  if (text === '') return undefined;
  if (text === value) return value;
  throw new Mistake(`${name} is '${shortened(text)}': it takes ${value}, or nothing to leave it as it is`);
}
