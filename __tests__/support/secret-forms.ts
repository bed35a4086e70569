/*
 * The forms in which a server can write a secret that it echoes, by what their encoders are documented to do. Written
 * without a look at what the action cuts out: that is what it is held against.
 */

export interface Form {
  readonly name: string;
  /** What the server writes. */
  readonly echo: string;
  /** What of it comes from the secret alone. */
  readonly secret: string;
}

const ENCODERS: Readonly<Record<string, (secret: string) => string>> = {
  plain: (secret) => secret,
  trimmed: (secret) => secret.trim(),
  'URL-encoded': encodeURIComponent,
  'URL-encoded in lower case': (secret) => lowerHex(encodeURIComponent(secret)),
  'URL-encoded as RFC 3986 has it': strictUrl,
  'URL-encoded twice': (secret) => encodeURIComponent(encodeURIComponent(secret)),
  'URL-encoded as a whole address': encodeURI,
  'form-encoded': formEncoded,
  'form-encoded in lower case': (secret) => lowerHex(formEncoded(secret)),
  Base64: (secret) => Buffer.from(secret).toString('base64'),
  'Base64 for URLs': (secret) => Buffer.from(secret).toString('base64url'),
  JSON: json,
  'JSON in JSON': (secret) => json(json(secret)),
  'JSON in ASCII': (secret) => asciiJson(json(secret), /[^\x20-\x7e]/g, (hex) => hex),
  '.NET JSON': netJson,
  '.NET JSON in JSON': (secret) => json(netJson(secret)),
  HTML: html,
  'HTML of .NET WebUtility': (secret) => html(secret).replace(/[\u00a0-\u00ff]|[\u{10000}-\u{10ffff}]/gu, decimal),
  'HTML of .NET HtmlEncoder': (secret) =>
    secret.replace(/[^ -~]|[<>&"'+`]/gu, (mark) => NAMED.get(mark) ?? `&#x${codeOf(mark).toString(16).toUpperCase()};`),
};

const NAMED: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);

/** Every form of a secret, each once, also inside longer texts in Base64; `user` stands before it in Basic credentials. */
export function formsOf(secret: string, user: string): readonly Form[] {
  const encoded = Object.entries(ENCODERS).map(([name, encode]): Form => {
    const text = encode(secret);
    return { name, echo: text, secret: text };
  });
  const within = [
    inBase64(`${user}:`, secret, ''),
    inBase64('Bearer ', secret, ''),
    inBase64('{"secret":"', secret, '"}'),
    inBase64('1', secret, '2'),
  ];
  return [...new Map([...encoded, ...within].map((form) => [form.echo, form])).values()];
}

function inBase64(before: string, secret: string, after: string): Form {
  const bytes = Buffer.byteLength(before);
  const echo = Buffer.from(before + secret + after).toString('base64');
  const end = Math.floor(((bytes + Buffer.byteLength(secret)) * 8) / 6);
  return { name: `Base64 of ${before}…${after}`, echo, secret: echo.slice(Math.ceil((bytes * 8) / 6), end) };
}

function codeOf(mark: string): number {
  return mark.codePointAt(0) ?? 0;
}

function decimal(mark: string): string {
  return `&#${String(codeOf(mark))};`;
}

function lowerHex(text: string): string {
  return text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
}

function strictUrl(secret: string): string {
  return encodeURIComponent(secret).replace(/[!'()*]/g, (mark) => `%${codeOf(mark).toString(16).toUpperCase()}`);
}

function formEncoded(secret: string): string {
  return new URLSearchParams([['', secret]]).toString().slice(1);
}

function json(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function netJson(secret: string): string {
  return asciiJson(json(secret).replaceAll('\\"', '\\u0022'), /[<>&'+`]|[^\x20-\x7e]/g, (hex) => hex.toUpperCase());
}

function asciiJson(text: string, marks: RegExp, write: (hex: string) => string): string {
  return text.replace(marks, (mark) => `\\u${write(mark.charCodeAt(0).toString(16).padStart(4, '0'))}`);
}

function html(secret: string): string {
  return secret.replace(/[&<>"]/g, (mark) => NAMED.get(mark) ?? mark).replaceAll("'", '&#39;');
}
