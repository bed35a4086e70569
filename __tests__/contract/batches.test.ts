import { describe, expect, it } from '@jest/globals';
import type { ScriptedFault } from '../../simulator/faults.ts';
import { FULL_EVIDENCE } from '../../simulator/rows.ts';
import { Rejection, World } from '../../simulator/world.ts';
import { serve } from '../support/service.ts';
import {
  ACTIVATE,
  annotationsIn,
  ATTACH,
  countOf,
  manyWorld,
  nameOf,
  problemsIn,
  protectedOf,
  provedIn,
  repositoriesIn,
  SIGN_IN,
  sweep,
  totalsIn,
} from '../support/sweep.ts';

/* Licenses are activated a hundred a request; one that can't be licensed doesn't keep the others from theirs. */

function everyActivation(status: number, message = 'no'): ScriptedFault {
  return {
    endpoint: ACTIVATE,
    occurrence: 'every',
    fault: { kind: 'answer', status, body: JSON.stringify({ message }) },
  };
}

describe('licenses', () => {
  it('of 250 repositories are activated with 3 requests', async () => {
    const many = manyWorld(250, { attached: true });
    const simulator = await serve(many.world);

    const end = await sweep(simulator);

    expect(totalsIn(end)).toEqual({ changed: 250 });
    expect(protectedOf(many)).toHaveLength(250);
    expect([countOf(simulator, ACTIVATE), countOf(simulator, ATTACH)]).toEqual([3, 0]);
    const sizes = simulator.requests
      .filter(({ endpoint }) => endpoint === ACTIVATE)
      .map(({ body }) => (body as { Ids: readonly string[] }).Ids.length);
    expect(sizes).toEqual([100, 100, 50]);
  });

  const ONE_OF_MANY = [0, 37, 99].flatMap((number) => [
    { number, namesRejected: true, most: 2 },
    // Halves of 100 down to 1: the batch, and two requests for each of at most 7 halvings.
    { number, namesRejected: false, most: 15 },
  ]);

  it.each(ONE_OF_MANY)(
    'of 99 are activated though one is archived: %j',
    async ({ number: archived, namesRejected, most }) => {
      const many = manyWorld(100, { namesRejected, attached: true });
      Object.assign(many.repositories[archived] ?? {}, { archived: true });
      const simulator = await serve(many.world);

      const end = await sweep(simulator);

      expect(totalsIn(end)).toEqual({ changed: 99, failed: 1 });
      expect(provedIn(end)).toHaveLength(99);
      expect(protectedOf(many)).toHaveLength(99);
      expect(problemsIn(end)).toEqual({ [nameOf(archived)]: expect.stringContaining('is archived') });
      expect(countOf(simulator, ACTIVATE)).toBeLessThanOrEqual(most);
    },
  );

  const FIVE_OF_MANY: readonly (readonly [string, boolean, readonly number[], number])[] = [
    ['named one by one', true, [1, 20, 50, 51, 99], 6],
    // For each at most 7 halvings of two requests, of which they share the first ones.
    ['apart', false, [1, 20, 50, 51, 99], 60],
    ['neighbors', false, [40, 41, 42, 43, 44], 60],
    ['the first ones', false, [0, 1, 2, 3, 4], 60],
    ['every eighth', false, [0, 8, 16, 24, 32], 60],
  ];

  it.each(FIVE_OF_MANY)(
    'of 95 are activated though five are archived: %s',
    async (_, namesRejected, archived, most) => {
      const many = manyWorld(100, { namesRejected, attached: true });
      for (const number of archived) Object.assign(many.repositories[number] ?? {}, { archived: true });
      const simulator = await serve(many.world);

      const end = await sweep(simulator);

      expect(protectedOf(many)).toHaveLength(95);
      expect(Object.keys(problemsIn(end))).toEqual(archived.map(nameOf));
      for (const problem of Object.values(problemsIn(end))) expect(problem).toContain('is archived');
      expect(countOf(simulator, ACTIVATE)).toBeLessThanOrEqual(most);
      expect(annotationsIn(end.log).length).toBeLessThanOrEqual(2);
    },
  );

  it('that are not free at all cost few requests', async () => {
    const many = manyWorld(300, { licenses: 1 });
    const simulator = await serve(many.world);

    const end = await sweep(simulator);

    expect(totalsIn(end)).toEqual({ failed: 300 });
    expect(countOf(simulator, ACTIVATE)).toBeLessThanOrEqual(45);
    expect(countOf(simulator, ATTACH)).toBe(0);
    expect(annotationsIn(end.log).length).toBeLessThanOrEqual(4);
    expect(end.log).toContain('not enough free licenses');
    expect(end.log).toContain('not tried after the same error on others');
  });

  it('of which 30 are free are all given away', async () => {
    const many = manyWorld(100, { licenses: 31 });
    const simulator = await serve(many.world);

    const end = await sweep(simulator);

    expect(many.world.freeLicenses()).toBe(0);
    expect(totalsIn(end)).toEqual({ changed: 30, failed: 70 });
    expect(protectedOf(many)).toHaveLength(30);
    expect(provedIn(end)).toHaveLength(30);
    expect(countOf(simulator, ACTIVATE)).toBeLessThanOrEqual(45);
  });

  it.each([
    [1, 201],
    // More batches than may be on their way at one time.
    [8, 801],
  ])('that the role does not allow cost a request or few (%i at a time)', async (concurrency, count) => {
    const many = manyWorld(count, {
      account: { email: 'robot@acme.example', password: 'correct horse', roles: ['System Administrator'] },
    });
    const simulator = await serve(many.world);

    const end = await sweep(simulator, { concurrency });

    expect(totalsIn(end)).toEqual({ failed: count });
    expect(annotationsIn(end.log).join('\n')).toContain('DataRemoveManagement or GitManagement');
    expect(countOf(simulator, ACTIVATE)).toBeLessThanOrEqual(concurrency);
    expect(countOf(simulator, ATTACH)).toBe(0);
  });
});

describe('a token that expires in mid-run', () => {
  function expiring(endpoint: string, occurrence: number): ScriptedFault {
    const change = (world: World): void => {
      world.expireTokens();
    };
    return { endpoint, occurrence, fault: { kind: 'change', change } };
  }

  it.each([
    [ACTIVATE, 2, { count: 201, attached: true }],
    [ATTACH, 1, { count: 40, attached: false }],
    [ATTACH, 20, { count: 40, attached: false }],
  ])(
    'is renewed once where there is a password (%s, request %i)',
    async (endpoint, occurrence, { count, attached }) => {
      const many = manyWorld(count, { attached });
      const simulator = await serve(many.world, { faults: [expiring(endpoint, occurrence)] });

      const end = await sweep(simulator);

      expect(totalsIn(end)).toEqual({ changed: count });
      expect(protectedOf(many)).toHaveLength(count);
      expect(countOf(simulator, SIGN_IN)).toBe(2);
    },
  );

  it('stops everything where there is only the token', async () => {
    const many = manyWorld(100, { licensed: true });
    const simulator = await serve(many.world, { faults: [expiring(ATTACH, 31)] });

    const end = await sweep(simulator, { token: many.world.issueToken() });

    expect(protectedOf(many)).toHaveLength(30);
    expect(provedIn(end)).toEqual([]);
    expect(end.log).toContain('GitProtect did not accept the access token');
    expect(countOf(simulator, SIGN_IN)).toBe(0);
    // Those that were under way together with the first that was refused.
    expect(countOf(simulator, ATTACH)).toBeLessThanOrEqual(30 + 16);
  });
});

describe('a batch', () => {
  it('of which some are licensed already, as the server says and does not report, is tried in parts', async () => {
    const many = manyWorld(20, { rejectsRepeats: true });
    for (const repository of many.repositories.slice(0, 5)) repository.licensed = true;
    const simulator = await serve(many.world, { evidence: { ...FULL_EVIDENCE, license: 'none' } });

    const end = await sweep(simulator);

    expect(many.repositories.every(({ licensed }) => licensed)).toBe(true);
    expect(problemsIn(end)).toEqual({});
    expect(provedIn(end)).toEqual([]);
    expect(protectedOf(many)).toHaveLength(20);
    expect(countOf(simulator, ACTIVATE)).toBeLessThanOrEqual(39);
  });

  it('that a failure of the server for one of them spoils is tried in parts', async () => {
    class FailingWorld extends World {
      bad = '';
      override activate(ids: readonly string[]): void {
        if (ids.includes(this.bad)) throw new Rejection(500, 'Object reference not set to an instance of an object.');
        super.activate(ids);
      }
    }
    const world = new FailingWorld();
    const acme = world.addOrganization('acme');
    const repositories = Array.from({ length: 100 }, (_, number) => world.addRepository(acme, nameOf(number)));
    world.bad = repositories[64]?.id ?? '';
    const daily = world.addPlan(acme, 'Daily', { repositories: new Set(repositories.map(({ id }) => id)) });
    const simulator = await serve(world);

    const end = await sweep(simulator);

    expect(protectedOf({ world, acme, daily, repositories })).toHaveLength(99);
    expect(problemsIn(end)).toEqual({ [nameOf(64)]: expect.stringContaining('Object reference not set') });
    expect(countOf(simulator, ACTIVATE)).toBeLessThanOrEqual(15);
  });

  it('that is refused, and was carried out all the same, counts as sent, also where its parts are not tried', async () => {
    const many = manyWorld(4, { attached: true });
    const activate = many.world.activate.bind(many.world);
    many.world.activate = (ids) => {
      activate(ids);
      throw ids.length === 4 ? new Rejection(400, 'not all of them') : new Rejection(403, 'no role');
    };
    const end = await sweep(await serve(many.world));

    expect(repositoriesIn(end).map(({ license }) => license)).toEqual(Array(4).fill('activated'));
    expect(end.outputs['repositories-changed']).toBe('4');
  });

  it.each([401, 403, 429, 503])('that is answered %i is not tried in parts', async (status) => {
    const many = manyWorld(100);
    const simulator = await serve(many.world, { faults: [everyActivation(status)] });

    expect(totalsIn(await sweep(simulator))).toEqual({ failed: 100 });
    // A 401 is met once more with a new token.
    expect(countOf(simulator, ACTIVATE)).toBe(status === 401 ? 2 : 1);
  });

  it('whose answer is lost is licensed, and its repositories are attached in the same run', async () => {
    const many = manyWorld(20);
    const lost: ScriptedFault = { endpoint: ACTIVATE, occurrence: 1, fault: { kind: 'lost' } };
    const simulator = await serve(many.world, { faults: [lost] });

    const end = await sweep(simulator);

    expect(totalsIn(end)).toEqual({ changed: 20 });
    expect(protectedOf(many)).toHaveLength(20);
    expect(countOf(simulator, ACTIVATE)).toBe(1);
  });

  it.each([false, true])(
    'whose answer is lost, and which is refused when it is repeated, counts as a change (attached already: %s)',
    async (attached) => {
      const many = manyWorld(20, { rejectsRepeats: true, attached });
      const lost: ScriptedFault = { endpoint: ACTIVATE, occurrence: 1, fault: { kind: 'lost' } };
      const simulator = await serve(many.world, { faults: [lost], evidence: { ...FULL_EVIDENCE, license: 'none' } });

      const end = await sweep(simulator, { retries: 1 });

      expect(many.repositories.every(({ licensed }) => licensed)).toBe(true);
      // Nothing proves the licenses, but this run gave them: it must not say that it changed nothing.
      expect(provedIn(end)).toEqual([]);
      expect(new Set(repositoriesIn(end).map(({ license }) => license))).toEqual(new Set(['activated']));
      expect(end.outputs).toMatchObject({ changed: 'true', 'repositories-changed': '20' });
      expect(countOf(simulator, ATTACH)).toBe(attached ? 0 : 20);
    },
  );
});

describe('a repository that can be licensed', () => {
  it.each([77, 200])('is protected among 200 that cannot be (number %i)', async (healthy) => {
    // As in an organization of which all is done but for its archived repositories, and a new one comes.
    const many = manyWorld(201);
    for (const [number, repository] of many.repositories.entries()) repository.archived = number !== healthy;
    const simulator = await serve(many.world);

    const end = await sweep(simulator);

    expect(protectedOf(many).map(({ name }) => name)).toEqual([nameOf(healthy)]);
    expect(Object.keys(problemsIn(end))).toHaveLength(200);
  });

  it('is protected among others of which each third cannot be', async () => {
    const many = manyWorld(300, { attached: true });
    for (const [number, repository] of many.repositories.entries()) repository.archived = number % 3 === 0;
    const simulator = await serve(many.world);

    const end = await sweep(simulator);

    expect(protectedOf(many)).toHaveLength(200);
    expect(Object.keys(problemsIn(end))).toHaveLength(100);
  });
});
