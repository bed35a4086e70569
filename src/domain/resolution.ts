import type { BackupPlan } from './model.ts';
import type { ProjectWithRepositories } from './projects.ts';
import type { Line, NameLine } from './request.ts';
import type { Selected } from './select.ts';

/** What the names and patterns of a request mean among what was read. */
export interface Resolution {
  readonly plans: readonly BackupPlan[];
  readonly selected: Selected;
  readonly projects: readonly ProjectWithRepositories[];
  /** The names that nothing is listed by. */
  readonly missing: readonly MissingLine[];
  /** The lines of `project` that no repository's project is called by. */
  readonly missingProjects: readonly Line[];
  /** The exclusions of `project` that match nothing. */
  readonly idleProjects: readonly Line[];
}

/** The names that GitProtect may list once it has synchronized; a pattern means what is listed, and is not waited for. */
export function missingNames(
  { missing, missingProjects }: Resolution,
  skippedNames: ReadonlySet<string> = new Set(),
): {
  readonly repositories: readonly MissingLine[];
  readonly projects: readonly Line[];
} {
  const repositories = missing.filter(({ text }) => !skippedNames.has(text));
  return { repositories, projects: missingProjects.filter(({ kind }) => kind === 'name') };
}

export interface MissingLine extends NameLine {
  /** What is listed and may be meant, of the first lines. */
  readonly similar: string | undefined;
}
