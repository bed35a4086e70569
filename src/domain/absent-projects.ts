import { counted, label, shortened, someOf } from '../shared/text.ts';
import { rowOf } from './projects.ts';
import type { Line } from './request.ts';
import type { BackupPlan, Id, Observed } from './model.ts';
import { ownersOf } from './owner.ts';
import { ResolveError } from './resolve-errors.ts';

/**
 * Whether projects that no row names are proved to be absent: only where each repository's row tells its project, and no
 * plan holds a project that no row tells the name of.
 * @throws ResolveError
 */
export function checkAbsentProjects(
  missing: readonly Line[],
  { organizations, organization, repositories, plans }: Observed,
): void {
  const owners = ownersOf(organizations, organization, []);
  const rows = repositories.map((each) => rowOf(owners, each));
  const silent = rows.filter(({ id, name }) => id === undefined && name === '').length;
  const named = new Set(rows.flatMap(({ id, name }) => (name === '' ? [] : (id ?? []))));
  const holding = plans.filter((plan) => holdsOther(plan, named));
  if (silent === 0 && holding.length === 0) return;
  const why = [
    ...(silent === 0
      ? []
      : [`GitProtect does not report the project of ${counted(silent, 'repository', 'repositories')}`]),
    ...(holding.length === 0
      ? []
      : [`the name of a project in backup plan ${someOf(holding.map(label))} is not reported`]),
  ].join(', and ');
  throw new ResolveError(
    'The project is not proved to be absent',
    `no repository of organization ${label(organization)} is reported to belong to project ${someOf(missing.map(({ text }) => `'${shortened(text)}'`))}, but ${why}: nothing was changed`,
    'Give the ID of the project in the input project, as Azure DevOps shows it.',
  );
}

function holdsOther({ removed, projects }: BackupPlan, named: ReadonlySet<Id>): boolean {
  return removed !== true && [...(projects?.ids ?? [])].some((id) => !named.has(id));
}
