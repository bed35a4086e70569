import type { Clock } from './clock.ts';
import type { GitProtect } from './gitprotect/client.ts';
import type { BackupPlan, Id, Organization, Repository } from './gitprotect/model.ts';
import { checkChoice, choose, missingNames } from './choose.ts';
import { checkOwner, findOrganization, findPlans, ofThisOrganization } from './look-up.ts';
import type { Observation } from './protection/drift.ts';
import { withoutEvidence } from './protection/judge.ts';
import type { Selected, Selection } from './protection/select.ts';
import type { Log } from './report/log.ts';
import { tellSelection } from './report/story.ts';
import { waitForSync } from './sync.ts';
import { label } from './wording.ts';

/** What the workflow names. */
export interface Wanted {
  readonly organization: string;
  readonly selection: Selection;
  readonly plans: readonly string[];
  /** Seconds to wait for a repository that is not listed yet; undefined: don't ask GitProtect to synchronize. */
  readonly syncTimeoutSeconds: number | undefined;
}

/**
 * Reads what GitProtect has and finds in it what the workflow names; has GitProtect synchronize if a named repository
 * is not listed yet. Everything is looked up before anything is asked to change.
 *
 * @throws LookUpError; the classes of `gitprotect/errors.ts`
 */
export async function observe(gitprotect: GitProtect, wanted: Wanted, clock: Clock, log: Log): Promise<Observation> {
  let looked = await look(gitprotect, wanted, log);
  let since = 'and GitProtect was not asked to synchronize (sync is never, or this is a dry run)';
  const { syncTimeoutSeconds } = wanted;
  const missing = missingNames(looked.selected);
  if (missing.length > 0 && syncTimeoutSeconds !== undefined) {
    await waitForSync(gitprotect, looked.organization, missing, syncTimeoutSeconds, clock, log);
    since = `not even ${String(syncTimeoutSeconds)} s after it was asked to synchronize`;
    // Plans that choose by themselves may have taken it in, and patterns may mean more now.
    looked = await look(gitprotect, wanted, log);
  }
  const { organization, selected, plans } = looked;
  checkChoice(organization, selected, since);
  tellSelection(selected, log);
  return { organization, repositories: selected.repositories, plans, passedOver: selected.passedOver };
}

async function look(
  gitprotect: GitProtect,
  { organization: name, selection, plans: planNames }: Wanted,
  log: Log,
): Promise<{ organization: Organization; selected: Selected; plans: readonly BackupPlan[] }> {
  const organizations = await gitprotect.listOrganizations();
  const organization = findOrganization(organizations, name);
  for (const line of selection.included) {
    checkOwner(organizations, organization, line);
    if (
      line.kind === 'name' &&
      line.owner !== undefined &&
      line.owner.toLowerCase() !== organization.name.toLowerCase()
    )
      log.info(
        `Looking for '${line.asked}' in organization ${label(organization)}, which GitProtect lists under that name`,
      );
  }
  const excluded = selection.excluded.map((line) => ofThisOrganization(organizations, organization, line));
  const [selected, plans] = await Promise.all([
    choose(gitprotect, organization, { ...selection, excluded }),
    gitprotect.listPlans(organization),
  ]);
  return { organization, selected, plans: findPlans(mergePlans(organization.plans, plans), planNames, organization) };
}

/** The same repositories and plans as they are now; what is not listed any more is left out. */
export async function observeAgain(gitprotect: GitProtect, before: Observation): Promise<Observation> {
  const { organization } = before;
  const [repositories, plans] = await Promise.all([readAgain(gitprotect, before), gitprotect.listPlans(organization)]);
  // The organization's row is from before: what it said of members may be so no more. Its count can only raise doubts.
  const inRow = organization.plans.map((plan) => ({ ...withoutEvidence(plan), repositoryCount: plan.repositoryCount }));
  return { ...before, repositories, plans: withIds(mergePlans(inRow, plans), before.plans) };
}

async function readAgain(
  gitprotect: GitProtect,
  { organization, repositories }: Observation,
): Promise<readonly Repository[]> {
  const wanted = repositories.map(({ id, name }) => ({ id, names: [name] }));
  const searched = await gitprotect.searchRepositories(organization, wanted);
  const found = withIds(searched.repositories, repositories);
  // One that wasn't found may have moved while the list was read, or been renamed.
  return searched.coverage === 'whole' || found.length === repositories.length
    ? found
    : withIds(await gitprotect.listRepositories(organization), repositories);
}

function withIds<T extends { readonly id: Id }>(
  items: readonly T[],
  wanted: readonly { readonly id: Id }[],
): readonly T[] {
  const ids = new Set(wanted.map(({ id }) => id));
  return items.filter(({ id }) => ids.has(id));
}

/** A plan is known if it is in the organization's row or in the list of plans; what either says of it is joined. */
function mergePlans(inRow: readonly BackupPlan[], listed: readonly BackupPlan[]): readonly BackupPlan[] {
  const merged = new Map(inRow.map((plan) => [plan.id, plan]));
  for (const plan of listed) {
    const row = merged.get(plan.id);
    merged.set(plan.id, row === undefined ? plan : joinPlans(plan, row));
  }
  return [...merged.values()];
}

function joinPlans(listed: BackupPlan, row: BackupPlan): BackupPlan {
  return {
    id: listed.id,
    name: listed.name ?? row.name,
    schedule: listed.schedule === 'unknown' ? row.schedule : listed.schedule,
    selection: listed.selection === 'unknown' ? row.selection : listed.selection,
    organization: listed.organization ?? row.organization,
    repositories: listed.repositories ?? row.repositories,
    excluded: new Set([...listed.excluded, ...row.excluded]),
    repositoryCount: listed.repositoryCount ?? row.repositoryCount,
    lastRun: listed.lastRun ?? row.lastRun,
  };
}
