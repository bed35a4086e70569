import { join, relative, sep } from 'node:path';
import ts from 'typescript';
import { TextReader } from './texts.ts';

/** What src/ reports under a title. */
export interface Reported {
  readonly title: string;
  /** The file of src/ that reports it, and the line, the first being 1. */
  readonly file: string;
  readonly line: number;
  readonly level: Level;
  /** The texts that say what to do, as far as they can be read. */
  readonly remedies: readonly string[];
  /** What else the log says, where no remedy stands apart. */
  readonly texts: readonly string[];
}

type Level = 'error' | 'warning' | 'notice';

export interface Found {
  readonly reported: readonly Reported[];
  /** Where a title can't be read from the code, as a sentence. */
  readonly complaints: readonly string[];
}

/** The parts of one report, in the code. */
interface Parts {
  readonly level: Level;
  readonly title: ts.Expression;
  readonly remedy: ts.Expression | undefined;
  readonly text: ts.Expression | undefined;
}

const WHAT_TO_DO = 'What to do: ';
const COMMAND = /^::error title=([^:]+)::([\s\S]*)$/;

/** Every problem that src/ can report: whatever is passed as a parameter `title`, or set as a member `title`. */
export function findProblems(root: string): Found {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(root, 'tsconfig.json'),
    {},
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  );
  const src = join(root, 'src') + sep;
  const names = (config?.fileNames ?? []).filter((name) => join(name).startsWith(src));
  const program = ts.createProgram(names, config?.options ?? {});
  const checker = program.getTypeChecker();
  const files = program.getSourceFiles().filter(({ fileName }) => join(fileName).startsWith(src));

  const ofTitles = new TextReader(checker, files, 2);
  const ofRemedies = new TextReader(checker, files, 8);
  const ofTexts = new TextReader(checker, files, 1);

  const reported: Reported[] = [];
  const complaints: string[] = [];
  const placeOf = (node: ts.Node): Pick<Reported, 'file' | 'line'> => ({
    file: relative(root, node.getSourceFile().fileName).replaceAll(sep, '/'),
    line: node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1,
  });
  const visit = (node: ts.Node): void => {
    for (const { level, title, remedy, text } of partsOf(node, checker)) {
      const place = placeOf(title);
      const titles = ofTitles.read(title);
      if (titles !== undefined) {
        const texts = (text && ofTexts.read(text)) ?? [];
        const remedies = (remedy && ofRemedies.read(remedy)) ?? texts.flatMap(whatToDoIn);
        reported.push(...titles.map((each) => ({ ...place, level, title: each, remedies, texts })));
      } else if (!isPassedOn(title))
        complaints.push(`${place.file}:${String(place.line)}: the title can't be read: write it out`);
    }
    // Before anything is loaded that could report, the command to the runner is written out.
    const isText = ts.isTemplateExpression(node) || ts.isStringLiteralLike(node);
    const [, command, text = ''] = COMMAND.exec((isText ? ofTexts.read(node)?.[0] : undefined) ?? '') ?? [];
    if (command !== undefined)
      reported.push({ ...placeOf(node), level: 'error', title: command, remedies: [], texts: [text.trim()] });
    node.forEachChild(visit);
  };
  for (const file of files) visit(file);
  return { reported, complaints };
}

function partsOf(node: ts.Node, checker: ts.TypeChecker): readonly Parts[] {
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
    const parameters =
      checker
        .getResolvedSignature(node)
        ?.getParameters()
        .map(({ name }) => name) ?? [];
    const argument = (name: string): ts.Expression | undefined => node.arguments?.[parameters.indexOf(name)];
    const title = argument('title');
    return title === undefined
      ? []
      : [{ level: levelOf(node, checker), title, remedy: argument('remedy'), text: argument('text') }];
  }
  if (!ts.isObjectLiteralExpression(node)) return [];
  const [title, remedy, text] = ['title', 'remedy', 'text'].map((name) => memberOf(node, name));
  if (title === undefined || (remedy === undefined && text === undefined)) return [];
  return [{ level: text === undefined ? 'error' : 'warning', title, remedy, text }];
}

/** By the method of the log, or by what is made: a `Warning` may be an error of the step as well. */
function levelOf(node: ts.CallExpression | ts.NewExpression, checker: ts.TypeChecker): Level {
  const { expression } = node;
  const method = ts.isPropertyAccessExpression(expression) ? expression.name.text : '';
  if (method === 'notice' || method === 'warning') return method;
  return checker.getTypeAtLocation(node).getSymbol()?.name === 'Warning' ? 'warning' : 'error';
}

function memberOf(node: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const member = node.properties.find((each) => each.name?.getText() === name);
  if (member === undefined) return undefined;
  if (ts.isPropertyAssignment(member)) return member.initializer;
  return ts.isShorthandPropertyAssignment(member) ? member.name : undefined;
}

/** A title that is told where it was made: a parameter or a member of that name, perhaps in other words for a command. */
function isPassedOn(title: ts.Expression): boolean {
  if (ts.isCallExpression(title)) return title.arguments.some(isPassedOn);
  if (ts.isConditionalExpression(title)) return isPassedOn(title.whenTrue) || isPassedOn(title.whenFalse);
  return (
    (ts.isIdentifier(title) ? title : ts.isPropertyAccessExpression(title) ? title.name : undefined)?.text === 'title'
  );
}

/** Of a text that is in one piece: what follows "What to do". */
function whatToDoIn(text: string): readonly string[] {
  const at = text.indexOf(WHAT_TO_DO);
  return at < 0 ? [] : [text.slice(at + WHAT_TO_DO.length)];
}
