import { counted, label, shortened, someOf } from './wording.ts';
import { Failure } from './failure.ts';
import { isGuid } from './guid.ts';
import type { BackupPlan, Id, Organization } from './gitprotect/model.ts';
import { find } from './protection/find.ts';
import type { Line, NameLine } from './protection/select.ts';

/** Something that the workflow names is not, or not clearly, in GitProtect. */
export class LookUpError extends Failure {}

/** The organization that a name or ID means. @throws LookUpError */
export function findOrganization(organizations: readonly Organization[], wanted: string): Organization {
  const found = find(organizations, wanted, ({ name }) => name);
  if (found.kind === 'one') return found.item;
  if (found.kind === 'several') throw severalOf('organizations', 'organization', wanted, found.items);
  throw new LookUpError(
    'The organization is not in GitProtect',
    noneOf('organization', wanted, found.nearest, organizations),
    'Give organization as GitProtect lists it, by name or ID, or add the organization to GitProtect. The account sees only the organizations of its own Management Service.',
  );
}

/** The backup plans that these names or IDs mean, each once. @throws LookUpError */
export function findPlans(
  plans: readonly BackupPlan[],
  wanted: readonly string[],
  organization: Organization,
): readonly BackupPlan[] {
  const found = wanted.map((name) => findPlan(plans, name, organization));
  return [...new Map(found.map((plan) => [plan.id, plan])).values()];
}

function findPlan(plans: readonly BackupPlan[], wanted: string, organization: Organization): BackupPlan {
  const found = find(plans, wanted, ({ name }) => name);
  if (found.kind === 'one') return found.item;
  if (found.kind === 'several') throw severalOf('backup plans', 'plan', wanted, found.items);
  if (isGuid(wanted)) return unlistedPlan(wanted.toLowerCase());
  throw new LookUpError(
    'The backup plan is not in GitProtect',
    noneOf('plan', wanted, found.nearest, plans),
    `GitProtect lists the plans that hold a repository of organization ${label(organization)}. Correct the name; for a plan without a repository of this organization give its ID, or add a first repository to it in GitProtect.`,
  );
}

/** A plan that holds no repository of the organization yet is not listed; given by its ID it can be attached to. */
function unlistedPlan(id: Id): BackupPlan {
  return {
    id,
    name: undefined,
    schedule: 'unknown',
    selection: 'unknown',
    organization: undefined,
    repositories: undefined,
    excluded: new Set(),
    repositoryCount: undefined,
    lastRun: undefined,
  };
}

/**
 * Refuses to look for one owner's repository in another's organization, where a repository of that name may be. An
 * organization may be named otherwise in GitProtect than at the Git host; but not where GitProtect lists the owner.
 *
 * @throws LookUpError
 */
export function checkOwner(organizations: readonly Organization[], organization: Organization, line: Line): void {
  if (line.kind === 'pattern' || !isForeign(organizations, organization, line)) return;
  const { asked, owner = '' } = line;
  throw new LookUpError(
    'The repository belongs to another organization',
    `repository '${asked}' is of '${owner}', which GitProtect lists, but organization is ${label(organization)}`,
    `Give organization: ${owner}, or a repository of ${label(organization)}.`,
  );
}

/** A line that leaves out another organization's repository leaves out none of the same name here. */
export function ofThisOrganization(
  organizations: readonly Organization[],
  organization: Organization,
  line: Line,
): Line {
  if (line.kind === 'pattern' || !isForeign(organizations, organization, line)) return line;
  return { ...line, names: [line.asked] };
}

/** Whether GitProtect lists the owner that a line names as another organization. */
function isForeign(organizations: readonly Organization[], organization: Organization, { owner }: NameLine): boolean {
  if (owner === undefined) return false;
  const ownersOwn = organizations.filter(({ name }) => name.toLowerCase() === owner.toLowerCase());
  return ownersOwn.length > 0 && !ownersOwn.some(({ id }) => id === organization.id);
}

interface Candidate {
  readonly id: Id;
  readonly name: string | undefined;
  readonly service?: string;
}

/** Says which things one name may mean. */
export function severalOf(
  things: string,
  input: string,
  wanted: string,
  candidates: readonly Candidate[],
): LookUpError {
  const told = candidates
    .slice(0, 20)
    .map(
      ({ id, name, service }) =>
        `${name === undefined ? '' : `${label({ id, name })} `}${id}${service === undefined || service === '' ? '' : ` (${shortened(service)})`}`,
    );
  return new LookUpError(
    `The input ${input} is ambiguous`,
    `${String(candidates.length)} ${things} match '${wanted}': ${told.join(', ')}`,
    `Give the ID of the one you mean in ${input}.`,
  );
}

function noneOf(input: string, wanted: string, nearest: string | undefined, all: readonly Candidate[]): string {
  const hint = nearest === undefined ? '' : `; did you mean '${shortened(nearest)}'?`;
  const names = someOf(all.map(({ id, name }) => name ?? id));
  const list = all.length === 0 ? 'there are none' : `${counted(all.length, input)}: ${names}`;
  return `no ${input} '${wanted}'${hint === '' ? '; ' : `${hint} `}${list}`;
}
