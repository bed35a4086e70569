import type { SimulatorOptions } from '../../simulator/server.ts';
import type { SmallWorld } from './service.ts';

/*
 * Faults of meaning as data: every exchange is well formed, but the world is not as it seems. The contract suite carries
 * each of them out (meanings.test.ts); SECURITY.md shows the table.
 */

export interface Meaning {
  readonly name: string;
  /** Prepares a world in which `api` is neither licensed nor attached to `Daily`. */
  readonly arrange: (small: SmallWorld) => SimulatorOptions;
  /** The title of the error annotation; undefined where the repository ends protected. */
  readonly title?: string;
  /** How often an endpoint is called in the run. */
  readonly calls?: Readonly<Record<string, number>>;
}

const ACTIVATE = 'git/repositories/activate';
const ATTACH = 'plans/attachgitrepository';
const REPOSITORIES = 'git/repositories/getmany';
const PLANS = 'plans/listassignedtoorganization';
const SIGN_IN = 'account/login';

export const MEANINGS: readonly Meaning[] = [
  {
    name: 'the response to the activation is lost, and its repetition rejected',
    arrange: () => ({ faults: [{ endpoint: ACTIVATE, occurrence: 1, fault: { kind: 'lost' } }] }),
    calls: { [ACTIVATE]: 2, [ATTACH]: 1 },
  },
  {
    name: 'the response to the attachment is lost, and its repetition rejected',
    arrange: () => ({ faults: [{ endpoint: ATTACH, occurrence: 1, fault: { kind: 'lost' } }] }),
    calls: { [ACTIVATE]: 1, [ATTACH]: 2 },
  },
  {
    name: 'an activation is accepted but not done',
    arrange: () => ({ faults: [{ endpoint: ACTIVATE, occurrence: 'every', fault: { kind: 'ignored' } }] }),
    title: 'GitProtect accepted a change but did not make it',
  },
  {
    name: 'an attachment is accepted but not done',
    arrange: () => ({ faults: [{ endpoint: ATTACH, occurrence: 'every', fault: { kind: 'ignored' } }] }),
    title: 'GitProtect accepted a change but did not make it',
  },
  {
    name: 'licenses have run out',
    arrange: ({ world }) => {
      world.licenses = 1;
      return {};
    },
    title: 'GitProtect refused to activate a license',
    calls: { [ATTACH]: 0 },
  },
  {
    name: 'the plan is deleted between reading and writing',
    arrange: ({ daily }) => ({
      faults: [
        { endpoint: ATTACH, occurrence: 1, fault: { kind: 'change', change: (now) => now.plans.delete(daily.id) } },
      ],
    }),
    title: 'GitProtect does not know what was asked for',
  },
  {
    name: 'the repository is deleted between reading and writing',
    arrange: ({ api }) => ({
      faults: [
        {
          endpoint: ACTIVATE,
          occurrence: 1,
          fault: {
            kind: 'change',
            change: (now) => {
              now.remove(api.id);
            },
          },
        },
      ],
    }),
    title: 'GitProtect does not know what was asked for',
  },
  {
    name: 'rows move between pages while they are read',
    arrange: ({ world, acme }) => {
      for (const name of ['aa', 'ab', 'ac', 'zz']) world.addRepository(acme, name);
      const [first] = world.repositoriesOf(acme).filter(({ name }) => name === 'aa');
      const gone = first?.id ?? '';
      return {
        pageCap: 2,
        faults: [
          {
            endpoint: REPOSITORIES,
            occurrence: 2,
            fault: {
              kind: 'change',
              change: (now) => {
                now.remove(gone);
              },
            },
          },
        ],
      };
    },
    calls: { [ACTIVATE]: 1, [ATTACH]: 1 },
  },
  {
    name: 'the repository is listed twice',
    arrange: ({ acme, api, daily }) => {
      const row = { id: api.id, name: 'api' };
      const list = (licensed: boolean): string =>
        JSON.stringify({
          currentPage: 1,
          pageCount: 1,
          totalEntries: 2,
          result: [1, 2].map(() => ({
            ...row,
            organization: acme.id,
            isLicensed: licensed,
            plans: licensed ? [{ id: daily.id }] : [],
          })),
        });
      return {
        faults: [1, 2].map((occurrence) => ({
          endpoint: REPOSITORIES,
          occurrence,
          fault: { kind: 'answer', status: 200, body: list(occurrence === 2) },
        })),
      };
    },
    calls: { [ACTIVATE]: 1, [ATTACH]: 1 },
  },
  {
    name: 'the token expires in mid-run, and two requests meet it at once',
    arrange: () => ({
      latencyMs: 50,
      faults: [REPOSITORIES, PLANS].map((endpoint) => ({
        endpoint,
        occurrence: 1,
        fault: {
          kind: 'change',
          change: (now) => {
            if (now.signIns === 1) now.expireTokens();
          },
        },
      })),
    }),
    calls: { [SIGN_IN]: 2 },
  },
  {
    name: 'the sign-in is rejected',
    arrange: ({ world }) => {
      world.locked = true;
      return {};
    },
    title: 'GitProtect rejected the sign-in',
    calls: { [SIGN_IN]: 1 },
  },
];
