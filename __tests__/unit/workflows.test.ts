import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { ACTION, BROKEN, type Case, CHECKOUT, GOOD } from '../support/broken-workflows.ts';

const root = join(import.meta.dirname, '..', '..');

interface Check {
  readonly exitCode: number;
  /** `file:line`, of what was checked. */
  readonly checked: readonly string[];
  readonly problems: readonly string[];
}

/** Checks a repository the way a contributor does. */
async function check(folder: string): Promise<Check> {
  const script = join(root, 'scripts', 'check-workflows.ts');
  return new Promise((settle) => {
    execFile(process.execPath, ['--no-warnings', script, folder], (error, stdout, stderr) => {
      settle({
        exitCode: error === null ? 0 : Number(error.code),
        checked: linesOf(stdout).map((line) => line.replace('checked ', '')),
        problems: linesOf(stderr),
      });
    });
  });
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

/** Writes a repository's files into a folder of its own, checks it, and takes it away again. */
async function checkFiles(files: Readonly<Record<string, string>>): Promise<Check> {
  const folder = await mkdtemp(join(tmpdir(), 'workflows-'));
  try {
    for (const [name, text] of Object.entries({
      'action.yml': ACTION,
      'docs/empty.md': '',
      ...NO_WORKFLOW,
      ...files,
    })) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    return await check(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const NO_WORKFLOW = { '.github/workflows/none.md': '' };

function fileOf(name: string): string {
  return `.github/workflows/${name.replaceAll(/\W+/g, '-')}.yml`;
}

describe('the workflows of this repository and its documents', () => {
  let checked: Check;
  beforeAll(async () => {
    checked = await check(root);
  });

  it('have nothing wrong', () => {
    expect(checked).toMatchObject({ problems: [], exitCode: 0 });
  });

  it('are all found: action.yml, the CI, and each recipe', async () => {
    const files = new Set(checked.checked.map((place) => place.replace(/:\d+$/, '')));
    const recipes = (await readdir(join(root, 'docs', 'recipes'))).filter((file) => file !== 'README.md');
    expect(recipes.length).toBeGreaterThan(7);
    for (const file of [
      'action.yml',
      '.github/workflows/ci.yml',
      'README.md',
      ...recipes.map((name) => `docs/recipes/${name}`),
    ])
      expect(files).toContain(file);
  });
});

describe('a workflow is refused for', () => {
  let checked: Check;
  beforeAll(async () => {
    const files = BROKEN.map(([name, from, to]) => [fileOf(name), GOOD.replace(from, to)]);
    checked = await checkFiles({ [fileOf('good')]: GOOD, ...(Object.fromEntries(files) as Record<string, string>) });
  });

  it('nothing, as long as it is good', () => {
    expect(checked.checked).toContain(`${fileOf('good')}:1`);
    expect(checked.problems.filter((problem) => problem.startsWith(fileOf('good')))).toEqual([]);
    expect(checked.exitCode).toBe(1);
  });

  it.each(BROKEN)('%s', (name, from, to, at, message) => {
    expect(GOOD).toContain(from);
    expectProblem(
      checked,
      fileOf(name),
      lineOf(
        GOOD.replace(from, () => to),
        at,
      ),
      message,
    );
  });
});

function lineOf(text: string, part: string): number {
  expect(text).toContain(part);
  return text.slice(0, text.indexOf(part)).split('\n').length;
}

function expectProblem({ exitCode, problems }: Check, file: string, line: number, message: RegExp): void {
  const place = `${file}:${String(line)}: `;
  const here = problems.filter((problem) => problem.startsWith(`${file}:`));
  expect(here).toEqual(expect.arrayContaining([expect.stringMatching(message)]));
  expect(here.filter((problem) => message.test(problem)).map((problem) => problem.slice(0, place.length))).toContain(
    place,
  );
  expect(exitCode).toBe(1);
}

function inMarkdown(...workflows: readonly string[]): string {
  return workflows.map((workflow) => `Some text.\n\n\`\`\`yaml\n${workflow}\`\`\`\n`).join('\n');
}

describe("a document's workflow", () => {
  const asPublished = GOOD.replace('uses: ./', 'uses: gitprotect-action/gitprotect-action@v0');

  it('is checked like a file, and may name a major version', async () => {
    const document = inMarkdown(asPublished.replace(`${CHECKOUT} # v7.0.1`, 'actions/checkout@v7'));
    expect(await checkFiles({ 'docs/deep/down.md': document })).toEqual({
      exitCode: 0,
      checked: ['action.yml', 'docs/deep/down.md:4'],
      problems: [],
    });
  });

  it.each([
    ['an unknown input', 'plan: Daily', 'plans: Daily', 'plans:', /Invalid action input 'plans'/],
    ['an unknown output', "outputs.drift == 'true'", "outputs.drifts == 'true'", 'drifts', /drifts/],
    ['no way to sign in', '          email: ${{ secrets.EMAIL }}\n', '', 'id: backup', /No way to sign in/],
    [
      'an action by a branch',
      `${CHECKOUT} # v7.0.1`,
      'actions/checkout@main',
      'checkout',
      /neither a commit nor a major/,
    ],
    ['no jobs', 'jobs:\n', 'job:\n', 'job:', /Unexpected value 'job'/],
  ] satisfies Case[])('is refused for %s, on its line of the document', async (_, from, to, at, message) => {
    const document = inMarkdown(
      asPublished,
      asPublished.replace(from, () => to),
    );
    // The first one is good.
    const line = document.slice(0, document.lastIndexOf(at)).split('\n').length;
    expectProblem(await checkFiles({ 'README.md': document }), 'README.md', line, message);
  });

  it('is found in a list, too, and other blocks are left alone', async () => {
    const inList = inMarkdown(asPublished.replace('plan:', 'plans:')).replaceAll(/^(?=.)/gm, '   ');
    const { checked, problems } = await checkFiles({
      'docs/a.md': `${inList}\n${inMarkdown('with:\n  plans: all\n')}`,
    });
    expect(checked).toEqual(['action.yml', 'docs/a.md:4']);
    expect(problems).toEqual(expect.arrayContaining([expect.stringMatching(/^docs\/a\.md:23: .*'plans'/)]));
  });
});

describe('a call of a reusable workflow', () => {
  const called = `# acme/x: .github/workflows/called.yml
on:
  workflow_call:
    inputs:
      plan:
        type: string
    secrets:
      password:
        required: true
permissions: {}
jobs:
  protect:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
      - run: echo "Hello"
`;
  const caller = `on: push
permissions: {}
jobs:
  protect:
    uses: acme/x/.github/workflows/called.yml@v1
    with:
      plan: Daily
    secrets:
      password: \${{ secrets.PASSWORD }}
`;

  it('is good when it fits the workflow in the same document', async () => {
    expect(await checkFiles({ 'docs/a.md': inMarkdown(called, caller) })).toMatchObject({ problems: [], exitCode: 0 });
  });

  it.each([
    ['an unknown input', [called, caller.replace('plan: Daily', 'plans: Daily')], /Invalid input, plans/],
    ['a secret left out', [called, caller.replace('password:', 'passphrase:')], /Secret password is required/],
    ['a workflow that is not there', [caller], /Unable to find reusable workflow/],
    ['a branch', [called, caller.replace('@v1', '@main')], /neither a commit nor a major version/],
  ])('is refused for %s', async (_, blocks, message) => {
    const { problems, exitCode } = await checkFiles({ 'docs/a.md': inMarkdown(...blocks) });
    expect(problems).toEqual(expect.arrayContaining([expect.stringMatching(message)]));
    expect(exitCode).toBe(1);
  });
});

describe('action.yml is refused for', () => {
  it('nothing, as long as it is good', async () => {
    expect(await checkFiles({})).toEqual({ exitCode: 0, checked: ['action.yml'], problems: [] });
  });

  it.each([
    ['a line that is not YAML', 'description: Where', 'description: Where: there', 'Where', /Nested mappings/],
    ['an unknown key', 'name: Ours\n', 'name: Ours\nversion: 1\n', 'version', /Unexpected value 'version'/],
    [
      'an unknown key of an input',
      '    required: true',
      '    needed: true',
      'description: Where',
      /needed is no key of an input/,
    ],
    ['an unknown key of an output', 'description: Whether', 'text: Whether', 'text', /text is no key of an output/],
    [
      'an input without a description',
      '    description: Who\n',
      '    required: false\n',
      'required: false',
      /email has no desc/,
    ],
    [
      'a default that never counts',
      '    required: true\n',
      '    required: true\n    default: x\n',
      'description: Where',
      /never counts/,
    ],
    ['no description', 'description: An action\n', '', 'name', /description/],
    ['no program', '  main: dist/index.js\n', '', 'using', /'main' is required/],
    ['an unknown runtime', 'node24', 'node23', 'node23', /node23|using/],
  ] satisfies Case[])('%s', async (_, from, to, at, message) => {
    expect(ACTION).toContain(from);
    const text = ACTION.replace(from, to);
    expectProblem(await checkFiles({ 'action.yml': text }), 'action.yml', lineOf(text, at), message);
  });
});
