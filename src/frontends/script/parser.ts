import { Language, Parser, type Range, type Tree } from 'web-tree-sitter';

/** Scripts as the document's language id tells them apart. */
export type ScriptLanguage = 'typescript' | 'tsx' | 'javascript';

/** Parses scripts; holds WebAssembly memory until disposed. */
export interface ScriptParser {
  /**
   * Null if `stop` said so before the end. The caller deletes the tree.
   * @param edited the tree of an earlier text, told of the edit that made this one of it: what it has is used again.
   * @param ranges what to read of the text, in order, as if nothing stood between; null: all of it.
   */
  parse(
    text: string,
    language: ScriptLanguage,
    stop: () => boolean,
    edited: Tree | null,
    ranges?: readonly Range[] | null,
  ): Tree | null;
  dispose(): void;
}

/** The runtime is one per process: a second `Parser.init` would orphan the trees of the first. */
let runtime: Promise<void> | null = null;

/**
 * Loads the tree-sitter runtime and the two grammars that cover TypeScript, TSX, JavaScript and JSX.
 * @param loadWasm bytes of `web-tree-sitter.wasm`, `tree-sitter-typescript.wasm`, `tree-sitter-tsx.wasm`.
 */
export async function loadScriptParser(loadWasm: (name: string) => Promise<Uint8Array>): Promise<ScriptParser> {
  runtime ??= loadWasm('web-tree-sitter.wasm').then((wasmBinary) => Parser.init({ wasmBinary }));
  try {
    await runtime;
  } catch (error) {
    runtime = null;
    throw error;
  }
  const typescript = await Language.load(await loadWasm('tree-sitter-typescript.wasm'));
  const tsx = await Language.load(await loadWasm('tree-sitter-tsx.wasm'));
  const parser = new Parser();
  return {
    parse(text, language, stop, edited, ranges = null) {
      // JavaScript is read with the TSX grammar: it knows JSX, and has no `<T>x` casts that JSX could be taken for.
      parser.setLanguage(language === 'typescript' ? typescript : tsx);
      const tree =
        ranges === null
          ? parser.parse(text, edited, { progressCallback: stop })
          : parser.parse(piecesOf(text, ranges), edited, { progressCallback: stop, includedRanges: [...ranges] });
      if (tree === null) parser.reset();
      return tree;
    },
    dispose: () => parser.delete(),
  };
}

/** Hands out the text from an offset to the end of its range: the parser copies all that it gets. */
function piecesOf(text: string, ranges: readonly Range[]): (offset: number) => string {
  let at = 0;
  return (offset) => {
    while (at > 0 && (ranges[at - 1]?.endIndex ?? 0) > offset) at--;
    while (at < ranges.length - 1 && (ranges[at]?.endIndex ?? 0) <= offset) at++;
    return text.slice(offset, ranges[at]?.endIndex);
  };
}
