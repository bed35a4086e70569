import { statSync } from 'node:fs';
import { EOL } from 'node:os';
import type { InputSource } from '../shared/input-source.ts';
import { type Mask, Redactor } from '../shared/redactor.ts';
import { printable } from '../shared/text.ts';
import type { World } from '../shared/world.ts';
import type { Delivery, Reports, Runner } from './runner.ts';

/** What CIs show of annotations for a step; the rest become lines of the log. */
const MAX_ANNOTATIONS = 10;

/** Shows lines for debugging in every place; the CIs' own switches show more than this program's. */
export const DEBUG_VARIABLE = 'GITPROTECT_DEBUG';

export type Level = 'notice' | 'warning' | 'error';

/**
 * What is common to all places where it runs: what is written to the log is stripped of secrets and of anything that a CI
 * or a terminal would take for a command. Lines and commands go to the stream that is passed in.
 */
export abstract class CiRunner implements Runner {
  readonly inputs: InputSource;
  readonly redactor: Redactor;
  readonly needsDeliveries: boolean = false;
  readonly showsTable: boolean = false;
  readonly #stdout: World['stdout'];
  readonly #json: World['json'];
  #annotations = 0;

  constructor({ stdout, json, isLogFile = false }: Pick<World, 'stdout' | 'json' | 'isLogFile'>, inputs: InputSource) {
    this.inputs = inputs;
    this.#stdout = stdout;
    this.#json = json;
    this.redactor = new Redactor((secret) => {
      if (!isLogFile) this.mask(secret);
    });
  }

  deliveries(reports: Reports): readonly Delivery[] {
    const json = this.#json;
    if (json === undefined) return this.ownDeliveries(reports);
    const deliver = (): void => {
      for (const piece of reports.others?.json() ?? []) json.write(piece);
    };
    return [{ what: 'JSON', deliver }, ...this.ownDeliveries(reports)];
  }

  abstract group<T>(heading: string, part: () => Promise<T>): Promise<T>;

  info(text: string): void {
    this.write(this.safe(text));
  }

  debug(text: string): void {
    // A line for each request would be megabytes of a long run, where nobody asked for them.
    if (this.isDebugged()) this.write(this.debugLine(this.safe(text)));
  }

  notice(title: string, text: string): void {
    this.#annotate('notice', title, text);
  }

  warning(title: string, text: string): void {
    this.#annotate('warning', title, text);
  }

  error(title: string, text: string, listed = 0): void {
    this.#annotate('error', title, text, listed);
  }

  /** @param text its line breaks are kept */
  #annotate(level: Level, title: string, text: string, listed = 0): void {
    const lines = this.redactor.redact(text).split('\n').map(printable);
    if (++this.#annotations <= MAX_ANNOTATIONS) this.annotate(level, this.safe(title), lines.join('\n'), listed);
    else for (const line of `${title}: ${text}`.split('\n')) this.info(line);
  }

  protected get environment(): NodeJS.ProcessEnv {
    return this.inputs.environment;
  }

  /**
   * The file that a variable names, to append to; empty where it names none.
   * @throws Error for a pipe: where nobody reads it, it holds the process, and then not even a signal ends it
   */
  protected fileIn(variable: string): string {
    const path = this.environment[variable] ?? '';
    if (path !== '' && statSync(path, { throwIfNoEntry: false })?.isFIFO() === true)
      throw new Error(`${variable} names a pipe, not a file`);
    return path;
  }

  /** What this CI is handed. */
  protected abstract ownDeliveries(reports: Reports): readonly Delivery[];

  /** Whether lines for debugging are asked for. */
  protected isDebugged(): boolean {
    return this.environment[DEBUG_VARIABLE] === 'true';
  }

  /** Writes an annotation. @param text safe lines @param listed so many of them are each about something else */
  protected abstract annotate(level: Level, title: string, text: string, listed: number): void;

  protected abstract debugLine(text: string): string;

  /** Has the CI mask a secret. */
  protected abstract readonly mask: Mask;

  protected safe(text: string): string {
    return printable(this.redactor.redact(text));
  }

  /** Writes a line that is safe, or a command. */
  protected write(line: string): void {
    this.#stdout.write(`${line}${EOL}`);
  }
}
