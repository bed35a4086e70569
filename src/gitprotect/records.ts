import { Fields } from '../fields.ts';
import { Alike } from '../alike.ts';
import { isGuid } from '../guid.ts';
import { someOf } from '../wording.ts';
import type {
  BackupPlan,
  Id,
  IdList,
  LastRun,
  LicenseState,
  Organization,
  PlanSelection,
  Repository,
  ScheduleState,
} from './model.ts';

/**
 * The door: what the server answers becomes values of `model.ts` here, and no other room sees JSON.
 *
 * The documents leave open which fields carry license and plan membership. So evidence is read, most specific first
 * and without regard to case, and no evidence is `unknown`, never a guess (ours; see docs/api.md).
 */

/** An answer that isn't what the API is known to give. The message names fields, never a value. */
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

/** [doc] `/account/login` answers `{"userId", "accessToken"}`. @throws ShapeError */
export function readAccessToken(answer: unknown): string {
  const token = Fields.of(answer)?.text('accessToken') ?? '';
  if (token === '') throw new ShapeError('the answer holds no accessToken');
  if (/[^\x21-\x7e]/.test(token)) throw new ShapeError('the accessToken in the answer holds characters that none has');
  return token;
}

/** [seen] A row of `/git/organizations/getmany`. @throws ShapeError */
export function readOrganization(row: unknown): Organization {
  const fields = fieldsOf(row);
  const driver = fields.number('driver') ?? fields.text('driver');
  const service = [driver === undefined ? '' : `driver ${String(driver)}`, fields.text('apiUrl') ?? ''];
  return {
    id: requiredId(fields),
    name: requiredName(fields),
    service: service.filter((part) => part !== '').join(', '),
    plans: (fields.list('plans') ?? []).flatMap((plan) => (idOf(plan) === undefined ? [] : [readPlan(plan)])),
  };
}

/** [open] A row of `/git/repositories/getmany`; only `id` and `name` are sure. @throws ShapeError */
export function readRepository(row: unknown): Repository {
  const fields = fieldsOf(row);
  return {
    id: requiredId(fields),
    name: requiredName(fields),
    license: readLicense(fields),
    plans: readPlansOf(fields),
    removed: fields.boolean('isRemoved', 'removed', 'isDeleted', 'deleted') ?? false,
  };
}

/** [open] A row of `/plans/listassignedtoorganization`, or [seen] a plan in an organization's row. @throws ShapeError */
export function readPlan(row: unknown): BackupPlan {
  const fields = fieldsOf(row);
  return {
    id: requiredId(fields),
    name: fields.text('name', 'planName'),
    schedule: readSchedule(fields.boolean('isActive', 'active', 'isEnabled', 'enabled')),
    selection: readSelection(fields),
    organization: readId(fields.value('organizationId')),
    excluded: readIds(fields, ['excludedRepositoriesIds', 'excludedRepositoryIds'])?.ids ?? new Set(),
    repositories: readIds(fields, ['repositoriesIds', 'repositoryIds', 'repositories']),
    repositoryCount: fields.number('repoCount', 'repositoriesCount', 'repositoryCount'),
    lastRun: readLastRun(fields),
  };
}

/** What one field says of a license. */
type Reader = (value: unknown) => LicenseState;

const yes: Reader = (value) => (typeof value === 'boolean' ? (value ? 'active' : 'inactive') : 'unknown');
const no: Reader = (value) => (typeof value === 'boolean' ? (value ? 'inactive' : 'active') : 'unknown');
/** An ID that is null, empty or all zeros is none. */
const present: Reader = (value) => {
  if (value === null || value === 0 || (typeof value === 'string' && /^[0-]*$/.test(value))) return 'inactive';
  return typeof value === 'string' || typeof value === 'number' ? 'active' : 'unknown';
};

/** License evidence, most specific first; the fields of one tier are equally specific. */
const LICENSE_EVIDENCE: readonly Readonly<Record<string, Reader>>[] = [
  {
    isLicensed: yes,
    licensed: yes,
    hasLicense: yes,
    licenseActive: yes,
    isLicenseActive: yes,
    licenseActivated: yes,
    licenseAssigned: yes,
    missingLicense: no,
    isLicenseMissing: no,
  },
  { licenseId: present },
  { isActivated: yes, activated: yes, isActive: yes, active: yes },
];

/** The first tier of which a field is there decides, also when it can't be read: then nothing is known. */
function readLicense(fields: Fields): LicenseState {
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

function readPlansOf(fields: Fields): IdList | undefined {
  const listed = readIds(fields, ['plans', 'plansIds', 'planIds']);
  if (listed !== undefined) return listed;
  const planId = fields.value('planId');
  if (planId === null) return { ids: new Set(), complete: true };
  const id = readId(planId);
  // One ID says nothing of further plans.
  return id === undefined ? undefined : { ids: new Set([id]), complete: false };
}

const FEW = 3;
const SHORT_LISTS = new Alike<IdList>();

/** The first of these fields that is a list, of IDs or of objects with an `id`. */
function readIds(fields: Fields, names: readonly string[]): IdList | undefined {
  const list = fields.list(...names);
  if (list === undefined) return undefined;
  const ids = list.flatMap((item) => readId(item) ?? idOf(item) ?? []);
  const complete = ids.length === list.length;
  const make = (): IdList => ({ ids: new Set(ids), complete });
  // Repositories are in a few plans, and most of them in the same.
  return ids.length <= FEW ? SHORT_LISTS.of(`${String(complete)} ${ids.join(' ')}`, make) : make();
}

/** [doc] `inculdeAllReposistories` (so spelled) and `gitChoiceMode` with `rules` are fields of the plans' modify requests. */
function readSelection(fields: Fields): PlanSelection {
  const all = new Set(fields.all('inculdeAllReposistories', 'includeAllRepositories', 'includeAllReposistories'));
  if (all.has(true)) return all.size === 1 ? 'all' : 'unknown';
  if ((fields.list('rules') ?? []).length > 0) return 'rules';
  return all.size === 1 && all.has(false) ? 'picked' : 'unknown';
}

function readSchedule(active: boolean | undefined): ScheduleState {
  if (active === undefined) return 'unknown';
  return active ? 'enabled' : 'disabled';
}

/** [seen] `lastStatus: {successes, warnings, errors}` and `planFinishedTime`, an epoch. */
function readLastRun(fields: Fields): LastRun | undefined {
  const status = fields.fields('lastStatus');
  const successes = status?.number('successes');
  const warnings = status?.number('warnings');
  const errors = status?.number('errors');
  // A count that is missing is not zero.
  if (successes === undefined || warnings === undefined || errors === undefined) return undefined;
  const finished = fields.number('planFinishedTime');
  return {
    successes,
    warnings,
    errors,
    finishedAt: finished === undefined || finished <= 0 ? undefined : epochDate(finished),
  };
}

/** Seconds or milliseconds: the example doesn't say; 1e11 is the year 5138 in one and 1973 in the other. */
function epochDate(epoch: number): Date | undefined {
  const date = new Date(epoch < 1e11 ? epoch * 1000 : epoch);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function fieldsOf(row: unknown): Fields {
  const fields = Fields.of(row);
  if (fields === undefined) throw new ShapeError('a row is not an object');
  return fields;
}

function requiredId(fields: Fields): Id {
  const id = readId(fields.value('id'));
  if (id === undefined) throw new ShapeError(`a row has no id (its fields: ${someOf(fields.names())})`);
  return id;
}

function requiredName(fields: Fields): string {
  const name = fields.text('name');
  if (name === undefined) throw new ShapeError(`a row has no name (its fields: ${someOf(fields.names())})`);
  return name;
}

function idOf(item: unknown): Id | undefined {
  return readId(Fields.of(item)?.value('id'));
}

/** An ID in the form in which IDs are compared: GUIDs in lower case, anything else as it is. */
function readId(value: unknown): Id | undefined {
  if (typeof value === 'number') return String(value);
  // Longer, or with spaces or controls in it, it is no ID: it would be printed and sent.
  if (typeof value !== 'string' || !/^[\x21-\x7e]{1,100}$/.test(value)) return undefined;
  return isGuid(value) ? value.toLowerCase() : value;
}
