import { describe, expect, it } from '@jest/globals';
import {
  apiRow,
  type Envelope,
  ORGANIZATIONS,
  PLANS,
  type Reshape,
  rows,
  type Row,
  runWith,
  without,
} from '../support/reshape.ts';
import { runAgainst } from '../support/run.ts';
import { protectedWorld, serve, type SmallWorld, smallWorld } from '../support/service.ts';

/* Several rows speak of one plan: in the list of plans, and in the organization's row. None is passed over. */

/** The plans in the organization's row are changed. */
function plansInRow(change: (plan: Row) => Row | readonly Row[]): Reshape {
  return rows(ORGANIZATIONS, (row) => ({ ...row, plans: (row['plans'] as readonly Row[]).flatMap(change) }));
}

function both(...shapes: readonly Reshape[]): Reshape {
  return (endpoint, answer) => shapes.reduce((left, shape) => shape(endpoint, left), answer);
}

/** Nothing but the organization's row says that the repository is in the plan. */
const SILENT = both(
  apiRow((row) => without(row, 'plans')),
  rows(PLANS, (row) => without(row, 'repositoriesIds', 'inculdeAllReposistories')),
);

function licensed(): SmallWorld {
  const small = smallWorld();
  small.api.licensed = true;
  return small;
}

describe('a plan in the row of the organization', () => {
  it.each<[string, Row]>([
    ['by ID', { organizationId: '11111111-2222-4333-8444-555555555555' }],
    ['by name', { organizationName: 'globex' }],
  ])('that names another organization %s proves nothing', async (_, other) => {
    const reshape = both(
      SILENT,
      plansInRow((plan) => ({ ...plan, ...other, inculdeAllReposistories: true })),
    );

    const { success, outputs } = await runWith(licensed(), reshape, { 'dry-run': 'true' });

    expect(outputs['plan-status']).not.toBe('already-attached');
    expect(success).toBe(false);
  });

  it('that stands there twice, in contradictions, proves nothing', async () => {
    const small = licensed();
    const twins = plansInRow((plan) => [
      {
        ...plan,
        repoCount: 0,
        repositoriesIds: [],
        isActive: false,
        lastStatus: { successes: 1, warnings: 0, errors: 4 },
      },
      { ...plan, repositoriesIds: [small.api.id] },
    ]);

    const { outputs } = await runWith(small, both(SILENT, twins), { 'dry-run': 'true' });

    expect(outputs).toMatchObject({ 'plan-status': 'would-attach', 'plan-health': 'failing' });
  });

  it('tells the later run, where the list of plans has an earlier one', async () => {
    const errors = { lastStatus: { successes: 0, warnings: 0, errors: 4 }, planFinishedTime: 1_700_000_100 };
    const reshape = both(
      rows(PLANS, (row) => ({
        ...row,
        lastStatus: { successes: 9, warnings: 0, errors: 0 },
        planFinishedTime: 1_690_000_000,
      })),
      plansInRow((plan) => ({ ...plan, ...errors })),
    );

    const { outputs, log } = await runWith(protectedWorld(), reshape);

    expect(outputs['plan-health']).toBe('failing');
    expect(log).not.toContain('✅');
  });

  it.each([
    ['2023-11-14T22:13:20.000Z', 'planFinishedTime'],
    ['2023-11-14T22:13:20', 'planFinishedTime'],
    ['1700000000', 'planFinishedTime'],
  ])('has its times and counts as text, too: %s', async (time, name) => {
    const lastStatus = { successes: '3', warnings: '0', errors: '2' };

    const { report } = await runWith(
      protectedWorld(),
      plansInRow((plan) => ({ ...plan, lastStatus, [name]: time })),
    );

    const lastRun = { successes: 3, warnings: 0, errors: 2, finished: '2023-11-14T22:13:20.000Z' };
    expect(report).toMatchObject({ plans: [{ health: 'failing', 'last-run': lastRun }] });
  });

  it('has no time where that is in microseconds', async () => {
    const reshape = plansInRow((plan) => ({ ...plan, planFinishedTime: 1_700_000_000_000_000 }));

    const { outputs } = await runWith(protectedWorld(), reshape, { 'max-backup-age': '1' });

    expect(outputs['plan-health']).toBe('unknown');
  });
});

describe('a verifying reading in which one row lacks what was reported before', () => {
  it.each<[string, (row: Row) => Row | readonly Row[]]>([
    ['the license of the repository', (row) => without(row, 'isLicensed')],
    ['the plans of the repository', (row) => without(row, 'plans')],
  ])('is made again: %s', async (_, change) => {
    const { world } = smallWorld();
    const lacking = apiRow(change);
    let readings = 0;
    const simulator = await serve(world, {
      // What the plan lists says enough of memberships: it is silent as well.
      reshape: (endpoint, answer) => {
        if (endpoint === 'git/repositories/getmany' && (answer as Envelope).result.length > 0) readings++;
        return readings === 2
          ? rows(PLANS, (row) => without(row, 'repositoriesIds'))(endpoint, lacking(endpoint, answer))
          : answer;
      },
    });

    const { success, report } = await runAgainst(simulator);

    expect(success).toBe(true);
    expect(report).toMatchObject({ repositories: [{ proved: true }] });
  });
});

describe('a refusal of an attachment', () => {
  it.each([
    [400, 'The repository has no license.'],
    [403, 'Repository has no license.'],
    [404, 'No licensed repository found.'],
    [500, 'License missing'],
  ])('by %i that speaks of the license is tried again once that is seen', async (status, message) => {
    const { world, api, daily } = smallWorld();
    const fault = { kind: 'answer', status, body: JSON.stringify({ message }) } as const;
    const simulator = await serve(world, {
      faults: [{ endpoint: 'plans/attachgitrepository', occurrence: 1, fault }],
    });

    const { success } = await runAgainst(simulator);

    expect(success).toBe(true);
    expect(world.isProtected(api.id, daily.id)).toBe(true);
  });

  it.each([
    [400, 'Repository is archived.', "See the server's message: exclude the repository"],
    [403, 'Repository is archived.', "See the server's message: exclude the repository"],
    [404, 'Repository is read-only.', "See the server's message: exclude the repository"],
    [400, 'There are not enough free licenses.', 'Free a license'],
    [400, 'The plan selects by rules.', "See the server's message. If it does not name"],
  ])('by %i has the remedy for its reason: %s', async (status, message, remedy) => {
    const fault = { kind: 'answer', status, body: JSON.stringify({ message }) } as const;
    const simulator = await serve(licensed().world, {
      faults: [{ endpoint: 'plans/attachgitrepository', occurrence: 'every', fault }],
    });

    const { success, log } = await runAgainst(simulator);

    expect(success).toBe(false);
    expect(log).toContain(`What to do: ${remedy}`);
  });
});
