import type { Layer } from '../../model/graph.ts';
import { engineOf } from '../kernels/engine.ts';
import { findWeight, type Operator, type Tensor } from '../operator.ts';
import { drawVector } from '../random/weight.ts';
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
  return {
    draw(streams) {
      drawVector(gamma, findWeight(layer, 'gamma'), 1, streams);
      drawVector(beta, findWeight(layer, 'beta'), 0, streams);
      return undefined;
    },
    forward() {
      const passes = passesOver(rows, width, input, output, figures);
      mean.fill(0);
      passes.addSums();
      for (let c = 0; c < width; c++) {
        mean[c] = (mean[c] ?? 0) / rows;
        centre[c] = mean[c] ?? 0;
      }
      squares.fill(0);
      passes.addSquares();
      for (let c = 0; c < width; c++) {
        squares[c] = (squares[c] ?? 0) / rows;
        factor[c] = (gamma[c] ?? 0) * inverse(c);
      }
      passes.scale();
      return undefined;
    },
    backward() {
      const passes = passesOver(rows, width, input, output, figures);
      sums.fill(0);
      along.fill(0);
      passes.addProducts();
      // inverse (gamma dy - mean(gamma dy) - normalised mean(gamma dy normalised)).
      for (let c = 0; c < width; c++) {
        const scale = (gamma[c] ?? 0) * inverse(c);
        factor[c] = scale;
        slant[c] = (-scale * (along[c] ?? 0) * inverse(c) ** 2) / rows;
        shift[c] = (-scale * (sums[c] ?? 0)) / rows;
      }
      passes.addBack();
      return undefined;
    },
    weightGradient: () => null,
  };
}

/** Passes over all rows. */
export interface ColumnPasses {
  /** mean += x. */
  addSums(): void;
  /** squares += (x - mean)^2. */
  addSquares(): void;
  /** y = (x - centre) factor + beta. */
  scale(): void;
  /** sums += dy, along += dy (x - centre). */
  addProducts(): void;
  /** dx += factor dy + slant (x - centre) + shift. */
  addBack(): void;
}

function passesOver(rows: number, width: number, input: Tensor, output: Tensor, figures: ColumnFigures): ColumnPasses {
  const engine = engineOf(input.value, output.value, figures.mean);
  if (engine === null) return columnsPortably(width, input, output, figures);
  const { run } = engine;
  const [x, y] = [input.value.byteOffset, output.value.byteOffset];
  const [dx, dy] = [input.gradient.byteOffset, output.gradient.byteOffset];
  const { byteOffset: mean } = figures.mean;
  const { byteOffset: centre } = figures.centre;
  const { byteOffset: factor } = figures.factor;
  const { byteOffset: along } = figures.along;
  return {
    addSums: () => run.addColumns(x, rows, width, mean),
    addSquares: () => run.addColumnSquares(x, rows, width, mean, figures.squares.byteOffset),
    scale: () => run.scaleColumns(x, y, rows, width, centre, factor, figures.beta.byteOffset),
    addProducts: () => run.addColumnProducts(x, dy, rows, width, centre, figures.sums.byteOffset, along),
    addBack() {
      const { byteOffset: slant } = figures.slant;
      run.addColumnsBack(x, dy, dx, rows, width, centre, factor, slant, figures.shift.byteOffset);
    },
  };
}
