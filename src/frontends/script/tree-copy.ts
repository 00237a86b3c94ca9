import type { Tree, TreeCursor } from 'web-tree-sitter';
import type { KeptParts } from './kept-parts.ts';
import type { MendedText } from './mended-text.ts';
import { type NodeTypes, nodeTypes } from './node-types.ts';
import type { SourceText } from './source-text.ts';
import type { SyntaxNode } from './syntax.ts';

interface MutableNode extends SyntaxNode {
  readonly parent: MutableNode | null;
  /** `NONE` until there is a first one. */
  children: MutableNode[];
}

/** Most nodes have no children: they share this list, and nothing is ever put into it. */
const NONE: MutableNode[] = [];

/** What a parse gave: the tree as plain objects and how much of the text it could not make sense of. */
export interface CopiedTree {
  readonly root: SyntaxNode;
  /** Characters inside error nodes, plus one for each error and each token that the parser had to invent. */
  readonly errors: number;
}

/** What a tree is copied into. */
export interface CopyTarget {
  readonly document: SourceText;
  readonly source: MendedText;
  /** An earlier copy, where the parts that the parser took over from it can be taken from; null: none. */
  readonly kept: KeptParts | null;
}

/**
 * Copies a tree into plain objects with one cursor walk.
 * @returns null if `stop` said so before the end.
 */
export function copyTree(tree: Tree, target: CopyTarget, stop: () => boolean): CopiedTree | null {
  const cursor = tree.walk();
  try {
    return new TreeCopy(tree, cursor, target).run(stop);
  } finally {
    cursor.delete();
  }
}

function addChild(parent: MutableNode, child: MutableNode): void {
  if (parent.children === NONE) parent.children = [child];
  else parent.children.push(child);
}

/** A node whose children are being copied, with the node of the earlier copy that it was. */
interface Open {
  readonly node: MutableNode;
  readonly before: SyntaxNode | null;
  /** Index of the earlier child to compare with next. */
  next: number;
  /** Whether the grammar gives its children roles. */
  readonly hasRoles: boolean;
}

class TreeCopy {
  private errors = 0;
  private readonly cursor: TreeCursor;
  private readonly target: CopyTarget;
  private readonly types: NodeTypes;
  private readonly fields: readonly (string | null)[];
  /** Where nothing is amiss, a token's text is its type. */
  private readonly hasErrors: boolean;
  /** Whether every token stands in the document. */
  private readonly isWritten: boolean;

  constructor(tree: Tree, cursor: TreeCursor, target: CopyTarget) {
    this.cursor = cursor;
    this.target = target;
    this.types = nodeTypes(tree.language);
    this.fields = tree.language.fields;
    this.hasErrors = tree.rootNode.hasError;
    this.isWritten = !this.hasErrors && target.source.inserted.length === 0;
  }

  run(stop: () => boolean): CopiedTree | null {
    const { cursor, target, types } = this;
    const rootType = cursor.nodeTypeId;
    const root = this.copyNode(rootType, null, true);
    let copied = 0;
    const open: Open[] = cursor.gotoFirstChild()
      ? [{ node: root, before: target.kept?.root ?? null, next: 0, hasRoles: types.givesRoles(rootType) }]
      : [];
    for (let parent = open.at(-1); parent !== undefined; parent = open.at(-1)) {
      if (++copied % 4096 === 0 && stop()) return null;
      const typeId = cursor.nodeTypeId;
      if (!this.isSilent(typeId)) {
        const child = this.copyNode(typeId, parent.node, parent.hasRoles);
        addChild(parent.node, child);
        const before = this.before(parent, child);
        if (before !== null && target.kept?.isUntouched(this.start, this.end) === true) this.takeOver(before, child);
        else if (types.mayHaveParts(typeId) && cursor.gotoFirstChild()) {
          open.push({ node: child, before, next: 0, hasRoles: types.givesRoles(typeId) });
          continue;
        }
      }
      while (open.length > 0 && !cursor.gotoNextSibling() && cursor.gotoParent()) open.pop();
    }
    return { root, errors: this.errors };
  }

  /** Of the node copied last, in the parsed text. */
  private start = 0;
  private end = 0;

  /** Whether the cursor is at a token that is left out; one that the document lacks is not. */
  private isSilent(typeId: number): boolean {
    if (!this.types.isSilent(typeId)) return false;
    return this.isWritten || !this.isLacking();
  }

  /** Whether the token at the cursor was invented by the parser, or put in for it. */
  private isLacking(): boolean {
    const { cursor, target } = this;
    const { startIndex, endIndex } = cursor;
    return startIndex === endIndex || target.source.position(startIndex) === target.source.position(endIndex);
  }

  /** Every question to the cursor is a call into WebAssembly: none is asked whose answer follows from others. */
  private copyNode(typeId: number, parent: MutableNode | null, hasRoles: boolean): MutableNode {
    const { cursor, target, types } = this;
    const type = types.nameOf(typeId);
    const named = types.isNamed(typeId);
    const start = cursor.startIndex;
    const end = this.endOf(typeId, type, start) ?? cursor.endIndex;
    const hasRole = hasRoles && !types.isPunctuation(typeId);
    const field = hasRole ? (this.fields[cursor.currentFieldId] ?? null) : null;
    this.start = start;
    this.end = end;
    const node: MutableNode = {
      type,
      named,
      field,
      parent,
      children: NONE,
      start: target.source.position(start),
      end: target.source.position(end),
      document: target.document,
    };
    this.count(node, end - start);
    return node;
  }

  /** Where a token ends that its text tells; null for other nodes, and where something is amiss. */
  private endOf(typeId: number, type: string, start: number): number | null {
    if (this.hasErrors) return null;
    const { types, target } = this;
    if (types.isName(typeId)) return nameEnd(target.source.text, start);
    return !types.isNamed(typeId) && target.source.text.startsWith(type, start) ? start + type.length : null;
  }

  /** Only what the parser had to invent is empty, an empty file apart. */
  private count({ type, parent }: MutableNode, length: number): void {
    if (type === 'ERROR') this.errors += length + 1;
    else if (length === 0 && parent !== null) this.errors += 1;
  }

  /** The node of the earlier copy that a node was, null if it is new. */
  private before(parent: Open, { type }: MutableNode): SyntaxNode | null {
    const { kept } = this.target;
    if (kept === null || parent.before === null) return null;
    const start = kept.startBefore(this.start);
    const end = kept.endBefore(this.end);
    const candidates = parent.before.children;
    while ((candidates[parent.next]?.start ?? Number.POSITIVE_INFINITY) < start) parent.next++;
    for (let at = parent.next; candidates[at]?.start === start; at++) {
      const candidate = candidates[at];
      if (candidate?.type === type && candidate.end === end) return candidate;
    }
    return null;
  }

  /** Copies what lies in a node from the earlier copy instead of from the tree: that one is without errors. */
  private takeOver(from: SyntaxNode, to: MutableNode): void {
    const shift = to.start - from.start;
    const open: [SyntaxNode, MutableNode][] = [[from, to]];
    for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
      const [before, parent] = pair;
      for (const child of before.children) {
        const { type, named, field, start, end } = child;
        const node: MutableNode = {
          type,
          named,
          field,
          parent,
          children: NONE,
          start: start + shift,
          end: end + shift,
          document: this.target.document,
        };
        addChild(parent, node);
        if (child.children.length > 0) open.push([child, node]);
      }
    }
  }
}

/** Where a name of ASCII letters, digits, `_` and `$` ends; null if it has, or is followed by, anything unusual. */
function nameEnd(text: string, start: number): number | null {
  let at = start;
  let character = text.charCodeAt(at);
  while (
    (character >= 97 && character <= 122) ||
    (character >= 65 && character <= 90) ||
    (character >= 48 && character <= 57) ||
    character === 95 ||
    character === 36
  ) {
    character = text.charCodeAt(++at);
  }
  // Behind a backslash or another alphabet's letter a name may go on, in JSX behind a hyphen too.
  return at === start || character === 92 || character === 45 || character >= 128 ? null : at;
}
