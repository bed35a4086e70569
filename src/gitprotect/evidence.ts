import type { Known, License, Metadata, PlanSelection, Schedule } from '../domain/model.ts';
import { JsonObject } from '../shared/json-object.ts';

/*
 * What the fields of a row prove [open]. The usual spellings are read, negative evidence wins over positive, and what is
 * not understood is unknown, never a guess.
 */

/** Booleans also come as 0 and 1, or as text. */
export function parseBoolean(value: unknown): boolean | undefined {
  if (value === 0 || value === 1) return value === 1;
  if (typeof value === 'string') return BOOLEANS.get(value.trim().toLowerCase());
  return typeof value === 'boolean' ? value : undefined;
}

const BOOLEANS = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

/** What one field says of a license. */
type Reader = (value: unknown) => Known<License>;

const isActive: Reader = (value) => licenseBy(parseBoolean(value));
const isMissing: Reader = (value) => {
  const missing = parseBoolean(value);
  return licenseBy(missing === undefined ? undefined : !missing);
};
/** An ID that is null, empty or all zeros is none. */
const present: Reader = (value) => {
  if (isNothing(value)) return 'inactive';
  return typeof value === 'string' || typeof value === 'number' ? 'active' : 'unknown';
};
/** A word, such as `Missing`. */
const word: Reader = (value) => {
  if (typeof value !== 'string') return 'unknown';
  if (/^(active|activated|assigned|licen[cs]ed|valid)$/i.test(value.trim())) return 'active';
  return NO_LICENSE.test(value.trim()) ? 'inactive' : 'unknown';
};
const NO_LICENSE =
  /^(|no|none|missing|inactive|deactivated|disabled|expired|invalid|revoked|(not|un|no)[ _-]?(active|activated|assigned|licen[cs]ed?))$/i;
/** The license as an object of its own, or what stands in its place. */
const asObject: Reader = (value) => {
  if (value === null) return 'inactive';
  const fields = JsonObject.of(value);
  if (fields !== undefined) return licenseBySome([...LICENSE_EVIDENCE, OF_A_LICENSE], fields);
  const active = isActive(value);
  return active === 'unknown' ? word(value) : active;
};

function licenseBy(active: boolean | undefined): Known<License> {
  if (active === undefined) return 'unknown';
  return active ? 'active' : 'inactive';
}

/** Fields that are equally specific: each by its spellings. */
type Tier = readonly (readonly [names: readonly string[], read: Reader])[];

/** Made once: a list may have a hundred thousand rows. */
function tierOf(readers: Readonly<Record<string, Reader>>): Tier {
  return Object.entries(readers).map(([name, read]) => [spellingsOf(name), read]);
}

const GENERAL = tierOf({ isActivated: isActive, activated: isActive, isActive, active: isActive });

/** License evidence, most specific first. */
const LICENSE_EVIDENCE: readonly Tier[] = [
  tierOf({
    isLicensed: isActive,
    licensed: isActive,
    hasLicense: isActive,
    licenseActive: isActive,
    isLicenseActive: isActive,
    licenseActivated: isActive,
    licenseAssigned: isActive,
    isLicenseAssigned: isActive,
    missingLicense: isMissing,
    isMissingLicense: isMissing,
    licenseMissing: isMissing,
    isLicenseMissing: isMissing,
    isUnlicensed: isMissing,
    unlicensed: isMissing,
  }),
  tierOf({ license: asObject, licenseStatus: word, licenseState: word }),
  tierOf({ licenseId: present }),
  GENERAL,
];

/** What an object that is a license may say besides. */
const OF_A_LICENSE = tierOf({
  status: word,
  state: word,
  isAssigned: isActive,
  assigned: isActive,
  isValid: isActive,
  valid: isActive,
  isExpired: isMissing,
  expired: isMissing,
  isRevoked: isMissing,
});

export function parseLicense(fields: JsonObject): Known<License> {
  return licenseBySome(LICENSE_EVIDENCE, fields);
}

/**
 * The first tier of which a field is there decides, also when it can't be read: then nothing is known. A license that
 * any field of the others denies is none; where the denial is a general one, such as `isActive`, nothing is known.
 */
function licenseBySome(tiers: readonly Tier[], fields: JsonObject): Known<License> {
  const present = tiers.flatMap((tier) => {
    const said = saidBy(tier, fields);
    return said.size === 0 ? [] : [{ tier, said }];
  });
  const [first] = present;
  const denying = present.filter(({ said }) => said.has('inactive'));
  if (first === undefined) return 'unknown';
  if (denying.some(({ tier }) => tier !== GENERAL || tier === first.tier)) return 'inactive';
  return first.said.has('unknown') || denying.length > 0 ? 'unknown' : 'active';
}

function saidBy(tier: Tier, fields: JsonObject): ReadonlySet<Known<License>> {
  return new Set(tier.flatMap(([names, read]) => fields.all(...names).map((value) => read(value))));
}

/** "license" is written "licence" in some places of the API ([seen] `missingLicences`). */
function spellingsOf(name: string): string[] {
  return [...new Set([name, name.replace(/icens/, 'icenc')])];
}

/** Whether the Git host has the repository no more. */
export function parseRemoved(fields: JsonObject): Known<'removed' | 'there'> {
  const flags = fields.all('isRemoved', 'removed', 'isDeleted', 'deleted').map((value) => removedBy(value));
  const dates = fields.all(...REMOVAL_DATES).map((value) => (isNothing(value) ? 'there' : 'removed'));
  const said = new Set([...flags, ...dates]);
  if (said.has('removed')) return 'removed';
  return said.has('unknown') ? 'unknown' : 'there';
}

const REMOVAL_DATES = ['removed', 'removal', 'deleted', 'deletion'].flatMap((what) =>
  ['At', 'On', 'Date', 'Time'].map((when) => `${what}${when}`),
);

function removedBy(value: unknown): Known<'removed' | 'there'> {
  const flag = parseBoolean(value);
  if (flag === true || (typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) && !isNothing(value)))
    return 'removed';
  return flag === false || isNothing(value) ? 'there' : 'unknown';
}

/** Whether a value stands for none: null, empty, zero, an ID of zeros, or .NET's first date. */
export function isNothing(value: unknown): boolean {
  if (value === null || value === false) return true;
  if (typeof value === 'number') return value <= 0;
  return typeof value === 'string' && (/^[0-]*$/.test(value.trim()) || value.startsWith('0001-01-01'));
}

/** A schedule that any field says to be off is off. */
export function parseSchedule(fields: JsonObject): Known<Schedule> {
  const read = (...names: readonly string[]): readonly (boolean | undefined)[] =>
    fields.all(...names).flatMap((value) => (value === null ? [] : [parseBoolean(value)]));
  const on = read('isActive', 'active', 'isEnabled', 'enabled', 'scheduleEnabled');
  const off = read('isDisabled', 'disabled', 'isPaused', 'paused');
  if (on.includes(false) || off.includes(true)) return 'disabled';
  const isUnderstood = on.length + off.length > 0 && ![...on, ...off].includes(undefined);
  return isUnderstood ? 'enabled' : 'unknown';
}

/** [doc] `inculdeAllReposistories` (so spelled) and `gitChoiceMode` with `rules` are fields of the plans' modify requests. */
export function parseSelection(fields: JsonObject): Known<PlanSelection> {
  const all = new Set(
    fields
      .all('inculdeAllReposistories', 'includeAllRepositories', 'includeAllReposistories', 'inculdeAllRepositories')
      .map((value) => parseBoolean(value)),
  );
  if (all.has(true)) return all.size === 1 ? 'all' : 'unknown';
  if ((fields.list('rules') ?? []).length > 0 || choosesByItself(fields)) return 'rules';
  return all.size === 1 && all.has(false) ? 'manual' : 'unknown';
}

/** [doc] `gitChoiceMode`; of its values only `Individual` is known, and what the numbers mean is not [open]. */
function choosesByItself(fields: JsonObject): boolean {
  const mode = fields.text('gitChoiceMode')?.trim() ?? '';
  return !/^(|\d+|individual)$/i.test(mode);
}

/** Where flags contradict each other, nothing is known. */
export function parseMetadata(fields: JsonObject): Known<Metadata> {
  const flags = new Set(fields.all('includeMetadata', 'isMetadataIncluded').map((value) => parseBoolean(value)));
  const [flag] = flags;
  if (flags.size !== 1 || flag === undefined) return 'unknown';
  return flag ? 'included' : 'excluded';
}
