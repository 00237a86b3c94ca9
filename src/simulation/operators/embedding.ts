import type { Layer } from '../../model/graph.ts';
import { squaresInSlices } from '../arithmetic/sliced.ts';
import { findWeight, type Operator, type Tensor, type Work } from '../operator.ts';
import { drawKernel } from '../random/weight.ts';
import { fillInSlices, inSlices } from '../slices.ts';

/**
 * Rows of a table. The rest of a run knows no integers, so any number that comes in stands for a row: equal numbers for
 * the same one, all rows being equally likely. No gradient goes back through the choice.
 */
export function embedding(layer: Layer, rows: number, input: Tensor, output: Tensor): Operator {
  const width = output.shape.at(-1) ?? 1;
  const { memory } = output;
  const table = memory.float32(rows * width);
  const gradients = memory.scratch32(table.length);
  const chosen = memory.int32(input.value.length);
  const bits = new Int32Array(input.value.buffer, input.value.byteOffset, input.value.length);
  return {
    *draw(streams): Work {
      yield* drawKernel(table, findWeight(layer, 'embedding'), { rows, columns: width, fanIn: rows }, streams);
    },
    forward: () =>
      inSlices(chosen.length, width, (from, to) => {
        for (let i = from; i < to; i++) {
          const row = Math.floor((mix(bits[i] ?? 0) / 2 ** 32) * rows);
          chosen[i] = row;
          output.value.set(table.subarray(row * width, (row + 1) * width), i * width);
        }
      }),
    backward: () => undefined,
    *weightGradient(): Work<number> {
      yield* fillInSlices(gradients, 0);
      yield* inSlices(chosen.length, width, (from, to) => {
        for (let i = from; i < to; i++) {
          const row = chosen[i] ?? 0;
          for (let k = 0; k < width; k++) {
            const at = row * width + k;
            gradients[at] = (gradients[at] ?? 0) + (output.gradient[i * width + k] ?? 0);
          }
        }
      });
      return (yield* squaresInSlices(gradients)) / gradients.length;
    },
  };
}

/** An even spread of all bit patterns over 0 to 2^32 - 1 (MurmurHash3's finaliser). */
function mix(bits: number): number {
  let x = bits | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}
