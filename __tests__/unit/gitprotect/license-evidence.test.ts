import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Known, type License, licenseFor } from '../../../src/domain/model.ts';
import { parseBoolean } from '../../../src/shared/boolean.ts';
import { parseRepository } from '../../../src/gitprotect/parsers.ts';

// The fields of gitprotect-api.md, in both spellings.
const SPECIFIC = [
  ['isLicensed', 'isLicenced'],
  ['licensed', 'licenced'],
  ['hasLicense', 'hasLicence'],
  ['licenseActive', 'licenceActive'],
  ['isLicenseActive', 'isLicenceActive'],
  ['licenseActivated', 'licenceActivated'],
  ['licenseAssigned', 'licenceAssigned'],
].flat();
const NEGATED = ['missingLicense', 'missingLicence', 'isLicenseMissing', 'isLicenceMissing'];
const LICENSE_ID = ['licenseId', 'licenceId'];
const GENERAL = ['isActivated', 'activated', 'isActive', 'active'];

type Row = Readonly<Record<string, unknown>>;

function licenseOf(row: Row, wanted: License = 'active'): Known<License> {
  return licenseFor(wanted, parseRepository({ id: 'r', name: 'api', ...row }));
}

function pascal(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

describe('the evidence of a license', () => {
  it.each([...SPECIFIC, ...GENERAL])('is read from %s', (name) => {
    for (const written of [name, pascal(name), name.toLowerCase()]) {
      expect(licenseOf({ [written]: true })).toBe('active');
      expect(licenseOf({ [written]: false })).toBe('inactive');
    }
  });

  it.each(NEGATED)('is read, negated, from %s', (name) => {
    for (const written of [name, pascal(name)]) {
      expect(licenseOf({ [written]: true })).toBe('inactive');
      expect(licenseOf({ [written]: false })).toBe('active');
    }
  });

  it.each(LICENSE_ID)('is a %s that is not null', (name) => {
    expect(licenseOf({ [name]: 'd0b1e7a4-0000-4000-8000-000000000001' })).toBe('active');
    expect(licenseOf({ [pascal(name)]: 7 })).toBe('active');
    expect(licenseOf({ [name]: null })).toBe('inactive');
    expect(licenseOf({ [name]: '' })).toBe('inactive');
  });

  it.each([false, 0, {}, '0', '00000000-0000-0000-0000-000000000000'])(
    'is no licenseId that says "none": %j',
    (value) => {
      expect(licenseOf({ licenseId: value })).not.toBe('active');
    },
  );

  it.each<[string, Row]>([
    ['no field', {}],
    ['null', { isLicensed: null }],
    ['another text', { isLicensed: 'yes' }],
    ['another number', { hasLicense: 2 }],
    ['an object', { licensed: { active: true } }],
    ['an object without a field that is known', { license: { type: 'trial' } }],
    ['a word that is not known', { licenseStatus: 'Grace' }],
    ['the name of a license', { license: 'MIT', isActive: true }],
    ['a specific field that a general one contradicts', { isLicensed: true, isActive: false }],
    ['fields that nobody knows', { licenceState: 'ok', status: 'active' }],
    ['a field that can be read and one that cannot', { isLicensed: true, hasLicense: 'no' }],
  ])('is none in %s', (_, row) => {
    expect(licenseOf(row)).toBe('unknown');
  });

  it.each<[string, Row, Known<License>]>([
    ['a license field before the license ID', { isLicensed: false, licenseId: 'x' }, 'inactive'],
    ['a missing license before a general field', { missingLicence: true, isActive: true }, 'inactive'],
    ['the license ID before a general field', { licenseId: null, isActive: true }, 'inactive'],
    ['one that cannot be read before one that can', { isLicensed: null, active: true }, 'unknown'],
    ['a license ID that cannot be read before one that can', { licenseId: {}, active: true }, 'unknown'],
  ])('is taken from the most specific field: %s', (_, row, state) => {
    expect(licenseOf(row)).toBe(state);
  });

  it.each<[string, Row]>([
    ['two fields', { isLicensed: true, hasLicense: false }],
    ['two spellings', { isLicensed: true, isLicenced: false }],
    ['a field and a negated one', { isLicensed: true, missingLicence: true }],
    ['keys that differ in case only', { isLicensed: true, IsLicensed: false }],
    ['keys that differ in an underscore', { isLicensed: true, is_licensed: false }],
    ['an underscore, and a general field', { is_licensed: false, isActive: true }],
    ['two license IDs', { licenseId: 'x', licenceId: null }],
    ['a field and the license ID', { isLicensed: true, licenseId: null }],
    ['two general fields', { isActivated: true, active: false }],
    ['null in place of the license', { license: null, isActive: true }],
    ['an object', { license: { isLicensed: false }, isActive: true }],
    ['an object, and a field', { isLicensed: true, licence: { isActive: 0 } }],
    ['an object with an ID', { license: { licenseId: 'x', isExpired: true } }],
    ['a word', { licenseStatus: 'Missing', isActive: true }],
    ['another word', { license_status: 'NOT LICENSED', hasLicense: 'true' }],
    ['a field that can be read, and one that cannot', { isLicensed: 'no idea', hasLicense: '0' }],
  ])('is denied by one of %s', (_, row) => {
    expect(licenseOf(row)).toBe('inactive');
  });

  it.each<Row>([
    { isLicensed: true, IsLicensed: false },
    { isLicensed: true, is_licensed: 0 },
    { isLicensed: true, hasLicense: false },
    { license: null, isLicensed: true },
    { license: { isLicensed: true, expired: true } },
    { license: { isLicensed: true, is_licensed: false }, hasLicense: false },
    { isActivated: true, active: false },
  ])('is not known to be none where it is affirmed as well: %j', (row) => {
    expect(licenseOf(row, 'inactive')).toBe('unknown');
    expect(licenseOf(row, 'active')).toBe('inactive');
  });

  it.each<Row>([
    { is_licensed: false, isActive: true },
    { isLicensed: false, licenseId: 'x' },
    { isLicensed: false, IsLicensed: false },
    { license: { licenseId: 'x', isExpired: true } },
    { missingLicense: true, active: true },
  ])('is none where only what is less specific affirms it: %j', (row) => {
    expect(licenseOf(row, 'inactive')).toBe('inactive');
  });

  it.each<[string, Row]>([
    ['the number 1', { isLicensed: 1 }],
    ['a text', { hasLicence: 'True' }],
    ['zero, negated', { missingLicense: '0' }],
    ['an underscore', { is_licensed: true }],
    ['an object', { license: { isLicensed: 'true' } }],
    ['a word', { licenceStatus: 'Active' }],
  ])('is also read from %s', (_, row) => {
    expect(licenseOf(row)).toBe('active');
  });

  it('is believed where all fields agree', () => {
    expect(licenseOf({ isLicensed: true, hasLicence: true, missingLicense: false })).toBe('active');
    expect(licenseOf({ isLicensed: false, hasLicence: false, missingLicense: true })).toBe('inactive');
  });

  it('never says active of a row in which nothing speaks for it', () => {
    const names = fc.constantFrom(...SPECIFIC, ...NEGATED, ...LICENSE_ID, ...GENERAL);
    fc.assert(
      fc.property(fc.dictionary(names, fc.oneof(fc.boolean(), fc.jsonValue())), (row) => {
        if (licenseOf(row) !== 'active') return;
        const speaksForIt =
          [...SPECIFIC, ...GENERAL].some((name) => parseBoolean(row[name]) === true) ||
          NEGATED.some((name) => parseBoolean(row[name]) === false) ||
          LICENSE_ID.some((name) => (row[name] ?? '') !== '');
        expect(speaksForIt).toBe(true);
      }),
    );
  });

  it('does not depend on the order or the case of the fields', () => {
    const names = fc.constantFrom(...SPECIFIC, ...NEGATED, ...LICENSE_ID, ...GENERAL);
    fc.assert(
      fc.property(fc.dictionary(names, fc.option(fc.boolean())), (row) => {
        const rewritten = Object.fromEntries(
          Object.entries(row)
            .reverse()
            .map(([name, value]) => [pascal(name), value]),
        );
        expect(licenseOf(rewritten)).toBe(licenseOf(row));
      }),
    );
  });
});
