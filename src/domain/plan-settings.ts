import type { Problem } from '../shared/failure.ts';
import { label } from '../shared/text.ts';
import type { DesiredState } from './desired-state.ts';
import { attachEntry, type Diff, withoutLeaving } from './diff.ts';
import { isChangedByHand, isManual } from './membership.ts';
import { type BackupPlan, byId, type Id, type IdList, NOTHING, type Organization } from './model.ts';
import type { SettingsResult } from './outcome.ts';
import { hasNoSettings, type PlanSettings } from './request.ts';

/** What differs in the settings of one plan; `wanted` holds only what is not so already, or not reported. */
export interface SettingsChange {
  readonly plan: BackupPlan;
  readonly wanted: PlanSettings;
  /** Why it can't be made. */
  readonly obstacle: Problem | undefined;
}

/** How plans differ from the settings that are asked for: an entry for each plan, if any setting is. */
export function diffSettings({
  plans,
  settings,
  organization,
  listedPlans,
}: Pick<DesiredState, 'plans' | 'settings' | 'organization' | 'listedPlans'>): readonly SettingsChange[] {
  if (hasNoSettings(settings)) return [];
  return plans.map((plan) => {
    const wanted = missingOf(plan, settings);
    if (hasNoSettings(wanted)) return { plan, wanted, obstacle: undefined };
    const obstacle = listedPlans.has(plan.id) ? obstacleTo(plan, organization, wanted) : notListed(plan, organization);
    return { plan, wanted, obstacle };
  });
}

/**
 * A diff by plans as they were read since: one that chooses by itself by now contains something already, or nothing is
 * attached to it.
 */
export function asPlansAreNow(changes: Diff, latest: readonly BackupPlan[], organization: Id): Diff {
  const now = byId(latest);
  const possible = changes.map((entry): Diff[number] => {
    const { kind, change } = entry;
    const plan = change.kind === 'attach' ? now.get(change.plan.id) : undefined;
    return kind === 'change' && plan !== undefined && !isChangedByHand(plan)
      ? attachEntry(organization, change.resource, plan)
      : entry;
  });
  return [...Map.groupBy(possible, ({ change }) => change.resource.id).values()].flatMap((its) => withoutLeaving(its));
}

/** The settings that a plan does not show. */
export function missingOf({ schedule, metadata }: BackupPlan, wanted: PlanSettings): PlanSettings {
  return {
    schedule: schedule === wanted.schedule ? undefined : wanted.schedule,
    metadata: metadata === wanted.metadata ? undefined : wanted.metadata,
  };
}

/** The names of the settings that a plan shows to be otherwise; what it does not show may be right. */
export function otherwise({ schedule, metadata }: BackupPlan, wanted: PlanSettings): readonly string[] {
  const differs = (is: string, asked: string | undefined): boolean =>
    asked !== undefined && is !== 'unknown' && is !== asked;
  return [
    ...(differs(schedule, wanted.schedule) ? ['schedule'] : []),
    ...(differs(metadata, wanted.metadata) ? ['metadata'] : []),
  ];
}

/** What a dry run would do. */
export function dryRunSettings(changes: readonly SettingsChange[]): readonly SettingsResult[] {
  return changes.map(({ plan, wanted, obstacle }): SettingsResult => ({
    plan,
    result:
      obstacle === undefined
        ? { kind: hasNoSettings(wanted) ? 'already' : 'would' }
        : { kind: 'skipped', cause: 'blocked', problem: obstacle },
  }));
}

/** A plan of Azure DevOps, or one that may be: it has projects, or its organization is there, or may be. */
export function isAzurePlan({ projects }: BackupPlan, { isAzure, mayBeAzure = false }: Organization): boolean {
  return isAzure || mayBeAzure || projects !== undefined;
}

/**
 * Why a plan must not be modified. The documents don't say that a field that is not sent keeps its value [open]: what
 * the row does not show could be lost.
 */
export function obstacleTo(plan: BackupPlan, organization: Organization, wanted: PlanSettings): Problem | undefined {
  // A switch that is not sent is most likely taken for one that is off.
  if (plan.schedule === 'unknown' && wanted.schedule === undefined) return obstacle(plan, notReported('isActive'));
  if (plan.metadata === 'unknown' && wanted.metadata === undefined)
    return obstacle(plan, notReported('includeMetadata'));
  if (plan.isSelectionDisputed === true)
    return obstacle(plan, 'what GitProtect reports of how it selects repositories contradicts itself');
  const isAzure = isAzurePlan(plan, organization);
  if (plan.selection === 'rules' && !isAzure)
    return obstacle(plan, 'it selects repositories by rules, which the request for a Git plan does not take');
  if (!isManual(plan)) return undefined;
  if (plan.repositories?.complete !== true)
    return obstacle(plan, `${LIST} does not report all repositories that were selected in it by hand`);
  if (isAzure && plan.projects?.complete !== true)
    return obstacle(plan, `${LIST} does not report all projects that were selected in it by hand`);
  if (isPartial(plan, plan.repositories))
    return obstacle(plan, 'GitProtect counts more repositories in it than it reports to be selected by hand');
  return undefined;
}

/** Why a plan must not be modified whose row is not there. */
export function notListed(plan: BackupPlan, organization: Organization): Problem {
  return {
    title: NOT_CHANGED,
    reason: 'not-listed',
    message: `backup plan ${label(plan)} is not in the list of plans of organization ${label(organization)}: its fields are not known, and a modification could lose them`,
    remedy: 'Attach a first repository to the plan and run again, or change the setting in GitProtect.',
  };
}

/** Other rows may tell it: only what this one shows is sent back, and compared afterwards. */
const LIST = "GitProtect's list of plans";

const NOT_CHANGED = 'The settings of the backup plan were not changed';

/** Fewer are shown than the server counts; it may count those of projects, too. */
function isPartial({ repositoryCount = 0, projects = NOTHING }: BackupPlan, { ids }: IdList): boolean {
  return projects.ids.size === 0 && ids.size < repositoryCount;
}

/** @param field of the request, which has to be sent as it is */
export function notReported(field: string): string {
  return `${LIST} does not report its ${field}`;
}

/** @param why a part of a sentence */
export function obstacle(plan: BackupPlan, why: string): Problem {
  return {
    title: NOT_CHANGED,
    reason: why,
    message: `backup plan ${label(plan)} was not modified, since something in it could be lost: ${why}`,
    remedy: 'Change the setting in GitProtect, and leave plan-schedule and plan-metadata out for this plan.',
  };
}
