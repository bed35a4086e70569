import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..', '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** Every title of an annotation that stands in the sources. */
function titles(): string[] {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const sources = files.map((file) => readFileSync(join(root, 'src', file), 'utf8')).join('\n');
  const written =
    /(?:title: |super\(\s*|new (?:Failure|Rejected|(?!Shape)\w+Error)\(\s*|(?:log|runner)\.(?:error|warning|notice)\(\s*)(['"])([A-Za-z].*?)\1,/g;
  const chosen = /title:\s*[^,;]*?\?\s*'([^']+)'\s*:\s*'([^']+)'/g;
  const titles = [...sources.matchAll(written)].map(([, , title = '']) => title);
  return [
    ...new Set([...titles, ...[...sources.matchAll(chosen)].flatMap(([, one = '', other = '']) => [one, other])]),
  ];
}

describe('the README', () => {
  it.each(titles())('says in Troubleshooting what to do about: %s', (title) => {
    expect(readme.slice(readme.indexOf('## Troubleshooting'))).toContain(`| ${title}`);
  });

  it('is compared with the titles of all kinds of failures', () => {
    expect(titles()).toEqual(
      expect.arrayContaining([
        'GitProtect is not reachable',
        'GitProtect rejected the request',
        'The report could not be written',
        'Drift found',
        'The protection could not be proved',
      ]),
    );
    expect(titles().length).toBeGreaterThan(33);
  });
});
