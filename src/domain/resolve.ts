import { Failure } from '../shared/failure.ts';
import { isGuid } from '../shared/guid.ts';
import { counted, label, shortened, someOf } from '../shared/text.ts';
import type { DesiredState } from './desired-state.ts';
import { find } from './find.ts';
import { type BackupPlan, type Id, type Observed, type Organization, unreportedPlan } from './model.ts';
import type { Line, NameLine, Request, Selection } from './request.ts';
import { type LineMatch, select, type Selected } from './select.ts';

/** Something that the request names is not, or not clearly, in GitProtect. */
export class ResolveError extends Failure {}

/** What the names and patterns of a request mean among what was read. */
export interface Resolution {
  readonly plans: readonly BackupPlan[];
  readonly selected: Selected;
  /** The names that nothing is listed by. */
  readonly missing: readonly NameLine[];
}

/** Whether GitProtect was asked to synchronize for names that it did not list, and how long that was waited for. */
export type Synchronized = 'never' | 'dry-run' | { readonly waitedSeconds: number };

/** @throws ResolveError for plans that are not found, and for repositories of other organizations */
export function resolve(request: Request, observed: Observed): Resolution {
  const { organizations, organization, repositories, isWholeList } = observed;
  const plans = findPlans(observed.plans, request.plans, organization);
  const selection = selectionWithin(organizations, organization, request.selection);
  const selected = select(selection, organization.name, repositories);
  return {
    plans,
    // An exclusion that matches nothing of what was read may match what wasn't.
    selected: isWholeList ? selected : { ...selected, excluded: selected.excluded.filter(isFound) },
    missing: selected.included.flatMap((match) => (match.line.kind === 'name' && !isFound(match) ? match.line : [])),
  };
}

/**
 * What is wanted of what a request means: every selected repository with an active license, and attached to every plan.
 * @throws ResolveError where a line means nothing, or a name means several, or nothing is left
 */
export function desiredState(
  { plans, selected }: Resolution,
  organization: Organization,
  synchronized: Synchronized,
): DesiredState {
  checkSelected(organization, selected, synchronized);
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
  throw new ResolveError(
    'The backup plan is not in GitProtect',
    noneOf('plan', wanted, found.nearest, plans),
    `GitProtect lists the plans that hold a repository of organization ${label(organization)}. Correct the name; for a plan without a repository of this organization give its ID, or add a first repository to it in GitProtect.`,
  );
}

/**
 * A selection as far as it is about this organization. To include another organization's repository is an error, and to
 * exclude one must not exclude a repository of the same name here. An organization may have another name in GitProtect
 * than at the Git host, so that an owner counts as another organization only if GitProtect lists it.
 * @throws ResolveError
 */
export function selectionWithin(
  organizations: readonly Organization[],
  organization: Organization,
  { included, excluded }: Selection,
): Selection {
  const foreign = included.find((line) => isForeign(organizations, organization, line));
  if (foreign?.kind === 'name') throw foreignError(organization, foreign);
  return {
    included,
    excluded: excluded.map((line) =>
      line.kind === 'name' && isForeign(organizations, organization, line) ? { ...line, names: [line.text] } : line,
    ),
  };
}

function foreignError(organization: Organization, { text, owner = '' }: NameLine): ResolveError {
  return new ResolveError(
    'The repository belongs to another organization',
    `repository '${text}' is of '${owner}', which GitProtect lists, but organization is ${label(organization)}`,
    `Give organization: ${owner}, or a repository of ${label(organization)}.`,
  );
}

/** Whether GitProtect lists the owner that a line names as another organization. */
function isForeign(organizations: readonly Organization[], organization: Organization, line: Line): boolean {
  if (line.kind === 'pattern' || line.owner === undefined) return false;
  const owner = line.owner.toLowerCase();
  const owners = organizations.filter(({ name }) => name.toLowerCase() === owner);
  return owners.length > 0 && !owners.some(({ id }) => id === organization.id);
}

/** Each line must mean something, and only one thing where it is a name, and something must be left. */
function checkSelected(
  organization: Organization,
  { included, repositories }: Selected,
  synchronized: Synchronized,
): void {
  for (const { line, repositories: several } of included)
    if (line.kind === 'name' && several.length > 1) throw ambiguous('repositories', 'repository', line.text, several);
  const unfound = included.filter((match) => !isFound(match));
  const [first] = unfound;
  if (first !== undefined)
    throw unfound.length === 1
      ? oneMissing(organization, first, synchronized)
      : severalMissing(organization, unfound, synchronized);
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
    `${what}, ${inWords(synchronized)}`,
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
  synchronized: Synchronized,
): ResolveError {
  const names = unfound.map(
    ({ line, removed }) => `'${line.text}'${removed.length > 0 ? ' (removed at the Git host)' : ''}`,
  );
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
  const hint = nearest === undefined ? ';' : `; did you mean '${shortened(nearest)}'?`;
  const names = someOf(all.map(({ id, name }) => name ?? id));
  const list = all.length === 0 ? 'there are none' : `${counted(all.length, input)}: ${names}`;
  return `no ${input} '${wanted}'${hint} ${list}`;
}
