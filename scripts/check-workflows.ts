import { registerHooks } from 'node:module';
import { join, resolve } from 'node:path';

/*
 * Checks action.yml, the workflows in .github/workflows, and those that the documents show, with GitHub's own parsers
 * and our rules. Names each one that it checked, says where something is wrong, and exits with 1 then. Without an
 * argument it also checks itself: whether broken examples of everything that it looks for are refused.
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
const { checkRepository } = await import('./workflows/check.ts');

const [, script = '', folder] = process.argv;
const root = resolve(folder ?? join(import.meta.dirname, '..'));

const checked = await checkRepository(root);
for (const place of checked.places) console.log(`checked ${place}`);
const wrong = [...checked.problems];

if (folder === undefined) {
  const { missingFrom, selfCheck } = await import('./workflows/self-check.ts');
  wrong.push(...(await missingFrom(checked, root)).map((file) => `${file} was not checked`));
  const { examples, complaints } = await selfCheck(script);
  console.log(`checked the check itself with ${String(examples)} examples`);
  wrong.push(...complaints);
}

for (const problem of wrong) console.error(problem);
if (wrong.length > 0) process.exitCode = 1;
