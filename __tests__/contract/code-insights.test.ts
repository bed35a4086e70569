import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Simulator } from '../../simulator/server.ts';
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
/** Where it is set the job is cancelled while the proxy is asked, which does not answer then. */
let cancelling: AbortController | undefined;
const received: Received[] = [];
/** The reports that Bitbucket keeps of the commit, by their addresses. */
const kept = new Map<string, { result: unknown; annotations: number }>();

/** Serves an organization with so many repositories, and one that is protected. */
async function serveWith(count: number): Promise<Simulator> {
  const world = new World();
  const acme = world.addOrganization('acme');
  for (let index = 0; index < count; index++) world.addRepository(acme, index === 0 ? 'api' : `repo-${String(index)}`);
  const other = world.addRepository(acme, 'zoo', { licensed: true });
  world.addPlan(acme, 'Daily', { repositories: new Set([other.id]) });
  return await serve(world);
}

async function runOn(
  simulator: Simulator,
  args: readonly string[],
  variables: Readonly<Record<string, string | undefined>> = {},
): Promise<CommandRun> {
  const folder = jobFolder();
  const job = JOBS.find(({ name }) => name === 'Bitbucket');
  if (job === undefined) throw new Error('there is no such job');
  const environment = { ...job.variables(folder), ...signedIn(simulator), GITPROTECT_PLAN: 'Daily', ...variables };
  const cancelled = cancelling?.signal;
  return await command(args, { environment, pipelineProxy: 'real', ...(cancelled && { cancelled }) }, folder);
}

/** Bitbucket updates a report, and keeps its annotations; it deletes them with the report. */
function keep(method: string, target: string, body: unknown): number {
  const known = kept.get(target.replace(/\/annotations$/, ''));
  if (method === 'DELETE') return kept.delete(target) ? 204 : 404;
  if (method === 'PUT') kept.set(target, { annotations: 0, ...known, result: (body as { result: string }).result });
  else if (known !== undefined) known.annotations += (body as readonly unknown[]).length;
  return 200;
}

const REPORT =
  /^http:\/\/api\.bitbucket\.org\/2\.0\/repositories\/acme\/api\/commit\/0123456789abcdef\/reports\/gitprotect-ensure-[0-9a-f]{12}$/;

describe('Code Insights', () => {
  beforeEach(async () => {
    [status, tunnels, cancelling] = [200, 0, undefined];
    received.length = 0;
    kept.clear();
    proxy = createServer((request, response) => {
      const chunks: Uint8Array[] = [];
      request.on('data', (chunk: Uint8Array) => chunks.push(chunk));
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const body: unknown = text === '' ? undefined : JSON.parse(text);
        const { method = '', url: target = '' } = request;
        received.push({ method, target, body });
        if (cancelling !== undefined) {
          cancelling.abort();
          return;
        }
        response.writeHead(status === 200 ? keep(method, target, body) : status).end('{}');
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
    const run = await runOn(await serveWith(1), []);
    expect([run.exitCode, run.stderr, tunnels]).toEqual([0, '', 0]);
    expect(received).toEqual([
      { method: 'DELETE', target: expect.stringMatching(REPORT), body: undefined },
      { method: 'PUT', target: received[0]?.target, body: expect.objectContaining({ result: 'PASSED' }) },
    ]);
    expect(run.stdout).not.toContain('WARNING');
  });

  it('get annotations, a hundred at once and a thousand at most, of what is not as asked', async () => {
    const run = await runOn(await serveWith(1050), ['--repository=*', '--dry-run']);
    expect(run.exitCode).toBe(0);
    const [, report, ...others] = received;
    const body = { result: 'FAILED', details: expect.stringContaining('\nAnnotations: the first 1000 of 1050\n') };
    expect(report).toMatchObject({ method: 'PUT', body });
    const bodies = others.map(({ body }) => body as readonly { external_id: string }[]);
    expect(bodies.map(({ length }) => length)).toEqual(Array.from({ length: 10 }, () => 100));
    expect(
      others.every(({ method, target }) => method === 'POST' && target === `${report?.target ?? ''}/annotations`),
    ).toBe(true);
    const ids = bodies.flat().map((each) => each.external_id);
    expect(new Set(ids).size).toBe(1000);
  });

  it('keep nothing of an earlier run on the same commit', async () => {
    const simulator = await serveWith(3);
    await runOn(simulator, ['--repository=*', '--dry-run']);
    expect([...kept.values()]).toEqual([{ result: 'FAILED', annotations: 3 }]);
    const run = await runOn(simulator, ['--repository=*']);
    expect([...kept.values()]).toEqual([{ result: 'PASSED', annotations: 0 }]);
    expect(run.stdout).not.toContain('WARNING');
  });

  it('stand beside those of a step with another request', async () => {
    const simulator = await serveWith(2);
    await runOn(simulator, ['--plan=Weekly']);
    await runOn(simulator, []);
    expect([...kept.values()].map(({ result }) => result)).toEqual(['FAILED', 'PASSED']);
  });

  it.each(['BITBUCKET_WORKSPACE', 'BITBUCKET_REPO_SLUG', 'BITBUCKET_COMMIT'])(
    'are not sent without %s, and that is a warning',
    async (name) => {
      const run = await runOn(await serveWith(1), ['--organization=acme', '--repository=api'], { [name]: undefined });
      expect([run.exitCode, received]).toEqual([0, []]);
      expect(run.stdout).toContain(`report of Code Insights: ${name} is not set`);
    },
  );

  it.each([400, 500])('that are refused with HTTP %i are a warning, and the outcome is as it was', async (refusal) => {
    status = refusal;
    const run = await runOn(await serveWith(1), []);
    expect([run.exitCode, run.stderr]).toEqual([0, '']);
    expect(run.stdout).toContain(`report of Code Insights: Bitbucket answered HTTP ${String(refusal)}`);
  });

  it('do not hold a job that is cancelled meanwhile', async () => {
    cancelling = new AbortController();
    const run = await runOn(await serveWith(1), []);
    expect([run.exitCode, received.length]).toEqual([1, 1]);
    expect(run.stdout).toMatch(
      /report of Code Insights: the proxy .* did not take all of it before the job was cancelled/,
    );
  });
});
