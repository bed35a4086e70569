import type { Known, Schedule } from '../domain/model.ts';
import { parseBoolean } from '../shared/boolean.ts';
import { JsonObject } from '../shared/json-object.ts';
import { byName, WHEN } from './by-name.ts';
import { isNothing } from './evidence.ts';

/*
 * Whether a plan's schedule is on [open]: by flags of the plan or of its schedule, and by words such as `Paused`. One
 * that any field says to be off is off. A schedule's times, and what became of the last run, say nothing of it.
 */

/** What one field says; undefined: nothing. */
type Said = Known<Schedule> | undefined;
type Reader = (value: unknown) => Said | readonly Said[];

const isOn: Reader = (value) => (value === null ? undefined : stateBy(parseBoolean(value)));
/** `scheduled` may also be a time. */
const isScheduled: Reader = (value) => {
  const scheduled = parseBoolean(value);
  return scheduled === undefined ? undefined : stateBy(scheduled);
};
const isOff: Reader = (value) => {
  const off = parseBoolean(value);
  return value === null ? undefined : stateBy(off === undefined ? undefined : !off);
};
/** A time since when it is off; until when, that may be over. */
const isOffSince: Reader = (value) => (isNothing(value) ? undefined : 'disabled');
const isOffUntil: Reader = (value) => (isNothing(value) ? undefined : 'unknown');
const word: Reader = (value) => (typeof value === 'string' && isOffWord(value) ? 'disabled' : undefined);
/** The schedule as an object of its own, as several, or as a flag or word. */
const asSchedule: Reader = (value) => {
  const fields = JsonObject.of(value);
  if (fields !== undefined) return [...saidIn(fields, readerInSchedule)];
  if (!Array.isArray(value)) return word(value) ?? noSchedule(value);
  const each = value.map((item) => scheduleOf(saidIn(JsonObject.of(item), readerInSchedule)));
  // One of several that is off leaves the others.
  return each.length > 0 && each.every((state) => state === 'disabled') ? 'disabled' : undefined;
};

/** That there is none, also of a plan that runs by hand only; zero may be a kind of schedule, or no number of them. */
function noSchedule(value: unknown): Said {
  if (value === 0) return 'unknown';
  const isNone = typeof value === 'string' && /^(none|never|manual(ly)?)$/i.test(value);
  return isNone || parseBoolean(value) === false ? 'disabled' : undefined;
}

function isOffWord(text: string): boolean {
  return /^(inactive|disabled|deactivated|paused|suspended|stopped|off|onhold|(not|un)scheduled)$/i.test(
    text.replaceAll(/[\s_-]/g, ''),
  );
}

function stateBy(on: boolean | undefined): Known<Schedule> {
  if (on === undefined) return 'unknown';
  return on ? 'enabled' : 'disabled';
}

const OFF = 'inactive|disabled|deactivated|paused|suspended';

const readerInSchedule = byName((key): Reader | undefined => {
  const name = key.replace(/^(is)?(plan|schedul(e|er|ing))?(is)?/, '');
  if (/^(active|activated|enabled)$/.test(name)) return isOn;
  if (/^((is)?scheduled|hasschedule)$/.test(key)) return isScheduled;
  if (new RegExp(`^(${OFF}|stopped)$`).test(name)) return isOff;
  // One that was stopped may be a run.
  if (new RegExp(`^(${OFF})${WHEN}$`).test(name)) return isOffSince;
  if (new RegExp(`^(${OFF}|stopped)(until|till)`).test(name)) return isOffUntil;
  return /^(status|state)$/.test(name) ? word : undefined;
});

/** What a field of a schedule says of its being on or off. */
export function saidBy(name: string, value: unknown): Said {
  return scheduleOf(new Set([readerInSchedule(name)?.(value)].flat()));
}

const readerInPlan = byName((key): Reader | undefined =>
  /^(backup)?schedules?$/.test(key) ? asSchedule : readerInSchedule(key),
);

function saidIn(fields: JsonObject | undefined, readerOf: (name: string) => Reader | undefined): ReadonlySet<Said> {
  return new Set(fields?.entries().flatMap(([name, value]) => readerOf(name)?.(value)));
}

function scheduleOf(said: ReadonlySet<Said>): Said {
  return (['disabled', 'unknown', 'enabled'] as const).find((each) => said.has(each));
}

/** @returns undefined where nothing is said of it; `unknown` where something is, and is not understood */
export function parseSchedule(fields: JsonObject): Said {
  return scheduleOf(saidIn(fields, readerInPlan));
}
