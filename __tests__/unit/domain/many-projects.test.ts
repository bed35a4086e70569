import { describe, expect, it } from '@jest/globals';
import { diff } from '../../../src/domain/diff.ts';
import { byId } from '../../../src/domain/model.ts';
import { resourceIn } from '../../../src/domain/state-after.ts';
import { anObservation, aPlan, aRepository, desiredOf, guid } from '../../support/build.ts';
import { aProject } from '../../support/changes.ts';

const COUNT = 10_000;

describe('ten thousand projects', () => {
  it('are compared, and found in the rows of their repositories, without a look at all rows for each', () => {
    const projects = Array.from({ length: COUNT }, (_, index) => aProject({ id: guid(1_000_000 + index) }));
    const repositories = projects.map(({ id }, index) =>
      aRepository({ id: guid(index), project: { id, name: 'Shop', plans: undefined } }),
    );
    const desired = {
      ...desiredOf(anObservation({ repositories: [] })),
      projectOf: new Map(repositories.map(({ id, project }) => [id, project?.id ?? ''])),
      resources: projects.map((resource) => ({
        resource,
        ...{ license: undefined, removal: undefined, attachedTo: [aPlan()], detachedFrom: [], alsoIn: [] },
      })),
    };
    const rows = byId(repositories);
    const start = process.cpuUsage();

    expect(diff(desired)).toHaveLength(COUNT);
    expect(projects.filter((project) => resourceIn(rows, project) !== undefined)).toHaveLength(COUNT);

    // A search for each takes many times as long.
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(3);
  });
});
