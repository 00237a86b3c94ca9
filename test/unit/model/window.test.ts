import assert from 'node:assert/strict';
import type { Padding } from '../../../src/model/operation.ts';
import { countTaps, slide } from '../../../src/model/window.ts';

/** [input, output, size, stride, dilation, padding, zeros before]: outputs and padding as TensorFlow's documentation computes them. */
const SLIDES: readonly (readonly [number, number, number, number, number, Padding, number])[] = [
  [10, 8, 3, 1, 1, 'valid', 0],
  [10, 10, 3, 1, 1, 'same', 1],
  [10, 5, 3, 2, 1, 'same', 0],
  [9, 5, 3, 2, 1, 'same', 1],
  [10, 10, 4, 1, 1, 'same', 1],
  [10, 10, 3, 1, 2, 'same', 2],
  [10, 10, 3, 1, 2, 'causal', 4],
  [2, 1, 3, 2, 1, 'same', 0],
];

describe('slide', () => {
  for (const [input, output, size, stride, dilation, padding, before] of SLIDES) {
    it(`puts ${before} zeros before ${input} inputs under ${size} taps, stride ${stride}, dilation ${dilation}, ${padding}`, () => {
      const dimension = slide(input, output, size, stride, dilation, padding);
      assert.equal(dimension.before, before);
      let taps = 0;
      for (let o = 0; o < output; o++) {
        for (let k = 0; k < size; k++) {
          const at = o * stride - before + k * dilation;
          if (at >= 0 && at < input) taps++;
        }
      }
      assert.equal(countTaps(dimension), taps);
    });
  }
});
