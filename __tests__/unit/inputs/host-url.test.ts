import { describe, expect, it } from '@jest/globals';
import { HOSTS, type HostKind } from '../../../src/domain/inventory.ts';
import { parseHostUrl } from '../../../src/inputs/host.ts';
import { Mistake } from '../../../src/inputs/values.ts';
import { azurePlace } from '../../../src/runner/azure-pipelines.ts';
import { bitbucketPlace } from '../../../src/runner/bitbucket.ts';
import { gitHubPlace } from '../../../src/runner/github-place.ts';
import { gitLabPlace } from '../../../src/runner/gitlab.ts';
import { TERMINAL_PLACE } from '../../../src/runner/terminal.ts';
import type { Place } from '../../../src/shared/input-source.ts';
import { inputsOf, mistakesIn } from '../../support/inputs.ts';

/* Which server gets the host's token, where no address is given. */

const PUBLIC: Readonly<Record<HostKind, string>> = {
  github: 'https://api.github.com/',
  gitlab: 'https://gitlab.com/',
  'azure-devops': 'https://dev.azure.com/',
  bitbucket: 'https://api.bitbucket.org/',
  'git.dev': 'https://api.git.dev/v2',
};

type Answers = Partial<Record<HostKind, string>>;

/** What is asked for each host in a job; `refused` where no address may be guessed. */
function askedIn({ servers }: Place): Answers {
  return Object.fromEntries(
    HOSTS.map((host) => {
      try {
        return [host, parseHostUrl('', host, servers).href];
      } catch (error) {
        if (error instanceof Mistake) return [host, 'refused'];
        throw error;
      }
    }),
  );
}

const REFUSED: Answers = Object.fromEntries(HOSTS.map((host) => [host, 'refused']));
const azure = (collection: string, provider?: string): Place =>
  azurePlace({
    SYSTEM_COLLECTIONURI: collection,
    ...(provider !== undefined && { BUILD_REPOSITORY_PROVIDER: provider }),
  });
const SERVICES = 'https://dev.azure.com/acme/';
const SERVER = 'https://tfs.example.com:8443/tfs/DefaultCollection/';

const JOB = { GITHUB_REPOSITORY: 'octocat/api' };

describe('without host-url', () => {
  it.each<[string, Place, Answers]>([
    ['a terminal', TERMINAL_PLACE, PUBLIC],
    ['a job of github.com', gitHubPlace({ GITHUB_API_URL: 'https://api.github.com' }), PUBLIC],
    [
      'a job of gitlab.com',
      gitLabPlace({ CI_API_V4_URL: 'https://gitlab.com/api/v4' }),
      { ...PUBLIC, gitlab: 'https://gitlab.com/api/v4' },
    ],
    ['a step of Bitbucket', bitbucketPlace({}), PUBLIC],
    ['a pipeline of dev.azure.com', azure(SERVICES), PUBLIC],
    ['a pipeline of visualstudio.com', azure('https://acme.visualstudio.com/'), PUBLIC],
    ['a pipeline with a repository at github.com', azure(SERVICES, 'GitHub'), PUBLIC],
    ['a pipeline with a repository at bitbucket.org', azure(SERVICES, 'Bitbucket'), PUBLIC],
    ['a pipeline with TFVC', azure(SERVICES, 'TfsVersionControl'), PUBLIC],
  ])('%s asks the public service', (_, place, expected) => {
    expect(askedIn(place)).toEqual(expected);
  });

  it.each<[string, Place, Answers]>([
    [
      'GitHub Enterprise Server',
      gitHubPlace({ GITHUB_API_URL: 'https://git.example.com/api/v3' }),
      { github: 'https://git.example.com/api/v3' },
    ],
    [
      'GitHub Enterprise Cloud with data residency',
      gitHubPlace({ GITHUB_API_URL: 'https://api.octocorp.ghe.com' }),
      { github: 'https://api.octocorp.ghe.com/' },
    ],
    [
      'a GitLab of its own, below a path',
      gitLabPlace({ CI_API_V4_URL: 'https://git.example.com/gitlab/api/v4', CI_SERVER_URL: 'https://gitlab.com' }),
      { gitlab: 'https://git.example.com/gitlab/api/v4' },
    ],
    ['Azure DevOps Server', azure(SERVER), { 'azure-devops': 'https://tfs.example.com:8443/tfs' }],
    [
      'Azure DevOps Server without a path before the collection',
      azure('https://tfs.example.com/DefaultCollection'),
      { 'azure-devops': 'https://tfs.example.com/' },
    ],
    [
      'Azure DevOps Server, with a repository at github.com',
      azure(SERVER, 'GitHub'),
      { 'azure-devops': 'https://tfs.example.com:8443/tfs', github: PUBLIC.github },
    ],
    [
      'dev.azure.com, with a repository at GitHub Enterprise Server',
      azure(SERVICES, 'GitHubEnterprise'),
      { 'azure-devops': PUBLIC['azure-devops'] },
    ],
    [
      'dev.azure.com, with a repository at any server',
      azure(SERVICES, 'Git'),
      { 'azure-devops': PUBLIC['azure-devops'] },
    ],
    [
      'a server that is named like a public one',
      azure('https://dev.azure.com.example.com/x'),
      {
        'azure-devops': 'https://dev.azure.com.example.com/',
      },
    ],
  ])('a job of %s asks that server, and guesses no other', (_, place, expected) => {
    expect(askedIn(place)).toEqual({ ...REFUSED, ...expected });
  });

  it.each<[string, Place]>([
    ['GitHub', gitHubPlace({ GITHUB_API_URL: '' })],
    ['GitLab', gitLabPlace({ CI_SERVER_URL: 'https://gitlab.com', CI_API_V4_URL: '' })],
    ['Azure Pipelines, not set', azure('')],
    ['Azure Pipelines, without a collection', azure('https://tfs.example.com/')],
    ['GitLab, no address', gitLabPlace({ CI_API_V4_URL: 'git.example.com' })],
    ['GitLab, plain http', gitLabPlace({ CI_API_V4_URL: 'http://git.example.com/api/v4' })],
  ])('a job that does not tell its server asks none: %s', (_, place) => {
    expect(askedIn(place)).toEqual(REFUSED);
  });

  it('says why it asks none, and what to do', async () => {
    const given = { host: 'gitlab', 'host-token': 'a-token-of-the-host' };
    const how = 'give the address of the API that host-token is for (https://gitlab.com for the public service)';
    expect(await mistakesIn(given, { ...JOB, GITHUB_API_URL: 'https://git.example.com/api/v3' })).toEqual([
      `host-url is empty, and this job belongs to a server that is not a public one (GITHUB_API_URL): ${how}`,
    ]);
    expect(await mistakesIn(given, JOB)).toEqual([
      `host-url is empty, and GITHUB_API_URL does not tell which Git host this job belongs to: ${how}`,
    ]);
    expect(await mistakesIn({ ...given, host: 'github' }, { ...JOB, GITHUB_API_URL: 'git.example.com' })).toEqual([
      expect.stringMatching(/^GITHUB_API_URL 'git.example.com' is not a URL/),
    ]);
    // Of a host that is wrong itself no address is missed.
    expect(await mistakesIn({ ...given, host: 'GitLab' }, JOB)).toEqual([expect.stringMatching(/^host is 'GitLab'/)]);
  });

  it('takes an address that is given, whatever the job', async () => {
    const given = { host: 'github', 'host-token': 'a-token', 'host-url': 'https://api.github.com' };
    const { hostAccess } = await inputsOf(given, { ...JOB, GITHUB_API_URL: 'https://git.example.com/api/v3' });
    expect(hostAccess?.url.href).toBe('https://api.github.com/');
  });
});
