import { Failure } from '../shared/failure.ts';
import { isGuid } from '../shared/guid.ts';
import { counted, label, shortened, someOf } from '../shared/text.ts';
import type { DesiredState } from './desired-state.ts';
import { find, lookOf, nearestName, shortName } from './find.ts';
import { type BackupPlan, type Id, type Observed, type Organization, unreportedPlan } from './model.ts';
import { namesOtherOwner, type OtherOwnerLine, ownersOf, selectionWithin } from './owner.ts';
import type { NameLine, Request } from './request.ts';
import { type LineMatch, select, type Selected } from './select.ts';

/** Something that the request names is not, or not clearly, in GitProtect. */
export class ResolveError extends Failure {}

/** What the names and patterns of a request mean among what was read. */
export interface Resolution {
  readonly plans: readonly BackupPlan[];
  readonly selected: Selected;
  /** The names that nothing is listed by. */
  readonly missing: readonly MissingLine[];
}

export interface MissingLine extends NameLine {
  /** What is listed and may be meant, of the first lines. */
  readonly similar: string | undefined;
}

/** Similar names are looked for, and shown, for so many lines. */
const MAX_SIMILAR = 20;

/** Whether GitProtect was asked to synchronize for names that it did not list, and how long that was waited for. */
export type Synchronized = 'never' | 'dry-run' | { readonly waitedSeconds: number };

/** @throws ResolveError for plans that are not found, and for repositories of other owners */
export function resolve(request: Request, observed: Observed): Resolution {
  const { organizations, organization, repositories, isWholeList } = observed;
  const plans = findPlans(observed.plans, request.plans, organization);
  const owners = ownersOf(organizations, organization, request.workflowOwner);
  const selected = select(selectionWithin(owners, request.selection), owners, repositories);
  checkOwners(selected, observed);
  const missing = selected.included.flatMap((match) =>
    match.line.kind === 'name' && !isFound(match) ? match.line : [],
  );
  const listed = missing.length === 0 ? [] : listedNames(observed);
  return {
    plans,
    // An exclusion that matches nothing of what was read may match what wasn't.
    selected: isWholeList ? selected : { ...selected, excluded: selected.excluded.filter(isFound) },
    missing: missing.map((line, index) => ({
      ...line,
      similar: index < MAX_SIMILAR ? similarName(line, listed) : undefined,
    })),
  };
}

/**
 * What is wanted of what a request means: every selected repository with an active license, and attached to every plan.
 * @throws ResolveError where a line means nothing, or a name means several, or nothing is left
 */
export function desiredState(
  { plans, selected, missing }: Resolution,
  organization: Organization,
  synchronized: Synchronized,
): DesiredState {
  checkSelected(organization, selected, missing, synchronized);
  return {
    organization,
    plans,
    repositories: selected.repositories.map((repository) => ({ repository, license: 'active', attachedTo: plans })),
  };
}

/** The organization that a name or ID means. @throws ResolveError */
export function findOrganization(organizations: readonly Organization[], wanted: string): Organization {
  const found = find(organizations, wanted);
  if (found.kind === 'one') return found.item;
  if (found.kind === 'several') throw ambiguous('organizations', 'organization', wanted, found.items);
  throw new ResolveError(
    'The organization is not in GitProtect',
    noneOf('organization', wanted, found.nearest, organizations),
    'Give organization as GitProtect lists it, by name or ID, or add the organization to GitProtect. The account sees only the organizations of its own Management Service.',
  );
}

/** The backup plans that these names or IDs mean, each once. @throws ResolveError */
export function findPlans(
  plans: readonly BackupPlan[],
  wanted: readonly string[],
  organization: Organization,
): readonly BackupPlan[] {
  const found = wanted.map((name) => findPlan(plans, name, organization));
  return [...new Map(found.map((plan) => [plan.id, plan])).values()];
}

function findPlan(plans: readonly BackupPlan[], wanted: string, organization: Organization): BackupPlan {
  const found = find(plans, wanted);
  if (found.kind === 'one') return found.item;
  if (found.kind === 'several') throw ambiguous('backup plans', 'plan', wanted, found.items);
  // A plan that holds no repository of the organization yet is not listed; given by its ID it can be attached to.
  if (isGuid(wanted)) return unreportedPlan(wanted.toLowerCase());
  const several = wanted.includes(',') ? 'Several plans are given one per line, without commas. ' : '';
  throw new ResolveError(
    'The backup plan is not in GitProtect',
    noneOf('plan', wanted, found.nearest, plans),
    `${several}GitProtect lists the plans that hold a repository of organization ${label(organization)}. Correct the name; for a plan without a repository of this organization give its ID, or add a first repository to it in GitProtect.`,
  );
}

/** What is listed and may be meant by a line that nothing is listed by: a typing mistake, or a path that differs. */
function similarName({ names: [name = ''] }: NameLine, listed: readonly string[]): string | undefined {
  const wanted = name.replace(/\.git$/i, '');
  const last = lastOf(wanted);
  return nearestName(listed, wanted) ?? listed.find((each) => lastOf(each) === last);
}

function listedNames({ organization, repositories }: Observed): readonly string[] {
  return repositories.filter(({ removed }) => !removed).map(({ name }) => shortName(name, organization.name));
}

function lastOf(path: string): string {
  return lookOf(path.slice(path.lastIndexOf('/') + 1));
}

/**
 * A line with another owner than the organization means nothing, unless a repository is listed under just that path: one
 * of the same name elsewhere must be neither selected nor excluded in its place.
 * @throws ResolveError
 */
function checkOwners({ included, excluded }: Selected, observed: Observed): void {
  const { organization, organizations } = observed;
  const others = [
    ...othersAmong(included).map((line) => ({ line, written: line.text })),
    ...othersAmong(excluded).map((line) => ({ line, written: `!${line.text}` })),
  ];
  const [first] = others;
  if (first === undefined) return;
  const listed = listedNames(observed);
  const described = others.slice(0, MAX_SIMILAR).map(({ line, written }) => {
    const isListed = organizations.some(({ name }) => lookOf(name) === lookOf(line.owner));
    const owner = `'${shortened(line.owner)}'${isListed ? ', which GitProtect lists as another organization' : ''}`;
    return `'${shortened(written)}' of ${owner}${didYouMean(similarName(line, listed), '')}`;
  });
  throw new ResolveError(
    'The owner of a repository is not the organization',
    `organization is ${label(organization)}, which lists nothing under the path of ${counted(others.length, 'line')} of repository: ${described.join('; ')}`,
    `Correct the owner, or leave it out. For a repository of another organization use a step with that organization. For one in a group or project of ${label(organization)} that GitProtect does not list yet, write '${shortened(`${organization.name}/${first.line.text}`)}'.`,
  );
}

/** The lines that name another owner, and by which nothing is listed. */
function othersAmong(matches: readonly LineMatch[]): readonly OtherOwnerLine[] {
  return matches.flatMap(({ line, repositories, removed }) =>
    repositories.length + removed.length === 0 && namesOtherOwner(line) ? line : [],
  );
}

function didYouMean(name: string | undefined, otherwise: string): string {
  return name === undefined ? otherwise : `; did you mean '${shortened(name)}'?`;
}

/** Each line must mean something, and only one thing where it is a name, and something must be left. */
function checkSelected(
  organization: Organization,
  { included, repositories }: Selected,
  missing: readonly MissingLine[],
  synchronized: Synchronized,
): void {
  const similar = new Map(missing.map((line) => [line.text, line.similar]));
  for (const { line, repositories: several } of included)
    if (line.kind === 'name' && several.length > 1) throw ambiguous('repositories', 'repository', line.text, several);
  const unfound = included.filter((match) => !isFound(match));
  const [first] = unfound;
  if (first !== undefined)
    throw unfound.length === 1
      ? oneMissing(organization, first, similar.get(first.line.text), synchronized)
      : severalMissing(organization, unfound, similar, synchronized);
  if (repositories.length === 0)
    throw new ResolveError(
      'Nothing is left to protect',
      `the lines of repository leave out all that they select in organization ${label(organization)}`,
      'Look at the lines with ! in repository: they always win.',
    );
}

export function isFound({ repositories }: LineMatch): boolean {
  return repositories.length > 0;
}

function oneMissing(
  organization: Organization,
  { line, removed }: LineMatch,
  similar: string | undefined,
  synchronized: Synchronized,
): ResolveError {
  const what = `organization ${label(organization)} lists no repository '${line.text}'`;
  if (removed.length > 0)
    return new ResolveError(
      'The repository is gone from the Git host',
      `${what} but ${removed.length === 1 ? 'one' : String(removed.length)} that GitProtect marks as removed at the Git host${line.kind === 'name' ? `, ${inWords(synchronized)}` : ''}`,
      'A removed repository cannot be backed up. If it was moved or renamed, give its new name; if it is there, check that it is granted to the GitProtect app.',
    );
  if (line.kind === 'pattern')
    return new ResolveError(
      'A pattern matches no repository',
      what,
      'Look at the pattern in repository: it is matched against whole names, without regard to case; * stands for any characters, ? for one.',
    );
  return new ResolveError(
    'GitProtect does not list the repository',
    `${what}, ${inWords(synchronized)}${didYouMean(similar, '')}`,
    howToBeListed(synchronized),
  );
}

function inWords(synchronized: Synchronized): string {
  if (typeof synchronized === 'object')
    return `not even ${String(synchronized.waitedSeconds)} s after it was asked to synchronize`;
  const why = synchronized === 'never' ? 'since sync is never' : 'since this is a dry run';
  return `and GitProtect was not asked to synchronize, ${why}`;
}

function howToBeListed(synchronized: Synchronized): string {
  const look =
    "Look in GitProtect: is the repository granted to GitProtect's app or token at the Git host, and are new repositories of this organization added automatically? Is the name right?";
  return typeof synchronized === 'object'
    ? `${look} A synchronization of a large organization may take longer: raise sync-timeout.`
    : `${look} If it was created a short time ago, run with sync: auto, and not as a dry run.`;
}

function severalMissing(
  organization: Organization,
  unfound: readonly LineMatch[],
  similar: ReadonlyMap<string, string | undefined>,
  synchronized: Synchronized,
): ResolveError {
  const names = unfound.map(({ line, removed }) => {
    const other = removed.length > 0 ? undefined : similar.get(line.text);
    const hint = other === undefined ? '' : ` (did you mean '${shortened(other)}'?)`;
    return `'${line.text}'${removed.length > 0 ? ' (removed at the Git host)' : hint}`;
  });
  // Patterns are not what a synchronization is waited for.
  const hasName = unfound.some(({ line }) => line.kind === 'name');
  return new ResolveError(
    'GitProtect does not list some repositories',
    `organization ${label(organization)} lists nothing for ${counted(unfound.length, 'line')} of repository${hasName ? `, ${inWords(synchronized)}` : ''}: ${someOf(names)}`,
    `Correct or remove these lines. ${howToBeListed(synchronized)}`,
  );
}

interface Candidate {
  readonly id: Id;
  readonly name: string | undefined;
  readonly service?: string;
}

function ambiguous(things: string, input: string, wanted: string, candidates: readonly Candidate[]): ResolveError {
  const listed = candidates.slice(0, 20).map(({ id, name, service = '' }) => {
    const named = name === undefined ? id : `${label({ id, name })} ${id}`;
    return service === '' ? named : `${named} (${shortened(service)})`;
  });
  return new ResolveError(
    `The input ${input} is ambiguous`,
    `${String(candidates.length)} ${things} match '${wanted}': ${listed.join(', ')}`,
    `Give the ID of the one you mean in ${input}.`,
  );
}

function noneOf(input: string, wanted: string, nearest: string | undefined, all: readonly Candidate[]): string {
  const hint = didYouMean(nearest, ';');
  const names = someOf(all.map(({ id, name }) => name ?? id));
  const list = all.length === 0 ? 'there are none' : `${counted(all.length, input)}: ${names}`;
  return `no ${input} '${wanted}'${hint} ${list}`;
}
