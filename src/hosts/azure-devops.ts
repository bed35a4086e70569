import type { HostRepository } from '../domain/inventory.ts';
import { collect } from './collect.ts';
import type { HttpResponse } from '../http/request.ts';
import { guidIn } from '../shared/guid.ts';
import { shortened } from '../shared/text.ts';
import { type HostPage, type PageRequest, type ReadInventory, UnreadableError, withQuery } from './host.ts';
import { dateOf, parsedBody, listOf, objectOf, segment, textOf, flagOf } from './rows.ts';

/*
 * Azure DevOps Services and Server. Source: "Git: Repositories - List" in the Azure DevOps REST API's documentation. It
 * answers 203 with a sign-in page where it does not accept the token, and gives all rows at once, or a continuation
 * token in the header `x-ms-continuationtoken`.
 */

/** The repositories of an organization, or of one project of it, where the owner is `organization/project`. */
export const readAzureDevOps: ReadInventory = async (service, owner) => {
  const path = `${owner.split('/').map(segment).join('/')}/_apis/git/repositories`;
  const [, project] = owner.split('/');
  return await collect(
    service,
    { path, query: { 'api-version': '7.1' } },
    { parsePage, parseRow: (row) => parseRow(row, project) },
  );
};

function parsePage(response: HttpResponse, request: PageRequest): HostPage {
  const answer = objectOf(parsedBody(response));
  const rows = listOf(answer.value('value'));
  const count = answer.number('count');
  const isCut = count !== undefined && count !== rows.length;
  const token = response.headers['x-ms-continuationtoken'];
  const problem = isCut
    ? `the host counts ${String(count)} rows on a page that holds ${String(rows.length)}`
    : undefined;
  const isLast = typeof token !== 'string' || token === '';
  return { rows, problem, next: isLast ? 'end' : withQuery(request, { continuationToken: token }) };
}

/** @param asked the project, by name or ID, where only its repositories were asked for */
function parseRow(row: unknown, asked: string | undefined): HostRepository {
  const fields = objectOf(row);
  const name = textOf(fields, 'name');
  const project = objectOf(fields.value('project'));
  const isOther = ![project.text('name'), project.text('id')].some(
    (each) => each?.toLowerCase() === asked?.toLowerCase(),
  );
  if (asked !== undefined && isOther)
    throw new UnreadableError(
      `a row of the list belongs to another project than host-owner: to '${shortened(project.text('name') ?? '')}', not to '${shortened(asked)}'`,
    );
  const visibility = project.text('visibility');
  return {
    name,
    path: `${textOf(project, 'name')}/${name}`,
    projectId: guidIn(project.text('id') ?? ''),
    url: withoutUser(fields.text('webUrl') ?? fields.text('remoteUrl')),
    disabled: flagOf(fields, 'isDisabled'),
    visibility: visibility === 'public' || visibility === 'private' ? visibility : undefined,
    fork: fields.boolean('isFork'),
    created: dateOf(fields.text('creationDate')),
  };
}

/** An address to clone from holds the organization as its user. */
function withoutUser(address: string | undefined): string {
  const url = URL.parse(address ?? '');
  if (url === null) return '';
  url.username = '';
  url.password = '';
  return url.href;
}
