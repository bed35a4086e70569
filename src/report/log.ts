import * as core from '@actions/core';
import type { Secrets } from '../secrets.ts';
import { printable } from '../wording.ts';

/** GitHub shows no more for a step; the rest become lines of the log. */
const MOST_ANNOTATIONS = 10;

/**
 * The step's log. Whatever is written is stripped of secrets and of anything that the runner or a terminal would
 * take for a command; callers hand in plain text.
 */
export class Log {
  readonly #secrets: Secrets;
  #annotations = 0;

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  /** A line. */
  info(text: string): void {
    core.info(this.#safe(text));
  }

  /** A line that shows with debug logging only. */
  debug(text: string): void {
    core.debug(this.#safe(text));
  }

  /** A notice annotation. */
  notice(title: string, text: string): void {
    this.#annotate(core.notice, title, this.#safe(text));
  }

  /** A warning annotation. */
  warning(title: string, text: string): void {
    this.#annotate(core.warning, title, this.#safe(text));
  }

  /** An error annotation; its lines are kept. */
  error(title: string, text: string): void {
    this.#annotate(core.error, title, this.redact(text).split('\n').map(printable).join('\n'));
  }

  /** Runs a part of the story under a heading that folds. */
  async group<T>(heading: string, part: () => Promise<T>): Promise<T> {
    core.startGroup(this.#safe(heading));
    try {
      return await part();
    } finally {
      core.endGroup();
    }
  }

  /** A text without the secrets of this run, for what is shown elsewhere. */
  redact(text: string): string {
    return this.#secrets.redact(text);
  }

  #annotate(annotate: typeof core.error, title: string, text: string): void {
    if (++this.#annotations <= MOST_ANNOTATIONS) annotate(text, { title: this.#safe(title) });
    else for (const line of `${title}: ${text}`.split('\n')) this.info(line);
  }

  #safe(text: string): string {
    return printable(this.redact(text));
  }
}
