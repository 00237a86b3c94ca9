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
  let errors = 0;
  let copied = 0;
  const copyNode = (parent: MutableNode | null): MutableNode => {
    const type = cursor.nodeType;
    const [start, end] = [cursor.startIndex, cursor.endIndex];
    if (type === 'ERROR') errors += end - start + 1;
    if (cursor.nodeIsMissing) errors += 1;
    const field = cursor.currentFieldName;
    return { type, named: cursor.nodeIsNamed, field, parent, children: [], start: position(start), end: position(end) };
  };
  try {
    const root = copyNode(null);
    const open = cursor.gotoFirstChild() ? [root] : [];
    for (let parent = open.at(-1); parent !== undefined; parent = open.at(-1)) {
      if (++copied % 4096 === 0 && stop()) return null;
      const child = copyNode(parent);
      parent.children.push(child);
      if (cursor.gotoFirstChild()) open.push(child);
      else while (open.length > 0 && !cursor.gotoNextSibling() && cursor.gotoParent()) open.pop();
    }
    return { root, errors };
  } finally {
    cursor.delete();
    tree.delete();
  }
}
