import { describe, expect, it } from '@jest/globals';
import { namesOtherOwner, otherOwnerOf, ownersOf, selectionWithin } from '../../../src/domain/owner.ts';
import type { Repository } from '../../../src/domain/model.ts';
import { resolve } from '../../../src/domain/resolve.ts';
import { anObservation, anOrganization, aRepository, aRequest, guid } from '../../support/build.ts';
import { anInventory } from '../../support/inventories.ts';
import { lineOf } from '../../support/lines.ts';
import { resolveErrorOf } from '../../support/resolve-error.ts';

interface Situation {
  readonly organization?: string;
  /** Of the workflow's repository. */
  readonly owner?: string;
  /** Other organizations that GitProtect lists. */
  readonly others?: readonly string[];
}

/** What lines select of the repositories that are listed, by name; the error where they are refused. */
function selected(lines: readonly string[], listed: readonly string[], situation: Situation = {}): string[] | string {
  const { organization: name = 'acme', owner, others = [] } = situation;
  const organization = anOrganization({ name });
  const request = aRequest({
    organization: name,
    selection: {
      included: lines.filter((line) => !line.startsWith('!')).map(lineOf),
      excluded: lines.filter((line) => line.startsWith('!')).map((line) => lineOf(line.slice(1))),
    },
    workflowOwner: owner,
  });
  const observed = anObservation({
    organization,
    organizations: [organization, ...others.map((each, index) => anOrganization({ id: guid(50 + index), name: each }))],
    repositories: listed.map((each, index) => aRepository({ id: guid(100 + index), name: each })),
  });
  let names: string[] = [];
  const error = resolveErrorOf(() => {
    const { selected, missing } = resolve(request, observed);
    names = [...selected.items.map((each) => each.name), ...missing.map(({ text }) => `? ${text}`)];
  });
  return error === '' ? names : error;
}

describe('a line with an owner', () => {
  it.each<[string, string, string[], string[], Situation?]>([
    ['the organization', 'acme/api', ['api'], ['api']],
    ['the organization in other case', 'ACME/api', ['api'], ['api']],
    ['the organization, by which it is listed', 'acme/api', ['acme/api'], ['acme/api']],
    [
      'the Git host, where paths of it are listed',
      'acme/*',
      ['acme/api', 'other/api', 'web'],
      ['acme/api'],
      { organization: 'Acme Inc', owner: 'acme' },
    ],
    [
      'the Git host, where none is',
      'acme/*',
      ['api', 'web'],
      ['api', 'web'],
      { organization: 'Acme Inc', owner: 'acme' },
    ],
    ['the organization, of what is not listed', 'acme/new', ['api'], ['? acme/new']],
    ['the organization, and a group that is not listed', 'acme/sub/new', ['api'], ['? acme/sub/new']],
    ['a group that is listed', 'sub/api', ['api', 'sub/api'], ['sub/api']],
    ['a group that is listed with the organization', 'sub/api', ['acme/api', 'acme/sub/api'], ['acme/sub/api']],
    ['the organization and a group', 'acme/sub/api', ['api', 'sub/api'], ['sub/api']],
    ['a group in other case', 'SUB/api', ['sub/api'], ['sub/api']],
    ['a project with a blank', 'Project A/web', ['web', 'Project A/web'], ['Project A/web']],
    ['a group that is called as the organization', 'acme/api', ['acme/acme/api', 'web'], ['acme/acme/api']],
    ['an organization with a slash', 'group/sub/api', ['api', 'web'], ['api'], { organization: 'group/sub' }],
    ["the workflow's owner", 'octocat/api', ['api'], ['api'], { owner: 'octocat' }],
    ["the workflow's owner in other case", 'Octocat/api', ['api'], ['api'], { owner: 'octocat' }],
    ["the workflow's owner, as a pattern", 'octocat/a*', ['api', 'web'], ['api'], { owner: 'octocat' }],
    ["the workflow's owner, of what is not listed", 'octocat/new', ['api'], ['? octocat/new'], { owner: 'octocat' }],
    [
      'a group that is called as the owner',
      'octocat/api',
      ['api', 'octocat/api'],
      ['octocat/api'],
      { owner: 'octocat' },
    ],
    ['another organization that is a group here, too', 'sub/api', ['sub/api'], ['sub/api'], { others: ['sub'] }],
  ])('means what it says: %s', (...[, line, listed, names, situation]) => {
    expect(selected([line], listed, situation)).toEqual(names);
  });

  it.each<[string, string, string[], Situation?]>([
    ['another owner', 'other/api', ['api', 'web']],
    ['a typing mistake', 'acmee/api', ['api']],
    ['another group than is listed', 'sub1/api', ['api', 'sub2/api']],
    ['a group within a group', 'sub/api', ['api', 'x/sub/api']],
    ['another organization', 'globex/api', ['api'], { others: ['globex'] }],
    ["another organization, the workflow's owner", 'globex/api', ['api'], { others: ['globex'], owner: 'globex' }],
    ['a group of which others are listed', 'sub/new', ['api', 'sub/api']],
    ['a part of an organization with a slash', 'sub/api', ['api'], { organization: 'group/sub' }],
    ['what holds the organization', 'group/api', ['api'], { organization: 'group/sub', owner: 'group' }],
    ['what is in the organization', 'acme/api', ['team'], { organization: 'acme/api/x', owner: 'acme/api' }],
    ["an owner besides the workflow's", 'other/api', ['api'], { owner: 'octocat' }],
  ])('that is not the organization is refused, to include and to exclude: %s', (...[, line, listed, situation]) => {
    const owner = line.slice(0, line.lastIndexOf('/'));
    for (const [lines, shown] of [
      [[line], `'${line}'`],
      [['*', `!${line}`], `'!${line}'`],
    ] as const) {
      const error = selected(lines, listed, situation);
      expect(error).toContain('The owner of a repository is not the organization');
      expect(error).toContain(`${shown} of '${owner}'`);
    }
  });

  it.each<[string, string, Situation?]>([
    ['another owner', 'other/*'],
    ['a typing mistake', 'acmee/sandbox-*'],
    ['a typing mistake before a group', 'acmee/*/api'],
    ['another organization', 'globex/*', { others: ['globex'], owner: 'globex' }],
  ])('and a pattern behind it is refused, too, where nothing fits: %s', (...[, line, situation]) => {
    const listed = ['api', 'sandbox-1', 'team/web'];
    const owner = line.slice(0, line.indexOf('/'));
    expect(selected([line], listed, situation)).toContain(`'${line}' of '${owner}'`);
    expect(selected(['*', `!${line}`], listed, situation)).toContain(`'!${line}' of '${owner}'`);
  });

  it.each<[string, string, Situation?]>([
    ['the organization', 'ACME/sandbox-*'],
    ['a group of the organization', 'acme/sub/*'],
    ["the workflow's owner", 'octocat/sandbox-*', { owner: 'octocat' }],
    ['a group of which others are listed', 'Team/sandbox-*'],
    ['any owner', '*r/sandbox-*'],
    ['no owner', 'sandbox-*'],
  ])('and a pattern behind it may match nothing: %s', (...[, line, situation]) => {
    expect(selected(['*', `!${line}`], ['api', 'team/web'], situation)).toEqual(['api', 'team/web']);
  });

  it('does not tell to write a path into this organization for what another one has', () => {
    const error = selected(['globex/api', 'other/web'], ['api'], { others: ['globex'] });
    expect(error).toContain("write the whole path: 'acme/other/web'");
    expect(selected(['globex/api'], ['api'], { others: ['globex'] })).toMatch(/use a step with that organization\.$/);
  });

  it('does not leave out a repository of the same name elsewhere', () => {
    expect(selected(['*', '!sub/api'], ['api', 'sub/api', 'x/sub/api'])).toEqual(['api', 'x/sub/api']);
    expect(selected(['*', '!octocat/api'], ['api', 'web'], { owner: 'octocat' })).toEqual(['web']);
  });

  it('that is refused is named with all others, with what may be meant and what to do', () => {
    const error = selected(['api', 'other/api', 'acmee/wev', '!globex/web'], ['api', 'web'], { others: ['globex'] });
    expect(error).toMatch(
      /these 3 paths of repository: 'other\/api' of 'other' \('api' is listed, which may be another repository\); 'acmee\/wev' of 'acmee'/,
    );
    expect(error).toContain("'!globex/web' of 'globex', which GitProtect lists as another organization");
    expect(error).toContain("write the whole path: 'acme/other/api'");
    expect(selected(['acmee/api'], ['api'])).toContain(
      "under this path of repository: 'acmee/api' of 'acmee' (did you mean 'api'?)",
    );
  });

  it('that is refused is one of twenty that are named', () => {
    const lines = Array.from({ length: 23 }, (_, index) => `other/${String(index)}`);
    const error = selected(lines, ['api']);
    expect(error).toContain("these 23 paths of repository: 'other/0' of 'other'; 'other/1' of 'other'; ");
    expect(error).toContain("'other/19' of 'other'\n");
  });

  it('may be of a group in which all is marked as removed, or of what only the Git host lists', () => {
    const organization = anOrganization();
    const listed = aRepository({ name: 'sub/api' });
    const resolveAmong = (line: string, repositories: readonly Repository[], atHost: readonly string[] = []): unknown =>
      resolve(
        aRequest({ selection: { included: [lineOf(line), lineOf('web')], excluded: [] } }),
        anObservation({ organization, repositories, inventory: anInventory('gitlab', atHost) }),
      ).selected.items;
    const gone = { ...listed, id: guid(101), removed: true };
    expect(resolveAmong('sub/api', [gone])).toEqual([]);
    expect(resolveAmong('sub/api', [listed, gone])).toEqual([listed]);
    expect(resolveAmong('new/*', [listed], ['new/api'])).toEqual([]);
    expect(resolveErrorOf(() => resolveAmong('new/*', [listed], ['api']))).toContain("'new/*' of 'new'");
  });
});

describe('the names under which a line may be listed', () => {
  it.each<[string, string[], string | undefined]>([
    ['api', ['api'], undefined],
    ['acme/api', ['api', 'acme/api'], undefined],
    ['Acme/sub/api', ['sub/api', 'Acme/sub/api'], undefined],
    // Its own name goes before what is so called without the owner at the Git host.
    ['octocat/api', ['octocat/api', 'api'], undefined],
    ['other/api', ['other/api'], 'other'],
  ])('%s: %j, of owner %s', (text, names, owner) => {
    const { included, excluded } = selectionWithin(['acme', 'octocat'], {
      included: [lineOf(text)],
      excluded: [lineOf(text)],
    });
    expect(included).toEqual([{ kind: 'name', text, names, owner }]);
    expect(excluded).toEqual(included);
    expect([...included, lineOf('acme/*')].map(namesOtherOwner)).toEqual([owner !== undefined, false]);
  });

  it('are none of a pattern', () => {
    const lines = { included: [lineOf('acme/a*')], excluded: [lineOf('octocat/*')] };
    expect(selectionWithin(['acme', 'octocat'], lines)).toEqual(lines);
  });
});

describe('the other owner that a line names', () => {
  it.each<[string, string | undefined]>([
    ['api', undefined],
    ['other/api', 'other'],
    ['other/a*', 'other'],
    ['acme/a*', undefined],
    ['octocat/a*', undefined],
    ['o*r/api', undefined],
    ['*', undefined],
  ])('of %s is %s', (text, owner) => {
    expect(otherOwnerOf(lineOf(text), ['acme', 'octocat'])).toBe(owner);
  });

  it('is not the project that a line names', () => {
    const line = { kind: 'name', text: 'Shop/api', names: ['Shop/api', 'api'], owner: undefined } as const;
    expect(otherOwnerOf(line, ['acme'])).toBeUndefined();
  });
});

describe('the names of an organization', () => {
  it.each<[string, string | undefined, string[], string[]]>([
    ['acme', undefined, [], ['acme']],
    ['acme', 'ACME', [], ['acme']],
    ['Acme Labs', 'acme', [], ['Acme Labs', 'acme']],
    ['Acme Labs', 'acme', ['Acme'], ['Acme Labs']],
    ['acme/labs', 'acme', [], ['acme/labs']],
    ['acme', 'acme/labs', [], ['acme']],
  ])('%s and of owner %s, beside %j, are %j', (name, owner, others, names) => {
    const organization = anOrganization({ name });
    const all = [organization, ...others.map((each) => anOrganization({ id: guid(9), name: each }))];
    expect(ownersOf(all, organization, owner === undefined ? [] : [owner])).toEqual(names);
  });
});
