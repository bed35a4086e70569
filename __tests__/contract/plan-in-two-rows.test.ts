import { describe, expect, it } from '@jest/globals';
import {
  ATTACH,
  ORGANIZATIONS,
  PLANS,
  REPOSITORIES,
  type Reshape,
  type Row,
  rows,
  runWith,
  without,
} from '../support/reshape.ts';
import { callsOf, smallWorld } from '../support/service.ts';

/* A plan stands in the list of plans and in the organization's row: together they never prove more than is true. */

const GLOBEX = '0a1b2c3d-0000-4000-8000-00000000000f';

/** Rows of plans and repositories say nothing of membership; the organization's row says this of its plan. */
function inRow(plan: (row: Row) => Row | readonly Row[]): Reshape {
  const silent = rows(PLANS, (row) => without(row, 'repositoriesIds', 'inculdeAllReposistories'));
  const silentRows = rows(REPOSITORIES, (row) => without(row, 'plans'));
  const organization = rows(ORGANIZATIONS, (row) => ({ ...row, plans: (row['plans'] as Row[]).flatMap(plan) }));
  return (endpoint, answer) => organization(endpoint, silentRows(endpoint, silent(endpoint, answer)));
}

describe("a plan for all in the organization's row", () => {
  it.each<Row>([
    { organizationId: GLOBEX },
    { organizationName: 'globex' },
    { organizations: [{ id: GLOBEX }] },
    { organizationIds: [GLOBEX] },
    { gitOrganizationId: GLOBEX },
  ])('that names another organization proves nothing: %j', async (fields) => {
    const reshape = inRow((row) => ({ ...row, inculdeAllReposistories: true, ...fields }));
    const { outputs } = await runWith(smallWorld(), reshape, { 'dry-run': 'true' });

    expect(outputs['plan-status']).not.toBe('already-attached');
  });
});

describe("a plan that stands twice in the organization's row", () => {
  it.each<Row>([{ isActive: false }, { repositoryIds: [] }, { lastStatus: { successes: 0, warnings: 0, errors: 4 } }])(
    'is an error before any write, where the two contradict each other: %j',
    async (fields) => {
      const small = smallWorld();
      const good = { isActive: true, repositoryIds: [small.api.id] };
      const reshape = inRow((row) => [
        { ...row, ...good, ...fields },
        { ...row, ...good },
      ]);
      const { success, log, simulator } = await runWith(small, reshape);

      expect(success).toBe(false);
      expect(log).toContain('contradict each other (plans in the row of an organization)');
      expect(callsOf(simulator, ATTACH)).toBe(0);
    },
  );
});

describe('the last run of a plan', () => {
  it('is the later one of the list of plans and the organization', async () => {
    const small = smallWorld();
    const old = { lastStatus: { successes: 9, warnings: 0, errors: 0 }, planFinishedTime: 1_690_000_000 };
    const recent = { lastStatus: { successes: 1, warnings: 0, errors: 4 }, planFinishedTime: 1_790_000_000 };
    const list = rows(PLANS, (row) => ({ ...row, ...old }));
    const organization = rows(ORGANIZATIONS, (row) => ({
      ...row,
      plans: (row['plans'] as Row[]).map((plan) => ({ ...plan, ...recent })),
    }));
    const { outputs } = await runWith(small, (endpoint, answer) => organization(endpoint, list(endpoint, answer)));

    expect(outputs['plan-health']).toBe('failing');
  });
});
