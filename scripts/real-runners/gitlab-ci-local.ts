import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, packed, ROOT } from './install.ts';
import type { Check, Service } from './service.ts';
import { problemOf, start, type Started } from './start.ts';

/** @param tools where it is installed */
export function underGitLabCiLocal(tools: string): readonly Check[] {
  const check = (
    name: string,
    inputs: string,
    expected: (ran: Ran, service: Service) => string | undefined,
  ): Check => ({
    name: `gitlab-ci-local: ${name}`,
    run: async (service, folder) => expected(await runIn(tools, service, inputs, folder), service),
  });
  return [
    check('the component finds drift', '', ({ started, dotenv, report }, service) => {
      const facts = {
        'outputs as variables': dotenv.includes('GITPROTECT_PLAN_STATUS=would-attach\n'),
        'the report is kept': report.includes('"would-attach"'),
        'nothing changed': !service.isProtected(),
      };
      return problemOf(
        started,
        { exitCode: 0, texts: ['Drift found, nothing changed (dry run)'], secret: service.password },
        facts,
      );
    }),
    check('the component fails for drift where it is asked to', 'fail-on-drift: true', ({ started }, service) =>
      problemOf(
        started,
        { exitCode: 1, texts: ['Drift found'], secret: service.password },
        { 'nothing changed': !service.isProtected() },
      ),
    ),
    check('the component corrects drift', 'dry-run: false', ({ started, dotenv }, service) => {
      const facts = {
        'outputs as variables': dotenv.includes('GITPROTECT_PLAN_STATUS=attached\n'),
        'api is protected': service.isProtected(),
      };
      return problemOf(
        started,
        { exitCode: 0, texts: ['Protected, drift corrected'], secret: service.password },
        facts,
      );
    }),
    check(
      'the component takes several lines, and asks for a new synchronization',
      "repository: |\n        *\n        !ledger\n      sync: 'always'\n      dry-run: false",
      ({ started, report }, service) => {
        const facts = {
          'another repository is protected': report.includes('"payment-api"'),
          'the excluded one is left out': !report.includes('"name": "ledger"') && !report.includes('"name":"ledger"'),
          'api is protected': service.isProtected(),
        };
        return problemOf(
          started,
          {
            exitCode: 0,
            texts: ['Protected, drift corrected', 'Asking GitProtect to synchronize'],
            secret: service.password,
          },
          facts,
        );
      },
    ),
  ];
}

interface Ran {
  readonly started: Started;
  readonly dotenv: string;
  readonly report: string;
}

async function runIn(tools: string, service: Service, inputs: string, folder: string): Promise<Ran> {
  const project = join(folder, 'project');
  mkdirSync(project);
  const template = readFileSync(join(ROOT, 'ci', 'gitlab', 'templates', 'gitprotect-ensure.yml'), 'utf8');
  // The package has a scope where it is published: here it has none.
  writeFileSync(
    join(project, 'component.yml'),
    template.replaceAll('@YOUR_ORG/gitprotect-action', 'gitprotect-action'),
  );
  const given = ['server-url: ' + service.url, 'plan: Daily', ...(inputs === '' ? [] : [inputs])];
  writeFileSync(
    join(project, '.gitlab-ci.yml'),
    `include:\n  - local: component.yml\n    inputs:\n${given.map((line) => `      ${line}\n`).join('')}`,
  );
  writeFileSync(join(project, '.gitignore'), 'node_modules\n');
  // The job's `npx gitprotect-action@…` takes what is installed here, and asks no registry.
  npm(['install', '--no-save', '--offline', packed(folder)], project);
  for (const args of [
    ['init', '--quiet', '--initial-branch=main'],
    ['remote', 'add', 'origin', 'https://gitlab.example/acme/api.git'],
    ['add', '--all'],
    ['-c', 'user.name=Nobody', '-c', 'user.email=nobody@acme.example', 'commit', '--quiet', '-m', 'All'],
  ])
    await start('git', args, project);
  const variables = {
    // It says that it is not GitLab, and names a folder that only its containers have.
    GITLAB_CI: 'true',
    CI_PROJECT_DIR: project,
    // The job is not for pushes.
    CI_PIPELINE_SOURCE: 'schedule',
    GITPROTECT_EMAIL: service.email,
    GITPROTECT_PASSWORD: service.password,
  };
  const started = await start(
    join(tools, 'node_modules', '.bin', 'gitlab-ci-local'),
    [
      '--force-shell-executor',
      ...Object.entries(variables).flatMap(([name, value]) => ['--variable', `${name}=${value}`]),
      'gitprotect-ensure',
    ],
    project,
  );
  const text = (name: string): string =>
    existsSync(join(project, name)) ? readFileSync(join(project, name), 'utf8') : '';
  return { started, dotenv: text('gitprotect.env'), report: text('gitprotect-report.json') };
}
