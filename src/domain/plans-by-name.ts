import { visibleForm } from './find.ts';
import { membershipOf } from './membership.ts';
import type { BackupPlan, Id, IdList, Repository } from './model.ts';

/*
 * Rows of repositories that name plans without their IDs [open].
 */

/**
 * The same rows, where a name means a plan that is known. It proves nothing, since another plan may have the same name; but
 * unless the plan itself says that it contains the repository, it is in doubt whether it does.
 */
export function withPlansByName(
  organization: Id,
  repositories: readonly Repository[],
  plans: readonly BackupPlan[],
): readonly Repository[] {
  if (!repositories.some(hasNames)) return repositories;
  const byId = Map.groupBy(plans, ({ id }) => id);
  const byName = Map.groupBy(plans, ({ name = '' }) => visibleForm(name));
  const meant = (name: string): readonly BackupPlan[] => byId.get(name) ?? byName.get(visibleForm(name)) ?? [];
  return repositories.map((each) => {
    if (!hasNames(each)) return each;
    const silent = { ...each, plans: undefined };
    const isMember = (plan: BackupPlan): boolean => membershipOf(organization, silent, plan) === 'attached';
    const { project } = each;
    return {
      ...each,
      plans: understood(each.plans, meant, isMember),
      project: project && { ...project, plans: understood(project.plans, meant, () => false) },
    };
  });
}

function hasNames({ plans, project }: Repository): boolean {
  return plans?.names !== undefined || project?.plans?.names !== undefined;
}

function understood(
  list: IdList | undefined,
  meant: (name: string) => readonly BackupPlan[],
  isMember: (plan: BackupPlan) => boolean,
): IdList | undefined {
  if (list?.names === undefined) return list;
  const { names, disputed = [], ...rest } = list;
  const doubtful = [...names].flatMap(meant).filter((plan) => !rest.ids.has(plan.id) && !isMember(plan));
  const inDoubt = new Set([...disputed, ...doubtful.map(({ id }) => id)]);
  const others = new Set([...names].filter((name) => meant(name).length === 0));
  return {
    ...rest,
    ...(inDoubt.size === 0 ? {} : { disputed: inDoubt }),
    ...(others.size === 0 ? {} : { names: others }),
  };
}
