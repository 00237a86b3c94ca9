import type { Activation } from '../model/activation.ts';
import { type ScalarFunction, scalarFunction } from '../model/activation-function.ts';
import { isKernel, type Layer, type LayerId, type ModelGraph } from '../model/graph.ts';
import { lossLayers } from '../model/loss.ts';
import type { Operation } from '../model/operation.ts';
import { elementCount, sizes } from '../model/shape.ts';
import { layerOperator } from './layer-operator.ts';
import { createTensor, type Operator, type Tensor } from './operator.ts';

/** One layer with its tensors, made once and used for every draw. */
export interface NetworkLayer {
  readonly layer: Layer;
  readonly output: Tensor;
  /** Null for what draws its own value: the graph's entries. */
  readonly operator: Operator | null;
  /** Where the activation's argument stands, for the share of saturated elements. */
  readonly saturation: { readonly argument: Tensor; readonly f: ScalarFunction; readonly slope: number } | null;
  /** The loss is taken here. */
  readonly isOutput: boolean;
  /** Sentences saying how the run differs from the model. */
  readonly notes: readonly string[];
}

export interface Network {
  readonly layers: readonly NetworkLayer[];
  readonly batch: number;
}

/** Float32 elements of all tensors together, 512 MB: beyond that fewer examples are taken. */
const MOST_ELEMENTS = 1.28e8;

/** 4 GB: two examples have to fit, so that they can be compared. */
const REFUSED_ELEMENTS = 2 ** 30;

/** Two tensors a layer for its output, two for what enters its activation. */
const ARRAYS_A_LAYER = 4;

/** A model that no memory holds; the message says what to change. */
export class TooLargeError extends RangeError {}

/**
 * Makes every layer ready for batches of `batch` examples, or fewer (at least 2) where memory would not do.
 * @throws TooLargeError if two examples do not fit either.
 */
export function createNetwork(graph: ModelGraph, batch: number): Network {
  const shapes = layerShapes(graph);
  const elements = [...shapes.values()].reduce((sum, shape) => sum + ARRAYS_A_LAYER * elementCount(shape), 0);
  const affordable = Math.max(2, Math.min(batch, Math.floor(MOST_ELEMENTS / elements)));
  if (affordable * elements > REFUSED_ELEMENTS) {
    const gigabytes = Math.ceil((affordable * elements * 4) / 2 ** 30);
    throw new TooLargeError(
      `Two examples of this model take ${gigabytes} GB of activations: make its input or its layers smaller to simulate it.`,
    );
  }
  const reduced = affordable < batch ? [`Only ${affordable} examples a draw are taken, to save memory.`] : [];
  const tensors = new Map<LayerId, Tensor>();
  const outputs = new Set(lossLayers(graph));
  const layers = graph.layers.map((layer): NetworkLayer => {
    const output = createTensor(affordable, shapes.get(layer.id) ?? [1]);
    tensors.set(layer.id, output);
    const inputs = layer.inputs.flatMap((id) => tensors.get(id) ?? []);
    const runnable = asRunnable(layer, inputs);
    const isOutput = outputs.has(layer.id);
    if (inputs.length === 0) {
      const unfed = layer.operation.kind === 'input' ? [] : ['No layer feeds this one: it is taken as an input.'];
      return { layer, output, operator: null, saturation: null, isOutput, notes: [...unfed, ...reduced] };
    }
    const made = layerOperator(runnable, inputs, output, graph.dialect);
    const saturation = saturationOf(runnable.activation.own, made.preActivation);
    return {
      layer: runnable,
      output,
      operator: made.operator,
      saturation,
      isOutput,
      notes: [...notes(runnable), ...reduced],
    };
  });
  return { layers, batch: affordable };
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

function saturationOf(own: Activation | null, argument: Tensor | null): NetworkLayer['saturation'] {
  const f = own === null ? null : scalarFunction(own);
  if (f === null || argument === null || f.saturationSlope === null) return null;
  return { argument, f, slope: f.saturationSlope };
}
