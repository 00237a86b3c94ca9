import type { Range, Tree } from 'web-tree-sitter';
import { KeptParts } from './kept-parts.ts';
import type { ScriptLanguage, ScriptParser } from './parser.ts';
import { rangesWithout } from './points.ts';
import { mend, missingText } from './repair.ts';
import { silentCode } from './silent-code.ts';
import { SourceText } from './source-text.ts';
import type { SyntaxNode } from './syntax.ts';
import { changeBetween, editOf } from './text-change.ts';
import { type CopiedTree, type CopyTarget, copyTree } from './tree-copy.ts';

/** A script's syntax, and the parser's own tree of it for the next parse: who holds it deletes the tree. */
export interface ScriptSyntax {
  readonly document: SourceText;
  readonly language: ScriptLanguage;
  /** Of the document's text, perhaps without what can have no say in a model. */
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
  /** Of an imported file, or one script of several, any function may be asked for; else only what has a say in a model. */
  readonly servesOthers?: boolean;
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
  const silent = script.servesOthers === true ? [] : silentCode(text);
  const ranges = silent.length === 0 ? null : rangesWithout(text, silent);
  const sought = ranges === null ? null : parseDocument(parser, language, document, ranges, basis, stop);
  if (sought?.errors === 0) return sought.syntax;
  // What looked like whole functions may have been parts of something else.
  sought?.syntax.tree.delete();
  const read = parseDocument(parser, language, document, null, basis, stop);
  if (read === null) return null;
  const { syntax: asWritten, errors } = read;
  if (errors === 0) return asWritten;
  const mended = readMended(parser, asWritten, stop);
  if (mended?.errors === 0) return { ...asWritten, root: mended.root };
  if (basis !== null) {
    // The parser mends errors in its own way, which depends on the tree that it goes on from.
    asWritten.tree.delete();
    return readSyntax(parser, script, null, stop);
  }
  return mended !== null && mended.errors < errors ? { ...asWritten, root: mended.root } : asWritten;
}

/** One parse of the document's text, or of some ranges of it. */
function parseDocument(
  parser: ScriptParser,
  language: ScriptLanguage,
  document: SourceText,
  ranges: readonly Range[] | null,
  basis: ScriptSyntax | null,
  stop: () => boolean,
): { syntax: ScriptSyntax; errors: number } | null {
  const target = { document, parsed: document.text, position: (offset: number) => offset };
  const made = parse(parser, language, basis, target, ranges, stop);
  if (made === null) return null;
  const { root, errors } = made.copy;
  return { syntax: { document, language, tree: made.tree, asWritten: root, root }, errors };
}

/** The syntax of the text with what it lacks put in; null if it lacks nothing that could be told. */
function readMended(parser: ScriptParser, asWritten: ScriptSyntax, stop: () => boolean): CopiedTree | null {
  const { document, language } = asWritten;
  const insertions = missingText(document.text, stop);
  if (insertions.length === 0) return null;
  const { text, position } = mend(document.text, insertions);
  const mended = parse(parser, language, asWritten, { document, parsed: text, position }, null, stop);
  mended?.tree.delete();
  return mended?.copy ?? null;
}

/** One parse, incremental where there is a basis. The caller deletes the tree. */
function parse(
  parser: ScriptParser,
  language: ScriptLanguage,
  basis: ScriptSyntax | null,
  target: Omit<CopyTarget, 'kept'>,
  ranges: readonly Range[] | null,
  stop: () => boolean,
): { tree: Tree; copy: CopiedTree } | null {
  const text = target.parsed;
  const before = basis?.document.text ?? '';
  const change = basis === null ? null : changeBetween(before, text);
  const edited = basis === null ? null : basis.tree.copy();
  try {
    if (change !== null) edited?.edit(editOf(before, text, change));
    const tree = parser.parse(text, language, stop, edited, ranges);
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
