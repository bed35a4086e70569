import { addLists } from '../domain/id-list.ts';
import {
  type BackupPlan,
  type Id,
  type IdList,
  type LastRun,
  NOTHING,
  type Organization,
  type ProjectReference,
  type Repository,
} from '../domain/model.ts';
import { parseBoolean } from '../shared/boolean.ts';
import { isGuid } from '../shared/guid.ts';
import { JsonObject } from '../shared/json-object.ts';
import { CONTRADICTORY_JSON, type ParsedJson, parseJson } from '../shared/parse-json.ts';
import { someOf } from '../shared/text.ts';
import type { Named } from './calls.ts';
import { asCounted, countIn, isCount, numberOf } from './counts.ts';
import { isNothing, isSelectionDisputed, parseMetadata, parsePlanSelection } from './evidence.ts';
import { parseOrganizationRemoved, parsePlanRemoved, parseRemoved } from './gone.ts';
import { idOf, onlyId, parseId } from './ids.ts';
import { parseLicense } from './license.ts';
import { LEAVES_OUT, parseIds, parseLeftOut } from './members.ts';
import { parseOwner } from './owner.ts';
import { parseSchedule } from './schedule.ts';

/*
 * The rows that the server responds with become values of `domain/model.ts` here.
 *
 * The documents leave open which fields carry license and plan membership. So evidence is read, most specific first
 * and without regard to case, and no evidence is `unknown`, never a guess (our rule; see docs/api.md).
 */

/** A response that isn't what the API is known to give. The message names fields, never a value. */
export class ShapeError extends Error {}

/** A sign-in's answer without an access token. */
export class NoTokenError extends ShapeError {}

/** What a 2xx holds: JSON, or a text that is none. */
export type Answer = ({ readonly kind: 'json' } & ParsedJson) | { readonly kind: 'text'; readonly value: string };

/** Reads a body. */
export function readAnswer(body: string): Answer {
  try {
    return { kind: 'json', ...parseJson(body) };
  } catch {
    return { kind: 'text', value: body };
  }
}

/** The JSON value of an answer. @throws ShapeError where it is none, or contradicts itself */
export function jsonOf(answer: Answer): unknown {
  if (answer.kind === 'text')
    throw new ShapeError(answer.value.trim() === '' ? 'the answer is empty' : 'the answer is not JSON, or was cut off');
  if (answer.isContradictory) throw new ShapeError(CONTRADICTORY_JSON);
  return answer.value;
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
 * A page is `{"currentPage","pageCount","totalEntries","result":[…]}` [seen] or a bare array, perhaps inside of another
 * envelope; null for no rows [open].
 * @throws ShapeError when it is none of these
 */
export function parsePage(answer: unknown, maxDepth = 3): Page {
  if (Array.isArray(answer)) {
    const rows: readonly unknown[] = answer;
    return { rows, total: undefined, place: undefined };
  }
  const fields = JsonObject.of(answer);
  const values = fields?.all(...LISTS) ?? [];
  // Of several lists one may stand there for nothing.
  const [filled, ...others] = values.filter((value) => holdsRows(value, maxDepth - 1));
  if (others.length > 0) throw new ShapeError('the answer holds several lists');
  const inner = filled ?? fields?.list(...LISTS) ?? values.find((value) => JsonObject.of(value) !== undefined);
  if (fields === undefined || maxDepth === 0 || (inner === undefined && !values.includes(null)))
    throw new ShapeError(`the answer holds no list (its fields: ${someOf(fields?.names() ?? [])})`);
  const { rows, total, place } = parsePage(inner ?? [], maxDepth - 1);
  return { rows, total: total ?? parseTotal(fields, rows.length), place: place ?? parsePlace(fields, rows.length) };
}

/** A count of rows that can't be, where there are some, is none. */
function parseTotal(fields: JsonObject, rows: number): number | undefined {
  const total = numberOf(fields, 'totalEntries');
  return total !== undefined && total <= 0 && rows > 0 ? undefined : total;
}

const LISTS = ['result', 'results', 'items', 'data'];

function holdsRows(value: unknown, maxDepth: number): boolean {
  if (Array.isArray(value)) return value.length > 0;
  const inner = JsonObject.of(value)?.all(...LISTS) ?? [];
  return maxDepth > 0 && inner.some((each) => holdsRows(each, maxDepth - 1));
}

/** A page count that is not a whole number is ignored, and so is one of 0 where there are rows. */
function parsePlace(fields: JsonObject, rows: number): Page['place'] {
  const [pages, page] = [numberOf(fields, 'pageCount'), numberOf(fields, 'currentPage')];
  if (pages === undefined || page === undefined || !Number.isInteger(pages)) return undefined;
  return pages <= 0 && rows > 0 ? undefined : { page, pages };
}

/** No server takes so long a header. */
const MAX_TOKEN_LENGTH = 1_000_000;

/** [doc] `/account/login` answers `{"userId", "accessToken"}`. @throws ShapeError */
export function parseAccessToken(answer: unknown): string {
  const fields = JsonObject.of(answer);
  const token = fields?.text('accessToken') ?? fields?.object('data', 'result')?.text('accessToken') ?? '';
  if (token === '') throw new NoTokenError('the answer holds no accessToken');
  if (/[^\x21-\x7e]/.test(token)) throw new ShapeError('the accessToken in the answer holds characters that none has');
  if (token.length > MAX_TOKEN_LENGTH) throw new ShapeError('the accessToken in the answer is longer than any');
  return token;
}

/** [seen] A row of `/git/organizations/getmany`. @throws ShapeError */
export function parseOrganization(row: unknown): Organization {
  const fields = fieldsOf(row);
  const driver = fields.number('driver') ?? fields.text('driver');
  const address = fields.text('apiUrl') ?? '';
  const service = [driver === undefined ? '' : `driver ${String(driver)}`, address];
  const itself = {
    id: required(fields, 'id', parseId),
    name: required(fields, 'name', asText),
  };
  const plans = fields.list('plans');
  return {
    ...itself,
    removed: parseOrganizationRemoved(fields),
    service: service.filter((part) => part !== '').join(', '),
    isAzure: isAzureAddress(address),
    ...(/github|gitlab|bitbucket/i.test(address) ? { isOtherHost: true } : {}),
    arePlansReported: plans !== undefined,
    plans: (plans ?? []).flatMap((plan) => (idOf(plan) === undefined ? [] : [parsePlan(plan, itself)])),
    totalRepositories: numberOf(fields, 'totalRepositories'),
    // [seen] `missingLicences`.
    missingLicenses: countIn(fields, ['missingLicences', 'missingLicenses']),
    isSynchronizing: parseBoolean(fields.value('synchronizationInProgress')),
  };
}

/** Where Azure DevOps has its organizations, and where a server of one's own usually has its collections. */
function isAzureAddress(address: string): boolean {
  return /(^|[/@.])(dev\.azure\.com|[^/.@]+\.visualstudio\.com)(\/|:|$)|\/tfs(\/|$)/i.test(address);
}

/** [open] A row of `/git/repositories/getmany`; only `id` and `name` are sure. @throws ShapeError */
export function parseRepository(row: unknown, organization?: Named): Repository {
  const fields = fieldsOf(row);
  const owner = parseOwner(fields, organization);
  const removed = parseRemoved(fields);
  // Of another organization, or perhaps gone, it proves nothing.
  const isOurs = organization === undefined || owner === undefined || owner === organization.id;
  const isEvidence = isOurs && removed !== 'unknown';
  return {
    kind: 'repository',
    id: required(fields, 'id', parseId),
    name: required(fields, 'name', asText),
    license: isEvidence ? parseLicense(fields) : 'unknown',
    plans: isEvidence ? parsePlansOf(fields) : undefined,
    removed: removed === true || removed === 'disputed',
    project: isEvidence ? parseProject(fields) : undefined,
  };
}

/** [open] `projectId` and `projectName`, or `project: {id, name, plans}`. */
function parseProject(fields: JsonObject): ProjectReference | undefined {
  const project = fields.object('project');
  // GitProtect's IDs of projects are GUIDs [doc]; anything else is the Git host's own.
  const ids = [...fields.all('projectId'), ...fields.all('project').map(idOf)].map(parseId);
  const known = new Set(ids.filter((each) => each !== undefined && isGuid(each) && !isNothing(each)));
  // A project of another kind, as GitLab has.
  if (known.size === 0 && ids.some((each) => each !== undefined && !isNothing(each))) return undefined;
  // Two that differ: one may be the Git host's own.
  const [id] = known.size === 1 ? known : [];
  const name = fields.text('projectName') ?? project?.text('name');
  const plans = project === undefined ? undefined : parsePlansOf(project);
  if (known.size === 0 && (name ?? '') === '' && plans === undefined) return undefined;
  return { id, name, plans };
}

/** [open] A row of `/plans/listassignedtoorganization`, or [seen] a plan in an organization's row. @throws ShapeError */
export function parsePlan(row: unknown, organization?: Named): BackupPlan {
  const fields = fieldsOf(row);
  const schedule = parseSchedule(fields);
  return {
    id: required(fields, 'id', parseId),
    name: fields.text('name', 'planName'),
    removed: parsePlanRemoved(fields),
    schedule: schedule ?? 'unknown',
    isScheduleUnclear: schedule === 'unknown',
    metadata: parseMetadata(fields),
    selection: parsePlanSelection(fields),
    ...(isSelectionDisputed(fields) ? { isSelectionDisputed: true } : {}),
    organization: parseOwner(fields, organization),
    excluded: parseExcluded(fields),
    repositories: asCounted(parseIds(fields, MEMBERS, 'repository'), fields, REPOSITORY_COUNTS),
    projects: asCounted(parseIds(fields, PROJECTS, 'project'), fields, ['projectsCount', 'projectCount']),
    repositoryCount: countIn(fields, REPOSITORY_COUNTS),
    lastRun: parseLastRun(fields),
  };
}

const PLAN_COUNTS = ['plansCount', 'planCount'];

/** The plans that a repository's row lists. */
function parsePlansOf(fields: JsonObject): IdList | undefined {
  const listed = asCounted(parseIds(fields, ['plans', 'plansIds', 'planIds'], 'plan'), fields, PLAN_COUNTS);
  if (listed !== undefined || fields.all('plans', 'plansIds', 'planIds').some((value) => value !== null)) return listed;
  const planIds = new Set(fields.all('planId').map((value) => (value === null ? null : parseId(value))));
  const [planId] = planIds;
  if (planIds.size > 1) return { ids: new Set(), complete: false };
  if (planId === null) return NOTHING;
  // One ID says nothing of further plans.
  return planId === undefined ? undefined : { ids: new Set([planId]), complete: false };
}

/** Where a plan's row lists its repositories. */
const MEMBERS = ['repositoriesIds', 'repositoryIds', 'repositories'];
const REPOSITORY_COUNTS = ['repoCount', 'repositoriesCount', 'repositoryCount'];
/** Where it lists its projects. */
const PROJECTS = ['projectsIds', 'projectIds', 'projects'];

/** What a plan of all repositories leaves out, as rows or IDs; not complete where any of it is not understood. */
function parseExcluded(fields: JsonObject): IdList {
  const names = [...fields.keys()].filter((name) => LEAVES_OUT.test(name) && !name.startsWith(OF_RESOURCES));
  const lists = names.map((name) => {
    const ids = /repo/i.test(name) ? parseIds(fields, [name], 'repository') : undefined;
    return ids ?? { ids: new Set<Id>(), complete: fields.all(name).every((value) => isNone(value)) };
  });
  return addLists([...lists, parseLeftOut(fields, MEMBERS, 'repository')]);
}

/** [doc] `resourceKindsToIgnore` is about kinds of metadata. */
const OF_RESOURCES = 'resourcekinds';

/** Whether a value names nothing; a flag, such as `excludeArchived`, is about a kind of repositories. */
function isNone(value: unknown, maxDepth = 3): boolean {
  if (typeof value === 'boolean') return true;
  if (Array.isArray(value)) return value.length === 0;
  const fields = JsonObject.of(value);
  if (fields === undefined) return isNothing(value);
  // What is kept by an ID is said of what has it.
  return maxDepth > 0 && fields.entries().every(([name, each]) => !isGuid(name) && isNone(each, maxDepth - 1));
}

/** [seen] `lastStatus: {successes, warnings, errors}` and `planFinishedTime`, an epoch. */
function parseLastRun(fields: JsonObject): LastRun | undefined {
  const status = fields.object('lastStatus');
  if (status === undefined) return undefined;
  const [successes, warnings, errors] = ['successes', 'warnings', 'errors'].map((name) => {
    const count = numberOf(status, name);
    return isCount(count) ? count : undefined;
  });
  // A count that is missing is not zero.
  if (successes === undefined || warnings === undefined || errors === undefined) return undefined;
  return { successes, warnings, errors, finishedAt: parseTime(fields.value('planFinishedTime')) };
}

/**
 * A time as an epoch, or as text. An epoch is in seconds or milliseconds, the example doesn't say which: 1e11 is the year
 * 5138 in one and 1973 in the other. A text without a zone is taken for UTC, as .NET writes it [open].
 */
function parseTime(value: unknown): Date | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  const epoch = typeof value === 'number' ? value : /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
  const isIso = /^\d{4}-\d{2}-\d{2}T/.test(text);
  if (epoch === undefined && !isIso) return undefined;
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`;
  const date = new Date(epoch === undefined ? zoned : epoch < 1e11 ? epoch * 1000 : epoch);
  // Zero, and .NET's first date, stand for none; no run of a backup ends after the year 9999.
  const isTime = date.getTime() > 0 && date.getTime() < LAST_TIME;
  return isTime ? date : undefined;
}

const LAST_TIME = Date.UTC(10_000, 0);

function fieldsOf(row: unknown): JsonObject {
  const fields = JsonObject.of(row);
  if (fields === undefined) throw new ShapeError('a row is not an object');
  return fields;
}

/** What stands in fields of this name, however it is spelled. */
function required(fields: JsonObject, name: string, read: (value: unknown) => string | undefined): string {
  const [value, ...others] = new Set(fields.all(name).flatMap((each) => read(each) ?? []));
  if (value === undefined) {
    const id = onlyId(fields.all('id'));
    const its = id === undefined ? '' : `its ID: ${id}; `;
    throw new ShapeError(`a row has no ${name} (${its}its fields: ${someOf(fields.names())})`);
  }
  if (others.length > 0) throw new ShapeError(`a row has the field ${name} twice, with different values`);
  return value;
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
