import { type Dialect, type HostedRepository, isOwner, pageAt } from './model.ts';

/* Azure DevOps: all rows at once, or a continuation token where there are more than a page holds. */

export const azureDevOps: Dialect = {
  prefix: '',
  credentials: (token) => {
    const pair = token.includes(':') ? token : `:${token}`;
    return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
  },
  error: (status, message) => ({ status, body: { $id: '1', message, typeKey: 'Exception' } }),
  answer: (world, request) => {
    const [owner, ...rest] = request.path.split('/');
    const project = rest[0] === '_apis' ? undefined : rest.shift();
    if (!isOwner(world, owner) || rest.join('/') !== '_apis/git/repositories')
      return azureDevOps.error(404, 'The resource cannot be found.');
    const repositories = world.repositories.filter(({ folder }) => project === undefined || folder === project);
    const start = Number(request.query.get('continuationToken') ?? 0);
    const page = pageAt({ ...world, repositories }, request, start, Infinity);
    return {
      status: 200,
      headers: page.next === undefined ? {} : { 'x-ms-continuationtoken': String(page.next) },
      body: { value: page.rows.map((repository) => row(world.owner, repository)), count: page.rows.length },
    };
  },
};

function row(
  owner: string,
  { name, folder = 'Team', projectId = folder, archived = false, fields, ...more }: HostedRepository,
): object {
  return {
    id: name,
    name,
    project: { id: projectId, name: folder, visibility: more.private === false ? 'public' : 'private' },
    remoteUrl: `https://${owner}@dev.azure.example/${owner}/${folder}/_git/${name}`,
    webUrl: `https://dev.azure.example/${owner}/${folder}/_git/${name}`,
    isDisabled: archived,
    ...fields,
  };
}
