import { count, type Operator, simpleOperator, type Tensor } from '../operator.ts';

/** Output element i of an example is input element table[i], or 0 for -1: reshaping, padding, passing on. */
function rearrange(table: Int32Array, input: Tensor, output: Tensor): Operator {
  const from = input.value.length / input.batch;
  const to = output.value.length / output.batch;
  return simpleOperator(
    () => {
      for (let example = 0; example < output.batch; example++) {
        for (let i = 0; i < to; i++) {
          const source = table[i] ?? -1;
          output.value[example * to + i] = source < 0 ? 0 : (input.value[example * from + source] ?? 0);
        }
      }
    },
    () => {
      for (let example = 0; example < output.batch; example++) {
        for (let i = 0; i < to; i++) {
          const source = table[i] ?? -1;
          if (source < 0) continue;
          const at = example * from + source;
          input.gradient[at] = (input.gradient[at] ?? 0) + (output.gradient[example * to + i] ?? 0);
        }
      }
    },
  );
}

/** Elements in their order; where sizes differ, as behind a layer that is not covered, they are repeated or cut off. */
export function passOn(input: Tensor, output: Tensor): Operator {
  const from = count(input.shape);
  return rearrange(
    Int32Array.from({ length: count(output.shape) }, (_, i) => i % from),
    input,
    output,
  );
}

/** Zeros around an image, channels last. */
export function zeroPadding(amounts: readonly (readonly [number, number])[], input: Tensor, output: Tensor): Operator {
  const channels = input.shape.at(-1) ?? 1;
  let table = Int32Array.of(0);
  amounts.forEach(([before], dimension) => {
    const size = input.shape[dimension] ?? 1;
    const padded = output.shape[dimension] ?? 1;
    table = appendDimension(table, size, padded, before);
  });
  return rearrange(appendDimension(table, channels, channels, 0), input, output);
}

function appendDimension(outer: Int32Array, size: number, padded: number, before: number): Int32Array<ArrayBuffer> {
  return Int32Array.from({ length: outer.length * padded }, (_, i) => {
    const base = outer[Math.floor(i / padded)] ?? -1;
    const at = (i % padded) - before;
    return base < 0 || at < 0 || at >= size ? -1 : base * size + at;
  });
}
