import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { Fields } from '../../src/fields.ts';
import type { RepositoryOutcome } from '../../src/protection/outcome.ts';
import { type Outputs, outputsOf, outputsOfFailure } from '../../src/report/outputs.ts';
import {
  anOutcome,
  aPlan,
  aProblem,
  aRepository,
  aRepositoryOutcome,
  failed,
  guid,
  inPlan,
  runFacts,
} from '../support/build.ts';

const ALREADY = inPlan({ status: 'already', before: 'attached' });
const ATTACHED = inPlan({ status: 'done', before: 'detached', verified: true });
const WOULD = inPlan({ status: 'would', before: 'detached' });
const FAILED = inPlan(failed('detached', { message: 'no such plan' }));

function reportOf(outputs: Outputs): unknown {
  return JSON.parse(outputs['report'] ?? '');
}

describe('the outputs of a run', () => {
  it.each<[string, Partial<RepositoryOutcome>, object]>([
    ['nothing to do', {}, { drift: 'false', changed: 'false', 'license-status': 'already-active' }],
    [
      'a license activated',
      { license: { status: 'done', before: 'inactive', verified: true } },
      { drift: 'true', changed: 'true', 'license-status': 'activated', 'repositories-changed': '1' },
    ],
    [
      'a change not reported by the server',
      { license: { status: 'done', before: 'unknown', verified: false } },
      { drift: 'true', changed: 'true', 'license-status': 'activated', 'repositories-failed': '0' },
    ],
    [
      'a license refused',
      { license: failed('inactive') },
      { drift: 'true', changed: 'false', 'license-status': 'failed', 'repositories-failed': '1' },
    ],
    ['a plan attached', { plans: [ATTACHED] }, { drift: 'true', changed: 'true', 'plan-status': 'attached' }],
    ['a plan right already', { plans: [ALREADY] }, { 'plan-status': 'already-attached', 'repositories-changed': '0' }],
    ['a plan refused', { plans: [FAILED] }, { 'plan-status': 'failed', 'repositories-failed': '1' }],
  ])('tell %s', (_, outcome, outputs) => {
    expect(outputsOf(anOutcome(outcome), runFacts())).toMatchObject(outputs);
  });

  it('of a dry run tell what would be done, and no change', () => {
    const license = { status: 'would', before: 'inactive' } as const;
    expect(outputsOf(anOutcome({ license, plans: [WOULD] }), runFacts({ dryRun: true }))).toMatchObject({
      drift: 'true',
      changed: 'false',
      'license-status': 'would-activate',
      'plan-status': 'would-attach',
      'repositories-changed': '0',
      report: expect.stringContaining('"dry-run":true'),
    });
  });

  it.each([
    [[ALREADY, ATTACHED], 'attached'],
    [[ATTACHED, ALREADY, WOULD], 'would-attach'],
    [[WOULD, FAILED, ALREADY], 'failed'],
  ])('tell the least good of several plans', (plans, status) => {
    expect(outputsOf(anOutcome({ plans }), runFacts())['plan-status']).toBe(status);
    expect(outputsOf(anOutcome(...plans.map((plan) => ({ plans: [plan] }))), runFacts())['plan-status']).toBe(status);
  });

  it('never read as "already" where nothing was looked at', () => {
    const outputs = outputsOf({ ...anOutcome(), repositories: [] }, runFacts());
    expect([outputs['license-status'], outputs['plan-status']]).toEqual(['failed', 'failed']);
  });

  it('name organization, repository and plans by ID, and count repositories', () => {
    const plans = [aPlan(), aPlan({ id: guid(201) })];
    const one = outputsOf({ ...anOutcome(), plans }, runFacts());
    expect([one['organization-id'], one['repository-id']]).toEqual([guid(1), guid(100)]);
    const several = { ...anOutcome({}, { license: failed('inactive') }), plans };
    expect(outputsOf(several, runFacts())).toMatchObject({
      'organization-id': guid(1),
      'repository-id': '',
      'plan-id': `${guid(200)}\n${guid(201)}`,
      'repositories-checked': '2',
      'repositories-failed': '1',
    });
  });

  it('are those that action.yml names', () => {
    const declared = Fields.of(parse(readFileSync('action.yml', 'utf8')))
      ?.fields('outputs')
      ?.names();
    // The path of the report file is known only when it is written.
    const written = [...Object.keys(outputsOf(anOutcome(), runFacts())), 'report-path'];
    expect(written.toSorted()).toEqual(declared?.toSorted());
  });
});

describe('the report', () => {
  it('holds organization, plans, counts and what became of each repository, failures first', () => {
    const outcome = {
      ...anOutcome({}, { repository: aRepository({ id: guid(101), name: 'web\n"site"' }), plans: [FAILED] }),
      plans: [aPlan({ name: undefined, schedule: 'disabled' })],
      passedOver: 3,
    };
    expect(reportOf(outputsOf(outcome, runFacts()))).toEqual({
      'dry-run': false,
      truncated: false,
      counts: { checked: 2, changed: 0, failed: 1, 'not-tried': 0, 'passed-over': 3 },
      organization: { id: guid(1), name: 'acme' },
      plans: [{ id: guid(200), name: null, schedule: 'disabled' }],
      repositories: [
        {
          id: guid(101),
          name: 'web\n"site"',
          license: 'already-active',
          plans: [{ id: guid(200), name: 'Daily', status: 'failed' }],
          proved: false,
          error: 'no such plan',
        },
        {
          id: guid(100),
          name: 'api',
          license: 'already-active',
          plans: [{ id: guid(200), name: 'Daily', status: 'already-attached' }],
          proved: true,
        },
      ],
    });
  });

  it('tells a plan without a name as such', () => {
    const plans = [inPlan({ status: 'already', before: 'attached' }, { name: undefined })];
    const report = reportOf(outputsOf(anOutcome({ plans }), runFacts()));
    expect(report).toMatchObject({ repositories: [{ plans: [{ id: guid(200), name: null }] }] });
  });

  it('joins several errors of one repository', () => {
    const repository = aRepositoryOutcome({ license: failed('inactive', { message: 'no license' }), plans: [FAILED] });
    const report = reportOf(outputsOf(anOutcome(repository), runFacts()));
    expect(report).toMatchObject({ repositories: [{ error: 'no license; no such plan' }] });
  });
});

describe('the outputs of a run that ended early', () => {
  it('say that it failed and why, and nothing that is not known', () => {
    const { title, message, remedy } = aProblem();
    const { report = '', ...rest } = outputsOfFailure(aProblem({ reason: 'is for grouping only' }));
    expect(rest).toEqual({ 'license-status': 'failed', 'plan-status': 'failed' });
    expect(JSON.parse(report)).toEqual({ error: { title, message, remedy } });
  });
});
