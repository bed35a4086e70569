import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from './install.ts';
import type { Check, Service } from './service.ts';
import { problemOf, start } from './start.ts';

/** Workflows of the documents, and the event that starts each. */
const RECIPES: readonly (readonly [document: string, event: string, text: string])[] = [
  ['README.md', 'schedule', 'Drift found, nothing changed (dry run)'],
  ['docs/recipes/nightly-sweep.md', 'schedule', 'Protected, drift corrected'],
  ['docs/recipes/azure-devops.md', 'schedule', 'Protected, drift corrected'],
  ['docs/recipes/secrets.md', 'schedule', 'Protected, drift corrected'],
  ['docs/recipes/several-organizations.md', 'schedule', 'Protected, drift corrected'],
  ['docs/recipes/move-to-another-plan.md', 'schedule', 'Protected, drift corrected'],
  ['docs/recipes/new-repositories.md', 'push', 'Protected, drift corrected'],
  ['docs/recipes/dry-run-on-pull-requests.md', 'pull_request', 'Drift found, nothing changed (dry run)'],
];

/** @param act the program */
export const underAct = (act: string): readonly Check[] => [
  ...RECIPES.map(([document, event, text]) => ({
    name: `act: ${document} on ${event}`,
    run: async (service: Service, folder: string) => {
      const started = await actOn(act, workflowIn(document, event), event, service, folder);
      const texts = [text, 'Job succeeded', '::set-output:: drift='];
      return problemOf(started, { exitCode: 0, texts, secret: service.password });
    },
  })),
  {
    name: 'act: README.md with a wrong password',
    run: async (service, folder) => {
      const wrong = { ...service, password: 'a wrong password of somebody' };
      const started = await actOn(act, workflowIn('README.md', 'schedule'), 'schedule', wrong, folder);
      return problemOf(
        started,
        { exitCode: 1, texts: ['Job failed'], secret: wrong.password },
        { 'nothing changed': !service.isProtected() },
      );
    },
  },
];

interface Workflow {
  readonly text: string;
  readonly uses: readonly string[];
}

/** @throws Error where a document has none that the event starts */
function workflowIn(document: string, event: string): Workflow {
  const markdown = readFileSync(join(ROOT, document), 'utf8');
  for (const [, text = ''] of markdown.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)) {
    const workflow: unknown = parse(text);
    if (typeof workflow !== 'object' || workflow === null || !('on' in workflow) || !('jobs' in workflow)) continue;
    if (typeof workflow.on !== 'object' || workflow.on === null || !(event in workflow.on)) continue;
    return { text, uses: [...text.matchAll(/uses: (\S+)/g)].map(([, name = '']) => name) };
  }
  throw new Error(`${document} has no workflow that ${event} starts`);
}

/** How the documents call this action. */
const OURS = 'YOUR_ORG/gitprotect-action@';

/** Takes any inputs, and does nothing: what other actions do is theirs to test. */
const STUB = `name: stub\ndescription: stands for another action\nruns:\n  using: composite\n  steps:\n    - run: 'true'\n      shell: bash\n`;

/** In place of act's own files: the repository acme/api with one workflow, and a folder for each action that it uses. */
async function actOn(
  act: string,
  { text, uses }: Workflow,
  event: string,
  service: Service,
  folder: string,
): ReturnType<typeof start> {
  const repository = join(folder, 'repository');
  const [action, stub] = [join(folder, 'action'), join(folder, 'stub')];
  for (const path of [join(repository, '.github', 'workflows'), action, stub]) mkdirSync(path, { recursive: true });
  writeFileSync(join(repository, '.github', 'workflows', 'recipe.yml'), text);
  writeFileSync(join(repository, '.github', 'backup-repositories.txt'), 'api\nwebsite\n');
  for (const name of ['action.yml', 'dist']) cpSync(join(ROOT, name), join(action, name), { recursive: true });
  writeFileSync(join(stub, 'action.yml'), STUB);
  await git(repository, ['init', '--quiet', '--initial-branch=main']);
  await git(repository, ['remote', 'add', 'origin', 'https://github.com/acme/api']);
  await git(repository, ['add', '--all']);
  await git(repository, [
    '-c',
    'user.name=Nobody',
    '-c',
    'user.email=nobody@acme.example',
    'commit',
    '--quiet',
    '-m',
    'All',
  ]);
  const payload = join(folder, 'event.json');
  const pullRequest = { number: 7, head: { ref: 'change', repo: { full_name: 'acme/api' } }, base: { ref: 'main' } };
  writeFileSync(
    payload,
    JSON.stringify(event === 'pull_request' ? { pull_request: pullRequest } : { ref: 'refs/heads/main' }),
  );
  // Checkouts are act's own: it has the repository.
  const others = uses.filter((name) => !name.startsWith('actions/checkout@'));
  const places = [...new Set(others)].map((name) => `${name}=${name.startsWith(OURS) ? action : stub}`);
  return await start(
    act,
    [
      ...[event, '--eventpath', payload, '--platform', 'ubuntu-latest=-self-hosted'],
      ...places.flatMap((place) => ['--local-repository', place]),
      ...['--var', `GITPROTECT_URL=${service.url}`, '--secret', 'GITPROTECT_EMAIL', '--secret', 'GITPROTECT_PASSWORD'],
    ],
    repository,
    { HOME: folder, GITPROTECT_EMAIL: service.email, GITPROTECT_PASSWORD: service.password },
  );
}

async function git(cwd: string, args: readonly string[]): Promise<void> {
  const { exitCode, output } = await start('git', args, cwd);
  if (exitCode !== 0) throw new Error(`git ${args.join(' ')}: ${output}`);
}
