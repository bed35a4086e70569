import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import stringWidth from 'string-width';
import { wrap } from '../../scripts/demo/terminal.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
/** What `npm run` itself says first. */
const LINES_OF_NPM = 4;

describe('npm run demo', () => {
  let lines: string[] = [];
  beforeAll(() => {
    // Throws if one of its runs doesn't end as it should.
    const script = join(ROOT, 'scripts', 'demo.ts');
    lines = execFileSync(process.execPath, ['--no-warnings', script], { cwd: ROOT, encoding: 'utf8' })
      .trimEnd()
      .split('\n');
  });

  it('fits into 150 lines of 80 columns', () => {
    expect(lines.length + LINES_OF_NPM).toBeLessThanOrEqual(150);
    expect(lines.filter((line) => stringWidth(line) > 80)).toEqual([]);
  });

  it('shows no raw Markdown', () => {
    expect(lines.filter((line) => /\*\*|^\s*\||<\/?\w+>|&#?\w+;|^#{1,6} |`/.test(line))).toEqual([]);
  });

  it('shows all five runs, and where their summaries are', () => {
    expect(lines.filter((line) => /^\d\. /.test(line))).toHaveLength(5);
    const file = / (\S+summaries\.html)/.exec(lines.join('\n'))?.[1] ?? 'no file';
    const page = readFileSync(resolve(ROOT, file), 'utf8');
    expect(page.match(/<article/g)).toHaveLength(5);
    expect(page).not.toContain('| --- |');
  });
});

describe('a line of the demo', () => {
  it.each([
    ['short', 10, ['short']],
    ['one two three four', 10, ['one two', '  three', '  four']],
    ['  one two three', 10, ['  one', '    two', '    three']],
    ['0123456789abcdef', 10, ['01234567', '  89abcdef']],
    ['✅✅✅✅ ✅', 10, ['✅✅✅✅', '  ✅']],
  ])('%j in %d columns', (line, width, expected) => {
    expect(wrap(line, width)).toEqual(expected);
  });
});
