/** Where lines of text go that people read. Texts are plain; whoever prints them makes them safe. */
export interface Logger {
  info(text: string): void;
  /** How far a long piece of work has come; a line, where it is left out. */
  progress?(text: string): void;
  /** A line that is shown with debug logging only. */
  debug(text: string): void;
  /** An annotation; its line breaks are kept, as those of a warning or an error. */
  notice(title: string, text: string): void;
  warning(title: string, text: string): void;
  /** @param listed so many lines at the beginning of the text are each about something else */
  error(title: string, text: string, listed?: number): void;
  /** Runs a part of the work under a heading that folds. */
  group<T>(heading: string, part: () => Promise<T>): Promise<T>;
}
