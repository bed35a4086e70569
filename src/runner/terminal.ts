import type { InputSource, Place } from '../shared/input-source.ts';
import { cut } from '../shared/text.ts';
import type { World } from '../shared/world.ts';
import type { Level } from './ci-runner.ts';
import { PlainRunner } from './plain-runner.ts';
import type { Delivery } from './runner.ts';

/** A terminal says nothing of what is meant. */
export const TERMINAL_PLACE: Place = {
  owner: '',
  repository: '',
  whyNoRepository: undefined,
  servers: [],
  workspace: '',
};

const COLORS: Readonly<Record<Level, string>> = { notice: '\u001b[36m', warning: '\u001b[33m', error: '\u001b[31m' };
const PLAIN = '\u001b[0m';

/** Clears the line that the cursor is in. */
const CLEAR = '\r\u001b[K';

/** A terminal that shows what is written. */
export interface Screen {
  /** How many characters fit into a line, where that is known. */
  readonly columns?: number | undefined;
}

/** A terminal, or a CI that is not known: its log may be read by anything, so that nothing is written to it but lines. */
export class TerminalRunner extends PlainRunner {
  override readonly showsTable = true;
  readonly #stdout: World['stdout'];
  readonly #screen: Screen | undefined;
  /** A line without its end stands there. */
  #hasProgress = false;

  /** @param screen undefined where what is written goes to a file or another program */
  constructor(world: Pick<World, 'stdout' | 'json'>, inputs: InputSource, screen: Screen | undefined) {
    super(world, inputs);
    this.#stdout = world.stdout;
    // Such a terminal knows no escape sequences.
    this.#screen = this.environment['TERM'] === 'dumb' ? undefined : screen;
  }

  /** Shown on a terminal, where the next line takes its place: only what fits into one line can be cleared. */
  progress(text: string): void {
    if (this.#screen === undefined) return;
    this.#stdout.write(`${CLEAR}${cut(this.safe(text), Math.max(0, (this.#screen.columns ?? 80) - 2))}`);
    this.#hasProgress = true;
  }

  /** All that there is to hand over stands in the log. */
  protected ownDeliveries(): readonly Delivery[] {
    return [];
  }

  /** In color on a terminal. */
  protected override levelInWords(level: Level): string {
    const { NO_COLOR: noColor = '' } = this.environment;
    const word = super.levelInWords(level);
    return this.#screen !== undefined && noColor === '' ? `${COLORS[level]}${word}${PLAIN}` : word;
  }

  protected override write(line: string): void {
    super.write(this.#hasProgress ? `${CLEAR}${line}` : line);
    this.#hasProgress = false;
  }
}
