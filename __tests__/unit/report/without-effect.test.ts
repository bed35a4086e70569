import { describe, expect, it } from '@jest/globals';
import type { RequestedState } from '../../../src/domain/request.ts';
import { warnOfInputsWithoutEffect } from '../../../src/report/without-effect.ts';

const PRESENT: RequestedState = { kind: 'present', exclusive: false };
const ABSENT: RequestedState = { kind: 'absent' };

describe('an input that is to fail the step', () => {
  it.each<[string, boolean, boolean, boolean, RequestedState, readonly string[]]>([
    ['drift, where it is corrected', false, true, false, PRESENT, ['Drift cannot fail this run']],
    ['drift, in a dry run', true, true, false, PRESENT, []],
    ['unhealthy plans', false, false, true, PRESENT, []],
    ['unhealthy plans, which are left', true, true, true, ABSENT, ['An unhealthy plan cannot fail this run']],
    ['nothing', false, false, false, ABSENT, []],
  ])('is warned of where it cannot: %s', (_, dryRun, failOnDrift, failOnUnhealthyPlan, state, expected) => {
    const warnings: (readonly [string, string])[] = [];
    warnOfInputsWithoutEffect(
      { request: { state }, dryRun, failOnDrift, failOnUnhealthyPlan },
      (text) => text.replaceAll('fail-on', '--fail-on'),
      { warning: (title, text) => warnings.push([title, text]) },
    );
    expect(warnings.map(([title]) => title)).toEqual(expected);
    for (const [, text] of warnings)
      expect(text).toMatch(/^--fail-on-.* has no effect: .*\nWhat to do: .*un without --fail-on-/);
  });
});
