import { shortName } from '../domain/find.ts';
import { counted, label, someOf } from '../shared/text.ts';
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
  const all = [
    ...(projects < resources.length ? [counted(resources.length - projects, 'repository', 'repositories')] : []),
    ...(projects > 0 ? [counted(projects, 'project')] : []),
  ];
  return `${all.join(' and ')} of organization ${label(organization)}`;
}

/** So many of them; behind `of` there is one number, the sum of both kinds. */
export function ofAll(run: RunFacts, count: number): string {
  const { organization, verdict } = run;
  const { checked } = verdict.counts;
  if (count === checked) return resourcesOf(run);
  const kinds = new Set(verdict.resources.map(({ resource }) => resource.kind));
  if (kinds.size < 2) return `${String(count)} of ${resourcesOf(run)}`;
  return `${String(count)} of ${String(checked)} repositories and projects of organization ${label(organization)}`;
}

/** The requested plans by their names. */
export function plansOf({ plans }: RunFacts): string {
  return plansNamed(plans.map(label));
}

export function plansNamed(labels: readonly string[]): string {
  return `${labels.length === 1 ? 'backup plan' : 'backup plans'} ${someOf(labels)}`;
}

/** So many of them, with the verb that fits. */
export function withVerb(run: RunFacts, count: number): string {
  return `${ofAll(run, count)} ${count === 1 ? 'is' : 'are'}`;
}
