import { counted, label, shortened, someOf } from '../shared/text.ts';
import { nameIn, projectIn, visibleForm } from './find.ts';
import { type BackupPlan, type Id, type Observed, type Repository, tellsOfProjects } from './model.ts';
import { rowOf } from './projects.ts';
import type { Line, NameLine } from './request.ts';
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

/**
 * Whether repositories that no row is called by are proved to be absent: not where a row may be the one that is meant. In
 * Azure DevOps each is in a project, which may be called like the organization, and which neither lines nor rows need tell.
 * @param lines that nothing is listed by
 * @throws ResolveError
 */
export function checkAbsentRepositories(lines: readonly Line[], observed: Observed): void {
  const { organizations, organization, repositories, plans } = observed;
  const owners = ownersOf(organizations, organization, []);
  const hasProjects = organization.isAzure || tellsOfProjects(repositories, plans);
  const projectOf = (row: Repository): string => visibleForm(rowOf(owners, row).name);
  const byName = Map.groupBy(repositories, ({ name }) => visibleForm(nameIn(name)));
  const namedBy = ({ names, text }: NameLine): readonly Repository[] => {
    const spelled = new Set([...names].map(visibleForm));
    // Without the organization before it.
    const shortest = names.reduce((one, other) => (other.length < one.length ? other : one));
    const project = visibleForm(projectIn(shortest));
    const isMeant = (row: Repository): boolean =>
      spelled.has(visibleForm(row.name)) || (hasProjects && maybeSame(project, projectOf(row)));
    return (byName.get(visibleForm(nameIn(text))) ?? []).filter(isMeant);
  };
  const silent = hasProjects ? repositories.filter((row) => projectOf(row) === '') : [];
  const doubtful = lines.flatMap((line) => {
    const rows = line.kind === 'name' ? namedBy(line) : line.text.includes('/') ? silent : [];
    return rows.length === 0 ? [] : { line, rows };
  });
  if (doubtful.length === 0) return;
  const described = doubtful.map(
    ({ line, rows }) =>
      `'${shortened(line.text)}', but ${someOf(rows.map((row) => `${label(row)} (${row.id})`))}, which may be meant`,
  );
  throw new ResolveError(
    'The repository is not proved to be absent',
    `organization ${label(organization)} lists no repository ${someOf(described)}: nothing was changed`,
    'If a listed one is meant, give its ID in the input repository; otherwise remove the line.',
  );
}

/** Whether two projects may be the same: one that is not told may be any. */
function maybeSame(one: string, other: string): boolean {
  return one === '' || other === '' || one === other;
}

function holdsOther({ removed, projects }: BackupPlan, named: ReadonlySet<Id>): boolean {
  return removed !== true && [...(projects?.ids ?? [])].some((id) => !named.has(id));
}
