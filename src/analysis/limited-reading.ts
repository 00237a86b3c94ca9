import type { OptionInsertion, PositionInLayer, Reading, ValuePlace } from '../frontends/frontend.ts';
import type { Fix } from '../model/fix.ts';
import type { LayerId, ModelGraph, WeightRole } from '../model/graph.ts';
import type { InitializerSpec } from '../model/initializer.ts';
import type { Span, TextEdit } from '../model/text.ts';

/** The reading with more to say about what was left out. */
export function withLimits(reading: Reading, limits: readonly string[]): Reading {
  return new LimitedReading(reading, () => limits);
}

/** The same where what was left out is found out only when somebody asks. */
export class LimitedReading implements Reading {
  readonly #reading: Reading;
  readonly #more: () => readonly string[];

  constructor(reading: Reading, more: () => readonly string[]) {
    this.#reading = reading;
    this.#more = more;
  }

  get graphs(): readonly ModelGraph[] {
    return this.#reading.graphs;
  }

  get limits(): readonly string[] {
    return [...this.#reading.limits, ...this.#more()];
  }

  silences(graph: ModelGraph, layer: LayerId, rule: string): boolean {
    return this.#reading.silences(graph, layer, rule);
  }

  edits(graph: ModelGraph, fix: Fix): readonly TextEdit[] | null {
    return this.#reading.edits(graph, fix);
  }

  spell(graph: ModelGraph, initializer: InitializerSpec): string | null {
    return this.#reading.spell(graph, initializer);
  }

  positionAt(offset: number): PositionInLayer | null {
    return this.#reading.positionAt(offset);
  }

  optionInsertion(offset: number, role: WeightRole, initializer: InitializerSpec): OptionInsertion | null {
    return this.#reading.optionInsertion(offset, role, initializer);
  }

  extraction(value: Span): readonly TextEdit[] | null {
    return this.#reading.extraction(value);
  }

  valueAt(offset: number): ValuePlace | null {
    return this.#reading.valueAt(offset);
  }

  write(place: ValuePlace, value: InitializerSpec | string): string | null {
    return this.#reading.write(place, value);
  }
}
