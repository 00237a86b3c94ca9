import type { Layer } from '../../model/graph.ts';
import { count, findWeight, type Operator, simpleOperator, type Tensor, type Work } from '../operator.ts';
import { drawVector } from '../random/weight.ts';
import { inSlices } from '../slices.ts';
import { indexAlong } from './indices.ts';

/** y = x * scale + offset. */
export function rescaling(scale: number, offset: number, input: Tensor, output: Tensor): Operator {
  return simpleOperator(
    () =>
      inSlices(output.value.length, 1, (from, to) => {
        for (let i = from; i < to; i++) output.value[i] = (input.value[i] ?? 0) * scale + offset;
      }),
    () =>
      inSlices(input.gradient.length, 1, (from, to) => {
        for (let i = from; i < to; i++) {
          input.gradient[i] = (input.gradient[i] ?? 0) + (output.gradient[i] ?? 0) * scale;
        }
      }),
  );
}

/** Divides each example by the root of its mean square over `axes` (arXiv 1910.07467), times a learnt factor. */
export function rmsNormalization(
  layer: Layer,
  axes: readonly number[],
  epsilon: number,
  input: Tensor,
  output: Tensor,
): Operator {
  const width = count(axes.map((axis) => input.shape[axis] ?? 1));
  return perLength(layer, axes, (sum) => 1 / Math.sqrt(sum / width + epsilon), width, input, output);
}

/** Below this a vector's length counts as this, so that zeros stay zeros. */
const SHORTEST_SQUARE = 1e-12;

/** Divides each example by its Euclidean length over `axes`. */
export function unitNormalization(layer: Layer, axes: readonly number[], input: Tensor, output: Tensor): Operator {
  return perLength(layer, axes, (sum) => 1 / Math.sqrt(Math.max(sum, SHORTEST_SQUARE)), 1, input, output);
}

/**
 * y = gamma x s(sum of x^2 over `axes`), where 1 / s^2 grows by 1 / width with the sum.
 * @param inverse s.
 */
function perLength(
  layer: Layer,
  axes: readonly number[],
  inverse: (sum: number) => number,
  width: number,
  input: Tensor,
  output: Tensor,
): Operator {
  const others = input.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const group = indexAlong(input.shape, others, output.memory);
  const parameter = indexAlong(input.shape, axes, output.memory);
  const { length } = group;
  const groups = length / count(axes.map((axis) => input.shape[axis] ?? 1));
  const gamma = output.memory.float32(length / groups);
  const sums = output.memory.float64(groups * input.batch);
  const along = output.memory.float64(groups * input.batch);
  const each = (act: (i: number, set: number, factor: number) => void): Work =>
    inSlices(input.batch * length, 2, (from, to) => {
      for (let at = from; at < to; at++) {
        const i = at % length;
        act(at, ((at - i) / length) * groups + (group[i] ?? 0), gamma[parameter[i] ?? 0] ?? 0);
      }
    });
  return {
    draw(streams) {
      return drawVector(gamma, findWeight(layer, 'gamma') ?? findWeight(layer, 'scale'), 1, streams);
    },
    *forward(): Work {
      sums.fill(0);
      yield* each((i, set) => {
        sums[set] = (sums[set] ?? 0) + (input.value[i] ?? 0) ** 2;
      });
      yield* each((i, set, factor) => {
        output.value[i] = factor * (input.value[i] ?? 0) * inverse(sums[set] ?? 0);
      });
    },
    *backward(): Work {
      along.fill(0);
      yield* each((i, set, factor) => {
        along[set] = (along[set] ?? 0) + factor * (output.gradient[i] ?? 0) * (input.value[i] ?? 0);
      });
      yield* each((i, set, factor) => {
        const s = inverse(sums[set] ?? 0);
        const radial = ((input.value[i] ?? 0) * (along[set] ?? 0) * s ** 2) / width;
        input.gradient[i] = (input.gradient[i] ?? 0) + s * (factor * (output.gradient[i] ?? 0) - radial);
      });
    },
    weightGradient: () => null,
  };
}
