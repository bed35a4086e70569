import { describe, expect, it } from '@jest/globals';
import type { Comparison } from '../../../src/domain/compare-inventory.ts';
import { type Coverage, coverageOf } from '../../../src/domain/coverage.ts';
import type { HostInventory } from '../../../src/domain/inventory.ts';
import type { HostMatch } from '../../../src/domain/match-inventory.ts';
import type { Result } from '../../../src/domain/outcome.ts';
import { resourceResults } from '../../../src/domain/resource-result.ts';
import { decideVerdict } from '../../../src/domain/verdict.ts';
import {
  anOutcome,
  aProblem,
  aRepository,
  failed,
  guid,
  inPlan,
  type RepositoryParts,
  resultsOf,
  THE_OPTIONS,
} from '../../support/build.ts';
import { ofLicense, ofMembership } from '../../support/changes.ts';
import { anInventory, atHost } from '../../support/inventories.ts';
import { aProject } from '../../support/wanted.ts';

const API = aRepository();
const ONE: HostMatch = { kind: 'one', repository: API };
const SKIPPED: Result = { kind: 'skipped', cause: 'circuit-open', problem: aProblem() };
const BLOCKED: Result = { kind: 'skipped', cause: 'blocked', problem: aProblem() };
const AFTER_FAILURE: Result = { kind: 'skipped', cause: 'dependency', problem: aProblem() };

function comparisonOf(match: HostMatch, more: Partial<HostInventory> = {}): Comparison {
  const inventory = anInventory('github', ['api'], more);
  const selected = new Map(inventory.repositories.map((each) => [each, match]));
  const selection = { items: [], included: [], excluded: [] };
  const resolution = {
    plans: [],
    selected: selection,
    missing: [],
    projects: [],
    missingProjects: [],
    idleProjects: [],
  };
  const no = new Set<never>();
  const none = {
    missingAtHost: [],
    unlisted: [],
    markedAsRemoved: no,
    lines: no,
    unclear: new Map(),
    skippedNames: no,
  };
  return { inventory, selected, skipped: new Map(), ...none, resolution };
}

/** @param parts what became of the repository; undefined: nothing is known of it */
function covered(match: HostMatch, parts: RepositoryParts | undefined): Coverage {
  const results = parts === undefined ? [] : resourceResults(anOutcome({ repository: API, ...parts }));
  return coverageOf(comparisonOf(match), results);
}

const already: Result = { kind: 'already' };
const done: Result = { kind: 'done', verified: true };
const accepted: Result = { kind: 'done', verified: false };
const would: Result = { kind: 'would' };

function causedBy(cause: 'rejected' | 'not-applied' | 'reverted' | 'unreported' | 'unreadable'): Result {
  return { kind: 'failed', cause, problem: aProblem() };
}

describe('what is archived at the host', () => {
  const skipped = new Map([[atHost('old'), ONE]]);
  const ofProject = (...ids: readonly string[]): boolean | undefined => {
    const { resolution, ...comparison } = comparisonOf({ kind: 'none' });
    const projects = [{ project: aProject({ repositories: new Set(ids) }), repositories: [] }];
    return coverageOf({ ...comparison, skipped, resolution: { ...resolution, projects } }, []).skippedInProjects;
  };

  it('goes where its project goes, where that is selected', () => {
    expect([ofProject(guid(7), API.id), ofProject(guid(7))]).toEqual([true, false]);
  });
});

describe('a repository at the host', () => {
  it.each<[string, RepositoryParts]>([
    ['it was so already', {}],
    ['it is so now', { license: { before: 'inactive', result: done }, plans: [inPlan('detached', done)] }],
    [
      'it is in each of several plans',
      { plans: [inPlan('attached', already), inPlan('detached', done, { id: guid(201) })] },
    ],
  ])('is covered: %s', (_, parts) => {
    expect(covered(ONE, parts)).toMatchObject({ covered: 1, gaps: [] });
  });

  it.each<[string, HostMatch, RepositoryParts | undefined, string]>([
    ['two candidates, whatever became of them', { kind: 'ambiguous', among: [] }, {}, 'ambiguous'],
    ['no row', { kind: 'none' }, {}, 'not-listed'],
    ['nothing came of it', ONE, undefined, 'not-tried'],
    ['of another row than its own', { kind: 'one', repository: aRepository({ id: guid(7) }) }, {}, 'not-tried'],
    [
      'the run broke off',
      ONE,
      { license: { before: 'inactive', result: SKIPPED }, plans: [inPlan('detached', SKIPPED)] },
      'not-tried',
    ],
    [
      'no license',
      ONE,
      { license: { before: 'inactive', result: failed() }, plans: [inPlan('detached', AFTER_FAILURE)] },
      'not-licensed',
    ],
    [
      'the license was taken away',
      ONE,
      { license: { before: 'active', result: causedBy('reverted') } },
      'not-licensed',
    ],
    ['taken out of the plan', ONE, { plans: [inPlan('attached', causedBy('reverted'))] }, 'not-attached'],
    [
      'the license is not reported any more',
      ONE,
      { license: { before: 'active', result: causedBy('unreported') } },
      'not-proved',
    ],
    ['the plan is not reported any more', ONE, { plans: [inPlan('attached', causedBy('unreported'))] }, 'not-proved'],
    [
      'a dry run: neither',
      ONE,
      { license: { before: 'inactive', result: would }, plans: [inPlan('detached', would)] },
      'not-licensed',
    ],
    ['a dry run: the plan only', ONE, { plans: [inPlan('detached', would)] }, 'not-attached'],
    [
      'one plan of two',
      ONE,
      { plans: [inPlan('attached', already), inPlan('detached', failed(), { id: guid(201) })] },
      'not-attached',
    ],
    [
      'one plan of two is seen, of the other nothing is reported',
      ONE,
      { plans: [inPlan('attached', already), inPlan('unknown', accepted, { id: guid(201) })] },
      'not-proved',
    ],
    ['the plan takes in no repository by hand', ONE, { plans: [inPlan('detached', BLOCKED)] }, 'not-attached'],
    ['refused, though it was seen before', ONE, { plans: [inPlan('attached', failed())] }, 'not-proved'],
    ['accepted without effect', ONE, { plans: [inPlan('detached', causedBy('not-applied'))] }, 'not-attached'],
    ['no plan at all', ONE, { plans: [] }, 'not-proved'],
    ['accepted, but not reported: the plan', ONE, { plans: [inPlan('unknown', accepted)] }, 'not-proved'],
    [
      'accepted, but not reported: the license',
      ONE,
      { license: { before: 'unknown', result: accepted } },
      'not-proved',
    ],
    ['a dry run, and not reported', ONE, { license: { before: 'unknown', result: would } }, 'not-proved'],
    ['refused, and not reported', ONE, { license: { before: 'unknown', result: failed() } }, 'not-proved'],
    ['made, but not read again', ONE, { plans: [inPlan('detached', causedBy('unreadable'))] }, 'not-proved'],
    [
      'the license is not reported, the plan is missing',
      ONE,
      { license: { before: 'unknown', result: accepted }, plans: [inPlan('detached', failed())] },
      'not-attached',
    ],
  ])('is a gap: %s', (_, match, parts, reason) => {
    expect(covered(match, parts)).toMatchObject({ covered: 0, gaps: [{ repository: { path: 'api' }, reason }] });
  });
});

describe('another plan, which a repository is to leave,', () => {
  it.each([
    ['still contains it', failed()],
    ['is not tried to be left', SKIPPED],
    ['contains it no more', done],
  ])('is no gap where it %s', (_, result) => {
    const leaving = { change: ofMembership('detach', { before: 'attached' }), result };
    const results = resourceResults({ ...anOutcome(), results: [...resultsOf({ repository: API }), leaving] });
    expect(coverageOf(comparisonOf(ONE), results)).toMatchObject({ covered: 1, gaps: [] });
  });

  it('does not stand for the plan that it is to be in', () => {
    const leaving = { change: ofMembership('detach', { before: 'attached' }), result: done };
    const license = { change: ofLicense('activate', { before: 'active' }), result: already };
    const results = resourceResults({ ...anOutcome(), results: [license, leaving] });
    expect(coverageOf(comparisonOf(ONE), results).gaps).toMatchObject([{ reason: 'not-proved' }]);
  });
});

describe('a gap', () => {
  it.each<[string, HostMatch, string | undefined]>([
    ['is named by its ID', ONE, API.id],
    ['has none that could be one of several', { kind: 'ambiguous', among: [] }, undefined],
    ['has none', { kind: 'none' }, undefined],
  ])('that GitProtect lists %s', (_, match, listed) => {
    expect(covered(match, { license: { before: 'inactive', result: would } }).gaps[0]?.listed).toBe(listed);
  });

  it.each<[string, RepositoryParts, boolean]>([
    ['failed', { license: { before: 'inactive', result: failed() } }, true],
    ['was not tried after others', { license: { before: 'inactive', result: SKIPPED } }, true],
    ['would be changed', { license: { before: 'inactive', result: would } }, false],
  ])('of a repository that %s says whether the run tells more of it', (_, parts, hasFailed) => {
    expect(covered(ONE, parts).gaps).toMatchObject([{ hasFailed }]);
  });
});

describe('what GitProtect lists, and the host does not,', () => {
  it('is handed on', () => {
    const missingAtHost = [API];
    expect(coverageOf({ ...comparisonOf(ONE), missingAtHost }, [])).toMatchObject({ missingAtHost });
  });
});

describe('what is not selected', () => {
  it('is neither covered nor a gap', () => {
    const comparison = comparisonOf(ONE);
    const inventory = anInventory('github', ['api', 'old', 'left']);
    const [api, old, left] = inventory.repositories;
    if (api === undefined || old === undefined || left === undefined) throw new Error('three were made');
    const found = coverageOf(
      { ...comparison, inventory, selected: new Map([[api, ONE]]), skipped: new Map([[old, { kind: 'none' }]]) },
      resourceResults(anOutcome({ repository: API })),
    );
    expect(found).toMatchObject({ covered: 1, gaps: [], skipped: [old], notSelected: [left] });
  });
});

describe('fail-on-gap', () => {
  const results = resourceResults(anOutcome({ repository: API }));
  it.each<[string, Comparison, boolean, boolean]>([
    ['covered and complete', comparisonOf(ONE), true, false],
    ['a gap', comparisonOf({ kind: 'none' }), true, true],
    ['covered, in a list that lacks some', comparisonOf(ONE, { incomplete: 'cut' }), true, true],
    ['a gap, and not asked for', comparisonOf({ kind: 'none' }, { incomplete: 'cut' }), false, false],
  ])('fails the step or not: %s', (_, comparison, failOnGap, fails) => {
    const coverage = coverageOf(comparison, results);
    const verdict = decideVerdict(results, [], { ...THE_OPTIONS, failOnGap, coverage });
    expect([verdict.failedForGaps, verdict.success]).toEqual([fails, !fails]);
  });
});
