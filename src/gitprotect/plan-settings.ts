import { isDeepStrictEqual } from 'node:util';
import type { BackupPlan, Id, Organization } from '../domain/model.ts';
import { isAzurePlan } from '../domain/plan-settings.ts';
import type { PlanSettings } from '../domain/request.ts';
import { JsonObject } from '../shared/json-object.ts';
import { parseIncludesAll } from './evidence.ts';
import { parsePlan } from './parsers.ts';
import { saidBy } from './schedule.ts';

/** [doc] The fields of `/plans/modifygitplan`, besides the ID. */
const GIT_FIELDS = [
  ...['isActive', 'name', 'type', 'backupType', 'storageId', 'repositoriesIds', 'workerId', 'schedule'],
  ...['advancedOptions', 'compressionSettings', 'encryptionSettings', 'customActions', 'inculdeAllReposistories'],
  ...['organizationId', 'includeMetadata'],
];

/** [doc] The fields of `/plans/ModifyAzurePlanAsync`, besides the ID. */
const AZURE_FIELDS = [
  ...GIT_FIELDS.filter((name) => name !== 'inculdeAllReposistories'),
  ...['excludedRepositoriesIds', 'projectsIds', 'wikisIds', 'notificationSettings', 'useExtraCredentials'],
  ...['additionalCredentials', 'resourceKindsToIgnore', 'gitChoiceMode', 'rules'],
];

/** Members are compared one by one. */
const MEMBERS = ['repositoriesIds', 'projectsIds'];

/** A plan as its row shows it, with all that a modification can send. */
export interface ShownPlan {
  readonly id: Id;
  readonly plan: BackupPlan;
  readonly isAzure: boolean;
  /** Undefined where that is not reported, or in contradictions. */
  readonly includesAll: boolean | undefined;
  /** By the names in the documents; what is null or not shown is left out. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A row of `/plans/listassignedtoorganization`. @throws ShapeError */
export function parseShownPlan(row: unknown, organization: Organization): ShownPlan {
  const plan = parsePlan(row, organization);
  const isAzure = isAzurePlan(plan, organization);
  const shown = JsonObject.of(row);
  const names = isAzure ? AZURE_FIELDS : GIT_FIELDS;
  const entries = names.flatMap((name) => {
    const value = shown?.value(name) ?? undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    id: plan.id,
    plan,
    isAzure,
    includesAll: shown && parseIncludesAll(shown),
    fields: Object.fromEntries(entries),
  };
}

/** The body of a modification: all that the row shows, in whatever words, by its documented name; and what is wanted. */
export function modificationOf(shown: ShownPlan, wanted: PlanSettings): object {
  const { id, plan, isAzure, fields } = shown;
  return {
    ...inOtherWords(shown),
    ...fields,
    ...(plan.repositories?.complete === true ? { repositoriesIds: [...plan.repositories.ids] } : {}),
    ...(isAzure && plan.projects?.complete === true ? { projectsIds: [...plan.projects.ids] } : {}),
    ...(wanted.schedule === undefined ? {} : { isActive: true }),
    ...(wanted.metadata === undefined ? {} : { includeMetadata: true }),
    id,
  };
}

/** What a row may show under other names than the documented ones [open]. */
function inOtherWords({ plan, isAzure, includesAll }: ShownPlan): object {
  const { name, schedule, metadata, excluded } = plan;
  return {
    ...(name === undefined ? {} : { name }),
    ...(schedule === 'unknown' ? {} : { isActive: schedule === 'enabled' }),
    ...(metadata === 'unknown' ? {} : { includeMetadata: metadata === 'included' }),
    ...(includesAll === undefined || isAzure ? {} : { inculdeAllReposistories: includesAll }),
    ...(excluded.ids.size === 0 || !isAzure ? {} : { excludedRepositoriesIds: [...excluded.ids] }),
  };
}

/**
 * What a modification has to send, and is not known: a switch that is left out is most likely taken for one that is off
 * [open]. How a plan of Azure DevOps selects is said by its mode alone [doc]; what one by rules backs up, by those.
 */
export function unknownField({ plan: { selection }, isAzure, includesAll, fields }: ShownPlan): string | undefined {
  if (!isAzure) return includesAll === undefined ? 'inculdeAllReposistories' : undefined;
  const isByRules = selection === 'rules' && !/^all/i.test(String(fields['gitChoiceMode']));
  const needed = ['gitChoiceMode', 'useExtraCredentials', ...(isByRules ? ['rules'] : [])];
  return needed.find((name) => fields[name] === undefined);
}

/** Whether a member that is lost would be missed: what its row does not tell is told by other rows only. */
export function showsMembers({ plan: { selection, repositories, projects }, isAzure }: ShownPlan): boolean {
  if (selection === 'all') return true;
  return repositories?.complete === true && (!isAzure || projects?.complete === true);
}

/** What writes JSON, and compares it, calls itself for each level: no settings are nested deeper. */
const MAX_DEPTH = 500;

/** Whether all can be sent as it came: a larger number than JSON's readers hold has become another one. */
export function canBeSentBack({ fields }: ShownPlan): boolean {
  let level: readonly unknown[] = [fields];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH || level.some(isInexact)) return false;
    level = level.flatMap(partsOf);
  }
  return true;
}

function partsOf(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}

function isInexact(value: unknown): boolean {
  return typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER;
}

/** The names of the fields that a modification changed besides what was wanted. */
export function changedFields(before: ShownPlan, after: ShownPlan, wanted: PlanSettings): readonly string[] {
  const asked = new Set([
    ...MEMBERS,
    ...(wanted.schedule === undefined ? [] : ['isActive']),
    ...(wanted.metadata === undefined ? [] : ['includeMetadata']),
  ]);
  const [was, is] = [evidenceOf(before), evidenceOf(after)];
  const isSame = (name: string): boolean =>
    name === 'schedule' && wanted.schedule !== undefined
      ? isSameSchedule(was[name], is[name])
      : isDeepStrictEqual(was[name], is[name]);
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((name) => !asked.has(name) && !isSame(name));
}

/** Whether two schedules differ only in what follows from being switched on: that they say so, and when they run next. */
function isSameSchedule(was: unknown, is: unknown): boolean {
  if (Array.isArray(was) && Array.isArray(is))
    return was.length === is.length && was.every((each, index) => isSameSchedule(each, is[index]));
  const [before, after] = [JsonObject.of(was), JsonObject.of(is)];
  if (before === undefined || after === undefined) return isDeepStrictEqual(was, is);
  const names = new Set([...before.entries(), ...after.entries()].map(([name]) => name));
  return [...names].every((name) => {
    const [one, other] = [before.value(name), after.value(name)];
    const isSwitchedOn = saidBy(name, one) === 'disabled' || saidBy(name, other) === 'enabled';
    return isSwitchedOn || /^next/i.test(name) || isSameSchedule(one, other);
  });
}

/** The fields, and what is read of them in whatever words: what is not documented may change, too. */
function evidenceOf({ fields, plan: { schedule, metadata, selection, excluded } }: ShownPlan): ShownPlan['fields'] {
  return {
    ...fields,
    isActive: schedule,
    includeMetadata: metadata,
    inculdeAllReposistories: selection,
    // What is not selected may be selected meanwhile, and excludes nothing.
    excludedRepositoriesIds: { ids: excluded.ids, complete: excluded.complete },
  };
}
