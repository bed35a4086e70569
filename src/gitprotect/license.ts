import type { Disputed, Known, License, Repository } from '../domain/model.ts';
import { parseBoolean } from '../shared/boolean.ts';
import { JsonObject } from '../shared/json-object.ts';
import { byName } from './by-name.ts';
import { isNothing } from './evidence.ts';

/*
 * What a row proves of a license [open]. Fields are recognized by the words in their names, since the documents leave
 * open how they are called. A denial wins; a field of the license that is not understood leaves it unknown, whatever else
 * is said.
 */

/**
 * What one field says of a license; `numbered`: there is one by its ID alone; `silent`: it is about a license, but says
 * nothing; `empty`: what each license has is missing; undefined: it only describes one.
 */
type Said = Known<License> | Disputed | 'numbered' | 'silent' | 'empty' | undefined;
type Reader = (value: unknown, depth: number) => Said;

/** How deep an object that is a license may lie in others: a server may nest them without end. */
const MAX_DEPTH = 3;

/** In names, "license" is written "licence" in some places of the API ([seen] `missingLicences`). */
const ABSENT = /unlicens|(no|not|without|lacks?|missing)(an?)?licens|missing$/;
const DENIED =
  /expired|revoked|suspended|invalid|inactive|disabled|deactivated|unassigned|not(active|assigned|valid)|removed|cancell?ed|terminated|lapsed|licenseended/;
const HELD =
  /^(is|has|was)?licensed$|has(an?)?(active|valid)?license$|(^|is|licensed?)(active|activated|assigned|valid|granted|enabled)$/;
const STATE = /(status|state)$/;
/** What describes a license, or says when something happened to it. */
const DESCRIPTION =
  /(type|kind|name|key|code|number|count|edition|tier|plan|model|product|source|url|pool|owner|holder|at|on|date|time|utc|until|since|from|to|by|expiry|expires)$/;

/** The license itself, or what each license has. */
const OWN = /^((assigned|active|current)licenses?|licenses?(name|key|code|number|count)?)$/;

const isActive: Reader = (value) => {
  const active = parseBoolean(value);
  if (active === undefined) return 'unknown';
  return active ? 'active' : 'inactive';
};
/** That it is not missing says that there is one. */
const isAbsent: Reader = (value) => {
  if (value === null) return 'silent';
  const absent = parseBoolean(value);
  if (absent === undefined) return 'unknown';
  return absent ? 'inactive' : 'active';
};
/** That it did not expire does not say that there ever was one. When it does, or did, depends on the clock. */
const isDenied: Reader = (value) => {
  if (value === null) return 'silent';
  const denied = parseBoolean(value);
  if (denied === undefined) return 'unknown';
  return denied ? 'inactive' : 'silent';
};
/** An ID that is null, empty or all zeros is none. */
const present: Reader = (value) => {
  if (isNothing(value)) return 'inactive';
  return typeof value === 'string' || typeof value === 'number' ? 'numbered' : 'unknown';
};
/** A word, such as `Missing`. */
const word: Reader = (value) => {
  if (typeof value !== 'string') return 'unknown';
  if (/^(active|activated|assigned|licen[cs]ed|valid)$/i.test(value.trim())) return 'active';
  return NO_LICENSE.test(value.trim()) ? 'inactive' : 'unknown';
};
const NO_LICENSE =
  /^(|no|none|missing|inactive|deactivated|disabled|expired|invalid|revoked|(not|un|no)[ _-]?(active|activated|assigned|licen[cs]ed?))$/i;
const describes: Reader = (value) =>
  typeof value === 'string' && value.trim() !== '' && NO_LICENSE.test(value.trim()) ? 'unknown' : undefined;
/** The license as an object of its own, or what stands in its place. */
const asObject: Reader = (value, depth) => {
  if (value === null) return 'inactive';
  const fields = JsonObject.of(value);
  if (fields !== undefined) return ofObject(fields, depth);
  const active = isActive(value, depth);
  return active === 'unknown' ? word(value, depth) : active;
};
/** A field about a license of which nobody knows what it says. */
const other: Reader = (value, depth) => {
  if (value === null) return undefined;
  const fields = JsonObject.of(value);
  return fields === undefined ? 'unknown' : ofObject(fields, depth);
};

const READERS: readonly (readonly [name: RegExp, read: Reader])[] = [
  [ABSENT, isAbsent],
  [DENIED, isDenied],
  [HELD, isActive],
  [STATE, word],
];

/** How a row's field of this name is read; undefined where it is not about a license. */
const readerInRow = byName((key): Reader | undefined => {
  const name = key.replaceAll('licenc', 'licens');
  if (!name.includes('licens')) return undefined;
  if (name.endsWith('licenseid')) return present;
  const known = READERS.find(([pattern]) => pattern.test(name))?.[1];
  if (known !== undefined) return known;
  if (name === 'license') return asObject;
  const isDescription = DESCRIPTION.test(name);
  const read = isDescription ? describes : other;
  if (!OWN.test(name)) return read;
  return (value, depth) => (value === null || (isDescription && isNothing(value)) ? 'empty' : read(value, depth));
});

/** The same of a field in an object that is a license: of what has other names nothing is expected. */
const readerInLicense = byName((key): Reader | undefined =>
  /licen[cs]/.test(key) ? readerInRow(key) : READERS.find(([pattern]) => pattern.test(key))?.[1],
);

function ofObject(fields: JsonObject, depth: number): Said {
  if (depth <= 0) return 'unknown';
  const said = together(saidIn(fields, readerInLicense, depth - 1));
  return said === undefined || said === 'empty' ? 'silent' : said;
}

function saidIn(fields: JsonObject, readerOf: (name: string) => Reader | undefined, depth: number): ReadonlySet<Said> {
  const said = new Set<Said>();
  for (const [name, value] of fields.entries()) {
    const read = readerOf(name);
    if (read !== undefined) said.add(read(value, depth));
  }
  return said;
}

function together(said: ReadonlySet<Said>): Said {
  if (said.has('inactive') && said.has('active')) return 'disputed';
  const ranked = ['disputed', 'inactive', 'unknown', 'active', 'numbered', 'silent', 'empty'] as const;
  return ranked.find((each) => said.has(each));
}

/** Fields that may be about the license, or about something else. */
const GENERAL = ['isActivated', 'activated', 'isActive', 'active'];

/** A row that says that it is not protected leaves in doubt a license that it shows. */
function saysUnprotected(fields: JsonObject): boolean {
  const isFalse = fields.all('isProtected', 'protected').some((value) => parseBoolean(value) === false);
  const isTrue = fields.all('isUnprotected', 'unprotected').some((value) => parseBoolean(value) === true);
  return isFalse || isTrue || says(fields, UNPROTECTED, ...PROTECTION);
}
const PROTECTION = ['protectionStatus', 'protectionState', 'protected', 'protection'];
const UNPROTECTED = /^(un|not?[ _-]?)protected$/i;
const UNLICENSED = /^((un|not?[ _-]?)licen[cs]ed|(no|missing)[ _-]?licen[cs]e|licen[cs]e[ _-]?missing)$/i;
/** What takes nothing from a field that names a license. */
const INACTIVE = /^(inactive|deactivated|disabled|expired|revoked|(not|un)[ _-]?(active|activated|assigned))$/i;

/** Whether the state of the row, or what these fields say, is such a word. */
function says(fields: JsonObject, word: RegExp, ...names: readonly string[]): boolean {
  const words = fields.all('status', 'state', ...names);
  return words.some((value) => typeof value === 'string' && word.test(value.trim()));
}

export function parseLicense(fields: JsonObject): Repository['license'] {
  const license = licenseIn(fields);
  return license === 'active' && saysUnprotected(fields) ? 'unknown' : license;
}

function licenseIn(fields: JsonObject): Repository['license'] {
  const said = saidIn(fields, readerInRow, MAX_DEPTH);
  const own = together(says(fields, UNLICENSED) ? new Set([...said, 'inactive']) : said);
  const general = stateOf(together(new Set(fields.all(...GENERAL).map((value) => isActive(value, 0)))));
  if (own === undefined || own === 'empty') {
    const isInDoubt = own === 'empty' || says(fields, INACTIVE);
    return general === 'active' && isInDoubt ? 'unknown' : general;
  }
  const license = stateOf(own);
  return license === 'active' && (general === 'inactive' || general === 'disputed') ? 'unknown' : license;
}

function stateOf(said: Said): Repository['license'] {
  if (said === 'numbered') return 'active';
  return said === undefined || said === 'silent' || said === 'empty' ? 'unknown' : said;
}
