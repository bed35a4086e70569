import { describe, expect, it } from '@jest/globals';
import { ATTACH, azureWorld } from '../support/azure.ts';
import { mapRows } from '../support/reshape-rows.ts';
import { runAgainst } from '../support/run.ts';
import { calledEndpoints, callsOf, protectedWorld, serve, smallWorld } from '../support/service.ts';

describe('an organization whose repositories name projects of another kind', () => {
  type Row = Readonly<Record<string, unknown>>;

  it.each<[string, (row: Row) => Row]>([
    ["GitLab's numbers", (row) => ({ ...row, projectId: 4711, projectName: 'Group' })],
    ['an object with a number', (row) => ({ ...row, project: { id: 7, name: 'Group', plans: [] } })],
    ['a text', (row) => ({ ...row, project: 'Group' })],
    ['an ID of zeros', (row) => ({ ...row, projectId: '00000000-0000-0000-0000-000000000000' })],
  ])('is protected with as many requests as ever: %s', async (_, change) => {
    const reshape = (endpoint: string, answer: unknown): unknown =>
      endpoint === 'git/repositories/getmany' ? mapRows(answer, change) : answer;

    const there = await serve(protectedWorld().world, { reshape });
    const unchanged = await runAgainst(there);
    expect(unchanged).toMatchObject({ success: true, outputs: { 'plan-status': 'already-attached', drift: 'false' } });
    expect(calledEndpoints(there)).toHaveLength(4);

    const { world, api, daily } = smallWorld();
    const simulator = await serve(world, { reshape });
    expect((await runAgainst(simulator)).success).toBe(true);
    expect(calledEndpoints(simulator)).toHaveLength(8);
    expect(world.isProtected(api.id, daily.id)).toBe(true);

    const leaving = await runAgainst(simulator, { state: 'absent', plan: '' });
    expect(leaving).toMatchObject({
      success: true,
      outputs: { 'plan-status': 'detached', 'license-status': 'released' },
    });
  });

  it('has repositories in groups: their names are paths, as ever', async () => {
    const { world, acme, daily } = smallWorld();
    const nested = world.addRepository(acme, 'sub/repo');
    const simulator = await serve(world);

    const { success } = await runAgainst(simulator, { repository: 'sub/repo' });

    expect(success).toBe(true);
    expect(callsOf(simulator, ATTACH)).toBe(1);
    expect(calledEndpoints(simulator)).toHaveLength(8);
    expect(world.isProtected(nested.id, daily.id)).toBe(true);
    const leaving = await runAgainst(simulator, { repository: 'sub/repo', state: 'absent', plan: '' });
    expect(leaving.outputs).toMatchObject({ 'plan-status': 'detached', 'license-status': 'released' });
  });
});

describe('a project that is selected, where of another repository none is reported', () => {
  it.each([
    ['1 repository belongs to. If any of them belongs to a selected project, its license is not activated', {}],
    ['If any of them belongs to a selected project, its license is not released', { state: 'absent' }],
    [undefined, { repository: 'tools' }],
    [undefined, { project: '', repository: 'cart' }],
  ])('may have that, too: %s', async (warning, inputs) => {
    const simulator = await serve(azureWorld().world);

    const { log } = await runAgainst(simulator, { 'dry-run': 'true', project: 'Shop', ...inputs });

    const [, told] = /^::warning title=The project of some repositories is not reported::(.*)/m.exec(log) ?? [];
    expect(told ?? '').toContain(warning ?? '');
    expect(told === undefined).toBe(warning === undefined);
  });
});
