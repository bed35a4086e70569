import { describe, expect, it } from '@jest/globals';
import { API_TRAITS, APIS } from '../support/hosts.ts';
import { hosted, runWithHost } from '../support/coverage.ts';
import { FakeClock } from '../support/fake-clock.ts';
import {
  ACTIVATE,
  annotationsIn,
  ATTACH,
  countOf,
  protectedOf,
  type ManyOptions,
  type ManyWorld,
  manyWorld,
  nameOf,
} from '../support/sweep.ts';

/* Runs that ask a Git host for its own list. */

const SYNC = 'git/repositories/sync';
const NAMES = [nameOf(0), nameOf(1)];

/** Two repositories; `forgotten` is at the Git host, and is listed once a synchronization is over. */
function forgetful(clock: FakeClock, options: ManyOptions = {}): ManyWorld {
  const many = manyWorld(2, { syncMs: 5000, now: () => clock.now(), ...options });
  many.acme.atHost.add('forgotten');
  return many;
}

function isProtected({ world, acme, daily }: ManyWorld, name: string): boolean {
  const found = world.repositoriesOf(acme).find((each) => each.name === name);
  return found !== undefined && world.isProtected(found.id, daily.id);
}

describe('a repository that GitProtect does not list', () => {
  it.each(APIS)('is synchronized for once, and then protected: %s', async (api) => {
    const clock = new FakeClock();
    const many = forgetful(clock);

    const end = await runWithHost(many.world, hosted(...NAMES, 'forgotten'), { api, run: { clock } });

    expect(end).toMatchObject({ success: true, gaps: [], orphans: [], skipped: [] });
    expect(end.inventory).toEqual({
      host: API_TRAITS[api].kind,
      owner: 'acme',
      complete: true,
      repositories: 3,
      pages: 1,
    });
    expect(end.outputs).toMatchObject({
      ...{ 'host-repositories': '3', 'inventory-complete': 'true', 'repositories-uncovered': '0' },
      ...{ 'repositories-checked': '3', 'repositories-changed': '3' },
    });
    expect(isProtected(many, 'forgotten')).toBe(true);
    expect(countOf(end.simulator, SYNC)).toBe(1);
    expect(end.log).not.toContain('::warning');
    expect(end.summary).toMatch(/The list of .* is complete, as far as host-token can see/);
  });

  it('is waited for also where a line names another one that is listed earlier', async () => {
    const clock = new FakeClock();
    const many = forgetful(clock, { syncMs: 20_000 });
    const isListed = (): boolean => many.world.repositoriesOf(many.acme).some(({ name }) => name === 'named');
    const start = clock.now();

    const end = await runWithHost(many.world, hosted(...NAMES, 'forgotten', 'named'), {
      ...{ inputs: { repository: '*\nnamed' }, run: { clock } },
      service: {
        onRequest: () => {
          if (clock.now() > start + 2000 && !isListed()) many.world.addRepository(many.acme, 'named');
        },
      },
    });

    expect(end).toMatchObject({ success: true, gaps: [], outputs: { 'repositories-changed': '4' } });
    expect(countOf(end.simulator, SYNC)).toBe(1);
  });

  it('is a gap and a warning where it is still missing, and the rest is protected', async () => {
    const clock = new FakeClock();
    const many = manyWorld(2, { syncMs: 5000, now: () => clock.now() });

    const end = await runWithHost(many.world, hosted(...NAMES, 'forgotten'), { run: { clock } });

    expect(end.success).toBe(true);
    expect(end.gaps).toEqual([{ name: 'forgotten', url: expect.stringContaining('/forgotten'), reason: 'not-listed' }]);
    expect(end.outputs).toMatchObject({ 'repositories-uncovered': '1', 'repositories-changed': '2' });
    expect(countOf(end.simulator, SYNC)).toBe(1);
    expect(annotationsIn(end.log)).toEqual([
      expect.stringMatching(
        /^::warning title=Not every repository at GitHub is proved to be protected::forgotten: not listed by GitProtect\./,
      ),
    ]);
    expect(end.summary).toContain('<code>forgotten</code> | not listed by GitProtect |');
    expect(protectedOf(many)).toHaveLength(2);
  });

  it.each<[string, Readonly<Record<string, string>>, number]>([
    ['sync: never', { sync: 'never' }, 0],
    ['sync: always, once before', { sync: 'always' }, 1],
    ['a dry run', { 'dry-run': 'true' }, 0],
    ['a line that does not select it', { repository: 'repo-*' }, 0],
    ['it is archived and skipped', { archived: 'skip', repository: 'repo-*\nol?' }, 0],
  ])('is not synchronized for once more: %s', async (_, inputs, count) => {
    const clock = new FakeClock();
    const many = manyWorld(2, { syncMs: 5000, now: () => clock.now(), licensed: true, attached: true });
    many.world.addRepository(many.acme, 'other');
    const rows = [...hosted(...NAMES, 'forgotten'), { name: 'old', archived: true }];
    const { simulator } = await runWithHost(many.world, rows, { inputs, run: { clock } });
    expect(countOf(simulator, SYNC)).toBe(count);
  });

  it.each(['not listed', 'removed'])('is no failure where its name is given, and it is skipped: %s', async (state) => {
    const many = manyWorld(2);
    if (state === 'removed') many.world.addRepository(many.acme, 'old', { removed: true });
    const rows = [...hosted(...NAMES), { name: 'old', archived: true }];
    const inputs = { archived: 'skip', repository: `old\n${NAMES.join('\n')}` };

    const end = await runWithHost(many.world, rows, { inputs, run: { clock: new FakeClock() } });

    expect([end.success, countOf(end.simulator, SYNC), protectedOf(many).length]).toEqual([true, 0, 2]);
    expect(end.skipped).toMatchObject([{ name: 'old', reason: 'archived' }]);
  });

  it('is not waited for beside others that are', async () => {
    const clock = new FakeClock();
    const many = manyWorld(2, { syncMs: 5000, now: () => clock.now() });
    many.acme.atHost.add('forgotten');
    const rows = [...hosted(...NAMES, 'forgotten'), { name: 'old', archived: true }];
    const inputs = { archived: 'skip', repository: `old\nforgotten\n${NAMES.join('\n')}` };
    const start = clock.monotonic();

    const { success } = await runWithHost(many.world, rows, { inputs, run: { clock } });

    expect(success).toBe(true);
    expect(clock.monotonic() - start).toBeLessThan(20_000);
  });
});

describe('fail-on-gap', () => {
  it('fails the step after everything else is done', async () => {
    const many = manyWorld(2);
    const inputs = { 'fail-on-gap': 'true', sync: 'never' };
    const end = await runWithHost(many.world, hosted(...NAMES, 'forgotten'), { inputs });
    expect(end.success).toBe(false);
    expect(protectedOf(many)).toHaveLength(2);
    expect(end.outputs).toMatchObject({
      'repositories-changed': '2',
      'repositories-failed': '0',
      'repositories-uncovered': '1',
    });
    expect(annotationsIn(end.log)).toEqual([
      expect.stringMatching(/^::error .*\(sync: never\)\.%0AWhat to do: Use sync: auto.*, grant access/),
    ]);
    expect(end.summary).toContain('❌');
  });

  it('does not fail where everything is covered', async () => {
    const { success, log } = await runWithHost(manyWorld(2).world, hosted(...NAMES), {
      inputs: { 'fail-on-gap': 'true' },
    });
    expect(success).toBe(true);
    expect(log).toContain('2 of 2 selected repositories that GitHub lists are proved to be protected');
  });
});

describe('a dry run', () => {
  it('counts what is not protected now, and writes nothing', async () => {
    const many = manyWorld(3);
    const [first, second] = many.repositories;
    if (first === undefined || second === undefined) throw new Error('too few repositories');
    first.licensed = second.licensed = true;
    many.daily.repositories.add(first.id);
    const rows = hosted(...NAMES, nameOf(2), 'forgotten');

    const end = await runWithHost(many.world, rows, { inputs: { 'dry-run': 'true' } });

    expect(end.gaps.map(({ name, reason }) => [name, reason])).toEqual([
      [nameOf(1), 'not-attached'],
      [nameOf(2), 'not-licensed'],
      ['forgotten', 'not-listed'],
    ]);
    expect(end.outputs).toMatchObject({ 'repositories-uncovered': '3', changed: 'false' });
    for (const endpoint of [SYNC, ACTIVATE, ATTACH]) expect(countOf(end.simulator, endpoint)).toBe(0);
  });
});

describe('archived: skip', () => {
  it.each(APIS)('leaves untouched and names what %s reports as archived', async (api) => {
    const many = manyWorld(2);
    const [kept] = many.repositories;
    const rows = [{ name: nameOf(0), archived: true }, { name: nameOf(1) }];

    const end = await runWithHost(many.world, rows, { api, inputs: { archived: 'skip', sync: 'never' } });

    expect(end).toMatchObject({ success: true, gaps: [], orphans: [] });
    const { reportsArchived: isReported } = API_TRAITS[api];
    expect(end.skipped.map(({ name, reason }) => [name.split('/').at(-1), reason])).toEqual(
      isReported ? [[nameOf(0), 'archived']] : [],
    );
    expect(end.outputs).toMatchObject({ 'host-repositories': '2', 'repositories-checked': isReported ? '1' : '2' });
    expect(kept?.licensed).toBe(!isReported);
    const sent = end.simulator.requests.map(({ body }) => JSON.stringify(body ?? '')).join('\n');
    expect(sent.includes(kept?.id ?? 'none')).toBe(!isReported);
  });
});

describe('orphans', () => {
  it('are reported, and treated as they would be without a host', async () => {
    const many = manyWorld(3);
    const end = await runWithHost(many.world, hosted(...NAMES));
    expect(end).toMatchObject({
      success: true,
      gaps: [],
      orphans: [{ id: many.repositories[2]?.id, name: nameOf(2) }],
    });
    expect(end.outputs).toMatchObject({ 'repositories-checked': '3', 'repositories-changed': '3' });
    expect(protectedOf(many)).toHaveLength(3);
    expect(end.log).toMatch(new RegExp(`Listed by GitProtect, but not by GitHub \\(.*\\): '${nameOf(2)}'`));
  });

  it('are not what GitProtect lists only after a synchronization: that is newer than the list of the host', async () => {
    const clock = new FakeClock();
    const many = forgetful(clock);
    many.acme.atHost.add('made-meanwhile');
    const end = await runWithHost(many.world, hosted(...NAMES, 'forgotten'), { run: { clock } });
    expect(end).toMatchObject({ success: true, gaps: [], orphans: [] });
    expect(isProtected(many, 'made-meanwhile')).toBe(true);
  });
});

describe('what changes while the run is under way', () => {
  it('a row that goes is a gap, not covered', async () => {
    const many = manyWorld(2);
    const gone = many.repositories[1];
    if (gone === undefined) throw new Error('too few repositories');
    const change = (): void => {
      many.world.repositories.delete(gone.id);
    };
    const faults = [{ endpoint: ATTACH, occurrence: 1, fault: { kind: 'change', change, when: 'after' } }] as const;
    const inputs = { 'verify-timeout': '0' };
    const end = await runWithHost(many.world, hosted(...NAMES), { inputs, service: { faults } });
    expect(end.gaps).toEqual([expect.objectContaining({ name: nameOf(1) })]);
    expect(end.outputs['repositories-uncovered']).toBe('1');
  });

  it('a repository that is renamed at the host before it is read is a gap until GitProtect lists its new name', async () => {
    const many = manyWorld(2, { licensed: true, attached: true });
    const end = await runWithHost(many.world, hosted(nameOf(0), 'renamed'), { inputs: { sync: 'never' } });
    expect(end.gaps).toEqual([expect.objectContaining({ name: 'renamed', reason: 'not-listed' })]);
    expect(end.orphans.map(({ name }) => name)).toEqual([nameOf(1)]);
  });
});

describe('the lines of repository', () => {
  it('that only the host matches are no error, and name the gaps', async () => {
    const end = await runWithHost(manyWorld(2).world, hosted(...NAMES, 'new-1'), {
      inputs: { repository: 'new-*', sync: 'never' },
    });
    expect(end).toMatchObject({ success: true, gaps: [{ name: 'new-1', reason: 'not-listed' }] });
    expect(end.outputs['repositories-checked']).toBe('0');
    expect(end.log).not.toContain('✅');
  });

  it('that name what GitProtect does not list are the failure that they are without a host', async () => {
    const inputs = { repository: 'new-1', sync: 'never' };
    const { success, log, outputs } = await runWithHost(manyWorld(2).world, hosted('new-1'), { inputs });
    expect(success).toBe(false);
    expect(log).toContain('GitProtect does not list the repository');
    expect(outputs['repositories-uncovered']).toBeUndefined();
  });

  it('that match nothing at either are an error', async () => {
    const { success, log } = await runWithHost(manyWorld(2).world, hosted(...NAMES), { inputs: { repository: 'x*' } });
    expect(success).toBe(false);
    expect(log).toContain('A pattern matches no repository');
  });
});
