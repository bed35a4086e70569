import { describe, expect, it } from '@jest/globals';
import { select } from '../../../src/domain/select.ts';
import { selectionWithin } from '../../../src/domain/owner.ts';
import { parseRepositories } from '../../../src/inputs/selection.ts';
import { azurePlace } from '../../../src/runner/azure-pipelines.ts';
import { aRepository, guid } from '../../support/build.ts';

/* In Azure DevOps projects may have repositories of the same name: the job's own is that of its project. */

const PLACE = azurePlace({
  SYSTEM_COLLECTIONURI: 'https://dev.azure.com/acme/',
  SYSTEM_TEAMPROJECT: 'Shop',
  BUILD_REPOSITORY_NAME: 'api',
});

const SHOP = guid(7);

/** Names as they are listed, each with its project where that is reported. */
type Listed = readonly (readonly [name: string, project?: string])[];

function selectedOf(listed: Listed): readonly string[] {
  const selection = parseRepositories(() => '', PLACE);
  if (selection === undefined) throw new Error('there is no selection');
  const repositories = listed.map(([name, project], index) =>
    aRepository({
      id: guid(index + 1),
      name,
      project: project === undefined ? undefined : { id: guid(90 + index), name: project, plans: undefined },
    }),
  );
  const [match] = select(selectionWithin(['acme'], selection), ['acme'], repositories).included;
  return (match?.items ?? []).map(
    ({ id }) => listed[repositories.findIndex((each) => each.id === id)]?.join(' of ') ?? '',
  );
}

describe("the job's repository in Azure DevOps", () => {
  it.each<[string, Listed, readonly string[]]>([
    ['the one in the project, where names tell the project', [['Site/api'], ['Shop/api'], ['api']], ['Shop/api']],
    ['the same in other letters', [['shop/API'], ['Site/api']], ['shop/API']],
    ['the plain name, where names tell none', [['api'], ['web']], ['api']],
    [
      'the plain name of the reported project',
      [
        ['api', 'Site'],
        ['api', 'Shop'],
      ],
      ['api of Shop'],
    ],
    ['every plain name that may be it, which is ambiguous', [['api'], ['api']], ['api', 'api']],
    ['a plain name that may be it, beside one that is not', [['api', 'Site'], ['api']], ['api']],
    ['none, where only other projects have one', [['Site/api'], ['api', 'Site']], []],
    ['none, where it is not listed', [['Shop/web'], ['shop']], []],
  ])('is %s', (_, listed, selected) => {
    expect(selectedOf(listed)).toEqual(selected);
  });

  it.each([
    ['https://acme@dev.azure.com/acme/Site/_git/api', 'https://dev.azure.com/acme/', 'Site'],
    ['https://dev.azure.com/acme/My%20Site/_git/api', 'https://dev.azure.com/acme/', 'My Site'],
    ['https://dev.azure.com/acme/_git/api', 'https://dev.azure.com/acme/', 'api'],
    ['https://acme.visualstudio.com/Site/_git/api', 'https://acme.visualstudio.com/', 'Site'],
    ['https://acme.visualstudio.com/DefaultCollection/Site/_git/api', 'https://acme.visualstudio.com/', 'Site'],
    ['https://dev.azure.com/acme/Site/_git/api', 'https://acme.visualstudio.com/', 'Site'],
    ['https://azure.example/tfs/Main/Site/_git/api', 'https://azure.example/tfs/Main/', 'Site'],
    [`https://dev.azure.com/acme/${SHOP.toUpperCase()}/_git/api`, 'https://dev.azure.com/acme/', 'Shop'],
    [`https://dev.azure.com/acme/${guid(8)}/_git/api`, 'https://dev.azure.com/acme/', guid(8)],
    ['ssh.dev.azure.com:v3/acme/Site/api', 'https://dev.azure.com/acme/', 'Shop'],
    ['', 'https://dev.azure.com/acme/', 'Shop'],
  ])('is of the project in its address: %s', (uri, collection, project) => {
    const environment = {
      SYSTEM_COLLECTIONURI: collection,
      SYSTEM_TEAMPROJECT: 'Shop',
      SYSTEM_TEAMPROJECTID: SHOP,
      BUILD_REPOSITORY_NAME: 'api',
      BUILD_REPOSITORY_URI: uri,
    };
    expect(azurePlace(environment)).toMatchObject({ repository: 'api', project });
  });

  it('is not taken where repository or project is given', () => {
    const given = (inputs: Readonly<Record<string, string>>) => (name: string) => inputs[name] ?? '';
    expect(parseRepositories(given({ project: 'Site' }), PLACE)).toBeUndefined();
    expect(parseRepositories(given({ repository: 'web' }), PLACE)?.included).toEqual([
      { kind: 'name', text: 'web', names: ['web'], owner: undefined },
    ]);
  });

  it('is asked for where it is of another Git host', () => {
    const place = azurePlace({ BUILD_REPOSITORY_PROVIDER: 'GitHub', BUILD_REPOSITORY_NAME: 'acme/api' });
    expect(() => parseRepositories(() => '', place)).toThrow(
      "repository is empty, and this pipeline's repository is not in Azure Repos: give its name or ID",
    );
  });
});
