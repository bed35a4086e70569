import { JsonObject } from '../shared/json-object.ts';
import { looksLikeHtml } from '../http/error-response.ts';
import type { HttpResponse } from '../http/request.ts';
import { PageError } from './host.ts';

/** The JSON of a page. @throws PageError where it is a web page, or cut off */
export function jsonOf({ status, body }: HttpResponse): unknown {
  if (status === 203 || looksLikeHtml(body))
    throw new PageError(`the host answered with HTTP ${String(status)} and a sign-in page, not with a list: is host-token right?`);
  try {
    return JSON.parse(body);
  } catch {
    throw new PageError(`the host's answer (HTTP ${String(status)}) is not JSON, or was cut off`);
  }
}

/** A JSON array. @throws PageError */
export function arrayOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new PageError("the host's answer holds no list");
  return value;
}

/** A row's fields. @throws PageError */
export function fieldsOf(row: unknown): JsonObject {
  const fields = JsonObject.of(row);
  if (fields === undefined) throw new PageError('a row of the list is not an object');
  return fields;
}

/** A text that a row must have. @throws PageError */
export function requiredText(fields: JsonObject, ...names: readonly string[]): string {
  const text = fields.text(...names);
  if (text === undefined || text === '') throw new PageError(`a row of the list has no ${names.join(' or ')}`);
  return text;
}

export function dateOf(text: string | undefined): Date | undefined {
  const date = new Date(text ?? '');
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** The object without what is undefined: what a host does not report is absent. */
export function reportedOnly<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

/** The addresses in a `Link` header (RFC 8288) by their relation. */
export function linksOf({ headers }: HttpResponse): ReadonlyMap<string, string> {
  const { link = '' } = headers;
  const text = Array.isArray(link) ? link.join(', ') : link;
  return new Map(
    [...text.matchAll(/<([^>]*)>\s*((?:;\s*[\w-]+\s*=\s*(?:"[^"]*"|[^\s;,]*)\s*)*)/g)].flatMap(([, address = '', parameters = '']) => {
      const relation = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,]*))/i.exec(parameters);
      return (relation?.[1] ?? relation?.[2] ?? '').split(/\s+/).map((each) => [each.toLowerCase(), address] as const);
    }),
  );
}
