import type { ActionRun } from '../../scripts/run-action.ts';
import type { Form } from './secret-forms.ts';

/** A secret that was planted, in all its forms. */
export interface Planted {
  readonly name: string;
  readonly forms: readonly Form[];
}

/** So many characters of a secret in a row are a leak. */
const LONGEST_TRACE = 8;

/**
 * Which planted secrets a run shows, and where: as it wrote them, and as a reader sees them after the runner, a browser
 * or a JSON reader has decoded what was written. Commands that mask are no leak.
 */
export function leaksIn(run: ActionRun, planted: readonly Planted[]): readonly string[] {
  return viewsOf(run).flatMap(([where, text]) => {
    const traces = tracesOf(text);
    return planted.flatMap(({ name, forms }) =>
      leakedForms(forms, text, traces).map((what) => `${name}, ${what}, in the ${where}`),
    );
  });
}

/** The forms that stand there whole, or else a part of one. */
function leakedForms(forms: readonly Form[], text: string, traces: ReadonlySet<string>): readonly string[] {
  const whole = forms.filter(({ secret }) => text.includes(secret)).map((form) => form.name);
  if (whole.length > 0) return whole;
  const part = tracesOfForms(forms).find((trace) => traces.has(trace));
  if (part === undefined) return [];
  const at = text.indexOf(part);
  return [`a part: ${JSON.stringify(text.slice(Math.max(0, at - 20), at + 40))}`];
}

function viewsOf({ stdout, stderr, summary, outputs }: ActionRun): readonly (readonly [string, string])[] {
  const log = stdout.replaceAll(/^::add-mask::.*$/gm, '');
  return [
    ['log', log],
    ['log as the runner decodes it', decodeCommands(log)],
    ['stderr', stderr],
    ['summary', summary],
    ['summary as it renders', decodeEntities(summary)],
    ['outputs', Object.values(outputs).join('\n')],
    ['report as it is read', stringsIn(readJson(outputs['report'] ?? 'null')).join('\n')],
  ];
}

function readJson(text: string): unknown {
  return JSON.parse(text);
}

/** What the runner makes of a command's data and properties. */
export function decodeCommands(text: string): string {
  const codes = new Map([
    ['%0D', '\r'],
    ['%0A', '\n'],
    ['%3A', ':'],
    ['%2C', ','],
    ['%25', '%'],
  ]);
  return text.replaceAll(/%(0D|0A|3A|2C|25)/g, (code) => codes.get(code) ?? code);
}

/** What a browser makes of the numeric entities of Markdown. */
export function decodeEntities(markdown: string): string {
  return markdown.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}

/** Every text in a JSON value. */
export function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((item: unknown) => stringsIn(item));
}

/** Made once for all the texts in which they are looked for. */
function tracesOfForms(forms: readonly Form[]): readonly string[] {
  const known = tracesByForms.get(forms);
  if (known !== undefined) return known;
  const traces = [...new Set(forms.flatMap(({ secret }) => [...tracesOf(secret)]))];
  tracesByForms.set(forms, traces);
  return traces;
}

const tracesByForms = new WeakMap<readonly Form[], readonly string[]>();

function tracesOf(text: string): ReadonlySet<string> {
  const traces = new Set<string>();
  for (let at = 0; at + LONGEST_TRACE <= text.length; at++) traces.add(text.slice(at, at + LONGEST_TRACE));
  return traces;
}
