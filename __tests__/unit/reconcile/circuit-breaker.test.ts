import { describe, expect, it } from '@jest/globals';
import { invalidResponse, type ServiceError } from '../../../src/gitprotect/errors.ts';
import { CircuitBreaker, LICENSES } from '../../../src/reconcile/circuit-breaker.ts';
import { guid } from '../../support/build.ts';
import { ACTIVATE, answered, ATTACH, CALLED_URL, errorOf, SIGN_IN } from '../../support/service-errors.ts';

const DAILY = guid(201);
const WEEKLY = guid(202);
const ALL = [LICENSES, DAILY, WEEKLY];

/** An attachment that was rejected. */
function rejected(message: string, status = 400): ServiceError {
  return errorOf(answered(status, message));
}

/** An activation that was rejected. */
function notActivated(message: string, status = 400): ServiceError {
  return errorOf(answered(status, message), ACTIVATE);
}

function outage(): ServiceError {
  return errorOf({ kind: 'network', error: new Error('the host is down') });
}

/** A circuit breaker after these failures on one circuit. */
function afterFailures(failures: readonly ServiceError[], circuit = DAILY): CircuitBreaker {
  const breaker = new CircuitBreaker();
  for (const failure of failures) breaker.failed(circuit, failure);
  return breaker;
}

function times(count: number, make: (index: number) => ServiceError): ServiceError[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** Which circuits are open: nothing is tried there any more. */
function openIn(breaker: CircuitBreaker): string[] {
  return ALL.filter((circuit) => breaker.check(circuit) !== undefined);
}

describe('at first', () => {
  it('no circuit is open', () => {
    expect(openIn(new CircuitBreaker())).toEqual([]);
  });
});

describe('a failure that concerns all', () => {
  it.each<[string, ServiceError]>([
    ['401', errorOf(answered(401))],
    ['a rejected sign-in', errorOf(answered(400), SIGN_IN)],
    ['a certificate that is not trusted', errorOf({ kind: 'certificate', error: new Error('self-signed') })],
    ['a proxy that refuses', errorOf({ kind: 'proxy', status: 407, error: new Error('407') })],
    ['a redirect', errorOf(answered(302))],
    ['a job that was cancelled', errorOf({ kind: 'cancelled' })],
    ['a request that was not sent since the job was cancelled', errorOf({ kind: 'not-sent', again: false })],
  ])('opens every circuit at once: %s', (_, failure) => {
    expect(openIn(afterFailures([failure]))).toEqual(ALL);
  });

  it('is given as not tried, with the message, the remedy and the reason of the failure', () => {
    const failure = errorOf(answered(401, 'expired'));
    const { message, remedy, reason } = failure;
    expect(afterFailures([failure]).check(WEEKLY)).toEqual({
      kind: 'not-tried',
      title: 'Not tried after others failed',
      message: `not tried after the same error on others: ${message}`,
      remedy,
      reason,
    });
  });

  it('is described by the first of them, also where the circuit was open before', () => {
    const breaker = afterFailures([errorOf(answered(403, 'no role'))]);
    breaker.failed(DAILY, errorOf(answered(401, 'expired')));
    breaker.failed(DAILY, errorOf(answered(302, 'moved')));
    expect(breaker.check(DAILY)?.message).toContain('expired');
    expect(breaker.check(WEEKLY)?.message).toContain('expired');
  });

  it('stays, though a change that was under way is accepted', () => {
    const breaker = afterFailures([errorOf(answered(401))]);
    for (const circuit of ALL) breaker.accepted(circuit);
    expect(openIn(breaker)).toEqual(ALL);
  });
});

describe('a missing role', () => {
  it('opens its circuit at once, and no other', () => {
    expect(openIn(afterFailures([errorOf(answered(403))]))).toEqual([DAILY]);
  });

  it.each([
    ['Backup plan is disabled', 20],
    ['Repository is disabled', 100],
  ])('is not the reason of every 403: %s opens its circuit after %i in a row', (message, max) => {
    const refused = (): ServiceError => errorOf(answered(403, message));
    expect(openIn(afterFailures(times(max - 1, refused)))).toEqual([]);
    expect(openIn(afterFailures(times(max, refused)))).toEqual([DAILY]);
  });
});

describe('a service that fails', () => {
  it.each<[string, () => ServiceError]>([
    ['no connection', outage],
    ['no answer in time', () => errorOf({ kind: 'timeout', seconds: 30, received: 'not even headers' })],
    ['5xx', () => errorOf(answered(503))],
    ['429', () => errorOf(answered(429))],
    ['an answer that cannot be read', () => invalidResponse(ATTACH, new URL(CALLED_URL), 'no JSON')],
  ])('opens every circuit after three times in a row: %s', (_, make) => {
    expect(openIn(afterFailures(times(2, make)))).toEqual([]);
    expect(openIn(afterFailures(times(3, make)))).toEqual(ALL);
  });

  it('is counted over all circuits', () => {
    const breaker = new CircuitBreaker();
    for (const circuit of ALL) breaker.failed(circuit, outage());
    expect(openIn(breaker)).toEqual(ALL);
  });

  const answers: readonly [string, (breaker: CircuitBreaker) => void][] = [
    [
      'accepts a change',
      (breaker) => {
        breaker.accepted(WEEKLY);
      },
    ],
    [
      'rejects one',
      (breaker) => {
        breaker.failed(WEEKLY, rejected('no'));
      },
    ],
    [
      'knows of none',
      (breaker) => {
        breaker.failed(WEEKLY, errorOf(answered(404)));
      },
    ],
    [
      'finds a conflict',
      (breaker) => {
        breaker.failed(WEEKLY, rejected('is attached', 409));
      },
    ],
    [
      'rejects one by its name',
      (breaker) => {
        breaker.failedByName(WEEKLY, rejected('api is archived'));
      },
    ],
  ];
  it.each(answers)('is not down when it %s in between', (_, answer) => {
    const breaker = afterFailures(times(2, outage));
    answer(breaker);
    for (const failure of times(2, outage)) breaker.failed(DAILY, failure);
    expect(openIn(breaker)).toEqual([]);
    breaker.failed(DAILY, outage());
    expect(openIn(breaker)).toEqual(ALL);
  });

  it('is not down when it refuses for a missing role in between', () => {
    const breaker = afterFailures(times(2, outage));
    breaker.failed(WEEKLY, errorOf(answered(403)));
    breaker.failed(DAILY, outage());
    expect(breaker.check(LICENSES)).toBeUndefined();
  });

  it('with 500 opens the one circuit after twenty times in a row: it may be of one repository', () => {
    const failing = (): ServiceError => errorOf(answered(500));
    expect(openIn(afterFailures(times(19, failing)))).toEqual([]);
    expect(openIn(afterFailures(times(20, failing)))).toEqual([DAILY]);
  });
});

describe('refusals', () => {
  it.each<[string, number, (index: number) => ServiceError]>([
    ['with one text', 100, () => notActivated('the repository is archived')],
    [
      'each with another name',
      100,
      (index) => notActivated(`repository '${guid(index)}' no ${String(index)} is archived`),
    ],
    ['404', 100, () => errorOf(answered(404), ACTIVATE)],
    ['for want of a license', 5, () => notActivated('No free licenses left')],
    ['for want of a licence', 5, () => notActivated('licence missing')],
    ['for a quota', 5, () => notActivated('QUOTA exceeded')],
    ['for a limit', 5, () => notActivated('over the limit', 402)],
    ['for a subscription', 5, () => notActivated('your subscription has ended')],
    ['with other words about licenses', 20, () => notActivated('License activation is not supported for forks')],
    ['since they are there already', 100, () => notActivated('Some repositories are already licensed')],
  ])('of licenses, %s, open their circuit after %i in a row', (_, most, make) => {
    expect(openIn(afterFailures(times(most - 1, make), LICENSES))).toEqual([]);
    const breaker = afterFailures(times(most, make), LICENSES);
    expect(openIn(breaker)).toEqual([LICENSES]);
    expect(breaker.check(LICENSES)?.title).toBe('Not tried after others failed');
  });

  it('of attachments may speak of one license', () => {
    const noLicense = (): ServiceError => rejected('The repository has no license.');
    expect(openIn(afterFailures(times(99, noLicense)))).toEqual([]);
    expect(openIn(afterFailures(times(100, noLicense)))).toEqual([DAILY]);
  });

  it('of each circuit are counted apart', () => {
    const breaker = new CircuitBreaker();
    for (const failure of times(99, () => rejected('no such thing'))) {
      breaker.failed(DAILY, failure);
      breaker.failed(WEEKLY, failure);
      breaker.failed(LICENSES, failure);
    }
    expect(openIn(breaker)).toEqual([]);
    breaker.failed(WEEKLY, rejected('no such thing'));
    expect(openIn(breaker)).toEqual([WEEKLY]);
  });

  it.each<[string, ServiceError, ServiceError]>([
    ['classes', rejected('no such thing'), errorOf(answered(404, 'no such thing'))],
    ['statuses', rejected('no such thing', 400), rejected('no such thing', 422)],
    ['meanings', notActivated('no license'), notActivated('the repository is archived')],
  ])('of two %s by turns open nothing: each begins anew', (_, one, other) => {
    const alternating = times(200, (index) => (index % 2 === 0 ? one : other));
    expect(openIn(afterFailures(alternating, LICENSES))).toEqual([]);
  });

  it('of one class and status are counted together, whatever the server says', () => {
    const texts = times(5, (index) => notActivated(index % 2 === 0 ? 'no license' : 'over the quota'));
    expect(openIn(afterFailures(texts, LICENSES))).toEqual([LICENSES]);
  });

  it('begin anew when one of their circuit is accepted, not one of another', () => {
    const four = times(4, () => notActivated('no license'));
    const reset = afterFailures(four, LICENSES);
    reset.accepted(LICENSES);
    reset.failed(LICENSES, notActivated('no license'));
    expect(openIn(reset)).toEqual([]);
    const kept = afterFailures(four, LICENSES);
    kept.accepted(WEEKLY);
    kept.failed(LICENSES, notActivated('no license'));
    expect(openIn(kept)).toEqual([LICENSES]);
  });

  it('for a conflict never open anything: it is with the state of that one', () => {
    expect(openIn(afterFailures(times(1000, () => rejected('the license is active', 409))))).toEqual([]);
  });

  it('for a conflict in between leave the count as it is', () => {
    const four = times(4, () => notActivated('no license'));
    const breaker = afterFailures([...four, notActivated('is attached', 409), notActivated('no license')], LICENSES);
    expect(openIn(breaker)).toEqual([LICENSES]);
  });
});

describe('refusals of one that the server names', () => {
  it.each<[string, number, ServiceError]>([
    ['rejected', 1000, notActivated('api is archived')],
    ['404', 1000, errorOf(answered(404), ACTIVATE)],
    ['for want of a license', 5, notActivated('no license is free for api')],
    ['with other words about licenses', 1000, notActivated('api cannot be licensed')],
  ])('open their circuit after many in a row: %s, %i', (_, most, failure) => {
    const breaker = new CircuitBreaker();
    for (let count = 1; count < most; count++) breaker.failedByName(LICENSES, failure);
    expect(openIn(breaker)).toEqual([]);
    breaker.failedByName(LICENSES, failure);
    expect(openIn(breaker)).toEqual([LICENSES]);
  });

  it('are no failures of the service', () => {
    const breaker = new CircuitBreaker();
    for (const failure of times(1000, outage)) breaker.failedByName(LICENSES, failure);
    expect(openIn(breaker)).toEqual([]);
  });
});
