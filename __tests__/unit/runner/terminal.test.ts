import { EOL } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { ActionInputs } from '../../../src/runner/action-inputs.ts';
import { type Screen, TERMINAL_PLACE, TerminalRunner } from '../../../src/runner/terminal.ts';

/** What is written when a line of progress is followed by a line. */
function writtenOn(screen: Screen | undefined, environment: NodeJS.ProcessEnv = {}): readonly string[] {
  const written: string[] = [];
  const runner = new TerminalRunner(
    { stdout: { write: (text) => written.push(text) } },
    new ActionInputs(environment, TERMINAL_PLACE),
    screen,
  );
  runner.progress('  1 of 20\u001b[2J pages of the list');
  runner.info('done');
  runner.info('and on');
  return written;
}

const CLEAR = '\r\u001b[K';
const LINES = [`done${EOL}`, `and on${EOL}`];

describe('the line of progress', () => {
  it('is cleared by the next line, and holds no escape sequence of its own', () => {
    const [progress, line, ...rest] = writtenOn({ columns: 80 });
    expect(progress).toBe(`${CLEAR}  1 of 20\\u{1b}[2J pages of the list`);
    expect([line, ...rest]).toEqual([`${CLEAR}done${EOL}`, `and on${EOL}`]);
  });

  it.each([10, 20, 3])('fits into a line of %i characters, since only one line is cleared', (columns) => {
    const [progress = ''] = writtenOn({ columns });
    expect(progress.slice(CLEAR.length).length).toBeLessThan(columns);
    expect(progress).toMatch(/…$/);
  });

  it.each<[string, Screen | undefined, NodeJS.ProcessEnv]>([
    ['another program reads it', undefined, {}],
    ['the terminal knows no escape sequences', {}, { TERM: 'dumb' }],
  ])('is left out where %s', (_, screen, environment) => {
    expect(writtenOn(screen, environment)).toEqual(LINES);
  });
});

describe('several things under one title', () => {
  const TEXT = 'plan is empty\nretries is wrong\nWhat to do: Correct that.';

  it('are a list, so that each is seen to belong to it', () => {
    const written: string[] = [];
    const world = { stdout: { write: (text: string) => written.push(text) } };
    const runner = new TerminalRunner(world, new ActionInputs({}, TERMINAL_PLACE), undefined);
    runner.error('2 inputs are wrong', TEXT, 2);
    runner.error('An input is wrong', 'plan is empty\nWhat to do: Correct that.', 1);
    expect(written.map((line) => line.replace(EOL, ''))).toEqual([
      ...['ERROR: 2 inputs are wrong:', '- plan is empty', '- retries is wrong', 'What to do: Correct that.'],
      ...['ERROR: An input is wrong: plan is empty', 'What to do: Correct that.'],
    ]);
  });
});
