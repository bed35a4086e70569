import { describe, expect, it } from '@jest/globals';
import type { Fault, Row, ScriptedFault } from '../../simulator/faults.ts';
import { type Evidence, FULL_EVIDENCE } from '../../simulator/rows.ts';
import { diff } from '../../src/domain/diff.ts';
import type { Outcome } from '../../src/domain/outcome.ts';
import { desiredState } from '../../src/domain/desired-state.ts';
import { resolve } from '../../src/domain/resolve.ts';
import type { Attempt } from '../../src/domain/attempt.ts';
import type { GitProtect } from '../../src/gitprotect/client.ts';
import type { Context } from '../../src/reconcile/context.ts';
import { observe } from '../../src/reconcile/observe.ts';
import { verifyPatience } from '../../src/reconcile/verify.ts';
import { verifyByReading } from '../../src/reconcile/verify-by-reading.ts';
import type { Logger } from '../../src/shared/logger.ts';
import { aProblem, aRequest } from '../support/build.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { runAgainst } from '../support/run.ts';
import { callsOf, clientOf, serve, smallWorld } from '../support/service.ts';
import { PAGES } from '../support/sweep.ts';

const REQUEST = aRequest();
const PROBLEM = aProblem();
const NONE: Attempt = { kind: 'none' };
const ACCEPTED: Attempt = { kind: 'accepted' };
const REJECTED: Attempt = { kind: 'failed', mayHaveApplied: false, problem: PROBLEM };
const NO_ANSWER: Fault = { kind: 'reset', at: 'before-headers' };

interface Case {
  /** Of the license; the attachment was accepted. */
  readonly attempt: Attempt;
  /** The license when the run starts; it is inactive afterwards, unless it is said otherwise. */
  readonly before?: 'active';
  readonly after?: 'active';
  readonly evidence?: Partial<Evidence>;
  readonly isReadable?: false;
}

function contextOf(service: GitProtect, clock: FakeClock, lines: string[]): Context {
  const ignore = (): void => undefined;
  const log: Logger = {
    info: (text) => void lines.push(text),
    debug: ignore,
    notice: ignore,
    warning: ignore,
    error: ignore,
    group: (_, part) => part(),
  };
  return { service, clock, cancelled: new AbortController().signal, log, worded: (text) => text };
}

describe('a change', () => {
  const FOR_3_SECONDS = [500, 750, 1125, 625];

  it.each<[string, Case, object, readonly number[]]>([
    ['was accepted but not applied', { attempt: ACCEPTED }, { cause: 'not-applied' }, FOR_3_SECONDS],
    ['was rejected', { attempt: REJECTED }, { cause: 'rejected' }, []],
    ['could not be read', { attempt: ACCEPTED, isReadable: false }, { cause: 'unreadable' }, [500, 750]],
    ['was reverted', { attempt: NONE, before: 'active' }, { cause: 'reverted' }, FOR_3_SECONDS],
    ['is seen', { attempt: ACCEPTED, after: 'active' }, { kind: 'done', verified: true }, []],
    ['is not reported', { attempt: ACCEPTED, evidence: { license: 'none' } }, { kind: 'done', verified: false }, []],
  ])(
    'that %s is looked at again, or not',
    async (_, { attempt, before, after, evidence, isReadable }, result, pauses) => {
      const { world, api, daily } = smallWorld();
      api.licensed = before === 'active';
      const simulator = await serve(world, {
        evidence: { ...FULL_EVIDENCE, ...evidence },
        faults:
          isReadable === false
            ? [2, 3, 4].map((occurrence) => ({ endpoint: 'git/repositories/getmany', occurrence, fault: NO_ANSWER }))
            : [],
      });
      const { service } = clientOf(simulator, { retries: 0 });
      const clock = new FakeClock();
      const lines: string[] = [];
      const context = contextOf(service, clock, lines);
      const observed = await observe(context, REQUEST);
      const desired = desiredState(REQUEST, resolve(REQUEST, observed), observed);

      api.licensed = after === 'active';
      daily.repositories.add(api.id);
      const attempted = diff(desired).map(({ change }) => ({
        change,
        attempt: change.kind === 'activate' ? attempt : ACCEPTED,
      }));
      const outcome = await verifyByReading(context, attempted, desired, verifyPatience(context, 3));

      expect(outcome.results[0]).toMatchObject({ change: { kind: 'activate' }, result });
      expect(clock.slept).toEqual(pauses);
      expect(callsOf(simulator, 'git/repositories/getmany')).toBe(2 + pauses.length);
      expect(lines.filter((line) => / again in \d/.test(line))).toHaveLength(pauses.length);
    },
  );
});

describe('an attachment', () => {
  /** Everything was accepted; in the world, the license is active and the repository is not attached. */
  async function outcomeWith(faults: readonly ScriptedFault[]): Promise<Outcome> {
    const { world, api } = smallWorld();
    const { service } = clientOf(await serve(world, { faults }), { retries: 0 });
    const context = contextOf(service, new FakeClock(), []);
    const observed = await observe(context, REQUEST);
    const desired = desiredState(REQUEST, resolve(REQUEST, observed), observed);
    api.licensed = true;
    const attempted = diff(desired).map(({ change }) => ({ change, attempt: ACCEPTED }));
    return await verifyByReading(context, attempted, desired, verifyPatience(context, 30));
  }

  it('that was accepted, but that the second reading does not show, is not reported as done', async () => {
    const { results } = await outcomeWith([]);
    expect(results.map(({ change, result }) => [change.kind, result.kind])).toEqual([
      ['activate', 'done'],
      ['attach', 'failed'],
    ]);
    expect(results[1]?.result).toMatchObject({ cause: 'not-applied' });
  });

  it('that is looked for again in vain takes nothing from what was read as right', async () => {
    const { results } = await outcomeWith([
      { endpoint: 'git/repositories/getmany', occurrence: 3, fault: NO_ANSWER },
      { endpoint: 'plans/listassignedtoorganization', occurrence: 3, fault: NO_ANSWER },
    ]);
    expect(results.map(({ result }) => result)).toEqual([
      { kind: 'done', verified: true },
      expect.objectContaining({ kind: 'failed', cause: 'not-applied' }),
    ]);
  });

  it('that is looked for again where the organization is not found any more leaves nothing proved', async () => {
    const gone: Fault = { kind: 'answer', status: 404 };
    const { results } = await outcomeWith(
      Array.from({ length: 30 }, (_, index) => ({
        endpoint: 'plans/listassignedtoorganization',
        occurrence: 3 + index,
        fault: gone,
      })),
    );
    expect(results.map(({ result }) => result)).toMatchObject([
      { kind: 'failed', cause: 'unreadable', problem: { message: expect.stringContaining('not found any more') } },
      { kind: 'failed', cause: 'unreadable' },
    ]);
  });

  it('that is looked for again is seen, and a repository that the whole list lacks by then is not', async () => {
    let rowsBefore: readonly Row[] = [];
    const remember: Fault = { kind: 'stale', rows: (rows) => (rowsBefore = rows) };
    const old: Fault = { kind: 'stale', rows: () => rowsBefore };
    const without: Fault = { kind: 'stale', rows: (rows) => rows.filter(({ name }) => name !== 'website') };
    const faults = [remember, old, ...Array.from({ length: 30 }, () => without)].map((fault, index) => ({
      endpoint: PAGES,
      occurrence: index + 1,
      fault,
    }));
    const simulator = await serve(smallWorld().world, { faults });

    const { success, report } = await runAgainst(simulator, { repository: 'api\nwebsite' });

    expect(success).toBe(false);
    expect(report).toMatchObject({
      repositories: [
        { name: 'website', proved: false },
        { name: 'api', proved: true },
      ],
    });
  });
});
