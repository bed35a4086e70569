import { describe, expect, it } from '@jest/globals';
import type { IdList } from '../../../src/domain/model.ts';
import { parseId, parseIds, parseOwner } from '../../../src/gitprotect/ids.ts';
import { JsonObject } from '../../../src/shared/json-object.ts';
import { guid, listOf, partOf } from '../../support/build.ts';

const A = guid(1);
const B = guid(2);
const bare = (id: string): string => id.replaceAll('-', '').toUpperCase();

function fieldsOf(row: object): JsonObject {
  const fields = JsonObject.of(row);
  if (fields === undefined) throw new Error('a row is an object');
  return fields;
}

describe('an ID', () => {
  it.each([A, A.toUpperCase(), bare(A), `{${A}}`, `(${A})`, `{${bare(A)}}`])('is one GUID in any form: %s', (text) => {
    expect(parseId(text)).toBe(A);
  });

  it.each([`{${A}`, `${A}-1`, bare(A).slice(1), 'Daily'])('that is no GUID stays as it is: %s', (text) => {
    expect(parseId(text)).toBe(text);
  });
});

describe('a list of IDs', () => {
  it.each<[string, object, IdList | undefined]>([
    ['GUIDs without dashes', { plans: [bare(A)] }, listOf(A)],
    ['names', { plans: ['Daily'] }, partOf('Daily')],
    ['a GUID and a name', { plans: [A, 'Daily'] }, partOf(A, 'Daily')],
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
      listOf(B),
    ],
    ['a row that is said to be left out', { plans: [{ id: A, excluded: 1 }] }, listOf()],
    ['a row with a flag that is not understood', { plans: [{ id: A, isSelected: 'maybe' }] }, partOf()],
    ['two lists that agree', { plans: [{ id: A }], planIds: [bare(A)] }, listOf(A)],
    ['two lists that contradict each other', { plans: [], planIds: [A] }, partOf()],
    ['a list, and a text', { plans: 'Daily', planIds: [] }, partOf()],
    ['a text', { plans: 'Daily' }, undefined],
    ['null', { plans: null }, undefined],
  ])('is read from %s', (_, row, list) => {
    expect(parseIds(fieldsOf(row), ['plans', 'planIds'], 'plan')).toEqual(list);
  });
});

describe('the organization that a row names', () => {
  const acme = { id: A, name: 'acme' };

  it.each<[object, string | undefined]>([
    [{}, undefined],
    [{ organizationId: null, organization: null }, undefined],
    [{ organizationId: bare(A) }, A],
    [{ organization: { id: A, name: 'Acme' } }, A],
    [{ organizationName: 'ACME' }, A],
    [{ organization: 'acme/group' }, A],
    [{ organization_id: B }, B],
    [{ organizationId: A, organization: { id: B } }, B],
    [{ organization: { name: 'globex' } }, 'globex'],
    [{ organizationId: A, organizationName: 'globex' }, 'globex'],
  ])('in %j is %s', (row, owner) => {
    expect(parseOwner(fieldsOf(row), acme)).toBe(owner);
  });
});
