import { describe, expect, it } from '@jest/globals';
import { runAgainst } from '../support/run.ts';
import { callsOf, serve, smallWorld } from '../support/service.ts';

const SYNC = 'git/repositories/sync';
const WRITES = [SYNC, 'git/repositories/activate', 'plans/attachgitrepository'];

describe('a name that is nearly right', () => {
  it('is followed by what is listed, before a synchronization is waited for and in the error', async () => {
    const simulator = await serve(smallWorld().world);

    const { success, log } = await runAgainst(simulator, { repository: 'apo', 'sync-timeout': '60' });

    expect(success).toBe(false);
    expect(log).toContain("'api' is listed: if 'apo' is a mistake, cancel and correct it");
    expect(log.indexOf("'api' is listed")).toBeLessThan(log.indexOf('not listed yet'));
    expect(log).toMatch(/::error title=GitProtect does not list the repository::.*'apo'.*did you mean 'api'\?/);
  });

  it('is named in the error of several, without a synchronization too', async () => {
    const simulator = await serve(smallWorld().world);

    const { log } = await runAgainst(simulator, { repository: 'apo\nunheard-of', sync: 'never' });

    expect(log).toMatch(/::error title=.*'apo' \(did you mean 'api'\?\), 'unheard-of'/);
    expect(callsOf(simulator, SYNC)).toBe(0);
  });
});

describe('a line with another owner than the organization', () => {
  it.each([
    ['to include', 'api\nother/api', "'other/api' of 'other'"],
    ['with a typing mistake', 'acmee/api', "'acmee/api' of 'acmee'"],
    ['of another group', 'sub1/api', "'sub1/api' of 'sub1'"],
    ['to exclude', 'api\n!other/api', "'!other/api' of 'other'"],
    ['to exclude from all', '*\n!other/api', "'!other/api' of 'other'"],
  ])('ends the run before any change: %s', async (_, repository, says) => {
    const { world, acme } = smallWorld();
    world.addRepository(acme, 'sub2/api');
    for (let index = 0; index < 30; index++) world.addRepository(acme, `repo-${String(index)}`);
    const simulator = await serve(world, { pageCap: 5 });

    const { success, log } = await runAgainst(simulator, { repository });

    expect(success).toBe(false);
    expect(log).toContain('::error title=The owner of a repository is not the organization::');
    expect(log).toContain(says);
    for (const path of WRITES) expect(callsOf(simulator, path)).toBe(0);
  });

  it('means what is listed under that path, also on a page that is not read otherwise', async () => {
    const { world, acme, api, daily } = smallWorld();
    for (let index = 0; index < 30; index++) world.addRepository(acme, `repo-${String(index)}`);
    const nested = world.addRepository(acme, 'sub/api');
    const simulator = await serve(world, { pageCap: 5 });

    expect(await runAgainst(simulator, { repository: 'api\n!sub/api' })).toMatchObject({ success: true });
    expect(nested.licensed).toBe(false);
    expect(await runAgainst(simulator, { repository: 'sub/api' })).toMatchObject({ success: true });
    expect(world.isProtected(nested.id, daily.id)).toBe(true);
    expect(world.isProtected(api.id, daily.id)).toBe(true);
  });
});

describe('names that look the same', () => {
  it('are found: of an organization, a plan and a repository', async () => {
    const { world, acme, api, daily } = smallWorld();
    Object.assign(acme, { name: 'Caf\u00e9\u00a0Labs' });
    api.name = 'A\u0308pi';
    daily.name = 'Daily ';
    const inputs = { organization: 'Cafe\u0301 Labs', repository: 'Cafe\u0301 Labs/\u00c4pi', plan: 'Daily' };

    const { success } = await runAgainst(await serve(world), inputs);

    expect(success).toBe(true);
    expect(world.isProtected(api.id, daily.id)).toBe(true);
  });
});

describe('an input of another form', () => {
  it('is refused before any request, where it is a list of another syntax', async () => {
    const { world, acme } = smallWorld();
    world.addRepository(acme, 'sandbox-1');
    const simulator = await serve(world);

    const { success, log } = await runAgainst(simulator, { repository: '*\n!sandbox-1, web' });

    expect(success).toBe(false);
    expect(log).toContain("'!sandbox-1, web' (write '!sandbox-1' and '!web', each on a line of its own)");
    expect(simulator.requests).toHaveLength(0);
  });

  it('is the default, where a wrapper passes on an empty organization', async () => {
    const { world } = smallWorld();

    expect(await runAgainst(await serve(world), { organization: '' })).toMatchObject({ success: true });
  });

  it.each([
    ['line break', 'correct horse battery staple\n', 'The password ends with a line break'],
    ['byte order mark', '\ufeffcorrect horse battery staple', 'The password begins with a byte order mark'],
  ])('is a password with a %s: it is sent as it is, and a refusal says so', async (_, password, says) => {
    const { world, api, daily } = smallWorld();
    const simulator = await serve(world);

    const { success, log } = await runAgainst(simulator, { password });
    expect(success).toBe(false);
    expect(log).toMatch(new RegExp(`::error title=GitProtect rejected the sign-in::.*What to do: ${says}`));

    Object.assign(world.account, { password });
    expect(await runAgainst(simulator)).toMatchObject({ success: true });
    expect(world.isProtected(api.id, daily.id)).toBe(true);
  });

  it('says nothing of a password without such', async () => {
    const { log } = await runAgainst(await serve(smallWorld().world), { password: 'wrong password' });

    expect(log).toContain('GitProtect rejected the sign-in');
    expect(log).not.toMatch(/ends with|begins with/);
  });
});

describe('patterns that match nothing', () => {
  it.each([
    ['auto', true],
    ['never', true],
    ['always', false],
  ])('are not said to be helped by sync: auto, where sync is %s', async (sync, isAdvised) => {
    const { log } = await runAgainst(await serve(smallWorld().world), { repository: 'cli-*\ngui-*', sync });

    expect(log).toContain('::error title=GitProtect does not list some repositories::');
    expect(log.includes('run with sync: always')).toBe(isAdvised);
    expect(log).not.toContain('sync: auto');
  });
});

describe('a project', () => {
  it.each<[string, boolean, RegExp]>([
    ['!Sandobx', true, /^::notice title=An exclusion in project matches nothing::'!Sandobx'/m],
    ['!acmee/*', false, /^::error title=An exclusion in project means no project::.*'!acmee\/\*'/m],
  ])(
    'that is left out by a name that none has is a notice, and an error with another owner: %s',
    async (line, ...said) => {
      const { world, acme } = smallWorld();
      for (const name of ['Platform', 'Sandbox']) {
        const { id } = world.addProject(acme, name);
        world.addRepository(acme, `${name}/web`, { project: id });
      }
      const simulator = await serve(world);
      const inputs = { project: `*\n!Sandbox\n${line}`, repository: '' };

      const { success, log } = await runAgainst(simulator, inputs);

      expect(success).toBe(said[0]);
      expect(log).toMatch(said[1]);
    },
  );
});

describe('an ID', () => {
  it.each<[string, (id: string) => string]>([
    ['without dashes', (id) => id.replaceAll('-', '')],
    ['in braces', (id) => `{${id}}`],
  ])('is understood %s, in every input', async (_, written) => {
    const { world, acme, api, daily } = smallWorld();
    const [organization, repository, plan] = [written(acme.id), written(api.id), written(daily.id)];

    const { outputs } = await runAgainst(await serve(world), { organization, repository, plan });

    expect(outputs).toMatchObject({ 'organization-id': acme.id, 'repository-id': api.id, 'plan-id': daily.id });
    expect(world.isProtected(api.id, daily.id)).toBe(true);
  });

  it('of a project is understood without dashes', async () => {
    const { world, acme } = smallWorld();
    const project = world.addProject(acme, 'Platform');
    world.addRepository(acme, 'Platform/web', { project: project.id });
    const simulator = await serve(world);
    const inputs = { project: project.id.replaceAll('-', ''), repository: '' };

    expect((await runAgainst(simulator, inputs)).success).toBe(true);
  });
});
