import { describe, expect, it } from '@jest/globals';
import type { Coverage } from '../../../src/domain/coverage.ts';
import type { Result } from '../../../src/domain/outcome.ts';
import { junitOf, junitOfFailure } from '../../../src/report/junit.ts';
import { anOutcome, aPlan, aProblem, aRepository, aRunResult, guid } from '../../support/build.ts';
import { anInventory, atHost } from '../../support/inventories.ts';

const DONE: Result = { kind: 'done', verified: true };
const WANTED = { schedule: 'enabled', metadata: undefined } as const;

/** The cases of a document: each its name and what became of it. */
function casesIn(xml: string): readonly string[] {
  return [...xml.matchAll(/<testcase [^>]* name="([^"]*)">(?:<(skipped|failure|error) message="([^"]*)")?/g)].map(
    ([, name = '', outcome = 'passed', message = '']) => `${name}: ${outcome} ${message}`.trim(),
  );
}

describe('a JUnit report', () => {
  it.each<[string, Result, boolean, string]>([
    ['what is right', { kind: 'already' }, false, 'api: passed'],
    ['what was made right', DONE, false, 'api: passed'],
    ['what is not reported', { kind: 'done', verified: false }, false, 'api: skipped state not reported by the server'],
    ['drift', { kind: 'would' }, false, 'api: skipped Drift found: would be changed'],
    ['drift that fails the step', { kind: 'would' }, true, 'api: failure Drift found: would be changed'],
    ['a failure', { kind: 'failed', cause: 'rejected', problem: aProblem({ title: 'No' }) }, false, 'api: failure No'],
  ])('has a case for %s', (_, result, failOnDrift, expected) => {
    const outcome = anOutcome({ license: { before: 'inactive', result }, repository: aRepository({ name: 'api' }) });
    const run = aRunResult(outcome, { dryRun: result.kind === 'would', failOnDrift });
    expect(casesIn(junitOf(run)).map((each) => each.replaceAll(':', ':'))).toEqual([expected.replaceAll('&#58;', ':')]);
  });

  it('has drift fail the step beside what fails it, too', () => {
    const outcome = anOutcome({ license: { before: 'inactive', result: { kind: 'would' } } });
    const problem = aProblem();
    const failed = { plan: aPlan(), wanted: WANTED, result: { kind: 'failed', cause: 'unreadable', problem } } as const;
    const run = aRunResult(outcome, { dryRun: true, failOnDrift: true, settings: [failed] });
    expect(casesIn(junitOf(run))[0]).toContain(': failure Drift found');
  });

  it('has cases for plans that fail the step, and for no others', () => {
    const problem = aProblem({ message: 'refused', remedy: 'ask' });
    const failed = { plan: aPlan(), wanted: WANTED, result: { kind: 'failed', cause: 'rejected', problem } } as const;
    const right = { plan: aPlan(), wanted: WANTED, result: { kind: 'already' } } as const;
    const ofSettings = junitOf(aRunResult(anOutcome(), { settings: [failed, right] }));
    expect(casesIn(ofSettings)).toContain(
      'settings of backup plan &#39;Daily&#39;: failure Settings of the backup plan: failed',
    );
    expect(ofSettings).toContain('What to do: ask');
    const disabled = { ...anOutcome(), plans: [aPlan({ id: guid(7), name: 'Weekly', schedule: 'disabled' })] };
    const ofHealth = junitOf(aRunResult(disabled, { failOnUnhealthyPlan: true }));
    expect(casesIn(ofHealth)).toContain('backup plan &#39;Weekly&#39;: failure The backup plan is disabled');
    expect(casesIn(junitOf(aRunResult(disabled)))).toHaveLength(1);
  });

  it('has cases for gaps at the Git host, which fail where the step does', () => {
    const coverage: Coverage = {
      inventory: anInventory('github', ['new'], { incomplete: 'page 2 was cut off' }),
      covered: 0,
      gaps: [{ repository: atHost('new'), reason: 'not-listed', hasFailed: false }],
      notSelected: [],
      skipped: [],
      missingAtHost: [],
    };
    const gaps = casesIn(junitOf(aRunResult(anOutcome(), { failOnGap: true }, coverage))).slice(1);
    expect(gaps).toEqual([
      'new at the Git host: failure Not proved to be protected: not listed by GitProtect',
      'the list of the Git host: failure Not proved to be complete',
    ]);
    expect(casesIn(junitOf(aRunResult(anOutcome(), {}, coverage))).slice(1)).toEqual(
      gaps.map((each) => each.replace(': failure ', ': skipped ')),
    );
  });

  it('has one case where nothing was checked, and one for a run that ended early', () => {
    expect(casesIn(junitOf(aRunResult({ ...anOutcome(), results: [] })))).toEqual([
      expect.stringMatching(/^GitProtect backup: failure Not protected/),
    ]);
    const early = junitOfFailure(aProblem({ title: 'Refused <&>', message: 'why' }));
    expect(casesIn(early)).toEqual(['GitProtect backup: error Refused &#60;&#38;&#62;']);
  });
});
