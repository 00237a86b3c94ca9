import type { ScriptLanguage, ScriptParser } from './parser.ts';
import { readSyntax } from './read-syntax.ts';
import type { SyntaxNode } from './syntax.ts';

/** Characters of all imported files whose syntax is kept. */
const MOST_KEPT = 8 * 1024 * 1024;

/** The files that a document imports, as far as they were found. */
export interface ModuleFiles {
  /** Null for a file that is not there. */
  textOf(uri: string): string | null;
  /** Null also for a script that takes too long to parse. */
  syntaxOf(uri: string): SyntaxNode | null;
}

export const NO_FILES: ModuleFiles = { textOf: () => null, syntaxOf: () => null };

/** Parses imported files when they are first needed; what has not changed since is not parsed again. */
export class ModuleSyntaxes {
  private readonly parser: ScriptParser;
  private readonly kept = new Map<string, SyntaxNode>();
  private characters = 0;

  constructor(parser: ScriptParser) {
    this.parser = parser;
  }

  files(texts: ReadonlyMap<string, string>, stop: () => boolean): ModuleFiles {
    return {
      textOf: (uri) => texts.get(uri) ?? null,
      syntaxOf: (uri) => {
        const text = texts.get(uri);
        return text === undefined ? null : this.read(uri, text, stop);
      },
    };
  }

  private read(uri: string, text: string, stop: () => boolean): SyntaxNode | null {
    const before = this.kept.get(uri);
    if (before?.document.text === text) return before;
    this.forget(uri);
    const syntax = readSyntax(this.parser, { uri, text, language: languageOf(uri), servesOthers: true }, null, stop);
    if (syntax === null) return null;
    // Another file's next version is read as a whole: its tree is not needed for that.
    syntax.basis?.tree.delete();
    if (this.characters + text.length > MOST_KEPT) for (const other of [...this.kept.keys()]) this.forget(other);
    this.kept.set(uri, syntax.root);
    this.characters += text.length;
    return syntax.root;
  }

  private forget(uri: string): void {
    this.characters -= this.kept.get(uri)?.document.text.length ?? 0;
    this.kept.delete(uri);
  }
}

/** By the extension; a file without one that is known is read as JavaScript. */
function languageOf(uri: string): ScriptLanguage {
  if (/\.[cm]?ts(?:[?#]|$)/i.test(uri)) return 'typescript';
  return /\.tsx(?:[?#]|$)/i.test(uri) ? 'tsx' : 'javascript';
}
