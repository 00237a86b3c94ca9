import type { ScalarFunction } from '../../model/activation-function.ts';
import { type Operator, simpleOperator, type Tensor } from '../operator.ts';

/** f at every element. */
export function elementwise(f: ScalarFunction, input: Tensor, output: Tensor): Operator {
  const { length } = input.value;
  return simpleOperator(
    () => {
      for (let i = 0; i < length; i++) output.value[i] = f.value(input.value[i] ?? 0);
    },
    () => {
      for (let i = 0; i < length; i++) {
        const passed = (output.gradient[i] ?? 0) * f.derivative(input.value[i] ?? 0);
        input.gradient[i] = (input.gradient[i] ?? 0) + passed;
      }
    },
  );
}
