import * as core from '@actions/core';
import { CiRunner, type Level } from './ci-runner.ts';
import type { Delivery, Reports } from './runner.ts';
import { workflowCommand } from './workflow-command.ts';

/**
 * A step of a GitHub job, of the action or of the command. `@actions/core` writes the files for outputs and summary;
 * it can write lines and commands to the process's own stream only, so that these are written here.
 */
export class GitHubRunner extends CiRunner {
  override readonly needsDeliveries = true;

  async group<T>(heading: string, part: () => Promise<T>): Promise<T> {
    this.write(workflowCommand('group', this.safe(heading)));
    try {
      return await part();
    } finally {
      this.write(workflowCommand('endgroup', ''));
    }
  }

  /** The step's outputs and the job summary, where the runner has files for them. */
  protected ownDeliveries(reports: Reports): readonly Delivery[] {
    return [
      {
        what: 'outputs (GITHUB_OUTPUT)',
        deliver: () => {
          if (this.fileIn('GITHUB_OUTPUT') !== '')
            for (const [name, value] of Object.entries(reports.outputs())) core.setOutput(name, value);
        },
      },
      {
        what: 'job summary (GITHUB_STEP_SUMMARY)',
        deliver: async () => {
          if (this.fileIn('GITHUB_STEP_SUMMARY') !== '') await core.summary.addRaw(reports.summary()).write();
        },
      },
    ];
  }

  protected override isDebugged(): boolean {
    // GitHub sets this on demand.
    return this.environment['RUNNER_DEBUG'] === '1' || super.isDebugged();
  }

  protected debugLine(text: string): string {
    return workflowCommand('debug', text);
  }

  protected annotate(level: Level, title: string, text: string): void {
    this.write(workflowCommand(level, text, title));
  }

  protected readonly mask = (secret: string): void => {
    // Any other CI would print the command, and the secret with it.
    if (this.environment['GITHUB_ACTIONS'] === 'true') this.write(workflowCommand('add-mask', secret));
  };
}
