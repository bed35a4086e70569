import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { type Ended, runAgainst } from '../support/run.ts';
import { parseCsv } from '../support/csv.ts';
import { serve, smallWorld } from '../support/service.ts';

/* Passwords that stand in our own output by chance: what is told of the run stays true and readable. */

const workspace = mkdtempSync(join(tmpdir(), 'backup-0000-true-'));

const ID = '00000000-aaaa-4bbb-8ccc-000000000000';
const PEM = `-----BEGIN PRIVATE KEY-----\n${`${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC'.repeat(2)}\n`.repeat(25)}-----END PRIVATE KEY-----\n`;

interface Run {
  readonly ended: Ended;
  readonly file: string;
}

async function runWith(password: string, name = 'api', format = 'json'): Promise<Run> {
  const { world, acme } = smallWorld({
    account: { email: 'a@acme.example', password, roles: ['System Administrator', 'GitManagement'] },
  });
  const repository = name === 'api' ? name : world.addRepository(acme, name).id;
  const inputs = { repository, 'report-file': `backup-true.${format}`, organization: acme.id };
  const ended = await runAgainst(await serve(world), inputs, { environment: { GITHUB_WORKSPACE: workspace } });
  return { ended, file: join(workspace, `backup-true.${format}`) };
}

describe('a password that stands in our own output', () => {
  afterAll(() => {
    rmSync(workspace, { recursive: true });
  });

  it.each([
    ...[
      'true',
      'false',
      '0000',
      'backup',
      '","n',
      '"name":"',
      'failed',
      'already-active',
      'acme',
      '{"',
      '\\"],"',
      '</code>',
    ],
    ...['a\n"},"\ntrue\n', '&#58', '| --- |', '****', ':\\/\\/', PEM, 'x'.repeat(32_000), '"<&é\'\\'.repeat(1000)],
  ])('leaves it as it is: %j', async (password) => {
    const { ended, file } = await runWith(password);
    const { success, outputs, summary, report } = ended;
    expect(success).toBe(true);
    expect(outputs).toMatchObject({
      ...{ drift: 'true', changed: 'true', 'license-status': 'activated', 'plan-status': 'attached' },
      ...{ 'repositories-checked': '1', 'repositories-failed': '0', 'report-path': file },
    });
    for (const id of ['organization-id', 'repository-id', 'plan-id']) expect(outputs[id]).toMatch(/^[\da-f-]{36}$/);
    expect(report).toMatchObject({
      organization: { id: outputs['organization-id'] },
      repositories: [
        { id: outputs['repository-id'], license: 'activated', proved: true, plans: [{ status: 'attached' }] },
      ],
    });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ repositories: [{ name: 'api', proved: true }] });
    expect(summary).toContain('| <code>api</code> | inactive → **active** | not attached → **attached** |');
  });

  it.each(['true', '0000', 'api-1', '","n', '"; x'])('is cut out of names all the same: %j', async (password) => {
    const { ended } = await runWith(password, `x ${password} y`);
    expect(ended.success).toBe(true);
    expect(ended.report).toMatchObject({ repositories: [{ name: 'x *** y', proved: true }] });
    expect(ended.summary).toContain('x &#42;&#42;&#42; y');
    const { file } = await runWith(password, `x ${password} y`, 'csv');
    expect(parseCsv(readFileSync(file, 'utf8'))[1]?.slice(0, 3)).toEqual([
      'x *** y',
      expect.stringMatching(/^[\da-f-]{36}$/),
      'activated',
    ]);
  });

  it('is cut out of what the server says, and of nothing else of the report', async () => {
    const { world } = smallWorld({
      account: { email: 'a@acme.example', password: '":"', roles: ['System Administrator'] },
    });
    const body = JSON.stringify({ message: `no user with ":" (${ID})` });
    const faults = [
      { endpoint: 'account/login', occurrence: 'every', fault: { kind: 'answer', status: 400, body } },
    ] as const;
    const { success, report, outputs } = await runAgainst(await serve(world, { faults }));
    expect(success).toBe(false);
    expect(outputs).toMatchObject({ 'license-status': 'failed' });
    expect(report).toMatchObject({
      error: {
        title: 'GitProtect rejected the sign-in',
        message: expect.stringContaining(`HTTP 400: no user with ":" (${ID})`),
      },
    });
  });

  it('is cut out of it where it has four characters, although JSON writes them with marks', async () => {
    const password = '":"x';
    const { world } = smallWorld({ account: { email: 'a@acme.example', password, roles: ['System Administrator'] } });
    const body = `{"message":"x","detail":${JSON.stringify(`no user with ${password} (${ID})`)}}`;
    const faults = [
      { endpoint: 'account/login', occurrence: 'every', fault: { kind: 'answer', status: 400, body } },
    ] as const;
    const { report } = await runAgainst(await serve(world, { faults }));
    expect(report).toMatchObject({ error: { message: expect.stringContaining(`HTTP 400: no user with *** (${ID})`) } });
  });

  it('as a token of 32,000 characters is sent, and cut out of an echo, cut off or not', async () => {
    const token = Array.from({ length: 6400 }, (_, index) => index.toString().padStart(5, 't')).join('');
    const { world } = smallWorld();
    const body = JSON.stringify({ message: `${token} and ${token} and ${token}` });
    const faults = [
      { endpoint: 'git/organizations/getmany', occurrence: 1, fault: { kind: 'answer', status: 400, body } },
    ] as const;
    const simulator = await serve(world, { faults });
    const { log, report } = await runAgainst(simulator, { 'access-token': token });
    expect(simulator.requests[0]?.headers.authorization).toBe(`Bearer ${token}`);
    expect(report).toMatchObject({ error: { message: expect.stringMatching(/HTTP 400: \*\*\*…? \(/) } });
    expect(log).not.toMatch(/t{2}\d{3}/);
  });
});
