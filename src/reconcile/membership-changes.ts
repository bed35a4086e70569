import type { Attempt } from '../domain/attempt.ts';
import type { MembershipChange } from '../domain/diff.ts';
import type { Id } from '../domain/model.ts';
import type { Problem } from '../shared/failure.ts';
import { Progress } from '../shared/progress.ts';
import { counted, label } from '../shared/text.ts';
import { type CircuitBreaker, circuitOf } from './circuit-breaker.ts';
import type { Context } from './context.ts';

/** Of more changes nobody reads a line each; how far they have come is logged, and what fails. */
const MAX_LINES = 1000;

const PREPOSITIONS = { Attaching: 'to', Detaching: 'from' } as const;

/** Attachments, or detachments, of repositories and projects: those of one of them are made one after the other. */
export class MembershipChanges {
  /** What was tried for each. */
  readonly attempts = new Map<MembershipChange, Attempt>();
  /** Of one repository or project each. */
  readonly groups: readonly (readonly MembershipChange[])[];
  readonly #log: Context['log'];
  readonly #verb: keyof typeof PREPOSITIONS;
  readonly #hasLineEach: boolean;
  readonly #obstacles: ReadonlyMap<Id, Problem>;
  readonly #breaker: CircuitBreaker;
  readonly #progress: Progress;
  #finished = 0;

  /** @param obstacles why some are not tried, by the ID of the repository or project */
  constructor(
    { log, clock }: Context,
    verb: keyof typeof PREPOSITIONS,
    changes: readonly MembershipChange[],
    obstacles: ReadonlyMap<Id, Problem>,
    breaker: CircuitBreaker,
  ) {
    this.groups = [...Map.groupBy(changes, ({ resource }) => resource.id).values()];
    this.#log = log;
    this.#verb = verb;
    this.#hasLineEach = changes.length <= MAX_LINES;
    this.#obstacles = obstacles;
    this.#breaker = breaker;
    if (!this.#hasLineEach) log.info(`${verb} ${counted(this.groups.length, 'repository', 'repositories')}`);
    this.#progress = new Progress(log, clock, 'repositories changed');
  }

  /** Those of a group that are to be sent, each when its turn comes: what became of it is recorded before the next one. */
  *toSend(group: readonly MembershipChange[]): Generator<MembershipChange, void> {
    for (const change of group) {
      const skipped = this.#whySkipped(change);
      if (skipped !== undefined) {
        this.attempts.set(change, skipped);
        continue;
      }
      this.#logStart(change);
      yield change;
    }
    this.#progress.report(++this.#finished, this.groups.length);
  }

  #whySkipped(change: MembershipChange): Attempt | undefined {
    const obstacle = this.#obstacles.get(change.resource.id);
    if (obstacle !== undefined) return { kind: 'skipped', cause: 'dependency', problem: obstacle };
    const problem = this.#breaker.check(circuitOf(change));
    return problem && { kind: 'skipped', cause: 'circuit-open', problem };
  }

  #logStart({ resource, plan }: MembershipChange): void {
    if (!this.#hasLineEach) return;
    const what = resource.kind === 'project' ? `project ${label(resource)}` : label(resource);
    this.#log.info(`${this.#verb} ${what} ${PREPOSITIONS[this.#verb]} backup plan ${label(plan)}`);
  }
}
