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

/** So many failures are logged one by one: the end of the log names their reasons, and the report has each of them. */
const MAX_FAILURES = 50;

const PREPOSITIONS = { Attaching: 'to', Detaching: 'from' } as const;

/** Attachments, or detachments, to make, and what was tried for each. */
export class MembershipChanges {
  /** Those of one repository or project, which are made one after the other. */
  readonly groups: readonly (readonly MembershipChange[])[];
  readonly attempts = new Map<MembershipChange, Attempt>();
  readonly #log: Context['log'];
  readonly #verb: keyof typeof PREPOSITIONS;
  readonly #obstacles: ReadonlyMap<Id, Problem>;
  readonly #breaker: CircuitBreaker;
  readonly #progress: Progress;
  readonly #hasLineEach: boolean;
  #finished = 0;
  #failures = 0;

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
    this.#obstacles = obstacles;
    this.#breaker = breaker;
    this.#progress = new Progress(log, clock, 'repositories changed');
    this.#hasLineEach = changes.length <= MAX_LINES;
    if (!this.#hasLineEach) log.info(`${verb} ${counted(this.groups.length, 'repository', 'repositories')}`);
  }

  /** Those of a group that are to be sent, each when its turn comes; of the others it is noted why not. */
  *toSend(group: readonly MembershipChange[]): Generator<MembershipChange, void> {
    for (const change of group) {
      const skipped = this.#whySkipped(change);
      if (skipped === undefined) {
        if (this.#hasLineEach) this.#log.info(`${this.#verb} ${inWords(change, PREPOSITIONS[this.#verb])}`);
        yield change;
      } else this.attempts.set(change, skipped);
    }
    this.#progress.report(++this.#finished, this.groups.length);
  }

  /** Notes what was tried for one that was sent. */
  tried(change: MembershipChange, attempt: Attempt): void {
    this.attempts.set(change, attempt);
    if (!('problem' in attempt) || ++this.#failures > MAX_FAILURES + 1) return;
    const isLast = this.#failures > MAX_FAILURES;
    this.#log.info(isLast ? '  … and more that failed or was rejected' : `  ${attempt.problem.message}`);
  }

  #whySkipped(change: MembershipChange): Attempt | undefined {
    const obstacle = this.#obstacles.get(change.resource.id);
    if (obstacle !== undefined) return { kind: 'skipped', cause: 'dependency', problem: obstacle };
    const problem = this.#breaker.check(circuitOf(change));
    return problem && { kind: 'skipped', cause: 'circuit-open', problem };
  }
}

function inWords({ resource, plan }: MembershipChange, preposition: string): string {
  const what = resource.kind === 'project' ? `project ${label(resource)}` : label(resource);
  return `${what} ${preposition} backup plan ${label(plan)}`;
}
