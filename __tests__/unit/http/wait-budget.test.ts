import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { WaitBudget } from '../../../src/http/wait-budget.ts';

const NOW = Date.UTC(2026, 0, 1);

describe('the budget for waiting', () => {
  it('is spent by waits that follow one another', () => {
    const budget = new WaitBudget(10);
    expect(budget.take(4000, NOW)).toBe(true);
    expect(budget.take(4000, NOW + 4000)).toBe(true);
    expect(budget.spentSeconds).toBe(8);
  });

  it('may be spent to its last millisecond, and no further', () => {
    const budget = new WaitBudget(10);
    expect(budget.take(9999, NOW)).toBe(true);
    expect(budget.take(2, NOW + 9999)).toBe(false);
    expect(budget.take(1, NOW + 9999)).toBe(true);
    expect(budget.take(1, NOW + 10_000)).toBe(false);
  });

  it('stays as it is where a wait is longer than what is left: a shorter one may still fit', () => {
    const budget = new WaitBudget(10);
    expect(budget.take(10_001, NOW)).toBe(false);
    expect(budget.spentSeconds).toBe(0);
    expect(budget.take(10_000, NOW)).toBe(true);
  });

  it('counts requests that wait at the same time once', () => {
    const budget = new WaitBudget(10);
    for (let request = 0; request < 100; request++) expect(budget.take(10_000, NOW)).toBe(true);
    expect(budget.spentSeconds).toBe(10);
  });

  it('counts of a wait that begins during another only what goes beyond it', () => {
    const budget = new WaitBudget(10);
    budget.take(4000, NOW);
    budget.take(4000, NOW + 1000);
    expect(budget.spentSeconds).toBe(5);
    budget.take(1000, NOW + 2000);
    expect(budget.spentSeconds).toBe(5);
  });

  it('is not spent between two waits', () => {
    const budget = new WaitBudget(10);
    budget.take(1000, NOW);
    budget.take(1000, NOW + 60_000);
    expect(budget.spentSeconds).toBe(2);
  });

  it('of no time allows no wait, but a further attempt at once', () => {
    const budget = new WaitBudget(0);
    expect(budget.take(1, NOW)).toBe(false);
    expect(budget.take(0, NOW)).toBe(true);
  });

  it('gives the seconds that were spent, rounded', () => {
    const budget = new WaitBudget(10);
    budget.take(1499, NOW);
    expect(budget.spentSeconds).toBe(1);
    budget.take(1500, NOW);
    expect(budget.spentSeconds).toBe(2);
  });

  it('is never overspent, and spent by no more than the time that passed while something waited', () => {
    const waits = fc.array(fc.record({ pauseMs: fc.nat(20_000), later: fc.nat(20_000) }), { maxLength: 30 });
    fc.assert(
      fc.property(waits, fc.nat(120), (given, maxSeconds) => {
        const budget = new WaitBudget(maxSeconds);
        const waited = new Set<number>();
        let now = NOW;
        for (const { pauseMs, later } of given) {
          // In whole tenths of a second, each counted once.
          const [tenths, start] = [Math.floor(pauseMs / 100), (now += Math.floor(later / 100) * 100)];
          if (budget.take(tenths * 100, start))
            for (let tenth = 0; tenth < tenths; tenth++) waited.add(start + tenth * 100);
        }
        expect(waited.size).toBeLessThanOrEqual(maxSeconds * 10);
        expect(budget.spentSeconds).toBe(Math.round(waited.size / 10));
      }),
    );
  });
});
