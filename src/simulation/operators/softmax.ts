import { type Operator, simpleOperator, type Tensor, type Work } from '../operator.ts';
import { inSlices } from '../slices.ts';

/** Over the last dimension, the largest logit subtracted first. */
export function softmax(input: Tensor, output: Tensor): Operator {
  const units = input.shape.at(-1) ?? 1;
  return simpleOperator(
    () => eachRow(input, units, (start) => fillShares(input.value, output.value, start, units)),
    () =>
      eachRow(input, units, (start) => {
        let product = 0;
        for (let i = start; i < start + units; i++) product += (output.gradient[i] ?? 0) * (output.value[i] ?? 0);
        for (let i = start; i < start + units; i++) {
          const passed = (output.value[i] ?? 0) * ((output.gradient[i] ?? 0) - product);
          input.gradient[i] = (input.gradient[i] ?? 0) + passed;
        }
      }),
  );
}

/** z - ln sum e^z over the last dimension. */
export function logSoftmax(input: Tensor, output: Tensor): Operator {
  const units = input.shape.at(-1) ?? 1;
  return simpleOperator(
    () =>
      eachRow(input, units, (start) => {
        const largest = maximum(input.value, start, units);
        let sum = 0;
        for (let i = start; i < start + units; i++) sum += Math.exp((input.value[i] ?? 0) - largest);
        const shift = largest + Math.log(sum);
        for (let i = start; i < start + units; i++) output.value[i] = (input.value[i] ?? 0) - shift;
      }),
    () =>
      eachRow(input, units, (start) => {
        let sum = 0;
        for (let i = start; i < start + units; i++) sum += output.gradient[i] ?? 0;
        for (let i = start; i < start + units; i++) {
          const passed = (output.gradient[i] ?? 0) - Math.exp(output.value[i] ?? 0) * sum;
          input.gradient[i] = (input.gradient[i] ?? 0) + passed;
        }
      }),
  );
}

function fillShares(logits: Float32Array, shares: Float32Array, start: number, units: number): void {
  const largest = maximum(logits, start, units);
  let sum = 0;
  for (let i = start; i < start + units; i++) sum += Math.exp((logits[i] ?? 0) - largest);
  for (let i = start; i < start + units; i++) shares[i] = Math.exp((logits[i] ?? 0) - largest) / sum;
}

function maximum(values: Float32Array, start: number, length: number): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = start; i < start + length; i++) largest = Math.max(largest, values[i] ?? 0);
  return largest;
}

/** Exponentials, twice. */
const STEPS = 8;

function eachRow(tensor: Tensor, units: number, act: (start: number) => void): Work {
  return inSlices(tensor.value.length / units, STEPS * units, (from, to) => {
    for (let row = from; row < to; row++) act(row * units);
  });
}
