import type { Layer } from '../../model/graph.ts';
import { engineOf } from '../kernels/engine.ts';
import { findWeight, type Operator, type Tensor, type Work } from '../operator.ts';
import { drawVector } from '../random/weight.ts';
import { inSlices } from '../slices.ts';
import { columnsPortably } from './portable-columns.ts';

/** One figure a channel for a pass over the batch. */
export interface ColumnFigures {
  readonly gamma: Float32Array;
  readonly beta: Float32Array;
  /** Sums in float64, then means. */
  readonly mean: Float64Array;
  readonly squares: Float64Array;
  readonly sums: Float64Array;
  readonly along: Float64Array;
  /** As float32, what the pass multiplies with. */
  readonly centre: Float32Array;
  readonly factor: Float32Array;
  readonly slant: Float32Array;
  readonly shift: Float32Array;
}

/** Batch normalisation of the last axis: y = gamma (x - mean) / sqrt(variance + epsilon) + beta over all else. */
export function normalizedColumns(layer: Layer, epsilon: number, input: Tensor, output: Tensor): Operator {
  const { memory } = output;
  const width = input.shape.at(-1) ?? 1;
  const rows = input.value.length / width;
  const [gamma, beta] = [memory.float32(width), memory.float32(width)];
  const [mean, squares] = [memory.float64(width), memory.float64(width)];
  const [sums, along] = [memory.scratch64(width), memory.scratch64(width)];
  const centre = memory.float32(width);
  const [factor, slant, shift] = [memory.scratch32(width), memory.scratch32(width), memory.scratch32(width)];
  const figures = { gamma, beta, mean, squares, sums, along, centre, factor, slant, shift };
  /** 1 / sqrt(variance + epsilon). */
  const inverse = (column: number) => 1 / Math.sqrt((squares[column] ?? 0) + epsilon);
  const overRows = (pass: RowPass): Work => inSlices(rows, width, pass);
  return {
    *draw(streams): Work {
      yield* drawVector(gamma, findWeight(layer, 'gamma'), 1, streams);
      yield* drawVector(beta, findWeight(layer, 'beta'), 0, streams);
    },
    *forward(): Work {
      const passes = passesOver(width, input, output, figures);
      mean.fill(0);
      yield* overRows(passes.addSums);
      for (let c = 0; c < width; c++) {
        mean[c] = (mean[c] ?? 0) / rows;
        centre[c] = mean[c] ?? 0;
      }
      squares.fill(0);
      yield* overRows(passes.addSquares);
      for (let c = 0; c < width; c++) {
        squares[c] = (squares[c] ?? 0) / rows;
        factor[c] = (gamma[c] ?? 0) * inverse(c);
      }
      yield* overRows(passes.scale);
    },
    *backward(): Work {
      const passes = passesOver(width, input, output, figures);
      sums.fill(0);
      along.fill(0);
      yield* overRows(passes.addProducts);
      // inverse (gamma dy - mean(gamma dy) - normalised mean(gamma dy normalised)).
      for (let c = 0; c < width; c++) {
        const scale = (gamma[c] ?? 0) * inverse(c);
        factor[c] = scale;
        slant[c] = (-scale * (along[c] ?? 0) * inverse(c) ** 2) / rows;
        shift[c] = (-scale * (sums[c] ?? 0)) / rows;
      }
      yield* overRows(passes.addBack);
    },
    weightGradient: () => null,
  };
}

/** Goes over rows [from, to) of the batch. */
export type RowPass = (from: number, to: number) => void;

export interface ColumnPasses {
  /** mean += x. */
  readonly addSums: RowPass;
  /** squares += (x - mean)^2. */
  readonly addSquares: RowPass;
  /** y = (x - centre) factor + beta. */
  readonly scale: RowPass;
  /** sums += dy, along += dy (x - centre). */
  readonly addProducts: RowPass;
  /** dx += factor dy + slant (x - centre) + shift. */
  readonly addBack: RowPass;
}

function passesOver(width: number, input: Tensor, output: Tensor, figures: ColumnFigures): ColumnPasses {
  const engine = engineOf(input.value, output.value, figures.mean);
  if (engine === null) return columnsPortably(width, input, output, figures);
  const { run } = engine;
  const at = ({ byteOffset }: Float32Array, row: number) => byteOffset + 4 * row * width;
  const [x, y, dx, dy] = [input.value, output.value, input.gradient, output.gradient];
  const { byteOffset: mean } = figures.mean;
  const { byteOffset: centre } = figures.centre;
  const { byteOffset: factor } = figures.factor;
  const { byteOffset: along } = figures.along;
  const { byteOffset: squares } = figures.squares;
  const { byteOffset: sums } = figures.sums;
  const { byteOffset: beta } = figures.beta;
  return {
    addSums: (from, to) => run.addColumns(at(x, from), to - from, width, mean),
    addSquares: (from, to) => run.addColumnSquares(at(x, from), to - from, width, mean, squares),
    scale: (from, to) => run.scaleColumns(at(x, from), at(y, from), to - from, width, centre, factor, beta),
    addProducts: (from, to) => run.addColumnProducts(at(x, from), at(dy, from), to - from, width, centre, sums, along),
    addBack(from, to) {
      const { byteOffset: slant } = figures.slant;
      const { byteOffset: shift } = figures.shift;
      run.addColumnsBack(at(x, from), at(dy, from), at(dx, from), to - from, width, centre, factor, slant, shift);
    },
  };
}
