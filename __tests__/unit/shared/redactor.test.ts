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

const SECRET = `p4'ss "wörd" 漢😀\\`;

/** Each character of UTF-16 as an escape of JSON. */
function escaped(text: string): string {
  return text.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function hex(text: string): string {
  return Buffer.from(text).toString('hex');
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

  it.each([
    ['every character as an escape', escaped(SECRET)],
    ['in capitals', escaped(SECRET).replace(/u[\da-f]{4}/g, (code) => `u${code.slice(1).toUpperCase()}`)],
    ['in JSON again', JSON.stringify(escaped(SECRET)).slice(1, -1)],
    ['every byte percent-encoded', hex(SECRET).replace(/../g, '%$&')],
    ['twice', hex(SECRET).replace(/../g, '%25$&')],
    ['every character as an entity', SECRET.replace(/./gu, (character) => `&#${String(character.codePointAt(0))};`)],
    ['every unit as .NET and JavaScript escape it in URLs', escaped(SECRET).replaceAll('\\u', '%u')],
    [
      'every byte in octal',
      hex(SECRET).replace(/../g, (byte) => `\\${parseInt(byte, 16).toString(8).padStart(3, '0')}`),
    ],
    [
      'entities without their ends',
      SECRET.replace(/./gu, (character) => `&#${String(character.codePointAt(0))} `.trim()),
    ],
    ['a zero byte between its characters', Array.from(SECRET).join('\0')],
    ['soft hyphens between its characters', Array.from(SECRET).join('\u00ad')],
    ['zero bytes in JSON', JSON.stringify(Array.from(SECRET).join('\0')).slice(1, -1)],
    ['its bytes in dumps', hex(SECRET).replace(/..(?=.)/g, '$& ')],
    [
      'its bytes with colons',
      hex(SECRET)
        .replace(/..(?=.)/g, '$&:')
        .toUpperCase(),
    ],
    ['its bytes of UTF-16', Buffer.from(SECRET, 'utf16le').toString('hex')],
    [
      'in base64 in lines',
      base64(SECRET)
        .replace(/=+$/, '')
        .slice(0, -1)
        .replace(/.{4}(?=.)/g, '$&\r\n'),
    ],
    ['in base64 of UTF-16', Buffer.from(SECRET, 'utf16le').toString('base64').replace(/=+$/, '').slice(0, -1)],
    ['quotes doubled', SECRET.replaceAll('"', '""')],
    ['apostrophes doubled', SECRET.replaceAll("'", "''")],
    ['both doubled, in JSON', JSON.stringify(SECRET.replace(/['"]/g, '$&$&')).slice(1, -1)],
    ['quotes doubled, in a form', new URLSearchParams([['', SECRET.replaceAll('"', '""')]]).toString().slice(1)],
    ['in hex', hex(SECRET)],
    [
      'in hex as .NET writes bytes',
      hex(SECRET)
        .toUpperCase()
        .replace(/..(?=.)/g, '$&-'),
    ],
    ['a question mark for each character beyond ASCII', SECRET.replace(/\P{ASCII}/gu, '?')],
    ['one for each unit of UTF-16', `p4'ss "w?rd" ???\\`],
    ['one for each byte of UTF-8', `p4'ss "w??rd" ???????\\`],
    ['read as Latin-1', Buffer.from(SECRET).toString('latin1')],
    ['decomposed', SECRET.normalize('NFD')],
  ])('is cut out of a text with %s', (_, form) => {
    expect(redactorOf(SECRET).redact(`before ${form}, after`)).toBe('before ***, after');
  });

  it('is cut out where its marks are written as entities by their names', () => {
    const clean = redactorOf('Über{p4ss}!').redact('before &Uuml;ber&lcub;p4ss&rcub;&excl;, after');
    expect(clean).toBe('before ***, after');
  });

  it.each(['1&\\"%41\\', '%41\n\'"\\n', '&amp;%2541\\u0041', '\\\\n&lt;'])(
    'that holds what looks like escapes is cut out: %s',
    (secret) => {
      const html = (text: string): string => text.replace(/[&<>"']/g, (mark) => `&#${String(mark.charCodeAt(0))};`);
      const json = (text: string): string => JSON.stringify(text).slice(1, -1);
      const redactor = redactorOf(secret);
      for (const encode of [String, html, json, encodeURIComponent, escaped])
        for (const again of [String, html, json, encodeURIComponent])
          expect(redactor.redact(`before ${again(encode(secret))}, after`)).toBe('before ***, after');
    },
  );

  it('of several lines is cut out line by line, but for lines too short to be secret', () => {
    const redactor = redactorOf(
      '-----BEGIN KEY-----\r\nMIIEvQIBADANBgkq\n true\n\nhkiG9w0BAQEFAASC\n-----END KEY-----\n',
    );
    expect(redactor.redact('line MIIEvQIBADANBgkq, line hkiG9w0BAQEFAASC, true')).toBe('line ***, line ***, true');
    expect(redactor.redact(base64('hkiG9w0BAQEFAASC'))).toContain('***');
  });

  it.each([
    ['a token of 32,000 characters', 'abcdefgh0123456789-_'.repeat(1600)],
    ['6,000 special characters', '"<&é\'\\'.repeat(1000)],
    ['as many lines as a secret of GitHub holds', `${'x'.repeat(63)}\n`.repeat(750)],
    ['one character again and again', `b${'a'.repeat(100_000)}`],
  ])('of any length is cut out in no time: %s', (_, secret) => {
    const redactor = redactorOf(secret);
    // Of the processor, since others may use it at the same time.
    const start = process.cpuUsage();
    const almost = secret.slice(0, -1);
    for (const text of [secret, JSON.stringify(secret), escaped(secret), encodeURIComponent(secret)])
      expect(redactor.redact(`before ${text} after`)).toMatch(/^before "?\*{3}"? after$/);
    // As slow a text as can be: what is like the secret from everywhere.
    redactor.redact(`${almost.repeat(Math.ceil(60_000 / secret.length))} …${'%25'.repeat(6000)}${'\\'.repeat(6000)}`);
    for (let index = 0; index < 1000; index++) redactor.redact('Repository web-12');
    const { user, system } = process.cpuUsage(start);
    // A few hundred milliseconds; searched at every place again it is a minute.
    expect((user + system) / 1000).toBeLessThan(6000);
  });

  it.each([10, 31_999])(
    'of 32,000 characters leaves nothing where %i of them are left before an ellipsis',
    (length) => {
      const token = Array.from({ length: 6400 }, (_, index) => index.toString().padStart(5, 't')).join('');
      expect(redactorOf(token).redact(`it is ${token.slice(0, length)}…`)).toBe('it is ***…');
    },
  );

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
