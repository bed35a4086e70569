import { shortName } from '../domain/find.ts';
import { counted, label } from '../shared/text.ts';
import type { RunFacts } from './run-result.ts';

/** All that a run is about: one by its name, several by their numbers. */
export function resourcesOf({ organization, verdict: { resources } }: RunFacts): string {
  const [only] = resources;
  if (only !== undefined && resources.length === 1) {
    const { kind, id, name } = only.resource;
    const path = label({ id, name: `${organization.name}/${shortName(name, organization.name)}` });
    return kind === 'project' ? `project ${path}` : path;
  }
  const projects = resources.filter(({ resource }) => resource.kind === 'project').length;
  const repositories = counted(resources.length - projects, 'repository', 'repositories');
  const both = projects === 0 ? repositories : `${repositories} and ${counted(projects, 'project')}`;
  return `${both} of organization ${label(organization)}`;
}

/** So many of them. */
export function ofAll(run: RunFacts, count: number): string {
  return count === run.verdict.counts.checked ? resourcesOf(run) : `${String(count)} of ${resourcesOf(run)}`;
}

/** So many of them, with the verb that fits. */
export function withVerb(run: RunFacts, count: number): string {
  return `${ofAll(run, count)} ${count === 1 ? 'is' : 'are'}`;
}
