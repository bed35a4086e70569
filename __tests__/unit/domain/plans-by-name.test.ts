import { describe, expect, it } from '@jest/globals';
import type { BackupPlan, IdList } from '../../../src/domain/model.ts';
import { withPlansByName } from '../../../src/domain/plans-by-name.ts';
import { aPlan, aRepository, guid, listOf, named, partOf } from '../../support/build.ts';

const API = guid(100);
const DAILY = guid(200);
const OTHER = guid(201);

describe('a plan that a row of a repository names without its ID', () => {
  const disputed = (...ids: readonly string[]): IdList => ({ ...partOf(), disputed: new Set(ids) });

  it.each<[string, IdList, Partial<BackupPlan>, IdList]>([
    ['is in doubt where it is known', named(partOf(), 'Daily'), {}, disputed(DAILY)],
    ['is in doubt where it looks the same', named(partOf(), 'daily '), {}, disputed(DAILY)],
    ['is each that has the name', named(partOf(), 'Daily'), { name: 'daily' }, disputed(DAILY, OTHER)],
    ['may be its ID, where that is no GUID', named(partOf(), 'p-1'), { id: 'p-1' }, disputed('p-1')],
    ['is known where its ID is told as well', named(partOf(DAILY), 'Daily'), {}, partOf(DAILY)],
    [
      'stays a name where none has it',
      named(partOf(), 'Daily', 'Old'),
      {},
      { ...disputed(DAILY), names: new Set(['Old']) },
    ],
    ['adds nothing to what the plan itself lists', named(partOf(), 'Weekly'), { repositories: listOf(API) }, partOf()],
  ])('%s', (_, plans, other, expected) => {
    const listed = [aPlan({ id: DAILY, name: 'Daily' }), aPlan({ id: OTHER, name: 'Weekly', ...other })];
    const project = { id: guid(300), name: undefined, plans };
    const [row] = withPlansByName(guid(1), [aRepository({ id: API, plans, project })], listed);

    expect(row?.plans).toEqual(expected);
    // Of a project's plans the plans' lists of repositories say nothing.
    expect(row?.project?.plans?.names).toEqual(expected.names);
  });

  it('is looked for only where there is one', () => {
    const rows = [aRepository({ plans: listOf(DAILY) })];
    expect(withPlansByName(guid(1), rows, [])).toBe(rows);
  });
});
