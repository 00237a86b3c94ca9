import type { Activation } from '../../model/activation.ts';
import { arrayFunction } from '../arithmetic/array-function.ts';
import { type Operator, simpleOperator, type Tensor } from '../operator.ts';

/** f at every element. */
export function elementwise(activation: Activation, input: Tensor, output: Tensor): Operator {
  const f = arrayFunction(activation);
  const { length } = input.value;
  const whole = { rows: 1, stride: length, from: 0, width: length };
  return simpleOperator(
    () => f.value(input.value, output.value, whole),
    () => f.back(input.value, output.gradient, input.gradient),
  );
}
