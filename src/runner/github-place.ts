import type { Place } from '../shared/input-source.ts';

/** What a GitHub job says of what is meant. */
export function gitHubPlace(environment: NodeJS.ProcessEnv): Place {
  const {
    GITHUB_REPOSITORY: repository = '',
    GITHUB_REPOSITORY_OWNER: owner = '',
    GITHUB_API_URL: url = '',
  } = environment;
  return {
    owner: repository.slice(0, Math.max(0, repository.lastIndexOf('/'))) || owner,
    repository,
    whyNoRepository: 'GITHUB_REPOSITORY is not set',
    servers: [{ host: 'github', variable: 'GITHUB_API_URL', api: url === '' ? undefined : url }],
    workspace: environment['GITHUB_WORKSPACE'] ?? '',
  };
}
