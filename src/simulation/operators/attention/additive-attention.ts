import type { Layer } from '../../../model/graph.ts';
import { findWeight, type Operator, type Tensor, type Work } from '../../operator.ts';
import { drawVector } from '../../random/weight.ts';
import { fillInSlices, inSlices } from '../../slices.ts';

/**
 * Bahdanau et al. 2015 (arXiv 1409.0473) without projections: scores are sum_f a_f tanh(q_f + k_f), a softmax over the
 * keys weighs the values. a is learnt, a factor each feature or one for all; ones where the layer has none.
 * @param inputs query, then value, then key, each positions x features; value defaults to query, key to value.
 */
export function additiveAttention(layer: Layer, inputs: readonly [Tensor, ...Tensor[]], output: Tensor): Operator {
  const [query] = inputs;
  const value = inputs[1] ?? query;
  const key = inputs[2] ?? value;
  const { batch } = query;
  const [queries = 1, features = 1] = query.shape;
  const [keys = 1, width = 1] = value.shape;
  const weight = findWeight(layer, 'scale');
  const factors = output.memory.float32(features);
  const weights = output.memory.float32(batch * queries * keys);
  const scores = output.memory.scratch64(keys);
  /** Calls `act` for every query with the places of it, its first weight, and the example's first key. */
  const each = (act: (query: number, weights: number, key: number) => void): Work =>
    inSlices(batch * queries, keys * (4 * features + 2 * width), (from, to) => {
      for (let place = from; place < to; place++) act(place, place * keys, Math.floor(place / queries) * keys);
    });
  const sum = (place: number, other: number, f: number) =>
    Math.tanh((query.value[place * features + f] ?? 0) + (key.value[other * features + f] ?? 0));
  return {
    *draw(streams): Work {
      yield* drawVector(factors, weight, 1, streams);
      // One learnt number serves all features.
      if (weight !== undefined && weight.shape.length === 0) factors.fill(factors[0] ?? 1);
    },
    *forward(): Work {
      yield* fillInSlices(output.value, 0);
      yield* each((place, at, first) => {
        for (let j = 0; j < keys; j++) {
          let score = 0;
          for (let f = 0; f < features; f++) score += (factors[f] ?? 0) * sum(place, first + j, f);
          scores[j] = score;
        }
        softmax(scores, weights, at);
        for (let j = 0; j < keys; j++) {
          for (let u = 0; u < width; u++) {
            const to = place * width + u;
            const seen = (weights[at + j] ?? 0) * (value.value[(first + j) * width + u] ?? 0);
            output.value[to] = (output.value[to] ?? 0) + seen;
          }
        }
      });
    },
    backward: () =>
      each((place, at, first) => {
        let mean = 0;
        for (let j = 0; j < keys; j++) {
          const share = weights[at + j] ?? 0;
          let slope = 0;
          for (let u = 0; u < width; u++) {
            const from = (first + j) * width + u;
            const gradient = output.gradient[place * width + u] ?? 0;
            slope += gradient * (value.value[from] ?? 0);
            value.gradient[from] = (value.gradient[from] ?? 0) + share * gradient;
          }
          scores[j] = slope;
          mean += share * slope;
        }
        for (let j = 0; j < keys; j++) {
          const score = (weights[at + j] ?? 0) * ((scores[j] ?? 0) - mean);
          for (let f = 0; f < features; f++) {
            const [q, k] = [place * features + f, (first + j) * features + f];
            const passed = score * (factors[f] ?? 0) * (1 - sum(place, first + j, f) ** 2);
            query.gradient[q] = (query.gradient[q] ?? 0) + passed;
            key.gradient[k] = (key.gradient[k] ?? 0) + passed;
          }
        }
      }),
    weightGradient: () => null,
  };
}

/** Of all scores, into `target` from `at` on. */
function softmax(scores: Float64Array, target: Float32Array, at: number): void {
  const largest = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  let sum = 0;
  scores.forEach((score, i) => {
    scores[i] = Math.exp(score - largest);
    sum += scores[i] ?? 0;
  });
  scores.forEach((exponential, i) => {
    target[at + i] = exponential / sum;
  });
}
