import type { Layer } from '../../model/graph.ts';
import { engineOf } from '../kernels/engine.ts';
import { findWeight, type Operator, type Tensor } from '../operator.ts';
import { drawVector } from '../random/weight.ts';

/** Layer normalisation of the last axes, `width` elements together: y = gamma (x - mean) / sqrt(variance + epsilon) + beta. */
export function normalizedRows(layer: Layer, width: number, epsilon: number, input: Tensor, output: Tensor): Operator {
  const { memory } = output;
  const rows = input.value.length / width;
  const [gamma, beta] = [memory.float32(width), memory.float32(width)];
  const [mean, inverse] = [memory.float64(rows), memory.float64(rows)];
  return {
    draw(streams) {
      drawVector(gamma, findWeight(layer, 'gamma'), 1, streams);
      drawVector(beta, findWeight(layer, 'beta'), 0, streams);
      return undefined;
    },
    forward() {
      const engine = engineOf(input.value, output.value, gamma);
      if (engine !== null) {
        const [x, y] = [input.value.byteOffset, output.value.byteOffset];
        const [scale, offset] = [gamma.byteOffset, beta.byteOffset];
        engine.run.normalizeRows(x, y, rows, width, epsilon, scale, offset, mean.byteOffset, inverse.byteOffset);
        return undefined;
      }
      for (let row = 0; row < rows; row++) {
        const x = input.value.subarray(row * width, (row + 1) * width);
        const centre = x.reduce((sum, value) => sum + value, 0) / width;
        const factor = 1 / Math.sqrt(x.reduce((sum, value) => sum + (value - centre) ** 2, 0) / width + epsilon);
        for (let c = 0; c < width; c++) {
          output.value[row * width + c] = (gamma[c] ?? 0) * ((x[c] ?? 0) - centre) * factor + (beta[c] ?? 0);
        }
        mean[row] = centre;
        inverse[row] = factor;
      }
      return undefined;
    },
    backward() {
      const engine = engineOf(input.value, output.gradient, gamma);
      if (engine !== null && input.gradient.buffer === gamma.buffer) {
        const [x, dy, dx] = [input.value.byteOffset, output.gradient.byteOffset, input.gradient.byteOffset];
        engine.run.normalizeRowsBack(x, dy, dx, rows, width, gamma.byteOffset, mean.byteOffset, inverse.byteOffset);
        return undefined;
      }
      for (let row = 0; row < rows; row++) {
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
      }
      return undefined;
    },
    weightGradient: () => null,
  };
}
