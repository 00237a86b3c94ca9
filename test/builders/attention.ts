import type { WeightRole } from '../../src/model/graph.ts';
import type { Sampler } from './samplers.ts';
import { plain, type Sketch, weight } from './sketch.ts';

export function dotAttention(): Sketch {
  return plain({ kind: 'attention', score: 'dot', useScale: false }, ([query = [], value = query]) => [
    ...query.slice(0, -1),
    value.at(-1) ?? 1,
  ]);
}

/** Every head with its own key and value unless fewer are asked for. */
export function multiHeadAttention(
  heads: number,
  keyDim: number,
  valueDim: number,
  sample: Sampler,
  keyValueHeads = heads,
): Sketch {
  const kernel = (role: WeightRole, from: number, to: number) =>
    weight(role, [from, to], { in: from, out: to }, sample, null);
  return {
    ...plain({
      kind: 'multiHeadAttention',
      heads,
      keyValueHeads,
      keyDim,
      valueDim,
      useBias: false,
      dropout: 0,
    }),
    weights: ([query, value = query]) => {
      const [width, other] = [query?.at(-1) ?? 1, value?.at(-1) ?? 1];
      return [
        kernel('query', width, heads * keyDim),
        kernel('key', other, keyValueHeads * keyDim),
        kernel('value', other, keyValueHeads * valueDim),
        kernel('attentionOutput', heads * valueDim, width),
      ];
    },
  };
}

export function dotProduct(axes: readonly [number, number], shape: readonly number[], normalize = false): Sketch {
  return plain({ kind: 'dot', axes, normalize }, () => shape);
}

/** Bahdanau's, with a factor for each feature. */
export function additiveAttention(sample: Sampler): Sketch {
  return {
    ...plain({ kind: 'attention', score: 'concat', useScale: true }, ([query = [], value = query]) => [
      ...query.slice(0, -1),
      value.at(-1) ?? 1,
    ]),
    weights: ([query = []]) => {
      const features = query.at(-1) ?? 1;
      return [weight('scale', [features], { in: features, out: 1 }, sample, null)];
    },
  };
}

/** Any equation, whose kernel and output have the given shapes. */
export function einsum(
  equation: string,
  kernel: readonly number[],
  output: readonly number[],
  fans: { readonly in: number; readonly out: number },
  sample: Sampler,
): Sketch {
  return {
    ...plain({ kind: 'einsumDense', equation, useBias: false }, () => output),
    weights: () => [weight('kernel', kernel, fans, sample, null)],
  };
}

/** The last axis to `made`. */
export function einsumDense(made: readonly number[], sample: Sampler): Sketch {
  const units = made.reduce((a, b) => a * b, 1);
  return {
    ...plain({ kind: 'einsumDense', equation: 'abc,cde->abde', useBias: false }, ([shape = []]) => [
      ...shape.slice(0, -1),
      ...made,
    ]),
    weights: ([shape]) => {
      const fanIn = shape?.at(-1) ?? 1;
      return [weight('kernel', [fanIn, ...made], { in: fanIn, out: units }, sample, null)];
    },
  };
}
