import {
  type Dialect,
  type HostAnswer,
  type HostRequest,
  type HostWorld,
  type HostedRepository,
  lastNumber,
  linkTo,
  numberAt,
  numberedPage,
} from './model.ts';

/* GitLab: `X-` headers and `Link`; bare, it is a host with the same paths and tokens, but without these headers. */

export const gitlab: Dialect = {
  prefix: '/api/v4',
  credentials: (token) => ({ 'private-token': token }),
  error: (status, message) => ({ status, body: { message: `${String(status)} ${message}` } }),
  answer: (world, request) => {
    const kind = world.ownerKind === 'organization' ? 'groups' : 'users';
    const path = request.path.toLowerCase();
    if (path === `${kind}/${world.owner}/projects`.toLowerCase()) return list(world, request);
    if (request.path === 'user' && world.tokenUser !== undefined)
      return { status: 200, body: { id: 7, username: world.tokenUser, is_admin: world.administrator !== undefined } };
    if (path === 'application/appearance')
      return world.administrator === 'acts-as-one'
        ? { status: 200, body: { title: '' } }
        : gitlab.error(403, 'Forbidden');
    const { tokenGroup: group, tokenLevel = 30 } = world;
    const isBelow = group !== undefined && `${world.owner}/`.toLowerCase().startsWith(`${group}/`.toLowerCase());
    if (path === `groups/${world.owner}/members/all/7`.toLowerCase() && isBelow)
      return { status: 200, body: { id: 7, access_level: tokenLevel } };
    return gitlab.error(404, path.startsWith('groups/') ? 'Group Not Found' : 'Not Found');
  },
};

function list(world: HostWorld, request: HostRequest): HostAnswer {
  const page = numberedPage(world, request, 'per_page');
  const body = page.rows.map((repository) => row(world, repository));
  if (world.isBare === true) return { status: 200, body };
  const next = page.next === undefined ? '' : String(numberAt(page, page.next));
  const isCounted = page.total <= (world.maxCounted ?? 10_000);
  const link = next === '' ? [] : [`<${linkTo(page, request, 'page', next)}>; rel="next"`];
  const links = [...link, `<${linkTo(page, request, 'page', '1')}>; rel="first"`];
  return {
    status: 200,
    headers: {
      'x-next-page': next,
      'x-page': String(numberAt(page, page.start)),
      'x-per-page': String(page.size),
      link: links.join(', '),
      ...(isCounted ? { 'x-total': String(page.total), 'x-total-pages': String(lastNumber(page)) } : {}),
    },
    body,
  };
}

function row(world: HostWorld, repository: HostedRepository): object {
  const { name, folder, archived = false, fork = false, fields } = repository;
  // All that the document's example shows.
  if (world.isBare === true) return { id: name, name, description: `Project ${name}`, ...fields };
  const path = [world.owner, ...(folder === undefined ? [] : [folder]), name].join('/');
  return {
    id: name,
    name,
    path: name,
    path_with_namespace: path,
    web_url: `https://gitlab.example/${path}`,
    archived,
    visibility: repository.private === true ? 'private' : 'internal',
    ...(fork ? { forked_from_project: { id: 1 } } : {}),
    topics: [],
    created_at: '2024-01-02T03:04:05Z',
    ...fields,
  };
}
