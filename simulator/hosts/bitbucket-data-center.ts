import { type Dialect, type HostedRepository, isOwner, pageAt } from './model.ts';

/* Bitbucket Data Center: `start`, `limit`, `isLastPage` and `nextPageStart`; `size` counts the rows of the page. */

export const bitbucketDataCenter: Dialect = {
  prefix: '/rest/api/1.0',
  credentials: bearerOrBasic,
  error: (status, message) => ({ status, body: { errors: [{ context: null, message, exceptionName: 'Exception' }] } }),
  answer: (world, request) => {
    const [first, key, third] = request.path.split('/');
    if (first !== 'projects' || !isOwner(world, key) || third !== 'repos')
      return bitbucketDataCenter.error(404, 'Project does not exist.');
    const limit = Number(request.query.get('limit') ?? 25);
    const { rows, start, size, next } = pageAt(world, request, Number(request.query.get('start') ?? 0), limit);
    const values = rows.map((repository) => row(world.owner, repository));
    const isLastPage = next === undefined;
    return {
      status: 200,
      body: { size: rows.length, limit: size, isLastPage, values, start, nextPageStart: next ?? null },
    };
  },
};

function bearerOrBasic(token: string): Readonly<Record<string, string>> {
  const isPair = token.includes(':');
  return { authorization: isPair ? `Basic ${Buffer.from(token).toString('base64')}` : `Bearer ${token}` };
}

function row(owner: string, { name, archived = false, fork = false, fields, ...more }: HostedRepository): object {
  return {
    id: name,
    slug: name,
    name,
    project: { key: owner, name: `Project ${owner}` },
    public: more.private === false,
    archived,
    links: { self: [{ href: `https://bitbucket.example/projects/${owner}/repos/${name}/browse` }] },
    ...(fork ? { origin: { slug: 'api' } } : {}),
    ...fields,
  };
}
