import { describe, expect, it } from '@jest/globals';
import { azurePlace } from '../../../src/runner/azure-pipelines.ts';
import { bitbucketPlace } from '../../../src/runner/bitbucket.ts';
import { gitLabPlace } from '../../../src/runner/gitlab.ts';

describe("the owner of the job's repository", () => {
  it.each([
    ['https://dev.azure.com/acme/', 'acme'],
    ['https://dev.azure.com/acme%20labs/', 'acme labs'],
    ['https://dev.azure.com/acme%zz/', ''],
    ['https://dev.azure.com', ''],
    ['https://acme.visualstudio.com/', 'acme'],
    ['https://tfs.example/collection/', ''],
    ['no address', ''],
  ])('at Azure DevOps, by the address %s, is %j', (address, owner) => {
    expect(azurePlace({ SYSTEM_COLLECTIONURI: address }).owner).toBe(owner);
  });

  it.each([
    [{}, '', ''],
    [{ BITBUCKET_REPO_SLUG: 'api' }, '', 'api'],
    [{ BITBUCKET_WORKSPACE: 'acme' }, 'acme', ''],
    [{ BITBUCKET_WORKSPACE: 'acme', BITBUCKET_REPO_SLUG: 'api' }, 'acme', 'acme/api'],
  ])('at Bitbucket, by %j, is %j, and the repository %j', (environment, owner, repository) => {
    expect(bitbucketPlace(environment)).toMatchObject({ owner, repository });
  });

  const IN_GROUP = { CI_PROJECT_ROOT_NAMESPACE: 'acme', CI_PROJECT_PATH: 'acme/sub/api', CI_PROJECT_DIR: '/builds' };
  it.each<[NodeJS.ProcessEnv, string, string, string]>([
    [{}, '', '', ''],
    [IN_GROUP, 'acme', 'acme/sub/api', '/builds'],
  ])('at GitLab, by %j, is %j', (environment, owner, repository, workspace) => {
    expect(gitLabPlace(environment)).toMatchObject({ owner, repository, workspace });
  });
});
