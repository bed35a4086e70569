import { asGuid, asList, type Body } from './body.ts';
import { Rejection, type SimulatedPlan } from './model.ts';

/** Whose plans an endpoint modifies: `modifygitplan`, or `ModifyAzurePlanAsync`. */
export type PlanService = 'git' | 'azure';

/** A modification's fields by their documented names. */
export type PlanChanges = Readonly<Record<string, unknown>>;

type Kind = 'boolean' | 'text' | 'enumeration' | 'guid' | 'guids' | 'list' | 'object';

const SHARED: Readonly<Record<string, Kind>> = {
  isActive: 'boolean',
  name: 'text',
  type: 'enumeration',
  backupType: 'enumeration',
  storageId: 'guid',
  repositoriesIds: 'guids',
  workerId: 'guid',
  schedule: 'object',
  advancedOptions: 'object',
  compressionSettings: 'object',
  encryptionSettings: 'object',
  customActions: 'object',
  organizationId: 'guid',
  includeMetadata: 'boolean',
};

/** The documented fields of each endpoint. */
const FIELDS: Readonly<Record<PlanService, Readonly<Record<string, Kind>>>> = {
  git: { ...SHARED, inculdeAllReposistories: 'boolean' },
  azure: {
    ...SHARED,
    excludedRepositoriesIds: 'guids',
    projectsIds: 'guids',
    wikisIds: 'guids',
    notificationSettings: 'object',
    useExtraCredentials: 'boolean',
    additionalCredentials: 'guids',
    resourceKindsToIgnore: 'list',
    gitChoiceMode: 'enumeration',
    rules: 'list',
  },
};

/** The documented fields that are sent; null is like a field that isn't. Others are ignored. @throws Rejection */
export function readChanges(body: Body, service: PlanService): PlanChanges {
  return Object.fromEntries(
    Object.entries(FIELDS[service]).flatMap(([name, kind]) => {
      const value = body.get(name.toLowerCase()) ?? null;
      return value === null ? [] : [[name, checked(value, name, kind)]];
    }),
  );
}

function checked(value: unknown, name: string, kind: Kind): unknown {
  switch (kind) {
    case 'guid':
      return asGuid(value, name);
    case 'guids':
      return asList(value, name).map((item) => asGuid(item, name));
    case 'list':
      return asList(value, name);
    case 'boolean':
      if (typeof value === 'boolean') return value;
      break;
    case 'text':
      if (typeof value === 'string') return value;
      break;
    case 'enumeration':
      if (typeof value === 'string' || typeof value === 'number') return value;
      break;
    case 'object':
      if (typeof value === 'object' && !Array.isArray(value)) return value;
  }
  throw new Rejection(400, `The field ${name} is not valid.`);
}

/** The IDs in one of a modification's lists. */
export function idsIn(changes: PlanChanges, name: string): readonly string[] {
  return (changes[name] ?? []) as readonly string[];
}

/** A modification that also resets every documented field of the endpoint that it doesn't hold. */
export function withResets(changes: PlanChanges, service: PlanService): PlanChanges {
  const resets = Object.entries(FIELDS[service]).map(([name, kind]) => [name, RESET[kind]] as const);
  return { ...Object.fromEntries(resets), ...changes };
}

const RESET: Readonly<Record<Kind, unknown>> = {
  boolean: false,
  text: '',
  enumeration: 0,
  guid: null,
  guids: [],
  list: [],
  object: null,
};

/** Carries a modification out. A plan stays in its organization whatever is sent. */
export function modify(plan: SimulatedPlan, changes: PlanChanges): void {
  for (const [name, value] of Object.entries(changes)) setField(plan, name, value);
}

function setField(plan: SimulatedPlan, name: string, value: unknown): void {
  switch (name) {
    case 'name':
      plan.name = String(value);
      return;
    case 'isActive':
    case 'includeMetadata':
      plan[name] = value === true;
      return;
    case 'repositoriesIds':
      replace(plan.repositories, value as readonly string[]);
      return;
    case 'projectsIds':
      replace(plan.projects, value as readonly string[]);
      return;
    case 'inculdeAllReposistories':
      if (value === true) plan.selection = 'all';
      else if (plan.selection === 'all') plan.selection = 'manual';
      return;
    case 'gitChoiceMode':
      // A reset leaves a plan that never had one without it.
      if (value === 0 && plan.gitChoiceMode === undefined) return;
      plan.gitChoiceMode = value as string | number;
      if (plan.selection !== 'all') plan.selection = isIndividual(plan.gitChoiceMode) ? 'manual' : 'rules';
      return;
    case 'organizationId':
      return;
    default:
      // What a plan doesn't have can't be reset.
      if (name in plan.extras || !isReset(value)) plan.extras[name] = value;
  }
}

function isReset(value: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : value === null || value === false || value === 0;
}

function replace(members: Set<string>, ids: readonly string[]): void {
  members.clear();
  for (const id of ids) members.add(id);
}

/** The numbers of the enumeration are not documented: here 0 is `Individual`, and so is a plan without a mode. */
export function isIndividual(gitChoiceMode: SimulatedPlan['gitChoiceMode']): boolean {
  return gitChoiceMode === undefined || gitChoiceMode === 0 || /^individual$/i.test(String(gitChoiceMode));
}
