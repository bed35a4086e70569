import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ACTION, BROKEN, BROKEN_ACTION, BROKEN_CALLS, BROKEN_IN_DOCUMENT, CALLED, CALLER, GOOD } from './broken.ts';
import { type Checked, checkRepository } from './check.ts';
import { PLACEHOLDER } from './our-action.ts';

/** Files by their paths. */
type Files = Readonly<Record<string, string>>;

/** An example: what is wrong with how it was checked. */
interface Example {
  readonly name: string;
  readonly complaints: readonly string[];
}

const AS_PUBLISHED = GOOD.replace('uses: ./', `uses: ${PLACEHOLDER}`);

/**
 * Checks the check: broken examples are refused, on the line where they are broken, and good ones are accepted.
 *
 * @param script how the check is started
 * @returns how many examples there were, and those that were not judged as they should be
 */
export async function selfCheck(script: string): Promise<{ examples: number; complaints: readonly string[] }> {
  const examples = [
    ...(await workflowExamples()),
    ...(await documentExamples()),
    ...(await callExamples()),
    ...(await actionExamples()),
    ...(await processExamples(script)),
  ];
  return {
    examples: examples.length,
    complaints: examples.flatMap(({ name, complaints }) => complaints.map((complaint) => `${name}: ${complaint}`)),
  };
}

/** What of this repository should have been checked, and was not. */
export async function missingFrom({ places }: Checked, root: string): Promise<string[]> {
  const files = new Set(places.map((place) => place.replace(/:\d+$/, '')));
  const recipes = (await readdir(join(root, 'docs', 'recipes'))).filter((file) => file !== 'README.md');
  if (recipes.length <= 7) return ['the recipes in docs/recipes'];
  const expected = [
    'action.yml',
    '.github/workflows/ci.yml',
    'README.md',
    ...recipes.map((name) => `docs/recipes/${name}`),
  ];
  return expected.filter((file) => !files.has(file));
}

async function workflowExamples(): Promise<Example[]> {
  const files = BROKEN.map(([name, from, to]) => [fileOf(name), replaced(GOOD, from, to)] as const);
  const checked = await checkFiles({ [fileOf('good')]: GOOD, ...Object.fromEntries(files) });
  return [
    {
      name: 'a good workflow',
      complaints: [
        ...(checked.places.includes(`${fileOf('good')}:1`) ? [] : ['it was not checked']),
        ...checked.problems.filter((problem) => problem.startsWith(fileOf('good'))),
      ],
    },
    ...BROKEN.map(([name, from, to, at, message]) =>
      refused(`a workflow with ${name}`, checked, fileOf(name), lineOf(replaced(GOOD, from, to), at), message),
    ),
  ];
}

async function documentExamples(): Promise<Example[]> {
  const examples = [
    accepted('a document', await checkFiles({ 'docs/deep/down.md': inMarkdown(AS_PUBLISHED) }), [
      'action.yml',
      'docs/deep/down.md:4',
    ]),
  ];
  for (const [name, from, to, at, message] of BROKEN_IN_DOCUMENT) {
    // The first one is good.
    const document = inMarkdown(AS_PUBLISHED, replaced(AS_PUBLISHED, from, to));
    const line = lineOf(document, at, document.lastIndexOf(at));
    const checked = await checkFiles({ 'README.md': document });
    examples.push(refused(`a document with ${name}`, checked, 'README.md', line, message));
  }
  // Below an item of a list, and beside a block that is no workflow.
  const inList = inMarkdown(AS_PUBLISHED.replace('plan:', 'plans:')).replaceAll(/^(?=.)/gm, '   ');
  const checked = await checkFiles({ 'docs/a.md': `${inList}\n${inMarkdown('with:\n  plans: all\n')}` });
  examples.push(refused('a workflow in a list', checked, 'docs/a.md', 26, /'plans'/), {
    name: 'a block that is no workflow',
    complaints: onlyThese(checked, ['action.yml', 'docs/a.md:4']),
  });
  return examples;
}

async function callExamples(): Promise<Example[]> {
  const good = await checkFiles({ 'docs/a.md': inMarkdown(CALLED, CALLER) });
  const examples = [accepted('a call of a reusable workflow', good, good.places)];
  for (const [name, blocks, message] of BROKEN_CALLS) {
    const { problems } = await checkFiles({ 'docs/a.md': inMarkdown(...blocks) });
    const complaints = problems.some((problem) => message.test(problem)) ? [] : [`it was accepted: ${list(problems)}`];
    examples.push({ name: `a call with ${name}`, complaints });
  }
  return examples;
}

async function actionExamples(): Promise<Example[]> {
  const examples = [accepted('a good action.yml', await checkFiles({}), ['action.yml'])];
  for (const [name, from, to, at, message] of BROKEN_ACTION) {
    const text = replaced(ACTION, from, to);
    const checked = await checkFiles({ 'action.yml': text });
    examples.push(refused(`an action.yml with ${name}`, checked, 'action.yml', lineOf(text, at), message));
  }
  return examples;
}

/** The check as a contributor starts it: what it prints, and how it exits. */
async function processExamples(script: string): Promise<Example[]> {
  const workflow = fileOf('process');
  const bad = { [workflow]: GOOD.replace('name: Backup', 'name: Backup\nname: Other') };
  const [good, broken] = await Promise.all([
    withFiles({ [workflow]: GOOD }, async (folder) => await start(script, folder)),
    withFiles(bad, async (folder) => await start(script, folder)),
  ]);
  const expected = `checked action.yml\nchecked ${workflow}:1\n`;
  return [
    {
      name: 'the process for a good repository',
      complaints: good.exitCode === 0 && good.stdout === expected && good.stderr === '' ? [] : [JSON.stringify(good)],
    },
    {
      name: 'the process for a broken one',
      complaints:
        broken.exitCode === 1 && broken.stdout === expected && broken.stderr.startsWith(`${workflow}:2: `)
          ? []
          : [JSON.stringify(broken)],
    },
  ];
}

async function start(script: string, folder: string): Promise<{ exitCode: unknown; stdout: string; stderr: string }> {
  return await new Promise((resolve) => {
    execFile(process.execPath, ['--no-warnings', script, folder], (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : error.code, stdout, stderr });
    });
  });
}

/** Checks files as if they were a repository. */
async function checkFiles(files: Files): Promise<Checked> {
  return await withFiles(files, checkRepository);
}

/** Writes a repository's files into a folder of its own, and takes it away again. */
async function withFiles<T>(files: Files, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'workflows-'));
  const all = { 'action.yml': ACTION, 'docs/empty.md': '', '.github/workflows/none.md': '', ...files };
  try {
    for (const [name, text] of Object.entries(all)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function refused(name: string, { problems }: Checked, file: string, line: number, message: RegExp): Example {
  const here = problems.filter((problem) => problem.startsWith(`${file}:`));
  const fitting = here.filter((problem) => message.test(problem));
  if (fitting.some((problem) => problem.startsWith(`${file}:${String(line)}: `))) return { name, complaints: [] };
  return { name, complaints: [`no problem in line ${String(line)} matches ${String(message)}: ${list(here)}`] };
}

function accepted(name: string, checked: Checked, places: readonly string[]): Example {
  return { name, complaints: [...onlyThese(checked, places), ...checked.problems] };
}

function onlyThese(checked: Checked, places: readonly string[]): string[] {
  return list(checked.places) === list(places) ? [] : [`${list(checked.places)} was checked, not ${list(places)}`];
}

function list(texts: readonly string[]): string {
  return texts.length === 0 ? 'nothing' : texts.join(', ');
}

function fileOf(name: string): string {
  return `.github/workflows/${name.replaceAll(/\W+/g, '-')}.yml`;
}

function inMarkdown(...workflows: readonly string[]): string {
  return workflows.map((workflow) => `Some text.\n\n\`\`\`yaml\n${workflow}\`\`\`\n`).join('\n');
}

/** @throws Error when the text does not hold it: the example would be a good one */
function replaced(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`the example holds no ${from}`);
  return text.replace(from, () => to);
}

/** The line, from 1, in which a part of a text begins. */
function lineOf(text: string, part: string, index = text.indexOf(part)): number {
  if (index < 0) throw new Error(`the example holds no ${part}`);
  return text.slice(0, index).split('\n').length;
}
