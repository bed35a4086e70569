import { type Id, idsOf } from '../domain/model.ts';
import { excludedInProjects } from '../domain/projects.ts';
import type { RequestedState } from '../domain/request.ts';
import type { Resolution } from '../domain/resolution.ts';
import type { Logger } from '../shared/logger.ts';
import { counted, label, namesOf, someOf } from '../shared/text.ts';

/* Loaded where projects are selected. */

/** Logs what the lines of `project` mean, and what may be a mistake. */
export function logProjects(
  { selected: { items, excluded }, projects }: Resolution,
  state: RequestedState,
  log: Logger,
): void {
  for (const { project, repositories } of projects)
    log.info(`Project ${label(project)} (${project.id}): ${namesOf(repositories)}`);
  const ofProjects = excludedInProjects(excluded, projects);
  if (ofProjects.length > 0)
    log.notice(
      'An exclusion in repository does not count for projects',
      `${namesOf(ofProjects)}: excluded in repository, but part of a project that is selected, and so of what is done for it. To leave it out, select the repositories of the project by name instead.`,
    );
  warnOfUnknown(projects, idsOf(items), state, log);
}

/** The licenses of a project's repositories are changed only where it is reported which they are. */
function warnOfUnknown(
  projects: Resolution['projects'],
  selected: ReadonlySet<Id>,
  state: RequestedState,
  log: Logger,
): void {
  const unchanged = state.kind === 'present' ? 'activated' : 'released';
  const unknown = projects.filter(({ project }) => project.repositories.size === 0);
  const possible = new Set(projects.flatMap(({ project: { mayHave } }) => [...mayHave]));
  const count = [...possible].filter((id) => !selected.has(id)).length;
  if (count > 0)
    log.warning(
      'The project of some repositories is not reported',
      `GitProtect does not report which project ${counted(count, 'repository belongs', 'repositories belong')} to. If any of them belongs to a selected project, its license is not ${unchanged}, and nothing is said of it. Look in GitProtect, and select it by name as well.`,
    );
  if (unknown.length > 0)
    log.warning(
      'No repository of the project is known',
      `GitProtect does not report which repositories belong to project ${someOf(unknown.map(({ project }) => label(project)))}: their licenses are not ${unchanged}. Look in GitProtect which repositories the project has, and select them by name as well.`,
    );
}
