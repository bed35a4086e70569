/** Ends in an error that names the package: something began to use what the bundle leaves out. */
export function leftOut(name: string): never {
  throw new Error(`${name} is not in this bundle: see scripts/bundle`);
}
