import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { command, jobFolder, JOBS, signedIn } from '../support/command.ts';
import { runAgainst } from '../support/run.ts';
import { protectedWorld, serve } from '../support/service.ts';

/* A pipe that nobody reads would hold the process where it is opened, and the run would never end. */

function pipe(): string {
  const path = join(jobFolder(), 'pipe');
  execFileSync('mkfifo', [path]);
  return path;
}

describe('a pipe in place of a file that the CI names', () => {
  it.each(['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY'])('is not written to, and fails the step: %s', async (variable) => {
    const simulator = await serve(protectedWorld().world);

    const { success, log } = await runAgainst(simulator, {}, { environment: { [variable]: pipe() } });

    expect(success).toBe(false);
    expect(log).toMatch(new RegExp(`^::error title=The report could not be written::.*${variable} names a pipe`, 'm'));
  });

  it('is not written to, and is warned of, in Bitbucket Pipelines', async () => {
    const job = JOBS.find(({ name }) => name === 'Bitbucket');
    const environment = {
      ...job?.variables(jobFolder()),
      ...signedIn(await serve(protectedWorld().world)),
      BITBUCKET_PIPELINES_VARIABLES_PATH: pipe(),
    };

    const run = await command(['--plan=Daily'], { environment });

    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain('BITBUCKET_PIPELINES_VARIABLES_PATH names a pipe');
  });
});
