import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { documentFaults } from '../../../scripts/documents/check.ts';

/* The check of the documents, on a repository with one fault at a time. */

let root = '';

const GOOD: Readonly<Record<string, string>> = {
  'README.md':
    '# An action\n\n```sh\nnpm run demo\n```\n\n![A picture](docs/a.png) [One](docs/one.md#what-it-does-1) [`two` of _them_](docs/one.md)\n\n## Top\n\n[Top](#top)\n',
  'CONTRIBUTING.md': '[Commits](../../commits/main), `[no](link.md)`\n',
  'docs/README.md': '[One](one.md), [recipes](recipes/README.md)\n',
  'docs/a.png': '',
  'docs/one.md': '# What it does\n\n## What it does?\n\n```md\n[no](link.md)\n```\n',
  'docs/recipes/README.md': '[Sweep](sweep.md)\n',
  'docs/recipes/sweep.md': '# Sweep\n\n**When to use it.** Always.\n\nuses: YOUR_ORG/gitprotect-action@COMMIT_SHA\n',
  '.github/template.md': '',
};

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

describe('the check of the documents', () => {
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'documents-'));
    for (const [file, text] of Object.entries(GOOD)) write(file, text);
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it('finds nothing where nothing is wrong', () => {
    expect(documentFaults(root)).toEqual([]);
  });

  it.each([
    ['a link to no file', 'docs/one.md', '\n[x](two.md)', /^docs\/one\.md:\d+: there is no such file: two\.md$/],
    ['a picture that is not there', 'docs/one.md', '\n![x](b.png)', /there is no such file: b\.png/],
    ['a link to no heading', 'docs/one.md', '\n[x](../README.md#bottom)', /no such heading: \.\.\/README\.md#bottom/],
    ['a link to no heading of its own', 'README.md', '\n[x](#bottom)', /no such heading: #bottom/],
    ['a link at the end', 'docs/one.md', '\n[x]: two.md\n', /no such file: two\.md/],
    ['a link out of the repository', 'README.md', '\n[x](../other.md)', /outside of the repository/],
    [
      'a link that leaves a fork',
      'README.md',
      '\n[x](https://github.com/YOUR_ORG/gitprotect-action/wiki)',
      /must be relative/,
    ],
    ['a link to a place of a server', 'README.md', '\n[x](/docs/one.md)', /must be relative/],
    ['a README that is too long', 'README.md', '\nword'.repeat(1800), /README\.md: 18\d\d words, more than 1800/],
    ['a guide that is too long', 'CONTRIBUTING.md', '\nword'.repeat(1200), /CONTRIBUTING\.md: 120\d words/],
    [
      'a report that is kept under another condition',
      'docs/one.md',
      '\n- uses: actions/upload-artifact@v7\n  if: always()\n',
      /docs\/one\.md:\d+: a report is not kept under if: /,
    ],
    ['a page that no index has', 'docs/two.md', '# Two\n', /docs\/README\.md: docs\/two\.md is missing/],
    [
      'a recipe that no index has',
      'docs/recipes/two.md',
      '# Two\n\n**When to use it.** Never.\n',
      /docs\/recipes\/README\.md: docs\/recipes\/two\.md is missing/,
    ],
    [
      'the name of another owner',
      'README.md',
      '\nuses: acme/gitprotect-action@v1',
      /acme\/gitprotect-action is not YOUR_ORG/,
    ],
    ['an address with another owner', 'README.md', '\nhttps://github.com/acme/gitprotect-action', /is not YOUR_ORG/],
    ['a package of nobody', 'README.md', '\nnpx gitprotect-action --help', /gitprotect-action is not YOUR_ORG/],
    [
      'a package of nobody in a template',
      'ci/bitbucket/bitbucket-pipelines.yml',
      'npx --yes gitprotect-action@1',
      /^ci\//,
    ],
  ])('finds %s', (_, file, more, message) => {
    write(file, (GOOD[file] ?? '') + more);
    expect(documentFaults(root)).toEqual([expect.stringMatching(message)]);
  });

  it('finds a demo that is far down', () => {
    write('README.md', '\n'.repeat(60) + (GOOD['README.md'] ?? ''));
    expect(documentFaults(root)).toEqual(['README.md: no npm run demo within its first 60 lines']);
  });

  it('finds a recipe that begins with something else', () => {
    write('docs/recipes/sweep.md', '# Sweep\n\nA sweep.\n');
    expect(documentFaults(root)).toEqual(['docs/recipes/sweep.md: it does not begin with when to use it']);
  });
});
