import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Fields } from '../../src/fields.ts';

const ROW = { Id: 'a', isActive: false, COUNT: 0, Name: '', list: [1], nested: { Inner: 'x' }, nothing: null };

function rowFields(): Fields {
  const fields = Fields.of(ROW);
  if (fields === undefined) throw new Error('a row is an object');
  return fields;
}

describe('Fields', () => {
  it.each([null, undefined, 1, 'x', true, [], [{ id: 1 }]])('are not made of %j', (value) => {
    expect(Fields.of(value)).toBeUndefined();
  });

  it.each(['', '{', '[1]', '"text"', 'null', '<html>'])('are not parsed from %j', (text) => {
    expect(Fields.parse(text)).toBeUndefined();
  });

  it('are parsed from a JSON object', () => {
    expect(Fields.parse('{"Message":"no"}')?.text('message')).toBe('no');
  });

  it('are read without regard to case on either side', () => {
    const fields = rowFields();
    expect(fields.text('iD')).toBe('a');
    expect(fields.boolean('ISACTIVE')).toBe(false);
    expect(fields.number('count')).toBe(0);
    expect(fields.text('name')).toBe('');
    expect(fields.list('LIST')).toEqual([1]);
    expect(fields.fields('Nested')?.text('inner')).toBe('x');
  });

  it('read as undefined where they are absent or of another type', () => {
    const fields = rowFields();
    expect(fields.text('isActive')).toBeUndefined();
    expect(fields.boolean('id')).toBeUndefined();
    expect(fields.boolean('count')).toBeUndefined();
    expect(fields.number('id')).toBeUndefined();
    expect(fields.list('nested')).toBeUndefined();
    expect(fields.fields('list')).toBeUndefined();
    expect(fields.fields('nothing')).toBeUndefined();
    expect(fields.value('absent')).toBeUndefined();
  });

  it('give the first of several names that is there and of the type, in the order asked for', () => {
    const fields = rowFields();
    expect(fields.text('absent', 'count', 'id', 'name')).toBe('a');
    expect(fields.text('name', 'id')).toBe('');
    expect(fields.value('absent', 'nothing', 'id')).toBeNull();
  });

  it('keep every value of keys that differ in case only, in their order', () => {
    const fields = Fields.of({ isLicensed: true, IsLicensed: false, other: null });
    expect(fields?.all('isLicensed', 'absent', 'other')).toEqual([true, false, null]);
    expect(fields?.value('ISLICENSED')).toBe(true);
  });

  it('keep the names as the server wrote them', () => {
    expect(rowFields().names()).toEqual(Object.keys(ROW));
  });

  it.each(['__proto__', 'constructor', 'toString'])('do not find %s where the server sent none', (name) => {
    expect(rowFields().value(name)).toBeUndefined();
  });

  it('find every field of any object whatever the case of its name', () => {
    const object = fc.uniqueArray(fc.string(), { selector: (name) => name.toLowerCase() });
    fc.assert(
      fc.property(object, (names) => {
        const fields = Fields.of(Object.fromEntries(names.map((name, index) => [name, index])));
        // Assigning to __proto__ through fromEntries makes a field of its own, as JSON.parse does.
        for (const [index, name] of names.entries()) expect(fields?.number(name.toLowerCase())).toBe(index);
      }),
    );
  });
});
