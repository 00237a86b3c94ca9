import type { ScriptLanguage, ScriptParser } from './parser.ts';
import { mend, missingText } from './repair.ts';
import type { SyntaxNode } from './syntax.ts';
import { type CopiedTree, copyTree } from './tree-copy.ts';

/**
 * The syntax tree of a script, of its mended text where that has fewer errors than the text as it stands.
 * @returns null if `stop` said so before the end.
 */
export function readSyntax(
  parser: ScriptParser,
  text: string,
  language: ScriptLanguage,
  stop: () => boolean,
): SyntaxNode | null {
  const asWritten = parseAndCopy(parser, text, language, (offset) => offset, stop);
  if (asWritten === null || asWritten.errors === 0) return asWritten?.root ?? null;
  const insertions = missingText(text, stop);
  if (insertions.length === 0) return asWritten.root;
  const { text: mended, position } = mend(text, insertions);
  const repaired = parseAndCopy(parser, mended, language, position, stop);
  return repaired !== null && repaired.errors < asWritten.errors ? repaired.root : asWritten.root;
}

function parseAndCopy(
  parser: ScriptParser,
  text: string,
  language: ScriptLanguage,
  position: (offset: number) => number,
  stop: () => boolean,
): CopiedTree | null {
  const tree = parser.parse(text, language, stop);
  return tree === null ? null : copyTree(tree, position, stop);
}
