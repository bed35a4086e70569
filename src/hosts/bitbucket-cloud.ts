import type { HostRepository } from '../domain/inventory.ts';
import type { JsonObject } from '../shared/json-object.ts';
import { collect } from './collect.ts';
import {
  type HostPage,
  type HostService,
  type ListFormat,
  type PageRequest,
  placeOrProblem,
  type ReadInventory,
  UnreadableError,
} from './host.ts';
import {
  checkNumber,
  firstPage,
  following,
  guessedNext,
  nextByAddress,
  numberOf,
  PAGE_SIZE,
} from './numbered-pages.ts';
import {
  dateOf,
  ifPresent,
  parsedBody,
  listOf,
  objectOf,
  pathBelow,
  segment,
  textOf,
  visibilityIf,
  wordOf,
} from './rows.ts';

/*
 * Bitbucket Cloud. Source: "REST API: Repositories, list repositories in a workspace" and "Pagination" in Atlassian's
 * documentation: `next` is absent on the last page, `size` is the number of all rows and may be left out. It reports
 * neither what is archived nor what was pushed when.
 */

/** The repositories of a workspace. */
export const readBitbucketCloud: ReadInventory = async (service, owner) => {
  const query = { pagelen: String(PAGE_SIZE), sort: 'created_on' };
  return await collect(service, firstPage(`repositories/${segment(owner)}`, query), formatOf(service, owner));
};

function formatOf(service: HostService, owner: string): ListFormat {
  return {
    parsePage: (response, request) => {
      const answer = objectOf(parsedBody(response));
      const rows = listOf(answer.value('values'));
      return { rows, ...placeOrProblem(() => placeOf(service, answer, request, rows.length)) };
    },
    parseRow: (row) => parseRow(row, owner),
  };
}

function placeOf(
  service: HostService,
  answer: JsonObject,
  request: PageRequest,
  count: number,
): Omit<HostPage, 'rows'> {
  checkNumber(request, answer.number('page'));
  const total = answer.number('size');
  const rows = answer.number('pagelen');
  const next = answer.value('next');
  // Without a count, a page that may be full may have lost the address of the next one: that page tells.
  const mayGoOn = total === undefined && count > 0 && (rows === undefined || count >= rows);
  if (next === undefined || next === null) return mayGoOn ? guessedNext(request) : { next: 'end', total };
  if (typeof next !== 'string') throw new UnreadableError('the address of the next page cannot be read');
  const place = nextByAddress(service, request, next);
  const isNumbered = place.next !== 'end' && numberOf(place.next) !== undefined;
  const last =
    isNumbered && total !== undefined && rows !== undefined && rows > 0 ? Math.ceil(total / rows) : undefined;
  return { ...place, total, following: following(request, last) };
}

function parseRow(row: unknown, owner: string): HostRepository {
  const fields = objectOf(row);
  const path = fields.text('full_name');
  return {
    name: textOf(fields, 'slug', 'name'),
    path: path === undefined ? textOf(fields, 'slug') : pathBelow(owner, path),
    url: fields.object('links')?.object('html')?.text('href') ?? '',
    visibility: visibilityIf(fields.boolean('is_private')),
    fork: ifPresent(fields.value('parent')),
    language: wordOf(fields.text('language')),
    created: dateOf(fields.text('created_on')),
  };
}
