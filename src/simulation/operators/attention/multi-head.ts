import type { Layer, WeightRole } from '../../../model/graph.ts';
import type { Operation } from '../../../model/operation.ts';
import { multiplyTransposed, outerProductSquares, transpose } from '../../arithmetic/multiply.ts';
import { findWeight, type Operator, type Streams, type Tensor, type Work } from '../../operator.ts';
import { drawKernel } from '../../random/weight.ts';
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
  const q = new Projection(layer, 'query', query, heads * keyDim);
  const k = new Projection(layer, 'key', key, keyValueHeads * keyDim);
  const v = new Projection(layer, 'value', value, keyValueHeads * valueDim);
  const attended = flat(query, queries, heads * valueDim);
  const back = new Projection(layer, 'attentionOutput', attended, output.shape.at(-1) ?? 1);
  const attention = new ScaledDotProduct(size);
  const scale = 1 / Math.sqrt(keyDim);
  return {
    *draw(streams): Work {
      for (const projection of [q, k, v, back]) yield* projection.draw(streams);
    },
    *forward(): Work {
      for (const projection of [q, k, v]) {
        projection.forward();
        yield;
      }
      attention.forward(scale, q.value, k.value, v.value, attended.value);
      yield;
      back.forward();
      output.value.set(back.value);
    },
    *backward(): Work {
      attended.gradient.fill(0);
      for (const projection of [q, k, v]) projection.gradient.fill(0);
      back.gradient.set(output.gradient);
      back.backward();
      yield;
      const gradients = [q.gradient, k.gradient, v.gradient] as const;
      attention.backward(scale, [q.value, k.value, v.value], attended.gradient, gradients);
      yield;
      for (const projection of [q, k, v]) {
        projection.backward();
        yield;
      }
    },
    weightGradient: () => q.weightGradient(),
  };
}

function flat({ batch }: Tensor, positions: number, features: number): Tensor {
  const length = batch * positions * features;
  return { batch, shape: [positions, features], value: new Float32Array(length), gradient: new Float32Array(length) };
}

/** x W over the last dimension, with arrays of its own for the result. */
class Projection {
  readonly value: Float32Array;
  readonly gradient: Float32Array;
  private readonly layer: Layer;
  private readonly role: WeightRole;
  private readonly input: Tensor;
  private readonly rows: number;
  private readonly fanIn: number;
  private readonly units: number;
  private readonly kernel: Float32Array;
  private readonly transposed: Float32Array;

  constructor(layer: Layer, role: WeightRole, input: Tensor, units: number) {
    this.layer = layer;
    this.role = role;
    this.input = input;
    this.units = units;
    this.fanIn = input.shape.at(-1) ?? 1;
    this.rows = input.value.length / this.fanIn;
    this.value = new Float32Array(this.rows * units);
    this.gradient = new Float32Array(this.rows * units);
    this.kernel = new Float32Array(this.fanIn * units);
    this.transposed = new Float32Array(this.fanIn * units);
  }

  *draw(streams: Streams): Work {
    const { fanIn, units } = this;
    const form = { rows: fanIn, columns: units, fanIn };
    yield* drawKernel(this.kernel, findWeight(this.layer, this.role), form, streams);
    transpose(this.kernel, this.transposed, fanIn, units);
  }

  forward(): void {
    multiplyTransposed(this.input.value, this.transposed, this.value, this.rows, this.units, this.fanIn);
  }

  /** Adds to the input's gradient. */
  backward(): void {
    multiplyTransposed(this.gradient, this.kernel, this.input.gradient, this.rows, this.fanIn, this.units, true);
  }

  weightGradient(): number {
    const { rows, fanIn, units } = this;
    return outerProductSquares(this.input.value, this.gradient, rows, fanIn, units) / this.kernel.length;
  }
}
