/*
 * What the agents of the CIs make of what is written to them, from their documentation and, where that is silent, from
 * how their published sources behave.
 */

export interface AzureCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/**
 * The logging commands in a log of Azure Pipelines: a line holds one wherever `##vso[` stands in it. The agent compares as
 * its culture does, which passes over characters that are not shown.
 */
export function azureCommands(log: string): readonly AzureCommand[] {
  return linesOf(log).flatMap((line) => {
    const [, head, data] = /##vso\[([^\]]*)\](.*)$/s.exec(line.replace(/[\p{DI}\p{Cc}]/gu, '')) ?? [];
    if (head === undefined || data === undefined) return [];
    const [name = ''] = head.split(' ', 1);
    const rest = head.slice(name.length);
    const pairs = rest.split(';').flatMap((part) => {
      const at = part.indexOf('=');
      return at < 0 ? [] : [[part.slice(0, at).trim(), azureDecoded(part.slice(at + 1))] as const];
    });
    return { name, properties: Object.fromEntries(pairs), data: azureDecoded(data) };
  });
}

/** The percent sign comes last, as with the agent. */
function azureDecoded(text: string): string {
  return text
    .replaceAll('%3B', ';')
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%5D', ']')
    .replaceAll('%AZP25', '%');
}

/** The marks of format, such as `##[group]`, that a log of Azure Pipelines or GitHub holds. */
export function formatMarks(log: string): readonly string[] {
  return linesOf(log).flatMap((line) => line.replace(/[\p{DI}\p{Cc}]/gu, '').match(/##\[\w*\]/g) ?? []);
}

/** The edges of collapsible sections in a GitLab job's log: `start` or `end`, and the section's name. */
export function gitLabSections(log: string): readonly string[] {
  const edges = log.matchAll(/section_(start|end):\d+:([\w.-]+)(?:\[[^\]]*\])?\r\p{Cc}\[0K/gu);
  return [...edges].map(([, edge = '', name = '']) => `${edge} ${name}`);
}

/**
 * A dotenv report as GitLab takes it: less than 5 KiB, at most 50 variables, each in a line; blanks around values go, and
 * `$` is expanded.
 * @throws Error where GitLab would refuse the file
 */
export function dotenv(text: string): Readonly<Record<string, string>> {
  if (Buffer.byteLength(text) >= 5 * 1024) throw new Error('the file is too large');
  const lines = text.split('\n').slice(0, -1);
  if (lines.length > 50) throw new Error('too many variables');
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
      if (name === undefined || value === undefined) throw new Error(`no variable: ${line}`);
      if (value.includes('$')) throw new Error(`expanded: ${line}`);
      return [name, value.trim()];
    }),
  );
}

export interface JUnitCase {
  readonly name: string;
  readonly outcome: 'passed' | 'skipped' | 'failure' | 'error';
}

/** The cases of a JUnit report. @throws Error where it holds what XML cannot */
export function junitCases(xml: string): readonly JUnitCase[] {
  if (/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(xml))
    throw new Error('a character is not of XML');
  if (/&(?!#\d+;|amp;|lt;|gt;|quot;|apos;)/.test(xml)) throw new Error('an entity is not of XML');
  return [...xml.matchAll(/<testcase ([^>]*)>(.*?)<\/testcase>/gs)].map(([, attributes = '', content = '']) => {
    const name = /(?<= |^)name="([^"]*)"/.exec(attributes)?.[1] ?? '';
    const kind = /<(skipped|failure|error)\b/.exec(content)?.[1];
    const outcome = kind === 'skipped' || kind === 'failure' || kind === 'error' ? kind : 'passed';
    return { name: name.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))), outcome };
  });
}

function linesOf(log: string): readonly string[] {
  return log.split(/\r\n|\r|\n/);
}
