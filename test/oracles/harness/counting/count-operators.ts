import { Language, type Node, Parser } from 'web-tree-sitter';
import { loadWasm } from '../../../unit/frontends/wasm.ts';

/** What counts as one operator. `??` is no work on its own: the compiler drops it where it can see a number. */
const OPERATORS: ReadonlySet<string> = new Set([
  'binary_expression',
  'unary_expression',
  'update_expression',
  'assignment_expression',
  'augmented_assignment_expression',
  'subscript_expression',
  'call_expression',
  'new_expression',
]);

const LOOPS: ReadonlySet<string> = new Set(['for_statement', 'for_in_statement', 'while_statement', 'do_statement']);
const FUNCTIONS: ReadonlySet<string> = new Set([
  'arrow_function',
  'function_expression',
  'function_declaration',
  'generator_function',
  'generator_function_declaration',
  'method_definition',
]);

let parser: Parser | null = null;

/** Loads the grammar. */
export async function prepareCounting(): Promise<void> {
  await Parser.init({ wasmBinary: await loadWasm('web-tree-sitter.wasm') });
  parser = new Parser();
  parser.setLanguage(await Language.load(await loadWasm('tree-sitter-typescript.wasm')));
}

/**
 * A script that adds to `counter.operators` what it executes: at the start of each body of a loop or function, how many
 * operators stand in it, those of bodies within it left to these.
 */
export function countingOperators(script: string, counter: string): string {
  const tree = parser?.parse(script);
  if (tree === null || tree === undefined) throw new Error('Call prepareCounting() first.');
  const insertions: [at: number, text: string][] = [];
  visit(tree.rootNode, counter, insertions);
  tree.delete();
  let counted = '';
  let from = 0;
  // At one place what was found later stands further within.
  for (const [at, text] of insertions.sort((a, b) => a[0] - b[0])) {
    counted += script.slice(from, at) + text;
    from = at;
  }
  return counted + script.slice(from);
}

function visit(node: Node, counter: string, insertions: [number, string][]): void {
  const body = bodyOf(node);
  if (body !== null) {
    const count = `${counter}.operators += ${1 + operatorsIn(node, body)}`;
    if (body.type === 'statement_block') insertions.push([body.startIndex + 1, `${count};`]);
    else if (LOOPS.has(node.type)) insertions.push([body.startIndex, `{${count};`], [body.endIndex, '}']);
    else insertions.push([body.startIndex, `(${count}, `], [body.endIndex, ')']);
  }
  for (const child of node.children) if (child !== null) visit(child, counter, insertions);
}

function bodyOf(node: Node): Node | null {
  return LOOPS.has(node.type) || FUNCTIONS.has(node.type) ? node.childForFieldName('body') : null;
}

/** Of a body, and of a loop's condition and step. */
function operatorsIn(owner: Node, body: Node): number {
  const ofHead = LOOPS.has(owner.type)
    ? [owner.childForFieldName('condition'), owner.childForFieldName('increment')]
    : [];
  return [body, ...ofHead].reduce((sum, node) => sum + (node === null ? 0 : operatorsBelow(node)), 0);
}

function operatorsBelow(node: Node): number {
  if (bodyOf(node) !== null) return 0;
  const isOperator = OPERATORS.has(node.type) && node.childForFieldName('operator')?.text !== '??';
  return node.children.reduce((sum, child) => sum + (child === null ? 0 : operatorsBelow(child)), isOperator ? 1 : 0);
}
