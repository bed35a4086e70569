import net from 'node:net';
import { makeCertificates } from '../../simulator/certificates.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import type { Command, Replies, Served, ServeSpec, State } from './protocol.ts';
import { listen, type Relay, startRelay } from './relay.ts';
import { type BenchWorld, buildWorld } from './worlds.ts';

/* The server's side of the benchmark, a process of its own: a simulated Management Service behind a slow network. */

const certificates = await makeCertificates();
let stage: { readonly built: BenchWorld; readonly simulator: Simulator; readonly relay: Relay | undefined } | undefined;

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
  await stage?.relay?.close();
  await stage?.simulator.close();
  const built = buildWorld(spec);
  const simulator = await startSimulator(built.world, {
    keepRequests: false,
    ...(spec.tls ? { tls: certificates.server } : {}),
  });
  const relay = spec.roundTripMs > 0 ? await startRelay(simulator.port, spec.roundTripMs) : undefined;
  stage = { built, simulator, relay };
  const { email, password } = built.world.account;
  return {
    url: `${spec.tls ? 'https' : 'http'}://127.0.0.1:${String(relay?.port ?? simulator.port)}`,
    email,
    password,
    ...(spec.tls ? { authority: certificates.authority } : {}),
    target: built.target,
  };
}

function state(): State {
  if (stage === undefined) throw new Error('nothing is served yet');
  const { built, simulator, relay } = stage;
  const { world, planId } = built;
  return {
    counts: Object.fromEntries(simulator.counts),
    connections: relay?.connections,
    protectedCount: [...world.repositories.keys()].filter((id) => world.isProtected(id, planId)).length,
  };
}

async function echo(roundTripMs: number): Promise<number> {
  const server = net.createServer({ noDelay: true }, (socket) => socket.pipe(socket));
  return (await startRelay(await listen(server), roundTripMs)).port;
}
