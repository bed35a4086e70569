import { leftOut } from './left-out.ts';

/*
 * Stands in for `@octokit/core` and its plugins in the bundle (tsconfig.json, paths). `@actions/github` makes a client of
 * GitHub's API of them when it is loaded; here only its `context` is used, for the likely cause of a missing secret.
 */

// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- a class is what is imported
export class Octokit {
  static plugin(): typeof Octokit {
    return Octokit;
  }

  static defaults(): typeof Octokit {
    return Octokit;
  }

  constructor() {
    leftOut('@octokit/core');
  }
}

export function restEndpointMethods(): never {
  return leftOut('@octokit/plugin-rest-endpoint-methods');
}

export function paginateRest(): never {
  return leftOut('@octokit/plugin-paginate-rest');
}
