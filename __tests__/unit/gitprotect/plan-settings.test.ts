import { describe, expect, it } from '@jest/globals';
import type { PlanSettings } from '../../../src/domain/request.ts';
import {
  canBeSentBack,
  changedFields,
  modificationOf,
  parseShownPlan,
  unknownField,
} from '../../../src/gitprotect/plan-settings.ts';
import { anOrganization, guid } from '../../support/build.ts';
import { AZURE_EXTRAS, GIT_EXTRAS } from '../../support/plan-fields.ts';

const ENABLE: PlanSettings = { schedule: 'enabled', metadata: undefined };
const INCLUDE: PlanSettings = { schedule: undefined, metadata: 'included' };
const GIT = anOrganization();
const AZURE = anOrganization({ isAzure: true });
const ID = guid(200);

type Row = Readonly<Record<string, unknown>>;

function bodyOf(row: Row, wanted: PlanSettings = ENABLE, organization = GIT): object {
  return modificationOf(parseShownPlan({ id: ID, ...row }, organization), wanted);
}

function changed(before: Row, after: Row, wanted: PlanSettings = ENABLE): readonly string[] {
  const [one, other] = [before, after].map((row) => parseShownPlan({ id: ID, ...row }, AZURE));
  if (one === undefined || other === undefined) throw new Error('no rows');
  return changedFields(one, other, wanted);
}

describe('a schedule that tells itself', () => {
  const days = ['Monday'];

  it.each<[string, unknown, unknown, PlanSettings, readonly string[]]>([
    ['whether it is on', { days, isEnabled: false }, { days, isEnabled: true }, ENABLE, []],
    [
      'in other words whether it is on',
      { daily: [{ scheduleEnabled: 0 }] },
      { daily: [{ scheduleEnabled: 1 }] },
      ENABLE,
      [],
    ],
    ['when it runs next', [{ days }], [{ days, nextRun: '2026-01-05T02:00:00Z' }], ENABLE, []],
    [
      'by one of several that it is off',
      [{ isEnabled: true }, { at: 2 }],
      [{ isEnabled: false }, { at: 2 }],
      ENABLE,
      ['schedule'],
    ],
    ['a time in a field of that name', { scheduled: '02:00' }, { scheduled: '05:00' }, ENABLE, ['schedule']],
    ['something that was not asked for', { days, isEnabled: false }, { isEnabled: true }, ENABLE, ['schedule']],
    ['in text what was not asked for', '0 2 * * *', '0 3 * * *', ENABLE, ['schedule']],
    [
      'to be on, though that was not asked for',
      { isEnabled: false },
      { isEnabled: true },
      INCLUDE,
      ['isActive', 'schedule'],
    ],
  ])('%s', (_, before, after, wanted, expected) => {
    expect([...changed({ schedule: before }, { schedule: after }, wanted)].sort()).toEqual(expected);
  });
});

describe('the body of a modification', () => {
  it('holds every documented field of a Git plan as it is shown, and no other', () => {
    const row = { ...GIT_EXTRAS, name: 'Daily', isActive: 0, includeMetadata: 'false', repositoriesIds: [guid(1)] };

    expect(bodyOf({ ...row, lastStatus: {}, gitChoiceMode: 'Individual', wikisIds: [], made: 'up' })).toEqual({
      ...row,
      id: ID,
      isActive: true,
    });
    expect(bodyOf(row, INCLUDE)).toEqual({ ...row, id: ID, includeMetadata: true });
  });

  it('holds every documented field of an Azure DevOps plan, and no other', () => {
    const row = { ...AZURE_EXTRAS, gitChoiceMode: 'Individual', repositoriesIds: [guid(1)], projectsIds: [guid(2)] };

    expect(bodyOf({ ...row, inculdeAllReposistories: false }, ENABLE, AZURE)).toEqual({
      ...row,
      id: ID,
      isActive: true,
    });
  });

  it('excludes nothing that is only not selected itself', () => {
    const row = { repositories: [{ id: guid(1), isSelected: false }], projectsIds: [guid(2)] };

    expect(bodyOf(row, ENABLE, AZURE)).not.toHaveProperty('excludedRepositoriesIds');
    expect(changed(row, { ...row, repositories: [{ id: guid(1), isSelected: true }] })).toEqual([]);
  });

  it('takes fields in any case, and leaves out those that are null', () => {
    expect(bodyOf({ StorageId: guid(3), schedule: null, REPOSITORIESIDS: [guid(1)] })).toEqual({
      id: ID,
      storageId: guid(3),
      repositoriesIds: [guid(1)],
      isActive: true,
    });
  });

  it.each<[string, Row, object]>([
    ['members as rows', { repositories: [{ id: guid(1) }] }, { repositoriesIds: [guid(1)] }],
    ['a plan for all', { includeAllRepositories: true }, { inculdeAllReposistories: true }],
    ['a hand-picked plan', { includeAllRepositories: false }, { inculdeAllReposistories: false }],
    ['metadata', { isMetadataIncluded: true }, { includeMetadata: true }],
    ['a name', { planName: 'Daily' }, { name: 'Daily' }],
  ])('gives their documented names to what is shown in other words: %s', (_, row, fields) => {
    expect(bodyOf(row)).toEqual({ id: ID, isActive: true, ...fields });
  });

  it.each<[string, Row, object]>([
    ['a schedule', { isEnabled: true }, { isActive: true }],
    ['one that is off', { isPaused: true }, { isActive: false }],
    ['projects as rows', { projects: [{ id: guid(2) }] }, { projectsIds: [guid(2)] }],
    ['projects by another name', { projectIds: [guid(2)] }, { projectsIds: [guid(2)] }],
    ['exclusions', { excludedRepositories: [{ id: guid(4) }] }, { excludedRepositoriesIds: [guid(4)] }],
  ])('does so for Azure DevOps: %s', (_, row, fields) => {
    expect(bodyOf(row, INCLUDE, AZURE)).toEqual({ id: ID, includeMetadata: true, ...fields });
  });

  it.each([
    ['a fraction', '0.5', true],
    ['a large number', '9007199254740993', false],
    ['a number without end', '-1e999', false],
    ['400 levels', `${'['.repeat(400)}${']'.repeat(400)}`, true],
    ['20,000 levels', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, false],
  ])('can be sent as it is shown, with %s', (_, value, isExact) => {
    const row: unknown = JSON.parse(`{"id":"${ID}","schedule":[{"at":${value}}]}`);
    expect(canBeSentBack(parseShownPlan(row, GIT))).toBe(isExact);
  });

  it.each<[Row, typeof AZURE, string | undefined]>([
    [{ inculdeAllReposistories: false, gitChoiceMode: 1 }, GIT, undefined],
    [{ includeAllRepositories: 'True' }, GIT, undefined],
    [{}, GIT, 'inculdeAllReposistories'],
    [{ inculdeAllReposistories: true, includeAllRepositories: false }, GIT, 'inculdeAllReposistories'],
    [{ inculdeAllReposistories: 'perhaps' }, GIT, 'inculdeAllReposistories'],
    [{ gitChoiceMode: 'All', useExtraCredentials: false }, AZURE, undefined],
    [{ gitChoiceMode: 2, useExtraCredentials: false, rules: [{ pattern: '*' }] }, AZURE, undefined],
    [{ inculdeAllReposistories: true, useExtraCredentials: false }, AZURE, 'gitChoiceMode'],
    [{ gitChoiceMode: 'Individual' }, AZURE, 'useExtraCredentials'],
    [{ gitChoiceMode: 'Individual', useExtraCredentials: false, rules: null }, AZURE, undefined],
    [{ gitChoiceMode: 'ByRules', useExtraCredentials: false, rules: [] }, AZURE, undefined],
    [{ gitChoiceMode: 'ByRules', useExtraCredentials: false }, AZURE, 'rules'],
    [{ gitChoiceMode: 'ByRules', useExtraCredentials: false, rules: null }, AZURE, 'rules'],
  ])('has to say what a row may not show: %j', (row, organization, unknown) => {
    expect(unknownField(parseShownPlan({ id: ID, ...row }, organization))).toBe(unknown);
  });
});

describe('what a modification changed', () => {
  it.each<[string, Row, Row, readonly string[]]>([
    ['nothing', GIT_EXTRAS, JSON.parse(JSON.stringify(GIT_EXTRAS)) as Row, []],
    ['what was asked', { isActive: false }, { isActive: true }, []],
    ['members, which are compared one by one', { repositoriesIds: [guid(1)] }, { repositoriesIds: [] }, []],
    ['a field', { storageId: guid(1) }, { storageId: guid(2) }, ['storageId']],
    ['within a field', { schedule: { days: [1, 2] } }, { schedule: { days: [1] } }, ['schedule']],
    ['a field that is gone', { workerId: guid(1) }, {}, ['workerId']],
    ['a field that is new', {}, { rules: [{ project: '*' }] }, ['inculdeAllReposistories', 'rules']],
    ['what else was not asked', { includeMetadata: true }, { includeMetadata: false }, ['includeMetadata']],
    ['in other words', { isMetadataIncluded: true }, { isMetadataIncluded: false }, ['includeMetadata']],
    ['the kind', { includeAllRepositories: true }, { includeAllRepositories: false }, ['inculdeAllReposistories']],
    ['exclusions', { excludedRepositories: [{ id: guid(1) }] }, {}, ['excludedRepositoriesIds']],
  ])('is told: %s', (_, before, after, names) => {
    expect(changed(before, after)).toEqual(names);
  });

  it('is told of a schedule, where only metadata was asked for', () => {
    expect(changed({ isEnabled: true }, { isEnabled: false }, INCLUDE)).toEqual(['isActive']);
  });
});
