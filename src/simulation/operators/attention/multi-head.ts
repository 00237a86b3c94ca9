import type { Layer, WeightRole } from '../../../model/graph.ts';
import type { Operation } from '../../../model/operation.ts';
import { type LinearProduct, linearProduct } from '../../arithmetic/sliced.ts';
import type { Memory } from '../../memory/memory.ts';
import { createTensor, findWeight, type Operator, type Streams, type Tensor, type Work } from '../../operator.ts';
import { drawKernel } from '../../random/weight.ts';
import { copyInSlices, fillInSlices } from '../../slices.ts';
import { ScaledDotProduct } from './scaled-dot-product.ts';

type MultiHead = Extract<Operation, { readonly kind: 'multiHeadAttention' }>;

/**
 * Query, key and value projected to heads, attended to, and projected back; without its dropout, its biases at their
 * initial zeros. Its weight gradient is the query projection's.
 * @param inputs query, then value, then key, each positions x features; value defaults to query, key to value.
 */
export function multiHeadAttention(
  layer: Layer,
  operation: MultiHead,
  inputs: readonly [Tensor, ...Tensor[]],
  output: Tensor,
): Operator {
  const { heads, keyValueHeads, keyDim, valueDim } = operation;
  const [query] = inputs;
  const value = inputs[1] ?? query;
  const key = inputs[2] ?? value;
  const [queries = 1] = query.shape;
  const [keys = 1] = value.shape;
  const size = { batch: query.batch, queries, keys, heads, keyValueHeads, keyDim, valueDim };
  const { memory } = output;
  const q = new Projection(layer, 'query', query, heads * keyDim, memory);
  const k = new Projection(layer, 'key', key, keyValueHeads * keyDim, memory);
  const v = new Projection(layer, 'value', value, keyValueHeads * valueDim, memory);
  const attended = createTensor(query.batch, [queries, heads * valueDim], memory);
  const back = new Projection(layer, 'attentionOutput', attended, output.shape.at(-1) ?? 1, memory);
  const attention = new ScaledDotProduct(size, memory);
  const scale = 1 / Math.sqrt(keyDim);
  return {
    *draw(streams): Work {
      for (const projection of [q, k, v, back]) yield* projection.draw(streams);
    },
    *forward(): Work {
      for (const projection of [q, k, v]) yield* projection.forward();
      yield* attention.forward(scale, q.value, k.value, v.value, attended.value);
      yield* back.forward();
      yield* copyInSlices(back.value, output.value);
    },
    *backward(): Work {
      yield* fillInSlices(attended.gradient, 0);
      for (const projection of [q, k, v]) yield* fillInSlices(projection.gradient, 0);
      yield* copyInSlices(output.gradient, back.gradient);
      yield* back.backward();
      const gradients = [q.gradient, k.gradient, v.gradient] as const;
      yield* attention.backward(scale, [q.value, k.value, v.value], attended.gradient, gradients);
      for (const projection of [q, k, v]) yield* projection.backward();
    },
    weightGradient: () => q.weightGradient(),
  };
}

/** x W over the last dimension, with arrays of its own for the result. */
class Projection {
  readonly value: Float32Array;
  readonly gradient: Float32Array;
  private readonly layer: Layer;
  private readonly role: WeightRole;
  private readonly input: Tensor;
  private readonly fanIn: number;
  private readonly units: number;
  private readonly kernel: Float32Array;
  private readonly product: LinearProduct;

  constructor(layer: Layer, role: WeightRole, input: Tensor, units: number, memory: Memory) {
    this.layer = layer;
    this.role = role;
    this.input = input;
    this.units = units;
    this.fanIn = input.shape.at(-1) ?? 1;
    const rows = input.value.length / this.fanIn;
    this.value = memory.float32(rows * units);
    this.gradient = memory.scratch32(rows * units);
    this.kernel = memory.float32(this.fanIn * units);
    this.product = linearProduct(rows, this.fanIn, units, memory);
  }

  *draw(streams: Streams): Work {
    const { fanIn, units } = this;
    yield* drawKernel(this.kernel, findWeight(this.layer, this.role), { rows: fanIn, columns: units, fanIn }, streams);
  }

  forward(): Work {
    return this.product.forward(this.input.value, this.kernel, this.value);
  }

  /** Adds to the input's gradient. */
  backward(): Work {
    return this.product.backward(this.gradient, this.kernel, this.input.gradient);
  }

  weightGradient(): Work<number> {
    return this.product.weightGradient(this.input.value, this.gradient);
  }
}
