import type { Expression } from '../model/expression.ts';
import type { LayerSource, OptionSource, SiteId } from '../model/graph.ts';
import type { Dimension, Shape } from '../model/shape.ts';
import type { Span } from '../model/text.ts';

/**
 * A value as a frontend could read it from the file, language apart: what stands between text and dialect.
 * Every value knows where its text is, so that findings and edits can point at it.
 */
export type ConfigValue =
  | { readonly kind: 'number'; readonly value: Dimension; readonly span: Span }
  | { readonly kind: 'string'; readonly value: string; readonly span: Span }
  | { readonly kind: 'boolean'; readonly value: boolean; readonly span: Span }
  | { readonly kind: 'null'; readonly span: Span }
  | { readonly kind: 'list'; readonly items: readonly ConfigValue[]; readonly span: Span }
  | { readonly kind: 'object'; readonly entries: readonly ConfigEntry[]; readonly span: Span }
  /**
   * A constructed object: `tf.initializers.heNormal({seed: 1})`, `{"class_name": "HeNormal", "config": {...}}`.
   * `object` numbers the object within the file, so that one object used twice can be told from two alike.
   */
  | {
      readonly kind: 'construction';
      /** `initializers`, `layers`, ...; null in JSON, where only the class name stands. */
      readonly namespace: string | null;
      /** Factory or class as written. */
      readonly name: string;
      /** The options object; null if called without an argument. */
      readonly options: Extract<ConfigValue, { kind: 'object' }> | null;
      /** False for a factory that is named but not called (`tf.initializers.heNormal`). */
      readonly called: boolean;
      readonly object: number;
      /** Where the value stands among the options; what is constructed elsewhere has its own place in `written`. */
      readonly span: Span;
      /** Where a layer (of a wrapper, of an RNN) is written; null for what makes no layer. */
      readonly written: { readonly site: SiteId; readonly source: LayerSource } | null;
    }
  /** A function of the program that works element by element; `name` is what it is called or put into, if anything. */
  | { readonly kind: 'function'; readonly name: string; readonly expression: Expression; readonly span: Span }
  /** Not readable statically. `name` is what `--assume` takes where the value should be a number. */
  | { readonly kind: 'unknown'; readonly name: string; readonly reason: string; readonly span: Span };

export interface ConfigEntry {
  readonly key: string;
  readonly value: ConfigValue;
  readonly source: OptionSource;
}

/** One layer as written: what a frontend hands to a dialect. */
export interface LayerDeclaration {
  /** Factory (`conv2d`) or class name (`Conv2D`) as written. */
  readonly className: string;
  /** Where the class comes from, as a file says it (`keras.layers`, `keras.src.ops.numpy`); null if it does not. */
  readonly module: string | null;
  readonly options: readonly ConfigEntry[];
  /**
   * What this use hands over besides tensors (Keras: `x * 2`, `tf.reduce_mean(x, axis=1)`): under its keyword, or under
   * its position counted from 0 ('1'). Tensors, and lists of nothing but tensors, are counted and left out.
   */
  readonly callArguments: readonly ConfigEntry[];
  /** The whole call or JSON object. */
  readonly span: Span;
  /** Set where more options than these are given and cannot be read (`...options`). */
  readonly rest?: { readonly name: string; readonly reason: string };
  /** Set for a layer that no framework has (a class of the file, a loaded model), whatever its name. */
  readonly opaque?: OpaqueDeclaration;
}

/** What a frontend knows of a layer whose computation it cannot tell. */
export interface OpaqueDeclaration {
  /** A sentence for the user. */
  readonly reason: string;
  /** Without batch; `unchanged` where it is the input's, null if it cannot be told. */
  readonly outputShape: Shape | 'unchanged' | null;
  /** Set where it is a function of every element that can be read: then it is a nonlinearity. */
  readonly computes?: Expression;
}

/** A layer inside another's options, as a declaration of its own. */
export function constructedLayer(
  { name, options }: Extract<ConfigValue, { kind: 'construction' }>,
  span: Span,
): LayerDeclaration {
  return { className: name, module: null, options: options?.entries ?? [], callArguments: [], span };
}
