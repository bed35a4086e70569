import { type Dialect, isOwner, pageAt } from './model.ts';

/* git.dev, as the "REST API Reference" in its documentation has it: cursors, and error objects with a request ID. */

export const gitDev: Dialect = {
  prefix: '/v2',
  credentials: (token) => ({ authorization: `Bearer ${token}` }),
  error: (status, message) => ({
    status,
    body: { error: { code: 'error', message, status, details: { request_id: 'req_8x92kd1m' } } },
  }),
  answer: (world, request) => {
    if (request.path !== 'repositories' || !isOwner(world, request.query.get('owner') ?? ''))
      return gitDev.error(404, 'There is no such owner.');
    const cursor = Number(Buffer.from(request.query.get('cursor') ?? '', 'base64').toString());
    const page = pageAt(world, request, cursor, Number(request.query.get('limit') ?? 30));
    const data = page.rows.map(({ name, fields, ...more }) => ({
      id: `repo_${name}`,
      name,
      full_name: `${world.owner}/${name}`,
      private: more.private ?? true,
      default_branch: 'main',
      created_at: '2024-11-15T08:22:00Z',
      ...fields,
    }));
    const next = page.next === undefined ? null : Buffer.from(String(page.next)).toString('base64');
    return {
      status: 200,
      headers: { 'x-ratelimit-limit': '600', 'x-ratelimit-remaining': '599' },
      body: { data, pagination: { next_cursor: next, has_more: next !== null } },
    };
  },
};
