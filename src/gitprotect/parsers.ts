import type {
  BackupPlan,
  Id,
  IdList,
  Known,
  LastRun,
  License,
  Organization,
  PlanSelection,
  Repository,
  Schedule,
} from '../domain/model.ts';
import { isGuid } from '../shared/guid.ts';
import { JsonObject } from '../shared/json-object.ts';
import { someOf } from '../shared/text.ts';

/*
 * What the server responds becomes values of `domain/model.ts` here; no other module sees its JSON.
 *
 * The documents leave open which fields carry license and plan membership. So evidence is read, most specific first
 * and without regard to case, and no evidence is `unknown`, never a guess (our rule; see docs/api.md).
 */

/** A response that isn't what the API is known to give. The message names fields, never a value. */
export class ShapeError extends Error {}

/** The JSON value of an answer's text. @throws ShapeError */
export function parseJson(text: string): unknown {
  if (text.trim() === '') throw new ShapeError('the answer is empty');
  try {
    // ASP.NET may put a byte order mark before it.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new ShapeError('the answer is not JSON, or was cut off');
  }
}

/** One page as the server gave it. */
export interface Page {
  readonly rows: readonly unknown[];
  /** How many rows the list has in all, where the server says. */
  readonly total: number | undefined;
  /** Which page it is, of how many; undefined where the server doesn't count pages, as in a bare array. */
  readonly place: { readonly page: number; readonly pages: number } | undefined;
}

/**
 * A page is `{"currentPage","pageCount","totalEntries","result":[…]}` [seen] or a bare array [open].
 * @throws ShapeError when it is neither
 */
export function parsePage(answer: unknown): Page {
  if (Array.isArray(answer)) {
    const rows: readonly unknown[] = answer;
    return { rows, total: undefined, place: undefined };
  }
  const fields = JsonObject.of(answer);
  const rows = fields?.list('result', 'results', 'items', 'data');
  if (fields === undefined || rows === undefined)
    throw new ShapeError(`the answer holds no list (its fields: ${someOf(fields?.names() ?? [])})`);
  const pages = fields.number('pageCount');
  const page = fields.number('currentPage');
  const place = pages === undefined || page === undefined ? undefined : { page, pages };
  return { rows, total: fields.number('totalEntries'), place };
}

/** [doc] `/account/login` answers `{"userId", "accessToken"}`. @throws ShapeError */
export function parseAccessToken(answer: unknown): string {
  const token = JsonObject.of(answer)?.text('accessToken') ?? '';
  if (token === '') throw new ShapeError('the answer holds no accessToken');
  if (/[^\x21-\x7e]/.test(token)) throw new ShapeError('the accessToken in the answer holds characters that none has');
  return token;
}

/** [seen] A row of `/git/organizations/getmany`. @throws ShapeError */
export function parseOrganization(row: unknown): Organization {
  const fields = fieldsOf(row);
  const driver = fields.number('driver') ?? fields.text('driver');
  const service = [driver === undefined ? '' : `driver ${String(driver)}`, fields.text('apiUrl') ?? ''];
  return {
    id: required(fields, 'id', parseId(fields.value('id'))),
    name: required(fields, 'name', fields.text('name')),
    service: service.filter((part) => part !== '').join(', '),
    plans: (fields.list('plans') ?? []).flatMap((plan) => (idOf(plan) === undefined ? [] : [parsePlan(plan)])),
  };
}

/** [open] A row of `/git/repositories/getmany`; only `id` and `name` are sure. @throws ShapeError */
export function parseRepository(row: unknown): Repository {
  const fields = fieldsOf(row);
  return {
    id: required(fields, 'id', parseId(fields.value('id'))),
    name: required(fields, 'name', fields.text('name')),
    license: parseLicense(fields),
    plans: parsePlansOf(fields),
    removed: fields.boolean('isRemoved', 'removed', 'isDeleted', 'deleted') ?? false,
  };
}

/** [open] A row of `/plans/listassignedtoorganization`, or [seen] a plan in an organization's row. @throws ShapeError */
export function parsePlan(row: unknown): BackupPlan {
  const fields = fieldsOf(row);
  return {
    id: required(fields, 'id', parseId(fields.value('id'))),
    name: fields.text('name', 'planName'),
    schedule: parseSchedule(fields.boolean('isActive', 'active', 'isEnabled', 'enabled')),
    selection: parseSelection(fields),
    organization: parseId(fields.value('organizationId')),
    excluded: parseIds(fields, ['excludedRepositoriesIds', 'excludedRepositoryIds'])?.ids ?? new Set(),
    repositories: parseIds(fields, ['repositoriesIds', 'repositoryIds', 'repositories']),
    repositoryCount: fields.number('repoCount', 'repositoriesCount', 'repositoryCount'),
    lastRun: parseLastRun(fields),
  };
}

/** What one field says of a license. */
type Reader = (value: unknown) => Known<License>;

const isActive: Reader = (value) => (typeof value === 'boolean' ? (value ? 'active' : 'inactive') : 'unknown');
const isMissing: Reader = (value) => (typeof value === 'boolean' ? (value ? 'inactive' : 'active') : 'unknown');
/** An ID that is null, empty or all zeros is none. */
const present: Reader = (value) => {
  if (value === null || value === 0 || (typeof value === 'string' && /^[0-]*$/.test(value))) return 'inactive';
  return typeof value === 'string' || typeof value === 'number' ? 'active' : 'unknown';
};

/** License evidence, most specific first; the fields of one tier are equally specific. */
const LICENSE_EVIDENCE: readonly Readonly<Record<string, Reader>>[] = [
  {
    isLicensed: isActive,
    licensed: isActive,
    hasLicense: isActive,
    licenseActive: isActive,
    isLicenseActive: isActive,
    licenseActivated: isActive,
    licenseAssigned: isActive,
    missingLicense: isMissing,
    isLicenseMissing: isMissing,
  },
  { licenseId: present },
  { isActivated: isActive, activated: isActive, isActive: isActive, active: isActive },
];

/** The first tier of which a field is there decides, also when it can't be read: then nothing is known. */
function parseLicense(fields: JsonObject): Known<License> {
  for (const tier of LICENSE_EVIDENCE) {
    const said = new Set(
      Object.entries(tier).flatMap(([name, read]) => fields.all(...spellingsOf(name)).map((value) => read(value))),
    );
    const [only] = said;
    // Fields that contradict each other prove nothing.
    if (only !== undefined) return said.size === 1 ? only : 'unknown';
  }
  return 'unknown';
}

/** "license" is written "licence" in some places of the API ([seen] `missingLicences`). */
function spellingsOf(name: string): string[] {
  return [...new Set([name, name.replace(/icens/, 'icenc')])];
}

function parsePlansOf(fields: JsonObject): IdList | undefined {
  const listed = parseIds(fields, ['plans', 'plansIds', 'planIds']);
  if (listed !== undefined) return listed;
  const planId = fields.value('planId');
  if (planId === null) return { ids: new Set(), complete: true };
  const id = parseId(planId);
  // One ID says nothing of further plans.
  return id === undefined ? undefined : { ids: new Set([id]), complete: false };
}

/** The first of these fields that is a list, of IDs or of objects with an `id`. */
function parseIds(fields: JsonObject, names: readonly string[]): IdList | undefined {
  const list = fields.list(...names);
  if (list === undefined) return undefined;
  const ids = list.flatMap((item) => parseId(item) ?? idOf(item) ?? []);
  return { ids: new Set(ids), complete: ids.length === list.length };
}

/** [doc] `inculdeAllReposistories` (so spelled) and `gitChoiceMode` with `rules` are fields of the plans' modify requests. */
function parseSelection(fields: JsonObject): Known<PlanSelection> {
  const all = new Set(fields.all('inculdeAllReposistories', 'includeAllRepositories', 'includeAllReposistories'));
  if (all.has(true)) return all.size === 1 ? 'all' : 'unknown';
  if ((fields.list('rules') ?? []).length > 0) return 'rules';
  return all.size === 1 && all.has(false) ? 'manual' : 'unknown';
}

function parseSchedule(active: boolean | undefined): Known<Schedule> {
  if (active === undefined) return 'unknown';
  return active ? 'enabled' : 'disabled';
}

/** [seen] `lastStatus: {successes, warnings, errors}` and `planFinishedTime`, an epoch. */
function parseLastRun(fields: JsonObject): LastRun | undefined {
  const status = fields.object('lastStatus');
  const successes = status?.number('successes');
  const warnings = status?.number('warnings');
  const errors = status?.number('errors');
  // A count that is missing is not zero.
  if (successes === undefined || warnings === undefined || errors === undefined) return undefined;
  const finished = fields.number('planFinishedTime') ?? 0;
  return { successes, warnings, errors, finishedAt: finished <= 0 ? undefined : epochDate(finished) };
}

/** Seconds or milliseconds: the example doesn't say; 1e11 is the year 5138 in one and 1973 in the other. */
function epochDate(epoch: number): Date | undefined {
  const date = new Date(epoch < 1e11 ? epoch * 1000 : epoch);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function fieldsOf(row: unknown): JsonObject {
  const fields = JsonObject.of(row);
  if (fields === undefined) throw new ShapeError('a row is not an object');
  return fields;
}

function required(fields: JsonObject, name: string, value: string | undefined): string {
  if (value === undefined) throw new ShapeError(`a row has no ${name} (its fields: ${someOf(fields.names())})`);
  return value;
}

function idOf(item: unknown): Id | undefined {
  return parseId(JsonObject.of(item)?.value('id'));
}

/** An ID in the form in which IDs are compared: GUIDs in lower case, anything else as it is. */
function parseId(value: unknown): Id | undefined {
  if (typeof value === 'number') return String(value);
  // Longer, or with spaces or controls in it, it is no ID: it would be printed and sent.
  if (typeof value !== 'string' || !/^[\x21-\x7e]{1,100}$/.test(value)) return undefined;
  return isGuid(value) ? value.toLowerCase() : value;
}
