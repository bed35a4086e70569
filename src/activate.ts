import type PQueue from 'p-queue';
import { Failure } from './failure.ts';
import type { GitProtect } from './gitprotect/client.ts';
import { NotFoundError, RefusedError, RejectedError, ServerError } from './gitprotect/errors.ts';
import type { Id, Repository } from './gitprotect/model.ts';
import type { Attempt } from './protection/judge.ts';
import type { Log } from './report/log.ts';
import { LICENSES, type Stops } from './stops.ts';
import { label, someOf } from './wording.ts';

/** Licenses a request. */
const BATCH_SIZE = 100;

interface Batch {
  readonly repositories: readonly Repository[];
  isSent: boolean;
}

/**
 * Activates licenses, many a request. A batch that the server rejects as a whole is halved until those that it can't
 * license stand alone: they don't keep the others from their licenses.
 */
export class Activations {
  readonly #gitprotect: GitProtect;
  readonly #stops: Stops;
  readonly #turns: PQueue;
  readonly #log: Log;
  readonly #batchOf = new Map<Id, Batch>();
  readonly #attempts = new Map<Id, PromiseWithResolvers<Attempt>>();

  /**
   * @param repositories all that want a license
   * @param turns lets so many changes be made at a time
   */
  constructor(gitprotect: GitProtect, repositories: readonly Repository[], stops: Stops, turns: PQueue, log: Log) {
    this.#gitprotect = gitprotect;
    this.#stops = stops;
    this.#turns = turns;
    this.#log = log;
    for (let start = 0; start < repositories.length; start += BATCH_SIZE) {
      const batch = { repositories: repositories.slice(start, start + BATCH_SIZE), isSent: false };
      for (const { id } of batch.repositories) this.#batchOf.set(id, batch);
    }
  }

  /** What became of a repository's activation, as soon as that is known; sends its batch when the first of it is asked for. */
  async of({ id }: Repository): Promise<Attempt> {
    const batch = this.#batchOf.get(id);
    if (batch === undefined) return { kind: 'none' };
    if (!batch.isSent) {
      batch.isSent = true;
      for (const repository of batch.repositories) this.#attempts.set(repository.id, promised());
      this.#turns
        .add(() => this.#activate(batch.repositories, false))
        .catch((error: unknown) => {
          // A defect of ours: whoever waits must hear of it.
          for (const repository of batch.repositories) this.#attempts.get(repository.id)?.reject(error);
        });
    }
    return (await this.#attempts.get(id)?.promise) ?? { kind: 'none' };
  }

  /** @param inDoubt an earlier attempt got no answer, and may have been carried out */
  async #activate(repositories: readonly Repository[], inDoubt: boolean): Promise<void> {
    const stop = this.#stops.before(LICENSES);
    if (stop !== undefined) {
      this.#settle(repositories, { kind: inDoubt ? 'lost' : 'untried', problem: stop });
      return;
    }
    this.#log.info(
      repositories.length === 1
        ? `Activating the license of ${repositories.map(label).join()}`
        : `Activating ${String(repositories.length)} licenses: ${someOf(repositories.map(({ name }) => name))}`,
    );
    try {
      await this.#gitprotect.activateLicenses(repositories);
      this.#stops.accepted(LICENSES);
      this.#settle(repositories, { kind: 'accepted' });
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#log.info(`  ${error.message}`);
      error.inDoubt ||= inDoubt;
      await this.#failed(repositories, error);
    }
  }

  async #failed(repositories: readonly Repository[], failure: Failure): Promise<void> {
    const attempt: Attempt = { kind: failure.inDoubt ? 'lost' : 'refused', problem: failure };
    if (repositories.length === 1 || !mayBeOnes(failure)) {
      this.#stops.failed(LICENSES, failure);
      this.#settle(repositories, attempt);
      return;
    }
    // Of several that are named, or of all, each may be named as an example.
    const [named, ...alsoNamed] = repositories.filter((repository) => isNamedIn(failure, repository));
    if (named !== undefined && alsoNamed.length === 0) {
      this.#log.info(`  trying the others without ${label(named)}`);
      this.#stops.failedByName(LICENSES, failure);
      this.#settle([named], attempt);
      await this.#activate(
        repositories.filter((repository) => repository !== named),
        failure.inDoubt,
      );
      return;
    }
    this.#log.info('  trying them in halves');
    // Every second one: neighbors by name are often of one kind, and would be taken for all.
    for (const rest of [0, 1])
      await this.#activate(
        repositories.filter((_, index) => index % 2 === rest),
        failure.inDoubt,
      );
  }

  #settle(repositories: readonly Repository[], attempt: Attempt): void {
    for (const { id } of repositories) this.#attempts.get(id)?.resolve(attempt);
  }
}

/** Whether one repository of many may be what made a request fail. */
function mayBeOnes(failure: Failure): boolean {
  if (failure instanceof ServerError) return failure.refusal.status === 500;
  return failure instanceof RejectedError || failure instanceof NotFoundError;
}

/** Whether the server says that it is this repository which it refuses. Names are no proof: one may be in any sentence. */
function isNamedIn(failure: Failure, { id }: Repository): boolean {
  return failure instanceof RefusedError && failure.refusal.message.toLowerCase().includes(id.toLowerCase());
}

function promised(): PromiseWithResolvers<Attempt> {
  const resolvers = Promise.withResolvers<Attempt>();
  // Whoever asks for it hears of a failure; that nobody has asked yet is none.
  resolvers.promise.catch(() => undefined);
  return resolvers;
}
