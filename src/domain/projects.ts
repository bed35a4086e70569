import { guidIn } from '../shared/guid.ts';
import { shortName } from './find.ts';
import { type Id, idsOf, type Project, type ProjectReference, type Repository } from './model.ts';
import { plansIn, projectOf } from './membership.ts';
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
  /** Lines that leave out nothing. */
  readonly idle: readonly Line[];
  /** Lines by which no repository's project is called. */
  readonly missing: readonly Line[];
  /** Projects that are known by their name only: they can't be attached or detached. */
  readonly withoutId: readonly string[];
}

/** A project as the rows of its repositories report it [open]. */
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
  // Without a line there is nothing to look for, however many repositories there are.
  const listed = selection.included.length === 0 ? [] : listedProjects(owners, repositories);
  const { items: found, included, excluded } = select(selectionWithin(owners, selection), owners, listed);
  const unmatched = included.flatMap(({ line, items }) => (items.length === 0 ? line : []));
  const left = new Set(excluded.map(({ line }) => guidIn(line.text)));
  const byId = unmatched.filter(({ kind, text }) => kind === 'name' && guidIn(text) !== undefined);
  const ids = new Set(byId.flatMap(({ text }) => guidIn(text) ?? []));
  const unlisted = [...ids].filter((id) => !left.has(id));
  const ofProjects = idsOf(found.flatMap((each) => each.repositories));
  const mayHave = idsOf(repositories.filter((each) => each.project?.id === undefined && !ofProjects.has(each.id)));
  return {
    projects: [
      ...found.flatMap(({ reference, repositories: its }) =>
        reference.id === undefined
          ? []
          : {
              project: { ...projectOf(reference, reference.id), repositories: idsOf(its), mayHave },
              repositories: its,
            },
      ),
      ...unlisted.map((id) => ({
        project: projectOf({ id, name: undefined, plans: undefined }, id),
        repositories: [],
      })),
    ],
    included,
    idle: excluded.flatMap(({ line, items }) => (items.length > 0 || ids.has(guidIn(line.text) ?? '') ? [] : line)),
    missing: unmatched.filter((line) => !byId.includes(line)),
    withoutId: found.flatMap(({ reference, name }) => (reference.id === undefined ? name : [])),
  };
}

/** The project that a row names, or whose name stands before a slash in the repository's. */
function referenceOf([organization]: Owners, { name, project }: Repository): ProjectReference | undefined {
  const path = shortName(name, organization);
  const slash = path.indexOf('/');
  const inName = slash <= 0 ? undefined : path.slice(0, slash);
  if (project !== undefined) return { ...project, name: project.name ?? inName };
  return inName === undefined ? undefined : { id: undefined, name: inName, plans: undefined };
}

function listedProjects(owners: Owners, repositories: readonly Repository[]): readonly ListedProject[] {
  const referring = repositories.flatMap((repository) => {
    const reference = referenceOf(owners, repository);
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
    const reference = { ...first.reference, plans: plansIn(rows.map((row) => row.reference)) };
    return {
      id,
      name: reference.name ?? id,
      removed: false as const,
      reference,
      repositories: rows.map(({ repository }) => repository),
    };
  });
}

/** How much a row reports of its project. */
function knownOf({ id, name }: ProjectReference): number {
  return [id, name].filter((each) => each !== undefined).length;
}
