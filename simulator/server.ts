import http, { type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { ENDPOINTS, type EndpointSettings } from './endpoints.ts';
import { carryOut, cutOff, type Fault, isConnectionFault, type Row, type ScriptedFault } from './faults.ts';
import { type RateLimit, RateWindow } from './rate-limit.ts';
import { fieldsOf, parseJson, readText } from './request-body.ts';
import { FULL_EVIDENCE } from './rows.ts';
import { Rejection, type World } from './world.ts';

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
  /** Above it requests are refused, whatever is scripted. Its time is the world's. */
  readonly rateLimit?: RateLimit;
  /** While so many requests wait for their answers, a further one is refused. */
  readonly maxAtOnce?: number;
  /** The status of what is too much: 429, or 503, as nginx has it unless it is told otherwise. */
  readonly tooManyStatus?: 429 | 503;
  /** Gives an endpoint's answer another shape: what the vendor leaves open, any server may do. */
  readonly reshape?: (endpoint: string, answer: unknown) => unknown;
  /** Writes an endpoint's answer in other words, as no value can be written: JSON may give a field twice. */
  readonly reword?: (endpoint: string, json: string) => string;
  /** Answers are compressed although nobody asked for it. */
  readonly gzip?: boolean;
  /** Whether `requests` is filled (true); without it a hundred thousand of them take no memory. */
  readonly keepRequests?: boolean;
  /** Called when a client waits for what will not come in time: a stall, or a body that drips. */
  readonly onStall?: () => void;
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
  /** How many requests were received, by endpoint. */
  readonly counts: ReadonlyMap<string, number>;
  /** The most requests that waited for their answers at one time. */
  readonly mostAtOnce: number;
  /** How many wait now. */
  readonly waiting: number;
  close(): Promise<void>;
}

/** Starts a Management Service on a world. */
export async function startSimulator(world: World, options: SimulatorOptions = {}): Promise<Simulator> {
  const service = new Service(world, options);
  // Tokens may be long.
  const limits = { maxHeaderSize: 128 * 1024 };
  const server =
    options.tls === undefined ? http.createServer(limits) : https.createServer({ ...limits, ...options.tls });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    void service.serve(request, response);
  });
  const sockets = trackSockets(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  // A TCP server's address is an object; a string is a pipe's.
  const { port } = server.address() as AddressInfo;
  return {
    world,
    url: `${options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${String(port)}${options.prefix ?? ''}`,
    port,
    requests: service.requests,
    counts: service.counts,
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

function trackSockets(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return sockets;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

class Service {
  readonly requests: RecordedRequest[] = [];
  readonly #world: World;
  readonly #options: SimulatorOptions;
  readonly #settings: EndpointSettings;
  readonly counts = new Map<string, number>();
  mostAtOnce = 0;
  #received = 0;
  readonly #unanswered = new Set<ServerResponse>();
  readonly #rateWindow: RateWindow | undefined;
  readonly #connections = new WeakMap<Socket, number>();
  #connectionCount = 0;

  constructor(world: World, options: SimulatorOptions) {
    this.#world = world;
    this.#options = options;
    this.#rateWindow =
      options.rateLimit === undefined ? undefined : new RateWindow(options.rateLimit, () => world.now());
    this.#settings = {
      pageCap: options.pageCap ?? 100,
      evidence: options.evidence ?? FULL_EVIDENCE,
      lists: options.lists ?? 'envelope',
      collation: options.collation ?? ((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
    };
  }

  get waiting(): number {
    return this.#unanswered.size;
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#begin(response);
    const isOneTooMany = this.#unanswered.size > (this.#options.maxAtOnce ?? Infinity);
    const text = await readText(request);
    if (text === undefined) return;
    const endpoint = this.#endpointOf(request);
    const body = parseJson(text);
    this.#record(request, endpoint, body);
    const fault = this.#faultAt(endpoint);
    const tooMany = isOneTooMany ? {} : this.#rateWindow?.refuses();
    await this.#wait();
    if (tooMany !== undefined) {
      this.#send(
        response,
        this.#errorResponse(new Rejection(this.#options.tooManyStatus ?? 429, 'The rate limit is reached.')),
        tooMany,
      );
      return;
    }
    if (fault !== undefined && isConnectionFault(fault)) {
      carryOut(fault, request, response);
      if (fault.kind === 'stall' || fault.kind === 'drip') this.#stalled();
      return;
    }
    if (fault?.kind === 'change' && fault.when !== 'after') fault.change(this.#world);
    const answer = fault?.kind === 'ignored' ? { status: 200, body: '' } : this.#answer(request, endpoint, body, fault);
    if (fault?.kind === 'change' && fault.when === 'after') fault.change(this.#world);
    if (fault?.kind === 'lost') {
      cutOff(request);
      return;
    }
    const isCut = fault?.kind === 'truncated';
    this.#send(response, isCut ? { ...answer, body: answer.body.slice(0, answer.body.length / 2) } : answer);
  }

  /** Once what was sent before the stall has arrived. */
  #stalled(): void {
    const { onStall } = this.#options;
    // What was written before is read first, however late the timer is.
    if (onStall !== undefined) setTimeout(() => setImmediate(onStall), 5);
  }

  #begin(response: ServerResponse): void {
    this.#unanswered.add(response);
    // As everything else, by the world's time.
    response.setHeader('date', new Date(this.#world.now()).toUTCString());
    response.on('close', () => this.#unanswered.delete(response));
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#unanswered.size);
  }

  async #wait(): Promise<void> {
    const { latencyMs = 0 } = this.#options;
    // A timer of 0 would still take a millisecond.
    if (latencyMs > 0) await sleep(latencyMs);
  }

  #send(response: ServerResponse, { status, body }: Answer, headers: Readonly<Record<string, string>> = {}): void {
    const encoding = this.#options.gzip === true ? { 'content-encoding': 'gzip' } : {};
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...encoding, ...headers });
    response.end(this.#options.gzip === true ? gzipSync(body) : body);
    // Not only once it is closed: the next request may come before that.
    this.#unanswered.delete(response);
  }

  #endpointOf(request: IncomingMessage): string {
    const prefix = `${this.#options.prefix ?? ''}/`;
    const path = request.url ?? '';
    return path.startsWith(prefix) ? path.slice(prefix.length).toLowerCase() : path;
  }

  #record(request: IncomingMessage, endpoint: string, body: unknown): void {
    const { keepRequests = true, onRequest } = this.#options;
    if (!keepRequests && onRequest === undefined) return;
    const connection = this.#connections.get(request.socket) ?? ++this.#connectionCount;
    this.#connections.set(request.socket, connection);
    const { method = '', headers, url: path = '' } = request;
    const recorded = { endpoint, path, method, headers, body, connection, at: Date.now() };
    if (keepRequests) this.requests.push(recorded);
    onRequest?.(recorded);
  }

  #faultAt(endpoint: string): Fault | undefined {
    const here = (this.counts.get(endpoint) ?? 0) + 1;
    const everywhere = ++this.#received;
    this.counts.set(endpoint, here);
    return this.#options.faults?.find(
      (scripted) =>
        (scripted.endpoint === endpoint && isAt(scripted, here)) ||
        (scripted.endpoint === '*' && isAt(scripted, everywhere)),
    )?.fault;
  }

  #answer(request: IncomingMessage, endpoint: string, body: unknown, fault?: Fault): Answer {
    try {
      const work = ENDPOINTS.get(endpoint);
      if (work === undefined) throw new Rejection(404, 'There is no such endpoint.');
      if (request.method !== 'POST') throw new Rejection(405, 'Every endpoint takes POST.');
      if (endpoint !== 'account/login') this.#authorize(request);
      this.#world.takeEffects();
      const current = work(this.#world, fieldsOf(body), this.#settings);
      const answer = fault?.kind === 'stale' ? withRows(current, fault.rows) : current;
      const { reshape, reword } = this.#options;
      const result = reshape === undefined ? answer : reshape(endpoint, answer);
      const json = result === undefined ? '' : JSON.stringify(result);
      return { status: 200, body: reword === undefined ? json : reword(endpoint, json) };
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      return this.#errorResponse(error);
    }
  }

  #errorResponse(rejection: Rejection): Answer {
    return { status: rejection.status, body: problemDetails(rejection, this.#received) };
  }

  #authorize(request: IncomingMessage): void {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (!this.#world.accepts(token)) throw new Rejection(401, 'The access token is missing, unknown or expired.');
    if (!this.#world.hasRole('System Administrator'))
      throw new Rejection(403, 'The user does not have the role System Administrator.');
  }
}

/** @param request which one it is, from 1 */
function isAt({ occurrence }: ScriptedFault, request: number): boolean {
  if (occurrence === 'every') return true;
  return typeof occurrence === 'number' ? occurrence === request : occurrence.from <= request;
}

/** An answer that is a list, with other rows. */
function withRows(answer: unknown, change: (rows: readonly Row[]) => readonly Row[]): unknown {
  const { result } = answer as { readonly result: readonly Row[] };
  const rows = change(result);
  return { ...(answer as object), totalEntries: rows.length, result: rows };
}

/** ASP.NET's problem details. */
function problemDetails({ status, message }: Rejection, request: number): string {
  return JSON.stringify({
    type: `https://tools.ietf.org/html/rfc9110#section-15.5.${String(status % 100)}`,
    title: http.STATUS_CODES[status],
    status,
    detail: message,
    traceId: `00-simulated-${String(request)}`,
  });
}
