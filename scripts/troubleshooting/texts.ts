import ts from 'typescript';

/** Stands for what only a run knows, such as a name. */
const SOMETHING = '…';

/**
 * The texts that an expression can have, as far as the code says them: literals, constants, choices, and what a
 * function returns. `undefined` where the text comes from elsewhere, as that of a parameter.
 */
export class TextReader {
  readonly #checker: ts.TypeChecker;
  readonly #files: readonly ts.SourceFile[];
  /** A part of a text that can read in more ways than this is left open. */
  readonly #maxVariants: number;
  /** What is being read, since functions may call each other in circles. */
  readonly #open = new Set<ts.Node>();

  constructor(checker: ts.TypeChecker, files: readonly ts.SourceFile[], maxVariants: number) {
    this.#checker = checker;
    this.#files = files;
    this.#maxVariants = maxVariants;
  }

  read(node: ts.Expression): readonly string[] | undefined {
    if (ts.isStringLiteralLike(node)) return [node.text];
    if (this.#open.has(node) || this.#open.size > 40) return undefined;
    this.#open.add(node);
    try {
      return this.#readCompound(node);
    } finally {
      this.#open.delete(node);
    }
  }

  #readCompound(node: ts.Expression): readonly string[] | undefined {
    if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node))
      return this.read(node.expression);
    if (ts.isConditionalExpression(node)) return this.#union([node.whenTrue, node.whenFalse]);
    if (ts.isTemplateExpression(node)) {
      const parts = node.templateSpans.map(({ expression, literal }) => [
        this.read(expression) ?? [SOMETHING],
        [literal.text],
      ]);
      return this.#joined([[node.head.text], ...parts.flat()]);
    }
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
      return this.#joined([this.read(node.left) ?? [SOMETHING], this.read(node.right) ?? [SOMETHING]]);
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken)
      return this.#union([node.left, node.right]);
    if (ts.isCallExpression(node)) return this.#readCall(node);
    if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)) return this.#readName(node);
    if (ts.isElementAccessExpression(node)) return this.#readRecord(node.expression);
    return undefined;
  }

  /** Every way to put one text of each part behind each other. */
  #joined(parts: readonly (readonly string[])[]): readonly string[] {
    let texts: readonly string[] = [''];
    for (const part of parts) {
      const few = texts.length * part.length > this.#maxVariants ? [SOMETHING] : part;
      texts = texts.flatMap((text) => few.map((more) => text + more));
    }
    return [...new Set(texts)];
  }

  #union(nodes: readonly ts.Expression[]): readonly string[] | undefined {
    const texts = nodes.flatMap((node) => this.read(node) ?? []);
    return texts.length === 0 ? undefined : [...new Set(texts)];
  }

  /** What a function returns, whatever it is given. Of `[a, b].join(' ')`, both. */
  #readCall(node: ts.CallExpression): readonly string[] | undefined {
    const { expression } = node;
    if (ts.isPropertyAccessExpression(expression) && expression.name.text === 'join')
      return ts.isArrayLiteralExpression(expression.expression)
        ? this.#joined(
            expression.expression.elements.flatMap((each, index) => [
              [index === 0 ? '' : ' '],
              this.read(each) ?? [SOMETHING],
            ]),
          )
        : undefined;
    const declaration = this.#checker.getResolvedSignature(node)?.declaration;
    if (declaration === undefined || !this.#files.includes(declaration.getSourceFile())) return undefined;
    return this.#union(returnsOf(declaration));
  }

  #readName(node: ts.Identifier | ts.PropertyAccessExpression): readonly string[] | undefined {
    for (const declaration of this.#declarationsOf(node)) {
      if (ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined)
        return this.read(declaration.initializer);
      if (ts.isPropertyAssignment(declaration)) return this.read(declaration.initializer);
    }
    return undefined;
  }

  /** Any value of an object or map that is written out. */
  #readRecord(node: ts.Expression): readonly string[] | undefined {
    for (const declaration of this.#declarationsOf(node)) {
      const value = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
      if (value !== undefined && ts.isObjectLiteralExpression(value))
        return this.#union(
          value.properties.flatMap((each) => (ts.isPropertyAssignment(each) ? [each.initializer] : [])),
        );
    }
    return undefined;
  }

  #declarationsOf(node: ts.Node): readonly ts.NamedDeclaration[] {
    const symbol = this.#checker.getSymbolAtLocation(node);
    const isAlias = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0;
    const { declarations = [] } = (isAlias ? this.#checker.getAliasedSymbol(symbol) : symbol) ?? {};
    return declarations.filter((each): each is ts.NamedDeclaration => 'name' in each);
  }
}

/** What the code of a function returns, without what functions inside of it do. */
function returnsOf(declaration: ts.Node): ts.Expression[] {
  if (ts.isArrowFunction(declaration) && !ts.isBlock(declaration.body)) return [declaration.body];
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isReturnStatement(node) && node.expression !== undefined) found.push(node.expression);
    if (node === declaration || !ts.isFunctionLike(node)) node.forEachChild(visit);
  };
  visit(declaration);
  return found;
}
