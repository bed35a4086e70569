import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Secrets } from '../../src/secrets.ts';
import { printed } from '../support/printed.ts';

const PASSWORD = 'p4ss "wörd"\\ +/&=%';

function knowing(...secrets: readonly string[]): Secrets {
  const known = new Secrets();
  for (const secret of secrets) known.keep(secret);
  return known;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

describe('a secret', () => {
  it('is masked by the runner, a short one too, an empty one not', () => {
    knowing('long secret', 'abc', '');
    expect(
      printed()
        .split('\n')
        .filter((line) => line !== ''),
    ).toEqual(['::add-mask::long secret', '::add-mask::abc']);
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
    const secrets = knowing(PASSWORD);
    expect(secrets.redact(`before ${form} after, ${form}`)).toMatch(/^before \*\*\*.* after, \*\*\*/);
    expect(secrets.redact(`before ${form} after, ${form}`)).not.toContain(form);
  });

  it.each(['', '1', '12', '123', 'user@example.com:'])('is cut out of base64 of a longer text after %j', (before) => {
    const secrets = knowing('hunter2hunter2');
    const clean = secrets.redact(`Basic ${base64(`${before}hunter2hunter2, and more`)}`);
    expect(clean).toContain('***');
    // What is left decodes to less than a part of the secret that would be of use.
    for (const rest of clean.split('***')) expect(Buffer.from(rest, 'base64').toString()).not.toContain('unter');
  });

  it('is cut out whole where one secret holds another', () => {
    const secrets = knowing('hunter', 'hunter2000');
    expect(secrets.redact('it is hunter2000, not hunter')).toBe('it is ***, not ***');
  });

  it('of three characters is left in our texts, of four it is not', () => {
    const secrets = knowing('abc', 'wxyz');
    expect(secrets.redact('abc wxyz')).toBe('abc ***');
  });

  it('leaves other texts as they are', () => {
    const secrets = knowing(PASSWORD);
    expect(secrets.redact("no plan 'Daily'")).toBe("no plan 'Daily'");
    expect(new Secrets().redact('anything')).toBe('anything');
  });

  it('never survives in any form, whatever it is and wherever it stands', () => {
    // Asterisks are what replaces it.
    const text = fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('*'));
    const secret = text.filter((value) => value.length >= 4);
    fc.assert(
      fc.property(secret, text, text, (value, before, after) => {
        const secrets = knowing(value);
        const around = `${before}${value}${after}`;
        expect(secrets.redact(around)).not.toContain(value);
        expect(secrets.redact(JSON.stringify(around))).not.toContain(JSON.stringify(value).slice(1, -1));
        expect(secrets.redact(encodeURIComponent(around))).not.toContain(encodeURIComponent(value));
        expect(secrets.redact(base64(around))).toContain('***');
      }),
    );
  });
});
