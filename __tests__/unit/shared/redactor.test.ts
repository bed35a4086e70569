import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Redactor } from '../../../src/shared/redactor.ts';

const PASSWORD = 'p4ss "wörd"\\ +/&=%';

function redactorOf(...secrets: readonly string[]): Redactor {
  const redactor = new Redactor(() => undefined);
  for (const secret of secrets) redactor.addSecret(secret);
  return redactor;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

describe('a secret', () => {
  it('is passed on to be masked, a short one too, an empty one not', () => {
    const masked: string[] = [];
    const redactor = new Redactor((secret) => masked.push(secret));
    for (const secret of ['long secret', 'abc', '']) redactor.addSecret(secret);
    expect(masked).toEqual(['long secret', 'abc']);
  });

  it.each([
    ['as it is', PASSWORD],
    ['in a URL', encodeURIComponent(PASSWORD)],
    ['in JSON', JSON.stringify(PASSWORD).slice(1, -1)],
    ['in JSON inside JSON', JSON.stringify(JSON.stringify(PASSWORD)).slice(3, -3)],
    ['in JSON as .NET writes it', 'p4ss \\u0022w\\u00F6rd\\u0022\\\\ \\u002B/\\u0026=%'],
    ['in HTML', 'p4ss &quot;wörd&quot;\\ +/&amp;=%'],
    ['in base64', base64(PASSWORD).replace(/=+$/, '').slice(0, -1)],
  ])('is cut out of a text %s', (_, form) => {
    const redactor = redactorOf(PASSWORD);
    expect(redactor.redact(`before ${form} after, ${form}`)).toMatch(/^before \*\*\*.* after, \*\*\*/);
    expect(redactor.redact(`before ${form} after, ${form}`)).not.toContain(form);
  });

  it.each(['', '1', '12', '123', 'user@example.com:'])('is cut out of base64 of a longer text after %j', (before) => {
    const redactor = redactorOf('hunter2hunter2');
    const clean = redactor.redact(`Basic ${base64(`${before}hunter2hunter2, and more`)}`);
    expect(clean).toContain('***');
    // What is left decodes to less than a part of the secret that would be of use.
    for (const rest of clean.split('***')) expect(Buffer.from(rest, 'base64').toString()).not.toContain('unter');
  });

  it('is cut out whole where one secret holds another', () => {
    const redactor = redactorOf('hunter', 'hunter2000');
    expect(redactor.redact('it is hunter2000, not hunter')).toBe('it is ***, not ***');
  });

  it('of three characters is left in our texts, of four it is not', () => {
    const redactor = redactorOf('abc', 'wxyz');
    expect(redactor.redact('abc wxyz')).toBe('abc ***');
  });

  it('leaves other texts as they are', () => {
    const redactor = redactorOf(PASSWORD);
    expect(redactor.redact("no plan 'Daily'")).toBe("no plan 'Daily'");
    expect(redactorOf().redact('anything')).toBe('anything');
  });

  it('never survives in any form, whatever it is and wherever it is found', () => {
    // Asterisks are what replaces it.
    const text = fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('*'));
    const secret = text.filter((value) => value.length >= 4);
    fc.assert(
      fc.property(secret, text, text, (value, before, after) => {
        const redactor = redactorOf(value);
        const around = `${before}${value}${after}`;
        expect(redactor.redact(around)).not.toContain(value);
        expect(redactor.redact(JSON.stringify(around))).not.toContain(JSON.stringify(value).slice(1, -1));
        expect(redactor.redact(encodeURIComponent(around))).not.toContain(encodeURIComponent(value));
        expect(redactor.redact(base64(around))).toContain('***');
      }),
    );
  });
});
