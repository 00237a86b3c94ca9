import type { ScriptParser } from './parser.ts';
import { readSyntax, type Script, type ScriptSyntax } from './read-syntax.ts';
import type { SyntaxNode } from './syntax.ts';

/** Characters of all documents together whose trees are kept: a tree takes about ten times as many bytes. */
const MOST_KEPT = 8 * 1024 * 1024;

/**
 * The syntax of open documents, each kept for the parse of its next version. Trees lie in WebAssembly's memory, which
 * nobody tidies: they are deleted when a newer one takes their place, when the document is closed, and when there are
 * too many, those that were asked for longest ago first.
 */
export class KeptSyntaxes {
  private readonly parser: ScriptParser;
  /** In the order of their last use. */
  private readonly kept = new Map<string, ScriptSyntax>();
  private characters = 0;

  constructor(parser: ScriptParser) {
    this.parser = parser;
  }

  /** The root of a document's syntax; null if `stop` said so before the end. */
  read(script: Script, stop: () => boolean): SyntaxNode | null {
    const before = this.kept.get(script.uri) ?? null;
    const isSame = before?.document.text === script.text && before.language === script.language;
    const syntax = isSame ? before : readSyntax(this.parser, script, before?.basis ?? null, stop);
    if (syntax === null) {
      this.forget(script.uri);
      return null;
    }
    if (syntax.basis !== before?.basis) before?.basis?.tree.delete();
    this.keep(syntax);
    return syntax.root;
  }

  forget(uri: string): void {
    const syntax = this.kept.get(uri);
    if (syntax === undefined) return;
    this.kept.delete(uri);
    this.characters -= syntax.document.text.length;
    syntax.basis?.tree.delete();
  }

  dispose(): void {
    for (const uri of [...this.kept.keys()]) this.forget(uri);
  }

  private keep(syntax: ScriptSyntax): void {
    const { uri, text } = syntax.document;
    this.characters += text.length - (this.kept.get(uri)?.document.text.length ?? 0);
    this.kept.delete(uri);
    this.kept.set(uri, syntax);
    for (const oldest of [...this.kept.keys()]) {
      if (this.characters <= MOST_KEPT) return;
      this.forget(oldest);
    }
  }
}
