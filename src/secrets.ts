import { setSecret } from '@actions/core';

/** Shorter secrets are masked by the runner only: cutting "a" out of our own texts would leave nothing readable. */
const SHORTEST_TO_REDACT = 4;

/**
 * The secrets of this run. The runner masks them in the log; we also cut them out of every text that came from
 * outside, since a server may echo a password in an error and the summary and the outputs are not masked by anyone.
 */
export class Secrets {
  readonly #forms = new Set<string>();

  /** Registers a secret before its first use. */
  keep(secret: string): void {
    if (secret === '') return;
    setSecret(secret);
    if (secret.length >= SHORTEST_TO_REDACT) for (const form of formsOf(secret)) this.#forms.add(form);
  }

  /** The text with every known form of every secret replaced by asterisks. */
  redact(text: string): string {
    const longestFirst = [...this.#forms].sort((a, b) => b.length - a.length);
    return longestFirst.reduce((clean, form) => clean.replaceAll(form, '***'), text);
  }
}

function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const url = encodeURIComponent(secret.toWellFormed());
  const base64 = base64Forms(secret);
  return [
    secret,
    json,
    JSON.stringify(json).slice(1, -1),
    asAspNetJson(json),
    asHtml(secret),
    url,
    url.replace(/%../g, (code) => code.toLowerCase()),
    ...base64,
    ...base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
  ];
}

/** .NET writes more characters of JSON as \\uXXXX than the standard asks for, quotes among them. */
function asAspNetJson(json: string): string {
  return json.replaceAll('\\"', '\\u0022').replace(/[<>&'+`\u007f-\uffff]/g, (character) => {
    const code = character.charCodeAt(0).toString(16).toUpperCase();
    return `\\u${code.padStart(4, '0')}`;
  });
}

function asHtml(secret: string): string {
  return secret
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Base64 of a secret inside a longer text depends on its offset modulo 3; the characters that neighbours touch are left out. */
function base64Forms(secret: string): string[] {
  return [0, 1, 2]
    .map((offset) => {
      const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
      const whole = Math.floor((bytes.length * 8) / 6);
      return bytes.toString('base64').slice(Math.ceil((offset * 8) / 6), whole);
    })
    .filter((form) => form.length >= SHORTEST_TO_REDACT);
}
