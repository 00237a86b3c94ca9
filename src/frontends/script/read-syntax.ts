import type { Tree } from 'web-tree-sitter';
import { KeptParts } from './kept-parts.ts';
import type { ScriptLanguage, ScriptParser } from './parser.ts';
import { mend, missingText } from './repair.ts';
import { SourceText } from './source-text.ts';
import type { SyntaxNode } from './syntax.ts';
import { changeBetween, editOf } from './text-change.ts';
import { type CopiedTree, type CopyTarget, copyTree } from './tree-copy.ts';

/** A script's syntax, and the parser's own tree of it for the next parse: who holds it deletes the tree. */
export interface ScriptSyntax {
  readonly document: SourceText;
  readonly language: ScriptLanguage;
  /** Of the text as it stands. */
  readonly tree: Tree;
  /** The copy of that tree. Where the text has errors it may depend on what the text was before. */
  readonly asWritten: SyntaxNode;
  /** What the text means, whatever it was before: of the mended text where that has fewer errors. */
  readonly root: SyntaxNode;
}

/** A text to parse. */
export interface Script {
  readonly uri: string;
  readonly text: string;
  readonly language: ScriptLanguage;
}

/**
 * Parses a script, and its mended text where it has errors.
 * @param before syntax of an earlier version of the same document, to go on from; it stays as it is.
 * @returns null if `stop` said so before the end.
 */
export function readSyntax(
  parser: ScriptParser,
  script: Script,
  before: ScriptSyntax | null,
  stop: () => boolean,
): ScriptSyntax | null {
  const { uri, text, language } = script;
  const document = new SourceText(uri, text);
  const basis = before?.language === language ? before : null;
  const target = { document, parsed: text, position: (offset: number) => offset };
  const parsed = parse(parser, language, basis, target, stop);
  if (parsed === null) return null;
  const { root, errors } = parsed.copy;
  const asWritten: ScriptSyntax = { document, language, tree: parsed.tree, asWritten: root, root };
  if (errors === 0) return asWritten;
  const mended = readMended(parser, asWritten, stop);
  if (mended?.errors === 0) return { ...asWritten, root: mended.root };
  if (basis !== null) {
    // The parser mends errors in its own way, which depends on the tree that it goes on from.
    parsed.tree.delete();
    return readSyntax(parser, script, null, stop);
  }
  return mended !== null && mended.errors < errors ? { ...asWritten, root: mended.root } : asWritten;
}

/** The syntax of the text with what it lacks put in; null if it lacks nothing that could be told. */
function readMended(parser: ScriptParser, asWritten: ScriptSyntax, stop: () => boolean): CopiedTree | null {
  const { document, language } = asWritten;
  const insertions = missingText(document.text, stop);
  if (insertions.length === 0) return null;
  const { text, position } = mend(document.text, insertions);
  const mended = parse(parser, language, asWritten, { document, parsed: text, position }, stop);
  mended?.tree.delete();
  return mended?.copy ?? null;
}

/** One parse, incremental where there is a basis. The caller deletes the tree. */
function parse(
  parser: ScriptParser,
  language: ScriptLanguage,
  basis: ScriptSyntax | null,
  target: Omit<CopyTarget, 'kept'>,
  stop: () => boolean,
): { tree: Tree; copy: CopiedTree } | null {
  const text = target.parsed;
  const change = basis === null ? null : changeBetween(basis.document.text, text);
  const edited = basis === null ? null : basis.tree.copy();
  try {
    if (basis !== null && change !== null) edited?.edit(editOf(basis.document.text, text, change));
    const tree = parser.parse(text, language, stop, edited);
    if (tree === null) return null;
    const kept =
      basis === null || change === null || edited === null
        ? null
        : new KeptParts(basis.asWritten, change, edited.getChangedRanges(tree));
    const copy = copyTree(tree, { ...target, kept }, stop);
    if (copy !== null) return { tree, copy };
    tree.delete();
    return null;
  } finally {
    edited?.delete();
  }
}
