import type { Fault } from '../../simulator/faults.ts';
import type { Endpoint, Kind } from './called-endpoints.ts';

/*
 * The fault matrix as data: what a Management Service, or what stands before it, can do to one request, and how a run
 * ends. The contract suite carries every fault out at every endpoint (fault-matrix.test.ts); SECURITY.md shows the table.
 */

export interface FaultCase {
  readonly name: string;
  /** @param elsewhere the address of another server, for redirects */
  readonly fault: (elsewhere: string) => Fault;
  /** Whether a run that meets it once succeeds all the same. */
  readonly passes: boolean | Partial<Record<Kind, boolean>>;
  /** The title of the error annotation when it happens every time. */
  readonly title: string | (Partial<Record<Kind, string>> & { readonly other: string });
  /** What the error says besides; not looked for where the title is one of the state, not of the request. */
  readonly says: string;
  /** Inputs that bring the end sooner. */
  readonly inputs?: Readonly<Record<string, string>>;
}

export const UNREACHABLE = 'GitProtect is not reachable';
const TOO_LATE = 'GitProtect did not answer in time';
const UNREADABLE = 'GitProtect gave an answer that cannot be read';
/** Of what was asked for at the endpoint. */
const REFUSED = 'GitProtect refused to …';
const REJECTED = { 'sign-in': 'GitProtect rejected the sign-in', other: REFUSED };
const REDIRECTED = 'GitProtect redirects to another address';
const LIMITED = 'GitProtect limits the rate of requests';
const IN_FRONT = 'Something in front of GitProtect refused the request';
const FAILED = 'The Management Service failed';
/** Writes need no body in their answers: what counts is the state read afterwards, and it is not there. */
const NOT_DONE = {
  write: 'GitProtect accepted a change but did not make it',
  sync: 'GitProtect does not list the repository',
  other: UNREADABLE,
};

/** How messages about the state, rather than about a request, are entitled. */
export const TITLES_OF_STATE: readonly string[] = [NOT_DONE.write, NOT_DONE.sync];

const SOON = { 'request-timeout': '1' };

function answer(status: number, headers: Record<string, string> = {}, body = problem(status)): () => Fault {
  return () => ({ kind: 'answer', status, headers, body });
}

function problem(status: number): string {
  return JSON.stringify({
    error: { code: 'simulated', message: `no luck (${String(status)})`, details: { request_id: 'req_7' } },
  });
}

const SAYS_WHY = (status: number): string => `HTTP ${String(status)}: no luck (${String(status)})`;

const PAGE = '<!DOCTYPE html><html><head><title>Gateway trouble</title></head><body>Sorry</body></html>';
const HTML = { 'content-type': 'text/html' };

function redirect(name: string, location: (elsewhere: string) => string, status: number): FaultCase {
  return {
    name: `HTTP ${String(status)}, ${name}`,
    fault: (elsewhere) => ({ kind: 'answer', status, headers: { location: location(elsewhere) }, body: '' }),
    passes: false,
    title: REDIRECTED,
    says: `HTTP ${String(status)}, to `,
  };
}

export const FAULTS: readonly FaultCase[] = [
  // The connection
  {
    name: 'reset before the headers',
    fault: () => ({ kind: 'reset', at: 'before-headers' }),
    passes: true,
    title: UNREACHABLE,
    says: 'the connection was cut',
  },
  {
    name: 'reset after the headers',
    fault: () => ({ kind: 'reset', at: 'after-headers' }),
    passes: true,
    title: UNREACHABLE,
    says: 'the connection was cut',
  },
  {
    name: 'cut in a body with Content-Length',
    fault: () => ({ kind: 'reset', at: 'in-body' }),
    passes: true,
    title: UNREACHABLE,
    says: 'the connection was cut',
  },
  {
    name: 'cut in a chunked body',
    fault: () => ({ kind: 'reset', at: 'in-chunked-body' }),
    passes: true,
    title: UNREACHABLE,
    says: 'the connection was cut',
  },
  {
    name: 'stall before the headers',
    fault: () => ({ kind: 'stall', at: 'before-headers' }),
    passes: true,
    title: TOO_LATE,
    says: 'within 1 s',
    inputs: SOON,
  },
  {
    name: 'stall after the headers',
    fault: () => ({ kind: 'stall', at: 'after-headers' }),
    passes: true,
    title: TOO_LATE,
    says: 'within 1 s',
    inputs: SOON,
  },
  {
    name: 'body that drips for ever',
    fault: () => ({ kind: 'drip', everyMs: 50 }),
    passes: true,
    title: TOO_LATE,
    says: 'within 1 s',
    inputs: SOON,
  },
  {
    name: 'body without an end',
    fault: () => ({ kind: 'endless' }),
    passes: false,
    title: UNREADABLE,
    says: 'larger than 32 MiB',
  },
  {
    name: 'body over the cap',
    fault: () => ({ kind: 'large', bytes: 33 * 1024 * 1024, isAnnounced: true }),
    passes: false,
    title: UNREADABLE,
    says: 'larger than 32 MiB',
  },
  // Error responses
  { name: 'HTTP 400', fault: answer(400), passes: false, title: REJECTED, says: SAYS_WHY(400) },
  {
    name: 'HTTP 401',
    fault: answer(401),
    // One more sign-in, once; a rejected sign-in is never repeated.
    passes: { 'sign-in': false, read: true, write: true, sync: true },
    title: { 'sign-in': REJECTED['sign-in'], other: 'GitProtect did not accept the access token' },
    says: SAYS_WHY(401),
  },
  {
    name: 'HTTP 403',
    fault: answer(403),
    passes: false,
    title: { 'sign-in': REJECTED['sign-in'], other: 'The GitProtect account lacks a role' },
    says: SAYS_WHY(403),
  },
  {
    name: 'HTTP 404',
    fault: answer(404),
    passes: false,
    title: {
      'sign-in': 'There is no GitProtect API at server-url',
      other: 'GitProtect does not know what was asked for',
    },
    says: SAYS_WHY(404),
  },
  {
    name: 'HTTP 403 with a web page of a firewall',
    fault: answer(403, HTML, PAGE),
    passes: false,
    title: IN_FRONT,
    says: "HTTP 403: an HTML page titled 'Gateway trouble'",
  },
  { name: 'HTTP 405', fault: answer(405), passes: false, title: IN_FRONT, says: SAYS_WHY(405) },
  {
    name: 'HTTP 401 with a challenge of a web server',
    fault: answer(401, { 'www-authenticate': 'Basic realm="intranet"' }),
    // As with any 401: one more sign-in, once.
    passes: { 'sign-in': false, read: true, write: true, sync: true },
    title: IN_FRONT,
    says: SAYS_WHY(401),
  },
  {
    name: 'HTTP 409',
    fault: answer(409),
    passes: false,
    // A synchronization that runs already is as good; then the repository doesn't appear.
    title: { ...REJECTED, sync: NOT_DONE.sync },
    says: SAYS_WHY(409),
  },
  // Transient
  { name: 'HTTP 408', fault: answer(408), passes: true, title: FAILED, says: SAYS_WHY(408) },
  { name: 'HTTP 429', fault: answer(429), passes: true, title: LIMITED, says: SAYS_WHY(429) },
  {
    name: 'HTTP 429, Retry-After in seconds',
    fault: answer(429, { 'retry-after': '1' }),
    passes: true,
    title: LIMITED,
    says: SAYS_WHY(429),
  },
  {
    name: 'HTTP 429, Retry-After as a date',
    fault: () => answer(429, { 'retry-after': new Date(Date.now() + 1000).toUTCString() })(),
    passes: true,
    title: LIMITED,
    says: SAYS_WHY(429),
  },
  {
    name: 'HTTP 429, Retry-After of a day',
    fault: answer(429, { 'retry-after': '86400' }),
    passes: false,
    title: LIMITED,
    says: 'another attempt would have to wait 8640',
  },
  { name: 'HTTP 500', fault: answer(500), passes: true, title: FAILED, says: SAYS_WHY(500) },
  {
    name: 'HTTP 502 with a web page',
    fault: answer(502, HTML, PAGE),
    passes: true,
    title: FAILED,
    says: "an HTML page titled 'Gateway trouble'",
  },
  { name: 'HTTP 503', fault: answer(503), passes: true, title: FAILED, says: SAYS_WHY(503) },
  { name: 'HTTP 504', fault: answer(504), passes: true, title: FAILED, says: SAYS_WHY(504) },
  // Success that is none
  {
    name: 'HTTP 200 with a web page',
    fault: answer(200, HTML, PAGE),
    passes: false,
    title: UNREADABLE,
    says: 'a web page instead of JSON',
  },
  {
    name: 'HTTP 200 with nothing',
    fault: answer(200, {}, ''),
    // Read once more; a write is not made, whatever its answer says.
    passes: { 'sign-in': true, read: true },
    title: NOT_DONE,
    says: 'the answer is empty',
  },
  {
    name: 'HTTP 200 of another shape',
    fault: answer(200, {}, '{"unexpected":1}'),
    passes: false,
    title: { ...NOT_DONE, 'sign-in': 'GitProtect gave no access token' },
    says: 'the answer holds no',
  },
  {
    name: 'HTTP 200 with JSON cut off',
    fault: answer(200, {}, '{"currentPage":1,"pageCount":1,"resu'),
    passes: { 'sign-in': true, read: true },
    title: NOT_DONE,
    says: 'not JSON, or was cut off',
  },
  {
    name: 'HTTP 200 with an error in its body',
    fault: answer(200),
    passes: false,
    title: REJECTED,
    says: SAYS_WHY(200),
  },
  // Redirects
  redirect('to another port', (elsewhere) => `${elsewhere}/elsewhere`, 307),
  redirect('to another host', () => 'https://gitprotect.invalid/elsewhere', 308),
  redirect('to http', (elsewhere) => elsewhere.replace('127.0.0.1', 'localhost'), 302),
  redirect('to a relative address', () => '/elsewhere', 301),
  redirect('see other', (elsewhere) => elsewhere, 303),
];

/**
 * The title of the annotation where a fault happens every time at an endpoint.
 * @param refused what the server refuses there; for all endpoints of a kind it is left out
 */
export function titleAt(
  { title }: FaultCase,
  { kind, refused = '…' }: Pick<Endpoint, 'kind'> & Partial<Endpoint>,
): string {
  const at = typeof title === 'string' ? title : (title[kind] ?? title.other);
  return at === REFUSED ? `GitProtect refused to ${refused}` : at;
}

/** Whether a run that meets a fault once at an endpoint succeeds. */
export function passesAt({ passes }: FaultCase, kind: Kind): boolean {
  return typeof passes === 'boolean' ? passes : (passes[kind] ?? false);
}
