import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Progress } from '../../../src/shared/progress.ts';
import { FakeClock } from '../../support/fake-clock.ts';

interface Logged {
  readonly clock: FakeClock;
  readonly lines: string[];
  readonly progress: Progress;
}

function begin(): Logged {
  const clock = new FakeClock();
  const lines: string[] = [];
  return { clock, lines, progress: new Progress({ info: (line) => lines.push(line) }, clock, 'pages read') };
}

describe('progress', () => {
  it('is not logged of work that is done in less than five seconds', async () => {
    const { clock, lines, progress } = begin();
    for (let done = 1; done <= 100; done++) {
      await clock.sleep(49);
      progress.report(done, 100);
    }
    expect(lines).toEqual([]);
  });

  it('is logged after five seconds, with the rate and the time that is left', async () => {
    const { clock, lines, progress } = begin();
    await clock.sleep(4999);
    progress.report(99, 1000);
    expect(lines).toEqual([]);
    await clock.sleep(1);
    progress.report(100, 1000);
    expect(lines).toEqual(['  100 of 1000 pages read, 20 a second, about 45 s left']);
  });

  it.each([
    [10_000, 5, 10, '  5 of 10 pages read, 0.5 a second, about 10 s left'],
    [10_000, 99, 101, '  99 of 101 pages read, 9.9 a second, about 1 s left'],
    [10_000, 100, 101, '  100 of 101 pages read, 10 a second, about 1 s left'],
    [10_000, 1256, 10_000, '  1256 of 10000 pages read, 126 a second, about 70 s left'],
    [10_000, 10, 129, '  10 of 129 pages read, 1.0 a second, about 119 s left'],
    [10_000, 10, 130, '  10 of 130 pages read, 1.0 a second, about 2 min left'],
    [10_000, 1, 61, '  1 of 61 pages read, 0.1 a second, about 10 min left'],
  ])('after %i ms with %i of %i done is logged so', async (milliseconds, done, all, line) => {
    const { clock, lines, progress } = begin();
    await clock.sleep(milliseconds);
    progress.report(done, all);
    expect(lines).toEqual([line]);
  });

  it('is logged again no sooner than five seconds later', async () => {
    const { clock, lines, progress } = begin();
    for (let done = 1; done < 100; done++) {
      await clock.sleep(1500);
      progress.report(done, 100);
    }
    // At 6 s, 12 s, …, 144 s.
    expect(lines).toHaveLength(24);
    expect(lines[0]).toMatch(/^ {2}4 of 100 /);
    expect(lines[1]).toMatch(/^ {2}8 of 100 /);
  });

  it.each([
    ['nothing is done', 0, 100],
    ['all is done', 100, 100],
    ['more than all is done, as where a list has grown', 101, 100],
    ['it is not known how much there is', 7, 0],
  ])('is not logged when %s', async (_, done, all) => {
    const { clock, lines, progress } = begin();
    await clock.sleep(60_000);
    progress.report(done, all);
    expect(lines).toEqual([]);
  });

  it('is logged at most every five seconds, and never of the end, whatever the steps', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(20_000), { minLength: 1, maxLength: 50 }), async (steps) => {
        const { clock, lines, progress } = begin();
        const start = clock.now();
        for (const [index, milliseconds] of steps.entries()) {
          await clock.sleep(milliseconds);
          progress.report(index + 1, steps.length);
        }
        expect(lines.length).toBeLessThanOrEqual(Math.floor((clock.now() - start) / 5000));
        expect(lines.join('\n')).not.toContain(`${String(steps.length)} of `);
      }),
    );
  });
});
