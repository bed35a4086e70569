import { shortName } from '../domain/find.ts';
import type { Observed, Organization } from '../domain/model.ts';
import { namesOtherOwner, type Owners, selectionWithin } from '../domain/owner.ts';
import type { Selection } from '../domain/request.ts';
import { type LineMatch, select } from '../domain/select.ts';
import type { GitProtect } from '../gitprotect/client.ts';
import { searchByName } from '../gitprotect/search.ts';
import { guidIn } from '../shared/guid.ts';

/** Reads as much of the organization's list as it takes to find what a selection means. */
export async function readRepositories(
  service: GitProtect,
  organization: Organization,
  owners: Owners,
  given: Selection,
): Promise<Pick<Observed, 'repositories' | 'isWholeList'>> {
  const list = service.repositories(organization);
  const selection = selectionWithin(owners, given);
  // An exclusion with another owner is a mistake, unless it is found.
  const sought = [...selection.included, ...selection.excluded.filter(namesOtherOwner)];
  const lines = sought.filter((line) => line.kind === 'name');
  if (lines.length === sought.length && !lines.some(({ text }) => guidIn(text) !== undefined)) {
    const likeliest = lines.map(({ names }) => names.slice(0, 1));
    const wanted = listedAs(likeliest, organization);
    const found = await searchByName(list, wanted, service.pageOf);
    if (found?.reach === 'whole') return { repositories: found.repositories, isWholeList: true };
    if (found?.reach === 'ordered') {
      const { included } = select({ included: lines, excluded: [] }, owners, found.repositories);
      if (included.every((match) => isSure(match, organization)))
        return { repositories: found.repositories, isWholeList: false };
    }
  }
  return { repositories: await list.read(), isWholeList: true };
}

/** Whether it has exactly the likeliest of the names: any other may match better, and may not have been read yet. */
function isSure({ line, items }: LineMatch, { name: prefix }: Organization): boolean {
  const [likeliest] = line.kind === 'name' ? line.names : [];
  return items.length > 0 && items.every(({ name }) => shortName(name, prefix) === likeliest);
}

/** GitProtect lists a repository by its name alone, or with its organization's before it. */
export function listedAs(names: readonly (readonly string[])[], { name: prefix }: Organization): { names: string[] }[] {
  return names.map((each) => ({ names: each.flatMap((name) => [name, `${prefix}/${name}`]) }));
}
