import { looksLikeHtml, messageOf } from '../http/error-response.ts';
import { isFailure } from '../http/reported-failure.ts';
import type { HttpResponse } from '../http/request.ts';
import { JsonObject } from '../shared/json-object.ts';
import { CONTRADICTORY_JSON, type ParsedJson, parseJson } from '../shared/parse-json.ts';
import { shortened } from '../shared/text.ts';
import { UnreadableError } from './host.ts';

/** What of a host's message is shown. */
const MAX_SAID_LENGTH = 300;

/** The JSON of a response. @throws UnreadableError where it is a web page, is cut off, or says that the host failed */
export function parsedBody({ status, headers, body }: HttpResponse): unknown {
  const isPage = looksLikeHtml(body) || /^\s*text\/html\b/i.test(headers['content-type'] ?? '');
  // Azure DevOps answers so where it does not accept the token.
  if (status === 203 || isPage)
    throw new UnreadableError(
      `the host answered with HTTP ${String(status)} and a sign-in page or another web page, not with a list; check host-token and host-url`,
    );
  const answer = parsed(body, status);
  if (!isFailure(answer)) return answer;
  const fields = JsonObject.of(answer);
  const said = fields === undefined ? '' : shortened(messageOf(fields), MAX_SAID_LENGTH);
  throw new UnreadableError(
    `the host answered with HTTP ${String(status)}, and says that it failed${said === '' ? '' : `: ${said}`}`,
  );
}

function parsed(body: string, status: number): unknown {
  let json: ParsedJson;
  try {
    json = parseJson(body);
  } catch {
    throw new UnreadableError(`the host's answer (HTTP ${String(status)}) is not JSON, or was cut off`);
  }
  if (json.isContradictory) throw new UnreadableError(CONTRADICTORY_JSON);
  return json.value;
}

/** @throws UnreadableError */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new UnreadableError("the host's answer holds no list");
}

/** @throws UnreadableError */
export function objectOf(value: unknown): JsonObject {
  const fields = JsonObject.of(value);
  if (fields === undefined) throw new UnreadableError("the host's answer, or a row of it, is no object");
  return fields;
}

/** A text that a row must have. @throws UnreadableError */
export function textOf(fields: JsonObject, ...names: readonly string[]): string {
  const text = fields.text(...names);
  if (text === undefined || text === '') throw new UnreadableError(`a row of the list has no ${names.join(' or ')}`);
  return text;
}

/**
 * A full path without the owner's. @throws UnreadableError for another owner's, as of a list that holds what is shared
 */
export function pathBelow(owner: string, path: string): string {
  checkBelow(owner, path);
  return path.slice(owner.length + 1);
}

/** @throws UnreadableError for another owner's */
export function checkBelow(owner: string, path: string): void {
  const prefix = `${owner}/`.toLowerCase();
  if (!path.toLowerCase().startsWith(prefix) || path.length <= prefix.length)
    throw new UnreadableError(
      `a row of the list belongs to another owner than host-owner: to '${shortened(path.replace(/\/[^/]*$/, ''))}', not to '${shortened(owner)}'`,
    );
}

export function dateOf(text: string | undefined): Date | undefined {
  const date = new Date(text ?? '');
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** A flag of which something depends; undefined where its name stands there in several spellings that differ. */
export function flagOf(fields: JsonObject, name: string): boolean | undefined {
  const said = new Set(fields.all(name).filter((value) => typeof value === 'boolean'));
  const [flag] = said;
  return said.size === 1 ? flag : undefined;
}

/** A text that says something. */
export function wordOf(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

export function textsOf(list: readonly unknown[] | undefined): readonly string[] | undefined {
  return list?.filter((item) => typeof item === 'string');
}

export function visibilityOf(text: string | undefined): 'public' | 'internal' | 'private' | undefined {
  return text === 'public' || text === 'internal' || text === 'private' ? text : undefined;
}

/** For hosts that know two kinds only. */
export function visibilityIf(isPrivate: boolean | undefined): 'public' | 'private' | undefined {
  if (isPrivate === undefined) return undefined;
  return isPrivate ? 'private' : 'public';
}

/** True for what is there; a host that gives nothing may not report it. */
export function ifPresent(value: unknown): true | undefined {
  return value === undefined || value === null ? undefined : true;
}

/** A name as one part of a path. */
export function segment(name: string): string {
  return encodeURIComponent(name);
}
