import { describe, expect, it } from '@jest/globals';
import { parseOwner } from '../../../src/gitprotect/owner.ts';
import { bareGuid, fieldsOf, guid } from '../../support/build.ts';

const A = guid(1);
const B = guid(2);
const NOBODY = '00000000-0000-0000-0000-000000000000';

describe('the organization that a row names', () => {
  const acme = { id: A, name: 'acme' };

  it.each<[object, string | undefined]>([
    [{}, undefined],
    [{ organizationId: null, organization: null }, undefined],
    [{ organizationId: bareGuid(A) }, A],
    [{ organization: { id: A, name: 'Acme' } }, A],
    [{ organizationName: 'ACME' }, A],
    [{ organization: 'acme/group' }, A],
    [{ organization_id: B }, B],
    [{ organizationId: A, organization: { id: B } }, B],
    [{ organizationId: NOBODY }, undefined],
    [{ organizationId: 0, organization: { id: NOBODY, name: 'acme' } }, A],
    [{ orgId: '0', organization: NOBODY }, undefined],
    [{ organization: { name: 'globex' } }, 'globex'],
    [{ organizationId: A, organizationName: 'globex' }, 'globex'],
    [{ gitOrganizationId: B }, B],
    [{ organizationId: A, gitOrganization: { id: B } }, B],
    [{ organizations: [{ id: B }] }, B],
    [{ organizations: [{ id: B }, { id: A }] }, A],
    [{ organizationIds: [B, bareGuid(A)] }, A],
    [{ organizationsIds: [B], organizationId: A }, B],
    [{ organizations: ['Acme'] }, A],
    [{ organizations: [{}] }, ''],
    [{ organizationIds: [] }, ''],
    [{ organizationIds: [], organizationId: A }, A],
    [{ organizationIds: B }, B],
    [{ organizationIds: null }, undefined],
  ])('in %j is %s', (row, owner) => {
    expect(parseOwner(fieldsOf(row), acme)).toBe(owner);
  });
});
