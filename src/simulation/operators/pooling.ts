import type { Taps } from '../arithmetic/taps.ts';
import { type Operator, simpleOperator, type Tensor, type Work } from '../operator.ts';
import { fillInSlices, inSlices } from '../slices.ts';

/** Maximum over each window, channels last; the gradient goes to the first largest element. */
export function maxPooling(taps: Taps, input: Tensor, output: Tensor): Operator {
  const channels = input.shape.at(-1) ?? 1;
  const inputLength = input.value.length / input.batch;
  const chosen = output.memory.int32(output.value.length);

  const largest = (start: number, position: number, channel: number): number => {
    let best = -1;
    for (let t = 0; t < taps.size; t++) {
      const tap = taps.table[position * taps.size + t] ?? -1;
      const at = start + tap * channels + channel;
      if (tap >= 0 && (best < 0 || (input.value[at] ?? 0) > (input.value[best] ?? 0))) best = at;
    }
    return best;
  };
  return simpleOperator(
    () =>
      inSlices(chosen.length, 2 * taps.size, (first, last) => {
        for (let to = first; to < last; to++) {
          const channel = to % channels;
          const row = (to - channel) / channels;
          const position = row % taps.positions;
          const from = largest(((row - position) / taps.positions) * inputLength, position, channel);
          chosen[to] = from;
          output.value[to] = input.value[from] ?? 0;
        }
      }),
    () =>
      inSlices(chosen.length, 2, (first, last) => {
        for (let to = first; to < last; to++) {
          const from = chosen[to] ?? 0;
          input.gradient[from] = (input.gradient[from] ?? 0) + (output.gradient[to] ?? 0);
        }
      }),
  );
}

/** Mean over each window's positions within the image, channels last. */
export function averagePooling(taps: Taps, input: Tensor, output: Tensor): Operator {
  const channels = input.shape.at(-1) ?? 1;
  const inputLength = input.value.length / input.batch;
  const shares = output.memory.float64(taps.positions);
  output.memory.prepare(() => fillShares(shares, taps));

  /** Calls `act` for every pair of output and input rows. */
  const pairs = (act: (to: number, from: number, share: number) => void): Work =>
    inSlices(input.batch * taps.positions * taps.size, channels, (first, last) => {
      for (let pair = first; pair < last; pair++) {
        const t = pair % taps.size;
        const row = (pair - t) / taps.size;
        const position = row % taps.positions;
        const tap = taps.table[position * taps.size + t] ?? -1;
        const image = (row - position) / taps.positions;
        if (tap >= 0) act(row * channels, image * inputLength + tap * channels, shares[position] ?? 0);
      }
    });
  return simpleOperator(
    function* () {
      yield* fillInSlices(output.value, 0);
      yield* pairs((to, from, share) => {
        for (let c = 0; c < channels; c++) {
          output.value[to + c] = (output.value[to + c] ?? 0) + share * (input.value[from + c] ?? 0);
        }
      });
    },
    () =>
      pairs((to, from, share) => {
        for (let c = 0; c < channels; c++) {
          input.gradient[from + c] = (input.gradient[from + c] ?? 0) + share * (output.gradient[to + c] ?? 0);
        }
      }),
  );
}

/** One over the number of each window's positions within the image. */
function fillShares(shares: Float64Array, { size, table }: Taps): Work {
  return inSlices(shares.length, size, (from, to) => {
    for (let position = from; position < to; position++) {
      let within = 0;
      for (let t = 0; t < size; t++) if ((table[position * size + t] ?? -1) >= 0) within++;
      shares[position] = 1 / within;
    }
  });
}
