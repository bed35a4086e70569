import { leftOut } from './left-out.ts';

/*
 * Stands in for undici in the bundle (tsconfig.json, paths). `@actions/http-client` imports it for `ProxyAgent`, which
 * it uses only to make a dispatcher for `fetch`, and `@actions/github` for a `fetch` of Octokit's; neither is used here.
 * The package itself is 1 MB, a third of the start-up time.
 */

/** Made when `@actions/github` is loaded behind a proxy, and never used. */
// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- a class is what is imported
export class ProxyAgent {}

export function fetch(): never {
  return leftOut('undici');
}
