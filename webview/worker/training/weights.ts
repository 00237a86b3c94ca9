import { matrixSize } from '../../../src/model/distribution.ts';
import type { Layer, ModelGraph, Weight, WeightRole } from '../../../src/model/graph.ts';
import { sizes } from '../../../src/model/shape.ts';
import { fillWeight } from '../../../src/simulation/random/fill.ts';
import { streamFor } from '../../../src/simulation/random/streams.ts';
import { finished } from '../../../src/simulation/slices.ts';
import { Untrainable } from './rebuild/json.ts';

/** How TensorFlow.js's layers call their weights. */
const NAMES: Readonly<Partial<Record<WeightRole, string>>> = {
  kernel: 'kernel',
  recurrent: 'recurrent_kernel',
  depthwise: 'depthwise_kernel',
  pointwise: 'pointwise_kernel',
  embedding: 'embeddings',
  bias: 'bias',
  gamma: 'gamma',
  beta: 'beta',
  movingMean: 'moving_mean',
  movingVariance: 'moving_variance',
  slope: 'alpha',
};

/** A weight with the layer that owns it. */
export interface OwnedWeight {
  readonly layer: Layer;
  readonly weight: Weight;
  /** In TensorFlow.js. */
  readonly name: string;
  readonly shape: readonly number[];
}

/** A layer's weights, its parts' included, in their order. */
export function weightsOf(layer: Layer): OwnedWeight[] {
  const own = layer.weights.map((weight) => {
    const name = NAMES[weight.role];
    if (name === undefined) throw new Untrainable(`has a weight (${weight.role}) that TensorFlow.js does not have.`);
    return { layer, weight, name, shape: sizes(weight.shape) };
  });
  return [...own, ...layer.parts.flatMap(weightsOf)];
}

/**
 * A weight's values as its framework draws them, from a stream of its own: the same for every scheme that samples the
 * same distribution. A seed that the file gives decides alone, as in the framework.
 * @throws Untrainable if the initialiser cannot be read.
 */
export function drawn({ layer, weight, shape }: OwnedWeight, seed: number): Float32Array {
  const { sampled, seed: written } = weight.initializer;
  if (sampled.family === 'unknown')
    throw new Untrainable(`has a ${weight.role} whose initialiser is not known: ${sampled.reason}`);
  const { rows, columns } = matrixSize(shape);
  const values = new Float32Array(rows * columns);
  const stream = written === null ? streamFor(seed, 0, layer.id, weight.role) : streamFor('written seed', written);
  finished(fillWeight(values, sampled, rows, columns, weight.trueFans.in, stream));
  return values;
}

/** Layers that own their weights: first uses. */
export function owners(graph: ModelGraph): Layer[] {
  return graph.layers.filter(({ sharesWeightsOf }) => sharesWeightsOf === null);
}
