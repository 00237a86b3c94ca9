import type { Fix } from '../model/fix.ts';
import type { LayerId, ModelGraph, WeightRole } from '../model/graph.ts';
import type { InitializerSpec } from '../model/initializer.ts';
import type { Span, TextEdit } from '../model/text.ts';

/** What the user may set about reading. */
export interface ReadingOptions {
  /** Numbers for unknown dimensions by name; what is not listed gets the frontend's assumption. */
  readonly assume: Readonly<Record<string, number>>;
  /** Overrides the dialect that the file's evidence tells. */
  readonly dialect: 'auto' | ModelGraph['dialect'];
}

/** One version of a document, read. */
export interface Reading {
  /** Models in the order of the file; at most one `loose` graph, last. Empty if the file holds none. */
  readonly graphs: readonly ModelGraph[];
  /** Sentences about what ended the reading early (budget, size); empty if it went through. */
  readonly limits: readonly string[];

  /** Whether the document itself, comments apart, silences a rule at the layer: a key in JSON. */
  silences(graph: ModelGraph, layer: LayerId, rule: string): boolean;

  /**
   * The text edits that carry a fix out in the file's own style (quotes, indent, trailing commas, string or
   * constructed initialiser); null where the file's text cannot be changed so (the value comes from elsewhere).
   */
  edits(graph: ModelGraph, fix: Fix): readonly TextEdit[] | null;

  /** How an initialiser would be written at this layer, for messages and titles; null as for `edits`. */
  spell(graph: ModelGraph, initializer: InitializerSpec): string | null;

  /** The layer whose written call holds the offset (the innermost), with where in it the offset is. */
  positionAt(offset: number): PositionInLayer | null;

  /**
   * Ghost text at the offset: what to insert so that the option stands there in the file's style, or null where an
   * option cannot start or go on (in a string, a comment, a nested value, or with the option already written).
   * `replace` lies on the offset's line and its text is a prefix of `text` (what was already typed of the option).
   */
  optionInsertion(offset: number, role: WeightRole, initializer: InitializerSpec): OptionInsertion | null;

  /**
   * The text edits that put the initialiser at that place, and all others of the same text, into one constant; null where
   * there are fewer than two or the text would mean something else there.
   */
  extraction(value: Span): readonly TextEdit[] | null;

  /** The value of a layer's option that is being written at the offset; null elsewhere, so also in comments. */
  valueAt(offset: number): ValuePlace | null;

  /**
   * The text of an initialiser, or of another name, for such a place: without quotes where it stands between some already,
   * else as the file writes values. Null where the form has none.
   */
  write(place: ValuePlace, value: InitializerSpec | string): string | null;
}

/** Where an option's value is written. */
export interface ValuePlace {
  readonly graph: ModelGraph;
  readonly layer: LayerId;
  /** As written. */
  readonly option: string;
  /** `string`: between quotes; `bare`: with none; `className`: the name of an object that constructs the value. */
  readonly form: 'string' | 'bare' | 'className';
  /** What is typed of the value and would be replaced, quotes apart. */
  readonly replace: Span;
  /** The same with its quotes; for a name of an object nothing else. */
  readonly whole: Span;
  /** The quote that a string still lacks; empty if it has it. */
  readonly closing: string;
}

export interface PositionInLayer {
  readonly graph: ModelGraph;
  readonly layer: LayerId;
  /** `options`: between options of the layer's options object; `value`: inside an option's value. */
  readonly where: 'name' | 'options' | 'value' | 'other';
  /** The option whose value holds the offset. */
  readonly option: string | null;
}

export interface OptionInsertion {
  readonly replace: Span;
  readonly text: string;
}
