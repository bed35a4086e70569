import { describe, expect, it } from '@jest/globals';
import {
  type HostFault,
  redirectTo,
  REPEATED_PAGE,
  SIGN_IN,
  SKIPPED_PAGE,
  WRONG_TOTAL,
} from '../../simulator/hosts/faults.ts';
import type { HostWorld } from '../../simulator/hosts/model.ts';
import type { DialectName, HostSimulatorOptions } from '../../simulator/hosts/server.ts';
import { type CoveredRun, hosted, runWithHost } from '../support/coverage.ts';
import { azureWorld } from '../support/azure.ts';
import { annotationsIn, type ManyWorld, manyWorld, nameOf, protectedOf } from '../support/sweep.ts';

/* Runs for which the host's list is not proved to be complete. */

const EVERY = { path: '*', occurrence: 'every' } as const;

function always(fault: HostFault): HostSimulatorOptions {
  return { faults: [{ ...EVERY, fault }] };
}

/** At the second page of the list, which is the second request to this path. */
function secondPage(path: string, fault: HostFault): HostSimulatorOptions {
  return { faults: [{ path, occurrence: 2, fault }] };
}

interface Case {
  readonly name: string;
  readonly api: DialectName;
  readonly options?: HostSimulatorOptions;
  readonly world?: Partial<HostWorld>;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly why: RegExp;
  /** How many rows were read. */
  readonly read: number;
}

const PAGED = { pageCap: 2 };
const ERROR: HostFault = { kind: 'answer', status: 500 };

const CASES: readonly Case[] = [
  {
    name: 'a page is cut off',
    api: 'gitlab',
    options: secondPage('groups/acme', { kind: 'truncated' }),
    world: PAGED,
    why: /cut off/,
    read: 2,
  },
  { name: 'a page fails and fails', api: 'bitbucket-data-center', options: always(ERROR), why: /HTTP 500/, read: 0 },
  {
    name: 'the token is not accepted',
    api: 'github',
    inputs: { 'host-token': 'another-token' },
    why: /401.*host-token/,
    read: 0,
  },
  {
    name: 'the owner is not known',
    api: 'git-dev',
    inputs: { 'host-owner': 'nobody' },
    why: /404.*host-owner/,
    read: 0,
  },
  {
    name: 'a page comes twice',
    api: 'git-dev',
    options: secondPage('repositories', REPEATED_PAGE),
    world: PAGED,
    why: /twice|read already/,
    read: 4,
  },
  {
    name: 'a page is skipped',
    api: 'bitbucket-data-center',
    options: always(SKIPPED_PAGE),
    world: PAGED,
    why: /skips/,
    read: 2,
  },
  {
    name: 'the total disagrees',
    api: 'bitbucket-cloud',
    options: always(WRONG_TOTAL),
    why: /counts 5 .*lists 4/,
    read: 4,
  },
  { name: 'a sign-in page', api: 'azure-devops', options: always(SIGN_IN), why: /sign-in page/, read: 0 },
  {
    name: 'a redirect to another address',
    api: 'github',
    options: always(redirectTo('https://evil.example/')),
    why: /redirect/,
    read: 0,
  },
  {
    name: "another owner's rows",
    api: 'github',
    options: always({
      kind: 'answer',
      status: 200,
      body: JSON.stringify([{ name: nameOf(0), full_name: `globex/${nameOf(0)}` }]),
    }),
    why: /another owner than host-owner: to 'globex', not to 'acme'$/,
    read: 0,
  },
  {
    name: "another project's rows",
    api: 'bitbucket-data-center',
    options: always({
      kind: 'answer',
      status: 200,
      body: JSON.stringify({ isLastPage: true, values: [{ slug: nameOf(0), project: { key: 'GLOBEX' } }] }),
    }),
    why: /another owner/,
    read: 0,
  },
];

async function runOn({ api, options, world = {}, inputs }: Case, many: ManyWorld): Promise<CoveredRun> {
  const names = [nameOf(0), nameOf(1), 'zulu', 'zulu-2'];
  return await runWithHost(many.world, hosted(...names), {
    ...{ api, host: world, inputs: { sync: 'never', retries: '1', ...inputs } },
    ...(options === undefined ? {} : { hostOptions: options }),
  });
}

/** What nobody can say of a list that may lack some. */
const CLAIMS = /.*(?:\ball\b|(?<!not )\bevery(thing)?\b|\bis complete\b|✅).*/gi;

/** What was asked for, in an address. */
const QUERY = /\b(?:type|visibility)(?:=|&#61;)all\b/g;

describe('where the list of the host is not proved to be complete', () => {
  it.each(CASES.map((each) => [`${each.name} (${each.api})`, each] as const))('%s', async (_, each) => {
    // The third is at GitProtect only: no orphan, as far as anybody knows.
    const many = manyWorld(3);

    const end = await runOn(each, many);

    expect(end.success).toBe(true);
    expect(protectedOf(many)).toHaveLength(3);
    expect(end.inventory).toMatchObject({
      complete: false,
      why: expect.stringMatching(each.why),
      repositories: each.read,
    });
    expect(end.orphans).toEqual([]);
    expect(end.outputs).toMatchObject({
      'inventory-complete': 'false',
      // Of a list that could not be read, a count would say too much.
      'host-repositories': each.read === 0 ? '' : String(each.read),
      'repositories-uncovered': each.read === 0 ? '' : expect.stringMatching(/^\d+$/),
    });
    expect(annotationsIn(end.log)).toContainEqual(
      expect.stringMatching(/^::warning title=The list of .* is not proved to be complete/),
    );
    const shown = [end.log, end.summary, ...Object.values(end.outputs)].join('\n');
    expect(shown.replaceAll(QUERY, '').match(CLAIMS) ?? []).toEqual([]);
    expect(shown).not.toContain('GLOBEX/');
  });

  it('a repeated page is found after a few requests', async () => {
    const each = CASES.find(({ name }) => name === 'a page comes twice');
    if (each === undefined) throw new Error('no such case');
    const { host } = await runOn(each, manyWorld(2));
    expect(host.requests.length).toBeLessThan(6);
  });

  it('fail-on-gap fails the step, after everything else is done', async () => {
    const many = manyWorld(2);
    const end = await runWithHost(many.world, hosted(nameOf(0), nameOf(1)), {
      inputs: { 'fail-on-gap': 'true' },
      hostOptions: always(ERROR),
    });
    expect(end.success).toBe(false);
    expect(protectedOf(many)).toHaveLength(2);
    expect(annotationsIn(end.log)).toEqual([
      expect.stringMatching(/^::error title=The list of GitHub is not proved to be complete/),
    ]);
  });

  it("an installation on selected repositories, and a workflow's own token, are told what to use instead", async () => {
    const installation = { selection: 'selected', account: 'acme' } as const;
    const { inventory, success } = await runWithHost(manyWorld(1).world, hosted(nameOf(0)), { host: { installation } });
    expect(success).toBe(true);
    expect(inventory).toMatchObject({ complete: false, why: expect.stringMatching(/App .*installed/) });
  });

  it('GitProtect lists the organization with the address of another service: nothing is compared', async () => {
    const { world } = azureWorld();
    const end = await runWithHost(world, hosted('cart', 'till'));
    expect(end.host.requests).toEqual([]);
    expect(end.inventory).toMatchObject({
      complete: false,
      why: expect.stringContaining('Azure DevOps'),
      repositories: 0,
    });
    expect(end.outputs).toMatchObject({
      ...{ 'host-repositories': '', 'repositories-uncovered': '', 'inventory-complete': 'false' },
    });
  });
});
