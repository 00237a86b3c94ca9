import type { Taps } from '../arithmetic/taps.ts';
import { type Operator, simpleOperator, type Tensor } from '../operator.ts';

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
    () => {
      let to = 0;
      for (let example = 0; example < input.batch; example++) {
        for (let position = 0; position < taps.positions; position++) {
          for (let channel = 0; channel < channels; channel++) {
            const from = largest(example * inputLength, position, channel);
            chosen[to] = from;
            output.value[to] = input.value[from] ?? 0;
            to++;
          }
        }
      }
    },
    () => {
      for (let to = 0; to < chosen.length; to++) {
        const from = chosen[to] ?? 0;
        input.gradient[from] = (input.gradient[from] ?? 0) + (output.gradient[to] ?? 0);
      }
    },
  );
}

/** Mean over each window's positions within the image, channels last. */
export function averagePooling(taps: Taps, input: Tensor, output: Tensor): Operator {
  const channels = input.shape.at(-1) ?? 1;
  const inputLength = input.value.length / input.batch;
  const shares = Float64Array.from({ length: taps.positions }, (_, position) => {
    const within = taps.table.subarray(position * taps.size, (position + 1) * taps.size).filter((tap) => tap >= 0);
    return 1 / within.length;
  });

  /** Calls `act` for every pair of output and input rows. */
  const pairs = (act: (to: number, from: number, share: number) => void): void => {
    for (let example = 0; example < input.batch; example++) {
      for (let position = 0; position < taps.positions; position++) {
        const to = (example * taps.positions + position) * channels;
        for (let t = 0; t < taps.size; t++) {
          const tap = taps.table[position * taps.size + t] ?? -1;
          if (tap >= 0) act(to, example * inputLength + tap * channels, shares[position] ?? 0);
        }
      }
    }
  };
  return simpleOperator(
    () => {
      output.value.fill(0);
      pairs((to, from, share) => {
        for (let c = 0; c < channels; c++) {
          output.value[to + c] = (output.value[to + c] ?? 0) + share * (input.value[from + c] ?? 0);
        }
      });
    },
    () => {
      pairs((to, from, share) => {
        for (let c = 0; c < channels; c++) {
          input.gradient[from + c] = (input.gradient[from + c] ?? 0) + share * (output.gradient[to + c] ?? 0);
        }
      });
    },
  );
}
