import { label, shortened, someOf } from '../shared/text.ts';
import { checkAbsentProjects, checkAbsentRepositories } from './check-absent.ts';
import type { Comparison } from './compare-inventory.ts';
import { below, nameIn, shortName, visibleForm } from './find.ts';
import { idsOf, type Observed, type Repository } from './model.ts';
import { belowAny, otherOwnerOf, type Owners, ownersOf } from './owner.ts';
import { excludedInProjects } from './projects.ts';
import { type Line, ownersAtHost, type Request } from './request.ts';
import type { Resolution } from './resolution.ts';
import { exclusions, ResolveError } from './resolve-errors.ts';
import { fits, isFound, unmatchedExclusions } from './select.ts';

/*
 * What few runs need to be checked. Loaded by import(), where projects are selected, something is to be absent, or a line
 * excludes nothing.
 */

/**
 * Whether projects can be told from repositories, what lines exclude is left out and leaves no plan with its project, and
 * what is to be absent, and not listed, is. @throws ResolveError
 */
export function checkResolution(
  request: Pick<Request, 'state' | 'host' | 'workflowOwner'>,
  { selected, projects, missingProjects, idleProjects }: Omit<Resolution, 'plans' | 'missing'>,
  observed: Observed,
): void {
  const { state } = request;
  checkProjectIds({ projects }, observed);
  checkProjectOwners(idleProjects, request, observed);
  if (state.kind !== 'present' || state.exclusive) checkExcluded({ selected, projects });
  if (state.kind === 'present') return;
  checkAbsentRepositories(
    selected.included.flatMap((match) => (isFound(match) ? [] : match.line)),
    observed,
  );
  if (missingProjects.length > 0) checkAbsentProjects(missingProjects, observed);
}

/**
 * What a line excludes, by its path or at the Git host, may be what GitProtect lists by its name alone: only a complete
 * list of the Git host tells. @throws ResolveError
 */
export function checkExcludedPaths(
  { selected }: Pick<Resolution, 'selected'>,
  { organization, repositories }: Pick<Observed, 'organization' | 'repositories'>,
  comparison: Comparison | undefined,
): void {
  const nameOf = (each: Repository): string => shortName(each.name, organization.name);
  // Where others are listed by their paths, a name alone is a path, too.
  if (repositories.some((each) => nameOf(each).includes('/'))) return;
  const { host, incomplete, part, repositories: atHost = [] } = comparison?.inventory ?? {};
  // The paths of Bitbucket Cloud don't tell the project.
  const told = host === 'bitbucket' && !atHost.some(({ path }) => path.includes('/')) ? undefined : comparison;
  const isComplete = told !== undefined && incomplete === undefined && part === '';
  const open = unclearIn(selected, told);
  const byName = new Map(open.map((each) => [visibleForm(nameOf(each)), each]));
  const meantByText = (line: Line): Repository | undefined => {
    const names = line.kind === 'name' ? line.names : [below(organization.name, line.text) ?? line.text];
    if (!names.every((name) => name.includes('/'))) return undefined;
    const name = nameIn(line.text);
    return line.kind === 'name' ? byName.get(visibleForm(name)) : open.find((each) => fits(nameOf(each), name));
  };
  const unclear = unmatchedExclusions(selected).flatMap((line) => {
    const found = comparison?.unclear.get(line) ?? [];
    const [ofThose] = found.flatMap(({ path }) => byName.get(visibleForm(nameIn(path))) ?? []);
    // A pattern may mean nothing; a path that the host does not list may have been renamed there.
    const isTold =
      isComplete && found.length === 0 && (line.kind === 'pattern' || comparison?.lines.has(line) === true);
    const meant = ofThose ?? (isTold ? undefined : meantByText(line));
    return meant === undefined ? [] : { text: line.text, meant: nameOf(meant) };
  });
  if (unclear.length === 0) return;
  const lines = unclear.map(({ text, meant }) => `'!${shortened(text)}' ('${shortened(meant)}' is listed)`);
  throw new ResolveError(
    'An exclusion may mean a listed repository',
    `GitProtect lists by their names alone what may be meant: ${someOf(lines)}; nothing was changed`,
    'Replace the line with one for each repository that it means, by the name or ID that GitProtect lists. If it means none, remove it. With the input host, a complete list of the Git host may tell which one is meant.',
  );
}

/** What is selected and listed without a project, unless a line, or the list of the Git host, tells which one it is. */
function unclearIn(
  { included, items }: Resolution['selected'],
  comparison: Pick<Comparison, 'selected'> | undefined,
): readonly Repository[] {
  const named = included.flatMap((match) => (match.line.kind === 'name' ? match.items : []));
  const atHost = [...(comparison?.selected.values() ?? [])];
  const told = idsOf([...named, ...atHost.flatMap((match) => (match.kind === 'one' ? match.repository : []))]);
  return items.filter(({ id, project }) => !told.has(id) && project?.name === undefined);
}

/** An exclusion that can mean no project of the organization would exclude nothing. @throws ResolveError */
function checkProjectOwners(
  idle: readonly Line[],
  request: Pick<Request, 'host' | 'workflowOwner'>,
  observed: Observed,
): void {
  const { organizations, organization } = observed;
  const owners = ownersOf(organizations, organization, ownersAtHost(request));
  const others = idle.filter((line) => !mayMeanProject(line, owners));
  if (others.length === 0) return;
  throw new ResolveError(
    'An exclusion in project means no project',
    `no project of organization ${label(organization)} is meant by ${exclusions(others)}: a line of project takes the name of a project, alone or with the organization before it`,
    'Correct the line, or remove it.',
  );
}

/** No project has a slash in its name: what stands before one is an owner. */
function mayMeanProject(line: Line, owners: Owners): boolean {
  const { text } = line;
  const name = belowAny(owners, text);
  if (name !== undefined) return !name.includes('/');
  const before = text.slice(0, Math.max(0, text.lastIndexOf('/')));
  return (
    otherOwnerOf(line, owners) === undefined &&
    (before === '' || owners.some((owner) => fits(visibleForm(owner), visibleForm(before))))
  );
}

/** What becomes of things is told by their IDs: where one is given for the other, a project has that of a repository. */
function checkProjectIds({ projects }: Pick<Resolution, 'projects'>, { repositories }: Observed): void {
  const ids = idsOf(repositories);
  const both = projects.flatMap(({ project }) => (ids.has(project.id) ? `${label(project)} (${project.id})` : []));
  if (both.length === 0) return;
  throw new ResolveError(
    'A project has the ID of a repository',
    `what GitProtect reports of project ${someOf(both)} can't be told from what it reports of the repository with the same ID`,
    'Correct the ID in the input project, or select the repositories of the project by name.',
  );
}

/** @throws ResolveError */
function checkExcluded({ selected, projects }: Pick<Resolution, 'selected' | 'projects'>): void {
  const excluded = excludedInProjects(selected.excluded, projects);
  if (excluded.length === 0) return;
  throw new ResolveError(
    'A line excludes a repository of a selected project',
    `the lines with ! in repository exclude ${someOf(excluded.map(label))}, part of a project that is selected, and so of what is done for it: nothing was changed`,
    'Remove the line if that is to be done for all repositories of the project. Otherwise leave the project out.',
  );
}
