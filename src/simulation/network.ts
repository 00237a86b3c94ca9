import { isKernel, type Layer, type LayerId, type ModelGraph } from '../model/graph.ts';
import { lossLayers } from '../model/loss.ts';
import type { Operation } from '../model/operation.ts';
import { elementCount } from '../model/shape.ts';
import type { StatisticsMethod } from '../model/statistics.ts';
import { type LayerSetting, layerOperator } from './layer-operator.ts';
import { type Saturation, saturationOf } from './measure/saturation.ts';
import { type Instruments, instruments } from './measure/signal.ts';
import { gradientSpans } from './memory/gradient-spans.ts';
import { bytesOf, type Layout, type LayoutMemory, Planner, type Span } from './memory/layout.ts';
import { compiledMemory, type Kernels, type MemorySource } from './memory/lease.ts';
import { count, type Operator, type Tensor, type Work } from './operator.ts';
import type { KernelChoice } from './operators/dense.ts';
import { layerShapes, type Shapes } from './shapes/layer-shapes.ts';
import { reducedShapes } from './shapes/reduced-shapes.ts';

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
  readonly kernels: Kernels;
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

/** How a network is made; all of it has a default. */
export interface Means {
  /** Where memory comes from, which decides between compiled kernels and plain JavaScript. */
  readonly source?: MemorySource;
  /** Which dense kernels are drawn. */
  readonly kernels?: KernelChoice;
  /** Large images as they are, or made smaller where nothing else changes by that. */
  readonly images?: 'full' | 'reduced';
}

/**
 * Makes every layer ready for batches of `batch` examples, or fewer (at least 2) where memory would not do. In slices: of
 * a large model it takes longer than its user wants to wait for an answer.
 * @throws TooLargeError if two examples do not fit either.
 */
export function* createNetwork(graph: ModelGraph, batch: number, means: Means = {}): Work<Network> {
  const { source = compiledMemory, kernels = 'cheaper', images = 'reduced' } = means;
  const full = layerShapes(graph);
  const reduced = images === 'reduced' ? yield* reducedShapes(graph, full) : null;
  const shapes = reduced?.shapes ?? full;
  const elements = [...shapes.values()].reduce((sum, shape) => sum + 2 * elementCount(shape), 0);
  if (2 * elements > REFUSED_ELEMENTS) throw tooLarge(8 * elements);
  const { batch: taken, layout } = yield* affordable(graph, shapes, batch, kernels);
  if (bytesOf(layout) > REFUSED_BYTES) throw tooLarge(bytesOf(layout));
  const changes = [
    ...(reduced === null ? [] : [`Images are taken as ${reduced.to.join(' x ')}, not ${reduced.from.join(' x ')}.`]),
    ...(taken < batch ? [`Only ${taken} examples a draw are taken, to save memory.`] : []),
  ];
  const lease = source(layout);
  let isReady = false;
  try {
    yield;
    const { layers, instruments } = yield* build(graph, shapes, taken, lease.memory, kernels);
    yield* lease.memory.prepared();
    const noted = layers.map((layer) => ({ ...layer, notes: [...layer.notes, ...changes] }));
    isReady = true;
    return {
      layers: noted,
      instruments,
      kernels: lease.kernels,
      batch: taken,
      bytes: bytesOf(layout),
      release: () => lease.release(),
    };
  } finally {
    // Given up, or failed.
    if (!isReady) lease.release();
  }
}

function tooLarge(bytes: number): TooLargeError {
  const gigabytes = Math.ceil(bytes / 2 ** 30);
  return new TooLargeError(
    `Two examples of this model take ${gigabytes} GB of memory: make its input or its layers smaller to simulate it.`,
  );
}

function* plan(graph: ModelGraph, shapes: Shapes, batch: number, kernels: KernelChoice): Work<Layout> {
  const planner = new Planner();
  yield* build(graph, shapes, batch, planner, kernels);
  return planner.layout();
}

/** For as many examples as fit. Memory grows with them in a straight line, or less: two points tell it. */
function* affordable(
  graph: ModelGraph,
  shapes: Shapes,
  batch: number,
  kernels: KernelChoice,
): Work<{ readonly batch: number; readonly layout: Layout }> {
  const wanted = yield* plan(graph, shapes, batch, kernels);
  if (bytesOf(wanted) <= MOST_BYTES || batch <= 2) return { batch, layout: wanted };
  const least = yield* plan(graph, shapes, 2, kernels);
  const perExample = (bytesOf(wanted) - bytesOf(least)) / (batch - 2);
  const fitting = Math.min(batch, Math.floor(2 + (MOST_BYTES - bytesOf(least)) / perExample));
  if (fitting <= 2) return { batch: 2, layout: least };
  return { batch: fitting, layout: yield* plan(graph, shapes, fitting, kernels) };
}

/** Asks `memory` for everything that a network needs, always in the same order. */
function* build(
  graph: ModelGraph,
  shapes: Shapes,
  batch: number,
  memory: LayoutMemory,
  kernels: KernelChoice,
): Work<Pick<Network, 'layers' | 'instruments'>> {
  return {
    instruments: instruments(batch, memory.forLayer()),
    layers: yield* layersOf(graph, shapes, batch, memory, kernels),
  };
}

function* layersOf(
  graph: ModelGraph,
  shapes: Shapes,
  batch: number,
  memory: LayoutMemory,
  kernels: KernelChoice,
): Work<NetworkLayer[]> {
  const tensors = new Map<LayerId, Tensor>();
  const outputs = new Set(lossLayers(graph));
  const shared = sharedLayers(graph);
  const spans = gradientSpans(graph);
  const layers: NetworkLayer[] = [];
  for (const [i, layer] of graph.layers.entries()) {
    const span = spans[i] ?? { from: 0, to: 0 };
    const output = outputTensor(batch, shapes.get(layer.id) ?? [1], memory, span);
    tensors.set(layer.id, output);
    const inputs = layer.inputs.flatMap((id) => tensors.get(id) ?? []);
    const setting: LayerSetting = { dialect: graph.dialect, kernels: shared.has(layer.id) ? 'drawn' : kernels };
    const made = inputs.length === 0 ? entry(layer) : inner(layer, inputs, output, setting);
    layers.push({ ...made, output, isOutput: outputs.has(layer.id), gradientFrom: span.from });
    yield;
  }
  return layers;
}

/** What does not depend on where in the graph a layer stands. */
type Made = Omit<NetworkLayer, 'output' | 'isOutput' | 'gradientFrom'>;

function entry(layer: Layer): Made {
  const unfed = layer.operation.kind === 'input' ? [] : ['No layer feeds this one: it is taken as an input.'];
  return { layer, operator: null, saturation: null, method: 'drawn', notes: unfed };
}

function inner(layer: Layer, inputs: readonly Tensor[], output: Tensor, setting: LayerSetting): Made {
  const runnable = asRunnable(layer, inputs);
  const { operator, preActivation } = layerOperator(runnable, inputs, output, setting);
  return {
    layer: runnable,
    operator,
    saturation: saturationOf(runnable.activation.own, preActivation),
    method: runnable.operation.kind === 'opaque' ? 'passThrough' : (operator.method ?? 'drawn'),
    notes: notes(runnable),
  };
}

/** Layers of which there is more than one use: the same weights act in all of them. */
function sharedLayers(graph: ModelGraph): Set<LayerId> {
  return new Set(
    graph.layers.flatMap(({ id, sharesWeightsOf }) => (sharesWeightsOf === null ? [] : [id, sharesWeightsOf])),
  );
}

function outputTensor(batch: number, shape: readonly number[], memory: LayoutMemory, span: Span): Tensor {
  const length = batch * count(shape);
  const own = memory.forLayer();
  return { batch, shape, value: own.unset32(length), gradient: memory.gradient(length, span), memory: own };
}

/** A layer whose shapes are not known where they matter, or do not fit together, is passed over. */
function asRunnable(layer: Layer, inputs: readonly Tensor[]): Layer {
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
  if ((operation.kind === 'attention' || operation.kind === 'multiHeadAttention') && rank < 2) {
    return 'attention takes positions with features.';
  }
  return null;
}

function notes({ operation, activation: { own }, weights }: Layer): string[] {
  const unread = weights.flatMap(({ role, initializer: { sampled } }) =>
    isKernel(role) && sampled.family === 'unknown' ? [sampled.reason] : [],
  );
  return [
    ...unread.map((reason) => `The kernel is taken to have variance 1 / fan-in: ${reason}`),
    ...(operation.kind === 'opaque' ? [`The signal is passed on unchanged: ${operation.reason}`] : []),
    ...(own?.name === 'unknown' ? [`The activation ${own.written} is treated as linear: ${own.reason}`] : []),
  ];
}
