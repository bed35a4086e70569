import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findWorkflows, type Problem, problemsIn, problemsInAction, readAction } from './problems.ts';

export interface Checked {
  /** `file:line` of each workflow that was checked, action.yml first. */
  readonly places: readonly string[];
  /** `file:line: what is wrong`. */
  readonly problems: readonly string[];
}

/** Checks action.yml, and every workflow of a repository and its documents. */
export async function checkRepository(root: string): Promise<Checked> {
  const manifest = readFileSync(join(root, 'action.yml'), 'utf8');
  const workflows = findWorkflows(root);
  const problems: Problem[] = await problemsInAction(manifest);
  for (const workflow of workflows) problems.push(...(await problemsIn(workflow, readAction(manifest), workflows)));
  return {
    places: ['action.yml', ...workflows.map(({ file, line }) => `${file}:${String(line)}`)],
    problems: problems.map(({ file, line, message }) => `${file}:${String(line)}: ${message}`),
  };
}
