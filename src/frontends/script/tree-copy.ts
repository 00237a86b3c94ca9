import type { Tree, TreeCursor } from 'web-tree-sitter';
import type { KeptParts } from './kept-parts.ts';
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
  /** The text that was parsed: the document's own, or that with what it lacks put in. */
  readonly parsed: string;
  /** Maps an offset of the parsed text to the document's. */
  position(offset: number): number;
  /** An earlier copy, where the parts that the parser took over from it can be taken from; null: none. */
  readonly kept: KeptParts | null;
}

/** Named nodes that never have parts. */
const LEAVES = new Set(
  'identifier property_identifier shorthand_property_identifier shorthand_property_identifier_pattern type_identifier private_property_identifier statement_identifier number string_fragment escape_sequence comment this super true false null undefined regex_pattern regex_flags jsx_text'.split(
    ' ',
  ),
);

/** Tokens that follow from what they stand in, and that nothing is put before or behind: a third of all nodes. */
const SILENT = new Set(['(', ')', '[', ']', ';', '.', ':', '"', "'", '`', '=>', '${']);

/** Tokens that play no role by name in what they stand in. */
const PUNCTUATION = new Set([...SILENT, '{', '}', ',', '</', '/>']);

/** Nodes whose children have no roles: all are alike, or told by their types. */
const WITHOUT_ROLES = new Set(
  'program statement_block expression_statement return_statement parenthesized_expression arguments formal_parameters array object string template_string object_pattern array_pattern named_imports type_annotation'.split(
    ' ',
  ),
);

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
}

class TreeCopy {
  private errors = 0;
  private readonly cursor: TreeCursor;
  private readonly target: CopyTarget;
  private readonly types: readonly string[];
  private readonly fields: readonly (string | null)[];
  private readonly named: boolean[] = [];
  private readonly tree: Tree;
  /** Where nothing is amiss, a token's text is its type. */
  private readonly hasErrors: boolean;

  constructor(tree: Tree, cursor: TreeCursor, target: CopyTarget) {
    this.tree = tree;
    this.cursor = cursor;
    this.target = target;
    this.types = tree.language.types;
    this.fields = tree.language.fields;
    this.hasErrors = tree.rootNode.hasError;
  }

  run(stop: () => boolean): CopiedTree | null {
    const { cursor, target } = this;
    const root = this.copyNode(cursor.nodeTypeId, null);
    let copied = 0;
    const open: Open[] = cursor.gotoFirstChild() ? [{ node: root, before: target.kept?.root ?? null, next: 0 }] : [];
    for (let parent = open.at(-1); parent !== undefined; parent = open.at(-1)) {
      if (++copied % 4096 === 0 && stop()) return null;
      const typeId = cursor.nodeTypeId;
      if (!this.isSilent(typeId)) {
        const child = this.copyNode(typeId, parent.node);
        addChild(parent.node, child);
        const before = this.before(parent, child);
        if (before !== null && target.kept?.isUntouched(this.start, this.end) === true) this.takeOver(before, child);
        else if (child.named && !LEAVES.has(child.type) && cursor.gotoFirstChild()) {
          open.push({ node: child, before, next: 0 });
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

  /** Whether the cursor is at a token that is left out; one that the parser had to invent is not. */
  private isSilent(typeId: number): boolean {
    const { cursor } = this;
    if (!SILENT.has(this.types[typeId] ?? '')) return false;
    return !this.hasErrors || cursor.startIndex !== cursor.endIndex;
  }

  /** Every question to the cursor is a call into WebAssembly: none is asked whose answer follows from others. */
  private copyNode(typeId: number, parent: MutableNode | null): MutableNode {
    const { cursor, target } = this;
    const type = this.types[typeId] ?? 'ERROR';
    const named = this.isNamed(typeId);
    const start = cursor.startIndex;
    const isLiteral = !named && !this.hasErrors && target.parsed.startsWith(type, start);
    const end = isLiteral ? start + type.length : cursor.endIndex;
    const hasNoRole = (!named && PUNCTUATION.has(type)) || (parent !== null && WITHOUT_ROLES.has(parent.type));
    const field = hasNoRole ? null : (this.fields[cursor.currentFieldId] ?? null);
    this.start = start;
    this.end = end;
    const node: MutableNode = {
      type,
      named,
      field,
      parent,
      children: NONE,
      start: target.position(start),
      end: target.position(end),
      document: target.document,
    };
    this.count(node, end - start);
    return node;
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

  /** Copies what lies in a node from the earlier copy instead of from the tree. */
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
        this.count(node, end - start);
        if (child.children.length > 0) open.push([child, node]);
      }
    }
  }

  /** Whether a node type is named, asked of the grammar once for each type. */
  private isNamed(typeId: number): boolean {
    const known = this.named[typeId];
    if (known !== undefined) return known;
    const { language } = this.tree;
    const named = this.types[typeId] === undefined || language.nodeTypeIsNamed(typeId);
    this.named[typeId] = named;
    return named;
  }
}
