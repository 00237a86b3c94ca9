import type { LayerActivation } from './activation.ts';
import type { Distribution } from './distribution.ts';
import type { Fans, InitializerSpec } from './initializer.ts';
import { Notes } from './notes.ts';
import type { Operation } from './operation.ts';
import type { Problem } from './problem.ts';
import { type Dimension, elementCount, type Shape } from './shape.ts';
import type { Span } from './text.ts';

export type DialectId = 'tfjs' | 'keras2' | 'keras3';

/** Unique within its graph; the layer's name where it has one, else its kind and number (`dense_1`), stable under edits elsewhere. */
export type LayerId = string;

/** One written call or JSON object; layers unrolled from one call share it. */
export type SiteId = string;

/** Plain data: structured-clone-able, no functions. Frontends make it, everything else reads it. */
export interface ModelGraph {
  readonly name: string;
  readonly dialect: DialectId;
  /** The version whose behaviour is assumed. */
  readonly frameworkVersion: string;
  /** `loose`: layers written in the file that no model in it takes up; they have no edges. */
  readonly kind: 'sequential' | 'functional' | 'class' | 'loose';
  readonly complete: boolean;
  /** Sentences for the user; empty if complete. */
  readonly incompleteBecause: readonly string[];
  /** In topological order. */
  readonly layers: readonly Layer[];
  readonly inputs: readonly LayerId[];
  readonly outputs: readonly LayerId[];
  readonly span: Span;
  readonly unknowns: readonly Unknown[];
  /** Non-null where weights are given after construction: the file carries trained weights (`weightsManifest`, archive). */
  readonly trained: string | null;
}

export interface Layer {
  readonly id: LayerId;
  readonly site: SiteId;
  readonly name: string;
  readonly operation: Operation;
  /** Ids of the layers whose outputs enter, in the order of the call. */
  readonly inputs: readonly LayerId[];
  readonly activation: LayerActivation;
  /** Without batch; null if it cannot be told. */
  readonly outputShape: Shape | null;
  readonly weights: readonly Weight[];
  readonly source: LayerSource;
  /** False if `trainable: false`. */
  readonly trainable: boolean;
  /** What the dialect refuses or drops in this layer's options. */
  readonly problems: readonly Problem[];
  /**
   * Layers that this one is made of: a wrapper's layer, the cells of an RNN, both directions of a bidirectional one.
   * They have sources and weights of their own, ids `outer/part`, no inputs, and are not in `ModelGraph.layers`.
   */
  readonly parts: readonly Layer[];
  /**
   * The first use of the same layer, whose weights (parts' included) this one takes over: those stand here again and
   * count once. Null for a first or only use.
   */
  readonly sharesWeightsOf: LayerId | null;
}

export interface LayerSource {
  /** The whole call (`tf.layers.dense({...})`) or JSON object. */
  readonly call: Span;
  /** The factory's name or the class name's string: where a finding on the layer as a whole is shown. */
  readonly name: Span;
  /** Spans of the options that are written at this call, by the name written. */
  readonly options: Readonly<Record<string, OptionSource>>;
  /**
   * Where the layer itself is written, if that is a file that this document imports: `call` and `name` are then the
   * call (or import) of this document that led there, and `options` is empty. Null where it is written here.
   */
  readonly elsewhere: Elsewhere | null;
}

/** A place in another file than the document. */
export interface Elsewhere {
  readonly uri: string;
  /** The file as seen from the document, for messages (`./blocks.ts`). */
  readonly file: string;
  /** Into that file's text. */
  readonly offset: number;
  /** 1-based. */
  readonly line: number;
}

export interface OptionSource {
  /** Key to value. */
  readonly whole: Span;
  readonly key: Span;
  readonly value: Span;
}

export type WeightRole =
  | 'kernel'
  | 'depthwise'
  | 'pointwise'
  | 'recurrent'
  | 'embedding'
  /** Projections of attention. */
  | 'query'
  | 'key'
  | 'value'
  | 'attentionOutput'
  | 'bias'
  | 'gamma'
  | 'beta'
  | 'movingMean'
  | 'movingVariance'
  | 'slope'
  /** A learnt factor for a whole tensor or its scores. */
  | 'scale'
  /** Numbers that a layer keeps and no gradient reaches (how many examples were seen). */
  | 'state';

export interface Weight {
  readonly role: WeightRole;
  /** The option that sets its initialiser, as this file's surface spells it (`kernelInitializer`, `kernel_initializer`). */
  readonly option: string;
  readonly shape: readonly Dimension[];
  /** As the framework computes them for variance scaling. */
  readonly fans: Fans;
  /** Of the computation: inputs summed in one output, outputs fed by one input (interior positions). */
  readonly trueFans: Fans;
  readonly initializer: Initializer;
}

export interface Initializer {
  readonly spec: InitializerSpec;
  /** Null: no seed. A seed that the framework treats as none (TF.js: 0 for normal kinds) is null too. */
  readonly seed: number | null;
  /** What the framework really samples for this weight's shape. */
  readonly sampled: Distribution;
  /** What the textbook formula promises (variance scaling and plain kinds), null if there is none. */
  readonly nominalVariance: number | null;
  /** Written in the file, as against the framework's default. */
  readonly explicit: boolean;
  /** The value's text in the file; null for a default. */
  readonly span: Span | null;
  /** Number of the initialiser object within the file where one object is built once and used in several places; else null. */
  readonly object: number | null;
}

/** What could not be read statically and what was assumed for it. */
export interface Unknown {
  /** What `--assume` takes. */
  readonly name: string;
  readonly span: Span;
  /** A sentence: what could not be read and why. */
  readonly what: string;
  readonly assumed: number | null;
}

/** Every layer, each followed by its parts. */
export function allLayers(graph: Pick<ModelGraph, 'layers'>): Layer[] {
  const all: Layer[] = [];
  for (const layer of graph.layers) addWithParts(all, layer);
  return all;
}

function addWithParts(all: Layer[], layer: Layer): void {
  all.push(layer);
  for (const part of layer.parts) addWithParts(all, part);
}

/** Graphs never change, and every fix asks for its layer. */
const indices = new Notes<ModelGraph, ReadonlyMap<LayerId, Layer>>();

/** The first layer of that id, of the graph itself before parts. */
export function layerById(graph: ModelGraph, id: LayerId): Layer | undefined {
  const known = indices.get(graph);
  if (known !== undefined) return known.get(id);
  const index = new Map<LayerId, Layer>();
  for (const layer of graph.layers) if (!index.has(layer.id)) index.set(layer.id, layer);
  for (const layer of allLayers(graph)) if (!index.has(layer.id)) index.set(layer.id, layer);
  indices.set(graph, index);
  return index.get(id);
}

/** Number of values in the layer's weights, parts included, trained or not; 0 for a further use of a layer. */
export function parameterCount(layer: Layer): number {
  if (layer.sharesWeightsOf !== null) return 0;
  const own = layer.weights.reduce((sum, weight) => sum + elementCount(weight.shape), 0);
  return layer.parts.reduce((sum, part) => sum + parameterCount(part), own);
}

const KERNELS: ReadonlySet<WeightRole> = new Set([
  'kernel',
  'depthwise',
  'pointwise',
  'recurrent',
  'embedding',
  'query',
  'key',
  'value',
  'attentionOutput',
]);

/** Weights that multiply the signal, as against biases and normalisation parameters. */
export function isKernel(role: WeightRole): boolean {
  return KERNELS.has(role);
}
