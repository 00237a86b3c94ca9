import { gram } from '../arithmetic/gram.ts';
import { applyLower } from '../arithmetic/lower.ts';
import { multiply, multiplyTransposed } from '../arithmetic/multiply.ts';
import type { Memory } from '../memory/memory.ts';
import type { Work } from '../operator.ts';
import { fillNormalInSlices } from '../random/fill.ts';
import type { RandomSource } from '../random/xoshiro.ts';
import { inSlices } from '../slices.ts';
import { cholesky, invertLower, PivotedFactor } from './factor.ts';
import { packFactor } from './normal-projection.ts';
import type { Projection, ProjectionSize } from './projection.ts';
import { addWishart } from './wishart.ts';

/** What is left of D's squared length counts as none below this: it is a difference of products rounded to float32. */
const LEFT_OVER = 1e-6;

/**
 * gain times a kernel with orthonormal rows or columns, uniform over all such (Haar). In the longer side's dimension it
 * is a frame; a part of a uniform frame is A C^-T with A standard normal and C C^T = A^T A + Wishart(the dimensions that
 * are not seen), since a whole frame is a normal matrix times the inverse root of its Gram matrix.
 */
export function orthogonalProjection(gain: number, { rows, fanIn, units }: ProjectionSize, memory: Memory): Projection {
  const met = memory.unset32(Math.min(rows, fanIn) * units);
  const frame = frameMaker(rows, memory);
  const leftOver = memory.scratch64(rows * rows);
  const factor = new PivotedFactor(rows);
  const coordinates = memory.scratch32(rows * rows);
  const across = memory.scratch32(rows * fanIn);
  const within = memory.scratch32(rows * rows);
  return {
    *forward(rank, generator) {
      const values = met.subarray(0, rank * units);
      yield* fillNormalInSlices(values, 0, 1, generator);
      yield* frame(values, rank, units, Math.max(0, fanIn - units), generator);
      yield* scale(values, gain);
      return values;
    },
    *backward(gramOfD, along, basis, generator, target) {
      const rank = basis.length / fanIn;
      if (gain === 0) return;
      // K = D D^T - (D U)(D U)^T with U the frame that was met.
      yield* inSlices(rows, rows * rank, (from, to) => {
        for (let i = from; i < to; i++) {
          for (let j = 0; j < rows; j++) {
            let sum = 0;
            for (let p = 0; p < rank; p++) sum += (along[i * rank + p] ?? 0) * (along[j * rank + p] ?? 0);
            leftOver[i * rows + j] = (gramOfD[i * rows + j] ?? 0) - sum / gain ** 2;
          }
        }
      });
      // W at right angles to Q has this rank at most.
      const most = units > fanIn ? units - rank : Math.min(units, fanIn - rank);
      yield* factor.compute(leftOver, gramOfD, LEFT_OVER, most);
      const directions = factor.rank;
      if (directions === 0 || rank === fanIn) return;
      packFactor(factor, coordinates);
      const values = across.subarray(0, directions * fanIn);
      yield* fillNormalInSlices(values, 0, 1, generator);
      const removeBasis = function* (): Work {
        yield* multiplyTransposed(values, basis, within, directions, rank, fanIn);
        for (let i = 0; i < directions * rank; i++) within[i] = -(within[i] ?? 0);
        yield* multiply(within, basis, values, directions, fanIn, rank, true);
      };
      yield* removeBasis();
      yield* frame(values, directions, fanIn, Math.max(0, units - fanIn), generator);
      // In few dimensions making a frame enlarges what rounding has left of Q (Giraud et al. 2005: twice is enough).
      yield* removeBasis();
      for (let i = 0; i < rows * directions; i++) coordinates[i] = gain * (coordinates[i] ?? 0);
      yield* multiply(coordinates, values, target, rows, fanIn, directions, true);
    },
  };
}

function scale(values: Float32Array, factor: number): Work {
  return inSlices(values.length, 1, (from, to) => {
    for (let i = from; i < to; i++) values[i] = factor * (values[i] ?? 0);
  });
}

type MakeFrame = (vectors: Float32Array, size: number, length: number, unseen: number, generator: RandomSource) => Work;

/** Turns `size` normal vectors into their part of an orthonormal frame with `unseen` further dimensions, in place. */
function frameMaker(most: number, memory: Memory): MakeFrame {
  const products = memory.scratch64(most * most);
  const inverse = memory.scratch64(most * most);
  const order = memory.int32(most);
  order.forEach((_, i) => {
    order[i] = i;
  });
  return function* (vectors, size, length, unseen, generator) {
    yield* gram(vectors, size, length, products);
    yield* addWishart(products, size, unseen, generator, inverse);
    yield* cholesky(products, size, size);
    yield* invertLower(products, size, size, inverse);
    yield* applyLower(inverse, size, vectors, order, length, vectors);
  };
}
