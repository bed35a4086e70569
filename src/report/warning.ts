/** Something that the reader should know although it didn't fail. */
export interface Warning {
  readonly title: string;
  readonly text: string;
  /** What to do, where the step fails for it. */
  readonly remedy: string | undefined;
}
