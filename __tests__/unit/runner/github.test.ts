import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aLog } from '../../support/log.ts';

describe('the log', () => {
  it('keeps secrets out of every kind of line', async () => {
    const { runner, text } = aLog({ RUNNER_DEBUG: '1' });
    runner.redactor.addSecret('hunter2000');
    const masks = text().length;
    runner.info('info hunter2000');
    runner.debug('debug hunter2000');
    runner.warning('title hunter2000', 'warning hunter2000');
    runner.error('title hunter2000', 'error\nhunter2000');
    await runner.group('group hunter2000', () => Promise.resolve());
    const written = text().slice(masks);
    expect(written).not.toContain('hunter2000');
    expect(written.match(/\*\*\*/g)).toHaveLength(7);
    expect(runner.redactor.redact('elsewhere hunter2000')).toBe('elsewhere ***');
  });

  it.each([{}, { RUNNER_DEBUG: '' }, { RUNNER_DEBUG: '0' }])('holds no lines for debugging with %j', (environment) => {
    const { runner, lines } = aLog(environment);
    runner.debug('a line for each of many requests');
    expect(lines()).toEqual([]);
  });

  it('never lets a line of text be a command to the runner', () => {
    const starts = fc.constantFrom('::error::', ' ::stop-commands::x', '\t::add-mask::', '##[error]', '\n::warning::');
    fc.assert(
      fc.property(fc.oneof(fc.string(), starts), fc.string(), (start, rest) => {
        const { runner, text } = aLog();
        runner.info(start + rest);
        const written = text();
        expect(written.indexOf('\n')).toBe(written.length - 1);
        expect(written).not.toMatch(/^\s*::|##\[/);
      }),
    );
  });

  it.each(['notice', 'warning', 'error'] as const)(
    'keeps the lines of a %s apart, and within one annotation',
    (kind) => {
      const { runner, lines } = aLog();
      runner[kind]('Title', 'first\nsecond\r::third');
      const [annotation, ...rest] = lines();
      expect(annotation).toMatch(new RegExp(`^::${kind} title=Title::first%0Asecond`));
      expect(annotation).not.toContain('%0D');
      expect(rest).toEqual([]);
    },
  );

  it('folds a group, returns its result, and closes it when it fails', async () => {
    const { runner, lines } = aLog();
    await expect(runner.group('Part', () => Promise.resolve(7))).resolves.toBe(7);
    await expect(runner.group('Part', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(lines()).toEqual(['::group::Part', '::endgroup::', '::group::Part', '::endgroup::']);
  });
});

describe('annotations', () => {
  it('are ten at most, of all kinds together', () => {
    const { runner, annotations } = aLog();
    for (const kind of ['notice', 'warning', 'error'] as const)
      for (let index = 0; index < 10; index++) runner[kind](`${kind} ${String(index)}`, 'first\nsecond');
    expect(annotations()).toHaveLength(10);
  });

  it('beyond the limit are lines, of which none is lost or a command', () => {
    const { runner, lines } = aLog();
    for (let index = 0; index < 10; index++) runner.notice('Some', 'thing');
    runner.error('Title', 'first\n::error::second');
    runner.warning('::warning::x', 'third');
    expect(lines().slice(10)).toEqual(['Title: first', ': :error::second', ': :warning::x: third']);
  });
});
