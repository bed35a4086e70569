import { describe, expect, it } from '@jest/globals';
import type { Outcome, Result } from '../../../src/domain/outcome.ts';
import type { VerdictKind } from '../../../src/domain/verdict.ts';
import { headline, markOf } from '../../../src/report/headline.ts';
import type { RunResult } from '../../../src/report/run-result.ts';
import { upperFirst } from '../../../src/shared/text.ts';
import {
  anOutcome,
  aPlan,
  aRepository,
  aRunResult,
  failed,
  guid,
  inPlan,
  type RepositoryParts,
} from '../../support/build.ts';

const CORRECTED: RepositoryParts = { license: { before: 'inactive', result: { kind: 'done', verified: true } } };
const UNVERIFIED: RepositoryParts = { license: { before: 'unknown', result: { kind: 'done', verified: false } } };
const WOULD: RepositoryParts = { plans: [inPlan('detached', { kind: 'would' })] };
const UNREPORTED: RepositoryParts = { license: { before: 'unknown', result: { kind: 'would' } } };
const FAILED: RepositoryParts = { license: { before: 'inactive', result: failed() } };
const ALL: readonly VerdictKind[] = [
  'failed',
  'drift-failed',
  'drift',
  'unverified',
  'unhealthy-plan',
  'corrected',
  'unchanged',
];

function disabled(outcome: Outcome): Outcome {
  return { ...outcome, plans: [aPlan(), aPlan({ id: guid(201), name: 'Weekly', schedule: 'disabled' })] };
}

/** The same, where the second repository has left another plan. */
function moved(outcome: Outcome): Outcome {
  const resource = aRepository({ id: guid(101) });
  const change = { kind: 'detach', resource, plan: aPlan({ id: guid(201) }), before: 'attached' } as const;
  return { ...outcome, results: [...outcome.results, { change, result: { kind: 'done', verified: true } }] };
}

/** A run that ended so, whatever its outcome. */
function runOf(kind: VerdictKind, outcome: Outcome = anOutcome()): RunResult {
  const run = aRunResult(outcome);
  return { ...run, verdict: { ...run.verdict, kind } };
}

describe('the mark', () => {
  it('tells success, warning and failure apart', () => {
    const marks = (...kinds: VerdictKind[]): string[] => [...new Set(kinds.map((kind) => markOf(runOf(kind))))];
    const three = [marks('failed', 'drift-failed'), marks('drift', 'unverified', 'unhealthy-plan')];
    expect(new Set([...three, marks('corrected', 'unchanged')].flat()).size).toBe(3);
  });
});

describe('the headline', () => {
  it('says "Protected" only where nothing speaks against it', () => {
    const protectedKinds = ALL.filter((kind) => headline(runOf(kind)).startsWith('Protected'));
    expect(protectedKinds).toEqual(['corrected', 'unchanged']);
  });

  it.each(ALL)('names the repository and the plans: %s', (kind) => {
    const website = { ...UNVERIFIED, repository: aRepository({ name: 'website' }) };
    const run = runOf(kind, disabled(anOutcome(website)));
    for (const name of ['website', 'Daily', 'Weekly']) expect(headline(run)).toContain(name);
  });

  it('gives the limit of max-backup-age where a last run is older', () => {
    const finishedAt = new Date('2026-11-24T02:00:00Z');
    const plan = aPlan({ lastRun: { successes: 1, warnings: 0, errors: 0, finishedAt } });
    const run = aRunResult({ ...anOutcome(), plans: [plan] }, { maxBackupAgeHours: 24 });
    const expected =
      "the last run of backup plan 'Daily' ended more than 24 hours ago, the limit of max-backup-age (2026-11-24 02:00 UTC)";
    expect(headline(run)).toContain(`; ${expected}`);
    expect(run.toDo[0]?.text).toBe(upperFirst(expected));
  });

  it.each<VerdictKind>([...ALL, 'settings-failed'])('says of a dry run that it was one, once: %s', (kind) => {
    for (const state of ['present', 'absent', 'removed'] as const) {
      const run = { ...runOf(kind, disabled(anOutcome())), dryRun: true, state };
      expect(headline(run).split('(dry run)')).toHaveLength(2);
      expect(headline({ ...run, dryRun: false })).not.toContain('(dry run)');
    }
  });

  it('names the plan that is worst off, and counts the others', () => {
    const plans = [1, 2, 3].map((id) =>
      aPlan({ id: guid(200 + id), name: `Plan ${String(id)}`, schedule: 'disabled' }),
    );
    const ofFirst = (count: number): string => headline(aRunResult({ ...anOutcome(), plans: plans.slice(0, count) }));
    expect(ofFirst(1)).toMatch(/; the schedule of backup plan 'Plan 1' is disabled$/);
    expect(ofFirst(2)).toMatch(/'Plan 1' is disabled, and 1 more plan needs attention$/);
    expect(ofFirst(3)).toMatch(/'Plan 1' is disabled, and 2 more plans need attention$/);
  });

  it('counts several repositories, and gives a plan without a name by its ID', () => {
    const outcome = { ...anOutcome({}, {}), plans: [aPlan({ name: undefined })] };
    expect(headline(runOf('unchanged', outcome))).toMatch(new RegExp(`2 repositories.*${guid(200)}`));
  });

  it('is another for every verdict but for the exit code', () => {
    const headlines = new Set(ALL.map((kind) => headline(runOf(kind))));
    expect(headlines.size).toBe(ALL.length - 1);
    expect(headline(runOf('drift'))).toBe(headline(runOf('drift-failed')));
  });

  it.each([
    [
      'failed',
      anOutcome({}, FAILED, FAILED),
      "Not protected: 2 of 3 repositories of organization 'acme' could not be shown to be licensed and attached to backup plan",
    ],
    [
      'failed',
      anOutcome({}, FAILED),
      "Not protected: 1 of 2 repositories of organization 'acme' could not be shown to be licensed and attached to backup plan",
    ],
    [
      'failed',
      anOutcome(FAILED),
      "Not protected: 'acme/api' could not be shown to be licensed and attached to backup plan",
    ],
    ['drift', anOutcome(WOULD, {}, WOULD), "2 of 3 repositories of organization 'acme' are not licensed"],
    ['unverified', anOutcome(UNVERIFIED, {}), "the state of 1 of 2 repositories of organization 'acme' in"],
    [
      'drift',
      anOutcome(WOULD, {}, UNREPORTED),
      "2 of 3 repositories of organization 'acme' are not licensed and attached to backup plan 'Daily' as asked, or not reported to be",
    ],
    ['corrected', anOutcome(CORRECTED, {}), "2 repositories of organization 'acme', 1 of them newly, hold"],
    ['corrected', moved(anOutcome(CORRECTED, {})), "2 repositories of organization 'acme', 1 of them newly, hold"],
    ['corrected', moved(anOutcome({}, {})), "2 repositories of organization 'acme' hold"],
  ] as const)('counts the repositories that it is about: %s', (kind, outcome, text) => {
    const run = aRunResult(outcome, { dryRun: kind === 'drift' });
    expect(run.verdict.kind).toBe(kind);
    expect(headline(run)).toContain(text);
  });
});

describe('a move', () => {
  /** `api` and another repository; what `Weekly`, the old plan of `api`, could not be shown to be left by. */
  const moveOf = (result: Result, ...others: readonly RepositoryParts[]): RunResult => {
    const outcome = anOutcome({}, ...others);
    const change = {
      kind: 'detach',
      resource: aRepository(),
      plan: aPlan({ name: 'Weekly' }),
      before: 'attached',
    } as const;
    return aRunResult({ ...outcome, results: [...outcome.results, { change, result }] });
  };
  const headlineOf = (...others: readonly RepositoryParts[]): string => headline(moveOf(failed(), ...others));

  it('that leaves something in its old plan is not told as missing protection', () => {
    expect(headlineOf({})).toBe(
      "Licensed and attached, but not moved: 1 of 2 repositories of organization 'acme' could not be shown to be in no plan other than backup plan 'Daily'",
    );
    for (const other of [FAILED, UNVERIFIED]) expect(headlineOf(other)).toMatch(/^Not protected: /);
  });

  it('of which only the leaving is not reported, does not put protection in doubt', () => {
    const run = moveOf({ kind: 'done', verified: false });
    expect(headline(run)).toBe(
      "Changes accepted, but not proved: GitProtect doesn't report whether 'acme/api' is in plans other than backup plan 'Daily'",
    );
    expect(run.toDo.map(({ title }) => title)).toEqual(['The changes could not be proved']);
  });
});

it('what a license is kept for was not left, whatever was detached', () => {
  const plan = aPlan();
  const [first, second] = [aRepository(), aRepository({ id: guid(101) })];
  const results: Outcome['results'] = [first, second].flatMap((resource) => [
    { change: { kind: 'detach', resource, plan, before: 'attached' }, result: { kind: 'done', verified: true } },
    {
      change: { kind: 'deactivate', resource, before: 'active' },
      result:
        resource === first
          ? { kind: 'done', verified: true }
          : { kind: 'kept', plans: [{ plan, membership: 'attached' }] },
    },
  ]);

  expect(headline(aRunResult({ ...anOutcome(), results }, { state: 'absent' }))).toBe(
    "Absent: 1 of 2 repositories of organization 'acme' is not in backup plan 'Daily' any more, 1 still is in backup plan 'Daily'; 1 license released, 1 license kept for backup plan 'Daily'",
  );
});

describe('a run of which everything is archived at the Git host', () => {
  it.each<[VerdictKind, string]>([
    ['settings-failed', "Not proved: the settings of backup plan 'Daily' could not be shown to be as asked"],
    ['unhealthy-plan', 'Nothing to protect: what is selected is archived at the Git host, and skipped'],
    [
      'corrected',
      "Nothing to protect: what is selected is archived at the Git host, and skipped; the settings of backup plan 'Daily' are as asked now",
    ],
    ['unchanged', 'Nothing to protect: what is selected is archived at the Git host, and skipped'],
  ])('is not told to protect anything: %s', (kind, expected) => {
    const run = runOf(kind, { ...anOutcome(), results: [] });
    const changed = kind === 'corrected';
    expect(headline({ ...run, verdict: { ...run.verdict, changed } })).toBe(expected);
  });
});

describe('failed settings', () => {
  it('are told of the plan whose settings they are', () => {
    const weekly = aPlan({ id: guid(201), name: 'Weekly' });
    const settings = [
      { plan: aPlan(), result: { kind: 'already' } } as const,
      { plan: weekly, result: failed() } as const,
    ];
    const run = aRunResult({ ...anOutcome(), plans: [aPlan(), weekly] }, { settings });

    expect(headline(run)).toContain("the settings of backup plan 'Weekly' could not be shown to be as asked");
  });

  it('does not claim protection that is not proved where settings failed', () => {
    const settings = [
      { plan: aPlan(), wanted: { schedule: 'enabled', metadata: undefined }, result: failed() } as const,
    ];
    const license = { before: 'inactive', result: { kind: 'would' } } as const;
    const run = aRunResult(anOutcome({ license }), { settings, dryRun: true });

    expect(run.verdict.kind).toBe('settings-failed');
    expect(headline(run)).toMatch(
      /^Not proved \(dry run\): it could not be shown that 'acme\/api' is licensed and attached, or that/,
    );
    expect(headline(aRunResult(anOutcome(), { settings }))).toMatch(/^Licensed and attached, but the settings/);
  });
});
