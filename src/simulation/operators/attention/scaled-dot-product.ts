import { multiply, multiplyTransposed, transposedMultiply } from '../../arithmetic/multiply.ts';
import { HEAP, type Memory } from '../../memory/memory.ts';
import type { Work } from '../../operator.ts';
import { backThroughRows, softmaxRows } from './softmax-rows.ts';

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
  private readonly slopes: Float32Array;
  private readonly size: AttentionSize;

  constructor(size: AttentionSize, memory: Memory = HEAP) {
    this.size = size;
    this.weights = memory.unset32(size.batch * size.heads * size.queries * size.keys);
    this.slopes = memory.scratch32(size.queries * size.keys);
  }

  /** @param output overwritten. */
  *forward(scale: number, q: Float32Array, k: Float32Array, v: Float32Array, output: Float32Array): Work {
    const { queries, keys, keyDim, valueDim } = this.size;
    const { ofQuery, ofKey, ofValue, ofOutput } = this.rowLengths();
    const { weights: all } = this;
    yield* this.eachHead(function* (query, key, value, out, at) {
      const weights = all.subarray(at, at + queries * keys);
      const ofScores = { a: ofQuery, b: ofKey, c: keys };
      yield* multiplyTransposed(q.subarray(query), k.subarray(key), weights, queries, keys, keyDim, false, ofScores);
      yield* softmaxRows(weights, queries, keys, scale);
      const ofResult = { a: keys, b: ofValue, c: ofOutput };
      yield* multiply(weights, v.subarray(value), output.subarray(out), queries, valueDim, keys, false, ofResult);
    });
  }

  /** Adds to the gradients of q, k and v. */
  *backward(
    scale: number,
    inputs: readonly [q: Float32Array, k: Float32Array, v: Float32Array],
    gradient: Float32Array,
    gradients: readonly [q: Float32Array, k: Float32Array, v: Float32Array],
  ): Work {
    const { queries, keys, keyDim, valueDim } = this.size;
    const [q, k, v] = inputs;
    const [dq, dk, dv] = gradients;
    const { slopes } = this;
    const { ofQuery, ofKey, ofValue, ofOutput } = this.rowLengths();
    const { weights: all } = this;
    yield* this.eachHead(function* (query, key, value, out, at) {
      const weights = all.subarray(at, at + queries * keys);
      const passed = gradient.subarray(out);
      const toValues = { a: keys, b: ofOutput, c: ofValue };
      yield* transposedMultiply(weights, passed, dv.subarray(value), keys, valueDim, queries, true, toValues);
      const toWeights = { a: ofOutput, b: ofValue, c: keys };
      yield* multiplyTransposed(passed, v.subarray(value), slopes, queries, keys, valueDim, false, toWeights);
      yield* backThroughRows(weights, slopes, queries, keys, scale);
      const toQueries = { a: keys, b: ofKey, c: ofQuery };
      yield* multiply(slopes, k.subarray(key), dq.subarray(query), queries, keyDim, keys, true, toQueries);
      const toKeys = { a: keys, b: ofQuery, c: ofKey };
      yield* transposedMultiply(slopes, q.subarray(query), dk.subarray(key), keys, keyDim, queries, true, toKeys);
    });
  }

  /** Distances between two positions of the same head. */
  private rowLengths() {
    const { heads, keyValueHeads, keyDim, valueDim } = this.size;
    return {
      ofQuery: heads * keyDim,
      ofKey: keyValueHeads * keyDim,
      ofValue: keyValueHeads * valueDim,
      ofOutput: heads * valueDim,
    };
  }

  /** Calls `act` for every example and head with the offsets of its first query, key, value, output and weight. */
  private *eachHead(act: (query: number, key: number, value: number, output: number, weights: number) => Work): Work {
    const { batch, queries, keys, heads, keyValueHeads, keyDim, valueDim } = this.size;
    for (let example = 0; example < batch; example++) {
      for (let head = 0; head < heads; head++) {
        const own = example * queries * heads + head;
        const shared = example * keys * keyValueHeads + Math.floor((head * keyValueHeads) / heads);
        const weights = (example * heads + head) * queries * keys;
        yield* act(own * keyDim, shared * keyDim, shared * valueDim, own * valueDim, weights);
      }
    }
  }
}
