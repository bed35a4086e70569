import type { DesiredState } from '../domain/desired-state.ts';
import { isNobody, lostMembers, type Members, NO_MEMBERS, withMembersOf } from '../domain/lost-members.ts';
import { isChangedByHand } from '../domain/membership.ts';
import type { BackupPlan, Id, Resource } from '../domain/model.ts';
import type { FailureCause, Result, SettingsResult } from '../domain/outcome.ts';
import { missingOf, otherwise, type SettingsChange } from '../domain/plan-settings.ts';
import { hasNoSettings, type PlanSettings } from '../domain/request.ts';
import { NotFoundError, type ServiceError } from '../gitprotect/errors.ts';
import { changedFields, type ShownPlan } from '../gitprotect/plan-settings.ts';
import { Failure } from '../shared/failure.ts';
import { label, someOf } from '../shared/text.ts';
import type { Context } from './context.ts';
import { failed, judged, judgedBefore, type Seen } from './judge-modification.ts';
import type { Patience } from './patience.ts';
import { failureOf } from './rejections.ts';
import { CANCELLED } from './verify-by-reading.ts';

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
export interface Sent {
  readonly before: ShownPlan;
  readonly missing: SettingsChange['wanted'];
  readonly error: ServiceError | undefined;
}

/** A plan as it is shown now, with what its row does not tell. */
export function asShown({ name, repositoryCount, lastRun }: BackupPlan, { plan: now }: ShownPlan): BackupPlan {
  return { ...now, name: now.name ?? name, repositoryCount: now.repositoryCount ?? repositoryCount, lastRun };
}

const NOT_LISTED = 'the backup plan is not in the list';
const NOTHING_SEEN = { lost: NO_MEMBERS, changed: [], wrong: undefined, isPartlyMade: false };

function withUnknown(plan: BackupPlan, { schedule, metadata }: PlanSettings): BackupPlan {
  return {
    ...plan,
    schedule: schedule === undefined ? plan.schedule : 'unknown',
    // What was off is not known to be on.
    isScheduleUnclear: plan.isScheduleUnclear || (schedule !== undefined && plan.schedule === 'disabled'),
    metadata: metadata === undefined ? plan.metadata : 'unknown',
  };
}

/**
 * The modification of one plan. It is read just before, so that all its fields are sent as they are, and again afterwards:
 * a member that is gone is attached again.
 */
export class Modification {
  readonly #context: Context;
  readonly #desired: DesiredState;
  readonly #plan: BackupPlan;
  readonly #patience: Patience;
  readonly #names: Map<Id, string>;
  #latest: BackupPlan;
  #sent: Sent | undefined;
  /** That the plan was listed at first, and was not when it was read last. */
  isGone = false;
  /** All plans of the list, as they were read last. */
  shown: readonly ShownPlan[] | undefined;

  /** @param sent what was sent before, where this only looks at the plan again */
  constructor(context: Context, desired: DesiredState, plan: BackupPlan, patience: Patience, sent?: Sent) {
    this.#context = context;
    this.#desired = desired;
    this.#plan = plan;
    this.#patience = patience;
    this.#names = new Map(desired.resources.map(({ resource: { id, name } }) => [id, name]));
    this.#latest = plan;
    this.#sent = sent;
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

  async #modify(): Promise<Result> {
    const { service, log } = this.#context;
    let cause: FailureCause = 'rejected';
    let refused: ServiceError | undefined;
    let tried: Sent | undefined;
    try {
      for (;;) {
        let before = await this.read();
        // One reading that lacks a plan that was listed does not show that it is gone.
        for (; this.isGone && this.#patience.nextPauseMs > 0; before = await this.read())
          await this.#patience.pauseAfter(log, NOT_LISTED);
        const result = judgedBefore(this.#plan, before, this.#desired);
        if (result.kind === 'already' && tried !== undefined) {
          // What was refused may have been carried out all the same.
          this.#sent = tried;
          return await this.verify(tried);
        }
        if (before === undefined || result.kind !== 'would') return result;
        const missing = missingOf(before.plan, this.#desired.settings);
        log.info(`Changing the settings of backup plan ${label(this.#plan)}`);
        cause = 'unreadable';
        const error = await this.#attempt(service.modifyPlan(before, missing, refused?.earlier));
        refused = error?.isRefused === true ? error : undefined;
        this.#patience.restart();
        const sent = { before, missing, error };
        tried ??= sent;
        // By the time that it may be sent again the plan may be another.
        if (refused?.earlier !== undefined) continue;
        // What was read before it need not hold any more.
        if (refused === undefined) this.#latest = withUnknown(this.#latest, missing);
        this.#sent = sent;
        return await this.verify(sent);
      }
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      // What was not sent, or refused, has changed nothing, whether that could be read or not.
      if (refused === undefined) return failed(cause, error);
      // Where it was to be sent again, what failed since is why it was not.
      return failed('rejected', refused.earlier === undefined ? refused : error);
    }
  }

  /** Judges by what is read afterwards, whatever the server answered. */
  async verify(sent: Sent): Promise<Result> {
    const { log } = this.#context;
    const { missing: wanted, error } = sent;
    let { before } = sent;
    let isFirst = true;
    log.info('Reading the plan again');
    let repair: 'none' | 'accepted' | 'seen' | 'rejected' | 'gone' = 'none';
    let wasMissing = false;
    let seenLost = NO_MEMBERS;
    // A member that is gone must be found: one reading that fails is not the last.
    const unlessOver = async (failure: unknown): Promise<'unread' | 'over'> => {
      if (failure instanceof Failure && this.#patience.nextPauseMs > 0) return 'unread';
      // What was seen to be lost, and was not attached again, is told whatever else can't be read.
      if (failure instanceof Failure && repair === 'rejected') return 'over';
      // What is thrown says nothing of it.
      if (repair === 'accepted') await this.#warnOf(seenLost);
      throw failure;
    };
    for (;;) {
      const began = this.#context.clock.monotonic();
      const after = await this.read().catch(unlessOver);
      if (after === 'over') {
        await this.#learnNames();
        return this.#judged({ ...NOTHING_SEEN, lost: seenLost, error });
      }
      if (after === 'unread') {
        await this.#patience.pauseAfter(log, 'not read');
        continue;
      }
      // One reading that lacks the plan does not show that it has lost everything, or is gone.
      if (after === undefined && !wasMissing && this.#patience.nextPauseMs > 0) {
        wasMissing = true;
        await this.#patience.pauseAfter(log, NOT_LISTED);
        continue;
      }
      // What others attached just before the modification, which does not hold it, may be lost when that takes effect.
      if (isFirst && after !== undefined) before = { ...before, plan: withMembersOf(before.plan, after.plan) };
      isFirst = false;
      this.#sent = { ...sent, before };
      const left = after === undefined ? wanted : missingOf(after.plan, wanted);
      const isPartlyMade = left.schedule !== wanted.schedule || left.metadata !== wanted.metadata;
      // What was refused, and not made in part, has taken nothing out: somebody else has.
      const lost = error?.isRefused === true && !isPartlyMade ? NO_MEMBERS : lostMembers(before.plan, after?.plan);
      const isLost = !isNobody(lost);
      // Where it is not seen to be in the plan again, the error says so.
      if (!isLost && repair === 'accepted') {
        await this.#warnOf(seenLost);
        repair = 'seen';
      }
      if (isLost && repair === 'none') {
        // Attached by hand, it would turn a plan that chooses by itself into another kind.
        seenLost = lost;
        repair = isChangedByHand(this.#latest) ? await this.#attachAgain(lost) : 'rejected';
        if (repair === 'gone') return this.#judged({ ...NOTHING_SEEN, error });
        this.#patience.restart();
        continue;
      }
      const changed = after === undefined ? [] : changedFields(before, after, wanted);
      if (!isLost && changed.length === 0 && hasNoSettings(left)) return { kind: 'done', verified: true };
      const wrong = after && otherwise(after.plan, left);
      const isFinal = isLost ? repair === 'rejected' : changed.length > 0 || error !== undefined || wrong?.length === 0;
      const isOver = isFinal || this.#patience.isOverFor(began);
      // It was read too early to say that it was not made.
      if (isOver && !isFinal && !isLost && this.#context.cancelled.aborted) return failed('unreadable', CANCELLED);
      if (isOver && isLost) await this.#learnNames();
      if (isOver) return this.#judged({ lost, changed, wrong, isPartlyMade, error });
      const what = isLost ? 'what was attached again is' : 'the settings are';
      await this.#patience.pauseAfter(log, `${what} not seen yet`);
    }
  }

  async read(): Promise<ShownPlan | undefined> {
    const { organization, listedPlans } = this.#desired;
    this.shown = await this.#context.service.readPlans(organization);
    const shown = this.shown.find(({ id }) => id === this.#plan.id);
    this.isGone = shown === undefined && listedPlans.has(this.#plan.id);
    if (shown === undefined) return undefined;
    const latest = asShown(this.#plan, shown);
    const wasOff = organization.plans.some(({ id, schedule }) => id === shown.id && schedule === 'disabled');
    this.#latest = wasOff ? this.#asOffAtFirst(latest) : latest;
    return shown;
  }

  /** What the organization's row said to be off is off until it is switched on, whatever the list says. */
  #asOffAtFirst(latest: BackupPlan): BackupPlan {
    if (this.#sent?.missing.schedule === undefined) return { ...latest, schedule: 'disabled' };
    if (latest.schedule !== 'unknown') return latest;
    // A list that does not tell it does not show that it was switched on.
    return this.#sent.error?.isRefused === true
      ? { ...latest, schedule: 'disabled' }
      : { ...latest, isScheduleUnclear: true };
  }

  async #attachAgain({ repositories, projects }: Members): Promise<'accepted' | 'rejected' | 'gone'> {
    const { service, log } = this.#context;
    log.info(`  ${this.#inWords([...repositories, ...projects])} left the plan with that: attaching again`);
    const members: readonly Pick<Resource, 'kind' | 'id'>[] = [
      ...repositories.map((id) => ({ kind: 'repository' as const, id })),
      ...projects.map((id) => ({ kind: 'project' as const, id })),
    ];
    const errors: (ServiceError | undefined)[] = [];
    // One that is not found may be the member.
    const isGone = (): boolean => this.isGone && errors.every((error) => error instanceof NotFoundError);
    for (const { kind, id } of members) {
      if (errors.length === 2 && isGone()) break;
      errors.push(await this.#attempt(service.attach(this.#plan, { kind, id, name: this.#names.get(id) })));
    }
    if (isGone()) return 'gone';
    if (errors.some((error) => error !== undefined && !error.mayHaveApplied)) return 'rejected';
    return 'accepted';
  }

  async #warnOf({ repositories, projects }: Members): Promise<void> {
    await this.#learnNames();
    this.#context.log.warning(
      'A modification changed more than was asked for',
      `${this.#inWords([...repositories, ...projects])} left backup plan ${label(this.#plan)} when it was modified, and had to be attached again`,
    );
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

  #judged(seen: Seen): Result {
    return judged(this.#plan, seen, (ids) => this.#inWords(ids));
  }

  #inWords(members: readonly Id[]): string {
    return someOf(members.map((id) => label({ id, name: this.#names.get(id) })));
  }
}
