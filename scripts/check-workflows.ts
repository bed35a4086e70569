import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join, resolve } from 'node:path';

/*
 * Checks action.yml, the workflows in .github/workflows, and those that the documents show, with GitHub's own parsers
 * and our rules. Names each one that it checked, says where something is wrong, and exits with 1 then.
 *
 * node scripts/check-workflows.ts [folder of another repository that is laid out like this one]
 */

// GitHub's parsers import JSON the way that bundlers take it; Node asks for its type.
registerHooks({
  resolve: (specifier, context, next) => {
    const found = next(specifier, context);
    return specifier.endsWith('.json') ? { ...found, importAttributes: { type: 'json' } } : found;
  },
});
const { findWorkflows, problemsIn, problemsInAction, readAction } = await import('../__tests__/support/workflows.ts');

const root = resolve(process.argv[2] ?? join(import.meta.dirname, '..'));
const manifest = readFileSync(join(root, 'action.yml'), 'utf8');
const workflows = findWorkflows(root);

const problems = await problemsInAction(manifest);
console.log('checked action.yml');
for (const workflow of workflows) {
  problems.push(...(await problemsIn(workflow, readAction(manifest), workflows)));
  console.log(`checked ${workflow.file}:${String(workflow.line)}`);
}
for (const { file, line, message } of problems) console.error(`${file}:${String(line)}: ${message}`);
if (problems.length > 0) process.exitCode = 1;
