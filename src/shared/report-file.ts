/** A file that the whole report goes into. */
export interface ReportFile {
  /** Absolute, below the workspace. */
  readonly path: string;
  /** Absolute. */
  readonly workspace: string;
  readonly format: 'json' | 'csv' | 'html' | 'junit';
}
