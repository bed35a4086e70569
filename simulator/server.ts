import http, { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Body, ENDPOINTS, type EndpointSettings } from './endpoints.ts';
import { carryOut, type Fault, isConnectionFault, type ScriptedFault } from './faults.ts';
import { FULL_EVIDENCE } from './rows.ts';
import { Refused, type World } from './world.ts';

export interface SimulatorOptions extends Partial<EndpointSettings> {
  /** 0 for any that is free. */
  readonly port?: number;
  /** A path that stands before every endpoint, such as `/gitprotect`. */
  readonly prefix?: string;
  /** Key and certificate in PEM; without them it speaks plain HTTP. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Milliseconds before every answer. */
  readonly latencyMs?: number;
  readonly faults?: readonly ScriptedFault[];
  /** Told of each request as it comes in. */
  readonly onRequest?: (request: RecordedRequest) => void;
}

/** A request as it was received. */
export interface RecordedRequest {
  /** Below the base address, in lower case. */
  readonly endpoint: string;
  /** As it was sent, with the prefix. */
  readonly path: string;
  readonly method: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: unknown;
  /** Which connection it came over, from 1. */
  readonly connection: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** A running Management Service over real HTTP or HTTPS on the loopback interface. */
export interface Simulator {
  readonly world: World;
  /** With the prefix, without a trailing slash. */
  readonly url: string;
  readonly port: number;
  /** Every request that was received, faults included. */
  readonly requests: readonly RecordedRequest[];
  close(): Promise<void>;
}

/** Starts a Management Service on a world. */
export async function startSimulator(world: World, options: SimulatorOptions = {}): Promise<Simulator> {
  const service = new Service(world, options);
  const server = options.tls === undefined ? http.createServer() : https.createServer(options.tls);
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    void service.serve(request, response);
  });
  const sockets = trackSockets(server);
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  // A TCP server's address is an object; a string is a pipe's.
  const { port } = server.address() as AddressInfo;
  return {
    world,
    url: `${options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${String(port)}${options.prefix ?? ''}`,
    port,
    requests: service.requests,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function trackSockets(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return sockets;
}

class Service {
  readonly requests: RecordedRequest[] = [];
  readonly #world: World;
  readonly #options: SimulatorOptions;
  readonly #settings: EndpointSettings;
  readonly #counts = new Map<string, number>();
  readonly #connections = new Map<Socket, number>();

  constructor(world: World, options: SimulatorOptions) {
    this.#world = world;
    this.#options = options;
    this.#settings = {
      pageCap: options.pageCap ?? 100,
      evidence: options.evidence ?? FULL_EVIDENCE,
      lists: options.lists ?? 'envelope',
      collation: options.collation ?? ((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
    };
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await readText(request);
    if (text === undefined) return;
    const endpoint = this.#endpointOf(request);
    this.#record(request, endpoint, text);
    const fault = this.#faultAt(endpoint);
    await sleep(this.#options.latencyMs ?? 0);
    if (fault !== undefined && isConnectionFault(fault)) {
      carryOut(fault, request, response);
      return;
    }
    if (fault?.kind === 'change') fault.change(this.#world);
    const answer = fault?.kind === 'ignored' ? { status: 200, body: '' } : this.#answer(request, endpoint, text);
    if (fault?.kind === 'lost') {
      request.socket.resetAndDestroy();
      return;
    }
    const body = fault?.kind === 'truncated' ? answer.body.slice(0, answer.body.length / 2) : answer.body;
    response.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8' }).end(body);
  }

  #endpointOf(request: IncomingMessage): string {
    const prefix = `${this.#options.prefix ?? ''}/`;
    const path = request.url ?? '';
    return path.startsWith(prefix) ? path.slice(prefix.length).toLowerCase() : path;
  }

  #record(request: IncomingMessage, endpoint: string, text: string): void {
    const connection = this.#connections.get(request.socket) ?? this.#connections.size + 1;
    this.#connections.set(request.socket, connection);
    const { method = '', headers, url: path = '' } = request;
    const recorded = { endpoint, path, method, headers, body: parseJson(text), connection, at: Date.now() };
    this.requests.push(recorded);
    this.#options.onRequest?.(recorded);
  }

  #faultAt(endpoint: string): Fault | undefined {
    const here = (this.#counts.get(endpoint) ?? 0) + 1;
    const everywhere = (this.#counts.get('*') ?? 0) + 1;
    this.#counts.set(endpoint, here).set('*', everywhere);
    return this.#options.faults?.find(
      (scripted) =>
        (scripted.endpoint === endpoint && (scripted.occurrence === 'every' || scripted.occurrence === here)) ||
        (scripted.endpoint === '*' && (scripted.occurrence === 'every' || scripted.occurrence === everywhere)),
    )?.fault;
  }

  #answer(request: IncomingMessage, endpoint: string, text: string): { status: number; body: string } {
    try {
      const work = ENDPOINTS.get(endpoint);
      if (work === undefined) throw new Refused(404, 'There is no such endpoint.');
      if (request.method !== 'POST') throw new Refused(405, 'Every endpoint takes POST.');
      if (endpoint !== 'account/login') this.#authorize(request);
      const result = work(this.#world, fieldsOf(text), this.#settings);
      return { status: 200, body: result === undefined ? '' : JSON.stringify(result) };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { status: error.status, body: problemDetails(error, this.requests.length) };
    }
  }

  #authorize(request: IncomingMessage): void {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (!this.#world.accepts(token)) throw new Refused(401, 'The access token is missing, unknown or expired.');
    if (!this.#world.hasRole('System Administrator'))
      throw new Refused(403, 'The user does not have the role System Administrator.');
  }
}

async function readText(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  const stream: AsyncIterable<Uint8Array> = request;
  try {
    for await (const chunk of stream) chunks.push(chunk);
  } catch {
    // The client went away in the middle of its request.
    return undefined;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function fieldsOf(text: string): Body {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null) throw new Refused(400, 'The body must be a JSON object.');
  return new Map(Object.entries(value).map(([name, field]: [string, unknown]) => [name.toLowerCase(), field]));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** ASP.NET's problem details. */
function problemDetails({ status, message }: Refused, request: number): string {
  return JSON.stringify({
    type: `https://tools.ietf.org/html/rfc9110#section-15.5.${String(status % 100)}`,
    title: http.STATUS_CODES[status],
    status,
    detail: message,
    traceId: `00-simulated-${String(request)}`,
  });
}
