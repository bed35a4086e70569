/** The environment variable of an input or output of the command: `GITPROTECT_DRY_RUN`. */
export function variableOf(name: string): string {
  return `GITPROTECT_${name.replaceAll('-', '_').toUpperCase()}`;
}
