import type { Work } from '../../operator.ts';
import { inSlices } from '../../slices.ts';

/** Every row of scores becomes softmax(scale x scores), the largest one subtracted first. */
export function softmaxRows(scores: Float32Array, rows: number, width: number, scale: number): Work {
  return eachRow(rows, width, (start) => {
    let largest = Number.NEGATIVE_INFINITY;
    for (let i = start; i < start + width; i++) largest = Math.max(largest, scale * (scores[i] ?? 0));
    let sum = 0;
    for (let i = start; i < start + width; i++) {
      const weight = Math.exp(scale * (scores[i] ?? 0) - largest);
      scores[i] = weight;
      sum += weight;
    }
    for (let i = start; i < start + width; i++) scores[i] = (scores[i] ?? 0) / sum;
  });
}

/** The way back: `slopes`, with respect to the weights, become those with respect to the scores before the scale. */
export function backThroughRows(
  weights: Float32Array,
  slopes: Float32Array,
  rows: number,
  width: number,
  scale: number,
): Work {
  return eachRow(rows, width, (start) => {
    let mean = 0;
    for (let i = start; i < start + width; i++) mean += (weights[i] ?? 0) * (slopes[i] ?? 0);
    for (let i = start; i < start + width; i++) slopes[i] = scale * (weights[i] ?? 0) * ((slopes[i] ?? 0) - mean);
  });
}

/** In slices. */
function eachRow(rows: number, width: number, act: (start: number) => void): Work {
  return inSlices(rows, 4 * width, (from, to) => {
    for (let row = from; row < to; row++) act(row * width);
  });
}
