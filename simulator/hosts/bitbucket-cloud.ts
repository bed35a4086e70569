import { type Dialect, type HostedRepository, isOwner, linkTo, numberAt, numberedPage } from './model.ts';

/* Bitbucket Cloud: `next` holds the address of the next page, `size` counts all rows. */

export const bitbucketCloud: Dialect = {
  prefix: '/2.0',
  credentials: (token) => ({
    authorization: token.includes(':') ? `Basic ${Buffer.from(token).toString('base64')}` : `Bearer ${token}`,
  }),
  error: (status, message) => ({ status, body: { type: 'error', error: { message } } }),
  answer: (world, request) => {
    const [first, owner, ...more] = request.path.split('/');
    if (first !== 'repositories' || !isOwner(world, owner) || more.length > 0)
      return bitbucketCloud.error(404, 'No workspace with identifier.');
    const page = numberedPage(world, request, 'pagelen');
    const next =
      page.next === undefined ? {} : { next: linkTo(page, request, 'page', String(numberAt(page, page.next))) };
    const values = page.rows.map((repository) => row(world.owner, repository));
    const number = numberAt(page, page.start);
    return { status: 200, body: { pagelen: page.size, size: page.total, page: number, values, ...next } };
  },
};

function row(owner: string, { name, fork = false, fields, ...more }: HostedRepository): object {
  return {
    uuid: `{${name}}`,
    slug: name,
    name,
    full_name: `${owner}/${name}`,
    is_private: more.private ?? false,
    language: '',
    created_on: '2024-01-02T03:04:05.000000+00:00',
    updated_on: '2025-01-02T03:04:05.000000+00:00',
    links: { html: { href: `https://bitbucket.example/${owner}/${name}` } },
    ...(fork ? { parent: { full_name: 'other/api' } } : {}),
    ...fields,
  };
}
