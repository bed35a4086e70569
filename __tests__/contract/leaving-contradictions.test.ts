import { describe, expect, it } from '@jest/globals';
import { runLeaving, stateOf, writesOf } from '../support/leaving.ts';
import { apiRow, type Reshape, type Row, rows, without } from '../support/reshape.ts';
import { PLANS } from '../support/sweep.ts';

/** How a row's fields deny and affirm one thing. */
function twice(is: string, isToo: string): Row {
  return { [is]: false, [isToo]: true };
}

/** The plans list their repositories as rows, and that of `api` says so of its membership. */
function withMember(id: string, said: Row): Reshape {
  return rows(PLANS, (row) => {
    const ids = row['repositoriesIds'] as readonly string[];
    const listed = ids.includes(id) || row['name'] === 'Daily' ? [{ id, ...said }] : [];
    return { ...without(row, 'repositoriesIds'), repositories: listed, repositoriesCount: listed.length };
  });
}

describe('what contradicts itself does not say that something is absent already', () => {
  it.each([
    ['isLicensed', 'IsLicensed'],
    ['isLicensed', 'is_licensed'],
    ['isLicensed', 'hasLicense'],
  ])('a license by %s and %s is released', async (is, isToo) => {
    const reshape = apiRow((row) => ({ ...without(row, 'isLicensed'), ...twice(is, isToo) }));

    const { success, outputs, simulator, small, log } = await runLeaving({ reshape });

    expect(writesOf(simulator)).toEqual(['detach', 'release']);
    expect(stateOf(small, small.api)).toEqual([false]);
    // Nobody knows whether it was.
    expect(outputs['license-status']).toBe('released');
    expect(log).toContain('Changes accepted, but not proved');
    expect(success).toBe(true);
  });

  it.each([
    ['isAttached', 'IsAttached'],
    ['isAttached', 'attached'],
    ['isAttached', 'isSelected'],
  ])('a membership by %s and %s keeps the license', async (is, isToo) => {
    let id = '';
    const reshape: Reshape = (endpoint, answer) => withMember(id, twice(is, isToo))(endpoint, answer);

    const { outputs, log } = await runLeaving({ reshape }, {}, {}, ({ api }) => {
      id = api.id;
    });

    expect(log).not.toContain("backup plan 'Daily': not attached");
    expect(outputs['license-status']).not.toMatch(/inactive|released/);
  });

  it('a plan that is deleted and not is not left already', async () => {
    const reshape = rows(PLANS, (row) =>
      row['name'] === 'Daily' ? { ...row, ...twice('is_deleted', 'isDeleted') } : row,
    );

    const { outputs } = await runLeaving({ reshape });

    expect(outputs['license-status']).not.toMatch(/inactive|released/);
  });
});
