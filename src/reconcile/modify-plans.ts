import { type BackupPlan, byId, type Id, type Resource } from '../domain/model.ts';
import type { DesiredState } from '../domain/desired-state.ts';
import {
  hasMore,
  isGoneBy,
  isNobody,
  isToBeSeenAgain,
  lostMembers,
  type Members,
  type SeenAgain,
  withJoined,
  withLosses,
  withMembersOf,
  withoutWhatIsGone,
} from '../domain/lost-members.ts';
import { isChangedByHand } from '../domain/membership.ts';
import type { FailureCause, Outcome, Result, SettingsResult } from '../domain/outcome.ts';
import {
  missingOf,
  notListed,
  notReported,
  obstacle as obstacleOf,
  obstacleTo,
  otherwise,
  type SettingsChange,
} from '../domain/plan-settings.ts';
import { hasNoSettings } from '../domain/request.ts';
import { isChange, isSeen } from '../domain/resource-result.ts';
import { GONE } from '../domain/verify.ts';
import type { ServiceError } from '../gitprotect/errors.ts';
import {
  canBeSentBack,
  changedFields,
  showsMembers,
  type ShownPlan,
  unknownField,
} from '../gitprotect/plan-settings.ts';
import { Failure, type Problem } from '../shared/failure.ts';
import { label, someOf } from '../shared/text.ts';
import type { Context } from './context.ts';
import { failed, judged, planGone, reverted } from './judge-modification.ts';
import { goneBy } from './observe-again.ts';
import type { Patience } from './patience.ts';
import { failureOf } from './rejections.ts';

/** A plan whose settings were looked at, and changed where that was needed. */
export interface ModifiedPlan extends SettingsResult {
  /** As it was read last. */
  readonly latest: BackupPlan;
  /** What was sent, where something was. */
  readonly sent: Sent | undefined;
  /** That it was listed at first, and was not any more when it was read last: what was read of it does not hold. */
  readonly isGone: boolean;
}

/** The plan just before it was modified, what was to change, and how that failed. */
interface Sent {
  readonly before: ShownPlan;
  readonly missing: SettingsChange['wanted'];
  readonly error: ServiceError | undefined;
}

/** Changes settings of plans, one plan after the other. A plan's failure is in its result, never thrown. */
export async function modifyPlans(
  context: Context,
  changes: readonly SettingsChange[],
  desired: DesiredState,
  patience: Patience,
): Promise<readonly ModifiedPlan[]> {
  const modified: ModifiedPlan[] = [];
  let shown: readonly ShownPlan[] = [];
  for (const change of changes) {
    const modification = new Modification(context, desired, change.plan, patience);
    modified.push(await modification.carryOut(change));
    shown = modification.shown ?? shown;
  }
  // What was read for the last plan may show that another one chooses by itself now.
  const automatic = byId(shown.filter(({ plan }) => !isChangedByHand(plan)));
  return modified.map((each) => {
    const now = automatic.get(each.plan.id);
    return now === undefined ? each : { ...each, latest: asShown(each.latest, now) };
  });
}

/** A plan as it is shown now, with what its row does not tell. */
function asShown({ name, repositoryCount, lastRun }: BackupPlan, { plan: now }: ShownPlan): BackupPlan {
  return { ...now, name: now.name ?? name, repositoryCount: now.repositoryCount ?? repositoryCount, lastRun };
}

/** The outcome with that of the modified plans, at which it looks once more, since a member, old or new, may be lost late. */
export async function withSettings(
  outcome: Outcome,
  context: Context,
  modified: readonly ModifiedPlan[],
  desired: DesiredState,
  patience: Patience,
): Promise<Outcome & { readonly settings: readonly SettingsResult[] }> {
  const seen: SeenAgain[] = [];
  let gone: Problem | undefined;
  for (const each of modified) {
    const modification = new Modification(context, desired, each.plan, patience);
    const settings = await modification.lookAgain(each, outcome);
    seen.push({ settings, now: modification.latest, isGone: modification.isGone });
    gone ??= modification.gone;
  }
  const end = { ...withLosses(outcome, seen), settings: seen.map(({ settings }) => settings) };
  return gone === undefined ? end : withoutWhatIsGone(end, gone);
}

/** The plans that were modified, of which it is not known what became of them, or of all that was in them. */
export function uncheckedPlans(modified: readonly ModifiedPlan[]): ReadonlySet<Id> {
  return new Set(
    modified.flatMap(({ plan, sent, result }) =>
      sent !== undefined && (result.kind === 'failed' || !showsMembers(sent.before)) ? plan.id : [],
    ),
  );
}

/** The plans whose modification may yet take effect, or is not reported: with it they lose what was attached since. */
export function pendingPlans(modified: readonly ModifiedPlan[]): ReadonlySet<Id> {
  return new Set(modified.flatMap(({ plan, result }) => (isChange(result) && !isSeen(result) ? plan.id : [])));
}

/**
 * The modification of one plan. It is read just before, so that all its fields are sent as they are, and again afterwards:
 * a member that is gone is attached again.
 */
class Modification {
  readonly #context: Context;
  readonly #desired: DesiredState;
  readonly #plan: BackupPlan;
  readonly #patience: Patience;
  readonly #names: Map<Id, string>;
  #latest: BackupPlan;
  #sent: Sent | undefined;
  /** That the plan was listed at first, and was not when it was read last. */
  isGone = false;
  /** That the organization was not found when the plan was read last. */
  gone: Problem | undefined;
  /** All plans of the list, as they were read last. */
  shown: readonly ShownPlan[] | undefined;

  constructor(context: Context, desired: DesiredState, plan: BackupPlan, patience: Patience) {
    this.#context = context;
    this.#desired = desired;
    this.#plan = plan;
    this.#patience = patience;
    this.#names = new Map(desired.resources.map(({ resource: { id, name } }) => [id, name]));
    this.#latest = plan;
  }

  async carryOut({ plan, wanted, obstacle }: SettingsChange): Promise<ModifiedPlan> {
    const result: Result = hasNoSettings(wanted)
      ? { kind: 'already' }
      : obstacle === undefined
        ? await this.#modify()
        : { kind: 'skipped', cause: 'blocked', problem: obstacle };
    return { plan, result, latest: this.#latest, sent: this.#sent, isGone: this.isGone };
  }

  /** The plan as it was read last. */
  get latest(): BackupPlan {
    return this.#latest;
  }

  /** What was verified, or was seen only since, once more, with what is to be said of it now. */
  async lookAgain({ plan, result, sent }: ModifiedPlan, outcome: Outcome): Promise<SettingsResult> {
    if (result.kind === 'already') return { plan, result: await this.#stillRight(result, outcome) };
    if (sent === undefined) return { plan, result };
    const known = { ...sent, before: { ...sent.before, plan: withJoined(sent.before.plan, outcome) } };
    if (!isToBeSeenAgain(result, known, outcome)) return { plan, result };
    try {
      const now = await this.#verify(known);
      const isUndone = isSeen(result) && now.kind === 'failed' && now.cause === 'not-applied';
      return { plan, result: isUndone ? { ...failed('reverted', reverted(plan, 'changed')), sent: true } : now };
    } catch (error) {
      return { plan, result: this.#unreadable(error) };
    }
  }

  #unreadable(error: unknown): Result {
    if (!(error instanceof Failure)) throw error;
    this.gone = goneBy(error);
    return failed('unreadable', error);
  }

  /** Settings that were right at first; where they, or the plan, are seen to be otherwise, it is read once more. */
  async #stillRight(result: Result, { plans, results }: Outcome): Promise<Result> {
    const { settings, listedPlans } = this.#desired;
    const { id } = this.#plan;
    const last = plans.find((each) => each.id === id);
    const gone = isGoneBy(results, id);
    // One that was not listed shows its settings elsewhere: the list is not asked once more.
    if (gone === 'yes' && !listedPlans.has(id)) return failed('unreported', GONE.plan);
    const mayBeGone = gone !== 'no' && listedPlans.has(id);
    if (!mayBeGone && (last === undefined || otherwise(last, settings).length === 0)) return result;
    try {
      const now = await this.#read();
      if (this.isGone) return failed('unreported', planGone(this.#plan, 'was as asked for at first'));
      return now === undefined || otherwise(now.plan, settings).length > 0
        ? failed('reverted', reverted(this.#plan, 'as asked at first'))
        : result;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      // Nothing was sent.
      return failed('unreported', error);
    }
  }

  /** Why the plan must not be modified as its row shows it. */
  #obstacleIn(before: ShownPlan): Problem | undefined {
    const unknown = unknownField(before);
    const why = hasMore(this.#plan, before.plan)
      ? 'GitProtect reported more members of it a moment ago'
      : canBeSentBack(before)
        ? unknown && notReported(unknown)
        : 'GitProtect reports a number in its settings that is too large to be sent back as it is, or settings in too many levels';
    return why === undefined ? undefined : obstacleOf(this.#plan, why);
  }

  async #modify(): Promise<Result> {
    const { service, log } = this.#context;
    let cause: FailureCause = 'rejected';
    let refused: ServiceError | undefined;
    try {
      let before = await this.#read();
      // One reading that lacks a plan that was listed does not show that it is gone.
      for (; this.isGone && this.#patience.nextPauseMs > 0; before = await this.#read())
        await this.#patience.pauseAfter(log, 'the backup plan is not in the list');
      if (before === undefined) return failed('rejected', notListed(this.#plan, this.#desired.organization));
      // What was as asked for at first may not be any more.
      const missing = missingOf(before.plan, this.#desired.settings);
      if (hasNoSettings(missing)) return { kind: 'already' };
      const obstacle = obstacleTo(before.plan, this.#desired.organization, missing) ?? this.#obstacleIn(before);
      if (obstacle !== undefined) return { kind: 'skipped', cause: 'blocked', problem: obstacle };
      log.info(`Changing the settings of backup plan ${label(this.#plan)}`);
      cause = 'unreadable';
      const error = await this.#attempt(service.modifyPlan(before, missing));
      if (error !== undefined && !error.mayHaveApplied && !error.isUnclear) refused = error;
      this.#patience.restart();
      this.#sent = { before, missing, error };
      return await this.#verify(this.#sent);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      // What was not sent, or refused, has changed nothing, whether that could be read or not.
      return refused === undefined ? failed(cause, error) : failed('rejected', refused);
    }
  }

  /** Judges by what is read afterwards, whatever the server answered. */
  async #verify(sent: Sent): Promise<Result> {
    const { log } = this.#context;
    const { missing: wanted, error } = sent;
    let { before } = sent;
    let isFirst = true;
    log.info('Reading the plan again');
    let repair: 'none' | 'accepted' | 'rejected' = 'none';
    // A member that is gone must be found: one reading that fails is not the last.
    const unlessOver = (error: unknown): 'unread' => {
      if (error instanceof Failure && this.#patience.nextPauseMs > 0) return 'unread';
      throw error;
    };
    for (;;) {
      const began = this.#context.clock.monotonic();
      const after = await this.#read().catch(unlessOver);
      if (after === 'unread') {
        await this.#patience.pauseAfter(log, 'not read');
        continue;
      }
      // What others attached just before the modification, which does not hold it, may be lost when that takes effect.
      if (isFirst && after !== undefined) before = { ...before, plan: withMembersOf(before.plan, after.plan) };
      isFirst = false;
      this.#sent = { ...sent, before };
      const lost = lostMembers(before.plan, after?.plan);
      const isLost = !isNobody(lost);
      if (isLost && repair === 'none') {
        // Attached by hand, it would turn a plan that chooses by itself into another kind.
        repair = isChangedByHand(this.#latest) ? await this.#attachAgain(lost) : 'rejected';
        this.#patience.restart();
        continue;
      }
      const changed = after === undefined ? [] : changedFields(before, after, wanted);
      const left = after === undefined ? wanted : missingOf(after.plan, wanted);
      if (!isLost && changed.length === 0 && hasNoSettings(left)) return { kind: 'done', verified: true };
      const wrong = after && otherwise(after.plan, left);
      const isFinal = isLost ? repair === 'rejected' : changed.length > 0 || error !== undefined || wrong?.length === 0;
      const isOver = isFinal || this.#patience.isOverFor(began);
      if (isOver && isLost) await this.#learnNames();
      const isPartlyMade = left.schedule !== wanted.schedule || left.metadata !== wanted.metadata;
      if (isOver) return judged(this.#plan, { lost, changed, wrong, isPartlyMade, error }, (ids) => this.#inWords(ids));
      const what = isLost ? 'what was attached again is' : 'the settings are';
      await this.#patience.pauseAfter(log, `${what} not seen yet`);
    }
  }

  async #read(): Promise<ShownPlan | undefined> {
    const { organization, listedPlans } = this.#desired;
    this.shown = await this.#context.service.readPlans(organization);
    const shown = this.shown.find(({ id }) => id === this.#plan.id);
    this.isGone = shown === undefined && listedPlans.has(this.#plan.id);
    if (shown !== undefined) this.#latest = asShown(this.#plan, shown);
    return shown;
  }

  async #attachAgain({ repositories, projects }: Members): Promise<'accepted' | 'rejected'> {
    const { service, log } = this.#context;
    log.info(`  ${this.#inWords([...repositories, ...projects])} left the plan with that: attaching again`);
    const attach = (kind: Resource['kind'], id: Id): Promise<ServiceError | undefined> =>
      this.#attempt(service.attach(this.#plan, { kind, id, name: this.#names.get(id) }));
    const errors: (ServiceError | undefined)[] = [];
    for (const id of repositories) errors.push(await attach('repository', id));
    for (const id of projects) errors.push(await attach('project', id));
    return errors.some((error) => error !== undefined && !error.mayHaveApplied) ? 'rejected' : 'accepted';
  }

  /** The error of a request that failed: what counts is what is read afterwards. */
  async #attempt(request: Promise<void>): Promise<ServiceError | undefined> {
    const error = await failureOf(request);
    if (error !== undefined) this.#context.log.info(`  ${error.message}`);
    return error;
  }

  /** Somebody has to look for what was lost: by its name, where that can be read. */
  async #learnNames(): Promise<void> {
    try {
      const repositories = await this.#context.service.repositories(this.#desired.organization).read();
      for (const { id, name, project } of repositories) {
        this.#names.set(id, name);
        if (project?.id !== undefined && project.name !== undefined) this.#names.set(project.id, project.name);
      }
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
  }

  #inWords(members: readonly Id[]): string {
    return someOf(members.map((id) => label({ id, name: this.#names.get(id) })));
  }
}
