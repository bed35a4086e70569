import { label, someOf } from '../shared/text.ts';
import { checkAbsentProjects, checkAbsentRepositories } from './check-absent.ts';
import { visibleForm } from './find.ts';
import { idsOf, type Observed } from './model.ts';
import { belowAny, otherOwnerOf, type Owners, ownersOf } from './owner.ts';
import { excludedInProjects } from './projects.ts';
import { type Line, ownersAtHost, type Request } from './request.ts';
import type { Resolution } from './resolution.ts';
import { exclusions, ResolveError } from './resolve-errors.ts';
import { fits, isFound } from './select.ts';

/*
 * What few runs need to be checked. Loaded by import(), where projects are selected, or something is to be absent.
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
