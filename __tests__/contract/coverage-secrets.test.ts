import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { redirectTo } from '../../simulator/hosts/faults.ts';
import { type CoveredRun, hosted, runWithHost } from '../support/coverage.ts';
import { APIS, TOKEN } from '../support/hosts.ts';
import { manyWorld, nameOf } from '../support/sweep.ts';
import { decodeCommands, decodeEntities } from '../support/shown.ts';

/* In a run that asks a Git host, each service gets its own secrets only, and neither is shown. */

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** Everything that a reader sees of a run, also as the runner and a browser decode it; without masks. */
function shownBy({ log, summary, outputs }: CoveredRun): string {
  const path = outputs['report-path'];
  const file = path === undefined ? '' : readFileSync(path, 'utf8');
  return [
    log,
    decodeCommands(log),
    summary,
    decodeEntities(summary),
    ...Object.values(outputs),
    file,
    decodeEntities(file),
  ].join('\n');
}

const PAIR = 'ann:s3cret-part-of-a-pair';

describe('each service gets its own secrets only', () => {
  it.each(APIS)('%s', async (api) => {
    const many = manyWorld(2);
    const accessToken = many.world.issueToken();
    const runs = [
      await runWithHost(many.world, hosted(nameOf(0), 'new'), { api, inputs: { sync: 'never' } }),
      await runWithHost(many.world, hosted(nameOf(0)), { api, inputs: { 'access-token': accessToken } }),
    ];
    for (const { simulator, host } of runs) {
      const ofGitProtect = JSON.stringify(simulator.requests);
      const ofHost = JSON.stringify(host.requests);
      expect(simulator.requests.length).toBeGreaterThan(2);
      expect(host.requests.length).toBeGreaterThan(0);
      for (const secret of [TOKEN, base64(TOKEN), base64(`:${TOKEN}`)]) expect(ofGitProtect).not.toContain(secret);
      const tokens = simulator.requests.flatMap(({ headers }) => headers.authorization?.replace(/^\w+ /, '') ?? []);
      expect(tokens.length).toBeGreaterThan(0);
      const { email, password } = many.world.account;
      for (const secret of [...tokens, accessToken, email, password]) expect(ofHost).not.toContain(secret);
      // Never in an address.
      for (const { path, query } of host.requests) expect(JSON.stringify([path, query])).not.toContain(TOKEN);
    }
  });

  it('a redirect of the host to GitProtect is not followed', async () => {
    const many = manyWorld(1);
    const probe = await runWithHost(many.world, hosted(nameOf(0)));
    const end = await runWithHost(many.world, hosted(nameOf(0)), {
      hostOptions: { faults: [{ path: '*', occurrence: 'every', fault: redirectTo(`${probe.simulator.url}/x`) }] },
    });
    expect(end.inventory.complete).toBe(false);
    expect(JSON.stringify(probe.simulator.requests)).not.toContain(TOKEN);
  });
});

describe('what the host echoes is cut out', () => {
  it.each<[string, string, readonly string[]]>([
    ['its own token', TOKEN, [TOKEN, base64(TOKEN)]],
    ['a pair', PAIR, [PAIR, base64(PAIR), encodeURIComponent(PAIR), 's3cret-part-of-a-pair']],
  ])('%s, in names and addresses', async (_, token, forms) => {
    const rows = forms.flatMap((form, index) => [
      { name: `x${String(index)} ${form}` },
      // What is cut for people is cut in the middle of it.
      { name: `${'y'.repeat(112 - index)}${form}` },
      { name: `plain-${String(index)}`, fields: { links: { html: { href: `https://host.example/?t=${form}` } } } },
      { name: `old-${form}`, archived: true },
    ]);
    for (const format of ['json', 'csv', 'html']) {
      const end = await runWithHost(manyWorld(1).world, [{ name: nameOf(0) }, ...rows], {
        api: 'bitbucket-cloud',
        host: { token },
        inputs: { 'host-token': token, 'report-file': `coverage.${format}` },
      });
      expect(end.inventory['repositories']).toBe(rows.length + 1);
      expect(end.gaps).toHaveLength(rows.length);
      const shown = shownBy(end);
      expect(shown).toContain('***');
      for (const form of [...forms, token.slice(0, 9), 's3cret-pa']) expect(shown).not.toContain(form);
      expect(end.stdout).toContain('::add-mask::');
    }
  });

  it("GitProtect's password and tokens, in names and in errors", async () => {
    const many = manyWorld(1);
    const { password } = many.world.account;
    const accessToken = many.world.issueToken();
    const asNames = await runWithHost(many.world, hosted(nameOf(0), `x ${password}`), { inputs: { sync: 'never' } });
    const body = JSON.stringify({ message: `no ${accessToken} or ${TOKEN}` });
    const inError = await runWithHost(many.world, hosted(nameOf(0)), {
      inputs: { 'access-token': accessToken, 'report-file': 'coverage.json' },
      hostOptions: { faults: [{ path: '*', occurrence: 'every', fault: { kind: 'answer', status: 403, body } }] },
    });
    expect(asNames.gaps).toEqual([expect.objectContaining({ name: 'x ***' })]);
    expect(shownBy(asNames)).not.toContain(password);
    expect(inError.inventory.why).toContain('no *** or ***');
    for (const secret of [accessToken, TOKEN]) expect(shownBy(inError)).not.toContain(secret);
  });

  it('the token in an error of GitProtect', async () => {
    const body = JSON.stringify({ message: `no ${TOKEN} ${base64(PAIR)}` });
    const end = await runWithHost(manyWorld(1).world, hosted(nameOf(0)), {
      api: 'bitbucket-cloud',
      host: { token: PAIR },
      inputs: { 'host-token': PAIR },
      service: { faults: [{ endpoint: '*', occurrence: 'every', fault: { kind: 'answer', status: 400, body } }] },
    });
    expect(end.success).toBe(false);
    expect(shownBy(end)).not.toContain(base64(PAIR));
  });
});
