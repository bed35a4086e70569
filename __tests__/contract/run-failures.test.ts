import { describe, expect, it } from '@jest/globals';
import type { Fault, ScriptedFault } from '../../simulator/faults.ts';
import { NO_EVIDENCE } from '../../simulator/rows.ts';
import type { World } from '../../simulator/world.ts';
import { runAgainst, runWith } from '../support/run.ts';
import { callsOf, serve, smallWorld } from '../support/service.ts';

const SIGN_IN = 'account/login';
const REPOSITORIES = 'git/repositories/getmany';
const ACTIVATE = 'git/repositories/activate';
const ATTACH = 'plans/attachgitrepository';

const IGNORED: Fault = { kind: 'ignored' };
const LOST: Fault = { kind: 'lost' };

function at(endpoint: string, occurrence: number | 'every', fault: Fault): ScriptedFault {
  return { endpoint, occurrence, fault };
}

/** The world changes just before the n-th time that the repositories are listed. */
function changed(occurrence: number, change: (world: World) => void): ScriptedFault {
  return at(REPOSITORIES, occurrence, { kind: 'change', change });
}

describe('a change that is accepted but not made', () => {
  it.each([
    [ATTACH, 'the repository is still detached, not attached', ['activated', 'failed']],
    [ACTIVATE, 'the license is still inactive, not active', ['failed', 'failed']],
  ])('fails after looking again: %s', async (endpoint, says, statuses) => {
    const { world, api, daily } = smallWorld();
    const simulator = await serve(world, { faults: [at(endpoint, 'every', IGNORED)] });

    const { success, outputs, report, log, summary } = await runAgainst(simulator);

    expect(success).toBe(false);
    expect(world.isProtected(api.id, daily.id)).toBe(false);
    expect(callsOf(simulator, endpoint)).toBe(1);
    // With growing pauses, for half a minute.
    expect(callsOf(simulator, REPOSITORIES)).toBeGreaterThan(4);
    expect(callsOf(simulator, REPOSITORIES)).toBeLessThan(15);
    expect([outputs['license-status'], outputs['plan-status']]).toEqual(statuses);
    // It may take effect yet.
    expect(outputs).toMatchObject({ drift: 'true', changed: 'true', 'repositories-failed': '1' });
    expect(report).toMatchObject({ repositories: [{ proved: false, error: expect.stringContaining(says) }] });
    expect(log).toMatch(/^::error title=GitProtect accepted a change but did not make it::api: /m);
    expect(log).toContain('❌ Not protected');
    expect(summary).toContain('### What to do now');
  });

  it('is no failure when it is seen a moment later', async () => {
    const { world, api, daily } = smallWorld();
    const made = changed(3, () => {
      api.licensed = true;
      daily.repositories.add(api.id);
    });
    const faults = [at(ACTIVATE, 1, IGNORED), at(ATTACH, 1, IGNORED), made];

    const { success, outputs, log } = await runAgainst(await serve(world, { faults }));

    expect(success).toBe(true);
    expect(outputs).toMatchObject({ 'license-status': 'activated', 'plan-status': 'attached' });
    expect(log).toContain('a change is not visible yet, looking again in 0.5 s');
  });
});

describe('a change whose answer is lost', () => {
  it('is a success when the state is right, though its repetition is refused', async () => {
    const { world, api, daily } = smallWorld({ rejectsRepeats: true });
    const simulator = await serve(world, { faults: [at(ACTIVATE, 1, LOST), at(ATTACH, 1, LOST)] });

    const { success, outputs, log } = await runAgainst(simulator, { retries: '1' });

    expect(success).toBe(true);
    expect(world.isProtected(api.id, daily.id)).toBe(true);
    expect([callsOf(simulator, ACTIVATE), callsOf(simulator, ATTACH)]).toEqual([2, 2]);
    expect(outputs).toMatchObject({ changed: 'true', 'license-status': 'activated', 'plan-status': 'attached' });
    expect(log).toContain('A repository has a license already.');
  });

  it('is a success for the plan too', async () => {
    const { world, api, daily } = smallWorld({ rejectsRepeats: true });
    api.licensed = true;
    const simulator = await serve(world, { faults: [at(ATTACH, 1, LOST)] });

    const { success, outputs } = await runAgainst(simulator, { retries: '1' });

    expect(success).toBe(true);
    expect(callsOf(simulator, ATTACH)).toBe(2);
    expect(outputs).toMatchObject({ 'license-status': 'already-active', 'plan-status': 'attached' });
    expect(world.isProtected(api.id, daily.id)).toBe(true);
  });

  it('is not proved when the server does not report the state, and says that it was made already', async () => {
    const { world } = smallWorld({ rejectsRepeats: true });
    const simulator = await serve(world, { evidence: NO_EVIDENCE, faults: [at(ACTIVATE, 1, LOST)] });

    const { success, log, report } = await runAgainst(simulator, { retries: '1' });

    expect(success).toBe(true);
    expect(log).toContain('::warning title=The protection could not be proved::');
    expect(log).not.toContain('✅');
    expect(report).toMatchObject({ repositories: [{ proved: false }] });
  });
});

describe('a change that is refused', () => {
  it('fails when licenses run out, and nothing is attached', async () => {
    const { world, api, daily } = smallWorld({ licenses: 1 });
    const simulator = await serve(world);

    const { success, outputs, log, summary } = await runAgainst(simulator);

    expect(success).toBe(false);
    expect(callsOf(simulator, ATTACH)).toBe(0);
    expect(daily.repositories.has(api.id)).toBe(false);
    expect(outputs).toMatchObject({ changed: 'false', 'license-status': 'failed', 'plan-status': 'failed' });
    expect(log).toContain('There are not enough free licenses.');
    expect(log).toMatch(/^::error title=GitProtect refused to activate a license::api: .*What to do: Free a license/m);
    expect(summary).toContain('There are not enough free licenses.');
  });

  it('fails when the account lacks the role, and names it', async () => {
    const account = { email: 'a@b.example', password: 'secret', roles: ['System Administrator' as const] };
    const { success, log } = await runAgainst(await serve(smallWorld({ account }).world));

    expect(success).toBe(false);
    expect(log).toMatch(/^::error title=The GitProtect account lacks a role::.*DataRemoveManagement or GitManagement/m);
  });

  it('fails when the plan was deleted after it was looked up; the license stays', async () => {
    const { world, api, daily } = smallWorld();
    const change = (): void => {
      world.plans.delete(daily.id);
    };

    const { success, outputs, log } = await runAgainst(
      await serve(world, { faults: [at(ATTACH, 1, { kind: 'change', change })] }),
    );

    expect(success).toBe(false);
    expect(outputs).toMatchObject({ changed: 'true', 'license-status': 'activated', 'plan-status': 'failed' });
    expect(log).toContain('Plan not found.');
    expect(api.licensed).toBe(true);
  });
});

describe('the state after a change', () => {
  it('that cannot be read fails the run: it was changed but not checked', async () => {
    const { world } = smallWorld();
    const fault: Fault = { kind: 'answer', status: 500, body: '{"message":"out of order"}' };

    const faults = [2, 3, 4].map((occurrence) => at(REPOSITORIES, occurrence, fault));
    const { success, outputs, log } = await runAgainst(await serve(world, { faults }));

    expect(success).toBe(false);
    expect(outputs).toMatchObject({ changed: 'true', 'license-status': 'failed', 'plan-status': 'failed' });
    expect(log).toContain('the change was sent but could not be checked: could not list the repositories');
    expect(log).toContain('out of order');
  });

  it('without the repository fails the run', async () => {
    const { world, api } = smallWorld();
    const gone = changed(2, () => {
      world.remove(api.id);
    });

    const { success, outputs, log } = await runAgainst(await serve(world, { faults: [gone] }));

    expect(success).toBe(false);
    expect(outputs).toMatchObject({ 'license-status': 'failed', 'plan-status': 'failed' });
    expect(log).toMatch(/^::error title=The repository is gone from GitProtect::/m);
  });

  it('fails the run when what was right at first was undone meanwhile', async () => {
    const { world, api } = smallWorld();
    api.licensed = true;
    const undone = changed(2, () => {
      api.licensed = false;
    });

    const { success, outputs, log } = await runAgainst(await serve(world, { faults: [undone] }));

    expect(success).toBe(false);
    expect(outputs).toMatchObject({ 'license-status': 'failed', 'plan-status': 'attached' });
    expect(log).toContain('the license was active before, and is inactive now');
  });
});

describe('a run that ends early', () => {
  it('tries a rejected sign-in once, and says what to check', async () => {
    const simulator = await serve(smallWorld().world);

    const { success, outputs, report, log, summary } = await runAgainst(simulator, { password: 'wrong', retries: '4' });

    expect(success).toBe(false);
    expect(simulator.requests.map(({ endpoint }) => endpoint)).toEqual([SIGN_IN]);
    expect(outputs).toMatchObject({ 'license-status': 'failed', 'plan-status': 'failed' });
    expect(outputs).not.toHaveProperty('drift');
    expect(report).toMatchObject({ error: { title: 'GitProtect rejected the sign-in' } });
    expect(log).toMatch(
      /^::error title=GitProtect rejected the sign-in::could not sign in: HTTP 400: .*%0AWhat to do: /m,
    );
    expect(summary).toContain('**Not proved to be protected, nothing was changed: GitProtect rejected the sign-in.**');
  });

  it('names all mistakes in its inputs at once, and sends nothing', async () => {
    const simulator = await serve(smallWorld().world);

    const { success, log } = await runAgainst(simulator, { 'dry-run': 'maybe', password: '', plan: ' \n' });

    expect(success).toBe(false);
    expect(simulator.requests).toEqual([]);
    expect(log).toMatch(/^::error title=3 inputs are wrong::/m);
    expect(log).toContain("dry-run is 'maybe': it takes true or false");
    expect(log).toContain('password is empty: is the secret available to this workflow?');
    expect(log).toContain('plan is empty');
  });

  it('is a failure even if the outputs cannot be written', async () => {
    const simulator = await serve(smallWorld().world);

    const { success, log, summary } = await runAgainst(
      simulator,
      {},
      { environment: { GITHUB_OUTPUT: '/nowhere/output' } },
    );

    expect(success).toBe(false);
    expect(log).toMatch(/^::error title=The report could not be written::outputs \(GITHUB_OUTPUT\): Missing file/m);
    // What was done is reported all the same, and only once.
    expect(summary.match(/^## /gm)).toHaveLength(1);
    expect(summary).toContain('Protected, drift corrected');
  });

  it('needs no files for outputs and summary, as other CI systems have none', async () => {
    const { world } = smallWorld();
    const environment = { GITHUB_OUTPUT: '', GITHUB_STEP_SUMMARY: '' };

    const { success, outputs, summary } = await runAgainst(await serve(world), {}, { environment });

    expect(success).toBe(true);
    expect([outputs, summary]).toEqual([{}, '']);
  });

  it('cannot reach a server that is not there, and says so', async () => {
    const simulator = await serve(smallWorld().world);
    await simulator.close();

    const { success, log } = await runAgainst(simulator);

    expect(success).toBe(false);
    expect(log).toMatch(/^::error title=GitProtect is not reachable::could not sign in: the connection was refused/m);
  });
});

describe('secrets', () => {
  const password = 'p"ss w&rd/of+the%account';
  const account = { email: 'backup@acme.example', password, roles: ['System Administrator' as const] };
  const forms = [password, JSON.stringify(password).slice(1, -1), encodeURIComponent(password), btoa(password)];

  it.each<[string, string, Fault]>([
    ['in a refused sign-in', SIGN_IN, { kind: 'answer', status: 400, body: forms.join(' ') }],
    ['in a refused change', ACTIVATE, { kind: 'answer', status: 409, body: JSON.stringify({ message: password }) }],
    ['as a field of a row', REPOSITORIES, { kind: 'answer', status: 200, body: JSON.stringify([{ [password]: 1 }]) }],
    ['as a field of a sign-in', SIGN_IN, { kind: 'answer', status: 200, body: JSON.stringify({ [password]: 1 }) }],
    ['as a request ID', ATTACH, { kind: 'answer', status: 403, headers: { 'x-request-id': password } }],
  ])('that the server echoes appear nowhere: %s', async (_, endpoint, fault) => {
    const { world } = smallWorld({ account: { ...account, roles: ['System Administrator', 'GitManagement'] } });

    const { success, log, outputs, summary } = await runAgainst(
      await serve(world, { faults: [at(endpoint, 'every', fault)] }),
      { retries: '1' },
    );

    expect(success).toBe(false);
    // Annotations write a percent sign as %25.
    for (const text of [
      log,
      log.replaceAll('%25', '%'),
      JSON.stringify(outputs),
      JSON.stringify(JSON.stringify(outputs)),
      summary,
    ])
      for (const form of forms) expect(text).not.toContain(form);
  });

  it('are masked before anything else is printed', async () => {
    const { stdout } = await runWith({ password, 'access-token': 'some-token', 'server-url': '', plan: '' });

    const [first, second, third, fourth] = stdout.split('\n');
    expect([first, second]).toEqual([`::add-mask::${password.replace('%', '%25')}`, '::add-mask::some-token']);
    expect(third).toBe('❌ Not proved to be protected, nothing was changed: 3 inputs are wrong.');
    expect(fourth).toMatch(/^::error title=/);
  });
});
