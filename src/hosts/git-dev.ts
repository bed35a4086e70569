import type { HostRepository } from '../domain/inventory.ts';
import type { JsonObject } from '../shared/json-object.ts';
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
import { PAGE_SIZE } from './numbered-pages.ts';
import { dateOf, parsedBody, listOf, objectOf, pathBelow, textOf, visibilityIf, wordOf, flagOf } from './rows.ts';

/* git.dev. Source: the "REST API Reference" in its documentation. It reports neither what is archived nor an address. */

/** The repositories of a user or organization. */
export const readGitDev: ReadInventory = async (service, owner) => {
  const query = { owner, visibility: 'all', limit: String(PAGE_SIZE) };
  return await collect(service, { path: 'repositories', query }, formatOf(owner));
};

function formatOf(owner: string): ListFormat {
  return {
    parsePage: (response, request) => {
      const answer = objectOf(parsedBody(response));
      return {
        rows: listOf(answer.value('data')),
        ...placeOrProblem(() => placeOf(objectOf(answer.value('pagination')), request)),
      };
    },
    parseRow: (row) => parseRow(row, owner),
  };
}

function placeOf(pagination: JsonObject, request: PageRequest): Omit<HostPage, 'rows'> {
  const hasMore = flagOf(pagination, 'has_more');
  const cursor = wordOf(pagination.text('next_cursor'));
  if (hasMore === false) return { next: 'end', problem: cursor === undefined ? undefined : CONTRARY_END };
  if (hasMore === undefined || cursor === undefined) throw new UnreadableError(UNCLEAR_END);
  return { next: withQuery(request, { cursor }) };
}

function parseRow(row: unknown, owner: string): HostRepository {
  const fields = objectOf(row);
  const name = textOf(fields, 'name');
  const fullName = fields.text('full_name');
  return {
    name,
    path: fullName === undefined ? name : pathBelow(owner, fullName),
    url: '',
    visibility: visibilityIf(fields.boolean('private')),
    created: dateOf(fields.text('created_at')),
  };
}
