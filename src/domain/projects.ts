import { guidIn } from '../shared/guid.ts';
import type { Id, Project, ProjectReference, Repository } from './model.ts';
import { projectOf } from './membership.ts';
import { type Owners, selectionWithin } from './owner.ts';
import type { Line, Selection } from './request.ts';
import { type LineMatch, select } from './select.ts';

/** An Azure DevOps project, with those of its repositories that GitProtect lists. */
export interface ProjectWithRepositories {
  readonly project: Project;
  readonly repositories: readonly Repository[];
}

export interface SelectedProjects {
  readonly projects: readonly ProjectWithRepositories[];
  readonly included: readonly LineMatch<ListedProject>[];
  readonly excluded: readonly LineMatch<ListedProject>[];
  /** Lines by which no repository's project is called. */
  readonly missing: readonly Line[];
  /** Excluded lines that leave out nothing. */
  readonly idle: readonly Line[];
  /** Projects that are known by their name only: they can't be attached or detached. */
  readonly withoutId: readonly string[];
}

/** A project as the repositories' rows tell of it [open]. */
interface ListedProject {
  /** The name, where the ID is not reported. */
  readonly id: Id;
  readonly name: string;
  readonly removed: false;
  readonly reference: ProjectReference;
  readonly repositories: readonly Repository[];
}

/** Finds the projects that a selection means by the rows of their repositories; a project given by its ID needs none. */
export function selectProjects(
  selection: Selection,
  owners: Owners,
  repositories: readonly Repository[],
): SelectedProjects {
  const listed = listedProjects(repositories);
  const { items: found, included, excluded } = select(selectionWithin(owners, selection), owners, listed);
  const unmatched = included.flatMap(({ line, items }) => (items.length === 0 ? line : []));
  const left = new Set(excluded.map(({ line }) => guidIn(line.text)));
  const byId = unmatched.filter(({ kind, text }) => kind === 'name' && guidIn(text) !== undefined);
  const ids = new Set(byId.flatMap(({ text }) => guidIn(text) ?? []));
  const unlisted = [...ids].filter((id) => !left.has(id));
  return {
    projects: [
      ...found.flatMap(({ reference, repositories: its }) =>
        reference.id === undefined ? [] : { project: projectOf(reference, reference.id), repositories: its },
      ),
      ...unlisted.map((id) => ({
        project: { kind: 'project' as const, id, name: id, plans: undefined },
        repositories: [],
      })),
    ],
    included,
    excluded,
    idle: excluded.flatMap(({ line, items }) => (items.length > 0 || ids.has(guidIn(line.text) ?? '') ? [] : line)),
    missing: unmatched.filter((line) => !byId.includes(line)),
    withoutId: found.flatMap(({ reference, name }) => (reference.id === undefined ? name : [])),
  };
}

/** The project that a row names, or that stands before a slash in the repository's name. */
function referenceOf({ name, project }: Repository): ProjectReference | undefined {
  if (project !== undefined) return project;
  const slash = name.indexOf('/');
  return slash <= 0 ? undefined : { id: undefined, name: name.slice(0, slash), plans: undefined };
}

function listedProjects(repositories: readonly Repository[]): readonly ListedProject[] {
  const referring = repositories.flatMap((repository) => {
    const reference = referenceOf(repository);
    return reference === undefined ? [] : { repository, reference };
  });
  const named = referring.flatMap(({ reference: { id, name } }) =>
    id === undefined || name === undefined ? [] : ([[name.toLowerCase(), id]] as const),
  );
  const idsByName = Map.groupBy(named, ([name]) => name);
  // A row that gives the name only means the project of that name, if there is just one.
  const keyOf = ({ id, name }: ProjectReference): string => {
    const ids = new Set((idsByName.get(name?.toLowerCase() ?? '') ?? []).map(([, each]) => each));
    const [only] = ids;
    return id ?? (ids.size === 1 && only !== undefined ? only : (name ?? '').toLowerCase());
  };
  return [...Map.groupBy(referring, ({ reference }) => keyOf(reference))].flatMap(([id, rows]) => {
    const [first] = rows.toSorted((a, b) => knownOf(b.reference) - knownOf(a.reference));
    if (first === undefined || id === '') return [];
    const { reference } = first;
    return {
      id,
      name: reference.name ?? id,
      removed: false as const,
      reference,
      repositories: rows.map(({ repository }) => repository),
    };
  });
}

/** How much a row tells of its project. */
function knownOf({ id, name, plans }: ProjectReference): number {
  return [id, name, plans].filter((each) => each !== undefined).length;
}
