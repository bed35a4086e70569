import { describe, expect, it } from '@jest/globals';
import { NO_EVIDENCE } from '../../simulator/rows.ts';
import { Rejection } from '../../simulator/world.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { REPOSITORIES, rows } from '../support/reshape.ts';
import { runAgainst } from '../support/run.ts';
import { serve, smallWorld } from '../support/service.ts';
import {
  ACTIVATE,
  ATTACH,
  countOf,
  manyWorld,
  nameOf,
  PLANS,
  problemsIn,
  protectedOf,
  sweep,
  totalsIn,
} from '../support/sweep.ts';

/* What the log says of batches that are refused, and what is concluded from a refusal. */

/** The repositories of each request to activate, in the order of the requests. */
function batchesOf(simulator: { requests: readonly { endpoint: string; body: unknown }[] }): string[][] {
  return simulator.requests
    .filter(({ endpoint }) => endpoint === ACTIVATE)
    .map(({ body }) => (body as { Ids: string[] }).Ids);
}

describe('a refused batch', () => {
  it.each([
    ['Repository is disabled', 19],
    ['The repository was deleted', 19],
    ['REPOSITORY_ARCHIVED', 19],
  ])('that is refused with 403 for one of its repositories leaves the others: %s', async (text, count) => {
    const many = manyWorld(20);
    const bad = many.repositories[2]?.id;
    const activate = many.world.activate.bind(many.world);
    many.world.activate = (ids) => {
      if ([...ids].some((id) => id === bad)) throw new Rejection(403, text);
      activate(ids);
    };

    await sweep(await serve(many.world));

    expect(protectedOf(many)).toHaveLength(count);
  });

  it('that is refused for several of its repositories by name, with words about licenses, leaves the others', async () => {
    const many = manyWorld(20);
    const forks = new Set(many.repositories.slice(0, 8).map(({ id }) => id));
    const activate = many.world.activate.bind(many.world);
    many.world.activate = (ids) => {
      const fork = [...ids].find((id) => forks.has(id));
      if (fork !== undefined) throw new Rejection(400, `License activation is not supported for forks: ${fork}`);
      activate(ids);
    };

    await sweep(await serve(many.world));

    expect(protectedOf(many)).toHaveLength(12);
  });

  it('of which one is named is told to go on without it', async () => {
    const many = manyWorld(4);
    Object.assign(many.repositories[2] ?? {}, { archived: true });
    const simulator = await serve(many.world);

    const { log } = await sweep(simulator);

    const [a, b, c, d] = many.repositories.map(({ id }) => id);
    expect(batchesOf(simulator)).toEqual([
      [a, b, c, d],
      [a, b, d],
    ]);
    expect(log).toContain('Activating 4 licenses: repo-0000, repo-0001, repo-0002, repo-0003');
    expect(log).toContain(`trying the others without '${nameOf(2)}'`);
    expect(log).toContain('Activating 3 licenses: repo-0000, repo-0001, repo-0003');
  });

  it('of which none is named is halved, every second one together', async () => {
    const many = manyWorld(4, { namesRejected: false });
    Object.assign(many.repositories[2] ?? {}, { archived: true });
    const simulator = await serve(many.world);

    const { log } = await sweep(simulator);

    const [a, b, c, d] = many.repositories.map(({ id }) => id);
    expect(batchesOf(simulator)).toEqual([[a, b, c, d], [a, c], [a], [c], [b, d]]);
    expect(log.split('\n').filter((line) => line.includes('trying them in halves'))).toHaveLength(2);
    expect(log).toContain(`Activating the license of '${nameOf(2)}'`);
  });

  it('of which all are named is halved as well: some of them may be licensed', async () => {
    const many = manyWorld(100, { licenses: 31 });
    const activate = many.world.activate.bind(many.world);
    many.world.activate = (ids) => {
      try {
        activate(ids);
      } catch (error) {
        throw error instanceof Rejection ? new Rejection(400, `Cannot be licensed: ${ids.join(', ')}`) : error;
      }
    };
    const simulator = await serve(many.world);

    await sweep(simulator);

    expect(many.world.freeLicenses()).toBe(0);
    expect(protectedOf(many)).toHaveLength(30);
    expect(countOf(simulator, ACTIVATE)).toBeGreaterThan(2);
  });

  it('is no change, where the server reports nothing: it was answered', async () => {
    const many = manyWorld(3, { licenses: 1 });
    const simulator = await serve(many.world, { evidence: NO_EVIDENCE });

    const { success, outputs } = await runAgainst(simulator, { repository: '*' });

    expect(success).toBe(false);
    expect(outputs['changed']).toBe('false');
  });
});

it('a plan that is seen after a refused license to choose by itself is not turned back into a hand-picked one', async () => {
  const many = manyWorld(3);
  Object.assign(many.repositories[2] ?? {}, { archived: true });
  const turned = {
    kind: 'change',
    when: 'before',
    change: () => void Object.assign(many.daily.extras, { rules: ['name is repo-0000'] }),
  } as const;
  const simulator = await serve(many.world, { faults: [{ endpoint: PLANS, occurrence: 2, fault: turned }] });

  const end = await sweep(simulator);

  expect(countOf(simulator, ATTACH)).toBe(0);
  expect(problemsIn(end)[nameOf(0)]).toContain('chooses its repositories by itself');
});

it('an attachment that was refused before the license took effect is sent again, though the state of the row left it in doubt', async () => {
  const clock = new FakeClock();
  const { world, api, daily } = smallWorld({ now: () => clock.now(), effectMs: { license: 1000 } });
  const reshape = rows(REPOSITORIES, ({ isLicensed, ...row }) => {
    const isInPlan = (row['plans'] as readonly unknown[]).length > 0;
    return { ...row, isActive: isLicensed, status: isInPlan ? 'Active' : 'Inactive' };
  });

  const { success } = await runAgainst(await serve(world, { reshape }), {}, { clock });

  expect(success).toBe(true);
  expect(world.isProtected(api.id, daily.id)).toBe(true);
});

it('attachments that are refused for their licenses, twice, are refused, and not untried', async () => {
  const many = manyWorld(60);
  const bad = many.repositories.filter((_, index) => index % 2 === 0);
  const kinds = new Map(bad.map(({ id }, index) => [id, index < 25 ? 'fork' : 'mirror']));
  const attach = many.world.attach.bind(many.world);
  many.world.attach = (plan, repository) => {
    const kind = kinds.get(repository);
    if (kind !== undefined) throw new Rejection(403, `A ${kind}, for which the license is not valid`);
    attach(plan, repository);
  };

  const end = await sweep(await serve(many.world));

  expect(totalsIn(end)).toMatchObject({ failed: 30 });
  expect(Object.values(problemsIn(end)).filter((problem) => problem.includes('not tried'))).toEqual([]);
});

it('attachments that were refused for their licenses tell what kept them from being sent again, if it is something else', async () => {
  const clock = new FakeClock();
  const many = manyWorld(60, { now: () => clock.now(), effectMs: { license: 1000 } });
  const attach = many.world.attach.bind(many.world);
  const began = clock.now();
  many.world.attach = (plan, repository) => {
    if (clock.now() > began + 1000) throw new Rejection(503, 'The license service is down');
    attach(plan, repository);
  };

  const end = await sweep(await serve(many.world), { clock });

  const problems = Object.values(problemsIn(end));
  expect(problems).toHaveLength(60);
  expect(problems.filter((problem) => !problem.includes('HTTP 503'))).toEqual([]);
});
