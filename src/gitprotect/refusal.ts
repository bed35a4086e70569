import type { IncomingHttpHeaders } from 'node:http';
import type { Secrets } from '../secrets.ts';
import { shortened } from '../wording.ts';
import type { Refusal } from './errors.ts';
import type { Answer } from './exchange.ts';
import { Fields } from '../fields.ts';

const LONGEST_MESSAGE = 500;

/**
 * What the server says in an error's body, the most specific text first. ASP.NET problem details, `{"message"}`,
 * `{"error":{…}}` and plain text are read; an HTML page is reduced to its title.
 */
export function readRefusal(answer: Answer, secrets: Secrets): Refusal {
  const { status, headers } = answer;
  // Read and cut only after the secrets are out: half a secret would not be recognized.
  const body = secrets.redact(answer.body);
  const clean = (text: string): string => shortened(secrets.redact(text), LONGEST_MESSAGE);
  const fields = Fields.parse(body);
  return {
    status,
    message: clean(fields === undefined ? plainText(body) : messageOf(fields)),
    requestId: mapped(requestIdOf(headers, fields), clean),
    location: mapped(headers.location, clean),
  };
}

function mapped(text: string | undefined, clean: (text: string) => string): string | undefined {
  return text === undefined ? undefined : clean(text);
}

function messageOf(fields: Fields): string {
  const error = fields.fields('error');
  const details = [...fieldErrors(fields), error?.text('message'), fields.text('detail'), fields.text('message')];
  const general = [fields.text('error_description'), fields.text('title'), fields.text('error'), error?.text('code')];
  return [...details, ...general].find((text) => text !== undefined && text !== '') ?? '';
}

/** ASP.NET validation: `errors: {"field": ["text", …]}`, told as one text. */
function fieldErrors(fields: Fields): string[] {
  const errors = fields.fields('errors');
  if (errors === undefined) return [];
  const texts = errors.names().map((name) => {
    const said = errors.list(name)?.filter((text) => typeof text === 'string') ?? [errors.text(name) ?? ''];
    return `${name}: ${said.join(' ')}`;
  });
  return texts.length === 0 ? [] : [texts.join('; ')];
}

function requestIdOf(headers: IncomingHttpHeaders, fields: Fields | undefined): string | undefined {
  const details = fields?.fields('error')?.fields('details');
  const inHeader = headers['x-request-id'] ?? headers['request-id'] ?? headers['x-correlation-id'];
  return (
    details?.text('request_id') ??
    fields?.text('requestId', 'request_id', 'traceId') ??
    (typeof inHeader === 'string' ? inHeader : undefined)
  );
}

function plainText(body: string): string {
  if (!looksLikeHtml(body)) return jsonString(body) ?? body.trim();
  const title = /<title[^>]*>([^<]*)/i.exec(body.slice(0, 20_000))?.[1]?.trim() ?? '';
  return title === '' ? 'an HTML page' : `an HTML page titled '${decodeEntities(title)}'`;
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
