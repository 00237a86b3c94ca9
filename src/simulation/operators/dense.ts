import type { Layer } from '../../model/graph.ts';
import { multiplyTransposed, outerProductSquares, transpose } from '../arithmetic/multiply.ts';
import { count, findWeight, type Operator, type Tensor, type Work } from '../operator.ts';
import { drawKernel, drawVector } from '../random/weight.ts';
import { addBias } from './bias.ts';

/** Products between two pauses: a few milliseconds. */
const SLICE = 4e6;

/** y = x W + b over the last dimension, with the weights drawn. */
export function drawnDense(layer: Layer, input: Tensor, output: Tensor): Operator {
  const fanIn = input.shape.at(-1) ?? 1;
  const units = output.shape.at(-1) ?? 1;
  const rows = (input.batch * count(input.shape)) / fanIn;
  const kernel = new Float32Array(fanIn * units);
  const transposed = new Float32Array(units * fanIn);
  const bias = new Float32Array(units);
  const passed = new Float32Array(input.gradient.length);
  const slices = rowSlices(rows, fanIn * units);

  return {
    *draw(streams): Work {
      yield* drawKernel(kernel, findWeight(layer, 'kernel'), { rows: fanIn, columns: units, fanIn }, streams);
      transpose(kernel, transposed, fanIn, units);
      drawVector(bias, findWeight(layer, 'bias'), 0, streams);
    },
    *forward(): Work {
      for (const [from, to] of slices) {
        const x = input.value.subarray(from * fanIn, to * fanIn);
        const y = output.value.subarray(from * units, to * units);
        multiplyTransposed(x, transposed, y, to - from, units, fanIn);
        yield;
      }
      addBias(output.value, bias);
    },
    *backward(): Work {
      for (const [from, to] of slices) {
        const dy = output.gradient.subarray(from * units, to * units);
        const dx = passed.subarray(from * fanIn, to * fanIn);
        multiplyTransposed(dy, kernel, dx, to - from, fanIn, units);
        yield;
      }
      for (let i = 0; i < passed.length; i++) input.gradient[i] = (input.gradient[i] ?? 0) + (passed[i] ?? 0);
    },
    weightGradient: () => outerProductSquares(input.value, output.gradient, rows, fanIn, units) / kernel.length,
  };
}

/** Cuts rows of a product into slices of bounded work, at least 4 rows each. */
function rowSlices(rows: number, workPerRow: number): (readonly [from: number, to: number])[] {
  const size = Math.max(4, Math.floor(SLICE / workPerRow / 4) * 4);
  const slices: (readonly [number, number])[] = [];
  for (let from = 0; from < rows; from += size) slices.push([from, Math.min(rows, from + size)]);
  return slices;
}
