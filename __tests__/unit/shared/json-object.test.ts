import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countIn } from '../../../src/gitprotect/counts.ts';
import { JsonObject } from '../../../src/shared/json-object.ts';

const ROW = { Id: 'a', isActive: false, COUNT: 0, Name: '', list: [1], nested: { Inner: 'x' }, nothing: null };

function rowObject(): JsonObject {
  const object = JsonObject.of(ROW);
  if (object === undefined) throw new Error('a row is an object');
  return object;
}

describe('a name that is written in very many ways', () => {
  it('is read all the same', () => {
    const written = (index: number): string =>
      Array.from('isactive_')
        .map((letter, at) => ((index >> at) & 1 ? `_${letter}` : letter))
        .map((letter, at) => ((index >> (at + 9)) & 1 ? letter.toUpperCase() : letter))
        .join('');
    const row = Object.fromEntries(Array.from({ length: 130_000 }, (_, index) => [written(index), true]));

    expect(JsonObject.of(row)?.all('isActive')).toHaveLength(130_000);
    const counts = JsonObject.of(Object.fromEntries(Object.keys(row).map((name, index) => [name, index])));
    expect(counts && countIn(counts, ['isActive'])).toBe(129_999);
  });
});

describe('a JSON object', () => {
  it.each([null, undefined, 1, 'x', true, [], [{ id: 1 }]])('is not made of %j', (value) => {
    expect(JsonObject.of(value)).toBeUndefined();
  });

  it.each(['', '{', '[1]', '"text"', 'null', '<html>'])('is not parsed from %j', (text) => {
    expect(JsonObject.parse(text)).toBeUndefined();
  });

  it('is parsed from its text', () => {
    expect(JsonObject.parse('{"Message":"no"}')?.text('message')).toBe('no');
  });

  it('has fields that are read without regard to case on either side', () => {
    const object = rowObject();
    expect(object.text('iD')).toBe('a');
    expect(object.boolean('ISACTIVE')).toBe(false);
    expect(object.number('count')).toBe(0);
    expect(object.text('name')).toBe('');
    expect(object.list('LIST')).toEqual([1]);
    expect(object.object('Nested')?.text('inner')).toBe('x');
  });

  it('has fields that read as undefined where they are absent or of another type', () => {
    const object = rowObject();
    expect(object.text('isActive')).toBeUndefined();
    expect(object.boolean('id')).toBeUndefined();
    expect(object.boolean('count')).toBeUndefined();
    expect(object.number('id')).toBeUndefined();
    expect(object.list('nested')).toBeUndefined();
    expect(object.object('list')).toBeUndefined();
    expect(object.object('nothing')).toBeUndefined();
    expect(object.value('absent')).toBeUndefined();
  });

  it('gives the first of several names that is there and of the type, in the order asked for', () => {
    const object = rowObject();
    expect(object.text('absent', 'count', 'id', 'name')).toBe('a');
    expect(object.text('name', 'id')).toBe('');
    expect(object.value('absent', 'nothing', 'id')).toBeNull();
  });

  it('keeps every value of keys that differ in case only, in their order', () => {
    const object = JsonObject.of({ isLicensed: true, IsLicensed: false, other: null });
    expect(object?.all('isLicensed', 'absent', 'other')).toEqual([true, false, null]);
    expect(object?.value('ISLICENSED')).toBe(true);
  });

  it('gives the first value of the type, where keys differ in case only', () => {
    const object = JsonObject.of({ Name: 1, name: null, NAME: 'api', _name: 'web' });
    expect(object?.value('name')).toBe(1);
    expect(object?.text('name')).toBe('api');
    expect(object?.boolean('name')).toBeUndefined();
  });

  it('keeps the names as the server wrote them', () => {
    expect(rowObject().names()).toEqual(Object.keys(ROW));
  });

  it.each(['__proto__', 'constructor', 'toString'])('does not find %s where the server sent none', (name) => {
    expect(rowObject().value(name)).toBeUndefined();
  });

  it('finds every field whatever the case of its name, and its underscores', () => {
    const anyNames = fc.uniqueArray(fc.string(), { selector: (name) => name.toLowerCase().replaceAll('_', '') });
    fc.assert(
      fc.property(anyNames, (names) => {
        const object = JsonObject.of(Object.fromEntries(names.map((name, index) => [name, index])));
        // Assigning to __proto__ through fromEntries makes a field of its own, as JSON.parse does.
        for (const [index, name] of names.entries()) expect(object?.number(name.toLowerCase())).toBe(index);
      }),
    );
  });
});
