import type { Fault } from '../../simulator/faults.ts';
import type { Form } from './secret-forms.ts';

/** Where in a refusal, or in an answer of another shape, a server writes what it should not have kept. */
export interface EchoPlace {
  readonly name: string;
  readonly answer: (status: number, forms: readonly Form[]) => Fault;
}

/** Shows that an echo came through to the reader: without it a test of what is cut out of it would prove nothing. */
export const MARKER = 'echo: ';

/** All of these forms in one text. */
export function echoOf(forms: readonly Form[]): string {
  return MARKER + forms.map(({ echo }) => echo).join(' ~ ');
}

function json(body: object | string, status: number): Fault {
  return { kind: 'answer', status, body: JSON.stringify(body) };
}

function refusal(name: string, body: (echo: string) => object | string): EchoPlace {
  return { name, answer: (status, forms) => json(body(echoOf(forms)), status) };
}

/** Header values hold no line breaks and no characters beyond ASCII. */
function inHeader(forms: readonly Form[]): string {
  return echoOf(forms.filter(({ echo }) => /^[\x20-\x7e]*$/.test(echo)));
}

/** Places in a refusal of which the message, or the request ID, is told. */
export const REFUSALS: readonly EchoPlace[] = [
  refusal('the detail of problem details', (detail) => ({ title: 'Bad Request', status: 400, detail })),
  refusal('the title of problem details', (title) => ({ title, status: 400 })),
  refusal('{"message"}', (message) => ({ message })),
  refusal('{"error":{"message"}}', (message) => ({ error: { code: 'simulated', message } })),
  refusal('{"error"}', (error) => ({ error })),
  refusal('the texts of validation errors', (text) => ({ title: 'Invalid', errors: { password: [text] } })),
  {
    name: 'the field names of validation errors',
    answer: (status, forms) => json({ errors: { [MARKER]: [''], ...asNames(forms, '', ['is wrong']) } }, status),
  },
  refusal('a JSON text', (echo) => echo),
  {
    name: 'plain text',
    answer: (status, forms) => ({
      kind: 'answer',
      status,
      headers: { 'content-type': 'text/plain' },
      body: echoOf(forms),
    }),
  },
  {
    name: 'the title of a web page',
    answer: (status, forms) => ({
      kind: 'answer',
      status,
      headers: { 'content-type': 'text/html' },
      body: `<!DOCTYPE html><html><head><title>${echoOf(forms)}</title></head><body>${echoOf(forms)}</body></html>`,
    }),
  },
  {
    name: 'the header of the request ID',
    answer: (status, forms) => ({ kind: 'answer', status, headers: { 'x-request-id': inHeader(forms) } }),
  },
  refusal('the trace ID of problem details', (traceId) => ({ title: 'Bad Request', traceId })),
];

/** What a redirect points to. */
export const REDIRECT: EchoPlace = {
  name: 'the address of a redirect',
  answer: (status, forms) => ({ kind: 'answer', status, headers: { location: `/?${inHeader(forms)}` } }),
};

/** Field names are told, so many at most in an error and with debug logging; so the forms come in parts. */
const PARTS = [0, 1, 2, 3, 4];

function partOf(forms: readonly Form[], part: number): readonly Form[] {
  return forms.filter((_, index) => index % PARTS.length === part);
}

function asNames(forms: readonly Form[], before = '', value: unknown = 1): Readonly<Record<string, unknown>> {
  return Object.fromEntries(forms.map(({ echo }) => [before + echo, value]));
}

/** Answers of another shape than the API gives. */
export const SHAPES: readonly EchoPlace[] = [
  ...PARTS.map((part) => ({
    name: `the field names of an answer, part ${String(part + 1)}`,
    answer: (_: number, forms: readonly Form[]) => json(asNames(partOf(forms, part)), 200),
  })),
  ...PARTS.map((part) => ({
    name: `the field names of a row, part ${String(part + 1)}`,
    answer: (_: number, forms: readonly Form[]) => json({ result: [asNames(partOf(forms, part))] }, 200),
  })),
  {
    name: 'the values of an answer',
    answer: (_, forms) => json({ token: echoOf(forms), accessToken: [echoOf(forms)], data: echoOf(forms) }, 200),
  },
  {
    name: 'the values of a row',
    answer: (_, forms) => json({ result: [{ id: null, name: echoOf(forms), isLicensed: echoOf(forms) }] }, 200),
  },
  {
    name: 'an access token that is none',
    answer: (_, forms) => json({ accessToken: `${echoOf(forms)} `, result: echoOf(forms) }, 200),
  },
  {
    name: 'JSON that is cut off',
    answer: (_, forms) => ({ kind: 'answer', status: 200, body: JSON.stringify({ a: echoOf(forms) }).slice(0, -2) }),
  },
  {
    name: 'a web page',
    answer: (_, forms) => ({ kind: 'answer', status: 200, body: `<html><title>${echoOf(forms)}</title></html>` }),
  },
];

/** How many characters of a field's name are told; a secret across this place is cut in two. */
const LONGEST_NAME = 120;

/** Field names in which a secret stands across the place where long names are cut. */
export const CUT_NAMES: readonly EchoPlace[] = [9, 14, 20].map((cut) => ({
  name: `a field name of which ${String(cut)} characters of the secret are left`,
  answer: (_, forms) => json({ result: [asNames(forms.slice(0, 3), 'x'.repeat(LONGEST_NAME - cut))] }, 200),
}));
