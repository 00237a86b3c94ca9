import type { Layer } from '../../model/graph.ts';
import { addBias } from '../arithmetic/bias.ts';
import { gram, productOfGrams } from '../arithmetic/gram.ts';
import { multiply, multiplyTransposed } from '../arithmetic/multiply.ts';
import { sumOf } from '../arithmetic/vectors.ts';
import { count, findWeight, type Operator, type Tensor, type Work } from '../operator.ts';
import { drawVector } from '../random/weight.ts';
import type { RandomSource } from '../random/xoshiro.ts';
import { inSlices } from '../slices.ts';
import type { KernelLaw } from './kernel-law.ts';
import { normalProjection } from './normal-projection.ts';
import { orthogonalProjection } from './orthogonal-projection.ts';
import { RowBasis } from './row-basis.ts';

/**
 * y = x W + b with a random kernel of which only what the batch meets is drawn: with X = C Q (Q orthonormal), X W = C (Q W)
 * and Q W has a simple law; the gradient is D W^T = D (Q W)^T Q plus what W does at right angles to Q, which forward has not
 * met. Exact jointly for both ways, of any rank of X and D. The same conditioning is Bolthausen's (2014, arXiv 1201.2891) of
 * Gaussian matrices on what has been seen of them.
 */
export function undrawnDense(layer: Layer, law: KernelLaw, input: Tensor, output: Tensor): Operator {
  const { memory } = output;
  const fanIn = input.shape.at(-1) ?? 1;
  const units = output.shape.at(-1) ?? 1;
  const rows = (input.batch * count(input.shape)) / fanIn;
  const size = { rows, fanIn, units };
  const projection =
    law.kind === 'normal' ? normalProjection(law.stddev, size, memory) : orthogonalProjection(law.gain, size, memory);
  const mean = law.kind === 'normal' ? law.mean : 0;
  const basis = new RowBasis(rows, fanIn, memory);
  const bias = memory.float32(units);
  const gramOfD = memory.scratch64(rows * rows);
  const along = memory.scratch32(rows * rows);
  let generator: RandomSource | null = null;
  let met: Float32Array = new Float32Array(0);

  return {
    method: 'undrawn',
    draw(streams) {
      generator = streams('kernel', null);
      return drawVector(bias, findWeight(layer, 'bias'), 0, streams);
    },
    *forward(): Work {
      if (generator === null) throw new RangeError(`Layer ${layer.id} went forward before it was drawn.`);
      yield* basis.update(input.value);
      met = yield* projection.forward(basis.rank, generator);
      yield* multiply(basis.coordinates, met, output.value, rows, units, basis.rank);
      if (mean !== 0) yield* addMeans(input.value, fanIn, mean, output.value, units, rows);
      spreadNonFinite(basis.gram, output.value, units, rows);
      yield* addBias(output.value, bias);
    },
    *backward(): Work {
      if (generator === null) throw new RangeError(`Layer ${layer.id} went back before it went forward.`);
      const { rank } = basis;
      const d = output.gradient;
      yield* gram(d, rows, units, gramOfD);
      const q = yield* basis.basis(input.value);
      yield* multiplyTransposed(d, met, along, rows, rank, units);
      yield* projection.backward(gramOfD, along, q, generator, input.gradient);
      yield* multiply(along, q, input.gradient, rows, fanIn, rank, true);
      if (mean !== 0) yield* addMeans(d, units, mean, input.gradient, fanIn, rows);
      spreadNonFinite(gramOfD, input.gradient, fanIn, rows);
    },
    *weightGradient(): Work<number> {
      return (yield* productOfGrams(basis.gram, gramOfD)) / (fanIn * units);
    },
  };
}

/** Every row's sum times `factor` added to all of the target's row: a kernel of equal elements. */
function addMeans(
  source: Float32Array,
  width: number,
  factor: number,
  target: Float32Array,
  targetWidth: number,
  rows: number,
): Work {
  return inSlices(rows, width + targetWidth, (from, to) => {
    for (let row = from; row < to; row++) {
      const sum = factor * sumOf(source.subarray(row * width, (row + 1) * width));
      for (let i = row * targetWidth; i < (row + 1) * targetWidth; i++) target[i] = (target[i] ?? 0) + sum;
    }
  });
}

/** Rows that hold infinities, and so have no Gram matrix, make rows that are not numbers. */
function spreadNonFinite(ofRows: Float64Array, target: Float32Array, width: number, rows: number): void {
  for (let row = 0; row < rows; row++) {
    if (!Number.isFinite(ofRows[row * rows + row] ?? 0)) target.fill(Number.NaN, row * width, (row + 1) * width);
  }
}
