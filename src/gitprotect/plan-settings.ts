import { isDeepStrictEqual } from 'node:util';
import type { BackupPlan, Id, Organization } from '../domain/model.ts';
import { isAzurePlan } from '../domain/plan-settings.ts';
import type { PlanSettings } from '../domain/request.ts';
import { JsonObject } from '../shared/json-object.ts';
import { parsePlan } from './parsers.ts';

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
  return { id: plan.id, plan, isAzure, fields: Object.fromEntries(entries) };
}

/** The body of a modification: every field that the row shows, the members however it shows them, and what is wanted. */
export function modificationOf({ id, plan, isAzure, fields }: ShownPlan, wanted: PlanSettings): object {
  return {
    ...fields,
    ...(plan.repositories?.complete === true ? { repositoriesIds: [...plan.repositories.ids] } : {}),
    ...(isAzure && plan.projects?.complete === true ? { projectsIds: [...plan.projects.ids] } : {}),
    ...(wanted.schedule === undefined ? {} : { isActive: true }),
    ...(wanted.metadata === undefined ? {} : { includeMetadata: true }),
    id,
  };
}

/** The names of the fields that a modification changed besides what was wanted. */
export function changedFields(before: ShownPlan, after: ShownPlan, wanted: PlanSettings): readonly string[] {
  const asked = new Set([
    ...MEMBERS,
    ...(wanted.schedule === undefined ? [] : ['isActive']),
    ...(wanted.metadata === undefined ? [] : ['includeMetadata']),
  ]);
  return [...new Set([...Object.keys(before.fields), ...Object.keys(after.fields)])].filter(
    (name) => !asked.has(name) && !isDeepStrictEqual(before.fields[name], after.fields[name]),
  );
}
