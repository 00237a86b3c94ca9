import { Notes } from '../../model/notes.ts';
import { childIn, descendantsByType, descendantsOf, type SyntaxNode } from './syntax.ts';
import { isWordCharacter } from './word-characters.ts';

/** Signs in the text of code that it makes or extends models. */
const MAKES =
  /\blayers\s*[.[]|\bsequential\b|\bSequential\b|\.add\s*\(|\.apply\s*\(|\btf\s*\.\s*(?:model|input)\b|\b(?:dense|conv[123]d|lstm|gru|embedding)\s*\(|(?:make|build|create|add|get|new|load|init)\w*(?:Model|Layer|Net|Network|Block|Encoder|Decoder)\w*\s*\(/i;

const LOOPS = /\b(?:for|while)\s*(?:await\s*)?\(|\.(?:forEach|map|reduce|flatMap|filter)\s*\(/;

const NAMED = ['function_declaration', 'generator_function_declaration', 'method_definition', 'variable_declarator'];

/**
 * Tells from its text whether code can make layers, itself or through functions of the file and of files that it
 * imports: what cannot is not worth a reading of its own.
 */
export class Making {
  private readonly makers: ReadonlySet<string>;
  private readonly asked = new WeakMap<SyntaxNode, boolean>();

  private constructor(makers: ReadonlySet<string>) {
    this.makers = makers;
  }

  /** Looks through a file once; later readings of it ask again for nothing. */
  static of(root: SyntaxNode): Making {
    const before = cache.get(root);
    if (before !== undefined) return before;
    const made = new Making(makersIn(root));
    cache.set(root, made);
    return made;
  }

  mayMake(node: SyntaxNode): boolean {
    const before = this.asked.get(node);
    if (before !== undefined) return before;
    const written = textOf(node);
    const may = MAKES.test(written) || callsOneOf(written, this.makers);
    this.asked.set(node, may);
    return may;
  }

  /** Whether a function is read although nobody calls it: it makes layers, or sets in a few steps what others use. */
  isWorthReading(node: SyntaxNode): boolean {
    return this.mayMake(node) || !LOOPS.test(textOf(node));
  }
}

const cache = new Notes<SyntaxNode, Making>();

function textOf(node: SyntaxNode): string {
  return node.document.text.slice(node.start, node.end);
}

/** Names of functions that make layers, directly or by calling one that does; imported ones are taken to. */
function makersIn(root: SyntaxNode): ReadonlySet<string> {
  const makers = new Set<string>();
  for (const statement of descendantsOf(root, 'import_statement')) {
    const source = childIn(statement, 'source');
    if (source !== null && /^['"]\./.test(textOf(source)))
      for (const name of importedNames(statement)) makers.add(name);
  }
  const waiting = new Map<string, string>();
  for (const node of descendantsByType(root, ...NAMED)) {
    const name = childIn(node, 'name');
    const body = node.type === 'variable_declarator' ? childIn(node, 'value') : node;
    if (name === null || body === null || !/function|method/.test(body.type)) continue;
    const written = textOf(body);
    if (MAKES.test(written)) makers.add(textOf(name));
    else waiting.set(textOf(name), written);
  }
  for (let before = -1; before !== makers.size; ) {
    before = makers.size;
    for (const [name, written] of waiting) {
      if (!callsOneOf(written, makers)) continue;
      makers.add(name);
      waiting.delete(name);
    }
  }
  return makers;
}

function importedNames(statement: SyntaxNode): string[] {
  const clause = statement.children.find((child) => child.type === 'import_clause');
  return clause === undefined ? [] : descendantsOf(clause, 'identifier').map(textOf);
}

/** The word that stands before an offset, blanks between them; empty where none does. */
function wordBefore(text: string, offset: number): string {
  let end = offset;
  while (end > 0 && text.charCodeAt(end - 1) <= 32) end--;
  let start = end;
  while (start > 0 && isWordCharacter(text.charCodeAt(start - 1))) start--;
  return text.slice(start, end);
}

/** Whether one of the names stands before a parenthesis. */
function callsOneOf(written: string, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  for (let at = written.indexOf('('); at !== -1; at = written.indexOf('(', at + 1)) {
    if (names.has(wordBefore(written, at))) return true;
  }
  return false;
}
