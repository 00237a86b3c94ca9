import type { Activation } from '../../model/activation.ts';
import type { ScalarFunction } from '../../model/activation-function.ts';
import { engineOf } from '../kernels/engine.ts';
import { type Operator, simpleOperator, type Tensor } from '../operator.ts';

/** f at every element. */
export function elementwise(activation: Activation, f: ScalarFunction, input: Tensor, output: Tensor): Operator {
  const slope = slopeBelowZero(activation);
  return slope === null ? anyFunction(f, input, output) : leaky(f, slope, input, output);
}

/** What relu and its kin multiply with below zero; null for others. */
function slopeBelowZero(activation: Activation): number | null {
  switch (activation.name) {
    case 'relu':
      return 0;
    case 'leakyRelu':
    case 'prelu':
      return activation.slope;
    default:
      return null;
  }
}

function leaky(f: ScalarFunction, slope: number, input: Tensor, output: Tensor): Operator {
  const engine = engineOf(input.value, output.value, input.gradient);
  if (engine === null) return anyFunction(f, input, output);
  const { length } = input.value;
  return simpleOperator(
    () => engine.run.leaky(input.value.byteOffset, output.value.byteOffset, length, slope),
    () => {
      const { byteOffset: dy } = output.gradient;
      engine.run.leakyBack(input.value.byteOffset, dy, input.gradient.byteOffset, length, slope);
    },
  );
}

function anyFunction(f: ScalarFunction, input: Tensor, output: Tensor): Operator {
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
