import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { World } from '../../simulator/world.ts';
import { command, type CommandRun, jobFolder, JOBS, signedIn } from '../support/command.ts';
import { listenAsPipelineProxy } from '../support/pipeline-proxy.ts';
import { serve } from '../support/service.ts';

/* The proxy beside a Bitbucket pipeline, at its own address. */

interface Received {
  readonly method: string;
  /** As it stands in the request line. */
  readonly target: string;
  readonly body: unknown;
}

let proxy: Server;
let status: number;
let tunnels: number;
const received: Received[] = [];

async function runOn(count: number, args: readonly string[]): Promise<CommandRun> {
  const world = new World();
  const acme = world.addOrganization('acme');
  for (let index = 0; index < count; index++) world.addRepository(acme, index === 0 ? 'api' : `repo-${String(index)}`);
  const other = world.addRepository(acme, 'zoo', { licensed: true });
  world.addPlan(acme, 'Daily', { repositories: new Set([other.id]) });
  const simulator = await serve(world);
  const folder = jobFolder();
  const job = JOBS.find(({ name }) => name === 'Bitbucket');
  if (job === undefined) throw new Error('there is no such job');
  const environment = { ...job.variables(folder), ...signedIn(simulator), GITPROTECT_PLAN: 'Daily' };
  return await command(args, { environment, pipelineProxy: 'real' }, folder);
}

const REPORT = 'http://api.bitbucket.org/2.0/repositories/acme/api/commit/0123456789abcdef/reports/gitprotect-ensure';

describe('Code Insights', () => {
  beforeEach(async () => {
    [status, tunnels] = [200, 0];
    received.length = 0;
    proxy = createServer((request, response) => {
      const chunks: Uint8Array[] = [];
      request.on('data', (chunk: Uint8Array) => chunks.push(chunk));
      request.on('end', () => {
        const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
        received.push({ method: request.method ?? '', target: request.url ?? '', body });
        response.writeHead(status).end('{}');
      });
    });
    proxy.on('connect', (_, socket) => {
      tunnels++;
      socket.destroy();
    });
    await listenAsPipelineProxy(proxy);
  });

  afterEach(async () => {
    proxy.close();
    await once(proxy, 'close');
  });

  it('get a report by plain http, with the whole address', async () => {
    const run = await runOn(1, []);
    expect([run.exitCode, run.stderr, tunnels]).toEqual([0, '', 0]);
    expect(received).toEqual([{ method: 'PUT', target: REPORT, body: expect.objectContaining({ result: 'PASSED' }) }]);
    expect(run.stdout).not.toContain('WARNING');
  });

  it('get annotations, a hundred at once and a thousand at most, of what is not as asked', async () => {
    const run = await runOn(1050, ['--repository=*', '--dry-run']);
    expect(run.exitCode).toBe(0);
    const [report, ...others] = received;
    expect(report).toMatchObject({ method: 'PUT', target: REPORT, body: { result: 'FAILED' } });
    const bodies = others.map(({ body }) => body as readonly { external_id: string }[]);
    expect(bodies.map(({ length }) => length)).toEqual(Array.from({ length: 10 }, () => 100));
    expect(others.every(({ method, target }) => method === 'POST' && target === `${REPORT}/annotations`)).toBe(true);
    const ids = bodies.flat().map((each) => each.external_id);
    expect(new Set(ids).size).toBe(1000);
  });

  it.each([400, 500])('that are refused with HTTP %i are a warning, and the outcome is as it was', async (refusal) => {
    status = refusal;
    const run = await runOn(1, []);
    expect([run.exitCode, run.stderr]).toEqual([0, '']);
    expect(run.stdout).toContain(`report of Code Insights: Bitbucket answered HTTP ${String(refusal)}`);
  });
});
