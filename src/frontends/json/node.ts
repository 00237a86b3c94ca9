import type { Span } from '../../model/text.ts';

/** A value of a JSON document with its place in the text. */
export type JsonNode = JsonObject | JsonArray | JsonScalar;

export interface JsonObject extends Span {
  readonly kind: 'object';
  /** What encloses it; null at the document's root. */
  readonly parent: JsonObject | JsonArray | null;
  /** In the order of the text; of two with one name the last one counts, as for every JSON parser. */
  readonly properties: readonly JsonProperty[];
}

export interface JsonArray extends Span {
  readonly kind: 'array';
  readonly parent: JsonObject | JsonArray | null;
  readonly items: readonly JsonNode[];
  /** The items were too many numbers or names to be any layer's option, and are not kept. */
  readonly elided: boolean;
}

export interface JsonScalar extends Span {
  readonly kind: 'string' | 'number' | 'boolean' | 'null' | 'word';
  readonly parent: JsonObject | JsonArray | null;
  /** A number may be NaN or infinite, as Python writes them; a word is what no JSON value begins with, as written. */
  readonly value: string | number | boolean | null;
}

/** From the key's first quote to the value's end. */
export interface JsonProperty extends Span {
  readonly name: string;
  readonly key: Span;
  readonly value: JsonNode;
}
