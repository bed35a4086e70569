import { describe, expect, it } from '@jest/globals';
import { InputError } from '../../../src/inputs/inputs.ts';
import { failureOf } from '../../support/failure.ts';
import { inputsOf, mistakesIn } from '../../support/inputs.ts';

type Given = Readonly<Record<string, string>>;

const ABSENT = { state: 'absent', plan: '' };
const REMOVED = { state: 'removed', plan: '', repository: 'api', confirm: 'api' };
const WITH_BACKUPS = { ...REMOVED, 'delete-backups': 'true', confirm: 'api and its backups' };

describe('the state', () => {
  it.each<[Given, object]>([
    [{}, { kind: 'present', exclusive: false }],
    [{ state: 'present' }, { kind: 'present', exclusive: false }],
    [{ exclusive: 'true' }, { kind: 'present', exclusive: true }],
    [ABSENT, { kind: 'absent' }],
    [{ ...ABSENT, plan: 'Daily' }, { kind: 'absent' }],
    [{ ...ABSENT, exclusive: 'false', 'delete-backups': 'false' }, { kind: 'absent' }],
    [REMOVED, { kind: 'removed', backups: 'kept' }],
    [
      { ...REMOVED, repository: 'acme/api', confirm: ' acme/api \n' },
      { kind: 'removed', backups: 'kept' },
    ],
    [
      { ...REMOVED, 'delete-backups': 'false' },
      { kind: 'removed', backups: 'kept' },
    ],
    [WITH_BACKUPS, { kind: 'removed', backups: 'deleted' }],
  ])('of %j is %j', async (given, state) => {
    expect((await inputsOf(given)).request.state).toEqual(state);
  });

  it('never asks for a synchronization where something is to be absent', async () => {
    for (const given of [ABSENT, REMOVED])
      expect(await inputsOf({ ...given, sync: 'always' })).toMatchObject({
        syncsFirst: false,
        syncTimeoutSeconds: undefined,
      });
  });

  it('needs a plan where it is present only', async () => {
    expect((await inputsOf(ABSENT)).request.plans).toEqual([]);
    expect((await inputsOf(REMOVED)).request.plans).toEqual([]);
    for (const state of ['', 'present'])
      expect(await mistakesIn({ state, plan: '' })).toEqual([
        expect.stringContaining('plan is empty: state: present needs the name or ID of a backup plan'),
      ]);
  });
});

const ID = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';

describe('inputs that do not fit together are one clear mistake', () => {
  it.each<[Given, string]>([
    [{ state: 'gone' }, "state is 'gone': it takes present, absent or removed"],
    [{ state: 'Absent', plan: '' }, "state is 'Absent': it takes present, absent or removed"],
    [{ exclusive: 'yes' }, "exclusive is 'yes': it takes true or false"],
    [{ ...ABSENT, exclusive: 'true' }, 'exclusive is true with state: absent: it is for state: present only'],
    [{ ...REMOVED, exclusive: 'true' }, 'exclusive is true with state: removed: it is for state: present only'],
    [{ confirm: 'api' }, 'confirm is given, but only state: removed asks for it: leave it out'],
    [{ ...ABSENT, confirm: 'api' }, 'confirm is given, but only state: removed asks for it: leave it out'],
    [{ 'delete-backups': 'true' }, 'delete-backups is true with state: present: it is for state: removed only'],
    [
      { ...ABSENT, 'delete-backups': 'true' },
      'delete-backups is true with state: absent: it is for state: removed only',
    ],
    [{ ...REMOVED, 'delete-backups': 'yes' }, "delete-backups is 'yes': it takes true or false"],
    // The second opt-in, exactly.
    [{ ...REMOVED, confirm: '' }, "confirm is '': state: removed takes exactly 'api'"],
    [{ ...REMOVED, confirm: 'API' }, "confirm is 'API': state: removed takes exactly 'api'"],
    [{ ...REMOVED, confirm: 'acme/api' }, "confirm is 'acme/api': state: removed takes exactly 'api'"],
    [{ ...REMOVED, confirm: 'true' }, "confirm is 'true': state: removed takes exactly 'api'"],
    [{ ...REMOVED, repository: ID, confirm: 'api' }, `confirm is 'api': state: removed takes exactly '${ID}'`],
    [
      { ...REMOVED, confirm: 'api and its backups' },
      "confirm is 'api and its backups': state: removed takes exactly 'api'",
    ],
    [
      { ...WITH_BACKUPS, confirm: 'api' },
      "confirm is 'api': state: removed with delete-backups: true takes exactly 'api and its backups'",
    ],
    [
      { ...WITH_BACKUPS, confirm: 'api  and its backups' },
      "confirm is 'api  and its backups': state: removed with delete-backups: true takes exactly 'api and its backups'",
    ],
    // Exactly one.
    [
      { ...REMOVED, repository: '', confirm: 'octocat/api' },
      "repository is '': state: removed takes exactly one name or ID",
    ],
    [
      { ...REMOVED, repository: 'ap*', confirm: 'ap*' },
      "repository is 'ap*': state: removed takes exactly one name or ID",
    ],
    [
      { ...REMOVED, repository: 'ap?', confirm: 'ap?' },
      "repository is 'ap?': state: removed takes exactly one name or ID",
    ],
    [
      { ...REMOVED, repository: '!api', confirm: '!api' },
      "repository is '!api': state: removed takes exactly one name or ID",
    ],
    [
      { ...REMOVED, repository: 'api\nweb', confirm: 'api\nweb' },
      "repository is 'api', 'web': state: removed takes exactly one name or ID",
    ],
    [
      { ...REMOVED, repository: 'api\napi', confirm: 'api\napi' },
      "repository is 'api', 'api': state: removed takes exactly one name or ID",
    ],
    [
      { ...REMOVED, repository: 'api\n!web', confirm: 'api\n!web' },
      "repository is 'api', '!web': state: removed takes exactly one name or ID",
    ],
    [{ ...REMOVED, project: 'Shop' }, 'project is given, but state: removed is for one repository'],
    [{ ...REMOVED, plan: 'Daily' }, 'plan is given, but state: removed is for one repository, which leaves every plan'],
    [
      { ...ABSENT, plan: ' \n' },
      'plan holds only spaces or line breaks, and with state: absent no plan means every plan',
    ],
    [{ ...ABSENT, 'plan-schedule': 'enabled' }, 'plan-schedule is given with state: absent'],
    [{ ...REMOVED, 'plan-metadata': 'included' }, 'plan-metadata is given with state: removed'],
    [{ 'max-removals': '-1' }, "max-removals is '-1': it takes a whole number from 0 to 999999"],
    [{ 'max-removals': '1000000' }, "max-removals is '1000000': it takes a whole number from 0 to 999999"],
    [{ 'max-removals': 'all' }, "max-removals is 'all': it takes a whole number from 0 to 999999"],
  ])('%j', async (given, message) => {
    const failure = await failureOf(inputsOf(given));

    expect(failure).toBeInstanceOf(InputError);
    expect(failure.title).toBe('An input is wrong');
    expect(failure.message).toContain(message);
    expect(failure.remedy).toContain('Nothing was sent to GitProtect');
  });

  it('and all of them at once', async () => {
    const mistakes = await mistakesIn({
      ...{ state: 'removed', repository: 'api', plan: 'Daily', project: 'Shop' },
      ...{ confirm: 'api and its backups', exclusive: 'true', 'max-removals': 'x', retries: 'x' },
    });

    expect(mistakes.map((mistake) => /^[\w-]+/.exec(mistake)?.[0]).sort()).toEqual([
      'confirm',
      'exclusive',
      'max-removals',
      'plan',
      'project',
      'retries',
    ]);
    expect(await mistakesIn({ ...ABSENT, confirm: 'api', 'delete-backups': 'true', exclusive: 'true' })).toHaveLength(
      3,
    );
    expect(await mistakesIn({ state: 'gone', exclusive: 'x', 'delete-backups': 'x' })).toHaveLength(3);
  });
});

describe('max-removals', () => {
  it.each([
    ['', 10],
    ['0', 0],
    ['10', 10],
    ['999999', 999_999],
  ])('of "%s" is %i', async (given, max) => {
    expect((await inputsOf({ 'max-removals': given })).request.maxRemovals).toBe(max);
  });
});
