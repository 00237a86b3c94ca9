import type { Range, Tree } from 'web-tree-sitter';
import type { Span } from '../../model/text.ts';
import { type CopiedText, KeptParts } from './kept-parts.ts';
import { type MendedText, mend, unmended } from './mended-text.ts';
import type { ScriptLanguage, ScriptParser } from './parser.ts';
import { rangesWithout } from './points.ts';
import { missingText } from './repair.ts';
import { NO_SILENT_CODE, type SilentCode, silentCode } from './silent-code.ts';
import { SourceText } from './source-text.ts';
import type { SyntaxNode } from './syntax.ts';
import { changeBetween, editOf } from './text-change.ts';
import { copyTree } from './tree-copy.ts';

/**
 * How often the parser asks whether to go on, once each hundred of its steps, before a parse that goes on from another is
 * given up. A key struck takes three to seven; to find ways out of an error takes hundreds.
 */
const STEPS_AFTER_EDIT = 32;

/** A text to parse. */
export interface Script {
  readonly uri: string;
  readonly text: string;
  readonly language: ScriptLanguage;
  /** Of an imported file, or one script of several, any function may be asked for; else only what has a say in a model. */
  readonly servesOthers?: boolean;
}

/** What a script's text means, whatever it was before. */
export interface ScriptSyntax {
  readonly document: SourceText;
  readonly language: ScriptLanguage;
  readonly root: SyntaxNode;
  /** The last parse of the document without an error, this or an earlier one, for the next to go on from; null: none. */
  readonly basis: Parse | null;
}

/** A parse without errors. Its tree lies in WebAssembly's memory: who holds it deletes it. */
export interface Parse extends CopiedText {
  readonly language: ScriptLanguage;
  readonly tree: Tree;
  /** Of the document's text. */
  readonly silent: SilentCode;
}

/**
 * Parses a script, and where it has errors its mended text.
 * @param basis a parse of an earlier version of the same document, to go on from; it stays as it is.
 * @returns null if `stop` said so before the end.
 */
export function readSyntax(
  parser: ScriptParser,
  script: Script,
  basis: Parse | null,
  stop: () => boolean,
): ScriptSyntax | null {
  const { uri, text, language } = script;
  const document = new SourceText(uri, text);
  const reader = new SyntaxReader(parser, script, document, basis?.silent, stop);
  const read = (basis?.language === language ? reader.goOn(basis) : null) ?? reader.begin();
  if (read === null) return null;
  return {
    document,
    language,
    root: read.root,
    basis: read.tree === null ? basis : { ...read, tree: read.tree, language, silent: reader.silent },
  };
}

/** What one parse gave; only a tree without errors is kept. */
interface Read extends CopiedText {
  readonly tree: Tree | null;
  readonly errors: number;
}

class SyntaxReader {
  private readonly parser: ScriptParser;
  private readonly script: Script;
  private readonly document: SourceText;
  private readonly stop: () => boolean;
  private readonly written: MendedText;
  /** What has no say in a model; the text's next version starts from it. */
  readonly silent: SilentCode;
  private found: MendedText | null | undefined;
  private readonly ranges = new Map<MendedText, readonly Range[] | null>();

  /** @param earlier of an earlier version. */
  constructor(
    parser: ScriptParser,
    script: Script,
    document: SourceText,
    earlier: SilentCode | undefined,
    stop: () => boolean,
  ) {
    this.parser = parser;
    this.script = script;
    this.document = document;
    this.stop = stop;
    this.written = unmended(script.text);
    this.silent = script.servesOthers === true ? NO_SILENT_CODE : silentCode(script.text, earlier);
  }

  /**
   * The text, or else the mended text, parsed from where an earlier parse ended, if that is quick and gives no error. What
   * the parser makes of errors depends on what it goes on from: then, and after large changes, one begins anew.
   */
  goOn(basis: Parse): Read | null {
    return this.quickly(this.written, basis) ?? (this.mended === null ? null : this.quickly(this.mended, basis));
  }

  /** The text, or else the mended text, parsed anew; null if `stop` said so. */
  begin(): Read | null {
    const read = this.withFewestErrors(
      (source) => this.rangesOf(source),
      () => this.mended,
    );
    // What looked like whole functions may have been parts of something else.
    if (read === null || read.errors === 0 || this.silent.spans.length === 0) return read;
    return this.withFewestErrors(
      () => null,
      () => this.mendedWithout([]),
    );
  }

  /** The text with what it lacks put in; null if it lacks nothing that could be told. */
  private get mended(): MendedText | null {
    if (this.found === undefined) this.found = this.mendedWithout(this.silent.spans);
    return this.found;
  }

  private mendedWithout(left: readonly Span[]): MendedText | null {
    const insertions = missingText(this.script.text, this.stop, left);
    return insertions.length === 0 ? null : mend(this.script.text, insertions);
  }

  private quickly(source: MendedText, basis: Parse): Read | null {
    let asked = 0;
    const limited = () => ++asked > STEPS_AFTER_EDIT || this.stop();
    const read = this.parse(source, this.rangesOf(source), basis, limited);
    return read?.errors === 0 ? read : null;
  }

  private withFewestErrors(
    rangesOf: (source: MendedText) => readonly Range[] | null,
    mendedText: () => MendedText | null,
  ): Read | null {
    const written = this.parse(this.written, rangesOf(this.written), null, this.stop);
    const source = written === null || written.errors === 0 ? null : mendedText();
    if (written === null || source === null) return written;
    const mended = this.parse(source, rangesOf(source), null, this.stop);
    return mended !== null && mended.errors < written.errors ? mended : written;
  }

  /** A text without what can have no say in a model; null: all of it. */
  private rangesOf(source: MendedText): readonly Range[] | null {
    const known = this.ranges.get(source);
    if (known !== undefined) return known;
    const { spans } = this.silent;
    const ranges = spans.length === 0 ? null : rangesWithout(source.text, source.spans(spans));
    this.ranges.set(source, ranges);
    return ranges;
  }

  private parse(
    source: MendedText,
    ranges: readonly Range[] | null,
    basis: Parse | null,
    stop: () => boolean,
  ): Read | null {
    const { parser, document } = this;
    const { text } = source;
    const before = basis?.parsed.text ?? '';
    const change = basis === null ? null : changeBetween(before, text);
    const edited = basis?.tree.copy() ?? null;
    try {
      if (change !== null) edited?.edit(editOf(before, text, change));
      const tree = parser.parse(text, this.script.language, stop, edited, ranges);
      if (tree === null) return null;
      // What goes on from another parse counts only without errors.
      if (basis !== null && tree.rootNode.hasError) {
        tree.delete();
        return null;
      }
      const kept =
        basis === null || edited === null ? null : new KeptParts(basis, source, change, edited.getChangedRanges(tree));
      // A copy takes its time too, but no longer than the whole is given.
      const copy = copyTree(tree, { document, source, kept }, this.stop);
      if (copy?.errors !== 0) tree.delete();
      return copy && { parsed: source, root: copy.root, errors: copy.errors, tree: copy.errors === 0 ? tree : null };
    } finally {
      edited?.delete();
    }
  }
}
