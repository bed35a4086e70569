import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { fakeProgram, folder, read, run, stepsOf } from '../support/recipe-scripts.ts';

/* The script of the recipe by which archived repositories leave: no broken list may take anything away. */

describe('the list of archived repositories', () => {
  const [step] = stepsOf('archived-repositories.md', 'List the archived repositories');
  const OURS = 'false\tbackups';

  function list(rows: string, end = 'exit 0'): { exitCode: number | null; log: string } {
    writeFileSync(join(folder, 'rows'), rows);
    fakeProgram('gh', `cat "${join(folder, 'rows')}"\n${end}`);
    return run(step);
  }

  function output(name: string): string | undefined {
    return new RegExp(`^${name}<<(.+)\n([\\s\\S]*?)\\1$`, 'm').exec(read('output'))?.[2];
  }

  it('gives those that leave, and leaves them out of the others', () => {
    expect(list(`${OURS}\ntrue\told-shop\nfalse\tapi\ntrue\t.old_2\n`)).toEqual({ exitCode: 0, log: '' });
    expect(output('archived')).toBe('old-shop\n.old_2\n');
    expect(output('others')).toBe('*\n!old-shop\n!.old_2\n');
    expect(read('gh.calls')).toMatch(/^api --paginate orgs\/acme\/repos\?per_page=100 /);
  });

  it('is empty where none is archived, so that no step takes it', () => {
    expect(list(`${OURS}\nfalse\tapi\n`).exitCode).toBe(0);
    expect(output('archived')).toBe('');
    expect(output('others')).toBe('*\n');
  });

  it.each([
    ['nothing', '', 'exit 0'],
    ['a list that breaks off with an error', `${OURS}\ntrue\tapi\n`, 'exit 1'],
    ['a list without this repository', 'true\tapi\n', 'exit 0'],
    ['a list in which this repository is archived', 'true\tbackups\n', 'exit 0'],
    ['an empty name', `${OURS}\ntrue\t\n`, 'exit 0'],
    ['a pattern', `${OURS}\ntrue\t*\n`, 'exit 0'],
    ['an exclusion', `${OURS}\ntrue\t!api\n`, 'exit 0'],
    ['an empty line', `${OURS}\n\ntrue\tapi\n`, 'exit 0'],
    ['what is no list', '{"message":"Bad credentials"}\n', 'exit 0'],
    ['no word of archives', `${OURS}\nnull\tapi\n`, 'exit 0'],
    ['what would be code', `${OURS}\ntrue\t$(touch x)\n`, 'exit 0'],
    ['more than an input holds', `${OURS}\n${'true\tabcdefghijklmnopqrs\n'.repeat(5000)}`, 'exit 0'],
  ])('refuses %s', (_, rows, end) => {
    const { exitCode, log } = list(rows, end);
    expect(exitCode).toBe(1);
    expect(log).toContain("::error title=The list of repositories can't be used::");
    expect(read('output')).toBe('');
    expect(existsSync(join(folder, 'x'))).toBe(false);
  });
});
