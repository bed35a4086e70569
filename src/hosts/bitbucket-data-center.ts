import type { HostRepository } from '../domain/inventory.ts';
import { JsonObject } from '../shared/json-object.ts';
import { collect } from './collect.ts';
import {
  CONTRARY_END,
  type HostPage,
  type ListFormat,
  type PageRequest,
  placeOrProblem,
  type ReadInventory,
  UNCLEAR_END,
  UnreadableError,
  withQuery,
} from './host.ts';
import { PAGE_SIZE, parseNumber } from './numbered-pages.ts';
import { checkBelow, ifPresent, parsedBody, listOf, objectOf, segment, textOf, visibilityIf, flagOf } from './rows.ts';

/*
 * Bitbucket Data Center. Source: "Bitbucket Data Center REST API: Paged APIs, repositories of a project" in Atlassian's
 * documentation: `size` counts the rows of the page, `isLastPage` marks the end.
 */

/** The repositories of a project, which is named by its key. */
export const readBitbucketDataCenter: ReadInventory = async (service, owner) => {
  const path = `projects/${segment(owner)}/repos`;
  return await collect(service, { path, query: { limit: String(PAGE_SIZE), start: '0' } }, formatOf(owner));
};

function formatOf(owner: string): ListFormat {
  return {
    parsePage: (response, request) => {
      const answer = objectOf(parsedBody(response));
      const rows = listOf(answer.value('values'));
      return { rows, ...placeOrProblem(() => placeOf(answer, request, rows.length)) };
    },
    parseRow: (row) => parseRow(row, owner),
  };
}

function placeOf(answer: JsonObject, request: PageRequest, rows: number): Omit<HostPage, 'rows'> {
  const size = answer.number('size');
  if (size !== undefined && size !== rows)
    throw new UnreadableError(`the host counts ${String(size)} rows on a page that holds ${String(rows)}`);
  const asked = 'path' in request ? (parseNumber(request.query['start']) ?? 0) : 0;
  const start = answer.number('start') ?? asked;
  if (start !== asked)
    throw new UnreadableError(`the host answered with the rows from ${String(start)} instead of from ${String(asked)}`);
  const isLast = flagOf(answer, 'isLastPage');
  const next = answer.number('nextPageStart');
  if (isLast === true) {
    // It knows of each page whether there is a row behind it.
    const isEmpty = rows === 0 && start > 0;
    const problem = isEmpty
      ? `no row is left from row ${String(start)} on, where the list was to go on: host-token may not see all, or the list changed while it was read`
      : undefined;
    return { next: 'end', problem: next === undefined ? problem : CONTRARY_END };
  }
  if (isLast === undefined || next === undefined) throw new UnreadableError(UNCLEAR_END);
  // It leaves out what the token must not see.
  const problem =
    next > start + rows
      ? `the host goes on at row ${String(next)} after row ${String(start + rows)}: it skips rows, which host-token may not see`
      : undefined;
  return { next: withQuery(request, { start: String(next) }), problem };
}

function parseRow(row: unknown, owner: string): HostRepository {
  const fields = objectOf(row);
  const slug = textOf(fields, 'slug', 'name');
  const path = `${textOf(objectOf(fields.value('project')), 'key')}/${slug}`;
  checkBelow(owner, path);
  const isPublic = fields.boolean('public');
  return {
    name: fields.text('name') ?? slug,
    path,
    url: JsonObject.of(fields.object('links')?.list('self')?.[0])?.text('href') ?? '',
    archived: flagOf(fields, 'archived'),
    visibility: visibilityIf(isPublic === undefined ? undefined : !isPublic),
    fork: ifPresent(fields.value('origin')),
  };
}
