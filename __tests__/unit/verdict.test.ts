import { describe, expect, it } from '@jest/globals';
import type { Outcome, Problem, RepositoryOutcome } from '../../src/protection/outcome.ts';
import {
  cautionsOn,
  headline,
  isSuccess,
  markOf,
  problemsByCause,
  type RunFacts,
  type Verdict,
  verdictOn,
} from '../../src/report/verdict.ts';
import { anOutcome, aPlan, aRepository, failed, guid, inPlan, runFacts } from '../support/build.ts';

const CORRECTED: Partial<RepositoryOutcome> = { license: { status: 'done', before: 'inactive', verified: true } };
const UNPROVED: Partial<RepositoryOutcome> = { license: { status: 'done', before: 'unknown', verified: false } };
const WOULD: Partial<RepositoryOutcome> = { plans: [inPlan({ status: 'would', before: 'detached' })] };
const FAILED: Partial<RepositoryOutcome> = { license: failed('inactive') };
const ALL: readonly Verdict[] = [
  'failed',
  'drift-failed',
  'drift',
  'unproved',
  'schedule-disabled',
  'corrected',
  'steady',
];

function disabled(outcome: Outcome): Outcome {
  return { ...outcome, plans: [aPlan(), aPlan({ id: guid(201), name: 'Weekly', schedule: 'disabled' })] };
}

describe('the verdict', () => {
  it.each<[Verdict, string, Outcome, Partial<RunFacts>]>([
    ['steady', 'nothing to do', anOutcome(), {}],
    ['steady', 'nothing to do in a dry run', anOutcome(), { dryRun: true, failOnDrift: true }],
    ['corrected', 'a change seen', anOutcome(CORRECTED), {}],
    ['corrected', 'one change among several', anOutcome({}, CORRECTED), {}],
    ['unproved', 'a change not reported', anOutcome(CORRECTED, UNPROVED), {}],
    ['unproved', 'a change not reported, schedule disabled', disabled(anOutcome(UNPROVED)), {}],
    ['schedule-disabled', 'nothing to do, schedule disabled', disabled(anOutcome()), {}],
    ['schedule-disabled', 'a change seen, schedule disabled', disabled(anOutcome(CORRECTED)), {}],
    ['drift', 'drift in a dry run', anOutcome({}, WOULD), { dryRun: true }],
    ['drift-failed', 'drift that fails a dry run', anOutcome(WOULD), { dryRun: true, failOnDrift: true }],
    ['corrected', 'fail-on-drift without a dry run', anOutcome(CORRECTED), { failOnDrift: true }],
    ['failed', 'a failure', anOutcome(CORRECTED, UNPROVED, FAILED), {}],
    ['failed', 'a failure foreseen', anOutcome(WOULD, FAILED), { dryRun: true }],
  ])('is %s: %s', (verdict, _, outcome, facts) => {
    expect(verdictOn(outcome, runFacts(facts))).toBe(verdict);
  });

  it('fails the step for failures and for drift that shall fail it, and for nothing else', () => {
    expect(ALL.filter((verdict) => !isSuccess(verdict))).toEqual(['failed', 'drift-failed']);
  });

  it('has a mark that tells success, caution and failure apart', () => {
    const marks = (...verdicts: Verdict[]): string[] => [...new Set(verdicts.map(markOf))];
    const three = [marks('failed', 'drift-failed'), marks('drift', 'unproved', 'schedule-disabled')];
    expect(new Set([...three, marks('corrected', 'steady')].flat()).size).toBe(3);
  });
});

describe('the headline', () => {
  it('says "Protected" only where nothing speaks against it', () => {
    const saidProtected = ALL.filter((verdict) => headline(verdict, anOutcome()).startsWith('Protected'));
    expect(saidProtected).toEqual(['corrected', 'steady']);
  });

  it.each(ALL)('names the repository and the plans: %s', (verdict) => {
    const outcome = disabled(anOutcome({ repository: aRepository({ name: 'website' }) }));
    for (const name of ['website', 'Daily', 'Weekly']) expect(headline(verdict, outcome)).toContain(name);
  });

  it('counts several repositories, and gives a plan without a name by its ID', () => {
    const outcome = { ...anOutcome({}, {}), plans: [aPlan({ name: undefined })] };
    expect(headline('steady', outcome)).toMatch(new RegExp(`2 repositories.*${guid(200)}`));
  });

  it('tells every verdict apart but for the exit code', () => {
    const said = new Set(ALL.map((verdict) => headline(verdict, anOutcome())));
    expect(said.size).toBe(ALL.length - 1);
    expect(headline('drift', anOutcome())).toBe(headline('drift-failed', anOutcome()));
  });
});

describe('cautions', () => {
  it('are none where all is well', () => {
    expect(cautionsOn(anOutcome(CORRECTED, FAILED))).toEqual([]);
  });

  it('name a plan whose schedule is disabled, and no other', () => {
    const cautions = cautionsOn(disabled(anOutcome()));
    expect(cautions).toHaveLength(1);
    expect(cautions[0]?.text).toMatch(/'Weekly'.*disabled/);
    expect(cautions[0]?.text).not.toContain('Daily');
  });

  it('name up to five repositories whose state is not reported', () => {
    const repositories = [1, 2, 3, 4, 5, 6, 7].map((number) => ({
      ...UNPROVED,
      repository: aRepository({ name: `repo-${String(number)}` }),
    }));
    const [caution, ...others] = cautionsOn(anOutcome({}, ...repositories));
    expect(others).toEqual([]);
    expect(caution?.text).toMatch(/repo-1.*repo-5.* 2 more/);
    expect(caution?.text).not.toContain('repo-6');
    expect(caution?.text).toContain('state not reported by the server');
  });
});

describe('problems', () => {
  it('are told once for all repositories that have them', () => {
    const repository = (name: string, message: string): Partial<RepositoryOutcome> => ({
      repository: aRepository({ name }),
      license: failed('inactive', { message }),
    });
    const outcome = anOutcome(
      repository('a', 'no license'),
      {},
      repository('b', 'gone'),
      repository('c', 'no license'),
    );
    expect(problemsByCause(outcome)).toMatchObject([
      { problem: { message: 'no license' }, repositories: ['a', 'c'] },
      { problem: { message: 'gone' }, repositories: ['b'] },
    ]);
    expect(problemsByCause(anOutcome())).toEqual([]);
  });

  it('of one title and reason are told together, by the first of their messages', () => {
    const one = (name: string, problem: Partial<Problem>): Partial<RepositoryOutcome> => ({
      repository: aRepository({ name }),
      license: failed('inactive', problem),
    });
    const outcome = anOutcome(
      one('a', { message: "no license for 'a'", reason: 'no license' }),
      one('b', { message: "no license for 'b'", reason: 'no license' }),
      one('c', { message: "no license for 'c'", reason: 'no license', title: 'Not tried' }),
      one('d', { message: "no license for 'a'", reason: 'gone' }),
    );
    expect(problemsByCause(outcome)).toMatchObject([
      { problem: { message: "no license for 'a'" }, repositories: ['a', 'b'] },
      { problem: { title: 'Not tried' }, repositories: ['c'] },
      { problem: { reason: 'gone' }, repositories: ['d'] },
    ]);
  });

  it('of most repositories come first, else in the order of the list', () => {
    const messages = ['a', 'b', 'c', 'b', 'c', 'c', 'd'];
    const outcome = anOutcome(
      ...messages.map((message, index) => ({
        repository: aRepository({ name: String(index) }),
        license: failed('inactive' as const, { message }),
      })),
    );
    expect(problemsByCause(outcome).map(({ problem }) => problem.message)).toEqual(['c', 'b', 'a', 'd']);
  });
});
