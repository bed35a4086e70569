import { describe, expect, it } from '@jest/globals';
import type { BackupPlan } from '../../../src/domain/model.ts';
import {
  asPlansAreNow,
  diffSettings,
  dryRunSettings,
  isAzurePlan,
  missingOf,
  obstacleTo,
} from '../../../src/domain/plan-settings.ts';
import { hasNoSettings, type PlanSettings } from '../../../src/domain/request.ts';
import { anOrganization, aPlan, guid, listOf, partOf } from '../../support/build.ts';
import { ofMembership } from '../../support/changes.ts';

const BOTH: PlanSettings = { schedule: 'enabled', metadata: 'included' };
const NONE: PlanSettings = { schedule: undefined, metadata: undefined };
const AZURE = anOrganization({ isAzure: true });
const REPOSITORIES = listOf(guid(1));

function diffOf(plan: BackupPlan, settings: PlanSettings, isListed = true): ReturnType<typeof diffSettings> {
  const listedPlans = new Set(isListed ? [plan.id] : []);
  return diffSettings({ plans: [plan], settings, organization: anOrganization(), listedPlans });
}

describe('the settings of a plan', () => {
  it.each<[Partial<BackupPlan>, PlanSettings, PlanSettings]>([
    [{ schedule: 'enabled', metadata: 'included' }, BOTH, NONE],
    [{ schedule: 'disabled', metadata: 'excluded' }, BOTH, BOTH],
    [{ schedule: 'unknown', metadata: 'unknown' }, BOTH, BOTH],
    [{ schedule: 'enabled', metadata: 'excluded' }, BOTH, { ...NONE, metadata: 'included' }],
    [
      { schedule: 'disabled', metadata: 'excluded' },
      { ...NONE, schedule: 'enabled' },
      { ...NONE, schedule: 'enabled' },
    ],
    [{ schedule: 'disabled', metadata: 'excluded' }, NONE, NONE],
  ])('of %j, asked for %j, lack %j', (plan, wanted, missing) => {
    expect(missingOf(aPlan(plan), wanted)).toEqual(missing);
  });

  it.each([
    [NONE, true],
    [{ ...NONE, schedule: 'enabled' as const }, false],
    [{ ...NONE, metadata: 'included' as const }, false],
    [BOTH, false],
  ])('of %j are nothing to do: %s', (settings, nothing) => {
    expect(hasNoSettings(settings)).toBe(nothing);
  });

  it('are not looked at where nothing is asked', () => {
    expect(diffOf(aPlan(), NONE)).toEqual([]);
  });

  it('that are as asked have no obstacle, whatever else is not known', () => {
    const changes = diffOf(aPlan({ schedule: 'enabled', metadata: 'included' }), BOTH, false);

    expect(changes).toMatchObject([{ wanted: NONE, obstacle: undefined }]);
    expect(dryRunSettings(changes)).toMatchObject([{ result: { kind: 'already' } }]);
  });

  it('of a plan that is not listed are not known', () => {
    const changes = diffOf(aPlan({ repositories: REPOSITORIES }), BOTH, false);

    expect(changes[0]?.obstacle).toMatchObject({
      reason: 'not-listed',
      message: expect.stringContaining("'Daily' is not in the list of plans of organization 'acme'"),
      remedy: expect.stringMatching(/^Attach a first repository/),
    });
    expect(dryRunSettings(changes)).toMatchObject([{ result: { kind: 'skipped', cause: 'blocked' } }]);
  });

  it('would be changed', () => {
    expect(dryRunSettings(diffOf(aPlan({ repositories: REPOSITORIES }), BOTH))).toMatchObject([
      { result: { kind: 'would' } },
    ]);
  });
});

describe('an attachment to a plan that was read again', () => {
  it.each<[string, Partial<BackupPlan>, string]>([
    ['is made where the plan is hand-picked still', { selection: 'manual' }, 'change'],
    ['is not needed where the plan contains all by now', { selection: 'all' }, 'satisfied'],
    ['is not made where the plan chooses by rules by now', { selection: 'rules', repositories: listOf() }, 'blocked'],
  ])('%s', (_, now, kind) => {
    const change = ofMembership('attach', { before: 'detached' });
    const { id } = anOrganization();

    expect(asPlansAreNow([{ kind: 'change', change }], [aPlan(now)], id)).toMatchObject([{ kind }]);
  });
});

describe('an obstacle to a modification', () => {
  it.each<[string, Partial<BackupPlan>, typeof AZURE, string | undefined]>([
    ['a plan whose repositories are shown', { repositories: REPOSITORIES }, anOrganization(), undefined],
    ['one that is shown to have none', { repositories: listOf() }, anOrganization(), undefined],
    ['one whose repositories are not shown', {}, anOrganization(), 'does not report all repositories'],
    ['one whose switch is not shown', { metadata: 'unknown' }, anOrganization(), 'does not report its includeMetadata'],
    ['one that shows some', { repositories: partOf(guid(1)) }, anOrganization(), 'does not report all repositories'],
    ['one that counts more', { repositories: REPOSITORIES, repositoryCount: 2 }, anOrganization(), 'counts more'],
    ['one that counts as many', { repositories: REPOSITORIES, repositoryCount: 1 }, anOrganization(), undefined],
    ['a plan for all', { selection: 'all' }, anOrganization(), undefined],
    ['a plan by rules', { selection: 'rules', repositories: REPOSITORIES }, anOrganization(), 'by rules'],
    ['a plan by rules of Azure DevOps', { selection: 'rules' }, AZURE, undefined],
    [
      'a plan that may be for all',
      { repositories: REPOSITORIES, isSelectionDisputed: true },
      anOrganization(),
      'contradicts itself',
    ],
    ['one of Azure DevOps', { repositories: REPOSITORIES, projects: listOf() }, AZURE, undefined],
    ['one whose projects are not shown', { repositories: REPOSITORIES }, AZURE, 'does not report all projects'],
    [
      'one that shows some projects',
      { repositories: REPOSITORIES, projects: partOf(guid(2)) },
      anOrganization(),
      'does not report all projects',
    ],
    [
      'one that counts the repositories of its projects',
      { repositories: REPOSITORIES, projects: listOf(guid(2)), repositoryCount: 3 },
      AZURE,
      undefined,
    ],
  ])('is there for %s, or not', (_, plan, organization, why) => {
    const obstacle = obstacleTo(aPlan({ metadata: 'excluded', ...plan }), organization, {
      ...NONE,
      schedule: 'enabled',
    });

    if (why === undefined) expect(obstacle).toBeUndefined();
    else
      expect(obstacle).toMatchObject({
        message: expect.stringContaining(why),
        remedy: expect.stringMatching(/plan-schedule and plan-metadata/),
      });
  });

  it('is of Azure DevOps by its address, or the projects that the plan shows', () => {
    expect(isAzurePlan(aPlan(), anOrganization())).toBe(false);
    expect(isAzurePlan(aPlan(), AZURE)).toBe(true);
    expect(isAzurePlan(aPlan({ projects: listOf() }), anOrganization())).toBe(true);
  });
});
