import type { Activation } from '../model/activation.ts';
import { type ScalarFunction, scalarFunction } from '../model/activation-function.ts';
import { isKernel, type Layer, type LayerId, type ModelGraph } from '../model/graph.ts';
import { lossLayers } from '../model/loss.ts';
import type { Operation } from '../model/operation.ts';
import { elementCount, sizes } from '../model/shape.ts';
import type { StatisticsMethod } from '../model/statistics.ts';
import { simulated } from './coverage.ts';
import { layerOperator } from './layer-operator.ts';
import { type Instruments, instruments } from './measure/signal.ts';
import { bytesOf, type Layout, type LayoutMemory, Planner, type Span } from './memory/layout.ts';
import { compiledMemory, type MemorySource } from './memory/lease.ts';
import { count, type Operator, type Tensor } from './operator.ts';
import type { KernelChoice } from './operators/dense.ts';

/** An activation that saturates where its argument is beyond +-bound. */
export interface Saturation {
  readonly argument: Tensor;
  readonly bound: number;
}

/** One layer with its tensors, made once and used for every draw. */
export interface NetworkLayer {
  readonly layer: Layer;
  readonly output: Tensor;
  /** Null for what draws its own value: the graph's entries. */
  readonly operator: Operator | null;
  /** Where the activation's argument stands, for the share of saturated elements. */
  readonly saturation: Saturation | null;
  /** The loss is taken here. */
  readonly isOutput: boolean;
  /** Step of the way back, 0 for the last layer's turn, before which its gradient has to be set. */
  readonly gradientFrom: number;
  /** How its numbers come about. */
  readonly method: StatisticsMethod;
  /** Sentences saying how the run differs from the model. */
  readonly notes: readonly string[];
}

export interface Network {
  readonly layers: readonly NetworkLayer[];
  readonly batch: number;
  readonly instruments: Instruments;
  /** Bytes of all arrays. */
  readonly bytes: number;
  /** Gives the memory back: nothing of the network may be used afterwards. */
  release(): void;
}

/** Bytes that all arrays together may take: beyond that fewer examples are taken. */
const MOST_BYTES = 2 ** 28;

/** Two examples have to fit into this, so that they can be compared. */
const REFUSED_BYTES = 2 ** 30;

/** Before anything is made: two arrays a layer for its output, and its weights. */
const REFUSED_ELEMENTS = REFUSED_BYTES / 4;

/** A model that no memory holds; the message says what to change. */
export class TooLargeError extends RangeError {}

/**
 * Makes every layer ready for batches of `batch` examples, or fewer (at least 2) where memory would not do.
 * @throws TooLargeError if two examples do not fit either.
 */
export function createNetwork(
  graph: ModelGraph,
  batch: number,
  source: MemorySource = compiledMemory,
  kernels: KernelChoice = 'cheaper',
): Network {
  const shapes = layerShapes(graph);
  const elements = [...shapes.values()].reduce((sum, shape) => sum + 2 * elementCount(shape), 0);
  if (2 * elements > REFUSED_ELEMENTS) throw tooLarge(8 * elements);
  const affordable = affordableBatch(graph, shapes, batch, kernels);
  const layout = plan(graph, shapes, affordable, kernels);
  if (bytesOf(layout) > REFUSED_BYTES) throw tooLarge(bytesOf(layout));
  const reduced = affordable < batch ? [`Only ${affordable} examples a draw are taken, to save memory.`] : [];
  const lease = source(layout);
  const { layers, instruments } = build(graph, shapes, affordable, lease.memory, kernels);
  const noted = layers.map((layer) => ({ ...layer, notes: [...layer.notes, ...reduced] }));
  return { layers: noted, instruments, batch: affordable, bytes: bytesOf(layout), release: () => lease.release() };
}

function tooLarge(bytes: number): TooLargeError {
  const gigabytes = Math.ceil(bytes / 2 ** 30);
  return new TooLargeError(
    `Two examples of this model take ${gigabytes} GB of memory: make its input or its layers smaller to simulate it.`,
  );
}

type Shapes = ReadonlyMap<LayerId, readonly number[]>;

function plan(graph: ModelGraph, shapes: Shapes, batch: number, kernels: KernelChoice): Layout {
  const planner = new Planner();
  build(graph, shapes, batch, planner, kernels);
  return planner.layout();
}

/** Memory grows with the batch in a straight line, or less (a product's workspace is shared): two points tell it. */
function affordableBatch(graph: ModelGraph, shapes: Shapes, batch: number, kernels: KernelChoice): number {
  const wanted = bytesOf(plan(graph, shapes, batch, kernels));
  if (wanted <= MOST_BYTES || batch <= 2) return batch;
  const least = bytesOf(plan(graph, shapes, 2, kernels));
  const perExample = (wanted - least) / (batch - 2);
  return Math.max(2, Math.min(batch, Math.floor(2 + (MOST_BYTES - least) / perExample)));
}

/** Asks `memory` for everything that a network needs, always in the same order. */
function build(
  graph: ModelGraph,
  shapes: Shapes,
  batch: number,
  memory: LayoutMemory,
  kernels: KernelChoice,
): Pick<Network, 'layers' | 'instruments'> {
  return {
    instruments: instruments(batch, memory.forLayer()),
    layers: layersOf(graph, shapes, batch, memory, kernels),
  };
}

function layersOf(
  graph: ModelGraph,
  shapes: Shapes,
  batch: number,
  memory: LayoutMemory,
  kernels: KernelChoice,
): NetworkLayer[] {
  const tensors = new Map<LayerId, Tensor>();
  const outputs = new Set(lossLayers(graph));
  const shared = sharedLayers(graph);
  const spans = gradientSpans(graph);
  return graph.layers.map((layer, i): NetworkLayer => {
    const output = outputTensor(batch, shapes.get(layer.id) ?? [1], memory, spans[i] ?? { from: 0, to: 0 });
    tensors.set(layer.id, output);
    const inputs = layer.inputs.flatMap((id) => tensors.get(id) ?? []);
    const runnable = asRunnable(layer, inputs);
    const isOutput = outputs.has(layer.id);
    const gradientFrom = spans[i]?.from ?? 0;
    if (inputs.length === 0) {
      const unfed = layer.operation.kind === 'input' ? [] : ['No layer feeds this one: it is taken as an input.'];
      return { layer, output, operator: null, saturation: null, isOutput, gradientFrom, method: 'drawn', notes: unfed };
    }
    const made = layerOperator(runnable, inputs, output, {
      dialect: graph.dialect,
      kernels: shared.has(layer.id) ? 'drawn' : kernels,
    });
    return {
      layer: runnable,
      output,
      operator: made.operator,
      saturation: saturationOf(runnable.activation.own, made.preActivation),
      isOutput,
      gradientFrom,
      method: runnable.operation.kind === 'opaque' ? 'passThrough' : (made.operator.method ?? 'drawn'),
      notes: notes(runnable),
    };
  });
}

/** Layers of which there is more than one use: the same weights act in all of them. */
function sharedLayers(graph: ModelGraph): Set<LayerId> {
  return new Set(
    graph.layers.flatMap(({ id, sharesWeightsOf }) => (sharesWeightsOf === null ? [] : [id, sharesWeightsOf])),
  );
}

/** On the way back a layer's gradient is needed from its last consumer's turn to its own. */
function gradientSpans(graph: ModelGraph): Span[] {
  const last = graph.layers.length - 1;
  const places = new Map(graph.layers.map(({ id }, i) => [id, i]));
  const from = graph.layers.map((_, i) => last - i);
  graph.layers.forEach(({ inputs }, consumer) => {
    for (const id of inputs) {
      const place = places.get(id) ?? 0;
      from[place] = Math.min(from[place] ?? 0, last - consumer);
    }
  });
  return graph.layers.map((_, i) => ({ from: from[i] ?? 0, to: last - i }));
}

function outputTensor(batch: number, shape: readonly number[], memory: LayoutMemory, span: Span): Tensor {
  const length = batch * count(shape);
  const own = memory.forLayer();
  return { batch, shape, value: own.unset32(length), gradient: memory.gradient(length, span), memory: own };
}

/** Known shapes; where one cannot be told the input's is kept, with the layer's units as the last dimension. */
function layerShapes(graph: ModelGraph): Map<LayerId, readonly number[]> {
  const shapes = new Map<LayerId, readonly number[]>();
  for (const layer of graph.layers) {
    const [first] = layer.inputs;
    const entering = (first === undefined ? undefined : shapes.get(first)) ?? [1];
    const guessed = layer.operation.kind === 'dense' ? [...entering.slice(0, -1), layer.operation.units] : entering;
    const known = layer.outputShape === null ? guessed : sizes(layer.outputShape);
    shapes.set(
      layer.id,
      known.map((size) => Math.max(1, Math.round(size))),
    );
  }
  return shapes;
}

/** A layer whose shapes are not known where they matter, or do not fit together, is passed over. */
function asRunnable(written: Layer, inputs: readonly Tensor[]): Layer {
  const layer = { ...written, operation: simulated(written.operation) };
  const isGuessed = layer.outputShape === null && changesShape(layer.operation);
  const reason = isGuessed ? 'its output shape could not be told.' : misfit(layer, inputs);
  if (reason === null || layer.operation.kind === 'opaque') return layer;
  return { ...layer, operation: { kind: 'opaque', className: layer.name, reason: `${layer.name}: ${reason}` } };
}

/** Operations whose output's shape is neither their input's nor, as a dense layer's, known from their units. */
function changesShape(operation: Operation): boolean {
  switch (operation.kind) {
    case 'globalPooling':
    case 'reshape':
    case 'zeroPadding':
    case 'concatenate':
    case 'merge':
    case 'permute':
    case 'repeatVector':
    case 'cropping':
    case 'upSampling':
    case 'timeDistributed':
    case 'embedding':
    case 'recurrent':
    case 'rnn':
    case 'bidirectional':
    case 'attention':
    case 'multiHeadAttention':
    case 'dot':
    case 'einsumDense':
      return true;
    default:
      return 'window' in operation;
  }
}

/** Why the operation cannot run on these inputs, null if it can. */
function misfit(layer: Layer, inputs: readonly Tensor[]): string | null {
  const { operation } = layer;
  const rank = inputs[0]?.shape.length ?? 0;
  if ('window' in operation && rank !== operation.window.rank + 1) {
    return `it takes inputs of ${operation.window.rank + 1} dimensions, not ${rank}.`;
  }
  if ((operation.kind === 'attention' || operation.kind === 'multiHeadAttention') && rank !== 2) {
    return `attention over inputs of ${rank} dimensions is not simulated.`;
  }
  return null;
}

function notes({ operation: written, activation: { own }, weights }: Layer): string[] {
  const operation = simulated(written);
  const unread = weights.flatMap(({ role, initializer: { sampled } }) =>
    isKernel(role) && sampled.family === 'unknown' ? [sampled.reason] : [],
  );
  return [
    ...unread.map((reason) => `The kernel is taken to have variance 1 / fan-in: ${reason}`),
    ...(operation.kind === 'opaque' ? [`The signal is passed on unchanged: ${operation.reason}`] : []),
    ...(own?.name === 'unknown' ? [`The activation ${own.written} is treated as linear: ${own.reason}`] : []),
  ];
}

function saturationOf(own: Activation | null, argument: Tensor | null): Saturation | null {
  const f = own === null ? null : scalarFunction(own);
  if (f === null || argument === null || f.saturationSlope === null) return null;
  return { argument, bound: saturationBound(f, f.saturationSlope) };
}

/** Slopes of sigmoid-shaped functions fall on both sides of 0 alike: bisection finds where they reach `slope`. */
function saturationBound({ derivative }: ScalarFunction, slope: number): number {
  let [below, above] = [0, 128];
  for (let i = 0; i < 60; i++) {
    const middle = (below + above) / 2;
    if (derivative(middle) < slope) above = middle;
    else below = middle;
  }
  return above;
}
