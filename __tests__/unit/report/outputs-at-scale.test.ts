import { describe, expect, it } from '@jest/globals';
import type { Outcome } from '../../../src/domain/outcome.ts';
import { outputsOf } from '../../../src/report/outputs.ts';
import { JsonObject } from '../../../src/shared/json-object.ts';
import { anOutcome, aRepository, aRunResult, guid } from '../../support/build.ts';
import { HOSTILE_NAME, nameOf, outcomeOf, VERY_MANY, WAYS, WIDE_NAME, withPlans } from '../../support/many.ts';

interface Report {
  readonly bytes: number;
  readonly truncated: boolean | undefined;
  readonly counts: object;
  readonly plans: number;
  readonly names: readonly string[];
  readonly licenses: readonly string[];
}

function reportOf(outcome: Outcome): Report {
  const { report = '' } = outputsOf(aRunResult(outcome));
  // Not to be read means to throw here.
  const value: unknown = JSON.parse(report);
  const object = JsonObject.of(value);
  const repositories = (object?.list('repositories') ?? []).flatMap((row) => JsonObject.of(row) ?? []);
  return {
    bytes: Buffer.byteLength(report),
    truncated: object?.boolean('truncated'),
    counts: Object.fromEntries(COUNTS.map((name) => [name, object?.object('counts')?.number(name)])),
    plans: object?.list('plans')?.length ?? 0,
    names: repositories.flatMap((each) => each.text('name') ?? []),
    licenses: repositories.flatMap((each) => each.text('license') ?? []),
  };
}

const LIMIT = 512 * 1024;
const COUNTS = ['checked', 'changed', 'failed', 'passed-over'];

describe('the report of very many repositories', () => {
  it('is cut, says so, counts all, and holds failures and changes first', () => {
    const report = reportOf(
      outcomeOf(VERY_MANY, (index) =>
        index === VERY_MANY - 1 ? WAYS.failed : index % 200 === 7 ? WAYS.changed : WAYS.protected,
      ),
    );
    expect(report.bytes).toBeLessThan(LIMIT);
    expect(report.truncated).toBe(true);
    expect(report.counts).toEqual({ checked: VERY_MANY, changed: 100, failed: 1, 'passed-over': 0 });
    expect(report.names.slice(0, 3)).toEqual([VERY_MANY - 1, 7, 207].map(nameOf));
    expect(report.names[101]).toBe(nameOf(0));
    expect(report.licenses.slice(0, 102)).toEqual([
      'failed',
      ...Array<string>(100).fill('activated'),
      'already-active',
    ]);
    // As much as there is room for, not a handful.
    expect(report.names.length).toBeGreaterThan(1500);
  });

  it.each<[string, string, number]>([
    ['short', 'api', 1500],
    ['of four bytes a character', WIDE_NAME, 300],
    ['of characters that JSON escapes', '\u0001"\\'.repeat(200), 100],
    ['hostile', HOSTILE_NAME, 100],
    ['without an end', 'x'.repeat(5000), 300],
  ])('stays below 512 KiB with names that are %s', (_, name, least) => {
    const report = reportOf(
      outcomeOf(5000, (index) => ({ ...WAYS.failed, repository: aRepository({ id: guid(index), name }) })),
    );
    expect(report.bytes).toBeLessThan(LIMIT);
    expect(report.truncated).toBe(true);
    expect(report.names.length).toBeGreaterThan(least);
    expect(report.counts).toMatchObject({ checked: 5000, failed: 5000 });
  });

  it.each<[string, (index: number) => string]>([
    ['short', (index) => `Plan ${String(index)}`],
    ['of four bytes a character', (index) => `${String(index)}${WIDE_NAME}`],
  ])('stays below 512 KiB with sixty plans whose names are %s', (_, name) => {
    const report = reportOf(
      withPlans(
        outcomeOf(1000, () => WAYS.failed),
        60,
        name,
      ),
    );
    expect(report.bytes).toBeLessThan(LIMIT);
    expect(report.truncated).toBe(true);
    expect(report.plans).toBe(60);
    expect(report.names.length).toBeGreaterThan(0);
  });

  it('stays below 512 KiB with a thousand plans, and says that it lacks some', () => {
    const { plans } = withPlans(anOutcome(), 1000, (index) => `${String(index)}${WIDE_NAME}`);
    const report = reportOf({ ...outcomeOf(2, () => ({})), plans });
    expect(report.bytes).toBeLessThan(LIMIT);
    expect(report.truncated).toBe(true);
    expect(report.plans).toBeGreaterThan(50);
    expect(report.plans).toBeLessThan(1000);
    expect(report.names).toHaveLength(2);
  });

  it('stays below 512 KiB with very many lines that select, and with much that was passed over', () => {
    const names = Array.from({ length: 5000 }, (_, index) => `${String(index)}${WIDE_NAME}`);
    const passedOver = names.map((name, index) => ({ id: guid(index), name }));
    const outcome = outcomeOf(5000, () => WAYS.failed);
    for (const more of [{ selection: { repository: names, project: names } }, { passedOver }]) {
      const { report = '' } = outputsOf(aRunResult(outcome, more));
      expect(Buffer.byteLength(report)).toBeLessThan(LIMIT);
      expect(JSON.parse(report)).toMatchObject({ truncated: true, selection: { repository: expect.any(Array) } });
    }
  });

  it('leaves room for repositories where plans fill theirs', () => {
    const { plans } = withPlans(anOutcome(), 1000, (index) => `${String(index)}${WIDE_NAME}`);
    const report = reportOf({ ...outcomeOf(5000, () => ({})), plans });
    expect(report.bytes).toBeLessThan(LIMIT);
    expect(report.names.length).toBeGreaterThan(1500);
  });

  it('is whole, and says so, while there is room', () => {
    const report = reportOf(outcomeOf(1000, () => ({})));
    expect(report).toMatchObject({
      truncated: false,
      names: Array.from({ length: 1000 }, (_, index) => nameOf(index)),
    });
  });
});
