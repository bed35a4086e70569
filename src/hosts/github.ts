import type { HostRepository, Inventory } from '../domain/inventory.ts';
import { HttpFailure } from '../http/failure.ts';
import type { HttpResponse } from '../http/request.ts';
import { JsonObject } from '../shared/json-object.ts';
import { collect } from './collect.ts';
import { describeFailure } from './failures.ts';
import type { HostPage, HostService, PageFormat, PageRequest } from './host.ts';
import { arrayOf, dateOf, fieldsOf, jsonOf, linksOf, reportedOnly, requiredText } from './rows.ts';

/*
 * GitHub, and GitHub Enterprise Server. Source: "REST API endpoints for repositories" and "Using pagination in the REST
 * API" in GitHub's documentation.
 */

const PAGE_SIZE = '100';

/** The repositories of an organization or user. */
export async function readGitHub(service: HostService, owner: string): Promise<Inventory> {
  const path = await listPath(service, owner);
  if (typeof path !== 'string') return { repositories: [], pages: 0, incomplete: path.problem };
  const { request, limits } = await listRequest(service, owner, path);
  const inventory = await collect(service, request, FORMAT, (row) => parseRow(row, owner));
  return limits === undefined ? inventory : { ...inventory, incomplete: inventory.incomplete ?? limits };
}
