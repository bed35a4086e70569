import {
  type Dialect,
  type HostAnswer,
  type HostRequest,
  type HostWorld,
  type HostedRepository,
  isOwner,
  lastNumber,
  linkTo,
  numberAt,
  numberedPage,
} from './model.ts';

/* GitHub: `Link` headers, no totals; lists of organizations, of users, and of an App's installation. */

const REQUEST_ID = { 'x-github-request-id': 'C0FF:EE' };

export const github: Dialect = {
  prefix: '',
  credentials: (token) => ({ authorization: `Bearer ${token}` }),
  error: (status, message) => ({ status, body: { message, documentation_url: 'https://docs.github.com/rest' } }),
  answer: (world, request) => {
    if (request.headers['user-agent'] === undefined)
      return github.error(403, 'Request forbidden by administrative rules.');
    const [first = '', name, third = '', fourth] = request.path.split('/');
    const isOrganization = world.ownerKind === 'organization';
    if (first === 'orgs' && isOwner(world, name) && isOrganization)
      return third === 'repos' ? list(world, request) : { status: 200, body: ownerRow(world) };
    if (first === 'users' && isOwner(world, name) && third === 'repos') return list(publicOf(world), request);
    if (request.path === 'user/repos' && !isOrganization) return list(world, request);
    if (request.path === 'user' && world.tokenUser !== undefined)
      return { status: 200, body: { ...ownerRow(world), login: world.tokenUser } };
    if (request.path.startsWith('user/memberships/orgs/') && isOwner(world, fourth) && world.role !== undefined)
      return { status: 200, body: { role: world.role, state: world.isInvited === true ? 'pending' : 'active' } };
    if (request.path === 'installation/repositories') return installation(world, request);
    return { ...github.error(404, 'Not Found'), headers: world.hasRequestIds === true ? REQUEST_ID : {} };
  },
};

function list(world: HostWorld, request: HostRequest): HostAnswer {
  const page = numberedPage(world, request, 'per_page');
  const to = (relation: string, number: number): string =>
    `<${linkTo(page, request, 'page', String(number))}>; rel="${relation}"`;
  const links = [
    ...(page.start === 0 ? [] : [to('prev', numberAt(page, page.start) - 1)]),
    ...(page.next === undefined ? [] : [to('next', numberAt(page, page.next)), to('last', lastNumber(page))]),
    ...(page.start === 0 ? [] : [to('first', 1)]),
  ];
  return {
    status: 200,
    headers: {
      ...(links.length === 0 ? {} : { link: links.join(', ') }),
      ...(world.scopes === undefined ? {} : { 'x-oauth-scopes': world.scopes }),
    },
    body: page.rows.map((repository) => row(world, repository)),
  };
}

function installation(world: HostWorld, request: HostRequest): HostAnswer {
  if (world.installation === undefined)
    return github.error(403, 'You must authenticate with an installation access token in order to list repositories.');
  const { selection, account } = world.installation;
  const answer = list(world, request);
  const repositories = world.repositories
    .slice(0, Number(request.query.get('per_page')))
    .map((repository) => row({ ...world, owner: account }, repository));
  const isFirst = request.query.get('page') === null;
  return {
    ...answer,
    body: {
      total_count: world.repositories.length,
      repository_selection: selection,
      repositories: isFirst ? repositories : answer.body,
    },
  };
}

function publicOf(world: HostWorld): HostWorld {
  return { ...world, repositories: world.repositories.filter((each) => each.private !== true) };
}

function ownerRow({ owner, counted, memberPermission }: HostWorld): object {
  const counts = counted === undefined ? {} : { public_repos: counted.public, owned_private_repos: counted.private };
  return { login: owner, ...counts, default_repository_permission: memberPermission };
}

function row(
  { owner }: HostWorld,
  { name, archived = false, fork = false, fields, ...more }: HostedRepository,
): object {
  const isPrivate = more.private ?? false;
  return {
    id: name,
    name,
    full_name: `${owner}/${name}`,
    owner: { login: owner },
    private: isPrivate,
    visibility: isPrivate ? 'private' : 'public',
    html_url: `https://github.example/${owner}/${name}`,
    archived,
    disabled: false,
    fork,
    topics: ['tools'],
    language: null,
    created_at: '2024-01-02T03:04:05Z',
    pushed_at: '2025-01-02T03:04:05Z',
    ...fields,
  };
}
