import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { clearCache } from '@actions/languageservice/utils/workflow-cache';
import { registerLogger, validate, type ValidationConfig } from '@actions/languageservice';
import type { ActionMetadata } from '@actions/languageservice/action';
import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import { groupFault, isOurs, OUR_ACTION, pinFault, PLACEHOLDER, type Use } from './our-action.ts';

/** A workflow that stands in a file of its own, or in a document's ```yaml block. */
export interface Workflow {
  readonly kind: 'file' | 'document';
  readonly file: string;
  /** The line of the file where the workflow starts, the first being 1. */
  readonly line: number;
  readonly text: string;
  /** Where in a repository it belongs, `.github/workflows/…`; a block says so in a comment on its first line. */
  readonly path: string | undefined;
}

export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** A line of a workflow, the first being 1, and what is wrong there. */
type Fault = readonly [line: number, message: string];

type TextDocument = Parameters<typeof validate>[0];
type GetContext = NonNullable<ValidationConfig['contextProviderConfig']>['getContext'];
type Context = NonNullable<Awaited<ReturnType<GetContext>>>;

// What the language service can't cope with it only logs: that must not look like a good workflow.
registerLogger({
  error: (message) => {
    throw new Error(message);
  },
  warn: () => undefined,
  info: () => undefined,
  log: () => undefined,
});

/** Every workflow of the repository, and every one that its documents show. */
export function findWorkflows(root: string): Workflow[] {
  const folder = '.github/workflows';
  const files = filesIn(root, folder, /\.ya?ml$/).map((file): Workflow => {
    return { kind: 'file', file, line: 1, text: readFileSync(join(root, file), 'utf8'), path: file };
  });
  const documents = [...filesIn(root, '', /^[^/]*\.md$/, false), ...filesIn(root, 'docs', /\.md$/)];
  return [...files, ...documents.flatMap((file) => workflowsIn(file, readFileSync(join(root, file), 'utf8')))];
}

function filesIn(root: string, folder: string, pattern: RegExp, recursive = true): string[] {
  return readdirSync(join(root, folder), { recursive, encoding: 'utf8' })
    .map((file) => file.replaceAll(sep, '/'))
    .filter((file) => pattern.test(file))
    .map((file) => (folder === '' ? file : `${folder}/${file}`))
    .sort();
}

/** The workflows among a document's blocks of YAML, those whose indentation follows a list included. */
export function workflowsIn(file: string, markdown: string): Workflow[] {
  const fenced = /^([ \t]*)(`{3,}|~{3,})ya?ml\b[^\n]*\n([\s\S]*?)^\1\2[ \t]*$/gm;
  return [...markdown.matchAll(fenced)].flatMap((match): Workflow[] => {
    const [, indent = '', , block = ''] = match;
    const text = block.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
    if (!/^(on|jobs):/m.test(text)) return [];
    const line = markdown.slice(0, match.index).split('\n').length + 1;
    const path = /^# .*?(\.github\/workflows\/[\w.-]+\.ya?ml)\b/.exec(text)?.[1];
    return [{ kind: 'document', file, line, text, path }];
  });
}

/** What action.yml says of this action. What is wrong with the file is what `problemsInAction` finds. */
export function readAction(text: string): ActionMetadata {
  return parseDocument(text).toJS() as ActionMetadata;
}

/** What GitHub's own parser has against an action.yml, and what it lets pass. */
export async function problemsInAction(text: string, file = 'action.yml'): Promise<Problem[]> {
  clearCache();
  const faults = [...(await diagnosticsOf(documentOf('action.yml', text), {})), ...manifestFaults(text)];
  return faults.map(([line, message]) => ({ file, line, message }));
}

/**
 * What GitHub's own parsers have against a workflow, and what our own rules do. A reusable workflow that it calls is
 * looked for among the others.
 */
export async function problemsIn(
  workflow: Workflow,
  action: ActionMetadata,
  others: readonly Workflow[] = [],
): Promise<Problem[]> {
  const faults = [...(await githubFaults(workflow, action, others)), ...ruleFaults(workflow)];
  return faults.map(([line, message]) => ({ file: workflow.file, line: workflow.line + line - 1, message }));
}

async function githubFaults(workflow: Workflow, action: ActionMetadata, others: readonly Workflow[]): Promise<Fault[]> {
  const { file, line, text, path } = workflow;
  clearCache();
  const name = path === undefined ? `${basename(file)}-${String(line)}.yml` : basename(path);
  // An action of the repository itself isn't looked up by the language service: here it is ours.
  const asPublished = text.replaceAll(/(\buses: *)\.\/(?=\s|$)/g, `$1${PLACEHOLDER}`);
  return diagnosticsOf(documentOf(`.github/workflows/${name}`, asPublished), {
    actionsMetadataProvider: {
      fetchActionMetadata: (asked) =>
        Promise.resolve(`${asked.owner}/${asked.name}` === OUR_ACTION ? action : { name: '', description: '' }),
    },
    fileProvider: {
      getFileContent: ({ path: wanted }) => {
        const called = others.find((other) => other.path === wanted && other !== workflow && isNear(other, workflow));
        return called === undefined
          ? Promise.reject(new Error(`no such workflow: ${wanted}`))
          : Promise.resolve({ name: wanted, content: called.text });
      },
    },
    contextProviderConfig: {
      // Without this any name passes for an output. To answer with nothing leaves a context as it is.
      getContext: (name, known, { job }) => {
        if (name !== 'steps') return Promise.resolve(undefined);
        for (const step of job?.steps ?? [])
          if ('uses' in step && isOurs(step.uses.value)) declareOutputs(known?.get(step.id), action);
        return Promise.resolve(known);
      },
    },
  });
}

/** Workflows of this repository call each other, and so do the examples of one document. */
function isNear(one: Workflow, other: Workflow): boolean {
  return one.kind === other.kind && (one.kind === 'file' || one.file === other.file);
}

/** Declares to the language service the outputs of a step that runs this action, so that it knows no others. */
function declareOutputs(step: unknown, { outputs = {} }: ActionMetadata): void {
  const known = isContext(step) ? step.get('outputs') : undefined;
  // What a step's outcome is known to be is all that is known of an output: any text.
  const anyText = isContext(step) ? step.get('outcome') : undefined;
  if (!isContext(known) || anyText === undefined) return;
  for (const output of Object.keys(outputs)) known.add(output, anyText);
  known.complete = true;
}

function isContext(value: unknown): value is Context {
  return typeof value === 'object' && value !== null && 'complete' in value;
}

function documentOf(uri: string, text: string): TextDocument {
  // The language service reads no more of a document than its name and text.
  return { uri, getText: () => text } as TextDocument;
}

async function diagnosticsOf(document: TextDocument, config: ValidationConfig): Promise<Fault[]> {
  const diagnostics = await validate(document, config);
  return diagnostics.map(({ range, message }) => [
    range.start.line + 1,
    typeof message === 'string' ? message : message.value,
  ]);
}

/** Our own rules, which hold for examples as well: they are copied. */
function ruleFaults({ kind, text }: Workflow): Fault[] {
  const lines = new LineCounter();
  const root = parseDocument(text, { lineCounter: lines }).contents;
  const faults: Fault[] = [];
  const lineOf = (node: Node | null): number => lines.linePos(node?.range?.[0] ?? 0).line;
  const fault = (node: Node | null, message: string): number => faults.push([lineOf(node), message]);
  const checkUses = (node: Node): void => {
    const message = pinFault(kind, textOf(node), text.split('\n')[lineOf(node) - 1] ?? '');
    if (message !== undefined) fault(node, message);
  };

  // `!sandbox-*` without quotes is an empty text with a tag, and an empty input means its default.
  visit(root, {
    Scalar: (_, node) => {
      if (node.tag?.startsWith('!') === true) fault(node, `YAML takes ${node.tag} for a tag: quote it`);
    },
  });
  if (valueOf(root, 'permissions') === undefined) fault(root, 'The workflow has no permissions');
  const on = valueOf(root, 'on');
  if (eventsOf(on).includes('pull_request_target')) fault(on ?? root, 'pull_request_target gives strangers secrets');
  for (const entry of itemsOf(valueOf(on, 'schedule'))) {
    const cron = valueOf(entry, 'cron');
    if (cron !== undefined && /^0\s/.test(textOf(cron))) fault(cron, 'A run at the full hour may be late, or dropped');
  }
  for (const [id, job] of entriesOf(valueOf(root, 'jobs'))) {
    const called = valueOf(job, 'uses');
    if (called !== undefined) checkUses(called);
    else if (valueOf(job, 'timeout-minutes') === undefined) fault(job, `The job ${id} has no timeout-minutes`);
    const concurrency = valueOf(job, 'concurrency') ?? valueOf(root, 'concurrency');
    const badGroup = groupFault(usesIn(job), ...groupAndQueue(concurrency));
    if (kind === 'document' && badGroup !== undefined) fault(concurrency ?? job, badGroup);
    for (const step of itemsOf(valueOf(job, 'steps'))) {
      const uses = valueOf(step, 'uses');
      const inputs = valueOf(step, 'with');
      if (uses !== undefined) checkUses(uses);
      if (uses !== undefined && isOurs(textOf(uses)) && !canSignIn(inputs))
        fault(step, 'No way to sign in: give email and password, or access-token');
      for (const script of [valueOf(step, 'run'), valueOf(inputs, 'script')])
        if (script !== undefined && textOf(script).includes('${{'))
          fault(script, 'An expression in a script becomes part of its program: pass it in env');
    }
  }
  return faults;
}

/** What GitHub ignores, and what leaves the tables in the README without a text. */
function manifestFaults(text: string): Fault[] {
  const lines = new LineCounter();
  const root = parseDocument(text, { lineCounter: lines }).contents;
  const keys = { input: ['description', 'required', 'default', 'deprecationMessage'], output: ['description'] };
  return (['input', 'output'] as const).flatMap((kind) =>
    entriesOf(valueOf(root, `${kind}s`)).flatMap(([name, node]): Fault[] => {
      const given = entriesOf(node).map(([key]) => key);
      const unknown = given.filter((key) => !keys[kind].includes(key));
      const messages = unknown.map((key) => `${key} is no key of an ${kind}`);
      if (!given.includes('description')) messages.push(`The ${kind} ${name} has no description`);
      if (given.includes('default') && given.includes('required'))
        messages.push(`The default of ${name} never counts, or it isn't required: leave one out`);
      return messages.map((message) => [lines.linePos(node.range?.[0] ?? 0).line, message]);
    }),
  );
}

/** What the job's steps that use this action ask of it. */
function usesIn(job: Node): Use[] {
  const steps = itemsOf(valueOf(job, 'steps')).filter((step) => isOurs(textOf(valueOf(step, 'uses') ?? step)));
  return steps.map((step) => {
    const inputs = valueOf(step, 'with');
    const [organization, dryRun] = ['organization', 'dry-run'].map((name) => valueOf(inputs, name));
    return {
      organization: organization === undefined ? undefined : textOf(organization),
      dryRun: dryRun !== undefined && textOf(dryRun) === 'true',
    };
  });
}

/** `concurrency: name` and `concurrency: { group: name }`. */
function groupAndQueue(concurrency: Node | undefined): [string | undefined, string | undefined] {
  if (isScalar(concurrency)) return [textOf(concurrency), undefined];
  const [group, queue] = ['group', 'queue'].map((name) => valueOf(concurrency, name));
  return [group && textOf(group), queue && textOf(queue)];
}

function canSignIn(inputs: Node | undefined): boolean {
  const given = entriesOf(inputs).map(([name]) => name);
  return given.includes('access-token') || (given.includes('email') && given.includes('password'));
}

/** `on: push`, `on: [push]` and `on: { push: … }`. */
function eventsOf(on: Node | undefined): string[] {
  if (isScalar(on)) return [textOf(on)];
  return isSeq(on) ? itemsOf(on).map(textOf) : entriesOf(on).map(([name]) => name);
}

function entriesOf(node: unknown): [string, Node][] {
  if (!isMap(node)) return [];
  return node.items.flatMap(({ key, value }): [string, Node][] => {
    const there = isNode(value) ? value : key;
    return isScalar(key) && isNode(there) ? [[String(key.value), there]] : [];
  });
}

function valueOf(node: unknown, name: string): Node | undefined {
  return entriesOf(node).find(([key]) => key === name)?.[1];
}

function itemsOf(node: unknown): Node[] {
  return isSeq(node) ? node.items.filter(isNode) : [];
}

function textOf(node: Node): string {
  return isScalar(node) ? String(node.value) : '';
}
