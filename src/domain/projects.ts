import { guidIn } from '../shared/guid.ts';
import { projectIn, shortName } from './find.ts';
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
  /** Exclusions that match nothing. */
  readonly idle: readonly Line[];
  /** Lines that match no repository's project. */
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
  const ids = unmatched.flatMap(({ text }) => guidIn(text) ?? []);
  const unlisted = new Set<Id | undefined>(ids);
  const ofProjects = idsOf(found.flatMap((each) => each.repositories));
  const mayHave = idsOf(
    repositories.filter(({ id, project, removed }) => !removed && project?.id === undefined && !ofProjects.has(id)),
  );
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
      ...[...new Set(ids)]
        .filter((id) => !left.has(id))
        .map((id) => ({
          project: { ...projectOf({ id, name: undefined, plans: undefined }, id), mayHave },
          repositories: [],
        })),
    ],
    included,
    idle: excluded.flatMap(({ line, items }) => (items.length > 0 || unlisted.has(guidIn(line.text)) ? [] : line)),
    missing: unmatched.filter(({ text }) => guidIn(text) === undefined),
    withoutId: found.flatMap(({ reference, name }) => (reference.id === undefined ? name : [])),
  };
}

/** What a row says of its project. */
interface Row {
  readonly repository: Repository;
  readonly id: Id | undefined;
  /** What stands before a slash in the repository's name, where the row gives none; empty where nothing does. */
  readonly name: string;
}

export function rowOf([organization]: Owners, repository: Repository): Row {
  const { name, project } = repository;
  return { repository, id: project?.id, name: project?.name ?? projectIn(shortName(name, organization)) };
}

function listedProjects(owners: Owners, repositories: readonly Repository[]): readonly ListedProject[] {
  const rows = repositories
    .map((repository) => rowOf(owners, repository))
    .filter(({ id, name }) => id !== undefined || name !== '');
  const named = Map.groupBy(rows, ({ name }) => name.toLowerCase());
  // A row that gives the name only means the project of that name, if there is just one.
  const idsByName = new Map([...named].map(([name, its]) => [name, new Set(its.flatMap(({ id }) => id ?? []))]));
  const keyOf = ({ id, name }: Row): string => {
    const lower = name.toLowerCase();
    const [only = lower, ...others] = idsByName.get(lower) ?? [];
    return id ?? (others.length === 0 ? only : lower);
  };
  return [...Map.groupBy(rows, keyOf)].map(([key, its]) => {
    const [id] = its.flatMap((each) => each.id ?? []);
    const name = its.find((each) => each.id === id && each.name !== '')?.name;
    const ofIt = its.map(({ repository }) => repository);
    return {
      id: key,
      name: name ?? key,
      removed: false,
      reference: { id, name, plans: plansIn(ofIt.flatMap(({ project }) => project ?? [])) },
      repositories: ofIt,
    };
  });
}

/** The repositories of selected projects that lines for repositories exclude: a project is attached, or leaves, as a whole. */
export function excludedInProjects(
  excluded: readonly LineMatch[],
  projects: readonly ProjectWithRepositories[],
): readonly Repository[] {
  const out = new Set(excluded.flatMap(({ items }) => items));
  return projects.flatMap(({ repositories }) => repositories.filter((each) => out.has(each)));
}
