import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './install.ts';
import type { Check, Service } from './service.ts';
import { problemOf, start, type Started } from './start.ts';

/** @param tools where it is installed: it works in its own folder only */
export function underLocalAction(tools: string): readonly Check[] {
  return [
    {
      name: '@github/local-action: protects a repository, and writes the outputs',
      run: async (service, folder) => {
        const { started, outputs } = await runIn(tools, service, service.password, folder);
        const facts = {
          'the outputs are written': /^plan-status<<.*\nattached$/m.test(outputs),
          'api is protected': service.isProtected(),
        };
        return problemOf(started, { exitCode: 0, texts: ['Protected, drift corrected'], secret: NO_SECRET }, facts);
      },
    },
    {
      name: '@github/local-action: a wrong password ends with exit code 1',
      run: async (service, folder) => {
        const { started, outputs } = await runIn(tools, service, 'a wrong password of somebody', folder);
        const facts = {
          'the outputs are written': /^plan-status<<.*\nfailed$/m.test(outputs),
          'nothing changed': !service.isProtected(),
        };
        return problemOf(started, { exitCode: 1, texts: ['GitProtect'], secret: NO_SECRET }, facts);
      },
    },
  ];
}

/** It prints what its file of variables holds, the password included: that is not ours to judge. */
const NO_SECRET = '\0';

async function runIn(
  tools: string,
  service: Service,
  password: string,
  folder: string,
): Promise<{ readonly started: Started; readonly outputs: string }> {
  const action = join(folder, 'action');
  for (const name of ['action.yml', 'package.json', 'dist'])
    cpSync(join(ROOT, name), join(action, name), { recursive: true });
  const output = join(folder, 'output');
  writeFileSync(output, '');
  const variables = {
    'INPUT_SERVER-URL': service.url,
    INPUT_EMAIL: service.email,
    INPUT_PASSWORD: password,
    INPUT_ORGANIZATION: 'acme',
    INPUT_REPOSITORY: 'api',
    INPUT_PLAN: 'Daily',
    INPUT_RETRIES: '0',
    GITHUB_REPOSITORY: 'acme/api',
    GITHUB_OUTPUT: output,
  };
  const file = join(folder, '.env');
  writeFileSync(
    file,
    Object.entries(variables)
      .map(([name, value]) => `${name}="${value}"\n`)
      .join(''),
  );
  const program = join(tools, 'node_modules', '.bin', 'local-action');
  const started = await start(program, ['run', action, 'dist/index.js', file], tools, { HOME: folder });
  return { started, outputs: readFileSync(output, 'utf8') };
}
