import type { IncomingHttpHeaders } from 'node:http';
import { JsonObject } from '../shared/json-object.ts';
import type { Redactor } from '../shared/redactor.ts';
import { shortened } from '../shared/text.ts';
import type { HttpResponse } from './request.ts';

const MAX_MESSAGE_LENGTH = 500;

/** Of longer texts only the beginning is looked at. */
const MAX_READ_LENGTH = 20_000;

/** What a server says in a response that is no 2xx. */
export interface ErrorResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The most specific text, without secrets, cut to a readable length; empty where there is none. */
  readonly message: string;
  /** A page for a browser, as a web server, proxy or firewall answers. */
  readonly isWebPage: boolean;
  readonly requestId: string | undefined;
  readonly location: string | undefined;
}

/**
 * What the server says in an error's body, the most specific text first. ASP.NET problem details, `{"message"}`,
 * `{"error":{…}}` and plain text are read; an HTML page is reduced to its title.
 * @param part of the body's JSON, where the rest of it says nothing of the error
 */
export function parseErrorResponse(response: HttpResponse, redactor: Redactor, part?: unknown): ErrorResponse {
  const { status, headers } = response;
  const body = typeof part === 'string' || part === false ? String(part) : response.body;
  // Not before it is parsed: a secret such as `","` would take the marks of JSON with it.
  const clean = (text: string): string => shortened(redactor.redact(beginningOf(text)), MAX_MESSAGE_LENGTH);
  const fields = part === undefined ? JsonObject.parse(body) : JsonObject.of(part);
  const requestId = requestIdOf(headers, fields);
  return {
    status,
    headers,
    isWebPage: looksLikeHtml(body) || (body !== '' && /^\s*text\/html\b/i.test(headers['content-type'] ?? '')),
    message: clean(fields === undefined ? plainText(body, redactor) : messageOf(fields)),
    requestId: requestId === undefined ? undefined : clean(requestId),
    location: headers.location === undefined ? undefined : clean(headers.location),
  };
}

/** In what some services wrap their answers. */
export const WRAPPERS = ['data', 'result', 'value', 'response', 'payload'];

/** What an object says to a person, the most specific text first; empty where there is nothing. */
export function messageOf(fields: JsonObject): string {
  // Outside they say only that they answered.
  const wrapped = WRAPPERS.flatMap((name) => fields.object(name) ?? []);
  const fromInside = [...wrapped, fields];
  const texts = [
    ...fromInside.flatMap(fieldErrors),
    ...fromInside.flatMap(details),
    ...[fields, ...wrapped].flatMap(general),
  ];
  return texts.find((text) => text !== undefined && text !== '') ?? '';
}

const DETAILS = ['detail', 'message', 'errorMessage', 'reason'];

function details(fields: JsonObject): (string | undefined)[] {
  const error = fields.object('error');
  return [...DETAILS.map((name) => error?.text(name)), ...DETAILS.map((name) => fields.text(name))];
}

function general(fields: JsonObject): (string | undefined)[] {
  const general = ['error_description', 'title', 'error'].map((name) => fields.text(name));
  return [...general, fields.object('error')?.text('code')];
}

/** ASP.NET validation: `errors: {"field": ["text", …]}`, or a list of texts or of objects with one, as one text. */
function fieldErrors(fields: JsonObject): (string | undefined)[] {
  const lists = ['errors', 'error', 'messages', 'failures', 'failed'].flatMap((name) => fields.list(name) ?? []);
  const listed = lists.flatMap((error) => {
    const text = typeof error === 'string' ? error : textOf(JsonObject.of(error));
    return text === undefined || text === '' ? [] : [text];
  });
  if (listed.length > 0) return [listed.join('; ')];
  const errors = fields.object('errors');
  if (errors === undefined) return [fields.text('errors')];
  const texts = errors.entries().map(([name, value]) => {
    const said: readonly unknown[] = Array.isArray(value) ? value : [value];
    return `${name}: ${said.filter((text) => typeof text === 'string').join(' ')}`;
  });
  return texts.length === 0 ? [] : [texts.join('; ')];
}

function textOf(error: JsonObject | undefined): string | undefined {
  return error?.text('message', 'errorMessage', 'detail', 'description', 'reason', 'text', 'code');
}

function requestIdOf(headers: IncomingHttpHeaders, fields: JsonObject | undefined): string | undefined {
  const details = fields?.object('error')?.object('details');
  const inHeader = headers['x-request-id'] ?? headers['request-id'] ?? headers['x-correlation-id'];
  return (
    details?.text('request_id') ??
    fields?.text('requestId', 'request_id', 'traceId') ??
    (typeof inHeader === 'string' ? inHeader : undefined)
  );
}

function plainText(body: string, redactor: Redactor): string {
  if (!looksLikeHtml(body)) return jsonString(body) ?? body.trim();
  // A secret with a `<` in it would seem to end the title.
  const page = redactor.redact(beginningOf(body));
  const title = /<title[^>]*>([^<]*)/i.exec(page)?.[1]?.trim() ?? '';
  return title === '' ? 'an HTML page' : `an HTML page titled '${decodeEntities(title)}'`;
}

/** The ellipsis tells whoever cuts secrets out that one may have lost its end. */
function beginningOf(text: string): string {
  return text.length > MAX_READ_LENGTH ? `${text.slice(0, MAX_READ_LENGTH)}…` : text;
}

/** ASP.NET gives a bare message as a JSON string. */
function jsonString(body: string): string | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['amp', '&'],
]);

function decodeEntities(text: string): string {
  return text
    .replace(/&#(\d{1,6});/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(lt|gt|quot|apos|amp);/g, (entity, name: string) => ENTITIES.get(name) ?? entity);
}

/** Whether a body is a web page where JSON was expected. */
export function looksLikeHtml(body: string): boolean {
  return /^\s*<(!doctype|html|head|body|\?xml|!--)/i.test(body.slice(0, 1000));
}
