import type { Span } from '../../model/text.ts';
import type { ScriptLanguage } from './parser.ts';
import type { SourceText } from './source-text.ts';
import type { SyntaxNode } from './syntax.ts';

/** A script that is one of several in a document, at its place in the document. */
export interface ScriptPart extends Span {
  readonly language: ScriptLanguage;
  /** Whether what it declares is its own, as in a page's module scripts; else the scripts after it see it. */
  readonly hasOwnNames: boolean;
}

/** Scripts that lie in one document and run as one program. */
export interface PartedScript {
  readonly uri: string;
  /** The document's, with nothing but white space outside of the parts. */
  readonly text: string;
  /** In the order in which they run. */
  readonly parts: readonly ScriptPart[];
}

/** The grammar's name for a part whose names are its own; no parser makes such a node. */
export const OWN_NAMES = 'part_with_own_names';

/** A part and the syntax of its text, whose offsets count from the part's start. */
export interface ParsedPart {
  readonly part: ScriptPart;
  readonly root: SyntaxNode;
}

/** One program of the statements of all parts, in their order, with offsets of the document that they stand in. */
export function joined(document: SourceText, parts: readonly ParsedPart[]): SyntaxNode {
  const children: SyntaxNode[] = [];
  const program: SyntaxNode = { ...PROGRAM, parent: null, children, start: 0, end: document.text.length, document };
  for (const { part, root } of parts) {
    // One alone shares its names with nobody: its imports and declarations are the program's.
    const isOwn = part.hasOwnNames && parts.length > 1;
    if (!isOwn) children.push(...moved(root.children, program, part.start));
    else {
      const inside: SyntaxNode[] = [];
      const { start, end } = part;
      const own: SyntaxNode = { ...PROGRAM, type: OWN_NAMES, parent: program, children: inside, start, end, document };
      inside.push(...moved(root.children, own, part.start));
      children.push(own);
    }
  }
  return program;
}

const PROGRAM = { type: 'program', named: true, field: null } as const;

/** Copies of nodes at other places; without recursion, so that depth does not matter. */
function moved(nodes: readonly SyntaxNode[], parent: SyntaxNode, by: number): SyntaxNode[] {
  const result: SyntaxNode[] = [];
  const open: Copy[] = [{ nodes, parent, into: result }];
  for (let copy = open.pop(); copy !== undefined; copy = open.pop()) {
    for (const node of copy.nodes) {
      const into: SyntaxNode[] = [];
      const { type, named, field, start, end } = node;
      const made: SyntaxNode = {
        type,
        named,
        field,
        parent: copy.parent,
        children: into,
        start: start + by,
        end: end + by,
        document: parent.document,
      };
      copy.into.push(made);
      if (node.children.length > 0) open.push({ nodes: node.children, parent: made, into });
    }
  }
  return result;
}

interface Copy {
  readonly nodes: readonly SyntaxNode[];
  readonly parent: SyntaxNode;
  readonly into: SyntaxNode[];
}
