import { EOL } from 'node:os';
import * as core from '@actions/core';
import type { Logger } from '../shared/logger.ts';
import { Redactor } from '../shared/redactor.ts';
import { printable } from '../shared/text.ts';
import type { World } from '../shared/world.ts';
import { likelySecretCause } from './github-event.ts';
import { workflowCommand } from './workflow-command.ts';

/** GitHub shows no more for a step; the rest become lines of the log. */
const MAX_ANNOTATIONS = 10;

/**
 * A step of a GitHub job: where inputs come from, and where log, masks, outputs and summary go. What is written to the
 * log is stripped of secrets and of anything that the runner or a terminal would take for a command.
 *
 * Lines and commands go to the stream that is passed in, since `@actions/core` can write to the process's own only; it
 * writes the files for outputs and summary.
 */
export class GitHubRunner implements Logger {
  readonly environment: NodeJS.ProcessEnv;
  /** The secrets of this run; each is masked when it is added. */
  readonly redactor: Redactor;
  readonly #stdout: World['stdout'];
  #annotations = 0;

  constructor({ environment, stdout }: Pick<World, 'environment' | 'stdout'>) {
    this.environment = environment;
    this.#stdout = stdout;
    this.redactor = new Redactor((secret) => {
      // Any other CI would print the command, and the secret with it.
      if (environment['GITHUB_ACTIONS'] === 'true') this.#write(workflowCommand('add-mask', secret));
    });
  }

  input(name: string): string {
    return this.environment[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '';
  }

  /** Why this run may have no secrets, where its event says so. */
  async missingSecretHint(): Promise<string | undefined> {
    return await likelySecretCause();
  }

  info(text: string): void {
    this.#write(this.#safe(text));
  }

  debug(text: string): void {
    // A line for each request would be megabytes of a long run, where nobody asked for them. GitHub sets this on demand.
    if (this.environment['RUNNER_DEBUG'] !== '1') return;
    this.#write(workflowCommand('debug', this.#safe(text)));
  }

  notice(title: string, text: string): void {
    this.#annotate('notice', title, this.#safe(text));
  }

  warning(title: string, text: string): void {
    this.#annotate('warning', title, this.#safe(text));
  }

  error(title: string, text: string): void {
    this.#annotate('error', title, this.redactor.redact(text).split('\n').map(printable).join('\n'));
  }

  async group<T>(heading: string, part: () => Promise<T>): Promise<T> {
    this.#write(workflowCommand('group', this.#safe(heading)));
    try {
      return await part();
    } finally {
      this.#write(workflowCommand('endgroup', ''));
    }
  }

  /** Sets the step's outputs, of which the texts hold no secrets. @throws Error when the runner's file can't be written */
  setOutputs(outputs: Readonly<Record<string, string>>): void {
    // Other CIs offer no such file.
    if ((this.environment['GITHUB_OUTPUT'] ?? '') === '') return;
    for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
  }

  /** Writes the job summary, of which the texts hold no secrets. @throws Error when the runner's file can't be written */
  async writeSummary(markdown: string): Promise<void> {
    if ((this.environment['GITHUB_STEP_SUMMARY'] ?? '') === '') return;
    await core.summary.addRaw(markdown).write();
  }

  #annotate(level: 'notice' | 'warning' | 'error', title: string, text: string): void {
    if (++this.#annotations <= MAX_ANNOTATIONS) this.#write(workflowCommand(level, text, this.#safe(title)));
    else for (const line of `${title}: ${text}`.split('\n')) this.info(line);
  }

  #safe(text: string): string {
    return printable(this.redactor.redact(text));
  }

  #write(line: string): void {
    this.#stdout.write(`${line}${EOL}`);
  }
}
