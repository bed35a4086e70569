import { describe, expect, it } from '@jest/globals';
import { hosted, runWithHost } from '../support/coverage.ts';
import { manyWorld, nameOf } from '../support/sweep.ts';

/* Runs that ask a Git host for its own list. */

describe('a run with a host', () => {
  it('names a repository that GitProtect does not list, and protects the rest', async () => {
    const many = manyWorld(3);

    const { success, outputs, gaps, inventory } = await runWithHost(
      many.world,
      hosted(nameOf(0), nameOf(1), nameOf(2), 'forgotten'),
    );

    expect(success).toBe(true);
    expect(outputs).toMatchObject({
      'host-repositories': '4',
      'inventory-complete': 'true',
      'repositories-uncovered': '1',
      'repositories-changed': '3',
    });
    expect(gaps).toEqual([{ name: 'forgotten', url: expect.stringContaining('forgotten'), reason: 'not-listed' }]);
    expect(inventory).toMatchObject({ host: 'github', owner: 'acme', complete: true, repositories: 4, pages: 1 });
  });
});
