import { HEAP, type Memory } from '../../memory/memory.ts';

/** Sizes of scaled dot-product attention; arrays are [batch, positions, heads, features]. */
export interface AttentionSize {
  readonly batch: number;
  readonly queries: number;
  /** Positions of keys and values. */
  readonly keys: number;
  readonly heads: number;
  /** Heads of keys and values; a group of query heads shares one. */
  readonly keyValueHeads: number;
  readonly keyDim: number;
  readonly valueDim: number;
}

/** softmax(scale Q K^T) V for every example and head (Vaswani et al. 2017, eq. 1), with its way back. */
export class ScaledDotProduct {
  /** [batch, heads, queries, keys]. */
  readonly weights: Float32Array;
  private readonly scores: Float64Array;
  private readonly size: AttentionSize;

  constructor(size: AttentionSize, memory: Memory = HEAP) {
    this.size = size;
    this.weights = memory.float32(size.batch * size.heads * size.queries * size.keys);
    this.scores = memory.float64(size.keys);
  }

  /** @param output overwritten. */
  forward(scale: number, q: Float32Array, k: Float32Array, v: Float32Array, output: Float32Array): void {
    const { keys, keyDim, valueDim } = this.size;
    output.fill(0);
    this.eachQuery((query, out, at, keyAt, valueAt) => {
      let largest = Number.NEGATIVE_INFINITY;
      for (let key = 0; key < keys; key++) {
        const score = scale * dot(q, query, k, keyAt(key), keyDim);
        this.scores[key] = score;
        largest = Math.max(largest, score);
      }
      let sum = 0;
      for (let key = 0; key < keys; key++) {
        const weight = Math.exp((this.scores[key] ?? 0) - largest);
        this.scores[key] = weight;
        sum += weight;
      }
      for (let key = 0; key < keys; key++) {
        const weight = (this.scores[key] ?? 0) / sum;
        this.weights[at + key] = weight;
        addScaled(v, valueAt(key), weight, output, out, valueDim);
      }
    });
  }

  /** Adds to the gradients of q, k and v. */
  backward(
    scale: number,
    inputs: readonly [q: Float32Array, k: Float32Array, v: Float32Array],
    gradient: Float32Array,
    gradients: readonly [q: Float32Array, k: Float32Array, v: Float32Array],
  ): void {
    const { keys, keyDim, valueDim } = this.size;
    const [q, k, v] = inputs;
    const [dq, dk, dv] = gradients;
    this.eachQuery((query, out, at, keyAt, valueAt) => {
      let mean = 0;
      for (let key = 0; key < keys; key++) {
        const weight = this.weights[at + key] ?? 0;
        const slope = dot(gradient, out, v, valueAt(key), valueDim);
        this.scores[key] = slope;
        mean += weight * slope;
        addScaled(gradient, out, weight, dv, valueAt(key), valueDim);
      }
      for (let key = 0; key < keys; key++) {
        const score = (this.weights[at + key] ?? 0) * ((this.scores[key] ?? 0) - mean);
        addScaled(k, keyAt(key), scale * score, dq, query, keyDim);
        addScaled(q, query, scale * score, dk, keyAt(key), keyDim);
      }
    });
  }

  /** Calls `act` for every query of every head with the offsets of it, its output, its weights, and keys and values. */
  private eachQuery(
    act: (
      query: number,
      output: number,
      weights: number,
      keyAt: (key: number) => number,
      valueAt: (key: number) => number,
    ) => void,
  ): void {
    const { batch, queries, keys, heads, keyValueHeads, keyDim, valueDim } = this.size;
    for (let example = 0; example < batch; example++) {
      for (let head = 0; head < heads; head++) {
        const shared = Math.floor((head * keyValueHeads) / heads);
        const place = (key: number) => (example * keys + key) * keyValueHeads + shared;
        for (let query = 0; query < queries; query++) {
          const own = (example * queries + query) * heads + head;
          act(
            own * keyDim,
            own * valueDim,
            ((example * heads + head) * queries + query) * keys,
            (key) => place(key) * keyDim,
            (key) => place(key) * valueDim,
          );
        }
      }
    }
  }
}

function dot(a: Float32Array, from: number, b: Float32Array, other: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += (a[from + i] ?? 0) * (b[other + i] ?? 0);
  return sum;
}

function addScaled(
  source: Float32Array,
  from: number,
  factor: number,
  target: Float32Array,
  to: number,
  length: number,
): void {
  for (let i = 0; i < length; i++) target[to + i] = (target[to + i] ?? 0) + factor * (source[from + i] ?? 0);
}
