import { shortName } from '../domain/find.ts';
import type { Observed, Organization, Repository } from '../domain/model.ts';
import type { NameLine, Selection } from '../domain/request.ts';
import { isFound } from '../domain/resolve.ts';
import { type LineMatch, select } from '../domain/select.ts';
import type { GitProtect } from '../gitprotect/client.ts';
import { isGuid } from '../shared/guid.ts';

/** Reads as much of the organization's list as it takes to find what a selection means. */
export async function readRepositories(
  service: GitProtect,
  organization: Organization,
  selection: Selection,
): Promise<Pick<Observed, 'repositories' | 'isWholeList'>> {
  const lines = selection.included.filter((line) => line.kind === 'name');
  if (lines.length === selection.included.length && !lines.some(({ text }) => isGuid(text))) {
    const likeliest = lines.map(({ names }) => names.slice(0, 1));
    const { repositories, coverage } = await service.searchRepositories(
      organization,
      listedAs(likeliest, organization),
    );
    if (coverage === 'whole') return { repositories, isWholeList: true };
    const { included } = select(selection, organization.name, repositories);
    if (coverage === 'ordered' && included.every((match) => isSure(match, organization)))
      return { repositories, isWholeList: false };
  }
  return { repositories: await service.listRepositories(organization), isWholeList: true };
}

/** Whether all of these are listed now, as cheaply as that can be found out. */
export async function areListed(
  service: GitProtect,
  organization: Organization,
  lines: readonly NameLine[],
): Promise<boolean> {
  const names = lines.map((line) => line.names);
  const { repositories, coverage } = await service.searchRepositories(organization, listedAs(names, organization));
  const areAmong = (listed: readonly Repository[]): boolean =>
    select({ included: lines, excluded: [] }, organization.name, listed).included.every(isFound);
  if (coverage !== 'partial' || areAmong(repositories)) return areAmong(repositories);
  return areAmong(await service.listRepositories(organization));
}

/** Whether it has exactly the likeliest of the names: any other may match better, and may not have been read yet. */
function isSure({ line, repositories }: LineMatch, { name: prefix }: Organization): boolean {
  const [likeliest = ''] = line.kind === 'name' ? line.names : [];
  const isExact = ({ name }: Repository): boolean => shortName(name, prefix) === shortName(likeliest, prefix);
  return repositories.length > 0 && repositories.every(isExact);
}

/** GitProtect lists a repository by its name alone, or with its organization's before it. */
function listedAs(names: readonly (readonly string[])[], { name: prefix }: Organization): { names: string[] }[] {
  return names.map((each) => ({
    names: [...new Set(each.map((name) => shortName(name, prefix)))].flatMap((short) => [short, `${prefix}/${short}`]),
  }));
}
