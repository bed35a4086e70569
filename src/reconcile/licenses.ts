import pMap from 'p-map';
import type { LicenseChange } from '../domain/diff.ts';
import type { Repository } from '../domain/model.ts';
import type { Attempt } from '../domain/attempt.ts';
import { repositoriesInWords } from '../gitprotect/calls.ts';
import { NotFoundError, RejectedError, ServerError, ServiceError, StatusError } from '../gitprotect/errors.ts';
import { label, someOf } from '../shared/text.ts';
import { type CircuitBreaker, LICENSES, RELEASES } from './circuit-breaker.ts';
import type { Context } from './context.ts';
import { attemptAfter, saysNotLicensed } from './rejections.ts';

/** Licenses a request. */
const BATCH_SIZE = 100;

type Send = (changes: readonly LicenseChange[]) => Promise<void>;
type Attempts = readonly (readonly [LicenseChange, Attempt])[];

/** How licenses are given and released. */
const STEPS = {
  activate: { circuit: LICENSES, one: 'Activating the license of', many: 'Activating' },
  deactivate: { circuit: RELEASES, one: 'Releasing the license of', many: 'Releasing' },
} as const;

/**
 * Activates or releases licenses, many a request. A batch that the server rejects as a whole is halved until those that
 * it rejects stand alone: they don't keep the others from it.
 * @param changes all of one kind
 * @param send changes some of them by one request
 */
export async function changeLicenses(
  context: Context,
  changes: readonly LicenseChange[],
  breaker: CircuitBreaker,
  send: Send,
): Promise<ReadonlyMap<LicenseChange, Attempt>> {
  const batches = Array.from({ length: Math.ceil(changes.length / BATCH_SIZE) }, (_, index) =>
    changes.slice(index * BATCH_SIZE, (index + 1) * BATCH_SIZE),
  );
  const { concurrency } = context.service;
  const attempts = await pMap(batches, (batch) => changeBatch(context, batch, breaker, false, send), {
    concurrency,
  });
  return new Map(attempts.flat());
}

/** @param mayHaveApplied an earlier attempt got no answer, and may have been carried out */
async function changeBatch(
  context: Context,
  changes: readonly LicenseChange[],
  breaker: CircuitBreaker,
  mayHaveApplied: boolean,
  send: Send,
): Promise<Attempts> {
  const [first] = changes;
  if (first === undefined) return [];
  const { circuit, one, many } = STEPS[first.kind];
  const problem = breaker.check(circuit);
  if (problem !== undefined)
    return forEach(
      changes,
      mayHaveApplied
        ? { kind: 'failed', mayHaveApplied, problem }
        : { kind: 'skipped', cause: 'circuit-open', problem },
    );
  const repositories = changes.map(({ resource }) => resource);
  context.log.info(
    repositories.length === 1
      ? `${one} ${repositories.map(label).join()}`
      : `${many} ${String(repositories.length)} licenses: ${someOf(repositories.map(({ name }) => name))}`,
  );
  try {
    await send(changes);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    context.log.info(`  ${error.message}`);
    return await splitAfter(error, context, changes, breaker, mayHaveApplied || error.mayHaveApplied, send);
  }
  breaker.accepted(circuit);
  return forEach(changes, { kind: 'accepted' });
}

/** What becomes of a batch that failed: without the one that the server names, or in halves, it is tried again. */
async function splitAfter(
  error: ServiceError,
  context: Context,
  changes: readonly LicenseChange[],
  breaker: CircuitBreaker,
  mayHaveApplied: boolean,
  send: Send,
): Promise<Attempts> {
  const names = changes.map(({ resource }) => resource.name);
  const circuit = changes.some(({ kind }) => kind === 'deactivate') ? RELEASES : LICENSES;
  const isReleased = circuit === RELEASES && saysNotLicensed(error);
  const attempt: Attempt = isReleased
    ? { kind: 'already', problem: error }
    : attemptAfter(error, names, mayHaveApplied);
  // What was not sent again as a whole is not sent again in parts.
  if (changes.length === 1 || error.earlier !== undefined || !mayConcernOne(error)) {
    if (!isReleased) breaker.failed(circuit, error);
    return forEach(changes, attempt);
  }
  // Where several are named, or all, each may be named as an example.
  const [named, ...alsoNamed] = changes.filter(({ resource }) => isNamedIn(error, resource));
  if (named !== undefined && alsoNamed.length === 0) {
    context.log.info(`  trying the others without ${label(named.resource)}`);
    breaker.failedByName(circuit, error);
    const others = changes.filter((change) => change !== named);
    return [
      [named, ofOne(named.resource, attempt, changes)],
      ...(await changeBatch(context, others, breaker, mayHaveApplied, send)),
    ];
  }
  context.log.info('  trying them in halves');
  // Every second one: neighbors by name are often of one kind, and would be taken for all.
  const first = changes.filter((_, index) => index % 2 === 0);
  const second = changes.filter((_, index) => index % 2 === 1);
  const attempts = await changeBatch(context, first, breaker, mayHaveApplied, send);
  return [...attempts, ...(await changeBatch(context, second, breaker, mayHaveApplied, send))];
}

/** The attempt of a batch as one repository's own: it is called by its name. */
function ofOne(repository: Repository, attempt: Attempt, batch: readonly LicenseChange[]): Attempt {
  if (!('problem' in attempt)) return attempt;
  const { title, message, remedy, reason, inShort } = attempt.problem;
  const ofBatch = repositoriesInWords(batch.map((change) => change.resource));
  const own = message.replace(ofBatch, () => repositoriesInWords([repository]));
  return {
    ...attempt,
    problem: { title, message: own, remedy, reason, ...(inShort === undefined ? {} : { inShort }) },
  };
}

function forEach(changes: readonly LicenseChange[], attempt: Attempt): Attempts {
  return changes.map((change) => [change, attempt]);
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
