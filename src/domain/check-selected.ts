import { guidIn } from '../shared/guid.ts';
import { counted, label, shortened, someOf } from '../shared/text.ts';
import type { Comparison } from './compare-inventory.ts';
import { shortName } from './find.ts';
import type { Organization } from './model.ts';
import type { Line, Request, Selection } from './request.ts';
import type { Resolution } from './resolution.ts';
import { ambiguous, exclusions, ResolveError, suggestion } from './resolve-errors.ts';
import { isFound, type LineMatch, type Selected, unmatchedExclusions } from './select.ts';

/**
 * Whether GitProtect was asked to synchronize, and how long that was waited for; `names-only`: it would have been for a
 * name that it did not list.
 */
export type Synchronized = 'never' | 'dry-run' | 'names-only' | { readonly waitedSeconds: number };

/**
 * A name must mean only one thing, and, unless what is selected is to be absent, each line must mean something, and
 * something must be left.
 * @param comparison with the Git host's own list, where that was read
 * @throws ResolveError
 */
export function checkSelected(
  { state, selection, projects: projectLines }: Request,
  organization: Organization,
  { selected, projects, missing, missingProjects, idleProjects }: Resolution,
  synchronized: Synchronized,
  comparison: Comparison | undefined,
): void {
  const { included, items } = selected;
  const similar = new Map(missing.map((line) => [line.text, line.similar]));
  for (const { line, items: several } of included)
    if (line.kind === 'name' && several.length > 1) throw ambiguous('repositories', 'repository', line.text, several);
  if (state.kind === 'removed') checkWrittenSo(selected, organization);
  if (state.kind !== 'present' || state.exclusive) {
    // Beside names nothing is selected that was not named.
    const isBroad = (lines: Selection | undefined): boolean =>
      lines?.included.some(({ kind }) => kind === 'pattern') === true;
    checkExclusions(
      isBroad(selection) ? unmatchedExclusions(selected) : [],
      isBroad(projectLines) ? idleProjects : [],
      organization,
    );
  }
  // What isn't listed is absent already.
  if (state.kind !== 'present') return;
  if (missingProjects.length > 0) throw projectsMissing(organization, missingProjects, synchronized);
  // A name that GitProtect does not list cannot be protected; of a pattern it is enough that the Git host lists something.
  const atHost = (comparison?.selected.size ?? 0) + (comparison?.skipped.size ?? 0);
  const isSomething = items.length + projects.length + atHost > 0;
  const incomplete = comparison?.inventory.incomplete;
  const isAtHost = ({ line }: LineMatch): boolean =>
    comparison?.skippedNames.has(line.text) === true ||
    (line.kind === 'pattern' && (comparison?.lines.has(line) === true || (isSomething && incomplete !== undefined)));
  const unfound = included.filter((match) => !isFound(match) && !isAtHost(match));
  const [first] = unfound;
  if (first !== undefined)
    throw unfound.length === 1
      ? oneMissing(organization, first, similar.get(first.line.text), synchronized)
      : severalMissing(organization, unfound, similar, synchronized);
  if (isSomething) return;
  const inputs = [
    ...(selection === undefined ? [] : ['repository']),
    ...(projectLines === undefined ? [] : ['project']),
  ].join(' and ');
  throw new ResolveError(
    'Nothing is left to protect',
    `the lines of ${inputs} exclude everything that they select in organization ${label(organization)}`,
    'Check the lines with !: they always win.',
  );
}

/**
 * Where protection is taken away, an exclusion that matches nothing may be a mistake for one that keeps something.
 * @throws ResolveError
 */
function checkExclusions(repositories: readonly Line[], projects: readonly Line[], organization: Organization): void {
  const idle = [
    ...(repositories.length === 0 ? [] : [`no repository matches ${exclusions(repositories)}`]),
    ...(projects.length === 0 ? [] : [`no project matches ${exclusions(projects)}`]),
  ];
  if (idle.length > 0)
    throw new ResolveError(
      'An exclusion matches nothing',
      `in organization ${label(organization)} ${idle.join(', and ')}: what such a line was meant to keep would have been taken away, so nothing was changed`,
      'Correct these lines, or remove them if what they kept is not in GitProtect any more.',
    );
}

/**
 * What is removed must be written just as it is listed: one that only looks the same may be another one, as when the job
 * runs again after the repository itself was removed.
 * @throws ResolveError
 */
function checkWrittenSo({ included }: Selected, organization: Organization): void {
  for (const { line, items } of included)
    for (const { id, name } of items) {
      const listed = [name, shortName(name, organization.name)];
      const isWrittenSo =
        (line.kind === 'name' && line.names.some((each) => listed.includes(each))) || guidIn(line.text) === id;
      if (!isWrittenSo)
        throw new ResolveError(
          'GitProtect does not list the repository',
          `organization ${label(organization)} lists no repository '${shortened(line.text)}', but ${label({ id, name })} (${id}), which differs in case or in characters that are hardly seen: nothing was changed`,
          'A removal takes only what is written just as it is listed. If this repository is meant, give its ID in the inputs repository and confirm.',
        );
    }
}

function oneMissing(
  organization: Organization,
  { line, removed }: LineMatch,
  similar: string | undefined,
  synchronized: Synchronized,
): ResolveError {
  const what = `organization ${label(organization)} lists no repository '${shortened(line.text)}'`;
  if (removed.length > 0)
    return new ResolveError(
      'The repository is gone from the Git host',
      `${what}, except ${removed.length === 1 ? 'one' : String(removed.length)} that GitProtect marks as removed at the Git host${line.kind === 'name' ? `, ${inWords(synchronized)}` : ''}`,
      'A removed repository cannot be backed up. If it was moved or renamed, give its new name; if it is there, check that it is granted to the GitProtect app.',
    );
  if (line.kind === 'pattern')
    return new ResolveError(
      'A pattern matches no repository',
      what,
      `Look at the pattern in the input repository. ${howToMatch(synchronized)}`,
    );
  return new ResolveError(
    'GitProtect does not list the repository',
    `${what}, ${inWords(synchronized)}${similar === undefined ? '' : `; ${suggestion(line.text, similar)}`}`,
    howToBeListed(synchronized),
  );
}

function inWords(synchronized: Synchronized): string {
  if (typeof synchronized === 'object')
    return `not even ${String(synchronized.waitedSeconds)} s after it was asked to synchronize`;
  const why = synchronized === 'dry-run' ? 'since this is a dry run' : 'since this run was told not to';
  return `and GitProtect was not asked to synchronize, ${why}`;
}

/** The remedy for patterns: nobody knows that a repository is missing, so none is waited for. */
function howToMatch(synchronized: Synchronized): string {
  const matching =
    'A pattern is matched against whole names, without regard to case; * stands for any characters, ? for one.';
  if (typeof synchronized === 'object') return matching;
  const how = synchronized === 'dry-run' ? 'run once with sync: always, and without dry-run' : 'run with sync: always';
  return `${matching} For repositories that were created a short time ago, ${how}.`;
}

function howToBeListed(synchronized: Synchronized): string {
  const look =
    "Look in GitProtect: is the repository granted to GitProtect's app or token at the Git host, and are new repositories of this organization added automatically? Is the name right?";
  if (typeof synchronized === 'object')
    return `${look} A synchronization of a large organization may take longer: raise sync-timeout.`;
  const how = synchronized === 'dry-run' ? 'once without dry-run (with sync: auto)' : 'with sync: auto';
  return `${look} If it was created a short time ago, run ${how}: then GitProtect is asked to synchronize.`;
}

function severalMissing(
  organization: Organization,
  unfound: readonly LineMatch[],
  similar: ReadonlyMap<string, string | undefined>,
  synchronized: Synchronized,
): ResolveError {
  const names = unfound.map(({ line, removed }) => {
    const other = similar.get(line.text);
    const hint = other === undefined ? '' : ` (${suggestion(line.text, other)})`;
    return `'${shortened(line.text)}'${removed.length > 0 ? ' (removed at the Git host)' : hint}`;
  });
  // Patterns are not what a synchronization is waited for.
  const hasName = unfound.some(({ line }) => line.kind === 'name');
  return new ResolveError(
    'GitProtect does not list some repositories',
    `organization ${label(organization)} lists nothing for ${counted(unfound.length, 'line')} of repository${hasName ? `, ${inWords(synchronized)}` : ''}: ${someOf(names)}`,
    `Correct or remove the lines that match nothing. ${hasName ? howToBeListed(synchronized) : howToMatch(synchronized)}`,
  );
}

function projectsMissing(
  organization: Organization,
  missing: readonly Line[],
  synchronized: Synchronized,
): ResolveError {
  const names = someOf(missing.map(({ text }) => `'${shortened(text)}'`));
  // Patterns are not what a synchronization is waited for.
  const hasName = missing.some(({ kind }) => kind === 'name');
  return new ResolveError(
    'GitProtect does not list the project',
    `no repository of organization ${label(organization)} is reported to belong to project ${names}${hasName ? `, ${inWords(synchronized)}` : ''}`,
    hasName
      ? `${howToBeListed(synchronized)} To select it all the same, give the ID of the project.`
      : 'Look in GitProtect which projects its repositories belong to, and correct the pattern; or give the ID of the project.',
  );
}
