import type { Layer } from '../../model/graph.ts';
import { engineOf } from '../kernels/engine.ts';
import { findWeight, type Operator, type Tensor, type Work } from '../operator.ts';
import { drawVector } from '../random/weight.ts';
import { inSlices } from '../slices.ts';

/** Layer normalisation of the last axes, `width` elements together: y = gamma (x - mean) / sqrt(variance + epsilon) + beta. */
export function normalizedRows(layer: Layer, width: number, epsilon: number, input: Tensor, output: Tensor): Operator {
  const { memory } = output;
  const rows = input.value.length / width;
  const [gamma, beta] = [memory.float32(width), memory.float32(width)];
  const [mean, inverse] = [memory.float64(rows), memory.float64(rows)];
  /** Calls `act` for stretches of rows. */
  const overRows = (act: (from: number, to: number) => void): Work => inSlices(rows, 4 * width, act);
  const at = ({ byteOffset }: Float32Array, row: number) => byteOffset + 4 * row * width;
  const forwardPortably = (row: number): void => {
    const x = input.value.subarray(row * width, (row + 1) * width);
    const centre = x.reduce((sum, value) => sum + value, 0) / width;
    const factor = 1 / Math.sqrt(x.reduce((sum, value) => sum + (value - centre) ** 2, 0) / width + epsilon);
    for (let c = 0; c < width; c++) {
      output.value[row * width + c] = (gamma[c] ?? 0) * ((x[c] ?? 0) - centre) * factor + (beta[c] ?? 0);
    }
    mean[row] = centre;
    inverse[row] = factor;
  };
  const backPortably = (row: number): void => {
    const start = row * width;
    const [centre, factor] = [mean[row] ?? 0, inverse[row] ?? 0];
    const gradient = (c: number) => (gamma[c] ?? 0) * (output.gradient[start + c] ?? 0);
    const normalized = (c: number) => ((input.value[start + c] ?? 0) - centre) * factor;
    let [sum, along] = [0, 0];
    for (let c = 0; c < width; c++) {
      sum += gradient(c) / width;
      along += (gradient(c) * normalized(c)) / width;
    }
    for (let c = 0; c < width; c++) {
      const passed = factor * (gradient(c) - sum - along * normalized(c));
      input.gradient[start + c] = (input.gradient[start + c] ?? 0) + passed;
    }
  };
  return {
    *draw(streams): Work {
      yield* drawVector(gamma, findWeight(layer, 'gamma'), 1, streams);
      yield* drawVector(beta, findWeight(layer, 'beta'), 0, streams);
    },
    forward() {
      const engine = engineOf(input.value, output.value, gamma);
      const [scale, offset] = [gamma.byteOffset, beta.byteOffset];
      return overRows((from, to) => {
        if (engine === null) {
          for (let row = from; row < to; row++) forwardPortably(row);
          return;
        }
        const [x, y] = [at(input.value, from), at(output.value, from)];
        const [centres, factors] = [mean.byteOffset + 8 * from, inverse.byteOffset + 8 * from];
        engine.run.normalizeRows(x, y, to - from, width, epsilon, scale, offset, centres, factors);
      });
    },
    backward() {
      const isInPlace = input.gradient.buffer === gamma.buffer;
      const engine = isInPlace ? engineOf(input.value, output.gradient, gamma) : null;
      return overRows((from, to) => {
        if (engine === null) {
          for (let row = from; row < to; row++) backPortably(row);
          return;
        }
        const [x, dy, dx] = [at(input.value, from), at(output.gradient, from), at(input.gradient, from)];
        const [centres, factors] = [mean.byteOffset + 8 * from, inverse.byteOffset + 8 * from];
        engine.run.normalizeRowsBack(x, dy, dx, to - from, width, gamma.byteOffset, centres, factors);
      });
    },
    weightGradient: () => null,
  };
}
