import { isGuid } from './guid.ts';
import type { GitProtect } from './gitprotect/client.ts';
import type { Organization, Repository } from './gitprotect/model.ts';
import { LookUpError, severalOf } from './look-up.ts';
import { shortName } from './protection/find.ts';
import { type LineMatch, type NameLine, select, type Selected, type Selection } from './protection/select.ts';
import { counted, label, someOf } from './wording.ts';

/** Reads as much of the organization's list as it takes to find what the selection means. */
export async function choose(
  gitprotect: GitProtect,
  organization: Organization,
  selection: Selection,
): Promise<Selected> {
  const lines = selection.included.filter((line) => line.kind === 'name');
  if (lines.length === selection.included.length && !lines.some(({ asked }) => isGuid(asked))) {
    const likeliest = lines.map(({ names }) => names.slice(0, 1));
    const searched = await gitprotect.searchRepositories(organization, waysToList(likeliest, organization));
    const found = select(selection, organization.name, searched.repositories);
    if (searched.coverage === 'whole') return found;
    // An exclusion that matches nothing of what was read may match what wasn't.
    if (searched.coverage === 'ordered' && found.included.every((match) => isSure(match, organization)))
      return { ...found, excluded: found.excluded.filter(isFound) };
  }
  return select(selection, organization.name, await gitprotect.listRepositories(organization));
}

/** Whether it is called just as the likeliest of the names: any other may be a better match, and not read yet. */
function isSure({ line, repositories }: LineMatch, { name: prefix }: Organization): boolean {
  const [likeliest = ''] = line.kind === 'name' ? line.names : [];
  const isExact = ({ name }: Repository): boolean => shortName(name, prefix) === shortName(likeliest, prefix);
  return repositories.length > 0 && repositories.every(isExact);
}

/** Whether all of these are listed now, as cheaply as that can be told. */
export async function areListed(
  gitprotect: GitProtect,
  organization: Organization,
  lines: readonly NameLine[],
): Promise<boolean> {
  const names = lines.map((line) => line.names);
  const searched = await gitprotect.searchRepositories(organization, waysToList(names, organization));
  const areAmong = (listed: readonly Repository[]): boolean =>
    select({ included: lines, excluded: [] }, organization.name, listed).included.every(isFound);
  if (searched.coverage !== 'partial' || areAmong(searched.repositories)) return areAmong(searched.repositories);
  return areAmong(await gitprotect.listRepositories(organization));
}

/** GitProtect lists a repository by its name alone, or with its organization's before it. */
function waysToList(names: readonly (readonly string[])[], { name: prefix }: Organization): { names: string[] }[] {
  return names.map((each) => ({
    names: [...new Set(each.map((name) => shortName(name, prefix)))].flatMap((short) => [short, `${prefix}/${short}`]),
  }));
}

/** The names that nothing is listed by. */
export function missingNames({ included }: Selected): readonly NameLine[] {
  return included.flatMap((match) => (match.line.kind === 'name' && !isFound(match) ? match.line : []));
}

function isFound({ repositories }: LineMatch): boolean {
  return repositories.length > 0;
}

/**
 * Sees to it that each line means something, and only one thing where it is a name, and that something is left.
 *
 * @param since what was done to have a missing repository listed
 * @throws LookUpError
 */
export function checkChoice(organization: Organization, { included, repositories }: Selected, since: string): void {
  for (const { line, repositories: several } of included)
    if (line.kind === 'name' && several.length > 1) throw severalOf('repositories', 'repository', line.asked, several);
  const unfound = included.filter((match) => !isFound(match));
  const [first] = unfound;
  if (first !== undefined)
    throw unfound.length === 1 ? oneMissing(organization, first, since) : severalMissing(organization, unfound, since);
  if (repositories.length === 0)
    throw new LookUpError(
      'Nothing is left to protect',
      `the lines of repository leave out all that they select in organization ${label(organization)}`,
      'Look at the lines with ! in repository: they always win.',
    );
}

function oneMissing(organization: Organization, match: LineMatch, since: string): LookUpError {
  const { line, removed } = match;
  const what = `organization ${label(organization)} lists no repository '${line.asked}'`;
  if (removed.length > 0)
    return new LookUpError(
      'The repository is gone from the Git host',
      `${what} but ${removed.length === 1 ? 'one' : String(removed.length)} that GitProtect marks as removed at the Git host, ${since}`,
      'A removed repository cannot be backed up. If it was moved or renamed, give its new name; if it is there, check that it is granted to the GitProtect app.',
    );
  if (line.kind === 'pattern')
    return new LookUpError(
      'A pattern matches no repository',
      what,
      'Look at the pattern in repository: it is matched against whole names, without regard to case; * stands for any characters, ? for one.',
    );
  return new LookUpError('GitProtect does not list the repository', `${what}, ${since}`, HOW_TO_BE_LISTED);
}

const HOW_TO_BE_LISTED =
  "Look in GitProtect: is the repository granted to GitProtect's app or token at the Git host, and are new repositories of this organization added automatically? Is the name right? A synchronization of a large organization may take longer: raise sync-timeout.";

function severalMissing(organization: Organization, unfound: readonly LineMatch[], since: string): LookUpError {
  const names = unfound.map(
    ({ line, removed }) => `'${line.asked}'${removed.length > 0 ? ' (removed at the Git host)' : ''}`,
  );
  return new LookUpError(
    'GitProtect does not list some repositories',
    `organization ${label(organization)} lists nothing for ${counted(unfound.length, 'line')} of repository, ${since}: ${someOf(names)}`,
    `Correct or remove these lines. ${HOW_TO_BE_LISTED}`,
  );
}
