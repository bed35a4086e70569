import { describe, expect, it } from '@jest/globals';
import type { ServiceError } from '../../../src/gitprotect/errors.ts';
import type { HttpCause } from '../../../src/http/failure.ts';
import type { SoFar } from '../../../src/http/request.ts';
import { GuardedRequest } from '../../../src/reconcile/guarded-request.ts';
import { failureOf } from '../../../src/reconcile/rejections.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { answered, ATTACH, errorOf } from '../../support/service-errors.ts';

const EARLIER = { attempts: 1, mayHaveApplied: false };

/** A failure after which the caller may send again, once it has looked again. */
function repeatable(cause: HttpCause, mayHaveApplied = false): ServiceError {
  return errorOf(cause, ATTACH, mayHaveApplied, { ...EARLIER, mayHaveApplied });
}

/** What happens at one sending, or one reading. */
type Event<T> = (passing: (milliseconds: number, waited: number) => void) => T;

interface End {
  readonly error: ServiceError | undefined;
  readonly note: string | undefined;
  readonly sent: readonly SoFar[];
  readonly readings: number;
  readonly clock: FakeClock;
}

/**
 * Sends a request that fails by these errors, one after the other, and then is accepted.
 * @param whileSending what happens before each failure
 * @param reading what each reading shows
 */
async function sent(
  failures: readonly Error[],
  reading: Event<boolean> = () => true,
  whileSending: Event<void> = () => undefined,
): Promise<End> {
  const clock = new FakeClock();
  const transport = { waitedMs: 1000 };
  const passing = (milliseconds: number, waited: number): void => {
    clock.advance(milliseconds);
    transport.waitedMs += waited;
  };
  const all: SoFar[] = [];
  let readings = 0;
  const send = (soFar: SoFar): Promise<void> => {
    const failure = failures[all.length];
    all.push(soFar);
    whileSending(passing);
    return failure === undefined ? Promise.resolve() : Promise.reject(failure);
  };
  const mayStill = (): boolean => {
    readings++;
    return reading(passing);
  };
  const request = new GuardedRequest({ clock, service: { transport } }, clock.monotonic());
  while (request.mayRepeatAfter(await failureOf(send(request.soFar)))) if (!request.confirmed(mayStill())) break;
  return { error: request.failure, note: request.note, sent: all, readings, clock };
}

describe('a request that takes protection away', () => {
  it('is sent at first with nothing but when it was seen', async () => {
    const { error, sent: all, readings, clock } = await sent([]);

    expect(error).toBeUndefined();
    expect(all).toEqual([{ seenAt: clock.monotonic(), earlier: undefined }]);
    expect(readings).toBe(0);
  });

  it('is sent again as seen at the end of a reading, without what was waited for in it', async () => {
    const reading: Event<boolean> = (passing) => {
      passing(9000, 2000);
      return true;
    };
    const whileSending: Event<void> = (passing) => {
      passing(5000, 5000);
    };
    const { error, sent: all, readings, clock } = await sent([repeatable(answered(503))], reading, whileSending);

    expect([error, all.length, readings]).toEqual([undefined, 2, 1]);
    expect(all[1]).toEqual({ seenAt: clock.monotonic() - 5000 - 2000, earlier: EARLIER });
  });

  it('ends where a reading does not show any more that it may be sent', async () => {
    const failure = repeatable(answered(503));
    const { error, note, sent: all } = await sent([failure], () => false);

    expect([error, all.length]).toEqual([failure, 1]);
    expect(note).toBe('not sent again: what it depends on could not be confirmed again');
  });

  it('ends where nothing is left to try', async () => {
    const failure = errorOf(answered(400));
    const { error, sent: all, readings } = await sent([failure]);

    expect(error).toBe(failure);
    expect([all.length, readings]).toEqual([1, 0]);
  });

  it('ends after twelve rounds', async () => {
    const failures = Array.from({ length: 13 }, () => repeatable({ kind: 'late' }));
    const { note, sent: all, readings } = await sent(failures);

    expect(note).toBe('given up after 12 rounds of reading and sending');
    expect([all.length, readings]).toEqual([12, 11]);
  });

  it('that may have been carried out says so, whatever goes wrong with a second sign-in', async () => {
    const lost = repeatable(answered(503), true);
    const { error } = await sent([lost, errorOf(answered(401))]);

    expect(error).toBe(lost);
  });

  it('that was too late in the end says how it failed when it was sent', async () => {
    const first = repeatable(answered(503));
    const { error } = await sent([first, errorOf({ kind: 'late' })]);

    expect(error).toBe(first);
  });

  it('that failed anew says how it failed last', async () => {
    const last = errorOf(answered(400));
    const { error } = await sent([repeatable(answered(503)), last]);

    expect(error).toBe(last);
  });

  it('is no place for mistakes of the program', async () => {
    const mistake = new TypeError('x is undefined');

    await expect(sent([mistake])).rejects.toBe(mistake);
  });
});
