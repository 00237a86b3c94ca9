import type { KeptSyntaxes } from './kept-syntaxes.ts';
import { isMinified } from './packages.ts';
import { joined, type ParsedPart, type PartedScript } from './script-parts.ts';
import { SourceText } from './source-text.ts';
import type { SyntaxNode } from './syntax.ts';

/**
 * The syntax of scripts that lie in one document. Each is parsed by itself, as it runs: what one lacks cannot swallow
 * another, and one whose text is the same as before is not parsed again wherever it has moved to.
 */
export class PartedSyntaxes {
  private readonly kept: KeptSyntaxes;
  /** How many parts of each document are kept. */
  private readonly counts = new Map<string, number>();

  constructor(kept: KeptSyntaxes) {
    this.kept = kept;
  }

  /** The root is null if `stop` said so before the end. */
  read({ uri, text, parts }: PartedScript, stop: () => boolean): { root: SyntaxNode | null; limits: string[] } {
    // What a script alone has no use for, another one may call.
    const servesOthers = parts.length > 1;
    const before = this.counts.get(uri) ?? 0;
    this.forgetFrom(uri, servesOthers === before > 1 ? parts.length : 0);
    this.counts.set(uri, parts.length);
    const parsed: ParsedPart[] = [];
    const limits: string[] = [];
    for (const [index, part] of parts.entries()) {
      const own = text.slice(part.start, part.end);
      if (isMinified(own)) {
        limits.push('A script of the file is minified: it is not read.');
        continue;
      }
      const root = this.kept.read({ uri: keyOf(uri, index), text: own, language: part.language, servesOthers }, stop);
      if (root === null) return { root, limits };
      parsed.push({ part, root });
    }
    return { root: joined(new SourceText(uri, text), parsed), limits };
  }

  forget(uri: string): void {
    this.forgetFrom(uri, 0);
    this.counts.delete(uri);
  }

  private forgetFrom(uri: string, first: number): void {
    for (let index = first; index < (this.counts.get(uri) ?? 0); index++) this.kept.forget(keyOf(uri, index));
  }
}

function keyOf(uri: string, index: number): string {
  return `${uri} part ${index}`;
}
