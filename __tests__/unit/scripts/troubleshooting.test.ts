import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findProblems, type Found } from '../../../scripts/troubleshooting/problems.ts';

/* What the page of errors is made of: every title that some code reports, in all the ways that code may say it. */

const SOURCE = `
declare const log: Logger; declare const isProject: boolean; declare const name: string;
interface Logger { notice(title: string, text: string): void; warning(title: string, text: string): void; error(title: string, text: string): void }
interface Problem { readonly title: string; readonly remedy: string }
interface Warning { readonly title: string; readonly text: string; readonly remedy: string | undefined }
class Failure { constructor(title: string, message: string, remedy: string) {} }
class OfInputs extends Failure { constructor(hint: string) { super('An input is wrong', 'why', hint); } }
const IN_FRONT = { title: 'From a constant', how: 'Do ' + 'this.' };
function howTo(): string { if (isProject) return 'Do that.'; return \`Ask \${name}.\`; }
const failures = [
  new Failure('Written out', 'why', 'Do it.'),
  new Failure(isProject ? 'One way' : 'Another way', 'why', howTo()),
  new Failure(IN_FRONT.title, 'why', IN_FRONT.how),
];
const problem: Problem = { title: \`The \${isProject ? 'project' : 'repository'} is gone\`, remedy: 'Look.' };
function aWarning(title: string, text: string, remedy: string): Warning { return { title, text, remedy }; }
const warning = aWarning(\`The list of \${name} is short\`, 'why', 'Wait.');
log.notice('A notice', 'It says something.');
log.error('An error', \`It failed.\\nWhat to do: look at \${name}.\`);
log.error(problem.title, problem.remedy);
const command = \`::error title=Too old::Started with \${name}.\\n\`;
const number = { title: 'No problem', value: 1 };
const made = new Failure(name.toUpperCase(), 'why', 'Do it.');
`;

let root = '';
let found: Found = { reported: [], complaints: [] };

describe('the titles in the code', () => {
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'titles-'));
    mkdirSync(join(root, 'src'));
    writeFileSync(
      join(root, 'tsconfig.json'),
      '{ "compilerOptions": { "noLib": true, "types": [] }, "include": ["src"] }',
    );
    writeFileSync(join(root, 'src', 'a.ts'), SOURCE);
    found = findProblems(root);
  });

  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  it.each([
    ['Written out', 'error', ['Do it.']],
    ['An input is wrong', 'error', []],
    ['One way', 'error', ['Do that.', 'Ask ….']],
    ['Another way', 'error', ['Do that.', 'Ask ….']],
    ['From a constant', 'error', ['Do this.']],
    ['The project is gone', 'error', ['Look.']],
    ['The repository is gone', 'error', ['Look.']],
    ['The list of … is short', 'warning', ['Wait.']],
    ['A notice', 'notice', []],
    ['An error', 'error', ['look at ….']],
    ['Too old', 'error', []],
  ])('%s', (title, level, remedies) => {
    expect(found.reported.filter((each) => each.title === title)).toMatchObject([
      { level, remedies, file: 'src/a.ts' },
    ]);
  });

  it('are these and no others', () => {
    expect(new Set(found.reported.map(({ title }) => title)).size).toBe(11);
  });

  it('that are not written out are complained of', () => {
    const line = SOURCE.split('\n').findIndex((text) => text.startsWith('const made')) + 1;
    expect(found.complaints).toEqual([`src/a.ts:${String(line)}: the title can't be read: write it out`]);
  });
});
