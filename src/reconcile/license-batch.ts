import type { Attempt } from '../domain/attempt.ts';
import type { LicenseChange } from '../domain/diff.ts';
import type { Repository } from '../domain/model.ts';
import { repositoriesInWords } from '../gitprotect/calls.ts';
import { NotFoundError, RejectedError, ServerError, type ServiceError, StatusError } from '../gitprotect/errors.ts';
import { type Problem, withMessage } from '../shared/failure.ts';
import { label, someOf } from '../shared/text.ts';
import { type CircuitBreaker, LICENSES, RELEASES } from './circuit-breaker.ts';
import type { Context } from './context.ts';
import { attemptAfter, type Before, madeBefore, noted, saysNotLicensed, withNote } from './rejections.ts';

/** Licenses a request. */
const BATCH_SIZE = 100;

/** How licenses are given and released. */
const STEPS = {
  activate: { circuit: LICENSES, one: 'Activating the license of', many: 'Activating' },
  deactivate: { circuit: RELEASES, one: 'Releasing the license of', many: 'Releasing' },
} as const;

/** Of a batch: what one request changes. */
export interface Part {
  readonly changes: readonly LicenseChange[];
  readonly repositories: readonly Repository[];
  /** What earlier requests for more than these leave open; undefined where there were none. */
  readonly before: Before | undefined;
}

const NOTHING_OPEN: Before = { mayHaveApplied: false, isUnclear: false };

/**
 * Licenses that are activated, or released, by one request. A batch that the server rejects as a whole is halved until
 * those that it rejects stand alone: they don't keep the others from it.
 */
export class LicenseBatch {
  /** What was tried for each. */
  readonly attempts = new Map<LicenseChange, Attempt>();
  readonly #log: Context['log'];
  readonly #breaker: CircuitBreaker;
  readonly #kind: LicenseChange['kind'];
  /** What is to be sent yet, in this order. */
  readonly #open: Part[];

  private constructor(
    { log }: Context,
    kind: LicenseChange['kind'],
    changes: readonly LicenseChange[],
    breaker: CircuitBreaker,
  ) {
    this.#log = log;
    this.#kind = kind;
    this.#breaker = breaker;
    this.#open = [partOf(changes, undefined)];
  }

  /** @param changes all of this kind */
  static of(
    context: Context,
    kind: LicenseChange['kind'],
    changes: readonly LicenseChange[],
    breaker: CircuitBreaker,
  ): readonly LicenseBatch[] {
    const count = Math.ceil(changes.length / BATCH_SIZE);
    return Array.from({ length: count }, (_, index) => {
      const own = changes.slice(index * BATCH_SIZE, (index + 1) * BATCH_SIZE);
      return new LicenseBatch(context, kind, own, breaker);
    });
  }

  /** The parts to send, one after the other: a part that failed may be followed by parts of it. */
  *toSend(): Generator<Part, void> {
    const { circuit, one, many } = STEPS[this.#kind];
    for (let part = this.#open.shift(); part !== undefined; part = this.#open.shift()) {
      const { changes, repositories, before } = part;
      const problem = this.#breaker.check(circuit);
      if (problem !== undefined) {
        this.#record(changes, notTried(problem, before));
        continue;
      }
      this.#log.info(
        repositories.length === 1
          ? `${one} ${repositories.map(label).join()}`
          : `${many} ${String(repositories.length)} licenses: ${someOf(repositories.map(({ name }) => name))}`,
      );
      yield part;
    }
  }

  /** A part was sent. @param error how it failed, if it did @param note what is to be said of that */
  sent(part: Part, error: ServiceError | undefined, note?: string): void {
    if (error !== undefined) {
      this.#failed(part, error, note);
      return;
    }
    this.#breaker.accepted(STEPS[this.#kind].circuit);
    this.#record(part.changes, { kind: 'accepted' });
  }

  /** Without the one that the server names, or in halves, a part that failed is sent again. */
  #failed({ changes, repositories, before = NOTHING_OPEN }: Part, error: ServiceError, note: string | undefined): void {
    this.#log.info(`  ${withNote(error.message, note)}`);
    const { circuit } = STEPS[this.#kind];
    const soFar: Before = {
      mayHaveApplied: before.mayHaveApplied || error.mayHaveApplied,
      isUnclear: before.isUnclear || error.isUnclear,
    };
    const isReleased = this.#kind === 'deactivate' && saysNotLicensed(error);
    const names = repositories.map(({ name }) => name);
    const attempt = noted(isReleased ? madeBefore(error, soFar) : attemptAfter(error, names, soFar), note);
    // What was not sent again as a whole is not sent again in parts.
    if (changes.length === 1 || error.earlier !== undefined || !mayConcernOne(error)) {
      if (!isReleased) this.#breaker.failed(circuit, error);
      this.#record(changes, attempt);
      return;
    }
    // Where several are named, or all, each may be named as an example.
    const [named, ...alsoNamed] = changes.filter(({ resource }) => isNamedIn(error, resource));
    if (named !== undefined && alsoNamed.length === 0) {
      this.#log.info(`  trying the others without ${label(named.resource)}`);
      this.#breaker.failedByName(circuit, error);
      this.#record([named], ofOne(named.resource, attempt, repositories));
      const others = changes.filter((change) => change !== named);
      this.#open.unshift(partOf(others, soFar));
      return;
    }
    this.#log.info('  trying them in halves');
    // Every second one: neighbors by name are often of one kind, and would be taken for all.
    const first = changes.filter((_, index) => index % 2 === 0);
    const second = changes.filter((_, index) => index % 2 === 1);
    this.#open.unshift(partOf(first, soFar), partOf(second, soFar));
  }

  #record(changes: readonly LicenseChange[], attempt: Attempt): void {
    for (const change of changes) this.attempts.set(change, attempt);
  }
}

/** What was tried for each of several batches. */
export function attemptsOf(batches: readonly LicenseBatch[]): ReadonlyMap<LicenseChange, Attempt> {
  return new Map(batches.flatMap(({ attempts }) => [...attempts]));
}

/** What is not tried, or not again by itself: a server may have carried out a part of what it refused as a whole. */
function notTried(problem: Problem, before: Before | undefined): Attempt {
  if (before?.mayHaveApplied === true || before?.isUnclear === true) return { kind: 'failed', ...before, problem };
  return { kind: 'skipped', cause: 'circuit-open', problem, ...(before === undefined ? {} : { wasSent: true }) };
}

function partOf(changes: readonly LicenseChange[], before: Before | undefined): Part {
  return { changes, repositories: changes.map(({ resource }) => resource), before };
}

/** The attempt of a batch as one repository's own: it is called by its name. */
function ofOne(repository: Repository, attempt: Attempt, batch: readonly Repository[]): Attempt {
  if (!('problem' in attempt)) return attempt;
  const ofBatch = repositoriesInWords(batch);
  const own = attempt.problem.message.replace(ofBatch, () => repositoriesInWords([repository]));
  return { ...attempt, problem: withMessage(attempt.problem, own) };
}

/** Whether one repository of many may be what made a request fail. */
function mayConcernOne(error: ServiceError): boolean {
  if (error instanceof ServerError) return error.response.status === 500;
  return error instanceof RejectedError || error instanceof NotFoundError;
}

/** Whether the server says that it rejects this repository. Names are no proof: one may be part of any sentence. */
function isNamedIn(error: ServiceError, { id }: Repository): boolean {
  return error instanceof StatusError && error.response.message.toLowerCase().includes(id.toLowerCase());
}
