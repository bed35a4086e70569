import { type BackupPlan, idsOf } from '../domain/model.ts';
import type { RequestedState } from '../domain/request.ts';
import type { ResourceResult } from '../domain/resource-result.ts';
import { counted, label, someOf } from '../shared/text.ts';
import type { RunFacts } from './run-result.ts';
import { isAcceptedOnly, mayBeIn, notLeft, plansWhere } from './unproved.ts';
import { ofAll, plansNamed, resourcesOf, withVerb } from './subjects.ts';

/** A run for something that is to be absent, or removed, in one sentence. */
export function headlineOfLeaving(run: RunFacts, state: Exclude<RequestedState['kind'], 'present'>): string {
  return state === 'removed' ? headlineOfRemoval(run) : headlineOfAbsence(run);
}

function headlineOfAbsence(run: RunFacts): string {
  const { plans, verdict } = run;
  const { counts } = verdict;
  const where = named(plans);
  const open = verdict.resources.flatMap((each) => [...notLeft(each), ...mayBeIn(each)]);
  const whereOpen = open.length === 0 ? where : named(open);
  // What did not leave with its project, or is in other plans as well.
  const stayedIn = verdict.resources.map((each) => plansStayedIn(each, plans)).filter(({ length }) => length > 0);
  const still = stayedIn.length;
  const stayed = `, ${String(still)} still ${still === 1 ? 'is' : 'are'} in ${named(stayedIn.flat())}`;
  const others = still === 0 ? '' : stayed;
  const wouldBeLeft = verdict.resources.flatMap((each) => plansWhere(each, ({ result }) => result.kind === 'would'));
  const isSuccess = verdict.kind === 'corrected' || verdict.kind === 'unchanged';
  // Only their projects were to leave, and are in no plan.
  if (isSuccess && still > 0 && still === counts.checked)
    return `Nothing to do: no selected project is in ${where}; ${withVerb(run, still)} in one without a project${licensesOf(run)}`;
  switch (verdict.kind) {
    case 'failed':
    case 'settings-failed':
      return `Not absent: ${ofAll(run, counts.failed)} may still be in ${whereOpen}, or still hold a license without a plan`;
    case 'drift':
    case 'drift-failed':
      return `Nothing changed: ${ofAll(run, counts.drifted)} would ${wouldBeLeft.length === 0 ? 'release a license' : `leave ${named(wouldBeLeft)}, or release a license`}`;
    case 'unverified':
      if (!verdict.resources.some(isAcceptedOnly))
        return `Not proved: GitProtect doesn't report whether ${withVerb(run, counts.unverified)} in ${named(verdict.resources.flatMap(mayBeIn))}${licensesOf(run)}`;
      return `Changes accepted, but not proved: GitProtect doesn't report the state of ${ofAll(run, counts.unverified)} in ${whereOpen}`;
    case 'gaps':
    case 'unhealthy-plan':
    case 'corrected':
      return `Absent: ${withVerb(run, counts.checked - still)} not in ${where} any more${others}${licensesOf(run)}`;
    case 'unchanged':
      return counts.checked === 0
        ? `Already absent, nothing to do: GitProtect lists none of the selected repositories`
        : `Already absent, nothing to do: ${withVerb(run, counts.checked - still)} not in ${where}${others}${licensesOf(run)}`;
  }
}

/** The plans that something stays in, or that its license is kept for although they were left. */
function plansStayedIn(each: ResourceResult, left: readonly BackupPlan[]): readonly BackupPlan[] {
  const { license } = each;
  const ids = idsOf(left);
  const keptFor = license?.result.kind === 'kept' ? license.result.plans : [];
  return [
    ...plansWhere(each, ({ result }) => result.kind === 'kept'),
    ...keptFor.flatMap(({ plan, membership }) => (membership === 'attached' && ids.has(plan.id) ? plan : [])),
  ];
}

function headlineOfRemoval(run: RunFacts): string {
  const [removal] = run.verdict.resources.flatMap((each) => each.removal ?? []);
  if (removal === undefined || run.verdict.kind === 'unchanged')
    return 'Already removed, nothing to do: GitProtect does not list the repository';
  const isOurs = removal.result.kind === 'done' || removal.result.kind === 'would';
  const backups = isOurs ? `its backups are ${removal.change.backups}` : 'what became of its backups is not known';
  switch (removal.result.kind) {
    case 'done':
      return `Removed: ${resourcesOf(run)} is not in GitProtect any more, ${backups}`;
    case 'already':
      return `Already removed: GitProtect does not list ${resourcesOf(run)} any more, ${backups}`;
    case 'would':
      return `Nothing changed: ${resourcesOf(run)} would be removed from GitProtect, ${backups}`;
    case 'kept':
    case 'failed':
    case 'skipped':
      return `Not removed: ${resourcesOf(run)} could not be shown to be gone from GitProtect`;
  }
}

function named(plans: readonly BackupPlan[]): string {
  return plans.length === 0 ? 'any backup plan' : plansNamed([...new Set(plans.map(label))]);
}

/** What became of the licenses: `; 2 licenses released, 1 license kept for backup plan 'Weekly'`. */
function licensesOf({ verdict: { resources } }: RunFacts): string {
  const results = resources.flatMap(({ license }) => license?.result ?? []);
  const released = results.filter(({ kind }) => kind === 'done').length;
  const kept = results.flatMap((result) => (result.kind === 'kept' ? [result.plans] : []));
  const isSure = kept.every((plans) => plans.some(({ membership }) => membership === 'attached'));
  // Those that are seen to contain it say why; only where there is none, those that may.
  const reasons = kept.flatMap((plans) => {
    const sure = plans.filter(({ membership }) => membership === 'attached');
    return sure.length > 0 ? sure : plans;
  });
  const plans = [...new Set(reasons.map(({ plan }) => label(plan)))];
  const parts = [
    ...(released === 0 ? [] : [`${counted(released, 'license')} released`]),
    ...(kept.length === 0
      ? []
      : [`${counted(kept.length, 'license')} kept${isSure ? '' : ', perhaps'} for backup plan ${someOf(plans, 5)}`]),
  ];
  return parts.length === 0 ? '' : `; ${parts.join(', ')}`;
}
