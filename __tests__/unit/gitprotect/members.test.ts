import { describe, expect, it } from '@jest/globals';
import type { IdList } from '../../../src/domain/model.ts';
import { parseIds } from '../../../src/gitprotect/members.ts';
import { bareGuid, fieldsOf, guid, listOf, named, partOf } from '../../support/build.ts';

const A = guid(1);
const B = guid(2);

/** A list that says of A that it does not hold it. */
function withoutA(list: IdList): IdList {
  return { ...list, denied: new Set([A]) };
}

/** A list that holds A, by what it says, and does not. */
function disputingA(list: IdList): IdList {
  return { ...list, disputed: new Set([A]) };
}

describe('a member that its own row both denies and affirms', () => {
  it.each([
    { isAttached: false, IsAttached: true },
    { isAttached: false, attached: 1 },
    { isAttached: false, isSelected: true },
    { isDetached: true, detached: false },
    { status: 'Detached', Status: 'Attached' },
    { isRemoved: true, removed: false },
  ])('is none, and is disputed: %j', (said) => {
    expect(parseIds(fieldsOf({ plans: [{ id: A, ...said }, { id: B }] }), ['plans'], 'plan')).toEqual(
      disputingA(listOf(B)),
    );
  });

  it.each([
    { isAttached: false, isDetached: false },
    { isDetached: true, isExcluded: false },
    { isDetached: true, detached: null },
  ])('is none, where nothing affirms it: %j', (said) => {
    expect(parseIds(fieldsOf({ plans: [{ id: A, ...said }, { id: B }] }), ['plans'], 'plan')).toEqual(
      withoutA(listOf(B)),
    );
  });

  it('is nobody, where its row names two', () => {
    expect(parseIds(fieldsOf({ plans: [{ planId: A, PlanId: B }] }), ['plans'], 'plan')).toEqual(
      named(partOf(), '(without a name)'),
    );
  });
});

describe('a list of IDs', () => {
  it.each<[string, object, IdList | undefined]>([
    ['GUIDs without dashes', { plans: [bareGuid(A)] }, listOf(A)],
    ['names', { plans: ['Daily', 'Old plan', ''] }, named(partOf(), 'Daily', 'Old plan')],
    ['a GUID and a name', { plans: [A, 'Daily'] }, named(partOf(A), 'Daily')],
    ['rows with a name', { plans: [{ name: 'Daily' }, { planName: 'Old' }] }, named(partOf(), 'Daily', 'Old')],
    ['what is not understood', { plans: [['Daily'], { name: ' ' }, null] }, named(partOf(), '(without a name)')],
    ['a name that is said to be none', { plans: [{ name: 'Daily', isAttached: false }] }, listOf()],
    ['a name without end', { plans: ['x'.repeat(1000)] }, named(partOf(), 'x'.repeat(200))],
    ['a number', { plans: [5] }, partOf('5')],
    ['names, and a list of IDs', { plans: ['Daily'], planIds: [A] }, named(partOf(A), 'Daily')],
    ['memberships with IDs of their own', { plans: [{ id: B, planId: A }] }, listOf(A)],
    ['memberships that hold the plan', { plans: [{ id: B, plan: { id: A } }] }, listOf(A)],
    [
      'rows that are said to be none',
      {
        plans: [
          { id: A, isAssigned: false },
          { id: B, selected: '1' },
        ],
      },
      withoutA(listOf(B)),
    ],
    ['a row that is said to be left out', { plans: [{ id: A, excluded: 1 }] }, withoutA(listOf())],
    ...['isRemoved', 'isDeleted', 'detached', 'isUnassigned', 'notMember'].map((name): [string, object, IdList] => [
      name,
      { plans: [{ id: A, [name]: true }, { id: B }] },
      withoutA(listOf(B)),
    ]),
    ...['isMember', 'isAttached', 'included_in_plan', 'isLinked'].map((name): [string, object, IdList] => [
      `not ${name}`,
      {
        plans: [
          { id: A, [name]: 'False' },
          { id: B, [name]: 1 },
        ],
      },
      withoutA(listOf(B)),
    ]),
    [
      'a row with the date of its detachment',
      { plans: [{ id: A, detachedAt: '2026-01-31' }, { id: B }] },
      withoutA(listOf(B)),
    ],
    ['a row with no date of a detachment', { plans: [{ id: A, detachedAt: null, deletedUtc: '' }] }, listOf(A)],
    ...['Detached', 'Removed', 'not assigned'].map((status): [string, object, IdList] => [
      `a row that is ${status}`,
      {
        plans: [
          { id: A, status },
          { id: B, status: 'Active' },
        ],
      },
      withoutA(listOf(B)),
    ]),
    ['a row whose plan is off', { plans: [{ id: A, status: 'Disabled', state: 3, isActive: false }] }, listOf(A)],
    ['a row that is being detached', { plans: [{ id: A, membershipStatus: 'PendingDetach' }] }, named(partOf(), A)],
    ['a row, and its denial', { plans: [{ id: A }, { id: B }, { id: A, isAttached: false }] }, disputingA(partOf(B))],
    ['a denial, and the row', { plans: [{ id: A, isAttached: false }, { id: A }] }, disputingA(partOf())],
    ['a row with a flag that is not understood', { plans: [{ id: A, isSelected: 'maybe' }] }, named(partOf(), A)],
    [
      'a denial in a list that was cut',
      { plans: [{ id: A, status: 'Detached' }, { id: B }, 5] },
      withoutA(partOf(B, '5')),
    ],
    [
      'a denial in one list of what another holds',
      { plans: [{ id: A, status: 'Detached' }, 5], planIds: [A, 5] },
      disputingA(partOf('5')),
    ],
    ['two lists that agree', { plans: [{ id: A }], planIds: [bareGuid(A)] }, listOf(A)],
    ['two lists that contradict each other', { plans: [], planIds: [A] }, disputingA(partOf())],
    ['a list, and a text', { plans: 'Daily', planIds: [] }, named(partOf(), 'Daily')],
    ['a text', { plans: 'Daily' }, named(partOf(), 'Daily')],
    ['an empty text', { plans: '' }, undefined],
    ['null', { plans: null }, undefined],
  ])('is read from %s', (_, row, list) => {
    expect(parseIds(fieldsOf(row), ['plans', 'planIds'], 'plan')).toEqual(list);
  });
});

describe('a list of what is left out', () => {
  it.each(['enabled', 'isEnabled'])('is in doubt where its row of a repository is not %s', (name) => {
    const fields = {
      repositories: [
        { id: A, [name]: false },
        { id: B, [name]: true },
      ],
    };
    expect(parseIds(fieldsOf(fields), ['repositories'], 'repository')).toEqual(partOf(B));
  });

  it.each<[string, object, IdList]>([
    ['said to be left out', { id: A, isExcluded: true }, listOf(A)],
    ['said to be removed', { id: A, isRemoved: true }, partOf()],
    ['said not to be selected', { id: A, isSelected: false }, partOf()],
  ])('is not made shorter by what a row of it is: %s', (_, row, list) => {
    expect(parseIds(fieldsOf({ excludedRepositories: [row] }), ['excludedRepositories'], 'repository')).toEqual(list);
  });
});
