import { allLayers, type Layer, type ModelGraph, type SiteId } from '../../model/graph.ts';
import type { Span } from '../../model/text.ts';

/** The file that a graph was read from. */
export interface WrittenFile {
  readonly text: string;
  /** All models of the file. */
  readonly graphs: readonly ModelGraph[];
}

/** Which layers one written call or object makes: a text can change for all of them only. */
export class Sites {
  readonly #file: WrittenFile;
  readonly #own = new Map<SiteId, Layer[]>();
  readonly #others: ReadonlySet<SiteId>;

  constructor(graph: ModelGraph, file: WrittenFile) {
    this.#file = file;
    for (const layer of allLayers(graph)) {
      if (layer.operation.kind === 'input') continue;
      const group = this.#own.get(layer.site);
      if (group === undefined) this.#own.set(layer.site, [layer]);
      else group.push(layer);
    }
    const others = file.graphs.filter((other) => other !== graph);
    this.#others = new Set(others.flatMap(allLayers).map(({ site }) => site));
  }

  /** The layers that the call makes that makes this one. */
  of(layer: Layer): readonly Layer[] {
    return this.#own.get(layer.site) ?? [layer];
  }

  /** Why nothing can be changed where the layer is written; null if something can. */
  whyNot(layer: Layer): string | null {
    const { elsewhere } = layer.source;
    if (elsewhere !== null) return `The layer is written in ${elsewhere.file}: change it there.`;
    if (this.#others.has(layer.site)) return 'The call also makes layers of another model.';
    return null;
  }

  /** The option's value as it is written for the layer; null where it is not written at its call. */
  written(layer: Layer, isOption: (key: string) => boolean): WrittenOption[] {
    return Object.entries(layer.source.options).flatMap(([key, { value }]) =>
      isOption(key) ? [{ key, value, text: this.#file.text.slice(value.start, value.end) }] : [],
    );
  }
}

export interface WrittenOption {
  readonly key: string;
  readonly value: Span;
  readonly text: string;
}

export function isNumberLiteral(text: string): boolean {
  return /^\d[\d_]*(?:\.\d+)?$/.test(text);
}

export function isStringLiteral(text: string): boolean {
  return /^(['"`])[^'"`\\$]*\1(?:\s+as\s+const)?$/.test(text);
}

/** A layer and everything inside it. */
export function withParts(layer: Layer): Layer[] {
  return [layer, ...layer.parts.flatMap(withParts)];
}
