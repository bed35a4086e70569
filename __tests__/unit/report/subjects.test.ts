import { describe, expect, it } from '@jest/globals';
import { projectOf } from '../../../src/domain/membership.ts';
import { ofAll, resourcesOf } from '../../../src/report/subjects.ts';
import type { RunFacts } from '../../../src/report/run-result.ts';
import { anOutcome, aRunResult, guid } from '../../support/build.ts';

/** A run about so many of each. */
function runAbout(repositories: number, projects: number): RunFacts {
  const run = aRunResult(anOutcome(...Array.from({ length: repositories + projects }, () => ({}))));
  const resources = run.verdict.resources.map((each, index) => {
    const id = guid(900 + index);
    const project = { id, name: `Shop ${String(index)}`, plans: undefined };
    return index < repositories ? each : { ...each, resource: projectOf(project, id) };
  });
  return { ...run, verdict: { ...run.verdict, resources } };
}

describe('what a run is about', () => {
  it.each([
    [1, 0, "'acme/api'"],
    [2, 0, "2 repositories of organization 'acme'"],
    [0, 1, "project 'acme/Shop 0'"],
    [0, 2, "2 projects of organization 'acme'"],
    [1, 1, "1 repository and 1 project of organization 'acme'"],
    [2, 2, "2 repositories and 2 projects of organization 'acme'"],
  ])('%i repositories and %i projects', (repositories, projects, text) => {
    expect(resourcesOf(runAbout(repositories, projects))).toBe(text);
    expect(ofAll(runAbout(repositories, projects), repositories + projects)).toBe(text);
  });

  it.each([
    [3, 0, "2 of 3 repositories of organization 'acme'"],
    [0, 3, "2 of 3 projects of organization 'acme'"],
    [2, 2, "2 of 4 repositories and projects of organization 'acme'"],
  ])('is counted in one number where some of it is meant: %i and %i', (repositories, projects, text) => {
    expect(ofAll(runAbout(repositories, projects), 2)).toBe(text);
  });
});
