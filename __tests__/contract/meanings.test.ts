import { describe, expect, it } from '@jest/globals';
import { makeCertificates, makeSelfSigned } from '../../simulator/certificates.ts';
import { SERVERS, type UnreachableServer } from '../support/unreachable-servers.ts';
import { type Meaning, MEANINGS } from '../support/meanings.ts';
import { freePort } from '../support/proxy.ts';
import { runInProcess } from '../support/run.ts';
import { callsOf, serve, smallWorld } from '../support/service.ts';

const named = <T extends { readonly name: string }>(cases: readonly T[]): [string, T][] =>
  cases.map((each) => [each.name, each]);

describe('a run, when', () => {
  it.each(named(MEANINGS))('%s', async (_: string, { arrange, title, calls = {} }: Meaning) => {
    const small = smallWorld({ rejectsRepeats: true });
    const { world, api, daily } = small;
    const simulator = await serve(world, arrange(small));
    const { email, password } = world.account;

    const run = await runInProcess({
      inputs: { 'server-url': simulator.url, email, password, plan: 'Daily', retries: '1' },
    });

    const ends = {
      exitCode: run.exitCode,
      isProtected: world.plans.has(daily.id) && world.isProtected(api.id, daily.id),
    };
    expect(ends).toEqual(
      title === undefined ? { exitCode: 0, isProtected: true } : { exitCode: 1, isProtected: false },
    );
    if (title === undefined) expect(run.stdout).toContain('✅ Protected, drift corrected');
    else expect(run.stdout).toContain(`::error title=${title}::`);
    for (const [endpoint, count] of Object.entries(calls))
      expect([endpoint, callsOf(simulator, endpoint)]).toEqual([endpoint, count]);
  });

  it.each(named(SERVERS))('the server is %s', async (_: string, { kind, title, says }: UnreachableServer) => {
    const { world } = smallWorld();
    const { email, password } = world.account;
    const url = await addressOf(kind, world);
    const run = await runInProcess({ inputs: { 'server-url': url, email, password, plan: 'Daily', retries: '1' } });
    expect(run.exitCode).toBe(1);
    const error = run.stdout.split('\n').find((line) => line.startsWith(`::error title=${title}::`)) ?? '';
    expect(error).toContain('could not sign in');
    expect(error).toContain(says);
    expect(error).toContain('What to do: ');
  });
});

async function addressOf(kind: UnreachableServer['kind'], world: Parameters<typeof serve>[0]): Promise<string> {
  switch (kind) {
    case 'refused':
      return `http://127.0.0.1:${String(await freePort())}`;
    case 'unknown-host':
      return 'https://gitprotect.invalid';
    case 'self-signed':
      return (await serve(world, { tls: await makeSelfSigned() })).url;
    case 'private-ca':
      return (await serve(world, { tls: (await makeCertificates()).server })).url;
  }
}
