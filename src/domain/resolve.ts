import { guidIn } from '../shared/guid.ts';
import { label, shortened, someOf } from '../shared/text.ts';
import { below, find, visibleForm, nameIn, nearestName, shortName } from './find.ts';
import { type BackupPlan, byId, isDeleted, type Observed, type Organization, unreportedPlan } from './model.ts';
import { otherOwnerOf, type Owners, ownersOf, selectionWithin } from './owner.ts';
import { selectProjects } from './projects.ts';
import { type NameLine, ownersAtHost, type Request, type Selection } from './request.ts';
import type { Resolution } from './resolution.ts';
import { ambiguous, checkProjects, noneOf, ResolveError, suggestion } from './resolve-errors.ts';
import { isFound, type LineMatch, select, type Selected } from './select.ts';

/** Similar names are looked for, and shown, for so many lines. */
const MAX_SIMILAR = 20;

const NO_SELECTION: Selection = { included: [], excluded: [] };

/** @throws ResolveError for plans that are not found, and for repositories of other owners */
export function resolve(request: Request, observed: Observed): Resolution {
  const { organizations, organization, isWholeList } = observed;
  const { selection = NO_SELECTION, projects = NO_SELECTION, state } = request;
  const plans = findPlans(observed.plans, request.plans, organization);
  const owners = ownersOf(organizations, organization, ownersAtHost(request));
  // What is given up may be gone from the Git host.
  const repositories =
    state.kind === 'present'
      ? observed.repositories
      : observed.repositories.map((each) => (each.removed ? { ...each, removed: false } : each));
  const selected = select(selectionWithin(owners, selection), owners, repositories);
  checkOwners(selected, owners, observed);
  const selectedProjects = selectProjects(projects, owners, repositories);
  checkProjects(selectedProjects, organization);
  const missing = selected.included.flatMap((match) =>
    match.line.kind === 'name' && !isFound(match) ? match.line : [],
  );
  const listed = listedNames(observed);
  return {
    plans,
    // An exclusion that matches nothing of what was read may match what wasn't.
    selected: isWholeList ? selected : { ...selected, excluded: selected.excluded.filter(isFound) },
    missing: missing.map((line, index) => ({
      ...line,
      similar: index < MAX_SIMILAR ? similarName(line, listed) : undefined,
    })),
    projects: selectedProjects.projects,
    missingProjects: selectedProjects.missing,
    idleProjects: selectedProjects.idle,
  };
}

/**
 * The organization that a name or ID means: one that is deleted only where none is there, and not for something to be
 * protected in it.
 * @throws ResolveError
 */
export function findOrganization(
  organizations: readonly Organization[],
  wanted: string,
  state: Request['state']['kind'],
): Organization {
  const there = find(
    organizations.filter(({ removed }) => removed === false),
    wanted,
  );
  const found = there.kind === 'none' ? find(organizations, wanted) : there;
  if (found.kind === 'one') {
    if (found.item.removed !== false && state === 'present') throw organizationDeleted(found.item);
    return found.item;
  }
  if (found.kind === 'several') throw ambiguous('organizations', 'organization', wanted, found.items);
  throw new ResolveError(
    'The organization is not in GitProtect',
    noneOf('organization', wanted, found.nearest, organizations),
    'Give the input organization as GitProtect lists it, by name or ID, or add the organization to GitProtect. The account sees only the organizations of its own Management Service.',
  );
}

function organizationDeleted(organization: Organization): ResolveError {
  return new ResolveError(
    'The organization is not in GitProtect',
    `GitProtect marks organization ${label(organization)} (${organization.id}) as deleted, or as about to be: what is in it counts as protected by nothing`,
    'Name another organization, or restore this one in GitProtect.',
  );
}

/** The backup plans that these names or IDs mean, each once. @throws ResolveError */
export function findPlans(
  plans: readonly BackupPlan[],
  wanted: readonly string[],
  organization: Organization,
): readonly BackupPlan[] {
  const found = wanted.map((name) => findPlan(plans, name, organization));
  return [...byId(found).values()];
}

function findPlan(plans: readonly BackupPlan[], wanted: string, organization: Organization): BackupPlan {
  const found = find(
    plans.filter((plan) => !isDeleted(plan)),
    wanted,
  );
  if (found.kind === 'one') return found.item;
  if (found.kind === 'several') throw ambiguous('backup plans', 'plan', wanted, found.items);
  const deleted = find(plans, wanted);
  if (deleted.kind !== 'none') throw planDeleted(deleted.kind === 'one' ? [deleted.item] : deleted.items);
  // A plan that holds no repository of the organization yet is not listed; given by its ID it can be attached to.
  const guid = guidIn(wanted);
  if (guid !== undefined) return unreportedPlan(guid);
  const several = wanted.includes(',') ? 'Several plans are given one per line, without commas. ' : '';
  throw new ResolveError(
    'The backup plan is not in GitProtect',
    noneOf('plan', wanted, found.nearest, plans),
    `${several}GitProtect lists the plans that hold a repository of organization ${label(organization)}. Correct the name; for a plan without a repository of this organization give its ID, or add a first repository to it in GitProtect.`,
  );
}

function planDeleted(plans: readonly BackupPlan[]): ResolveError {
  const [plan] = plans;
  const which =
    plan !== undefined && plans.length === 1
      ? `backup plan ${label(plan)} as deleted or archived: it backs`
      : `all ${String(plans.length)} backup plans of that name (${someOf(plans.map(({ id }) => id))}) as deleted or archived: they back`;
  return new ResolveError(
    'The backup plan was deleted',
    `GitProtect marks ${which} nothing up`,
    'Name another backup plan, or restore this one in GitProtect.',
  );
}

/** What is listed and may be meant by a line that nothing is listed by: a typing mistake, or a path that differs. */
function similarName({ names: [name] }: NameLine, listed: readonly string[]): string | undefined {
  const wanted = name.replace(/\.git$/i, '');
  const last = lastOf(wanted);
  return nearestName(listed, wanted) ?? listed.find((each) => lastOf(each) === last);
}

function listedNames({ organization, repositories }: Observed): readonly string[] {
  return repositories
    .filter(({ removed }) => !removed)
    .flatMap(({ name, project }) => {
      const short = shortName(name, organization.name);
      return project?.name === undefined ? [short] : [short, `${project.name}/${short}`];
    });
}

function lastOf(path: string): string {
  return visibleForm(nameIn(path));
}

/**
 * A line with another owner than the organization means nothing, unless a repository is listed under just that path: one
 * of the same name elsewhere must be neither selected nor excluded in its place.
 * @throws ResolveError
 */
function checkOwners({ included, excluded }: Selected, owners: Owners, observed: Observed): void {
  const { organization, organizations } = observed;
  const others = [...included.map(withMark('')), ...excluded.map(withMark('!'))].flatMap(({ match, written }) => {
    const owner = otherOwnerOf(match.line, owners);
    const isOther = owner !== undefined && isNothingOf(owner, match, observed);
    return isOther ? { line: match.line, written, owner, isListed: isListedOwner(owner, organizations) } : [];
  });
  if (others.length === 0) return;
  const listed = listedNames(observed);
  const described = others.slice(0, MAX_SIMILAR).map(({ line, written, owner, isListed }) => {
    const shown = `'${shortened(written)}' of '${shortened(owner)}'`;
    if (isListed) return `${shown}, which GitProtect lists as another organization`;
    const similar = line.kind === 'name' ? similarName(line, listed) : undefined;
    // An owner that is nearly the organization's name is a typing mistake.
    const meant = nearestName([organization.name], owner) === undefined ? line.text : nameIn(line.text);
    return similar === undefined ? shown : `${shown} (${suggestion(meant, similar)})`;
  });
  const within = others.find(({ isListed }) => !isListed)?.line.text;
  const howWithin =
    within === undefined
      ? ''
      : ` For one in a group or project of ${label(organization)} that GitProtect does not list yet, write the whole path: '${shortened(`${organization.name}/${within}`)}'.`;
  throw new ResolveError(
    'The owner of a repository is not the organization',
    `GitProtect lists nothing in organization ${label(organization)} under ${others.length === 1 ? 'this path' : `these ${String(others.length)} paths`} of repository: ${described.join('; ')}`,
    `Correct the owner, or give the name or ID that GitProtect lists. For a repository of another organization use a step with that organization.${howWithin}`,
  );
}

function withMark(mark: string): (match: LineMatch) => { match: LineMatch; written: string } {
  return (match) => ({ match, written: `${mark}${match.line.text}` });
}

/** Whether nothing is listed by a line; for a pattern also nothing else of that owner, as in a group without sandboxes. */
function isNothingOf(owner: string, { line, items, removed }: LineMatch, observed: Observed): boolean {
  if (items.length + removed.length > 0) return false;
  if (line.kind === 'name') return true;
  const atHost = (observed.inventory?.repositories ?? []).map(({ path }) => path);
  // What was not read may fit.
  return (
    observed.isWholeList && [...listedNames(observed), ...atHost].every((name) => below(owner, name) === undefined)
  );
}

function isListedOwner(owner: string, organizations: readonly Organization[]): boolean {
  return organizations.some(({ name }) => visibleForm(name) === visibleForm(owner));
}
