import { EOL } from 'node:os';
import { ActionInputs } from '../../src/runner/action-inputs.ts';
import { GitHubRunner } from '../../src/runner/github.ts';

type AnnotationKind = 'error' | 'warning' | 'notice';

/** A step whose log is kept. */
export interface KeptLog {
  readonly runner: GitHubRunner;
  /** All that was written; a line's end is `\n` on every system. */
  readonly text: () => string;
  /** The lines that hold anything. */
  readonly lines: () => readonly string[];
  /** The lines that are annotations of these kinds, or of any. */
  readonly annotations: (...kinds: readonly AnnotationKind[]) => readonly string[];
}

/** @param environment of the step */
export function aLog(environment: Readonly<Record<string, string>> = {}): KeptLog {
  const written: string[] = [];
  const runner = new GitHubRunner({ stdout: { write: (text) => written.push(text) } }, new ActionInputs(environment));
  const text = (): string => written.join('').replaceAll(EOL, '\n');
  const lines = (): readonly string[] =>
    text()
      .split('\n')
      .filter((line) => line !== '');
  return {
    runner,
    text,
    lines,
    annotations: (...kinds) => {
      const any: readonly AnnotationKind[] = kinds.length === 0 ? ['error', 'warning', 'notice'] : kinds;
      return lines().filter((line) => any.some((kind) => line.startsWith(`::${kind} `)));
    },
  };
}
