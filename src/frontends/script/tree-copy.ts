import type { Tree } from 'web-tree-sitter';
import type { SyntaxNode } from './syntax.ts';

interface MutableNode extends SyntaxNode {
  readonly parent: MutableNode | null;
  readonly children: MutableNode[];
}

/** What a parse gave: the tree as plain objects and how much of the text it could not make sense of. */
export interface CopiedTree {
  readonly root: SyntaxNode;
  /** Characters inside error nodes, plus one for each error and each token that the parser had to invent. */
  readonly errors: number;
}

/**
 * Copies a tree into plain objects with one cursor walk, then frees it.
 * @param position maps an offset of the parsed text to the document's.
 * @returns null if `stop` said so before the end.
 */
export function copyTree(tree: Tree, position: (offset: number) => number, stop: () => boolean): CopiedTree | null {
  const cursor = tree.walk();
  const isNamed = namedTypes(tree);
  let errors = 0;
  let copied = 0;
  // Every question to the cursor is a call into WebAssembly: none is asked whose answer follows from others.
  const copyNode = (parent: MutableNode | null): MutableNode => {
    const typeId = cursor.nodeTypeId;
    const type = tree.language.types[typeId] ?? 'ERROR';
    const [start, end] = [cursor.startIndex, cursor.endIndex];
    if (type === 'ERROR') errors += end - start + 1;
    if (start === end && cursor.nodeIsMissing) errors += 1;
    const field = tree.language.fields[cursor.currentFieldId] ?? null;
    return { type, named: isNamed(typeId), field, parent, children: [], start: position(start), end: position(end) };
  };
  try {
    const root = copyNode(null);
    const open = cursor.gotoFirstChild() ? [root] : [];
    for (let parent = open.at(-1); parent !== undefined; parent = open.at(-1)) {
      if (++copied % 4096 === 0 && stop()) return null;
      const child = copyNode(parent);
      parent.children.push(child);
      // Punctuation and keywords have no parts.
      if (child.named && cursor.gotoFirstChild()) open.push(child);
      else while (open.length > 0 && !cursor.gotoNextSibling() && cursor.gotoParent()) open.pop();
    }
    return { root, errors };
  } finally {
    cursor.delete();
    tree.delete();
  }
}

/** Whether a node type is named, asked of the grammar once for each type. */
function namedTypes(tree: Tree): (typeId: number) => boolean {
  const known = new Map<number, boolean>();
  return (typeId) => {
    const before = known.get(typeId);
    if (before !== undefined) return before;
    const named = tree.language.types[typeId] === undefined || tree.language.nodeTypeIsNamed(typeId);
    known.set(typeId, named);
    return named;
  };
}
