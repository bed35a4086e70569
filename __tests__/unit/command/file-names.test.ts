import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { replacedPatterns } from '../../../src/command/file-names.ts';

const root = mkdtempSync(join(tmpdir(), 'file-names-'));
const [one, many] = [join(root, 'one'), join(root, 'many')];

beforeAll(() => {
  for (const folder of [join(one, '.git'), join(one, 'docs'), join(many, 'docs')])
    mkdirSync(folder, { recursive: true });
  writeFileSync(join(many, 'report.json'), '');
});

afterAll(() => {
  rmSync(root, { recursive: true });
});

describe('a repository that is given by the name of a file', () => {
  it.each([
    ['a file', many, 'report.json'],
    ['one of several lines', many, 'api\nreport.json'],
    ['all that the folder shows', one, 'docs'],
  ])('may be what a shell made of a pattern: %s', (_, folder, given) => {
    const [hint, ...others] = replacedPatterns(new Map([['repository', given]]), folder);
    expect(hint).toContain("--repository '*'");
    expect(others).toEqual([]);
  });

  it.each([
    ['one of several folders', many, 'docs'],
    ['no file', many, 'api'],
    ['the owner, too', many, 'acme/report.json'],
    ['a folder that is not there', join(root, 'none'), 'docs'],
  ])('is a repository: %s', (_, folder, given) => {
    expect(replacedPatterns(new Map([['repository', given]]), folder)).toEqual([]);
  });
});
