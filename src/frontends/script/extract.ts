import { allLayers } from '../../model/graph.ts';
import { contains, type Span, type TextEdit } from '../../model/text.ts';
import type { ScriptSource } from './edits.ts';
import { insertion, replacement } from './options-text.ts';
import { OWN_NAMES } from './script-parts.ts';
import { descendantsOf, meaningful, nodeAt, type SyntaxNode } from './syntax.ts';

/**
 * Edits that put the initialiser of some option and every other one of the same text into one constant behind the imports,
 * where every function can see it; null where fewer than two are alike, or where the text means something only at its
 * place. TensorFlow.js draws anew for each layer that shares an initialiser.
 */
export function extractInitializer(source: ScriptSource, { start, end }: Span): readonly TextEdit[] | null {
  const { text, root } = source;
  const written = text.slice(start, end);
  const home = homeOf(root, start);
  const values = sameValues(source, written).filter((value) => homeOf(root, value.start) === home);
  const imports = importsOf(text, home);
  const last = imports.at(-1);
  if (values.length < 2 || last === undefined || !isIndependent(text, imports, values[0] ?? root)) return null;
  const name = freeName(text, /(\w+)['"]?(?:\(|$)/.exec(written)?.[1] ?? 'kernel');
  const { lineEnd } = source.style;
  const semicolon = text[last.end - 1] === ';' ? ';' : '';
  const declaration = insertion(last.end, `${lineEnd}${lineEnd}const ${name} = ${written}${semicolon}`);
  return [declaration, ...values.map((value) => replacement(value, name))];
}

/** Each written value once, in the order of the text. */
function sameValues({ text, root, models }: ScriptSource, written: string): SyntaxNode[] {
  const found = new Map<number, SyntaxNode>();
  for (const layer of models.graphs.flatMap(allLayers)) {
    if (layer.source.elsewhere !== null) continue;
    for (const { option } of layer.weights) {
      const value = layer.source.options[option]?.value;
      if (value === undefined || text.slice(value.start, value.end) !== written) continue;
      const node = nodeAt(root, value, 'string') ?? nodeAt(root, value, 'call_expression');
      if (node !== null) found.set(node.start, node);
    }
  }
  return [...found.values()].sort((a, b) => a.start - b.start);
}

/** The script whose names a place sees first: one of the program's parts that keeps its names to itself, or the program. */
function homeOf(root: SyntaxNode, offset: number): SyntaxNode {
  return root.children.find((part) => part.type === OWN_NAMES && contains(part, offset)) ?? root;
}

/** Top-level imports of a script, `require` among them. */
function importsOf(text: string, home: SyntaxNode): SyntaxNode[] {
  return meaningful(home).filter((node) => {
    if (node.type === 'import_statement') return true;
    const isDeclaration = node.type === 'lexical_declaration' || node.type === 'variable_declaration';
    return isDeclaration && /=\s*require\s*\(/.test(text.slice(node.start, node.end));
  });
}

/** Whether every name in a value is one that an import brings. */
function isIndependent(text: string, imports: readonly SyntaxNode[], value: SyntaxNode): boolean {
  const imported = imports.flatMap((node) => wordsIn(text, node));
  return descendantsOf(value, 'identifier', 'shorthand_property_identifier', 'this').every((node) =>
    imported.includes(text.slice(node.start, node.end)),
  );
}

function wordsIn(text: string, { start, end }: SyntaxNode): string[] {
  return text.slice(start, end).match(/[\w$]+/g) ?? [];
}

/** A name that occurs nowhere in the file. */
function freeName(text: string, initializer: string): string {
  const taken = new Set(text.match(/[\w$]+/g) ?? []);
  const base = `${initializer.charAt(0).toLowerCase()}${initializer.slice(1)}Initializer`;
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}${number}`;
    if (!taken.has(name)) return name;
  }
}
