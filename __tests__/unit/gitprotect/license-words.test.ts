import { describe, expect, it } from '@jest/globals';
import { type Known, type License, licenseFor } from '../../../src/domain/model.ts';
import { parseRepository } from '../../../src/gitprotect/parsers.ts';

type Row = Readonly<Record<string, unknown>>;

function licenseOf(row: Row, wanted: License = 'active'): Known<License> {
  return licenseFor(wanted, parseRepository({ id: 'r', name: 'api', ...row }));
}

/** A license in so many objects. */
function nested(depth: number): unknown {
  return depth === 0 ? { isActive: true } : { license: nested(depth - 1) };
}

describe('what a row says of a license besides that there is one', () => {
  it.each<Row>([
    { licenseState: 'Suspended' },
    { licenseStatus: 'PendingRemoval' },
    { licenseStatus: 5 },
    { license: { status: 'Suspended' } },
    { license: 'Trial ended' },
    { licenseId: {} },
    { licenseInfo: 'ended' },
    { licenseType: 'None' },
    { requiresLicense: true },
    { licenseRevokedAt: '2026-01-31' },
    { licenseExpired: 'yes' },
    { licenses: [] },
  ])('leaves it unknown where it is not understood: %j', (row) => {
    expect(licenseOf({ isLicensed: true, ...row })).toBe('unknown');
    expect(licenseOf({ ...row, isActive: true })).not.toBe(row['licenseType'] === undefined ? 'active' : '');
  });

  it.each<Row>([
    { licenseExpired: true },
    { isLicenseExpired: 'true' },
    { licence_revoked: 1 },
    { isLicenseSuspended: true },
    { isLicenseValid: false },
    { licenseEnabled: 0 },
    { hasActiveLicense: false },
    { licenseInfo: { isActive: false } },
    { licenceDetails: { status: 'Expired' } },
    { hasNoLicense: true },
    { isNotLicensed: true },
    { withoutLicense: true },
  ])('denies it: %j', (row) => {
    expect(licenseOf({ isLicensed: true, ...row })).toBe('inactive');
  });

  it.each<Row>([
    { licenseExpired: false, licenseRevoked: null },
    { licenseType: 'Enterprise', licenseName: null, licenseKey: 'K', licensePlan: 1, license_count: 1 },
    { licenseExpirationDate: '2030-01-01', licenseAssignedAt: '2026-01-31', licenseRevokedAt: null },
    { license: { key: 'mit', name: 'MIT License', spdx_id: 'MIT', url: null } },
    { licenseInfo: null },
    { license: { type: 'trial', id: 5, seats: 3 } },
    { isLicenseValid: true },
    { hasNoLicense: false },
  ])('is a description, and takes nothing from it: %j', (row) => {
    expect(licenseOf({ isLicensed: true, ...row })).toBe('active');
  });

  it.each<Row>([
    { licenseExpired: false },
    { isLicenseRevoked: false },
    { licenseType: 'Enterprise' },
    { licenseExpirationDate: '2030-01-01' },
    { license: { type: 'trial' }, isActive: true },
    { assignedLicense: null, isActive: true },
    { licenses: null, isActivated: true },
    { licenseKey: '', isActive: true },
    { licenseName: null, isActive: true },
    { licenseCount: 0, isActive: true },
    { licenseKey: null },
    { assignedLicense: false, licenseId: 5 },
    { isActive: false, license: { id: 5, licenseKey: '' } },
  ])('is alone no proof of one: %j', (row) => {
    expect(licenseOf(row)).toBe('unknown');
  });

  it('is not looked for in objects without end', () => {
    expect(licenseOf({ license: nested(1) })).toBe('active');
    for (const depth of [10, 1000, 3000]) {
      expect(licenseOf({ license: nested(depth) })).toBe('unknown');
      expect(licenseOf({ isLicensed: true, license: nested(depth) })).toBe('unknown');
    }
  });
});

describe('a license in a row that speaks of protection', () => {
  it.each<Row>([
    { isProtected: false },
    { protected: 'False' },
    { isUnprotected: 1 },
    { status: 'NotProtected' },
    { protectionStatus: 'unprotected' },
  ])('is in doubt where the row says that there is none: %j', (row) => {
    expect(licenseOf({ isLicensed: true, ...row })).toBe('unknown');
    expect(licenseOf({ isLicensed: false, ...row })).toBe('inactive');
  });

  it.each<Row>([{ status: 'Unlicensed' }, { state: 'NotLicensed' }, { status: 'License missing' }])(
    'is denied where the row says that it has none, in dispute with what affirms it: %j',
    (row) => {
      expect(licenseOf({ isActive: true, ...row })).toBe('inactive');
      expect(licenseOf({ isLicensed: false, ...row }, 'inactive')).toBe('inactive');
      expect(licenseOf({ isLicensed: true, ...row })).toBe('inactive');
      expect(licenseOf({ isLicensed: true, ...row }, 'inactive')).toBe('unknown');
    },
  );

  it.each<Row>([
    { isProtected: true },
    { isProtected: null },
    { protectedBranches: false },
    { protectionStatus: 'Protected', status: 'Success' },
    { status: 'Inactive' },
  ])('is what it says of the license where not: %j', (row) => {
    expect(licenseOf({ isLicensed: true, ...row })).toBe('active');
    expect(licenseOf(row)).toBe('unknown');
  });

  it.each(['Inactive', 'Deactivated', 'not active', 'Disabled'])(
    'is in doubt where only a flag speaks of it that may mean something else, and the state is %j',
    (state) => {
      expect(licenseOf({ isActive: true, state })).toBe('unknown');
      expect(licenseOf({ isActive: true, state: 'Active' })).toBe('active');
    },
  );

  it.each<Row>([{ licenseKey: null }, { licenseName: '' }, { licenseCount: 0 }, { assignedLicense: null }])(
    'is denied by such a flag beside what is empty: %j',
    (row) => {
      expect(licenseOf({ isActive: false, ...row })).toBe('inactive');
      expect(licenseOf({ isActive: false, ...row }, 'inactive')).toBe('inactive');
    },
  );

  it('is proved by such a flag beside fields about licenses that are empty where none need be', () => {
    expect(licenseOf({ isActive: true, licenseExpirationDate: null, licenseType: 0, licenseError: null })).toBe(
      'active',
    );
    expect(licenseOf({ isActive: true, licenseKey: 'K', licenseCount: 1 })).toBe('active');
  });
});
