import type { Mask } from '../shared/redactor.ts';
import { CiRunner, type Level } from './ci-runner.ts';

/** Where the log is plain text: a line for each thing, and no commands. */
export abstract class PlainRunner extends CiRunner {
  async group<T>(heading: string, part: () => Promise<T>): Promise<T> {
    this.write(this.safe(heading));
    return await part();
  }

  protected annotate(level: Level, title: string, text: string, listed: number): void {
    for (const line of withTitle(`${this.levelInWords(level)}: ${title}`, text, listed).split('\n')) this.write(line);
  }

  protected levelInWords(level: Level): string {
    return level.toUpperCase();
  }

  protected debugLine(text: string): string {
    return text;
  }

  /** There is no command for that: one of another CI would show the secret. */
  protected readonly mask: Mask = () => undefined;
}

/** A title with its text, where a CI has no place of its own for titles: several things are a list below it. */
export function withTitle(heading: string, text: string, listed: number): string {
  if (listed < 2) return `${heading}: ${text}`;
  return [`${heading}:`, ...text.split('\n').map((line, index) => (index < listed ? `- ${line}` : line))].join('\n');
}
