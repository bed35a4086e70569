import { describe, expect, it } from '@jest/globals';
import type { ServiceError } from '../../../src/gitprotect/errors.ts';
import type { HttpCause } from '../../../src/http/failure.ts';
import { TakingAway } from '../../../src/reconcile/take-away.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { answered, ATTACH, errorOf } from '../../support/service-errors.ts';

const EARLIER = { attempts: 1, mayHaveApplied: false };

/** A failure after which the caller may send again, once it has looked again. */
function repeatable(cause: HttpCause, mayHaveApplied = false): ServiceError {
  return errorOf(cause, ATTACH, mayHaveApplied, { ...EARLIER, mayHaveApplied });
}

function takingAway(): { taking: TakingAway; clock: FakeClock; service: { waitedMs: number } } {
  const clock = new FakeClock();
  const service = { waitedMs: 1000 };
  return { taking: new TakingAway({ clock, service }, clock.monotonic()), clock, service };
}

describe('a request that takes protection away', () => {
  it('is sent at first with nothing but when it was seen', () => {
    const { taking, clock } = takingAway();

    expect(taking.soFar).toEqual({ seenAt: clock.monotonic(), earlier: undefined });
  });

  it('is sent again as seen at the end of a reading, without what was waited for in it', () => {
    const { taking, clock, service } = takingAway();

    clock.advance(5000);
    service.waitedMs += 5000;
    const ends = [taking.failed(repeatable(answered(503)))];
    clock.advance(9000);
    service.waitedMs += 2000;
    ends.push(taking.lookedAgain(true));

    expect(ends).toEqual([undefined, undefined]);
    expect(taking.soFar).toEqual({ seenAt: clock.monotonic() - 2000, earlier: EARLIER });
  });

  it('ends where a reading does not show any more that it may be sent', () => {
    const { taking } = takingAway();
    const error = repeatable(answered(503));

    taking.failed(error);

    expect(taking.lookedAgain(false)).toBe(error);
    expect(error.message).toMatch(/; not sent again: what it depends on could not be confirmed again$/);
  });

  it('ends where nothing is left to try', () => {
    const { taking } = takingAway();
    const error = errorOf(answered(400));

    expect(taking.failed(error)).toBe(error);
  });

  it('ends after twelve rounds', () => {
    const { taking } = takingAway();
    for (let round = 1; round < 12; round++)
      expect([taking.failed(repeatable({ kind: 'late' })), taking.lookedAgain(true)]).toEqual([undefined, undefined]);

    const last = repeatable({ kind: 'late' });
    const end = taking.failed(last);

    expect(end?.message).toMatch(/; given up after 12 rounds of reading and sending$/);
  });

  it('that may have been carried out says so, whatever goes wrong with a second sign-in', () => {
    const { taking } = takingAway();
    const lost = repeatable(answered(503), true);

    taking.failed(lost);
    taking.lookedAgain(true);

    expect(taking.failed(errorOf(answered(401)))).toBe(lost);
  });

  it('that was too late in the end says how it failed when it was sent', () => {
    const { taking } = takingAway();
    const sent = repeatable(answered(503));

    taking.failed(sent);
    taking.lookedAgain(true);

    expect(taking.failed(errorOf({ kind: 'late' }))).toBe(sent);
  });

  it('that failed anew says how it failed last', () => {
    const { taking } = takingAway();
    const last = errorOf(answered(400));

    taking.failed(repeatable(answered(503)));
    taking.lookedAgain(true);

    expect(taking.failed(last)).toBe(last);
  });

  it('is no place for mistakes of the program', () => {
    const { taking } = takingAway();
    const mistake = new TypeError('x is undefined');

    expect(() => taking.failed(mistake)).toThrow(mistake);
    expect(() => taking.lookedAgain(true)).toThrow('a reading was repeated before a request failed');
  });
});
