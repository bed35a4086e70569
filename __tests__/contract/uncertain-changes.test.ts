import { describe, expect, it } from '@jest/globals';
import type { Fault, ScriptedFault } from '../../simulator/faults.ts';
import type { Simulator } from '../../simulator/server.ts';
import type { GitProtect } from '../../src/gitprotect/client.ts';
import { NetworkError, RejectedError, ServerError, ServiceError, TimeoutError } from '../../src/gitprotect/errors.ts';
import { HttpFailure } from '../../src/http/failure.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { calledEndpoints, clientOf, serve, type SmallWorld, smallWorld, SEEN, repository } from '../support/service.ts';

/* A change of which no answer came, or a 5xx: it may have been carried out. Which changes are sent again, and what errors say of it. */

const SIGN_IN = 'account/login';
const REMOVE = 'git/repositories/remove';
const ATTACH = 'plans/attachgitrepository';

const LOST: Fault = { kind: 'lost' };
const OVERLOADED: Fault = { kind: 'answer', status: 503 };
const REJECTED: Fault = { kind: 'answer', status: 400, body: '{"message":"no"}' };
const UNAUTHORIZED: Fault = { kind: 'answer', status: 401 };

/** A service whose first calls of an endpoint fail so. */
async function serviceWith(
  endpoint: string,
  faults: readonly Fault[],
): Promise<SmallWorld & { simulator: Simulator; service: GitProtect; clock: FakeClock }> {
  const small = smallWorld();
  const clock = new FakeClock();
  const scripted = faults.map((fault, index): ScriptedFault => ({ endpoint, occurrence: index + 1, fault }));
  const simulator = await serve(small.world, {
    faults: scripted,
    onStall: () => {
      clock.expireDeadlines();
    },
  });
  return { ...small, simulator, ...clientOf(simulator, { clock }) };
}

async function errorOf(work: Promise<unknown>): Promise<ServiceError> {
  const thrown = await work.catch((error: unknown) => error);
  if (thrown instanceof ServiceError) return thrown;
  throw new Error(`no error of the service: ${String(thrown)}`);
}

describe('the removal of a repository', () => {
  it.each<[string, Fault, new (...args: never) => Error]>([
    ['a 503', OVERLOADED, ServerError],
    ['a 503 with Retry-After', { ...OVERLOADED, headers: { 'retry-after': '1' } }, ServerError],
    ['a 408', { kind: 'answer', status: 408 }, ServerError],
    ['a cut connection', { kind: 'reset', at: 'before-headers' }, NetworkError],
    ['a cut body', { kind: 'reset', at: 'in-body' }, NetworkError],
    ['a lost answer', LOST, NetworkError],
    ['no answer', { kind: 'stall', at: 'before-headers' }, TimeoutError],
  ])('is sent once, even after %s, and may have happened', async (_, fault, expected) => {
    const { service, simulator, website, clock } = await serviceWith(REMOVE, [fault]);

    const error = await errorOf(service.removeRepository(website, true, SEEN));

    expect(error).toBeInstanceOf(expected);
    expect(error.mayHaveApplied).toBe(true);
    expect(error.message).toContain(`could not remove repository 'website' (${website.id}): `);
    expect(error.message).not.toContain('tried');
    expect(calledEndpoints(simulator)).toEqual([SIGN_IN, REMOVE]);
    expect(clock.slept).toEqual([]);
  });

  it.each<[string, Fault]>([
    ['a rejection', REJECTED],
    ['a 429', { kind: 'answer', status: 429, headers: { 'retry-after': '1' } }],
  ])('is sent once, and did not happen, after %s', async (_, fault) => {
    const { service, simulator, world, website } = await serviceWith(REMOVE, [fault]);

    const error = await errorOf(service.removeRepository(website, true, SEEN));

    expect(error.mayHaveApplied).toBe(false);
    expect(world.repositories.has(website.id)).toBe(true);
    expect(calledEndpoints(simulator)).toEqual([SIGN_IN, REMOVE]);
  });

  it('is not sent again with a new token either', async () => {
    const { service, simulator, world, website } = await serviceWith(REMOVE, []);
    await service.signIn();
    world.expireTokens();

    await errorOf(service.removeRepository(website, false, SEEN));

    expect(world.repositories.has(website.id)).toBe(true);
    expect(calledEndpoints(simulator)).toEqual([SIGN_IN, REMOVE]);
  });
});

const REPORTED: Fault = { kind: 'answer', status: 200, body: '{"success":false,"message":"no"}' };

describe('a change that can be repeated', () => {
  it('is sent again when its answer was lost, though it was carried out', async () => {
    const { service, simulator, daily, api } = await serviceWith(ATTACH, [LOST]);
    api.licensed = true;

    await service.attach(daily, repository(api));

    expect(daily.repositories.has(api.id)).toBe(true);
    expect(calledEndpoints(simulator)).toEqual([SIGN_IN, ATTACH, ATTACH]);
  });

  it.each<[string, readonly Fault[], boolean]>([
    ['it was only rejected', [REJECTED], false],
    [
      'it was rejected after a 429',
      [{ kind: 'answer', status: 429, headers: { 'retry-after': '1' } }, REJECTED],
      false,
    ],
    ['it was rejected after an old token was', [UNAUTHORIZED, REJECTED], false],
    ['it was rejected after an overload', [OVERLOADED, REJECTED], true],
    ['it was rejected after a cut connection', [{ kind: 'reset', at: 'before-headers' }, REJECTED], true],
    ['it was rejected after a stall', [{ kind: 'stall', at: 'after-headers' }, REJECTED], true],
    ['it was rejected after an overload and an old token', [OVERLOADED, UNAUTHORIZED, REJECTED], true],
    ['it was rejected by a 200 alone', [REPORTED], false],
    ['it was rejected by a 200 after an overload', [OVERLOADED, REPORTED], true],
    ['it was rejected by a 200 after an overload and an old token', [OVERLOADED, UNAUTHORIZED, REPORTED], true],
    [
      'it was rejected after a lost answer, an overload and an old token',
      [LOST, OVERLOADED, UNAUTHORIZED, REJECTED],
      true,
    ],
  ])('may have been carried out, or not, when %s', async (_, faults, mayHaveApplied) => {
    const { service, simulator, daily, api } = await serviceWith(ATTACH, faults);

    const error = await errorOf(service.attach(daily, repository(api)));

    expect(error).toBeInstanceOf(RejectedError);
    expect(error.mayHaveApplied).toBe(mayHaveApplied);
    expect(calledEndpoints(simulator).filter((endpoint) => endpoint === ATTACH)).toHaveLength(faults.length);
  });
});

describe('a change of which it is not known whether it was made', () => {
  const PAGE: Fault = { kind: 'answer', status: 200, body: '<!DOCTYPE html><title>Sign in</title>' };
  const TOO_MANY: Fault = { kind: 'answer', status: 429 };

  it.each<[string, readonly Fault[], readonly Fault[]]>([
    ['was answered with a web page', [PAGE], []],
    ['was answered with far too much', [{ kind: 'large', bytes: 33 * 1024 * 1024, isAnnounced: true }], []],
    ['was answered with a web page after a lost answer', [LOST, PAGE], []],
    ['was answered with a web page after a lost answer and an old token', [LOST, UNAUTHORIZED, PAGE], []],
    ['lost its answer, and the second sign-in was rejected', [LOST, UNAUTHORIZED], [REJECTED]],
    ['lost its answer, and the second sign-in met a limit', [LOST, UNAUTHORIZED], [TOO_MANY]],
  ])('may have been made: it %s', async (_, faults, atSecondSignIn) => {
    const small = smallWorld();
    const scripted = [
      ...faults.map((fault, index): ScriptedFault => ({ endpoint: ATTACH, occurrence: index + 1, fault })),
      ...atSecondSignIn.map((fault): ScriptedFault => ({ endpoint: SIGN_IN, occurrence: 2, fault })),
    ];
    const { service } = clientOf(await serve(small.world, { faults: scripted }), { retries: 1 });
    await service.signIn();

    const error = await errorOf(service.attach(small.daily, repository(small.api)));

    expect(error.mayHaveApplied).toBe(true);
  });
});

describe('an error that calls share', () => {
  it('is the same for each of them, and none of them changes it', async () => {
    const { service, simulator, acme } = await serviceWith(SIGN_IN, [OVERLOADED, REJECTED]);

    const first = await errorOf(service.organizations().read());
    const { title, message, remedy, reason, mayHaveApplied, cause } = first;
    const others = await Promise.all([
      errorOf(service.plans(acme).read()),
      errorOf(service.repositories(acme).read()),
      errorOf(service.signIn()),
    ]);

    expect(others.map((error) => error === first)).toEqual([true, true, true]);
    expect(first).toMatchObject({ title, message, remedy, reason, mayHaveApplied });
    expect(first.message).toMatch(/^could not sign in: HTTP 400: no \(.*\); tried 2 times$/);
    expect(first.cause).toBe(cause);
    expect(calledEndpoints(simulator)).toEqual([SIGN_IN, SIGN_IN]);
  });

  it('has what the transport threw as its cause, unchanged', async () => {
    const { service, simulator, daily, api } = await serviceWith(ATTACH, [OVERLOADED, UNAUTHORIZED, REJECTED]);

    const error = await errorOf(service.attach(daily, repository(api)));

    expect(error.cause).toBeInstanceOf(HttpFailure);
    expect(error.cause).toMatchObject({
      message: `could not attach repository 'api' (${api.id}) to backup plan 'Daily' (${daily.id}): HTTP 400: no (${simulator.url}/${ATTACH})`,
      failure: { kind: 'status', response: { status: 400, message: 'no' } },
      mayHaveApplied: true,
    });
    expect(error.cause).toHaveProperty('message', error.message);
  });
});
