import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import type { Result } from '../../../src/domain/outcome.ts';
import { type Outputs, outputsOf, outputsOfFailure } from '../../../src/report/outputs.ts';
import { VERSION } from '../../../src/shared/version.ts';
import { JsonObject } from '../../../src/shared/json-object.ts';
import {
  anOutcome,
  aPlan,
  aFailedRun,
  aProblem,
  aRepository,
  aRunResult,
  failed,
  guid,
  inPlan,
  type RepositoryParts,
} from '../../support/build.ts';
import { aProject, ofLicense, ofMembership } from '../../support/changes.ts';
import { WAYS } from '../../support/many.ts';

const KEPT: Result = { kind: 'kept', plans: [{ plan: aPlan(), membership: 'unknown' }] };
const ALREADY = inPlan('attached', { kind: 'already' });
const ATTACHED = inPlan('detached', { kind: 'done', verified: true });
const WOULD = inPlan('detached', { kind: 'would' });
const BLOCKED = inPlan('detached', { kind: 'skipped', cause: 'blocked', problem: aProblem() });
const FAILED = inPlan('detached', failed({ message: 'no such plan' }));

function reportOf(outputs: Outputs): unknown {
  return JSON.parse(outputs['report'] ?? '');
}

describe('the outputs of a run', () => {
  it.each<[string, RepositoryParts, object]>([
    ['nothing to do', {}, { drift: 'false', changed: 'false', 'license-status': 'already-active' }],
    [
      'a license activated',
      WAYS.changed,
      { drift: 'true', changed: 'true', 'license-status': 'activated', 'repositories-changed': '1' },
    ],
    [
      'a change not reported by the server',
      WAYS.unverified,
      { drift: 'true', changed: 'true', 'license-status': 'activated', 'repositories-failed': '0' },
    ],
    [
      'a license rejected',
      WAYS.failed,
      { drift: 'true', changed: 'false', 'license-status': 'failed', 'repositories-failed': '1' },
    ],
    ['a plan attached', { plans: [ATTACHED] }, { drift: 'true', changed: 'true', 'plan-status': 'attached' }],
    [
      'a plan attached already',
      { plans: [ALREADY] },
      { 'plan-status': 'already-attached', 'repositories-changed': '0' },
    ],
    ['an attachment rejected', { plans: [FAILED] }, { 'plan-status': 'failed', 'repositories-failed': '1' }],
  ])('report %s', (_, parts, outputs) => {
    expect(outputsOf(aRunResult(anOutcome(parts)))).toMatchObject(outputs);
  });

  it.each<[string, readonly Result[]]>([
    ['already-detached', [{ kind: 'already' }]],
    ['detached', [{ kind: 'already' }, { kind: 'done', verified: true }]],
    ['kept', [{ kind: 'already' }, KEPT, { kind: 'done', verified: true }]],
    ['would-detach', [KEPT, { kind: 'would' }]],
    ['failed', [KEPT, failed()]],
  ])('report of plans that were to be left: %s', (status, ofPlans) => {
    const license = { change: ofLicense('deactivate', { before: 'inactive' }), result: { kind: 'already' } } as const;
    const results = [license, ...ofPlans.map((result) => ({ change: ofMembership('detach'), result }))];
    const run = aRunResult({ ...anOutcome(), results }, { state: 'absent' });

    expect(outputsOf(run)).toMatchObject({ 'plan-status': status });
  });

  it('report that a project may be in a plan that it was to leave', () => {
    const results = [{ change: { ...ofMembership('detach'), resource: aProject() }, result: KEPT }];
    const run = aRunResult({ ...anOutcome(), results }, { state: 'absent' });

    expect(outputsOf(run)).toMatchObject({ 'plan-status': 'kept' });
  });

  it('of a dry run report what would be done, and no change', () => {
    const outcome = anOutcome({ ...WAYS['would-change'], plans: [WOULD] });
    expect(outputsOf(aRunResult(outcome, { dryRun: true }))).toMatchObject({
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
    [[WOULD, BLOCKED, ALREADY], 'failed'],
  ])('report the least good of several plans', (plans, status) => {
    expect(outputsOf(aRunResult(anOutcome({ plans })))['plan-status']).toBe(status);
    const each = plans.map((plan) => ({ plans: [plan] }));
    expect(outputsOf(aRunResult(anOutcome(...each)))['plan-status']).toBe(status);
  });

  it('never read as "already" where nothing was looked at', () => {
    const outputs = outputsOf(aRunResult({ ...anOutcome(), results: [] }));
    expect([outputs['license-status'], outputs['plan-status']]).toEqual(['failed', 'failed']);
  });

  it('name organization, repository and plans by ID, and count repositories', () => {
    const plans = [aPlan(), aPlan({ id: guid(201) })];
    const one = outputsOf(aRunResult({ ...anOutcome(), plans }));
    expect([one['organization-id'], one['repository-id']]).toEqual([guid(1), guid(100)]);
    const several = { ...anOutcome({}, WAYS.failed), plans };
    expect(outputsOf(aRunResult(several))).toMatchObject({
      'organization-id': guid(1),
      'repository-id': '',
      'plan-id': `${guid(200)}\n${guid(201)}`,
      'repositories-checked': '2',
      'repositories-failed': '1',
    });
  });

  it('are those that action.yml names', () => {
    const declared = JsonObject.of(parse(readFileSync('action.yml', 'utf8')))
      ?.object('outputs')
      ?.names();
    // The path of the report file is known only when it is written.
    const written = [...Object.keys(outputsOf(aRunResult())), 'report-path'];
    expect(written.toSorted()).toEqual(declared?.toSorted());
  });
});

describe('the report', () => {
  it('holds organization, plans, counts and the result of each repository, failures first', () => {
    const outcome = {
      ...anOutcome({}, { repository: aRepository({ id: guid(101), name: 'web\n"site"' }), plans: [FAILED] }),
      plans: [aPlan({ name: undefined, schedule: 'disabled' })],
    };
    expect(reportOf(outputsOf(aRunResult(outcome, { passedOver: [{ id: guid(400), name: 'gone' }] })))).toEqual({
      state: 'present',
      'dry-run': false,
      truncated: false,
      counts: { checked: 2, changed: 0, failed: 1, 'not-tried': 0, 'passed-over': 1 },
      organization: { id: guid(1), name: 'acme' },
      server: 'gitprotect.example',
      'started-at': '2026-11-25T23:58:55.000Z',
      'read-at': '2026-11-26T00:00:00.000Z',
      version: VERSION,
      selection: { repository: ['*'], project: [] },
      'passed-over': [{ id: guid(400), name: 'gone' }],
      plans: [
        { id: guid(200), name: null, schedule: 'disabled', metadata: 'unknown', health: 'disabled', 'last-run': null },
      ],
      repositories: [
        {
          kind: 'repository',
          id: guid(101),
          name: 'web\n"site"',
          license: 'already-active',
          plans: [{ id: guid(200), name: 'Daily', status: 'failed' }],
          proved: false,
          error: 'no such plan',
        },
        {
          kind: 'repository',
          id: guid(100),
          name: 'api',
          license: 'already-active',
          plans: [{ id: guid(200), name: 'Daily', status: 'already-attached' }],
          proved: true,
        },
      ],
    });
  });

  it('shows a plan without a name as such', () => {
    const plans = [inPlan('attached', { kind: 'already' }, { name: undefined })];
    const report = reportOf(outputsOf(aRunResult(anOutcome({ plans }))));
    expect(report).toMatchObject({ repositories: [{ plans: [{ id: guid(200), name: null }] }] });
  });

  it('joins several errors of one repository', () => {
    const license = { before: 'inactive', result: failed({ message: 'no license' }) } as const;
    const report = reportOf(outputsOf(aRunResult(anOutcome({ license, plans: [FAILED] }))));
    expect(report).toMatchObject({ repositories: [{ error: 'no license; no such plan' }] });
  });
});

describe('the outputs of a run that ended early', () => {
  it('say that it failed and why, and nothing that is not known', () => {
    const { title, message, remedy } = aProblem();
    const { report = '', ...rest } = outputsOfFailure(aFailedRun({ reason: 'is for grouping only' }), () => '');
    expect(rest).toEqual({ 'license-status': 'failed', 'plan-status': 'failed' });
    expect(JSON.parse(report)).toEqual({
      error: { title, message, remedy },
      'dry-run': false,
      'ended-at': '1970-01-01T00:00:00.000Z',
      version: VERSION,
      organization: 'acme',
      server: 'gitprotect.example',
    });
  });

  it.each([
    [{ state: ' removed\n' }, { 'removal-status': 'failed' }],
    [{ state: 'absent', 'plan-schedule': ' ' }, {}],
    [{ 'plan-schedule': 'enabled' }, { 'plan-settings-status': 'failed' }],
    [{ 'plan-metadata': 'wrong' }, { 'plan-settings-status': 'failed' }],
  ])('say so of all that was asked for: %j', (inputs: Readonly<Record<string, string>>, more) => {
    const { report, ...rest } = outputsOfFailure(aFailedRun(), (name) => inputs[name] ?? '');
    expect(report).toContain('error');
    expect(rest).toEqual({ 'license-status': 'failed', 'plan-status': 'failed', ...more });
  });
});
