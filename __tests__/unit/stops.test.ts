import { describe, expect, it } from '@jest/globals';
import {
  CertificateError,
  InvalidAnswerError,
  NetworkError,
  NotFoundError,
  PermissionError,
  ProxyError,
  RateLimitError,
  RedirectError,
  type Refusal,
  RejectedError,
  ServerError,
  SignInError,
  TimeoutError,
  UnauthorizedError,
} from '../../src/gitprotect/errors.ts';
import type { Failure } from '../../src/failure.ts';
import { LICENSES, Stops } from '../../src/stops.ts';
import { guid } from '../support/build.ts';

const OPERATION = { does: 'attach it', url: 'https://gitprotect.example/plans' };
const DAILY = guid(201);
const WEEKLY = guid(202);

function refusal(status: number, message = ''): Refusal {
  return { status, message, requestId: undefined, location: undefined };
}

function rejected(message: string, status = 400): RejectedError {
  return new RejectedError(OPERATION, refusal(status, message), 'Look at it.');
}

function outage(): NetworkError {
  return new NetworkError(OPERATION, new Error('the host is down'));
}

/** Stops after these failures of one kind. */
function afterFailures(failures: readonly Failure[], kind = DAILY): Stops {
  const stops = new Stops();
  for (const failure of failures) stops.failed(kind, failure);
  return stops;
}

function times(count: number, make: (index: number) => Failure): Failure[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** Which kinds are stopped. */
function stoppedBy(stops: Stops): string[] {
  return [LICENSES, DAILY, WEEKLY].filter((kind) => stops.before(kind) !== undefined);
}

const ALL = [LICENSES, DAILY, WEEKLY];

describe('at first', () => {
  it('nothing is stopped', () => {
    expect(stoppedBy(new Stops())).toEqual([]);
  });
});

describe('a failure that is everyone’s', () => {
  it.each<[string, Failure]>([
    ['401', new UnauthorizedError(OPERATION, refusal(401))],
    ['a rejected sign-in', new SignInError(OPERATION, refusal(400))],
    ['a certificate that is not trusted', new CertificateError(OPERATION, new Error('self-signed'))],
    ['a proxy that refuses', new ProxyError(OPERATION, 407, new Error('407'))],
    ['a redirect', new RedirectError(OPERATION, refusal(302))],
  ])('stops everything at once: %s', (_, failure) => {
    expect(stoppedBy(afterFailures([failure]))).toEqual(ALL);
  });

  it('is told as not tried, with the message, the remedy and the reason of the failure', () => {
    const failure = new UnauthorizedError(OPERATION, refusal(401, 'expired'));
    const { message, remedy, reason } = failure;
    expect(afterFailures([failure]).before(WEEKLY)).toEqual({
      title: 'Not tried after others failed',
      message: `not tried, since it would fail as others did: ${message}`,
      remedy,
      reason,
    });
  });

  it('is told by the first of them, also where the kind was stopped before', () => {
    const stops = afterFailures([new PermissionError(OPERATION, refusal(403, 'no role'), 'Administrator')]);
    stops.failed(DAILY, new UnauthorizedError(OPERATION, refusal(401, 'expired')));
    stops.failed(DAILY, new RedirectError(OPERATION, refusal(302, 'moved')));
    expect(stops.before(DAILY)?.message).toContain('expired');
    expect(stops.before(WEEKLY)?.message).toContain('expired');
  });

  it('stays, though a change that was under way is accepted', () => {
    const stops = afterFailures([new UnauthorizedError(OPERATION, refusal(401))]);
    for (const kind of ALL) stops.accepted(kind);
    expect(stoppedBy(stops)).toEqual(ALL);
  });
});

describe('a missing role', () => {
  it('stops its kind at once, and no other', () => {
    expect(stoppedBy(afterFailures([new PermissionError(OPERATION, refusal(403), 'Administrator')]))).toEqual([DAILY]);
  });
});

describe('a service that fails', () => {
  it.each<[string, () => Failure]>([
    ['no connection', outage],
    ['no answer in time', () => new TimeoutError(OPERATION, 30, 'not even headers')],
    ['5xx', () => new ServerError(OPERATION, refusal(503))],
    ['429', () => new RateLimitError(OPERATION, refusal(429))],
    ['an answer that cannot be read', () => new InvalidAnswerError(OPERATION, 'no JSON')],
  ])('stops everything after three times in a row: %s', (_, make) => {
    expect(stoppedBy(afterFailures(times(2, make)))).toEqual([]);
    expect(stoppedBy(afterFailures(times(3, make)))).toEqual(ALL);
  });

  it('is counted over all kinds', () => {
    const stops = new Stops();
    for (const kind of ALL) stops.failed(kind, outage());
    expect(stoppedBy(stops)).toEqual(ALL);
  });

  it.each<[string, (stops: Stops) => void]>([
    [
      'accepts a change',
      (stops) => {
        stops.accepted(WEEKLY);
      },
    ],
    [
      'rejects one',
      (stops) => {
        stops.failed(WEEKLY, rejected('no'));
      },
    ],
    [
      'knows of none',
      (stops) => {
        stops.failed(WEEKLY, new NotFoundError(OPERATION, refusal(404)));
      },
    ],
    [
      'finds a conflict',
      (stops) => {
        stops.failed(WEEKLY, rejected('is attached', 409));
      },
    ],
  ])('is not down when it %s in between', (_, answer) => {
    const stops = afterFailures(times(2, outage));
    answer(stops);
    for (const failure of times(2, outage)) stops.failed(DAILY, failure);
    expect(stoppedBy(stops)).toEqual([]);
    stops.failed(DAILY, outage());
    expect(stoppedBy(stops)).toEqual(ALL);
  });

  it('is not down when it refuses for a missing role in between', () => {
    const stops = afterFailures(times(2, outage));
    stops.failed(WEEKLY, new PermissionError(OPERATION, refusal(403), 'Administrator'));
    stops.failed(DAILY, outage());
    expect(stops.before(LICENSES)).toBeUndefined();
  });
});

describe('refusals', () => {
  it.each<[string, number, (index: number) => Failure]>([
    ['of one reason', 100, () => rejected('the repository is archived')],
    ['that name each its own', 100, (index) => rejected(`repository '${guid(index)}' no ${String(index)} is archived`)],
    ['404', 100, () => new NotFoundError(OPERATION, refusal(404))],
    ['for want of a license', 5, () => rejected('No free licenses left')],
    ['for want of a licence', 5, () => rejected('licence missing')],
    ['for a quota', 5, () => rejected('QUOTA exceeded')],
    ['for a limit', 5, () => rejected('over the limit', 402)],
    ['for a subscription', 5, () => rejected('your subscription has ended')],
  ])('of licenses, %s, stop their kind after %i in a row', (_, most, make) => {
    expect(stoppedBy(afterFailures(times(most - 1, make), LICENSES))).toEqual([]);
    const stops = afterFailures(times(most, make), LICENSES);
    expect(stoppedBy(stops)).toEqual([LICENSES]);
    expect(stops.before(LICENSES)?.title).toBe('Not tried after others failed');
  });

  it('of attachments may speak of one license', () => {
    const noLicense = (): Failure => rejected('The repository has no license.');
    expect(stoppedBy(afterFailures(times(99, noLicense)))).toEqual([]);
    expect(stoppedBy(afterFailures(times(100, noLicense)))).toEqual([DAILY]);
  });

  it('of each kind are counted apart', () => {
    const stops = new Stops();
    for (const failure of times(99, () => rejected('no such thing'))) {
      stops.failed(DAILY, failure);
      stops.failed(WEEKLY, failure);
      stops.failed(LICENSES, failure);
    }
    expect(stoppedBy(stops)).toEqual([]);
    stops.failed(WEEKLY, rejected('no such thing'));
    expect(stoppedBy(stops)).toEqual([WEEKLY]);
  });

  it('of several reasons begin anew with each', () => {
    const alternating = times(200, (index) => rejected(index % 2 === 0 ? 'no license' : 'over the quota'));
    expect(stoppedBy(afterFailures(alternating))).toEqual([]);
  });

  it('begin anew when one of their kind is accepted, not one of another', () => {
    const four = times(4, () => rejected('no license'));
    const reset = afterFailures(four, LICENSES);
    reset.accepted(LICENSES);
    reset.failed(LICENSES, rejected('no license'));
    expect(stoppedBy(reset)).toEqual([]);
    const kept = afterFailures(four, LICENSES);
    kept.accepted(WEEKLY);
    kept.failed(LICENSES, rejected('no license'));
    expect(stoppedBy(kept)).toEqual([LICENSES]);
  });

  it('for a conflict never stop anything: it is with the state of that one', () => {
    expect(stoppedBy(afterFailures(times(1000, () => rejected('the license is active', 409))))).toEqual([]);
  });

  it('for a conflict in between leave the count as it is', () => {
    const four = times(4, () => rejected('no license'));
    const stops = afterFailures([...four, rejected('is attached', 409), rejected('no license')], LICENSES);
    expect(stoppedBy(stops)).toEqual([LICENSES]);
  });
});
