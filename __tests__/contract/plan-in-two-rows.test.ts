import { describe, expect, it } from '@jest/globals';
import {
  ORGANIZATIONS,
  PLANS,
  REPOSITORIES,
  type Reshape,
  type Row,
  rows,
  runWith,
  without,
} from '../support/reshape.ts';
import { smallWorld } from '../support/service.ts';

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
