import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from '@jest/globals';
import { OPTIONS } from '../../../src/command/options.ts';
import { unlikeCommand } from '../../support/words.ts';
import { inputsOf } from '../../support/command-inputs.ts';

/* Whatever src/ may say, as it stands in the code: in the words of the place where it is said. */

const SRC = join(import.meta.dirname, '..', '..', '..', 'src');

/** What only a GitHub job loads, or says. */
const OF_GITHUB = /^(index\.ts|runner\/(action-inputs|github|github-event|github-place|workflow-command)\.ts)$/;

interface Text {
  readonly place: string;
  readonly text: string;
}

/** The texts of a file that are more than a name; what only a run knows stands in them as `…`. */
function textsIn(file: string): readonly Text[] {
  const source = ts.createSourceFile(file, readFileSync(join(SRC, file), 'utf8'), ts.ScriptTarget.ESNext, true);
  const texts: Text[] = [];
  const visit = (node: ts.Node): void => {
    const text = ts.isStringLiteralLike(node)
      ? node.text
      : ts.isTemplateExpression(node)
        ? [node.head.text, ...node.templateSpans.map(({ literal }) => `…${literal.text}`)].join('')
        : '';
    const line = String(source.getLineAndCharacterOfPosition(node.getStart()).line + 1);
    if (/\S \S/.test(text)) texts.push({ place: `${file}:${line}`, text });
    node.forEachChild(visit);
  };
  visit(source);
  return texts;
}

const TEXTS = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.ts') && !OF_GITHUB.test(name))
  .flatMap(textsIn);

describe('the texts in the code', () => {
  it('are many', () => {
    expect(TEXTS.length).toBeGreaterThan(1000);
  });

  it('name nothing that only a GitHub job has, but where that is said', () => {
    const found = TEXTS.filter(({ text }) => /\bGITHUB_|\bwith:|\bsecrets\.|\b[Ww]orkflow/.test(text));
    expect(found).toEqual([]);
  });

  it('name every input, in the words of the command, as an option or a variable', () => {
    const inputs = inputsOf([]);
    const found = TEXTS.filter(({ place }) => !place.startsWith('command/')).flatMap(({ place, text }) => {
      const wrong = unlikeCommand(inputs.worded(text));
      return wrong === undefined ? [] : [{ place, wrong }];
    });
    expect(found).toEqual([]);
  });

  it('say of a switch with its value what the command takes', () => {
    const switches = OPTIONS.filter(({ isBoolean }) => isBoolean).map(({ name }) => name);
    const worded = TEXTS.map(({ text }) => inputsOf([]).worded(text));
    const wrong = new RegExp(`--(${switches.join('|')}) (true|false)\\b`);
    expect(worded.filter((text) => wrong.test(text))).toEqual([]);
  });
});
