import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../simulator/faults.ts';
import { PermissionError, SignInError, UnauthorizedError } from '../../src/gitprotect/errors.ts';
import { failureOf } from '../support/failure.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { calledEndpoints, callsOf, clientOf, repository, SEEN, serve, smallWorld } from '../support/service.ts';

const SIGN_IN = 'account/login';
const ORGANIZATIONS = 'git/organizations/getmany';
const REPOSITORIES = 'git/repositories/getmany';
const PLANS = 'plans/listassignedtoorganization';

const REJECTED: Fault = { kind: 'answer', status: 401, body: '{"message":"no such token"}' };

describe('signing in', () => {
  it('happens once, before the first call', async () => {
    const { world, acme } = smallWorld();
    const simulator = await serve(world);
    const { service } = clientOf(simulator);

    await service.organizations().read();
    await service.plans(acme).read();
    await service.signIn();

    expect(calledEndpoints(simulator)).toEqual([SIGN_IN, ORGANIZATIONS, PLANS]);
  });

  it('happens once when the first calls come at once', async () => {
    const { world, acme } = smallWorld();
    const simulator = await serve(world, { latencyMs: 20 });
    const { service } = clientOf(simulator);

    await Promise.all([service.signIn(), service.plans(acme).read(), service.repositories(acme).read()]);

    expect(callsOf(simulator, SIGN_IN)).toBe(1);
    expect(simulator.requests).toHaveLength(3);
  });

  it.each([400, 401, 403, 404, 409, 423])('is tried exactly once when it is rejected with %i', async (status) => {
    const { world, acme } = smallWorld();
    const fault: Fault = { kind: 'answer', status, body: '{"message":"not you"}' };
    const simulator = await serve(world, { faults: [{ endpoint: SIGN_IN, occurrence: 'every', fault }] });
    const { service, clock } = clientOf(simulator);

    const failures = await Promise.all([
      failureOf(service.plans(acme).read()),
      failureOf(service.repositories(acme).read()),
    ]);
    failures.push(await failureOf(service.organizations().read()), await failureOf(service.signIn()));

    for (const failure of failures) {
      expect(failure).toBeInstanceOf(SignInError);
      expect(failure.message).toBe(
        `could not sign in: HTTP ${String(status)}: not you (${simulator.url}/account/login)`,
      );
    }
    expect(calledEndpoints(simulator)).toEqual([SIGN_IN]);
    expect(clock.slept).toEqual([]);
  });

  it('with a wrong password says what to check', async () => {
    const { world } = smallWorld();
    const simulator = await serve(world);
    const credentials = { kind: 'password', email: world.account.email, password: 'wrong' } as const;

    const failure = await failureOf(clientOf(simulator, { credentials }).service.signIn());

    expect(failure.message).toContain('Invalid email or password.');
    expect(failure.remedy).toContain('Check the inputs email and password, and the secrets that hold them,');
  });

  it('at an address without the API says to check the address', async () => {
    const { world } = smallWorld();
    const simulator = await serve(world, { prefix: '/gitprotect' });
    const baseUrl = new URL(`http://127.0.0.1:${String(simulator.port)}`);

    const failure = await failureOf(clientOf(simulator, { baseUrl }).service.signIn());

    expect(failure).toBeInstanceOf(SignInError);
    expect(failure.title).toBe('There is no GitProtect API at server-url');
    expect(failure.remedy).toContain('Check server-url');
  });

  it.each<[string, Fault]>([
    ['a lost connection', { kind: 'reset', at: 'before-headers' }],
    ['an overload', { kind: 'answer', status: 503 }],
    ['a rate limit', { kind: 'answer', status: 429 }],
  ])('is tried again after %s, which is no rejection', async (_, fault) => {
    const { world } = smallWorld();
    const simulator = await serve(world, { faults: [{ endpoint: SIGN_IN, occurrence: 1, fault }] });

    await expect(clientOf(simulator).service.signIn()).resolves.toBeUndefined();
    expect(callsOf(simulator, SIGN_IN)).toBe(2);
  });
});

describe('a token that is not accepted any more', () => {
  it('is renewed during the run, and the call is repeated', async () => {
    const { world, acme } = smallWorld();
    const fault: Fault = {
      kind: 'change',
      change: () => {
        world.expireTokens();
      },
    };
    const faults = [{ endpoint: REPOSITORIES, occurrence: 2, fault }];
    const simulator = await serve(world, { pageCap: 1, faults });

    const repositories = await clientOf(simulator).service.repositories(acme).read();

    expect(repositories.map(({ name }) => name)).toEqual(['api', 'website']);
    const untilRenewed = [SIGN_IN, REPOSITORIES, REPOSITORIES, SIGN_IN, REPOSITORIES];
    // A list of several pages is read twice.
    expect(calledEndpoints(simulator)).toEqual([...untilRenewed, REPOSITORIES, REPOSITORIES]);
    const [, first, , , ...renewed] = simulator.requests.map(({ headers }) => headers.authorization);
    expect(renewed).not.toContain(first);
    expect(new Set(renewed).size).toBe(1);
  });

  it('is renewed once when several calls meet the 401 at once', async () => {
    const { world, acme } = smallWorld();
    const simulator = await serve(world, { latencyMs: 10 });
    const { service } = clientOf(simulator);
    await service.signIn();
    world.expireTokens();

    const lists = await Promise.all([
      service.organizations().read(),
      service.plans(acme).read(),
      service.repositories(acme).read(),
      service.repositories(acme).read(),
    ]);

    expect(lists.map((list) => list.length)).toEqual([1, 1, 2, 2]);
    expect(callsOf(simulator, SIGN_IN)).toBe(2);
    expect(simulator.requests).toHaveLength(2 + 4 + 4);
  });

  it('is not renewed again for a call that learns of it late', async () => {
    const { world, acme } = smallWorld();
    const faults = [{ endpoint: PLANS, occurrence: 1, fault: { kind: 'answer', status: 502 } as const }];
    const simulator = await serve(world, { faults });
    const clock = new (class extends FakeClock {
      readonly held = Promise.withResolvers<undefined>();
      readonly asked = Promise.withResolvers<undefined>();

      override async sleep(): Promise<void> {
        this.asked.resolve(undefined);
        await this.held.promise;
      }
    })();
    const { service } = clientOf(simulator, { clock });

    const late = service.plans(acme).read();
    await clock.asked.promise;
    world.expireTokens();
    await service.repositories(acme).read();
    clock.held.resolve(undefined);

    await expect(late).resolves.toHaveLength(1);
    expect(callsOf(simulator, PLANS)).toBe(3);
    expect(callsOf(simulator, SIGN_IN)).toBe(2);
  });

  it('fails the call when the new one is rejected too', async () => {
    const { world } = smallWorld();
    const faults = [{ endpoint: ORGANIZATIONS, occurrence: 'every', fault: REJECTED } as const];
    const simulator = await serve(world, { faults });

    const failure = await failureOf(clientOf(simulator).service.organizations().read());

    expect(failure).toBeInstanceOf(UnauthorizedError);
    expect(failure.message).toContain('could not list the organizations: HTTP 401: no such token');
    // It was given by the sign-in: another one, or another way to sign in, would not help.
    expect(failure.remedy).toMatch(/sign-in of this run gave the token.*passes the header Authorization on/);
    expect(failure.remedy).not.toContain('access-token');
    expect(calledEndpoints(simulator)).toEqual([SIGN_IN, ORGANIZATIONS, SIGN_IN, ORGANIZATIONS]);
  });

  it('fails a call that its caller repeats with the same remedy', async () => {
    const { world, daily, api } = smallWorld();
    const simulator = await serve(world, {
      faults: [{ endpoint: 'plans/detachgitrepository', occurrence: 'every', fault: REJECTED }],
    });
    const { service } = clientOf(simulator);

    const failure = await failureOf(service.detach(daily, repository(api), SEEN));

    expect(failure.remedy).toContain('sign-in of this run gave the token');
  });

  it('is renewed no second time in a run', async () => {
    const { world } = smallWorld();
    const simulator = await serve(world);
    const { service } = clientOf(simulator);

    await service.signIn();
    world.expireTokens();
    await service.organizations().read();
    world.expireTokens();

    expect(await failureOf(service.organizations().read())).toBeInstanceOf(UnauthorizedError);
    expect(callsOf(simulator, SIGN_IN)).toBe(2);
  });

  it('fails the call when the second sign-in is rejected, which is tried once', async () => {
    const { world, acme } = smallWorld();
    const fault: Fault = { kind: 'answer', status: 400, body: '{"message":"locked"}' };
    const simulator = await serve(world, { faults: [{ endpoint: SIGN_IN, occurrence: 2, fault }] });
    const { service } = clientOf(simulator);
    await service.signIn();
    world.expireTokens();

    const failures = await Promise.all([
      failureOf(service.plans(acme).read()),
      failureOf(service.repositories(acme).read()),
    ]);

    expect(failures.map(({ name }) => name)).toEqual(['SignInError', 'SignInError']);
    expect(failures[0]).toMatchObject({ remedy: expect.stringMatching(/^The same sign-in was accepted earlier/) });
    expect(callsOf(simulator, SIGN_IN)).toBe(2);
  });

  it.each<[string, Fault]>([
    ['is lost', { kind: 'lost' }],
    ['reports a failure', { kind: 'answer', status: 200, body: '{"success":false}' }],
  ])('has not carried out a change before which its answer %s', async (_, fault) => {
    const { world, api, daily } = smallWorld();
    const simulator = await serve(world, { faults: [{ endpoint: SIGN_IN, occurrence: { from: 2 }, fault }] });
    const { service } = clientOf(simulator);
    await service.signIn();
    world.expireTokens();
    await failureOf(service.organizations().read());

    const failure = await failureOf(service.attach(daily, { ...api, kind: 'repository' }));

    expect(failure).toMatchObject({ mayHaveApplied: false, isUnclear: false });
  });
});

describe('an access token that is given', () => {
  it('is used without a sign-in', async () => {
    const { world } = smallWorld();
    const simulator = await serve(world);
    const token = world.issueToken();
    const { service } = clientOf(simulator, { credentials: { kind: 'token', token } });

    await service.signIn();
    await service.organizations().read();

    expect(calledEndpoints(simulator)).toEqual([ORGANIZATIONS]);
    expect(simulator.requests[0]?.headers.authorization).toBe(`Bearer ${token}`);
  });

  it('fails at once when it is not accepted, and says how to get another', async () => {
    const { world } = smallWorld();
    const simulator = await serve(world);
    const { service } = clientOf(simulator, { credentials: { kind: 'token', token: 'foreign' } });

    const failure = await failureOf(service.organizations().read());

    expect(failure).toBeInstanceOf(UnauthorizedError);
    expect(failure.message).toContain('The access token is missing, unknown or expired.');
    expect(failure.remedy).toContain('make a new one for access-token, or give the inputs email and password');
    expect(calledEndpoints(simulator)).toEqual([ORGANIZATIONS]);
  });
});

describe('an account without a role', () => {
  it('may not use the API at all without System Administrator', async () => {
    const { world } = smallWorld({ account: { email: 'a', password: 'b', roles: ['GitManagement'] } });
    const failure = await failureOf(
      clientOf(await serve(world))
        .service.organizations()
        .read(),
    );

    expect(failure).toBeInstanceOf(PermissionError);
    expect(failure.remedy).toContain('System Administrator');
  });

  it.each(['activate', 'deactivate', 'remove'] as const)('may not %s without a managing role', async (action) => {
    const { world, api } = smallWorld({ account: { email: 'a', password: 'b', roles: ['System Administrator'] } });
    const { service } = clientOf(await serve(world));
    const actions = {
      activate: () => service.activateLicenses([api]),
      deactivate: () => service.deactivateLicenses([api], SEEN),
      remove: () => service.removeRepository(api, false, SEEN),
    };

    const failure = await failureOf(actions[action]());

    expect(failure).toBeInstanceOf(PermissionError);
    expect(failure.message).toContain(`'api' (${api.id}): HTTP 403: The user has none of the roles`);
    expect(failure.remedy).toContain('DataRemoveManagement or GitManagement');
  });
});
