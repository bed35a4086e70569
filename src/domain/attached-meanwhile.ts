import type { Problem } from '../shared/failure.ts';
import { label } from '../shared/text.ts';
import type { DesiredState } from './desired-state.ts';
import { plansContaining } from './membership.ts';
import { type BackupPlan, byId, type Id, idsOf, NOTHING, type Repository, unreportedPlan } from './model.ts';
import type { ChangeResult, Result } from './outcome.ts';
import type { Reading } from './state-after.ts';

/**
 * What is said of a license that was to be released, where a reading shows a plan to contain its repository that did not
 * at first. A license that was released is not to be taken for a success then, whatever the plan; nor is a repository that
 * was to leave every plan absent.
 */
export function attachedReader(
  { repositories, plans }: Reading & { readonly kind: 'read' },
  { organization, resources, projectOf, leavesEveryPlan }: DesiredState,
): (each: ChangeResult) => ChangeResult {
  const rows = byId(repositories);
  const listed = idsOf(plans);
  // A row may name plans that no list holds.
  const plansFor = ({ plans: named }: Repository): readonly BackupPlan[] => [
    ...plans,
    ...[...(named ?? NOTHING).ids].filter((id) => !listed.has(id)).map(unreportedPlan),
  ];
  const wanted = new Map(leavesEveryPlan ? resources.map((each) => [each.resource.id, each]) : []);
  const knownTo = (id: Id): ReadonlySet<Id> => {
    const { detachedFrom = [], alsoIn = [] } = wanted.get(id) ?? {};
    const ofProject = wanted.get(projectOf.get(id) ?? '')?.detachedFrom ?? [];
    return idsOf([...detachedFrom, ...ofProject, ...alsoIn.map(({ plan }) => plan)]);
  };
  return (each) => {
    const { change, result } = each;
    if (change.kind !== 'deactivate') return each;
    const isDone = result.kind === 'done';
    if (!isDone && !(leavesEveryPlan && (result.kind === 'already' || result.kind === 'kept'))) return each;
    const { id } = change.resource;
    const row = rows.get(id);
    const known = isDone ? NONE : knownTo(id);
    const containing = row === undefined ? [] : plansContaining(organization, row, plansFor(row));
    const joined = containing.find(({ plan, membership }) => membership === 'attached' && !known.has(plan.id));
    if (joined === undefined) return each;
    return { change, result: { kind: 'failed', cause: 'reverted', problem: attachedTo(joined.plan, result) } };
  };
}

const NONE: ReadonlySet<Id> = new Set();

function attachedTo(plan: BackupPlan, { kind }: Result): Problem {
  const license = kind === 'done' ? 'released' : kind === 'kept' ? 'kept' : 'inactive';
  return {
    title: 'A change was undone while this ran',
    reason: plan.id,
    message: `the license was ${license}, and backup plan ${label(plan)} contains the repository now`,
    remedy: 'Run a step with state: present for it if it is to be backed up; otherwise run this one again.',
  };
}
