import { describe, expect, it } from '@jest/globals';
import { EVERYTHING, type Line, type Selection } from '../../../src/domain/request.ts';
import { select, type Selected } from '../../../src/domain/select.ts';
import { logOtherOwners } from '../../../src/reconcile/log-other-owners.ts';
import { logSelection, subjectOf } from '../../../src/report/log-reading.ts';
import { aNameLine, anOrganization, aRepository, guid } from '../../support/build.ts';
import { aLog, type KeptLog } from '../../support/log.ts';

const PATTERN: Line = { kind: 'pattern', text: 'web*' };

/** What these lines select of some repositories; of more, those with a `-` before their name are marked as removed. */
function selected(included: readonly Line[], excluded: readonly Line[] = [], ...more: readonly string[]): Selected {
  const names = ['api', 'web', 'website', 'acme/docs', ...more];
  const repositories = names.map((name, index) =>
    aRepository({ id: guid(index), name: name.replace(/^-/, ''), removed: name.startsWith('-') }),
  );
  return select({ included, excluded }, ['acme'], repositories);
}

function logOf(selection: Selected): KeptLog {
  const log = aLog();
  const nothing = { plans: [], projects: [], missing: [], missingProjects: [], idleProjects: [] };
  logSelection({ ...nothing, selected: selection }, { kind: 'present', exclusive: false }, new Set(), log.runner);
  return log;
}

describe('what is looked at', () => {
  it.each<[string, Selection]>([
    ["'acme/api'", { included: [aNameLine('acme/api', 'api')], excluded: [] }],
    ["'web*'", { included: [PATTERN], excluded: [] }],
    ['the selected repositories', { included: [aNameLine('api'), PATTERN], excluded: [] }],
    ['the selected repositories', { included: [PATTERN], excluded: [aNameLine('api')] }],
  ])('is %s', (subject, selection) => {
    expect(subjectOf({ selection, projects: undefined })).toBe(subject);
  });
});

describe('the selection', () => {
  it('of a single name is not logged: its repository is logged anyway', () => {
    expect(logOf(selected([aNameLine('api')])).lines()).toEqual([]);
  });

  it('is logged with what each pattern and exclusion matches, and how many are selected', () => {
    expect(logOf(selected([PATTERN, aNameLine('api')], [aNameLine('website')])).lines()).toEqual([
      "'web*' selects 2 repositories: web, website",
      "'api' selects 1 repository: api",
      "'!website' excludes 1 repository: website",
      'Selected: 2 repositories',
    ]);
  });

  it.each<[string, Selected]>([
    ['a single pattern', selected([PATTERN])],
    ['several names', selected([aNameLine('api'), aNameLine('web')])],
    ['a name with an exclusion', selected([aNameLine('api')], [aNameLine('web')])],
  ])('of %s is logged', (_, selection) => {
    expect(logOf(selection).lines().at(-1)).toMatch(/^Selected: \d repositor(y|ies)$/);
  });

  it('has no line for each of very many', () => {
    const names = Array.from({ length: 1002 }, (_, index) => `r${String(index)}`);
    const logged = logOf(
      selected(
        names.map((name) => aNameLine(name)),
        [aNameLine('api')],
        ...names,
      ),
    ).lines();
    expect(logged.slice(999)).toEqual([
      "'r999' selects 1 repository: r999",
      '… and 3 more lines',
      'Selected: 1002 repositories',
    ]);
  });

  it('names no more than five of many', () => {
    expect(logOf(selected([EVERYTHING], [], 'a', 'b', 'c')).lines()[0]).toBe(
      "'*' selects 7 repositories: api, web, website, acme/docs, a and 2 more",
    );
  });

  it.each([
    [2, '2 repositories: old-1, old-2'],
    [
      11,
      `11 repositories: ${Array.from({ length: 10 }, (_, index) => `old-${String(index + 1)}`).join(', ')} and 1 more`,
    ],
  ])('is logged with the names of up to ten that are passed over as removed: %i', (count, expected) => {
    const removed = Array.from({ length: count }, (_, index) => `-old-${String(index + 1)}`);
    expect(logOf(selected([EVERYTHING], [], ...removed)).lines()).toContain(
      `Passed over, since GitProtect marks them as removed at the Git host: ${expected}`,
    );
  });

  it('gives one notice for all exclusions that match nothing', () => {
    const selection = selected([EVERYTHING], [aNameLine('idle'), PATTERN, aNameLine('lazy')]);
    expect(logOf(selection).annotations()).toEqual([
      expect.stringMatching(/^::notice title=An exclusion in repository matches nothing::'!idle', '!lazy': /),
    ]);
  });

  it('gives no notice for an exclusion that matches what is removed', () => {
    const { lines, annotations } = logOf(selected([EVERYTHING], [aNameLine('old')], '-old'));
    expect(annotations()).toEqual([]);
    expect(lines()).toContain("'!old' excludes nothing");
  });

  it.each<[string, string, string | undefined, string[], number]>([
    ['of another name', 'acme', 'octocat', [], 1],
    ['of the same name', 'octocat', 'octocat', [], 0],
    ['of the same name in other letters', 'Octocat', 'octocat', [], 0],
    ['without a known owner', 'acme', undefined, [], 0],
    ['and a line of neither', 'acme', 'globex', [], 0],
    ['beside one that is called as the owner', 'acme', 'octocat', ['Octocat'], 0],
  ])('of an owner is said to be looked for in an organization %s', (_, name, workflowOwner, others, count) => {
    const selection = { included: [aNameLine('octocat/api')], excluded: [{ ...PATTERN, text: 'octocat/x*' }] };
    const organization = anOrganization({ name });
    const organizations = [organization, ...others.map((each) => anOrganization({ id: guid(9), name: each }))];
    const log = aLog();
    const context = { log: log.runner, worded: (text: string) => text };
    logOtherOwners({ selection, projects: undefined, workflowOwner }, { organization, organizations }, context);
    expect(log.lines()).toEqual(
      Array.from({ length: count }, () =>
        expect.stringMatching(
          /^::notice title=An owner is assumed to be the organization::'octocat'.* 'acme'.*: 'octocat\/api', '!octocat\/x\*'/,
        ),
      ),
    );
  });
});
