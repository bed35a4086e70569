import { describe, expect, it } from '@jest/globals';
import type { Fault, ScriptedFault } from '../../simulator/faults.ts';
import type { RecordedRequest } from '../../simulator/server.ts';
import { Rejection, World } from '../../simulator/world.ts';
import { serve } from '../support/service.ts';
import {
  ACTIVATE,
  annotationsIn,
  ATTACH,
  countOf,
  manyWorld,
  nameOf,
  PAGES,
  problemsIn,
  protectedOf,
  provedIn,
  sweep,
  totalsIn,
} from '../support/sweep.ts';

/* A repository's own failure stops no other; one that is everyone's is not met once for each. */

/** A world in which attaching some repositories is refused, each for a reason of its own. */
class RefusingWorld extends World {
  readonly refusals = new Map<string, Rejection>();

  override attach(planId: string, repositoryId: string): void {
    const refused = this.refusals.get(repositoryId);
    if (refused !== undefined) throw refused;
    super.attach(planId, repositoryId);
  }
}

function refusingWorld(count: number): Omit<ReturnType<typeof manyWorld>, 'world'> & { readonly world: RefusingWorld } {
  const world = new RefusingWorld();
  const acme = world.addOrganization('acme');
  const repositories = Array.from({ length: count }, (_, number) => world.addRepository(acme, nameOf(number)));
  const daily = world.addPlan(acme, 'Daily', { repositories: new Set(['of another']) });
  return { world, acme, daily, repositories };
}

describe('repositories that cannot be attached', () => {
  it('are three of 50: the others are finished, and each of the three is reported with its reason', async () => {
    const many = refusingWorld(50);
    const reasons = new Map([
      [7, new Rejection(400, 'The default branch is missing.')],
      [23, new Rejection(404, 'Repository not found.')],
      [41, new Rejection(500, 'Object reference not set.')],
    ]);
    for (const [number, refused] of reasons) many.world.refusals.set(many.repositories[number]?.id ?? '', refused);
    const simulator = await serve(many.world);

    const end = await sweep(simulator);

    expect(totalsIn(end)).toEqual({ changed: 47, failed: 3 });
    expect(protectedOf(many)).toHaveLength(47);
    expect(provedIn(end)).toHaveLength(47);
    const problems = problemsIn(end);
    expect(Object.keys(problems)).toEqual([...reasons.keys()].map(nameOf));
    for (const [number, { message }] of reasons) expect(problems[nameOf(number)]).toContain(message);
    expect(annotationsIn(end.log)).toHaveLength(3);
    expect(end.log).toContain('❌ Not protected: 3 of 50 repositories');
    expect(countOf(simulator, ATTACH)).toBe(50);
  });

  it('for one reason are reported together, however many they are', async () => {
    const many = refusingWorld(60);
    for (const { id } of many.repositories.slice(0, 20))
      many.world.refusals.set(id, new Rejection(400, `Repository ${id} is empty.`));
    const simulator = await serve(many.world);

    const end = await sweep(simulator);

    expect(totalsIn(end)).toEqual({ changed: 40, failed: 20 });
    expect(protectedOf(many)).toHaveLength(40);
    const annotations = annotationsIn(end.log);
    expect(annotations).toHaveLength(1);
    expect(annotations[0]).toMatch(/repo-0000, .* and 15 more: .*is empty/);
  });

  it('for many reasons are reported with no more annotations than GitHub shows', async () => {
    const many = refusingWorld(60);
    for (const [number, { id }] of many.repositories.slice(0, 30).entries())
      many.world.refusals.set(id, new Rejection(400, `${'x'.repeat(number + 1)} is wrong.`));
    const simulator = await serve(many.world);

    const end = await sweep(simulator);

    expect(totalsIn(end)).toEqual({ changed: 30, failed: 30 });
    expect(protectedOf(many)).toHaveLength(30);
    const annotations = annotationsIn(end.log);
    expect(annotations.length).toBeGreaterThan(0);
    expect(annotations.length).toBeLessThanOrEqual(10);
    // What has no annotation of its own is in the log.
    for (const number of [0, 29]) expect(end.log).toContain(`${'x'.repeat(number + 1)} is wrong.`);
  });

  it('for a conflict of their own, each, stop none of the others', async () => {
    const many = refusingWorld(100);
    for (const { id } of many.repositories.slice(0, 60)) many.world.refusals.set(id, new Rejection(409, 'Locked.'));
    const simulator = await serve(many.world);

    expect(totalsIn(await sweep(simulator))).toEqual({ changed: 40, failed: 60 });
    expect(protectedOf(many)).toHaveLength(40);
  });

  it('for one reason, as many as it takes to stop, keep nobody from a license, and cost no more requests', async () => {
    const many = refusingWorld(300);
    for (const { id } of many.repositories) many.world.refusals.set(id, new Rejection(400, 'The plan is locked.'));
    const simulator = await serve(many.world);

    const end = await sweep(simulator);

    expect(totalsIn(end)).toEqual({ failed: 300 });
    expect(many.repositories.every(({ licensed }) => licensed)).toBe(true);
    expect(end.log).toContain('not tried after the same error on others');
    // 100 in a row, and those that were under way with them.
    expect(countOf(simulator, ATTACH)).toBeLessThanOrEqual(100 + 8);
  });

  it('to one plan are attached to the other', async () => {
    const many = manyWorld(60, { licensed: true });
    const { world, acme, repositories } = many;
    const weekly = world.addPlan(acme, 'Weekly', { selection: 'manual', repositories: new Set(['of another']) });
    world.addPlan(acme, 'Broken', { selection: 'manual', repositories: new Set(['of another']) });
    const simulator = await serve(world, {
      faults: [{ endpoint: ATTACH, occurrence: 1, fault: { kind: 'answer', status: 400, body: '{"message":"no"}' } }],
    });

    const end = await sweep(simulator, { plans: ['Daily', 'Weekly'], concurrency: 1 });

    expect(Object.keys(problemsIn(end))).toHaveLength(1);
    expect(repositories.filter(({ id }) => world.isProtected(id, weekly.id))).toHaveLength(60);
    expect(protectedOf(many)).toHaveLength(59);
  });
});

const DOWN: readonly (readonly [string, Fault])[] = [
  ['connections are reset', { kind: 'reset', at: 'before-headers' }],
  ['answers 503', { kind: 'answer', status: 503, body: '' }],
  [
    'answers 502 with a page of a proxy',
    { kind: 'answer', status: 502, body: '<html><title>Bad Gateway</title></html>' },
  ],
  ['asks to come back tomorrow', { kind: 'answer', status: 429, headers: { 'retry-after': '86400' } }],
  ['refuses every token', { kind: 'answer', status: 401, body: '' }],
  ['takes away the role', { kind: 'answer', status: 403, body: '' }],
];

/** A fault at an endpoint from its n-th request on. */
function fromOn(endpoint: string, first: number, fault: Fault): ScriptedFault {
  return { endpoint, occurrence: { from: first }, fault };
}

describe.each(DOWN)('a service that %s in mid-run', (_, fault) => {
  it.each([0, 1])('is asked few more times, and what was not tried is reported (retries %i)', async (retries) => {
    const many = manyWorld(80, { licensed: true });
    const simulator = await serve(many.world, { faults: [fromOn(ATTACH, 31, fault)] });

    const end = await sweep(simulator, { retries });

    expect(protectedOf(many)).toHaveLength(30);
    expect(totalsIn(end)).toEqual({ changed: 30, failed: 50 });
    expect(end.log).toContain('❌ Not protected: 50 of 80 repositories');
    const untried = Object.values(problemsIn(end)).filter((problem) =>
      problem.includes('not tried after the same error on others'),
    );
    // Three outages, each with its further attempts, and what was under way with them; a 401 is met twice by each.
    const most = 8 * 2 + 3 * (retries + 1);
    expect({ isFew: countOf(simulator, ATTACH) - 30 <= most, requests: countOf(simulator, ATTACH) }).toMatchObject({
      isFew: true,
    });
    expect(untried.length).toBeGreaterThanOrEqual(50 - most);
    expect(annotationsIn(end.log).length).toBeLessThanOrEqual(4);
  });
});

describe('a service that is down for good in mid-run', () => {
  it.each([ACTIVATE, ATTACH])(
    'ends the run with few requests, and nothing is reported as proved (%s)',
    async (endpoint) => {
      const many = manyWorld(250);
      const state = { down: false };
      const requests: RecordedRequest[] = [];
      const gone = fromOn('*', 1, { kind: 'reset', at: 'before-headers' });
      const switched: ScriptedFault[] = [];
      const simulator = await serve(many.world, {
        faults: switched,
        onRequest: (request) => {
          if (request.endpoint === endpoint) state.down = true;
          if (!state.down) return;
          requests.push(request);
          if (switched.length === 0) switched.push(gone);
        },
      });

      const end = await sweep(simulator);

      expect(totalsIn(end)).toEqual({ failed: 250 });
      expect(provedIn(end)).toEqual([]);
      expect(end.log).toContain('GitProtect is not reachable');
      expect(requests.filter((request) => request.endpoint !== PAGES).length).toBeLessThanOrEqual(40);
      expect(annotationsIn(end.log).length).toBeLessThanOrEqual(4);
    },
  );

  it('for one request of many is not taken for down', async () => {
    const many = manyWorld(50, { licensed: true });
    const faults = [5, 15, 25, 35, 45].map((occurrence): ScriptedFault => ({
      endpoint: ATTACH,
      occurrence,
      fault: { kind: 'reset', at: 'before-headers' },
    }));
    const simulator = await serve(many.world, { faults });

    expect(totalsIn(await sweep(simulator))).toEqual({ changed: 45, failed: 5 });
    expect(protectedOf(many)).toHaveLength(45);
  });
});
