import { shortened, someOf } from '../shared/text.ts';
import type { Comparison } from './compare-inventory.ts';
import { below, nameIn, shortName, visibleForm } from './find.ts';
import { belowTwice, hasProjects } from './host-projects.ts';
import { idsOf, type Observed, type Repository } from './model.ts';
import type { Line } from './request.ts';
import type { Resolution } from './resolution.ts';
import { ResolveError } from './resolve-errors.ts';
import { fits } from './select.ts';

/* Loaded by import(), where a line of repository excludes nothing that GitProtect lists. */

type Listed = Pick<Observed, 'organization' | 'repositories'>;

/**
 * What a line excludes, by its path or at the Git host, may be what GitProtect lists by its name alone: only a complete
 * list of the Git host tells.
 * @param idle the lines that exclude nothing that GitProtect lists
 * @throws ResolveError
 */
export function checkExcludedPaths(
  idle: readonly Line[],
  { selected }: Pick<Resolution, 'selected'>,
  listed: Listed,
  comparison: Comparison | undefined,
): void {
  const mayMean = meaningOf(selected, listed, comparison);
  const unclear = idle.flatMap((line) => {
    const meant = mayMean(line);
    return meant === undefined ? [] : `'!${shortened(line.text)}' ('${shortened(meant.name)}' is listed)`;
  });
  if (unclear.length === 0) return;
  throw new ResolveError(
    'An exclusion may mean a listed repository',
    `it is not clear what is meant by ${someOf(unclear)}; nothing was changed`,
    'Replace the line with one for each repository that it means, by the name or ID that GitProtect lists. If it means none, remove it. With the input host, a complete list of the Git host may tell which one is meant.',
  );
}

/** Finds what is listed that a line may mean, though it is not sure to. */
function meaningOf(
  selected: Resolution['selected'],
  { organization, repositories }: Listed,
  comparison: Comparison | undefined,
): (line: Line) => Repository | undefined {
  const nameOf = (each: Repository): string => shortName(each.name, organization.name);
  const inventory = comparison?.inventory;
  // The paths of Bitbucket Cloud don't tell the project.
  const told = inventory?.host === 'bitbucket' && !hasProjects(inventory) ? undefined : comparison;
  const isComplete = told !== undefined && told.inventory.incomplete === undefined && told.inventory.part === '';
  const unclear = unclearIn(selected, told);
  // Where others are listed by their paths, a name alone is a path, too.
  const isByName = !repositories.some((each) => nameOf(each).includes('/'));
  const open = isByName ? unclear.filter(({ project }) => project?.name === undefined) : [];
  const byName = new Map(open.map((each) => [visibleForm(nameOf(each)), each]));
  const byLastPart = (line: Line): Repository | undefined => {
    const names = line.kind === 'name' ? line.names : [below(organization.name, line.text) ?? line.text];
    if (!names.every((name) => name.includes('/'))) return undefined;
    const name = nameIn(line.text);
    return line.kind === 'name' ? byName.get(visibleForm(name)) : open.find((each) => fits(nameOf(each), name));
  };
  // What stands before a listed name may be a project that is called as the organization is.
  const behindProject = (line: Line): Repository | undefined => {
    const name = belowTwice(organization.name, line.text);
    if (name === undefined) return undefined;
    return unclear.find((each) => nameOf(each) !== each.name && fits(nameOf(each), name));
  };
  return (line) => {
    const found = comparison?.unclear.get(line) ?? [];
    const [ofThose] = found.flatMap(({ path }) => byName.get(visibleForm(nameIn(path))) ?? []);
    // A pattern may mean nothing; a path that the host does not list may have been renamed there.
    const isTold =
      isComplete && found.length === 0 && (line.kind === 'pattern' || comparison?.lines.has(line) === true);
    return ofThose ?? (isTold ? undefined : byLastPart(line)) ?? behindProject(line);
  };
}

/** What is selected, unless a line, or the list of the Git host, tells which one it is. */
function unclearIn(
  { included, items }: Resolution['selected'],
  comparison: Pick<Comparison, 'selected'> | undefined,
): readonly Repository[] {
  const named = included.flatMap((match) => (match.line.kind === 'name' ? match.items : []));
  const atHost = [...(comparison?.selected.values() ?? [])];
  const told = idsOf([...named, ...atHost.flatMap((match) => (match.kind === 'one' ? match.repository : []))]);
  return items.filter(({ id }) => !told.has(id));
}
