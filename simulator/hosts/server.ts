import http, { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { carryOut } from '../faults.ts';
import { azureDevOps } from './azure-devops.ts';
import { bitbucketCloud } from './bitbucket-cloud.ts';
import { bitbucketDataCenter } from './bitbucket-data-center.ts';
import type { HostFault, ScriptedHostFault } from './faults.ts';
import { gitDev } from './git-dev.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import type { Dialect, HostAnswer, HostWorld } from './model.ts';

export const DIALECTS = {
  github,
  gitlab,
  'azure-devops': azureDevOps,
  'bitbucket-cloud': bitbucketCloud,
  'bitbucket-data-center': bitbucketDataCenter,
  'git-dev': gitDev,
} as const satisfies Record<string, Dialect>;

export type DialectName = keyof typeof DIALECTS;

export interface HostSimulatorOptions {
  /** 0 for any that is free. */
  readonly port?: number;
  readonly faults?: readonly ScriptedHostFault[];
  /** Milliseconds before every answer. */
  readonly latencyMs?: number;
  /** Told of each request as it comes in. */
  readonly onRequest?: () => void;
  /** Called when a client waits for what will not come in time: a stall, or a body that drips. */
  readonly onStall?: () => void;
}

/** A request as it was received. */
export interface HostRequestRecord {
  /** Below the API's address, decoded, without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
}

/** A Git host's API over real HTTP on the loopback interface. */
export interface HostSimulator {
  /** The API's address. */
  readonly url: string;
  readonly origin: string;
  readonly requests: readonly HostRequestRecord[];
  /** The most requests that waited for their answers at one time. */
  readonly mostAtOnce: number;
  /** How many wait now. */
  readonly waiting: number;
  close(): Promise<void>;
}

/** Starts a Git host that holds a world. */
export async function startHost(
  name: DialectName,
  world: HostWorld,
  options: HostSimulatorOptions = {},
): Promise<HostSimulator> {
  const service = new HostServer(DIALECTS[name], world, options);
  const server = http.createServer((request, response) => {
    void service.serve(request, response);
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  // A TCP server's address is an object; a string is a pipe's.
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${String(port)}`;
  return {
    url: `${origin}${DIALECTS[name].prefix}`,
    origin,
    requests: service.requests,
    get mostAtOnce() {
      return service.mostAtOnce;
    },
    get waiting() {
      return service.waiting;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

class HostServer {
  readonly requests: HostRequestRecord[] = [];
  mostAtOnce = 0;
  readonly #dialect: Dialect;
  readonly #world: HostWorld;
  readonly #options: HostSimulatorOptions;
  readonly #counts = new Map<ScriptedHostFault, number>();
  waiting = 0;

  constructor(dialect: Dialect, world: HostWorld, options: HostSimulatorOptions) {
    this.#dialect = dialect;
    this.#world = world;
    this.#options = options;
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.waiting);
    const url = new URL(request.url ?? '', 'http://host');
    const path = decodeURIComponent(url.pathname.slice(this.#dialect.prefix.length + 1));
    this.requests.push({ path, query: Object.fromEntries(url.searchParams), headers: request.headers });
    this.#options.onRequest?.();
    const fault = this.#faultAt(path);
    const { latencyMs = 0, onStall } = this.#options;
    const wait = fault?.kind === 'slow' ? fault.ms : latencyMs;
    if (wait > 0) await sleep(wait);
    this.waiting--;
    if (fault !== undefined && isOfTheConnection(fault)) {
      carryOut(fault, request, response);
      // Once what was sent before the stall has arrived.
      if ((fault.kind === 'stall' || fault.kind === 'drip') && onStall !== undefined)
        setTimeout(() => setImmediate(onStall), 20);
      return;
    }
    const { status, headers = {}, body } = this.#answer(request, url, path, fault);
    const text = JSON.stringify(body);
    const stripped = fault?.kind === 'stripped' ? fault.headers : [];
    const kept = Object.entries(headers).filter(([name]) => !stripped.includes(name));
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...Object.fromEntries(kept) });
    response.end(fault?.kind === 'truncated' ? text.slice(0, text.length / 2) : text);
  }

  #answer(request: IncomingMessage, url: URL, path: string, fault: HostFault | undefined): HostAnswer {
    const { prefix, credentials, answer, error } = this.#dialect;
    const { headers, method } = request;
    const { token } = this.#world;
    const expected = token === undefined ? [] : Object.entries(credentials(token));
    if (expected.some(([name, value]) => headers[name] !== value)) return error(401, 'Unauthorized');
    if (method !== 'GET' || !url.pathname.startsWith(`${prefix}/`)) return error(404, 'Not Found');
    const base = `http://${headers.host ?? ''}${prefix}`;
    const spoil = fault?.kind === 'page' ? fault.spoil : undefined;
    return answer(this.#world, { path, query: url.searchParams, headers, base, spoil: spoil ?? ((page) => page) });
  }

  #faultAt(path: string): HostFault | undefined {
    let found: HostFault | undefined;
    for (const scripted of this.#options.faults ?? []) {
      if (scripted.path !== '*' && !path.startsWith(scripted.path)) continue;
      const count = (this.#counts.get(scripted) ?? 0) + 1;
      this.#counts.set(scripted, count);
      if (scripted.occurrence === 'every' || scripted.occurrence === count) found ??= scripted.fault;
    }
    return found;
  }
}

function isOfTheConnection(
  fault: HostFault,
): fault is Exclude<HostFault, { kind: 'truncated' | 'slow' | 'page' | 'stripped' }> {
  return !['truncated', 'slow', 'page', 'stripped'].includes(fault.kind);
}
