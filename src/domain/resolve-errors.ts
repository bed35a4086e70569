import { Failure } from '../shared/failure.ts';
import { counted, label, shortened, someOf } from '../shared/text.ts';
import { visibleForm, nameIn } from './find.ts';
import type { Id, Organization } from './model.ts';
import type { SelectedProjects } from './projects.ts';

/** Something that the request names is not, or not clearly, in GitProtect. */
export class ResolveError extends Failure {}

/** @throws ResolveError for a name of several projects, and for projects that can't be attached since their ID is not known */
export function checkProjects({ included, withoutId }: SelectedProjects, organization: Organization): void {
  for (const { line, items } of included)
    if (line.kind === 'name' && items.length > 1) throw ambiguous('projects', 'project', line.text, items);
  if (withoutId.length > 0)
    throw new ResolveError(
      'The ID of a project is not reported',
      `GitProtect names ${someOf(withoutId.map((name) => `'${name}'`))} in the repositories of organization ${label(organization)}, but not the ID of the project, by which it is attached to a backup plan`,
      'Give the ID of the project in the input project, as Azure DevOps shows it.',
    );
}

interface Candidate {
  readonly id: Id;
  readonly name: string | undefined;
  readonly service?: string;
}

/** Several things that one name means. */
export function ambiguous(
  things: string,
  input: string,
  wanted: string,
  candidates: readonly Candidate[],
): ResolveError {
  const listed = candidates.slice(0, 20).map(({ id, name, service = '' }) => {
    const named = name === undefined ? id : `${label({ id, name })} ${id}`;
    return service === '' ? named : `${named} (${shortened(service)})`;
  });
  return new ResolveError(
    `The input ${input} is ambiguous`,
    `${String(candidates.length)} ${things} match '${shortened(wanted)}': ${listed.join(', ')}`,
    `Give the ID of the one you mean in the input ${input}.`,
  );
}

/** Nothing that a name means, and what there is. */
export function noneOf(input: string, wanted: string, nearest: string | undefined, all: readonly Candidate[]): string {
  const hint = nearest === undefined ? ';' : `; did you mean '${shortened(nearest)}'?`;
  const names = someOf(all.map(({ id, name }) => name ?? id));
  const list = all.length === 0 ? 'there are none' : `${counted(all.length, input)}: ${names}`;
  return `no ${input} '${shortened(wanted)}'${hint} ${list}`;
}

/** The first of these lines as they are written, and how many more there are. */
export function exclusions(lines: readonly { readonly text: string }[]): string {
  return someOf(lines.map(({ text }) => `'!${shortened(text)}'`));
}

/** A repository of the same name in another group or project, or in none that is told, is most likely not the one. */
export function suggestion(wanted: string, similar: string): string {
  const isElsewhere = wanted.includes('/') && visibleForm(nameIn(wanted)) === visibleForm(nameIn(similar));
  return isElsewhere
    ? `'${shortened(similar)}' is listed, which may be another repository`
    : `did you mean '${shortened(similar)}'?`;
}
