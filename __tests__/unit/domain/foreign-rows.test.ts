import { describe, expect, it } from '@jest/globals';
import { joinPlans, withoutProof } from '../../../src/domain/join-plans.ts';
import { membershipOf, membershipToLeave } from '../../../src/domain/membership.ts';
import type { BackupPlan } from '../../../src/domain/model.ts';
import { parsePlan } from '../../../src/gitprotect/parsers.ts';
import { aPlan, aRepository, guid, listOf, partOf } from '../../support/build.ts';

const ACME = guid(1);
const GLOBEX = guid(2);
const api = aRepository();

describe("a plan's row that names another organization", () => {
  const good: Partial<BackupPlan> = {
    organization: GLOBEX,
    selection: 'all',
    repositories: listOf(api.id),
    schedule: 'enabled',
    metadata: 'included',
    lastRun: { successes: 5, warnings: 0, errors: 0, finishedAt: undefined },
  };

  it.each([{ organization: ACME }, {}])('proves nothing beside a row of this one: %j', (ours) => {
    for (const plan of [joinPlans(ACME, aPlan(ours), aPlan(good)), joinPlans(ACME, aPlan(good), aPlan(ours))]) {
      expect(plan).toMatchObject({ schedule: 'unknown', metadata: 'unknown', lastRun: undefined });
      expect(membershipOf(ACME, api, plan)).toBe('unknown');
    }
  });

  it.each<Partial<BackupPlan>>([{ excluded: listOf(api.id) }, { repositories: listOf() }, { repositoryCount: 0 }])(
    'does not prove that a repository is in no plan: %j',
    (fields) => {
      const plan = withoutProof(ACME, aPlan({ organization: GLOBEX, ...fields }));
      expect(membershipToLeave(ACME, api, plan)).toBe('unknown');
    },
  );

  it.each([
    ['shows none', undefined, undefined],
    ['shows some', listOf(guid(500)), partOf()],
  ])('leaves open which projects the plan has, where it %s', (_, projects, left) => {
    expect(withoutProof(ACME, aPlan({ organization: GLOBEX, projects })).projects).toEqual(left);
  });

  it.each([
    [{ errors: 1, warnings: 0 }, true],
    [{ errors: 0, warnings: 1 }, true],
    [{ errors: 0, warnings: 0 }, false],
  ])('shows a last run with %j: %s', (counts, shown) => {
    const lastRun = { successes: 5, finishedAt: undefined, ...counts };

    expect(withoutProof(ACME, aPlan({ organization: GLOBEX, lastRun })).lastRun).toEqual(shown ? lastRun : undefined);
  });

  it('speaks against the plan all the same', () => {
    const bad = {
      schedule: 'disabled',
      selection: 'all',
      lastRun: { successes: 5, warnings: 0, errors: 2, finishedAt: undefined },
    } as const;
    expect(joinPlans(ACME, aPlan(), aPlan({ organization: GLOBEX, ...bad }))).toMatchObject(bad);
  });
});

describe('what a plan counts or flags', () => {
  it('is no proof of an empty plan, where another row counts more', () => {
    for (const [one, other] of [
      [0, 3],
      [3, 0],
    ])
      expect(joinPlans(ACME, aPlan({ repositoryCount: one }), aPlan({ repositoryCount: other })).repositoryCount).toBe(
        3,
      );
  });

  it('is no proof of a member of a plan for all, where a flag cannot be read', () => {
    const row = { id: guid(200), inculdeAllReposistories: true, repositories: [{ id: api.id, isExcluded: 'maybe' }] };
    expect(membershipOf(ACME, api, parsePlan(row))).not.toBe('attached');
  });

  it('is no count below zero', () => {
    const lastStatus = { successes: 1, warnings: 0, errors: -1 };
    expect(parsePlan({ id: guid(200), lastStatus }).lastRun).toBeUndefined();
  });
});
