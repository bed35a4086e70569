import net from 'node:net';
import { makeCertificates } from '../../simulator/certificates.ts';
import { type HostSimulator, startHost } from '../../simulator/hosts/server.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import type { Command, HostSpec, Replies, Served, ServeSpec, State } from './protocol.ts';
import { listen, type Relay, startRelay } from './relay.ts';
import { type BenchWorld, buildHostWorld, buildWorld } from './worlds.ts';

/*
 * The server's side of the benchmark, a process of its own: a simulated Management Service, and a Git host where a case
 * has one, each behind a slow network.
 */

interface Stage {
  readonly built: BenchWorld;
  readonly simulator: Simulator;
  readonly relay: Relay | undefined;
  readonly host: HostStage | undefined;
}

interface HostStage {
  readonly simulator: HostSimulator;
  readonly relay: Relay | undefined;
  readonly token: string;
}

const certificates = await makeCertificates();
let stage: Stage | undefined;

process.on('message', (command: Command) => {
  void carryOut(command).then((reply) => process.send?.(reply));
});

async function carryOut(command: Command): Promise<Replies[keyof Replies]> {
  switch (command.kind) {
    case 'serve':
      return await serve(command.spec);
    case 'state':
      return state();
    case 'echo':
      return { port: await echo(command.roundTripMs) };
  }
}

async function serve(spec: ServeSpec): Promise<Served> {
  for (const server of [stage?.relay, stage?.simulator, stage?.host?.relay, stage?.host?.simulator])
    await server?.close();
  const built = buildWorld(spec);
  const simulator = await startSimulator(built.world, {
    keepRequests: false,
    ...(spec.tls ? { tls: certificates.server } : {}),
  });
  const relay = spec.roundTripMs > 0 ? await startRelay(simulator.port, spec.roundTripMs) : undefined;
  const host = spec.gitHost === undefined ? undefined : await serveHost(spec.gitHost);
  stage = { built, simulator, relay, host };
  const { email, password } = built.world.account;
  return {
    url: `${spec.tls ? 'https' : 'http'}://127.0.0.1:${String(relay?.port ?? simulator.port)}`,
    email,
    password,
    ...(spec.tls ? { authority: certificates.authority } : {}),
    target: built.target,
    ...(host === undefined ? {} : { gitHost: { url: urlOf(host), token: host.token } }),
  };
}

async function serveHost(spec: HostSpec): Promise<HostStage> {
  const world = buildHostWorld(spec);
  const simulator = await startHost('github', world);
  const port = Number(new URL(simulator.url).port);
  const relay = spec.roundTripMs > 0 ? await startRelay(port, spec.roundTripMs) : undefined;
  return { simulator, relay, token: world.token };
}

function urlOf({ simulator, relay }: HostStage): string {
  return relay === undefined ? simulator.url : `http://127.0.0.1:${String(relay.port)}`;
}

function state(): State {
  if (stage === undefined) throw new Error('nothing is served yet');
  const { built, simulator, relay, host } = stage;
  const { world, planId } = built;
  return {
    counts: { ...Object.fromEntries(simulator.counts), ...(host && { host: host.simulator.requests.length }) },
    connections: relay && relay.connections + (host?.relay?.connections ?? 0),
    protectedCount: [...world.repositories.keys()].filter((id) => world.isProtected(id, planId)).length,
  };
}

async function echo(roundTripMs: number): Promise<number> {
  const server = net.createServer({ noDelay: true }, (socket) => socket.pipe(socket));
  return (await startRelay(await listen(server), roundTripMs)).port;
}
