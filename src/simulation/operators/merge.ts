import { addTo } from '../arithmetic/vectors.ts';
import { count, type Operator, simpleOperator, type Tensor } from '../operator.ts';

/** Sum of all inputs; one that is given twice counts twice. */
export function add(inputs: readonly Tensor[], output: Tensor): Operator {
  return simpleOperator(
    () => {
      output.value.fill(0);
      for (const { value } of inputs) addTo(value, output.value);
    },
    () => {
      for (const { gradient } of inputs) addTo(output.gradient, gradient);
    },
  );
}

/** Inputs side by side along an axis (of the shape without batch). */
export function concatenate(axis: number, inputs: readonly Tensor[], output: Tensor): Operator {
  const at = axis < 0 ? axis + output.shape.length : axis;
  const outer = output.batch * count(output.shape.slice(0, at));
  const width = count(output.shape.slice(at));
  const parts = inputs.map((tensor) => ({ tensor, width: count(tensor.shape.slice(at)) }));
  /** Calls `act` for every run of elements that stays together. */
  const runs = (act: (tensor: Tensor, from: number, to: number, length: number) => void): void => {
    let offset = 0;
    for (const part of parts) {
      for (let row = 0; row < outer; row++) act(part.tensor, row * part.width, row * width + offset, part.width);
      offset += part.width;
    }
  };
  return simpleOperator(
    () =>
      runs((tensor, from, to, length) => {
        for (let i = 0; i < length; i++) output.value[to + i] = tensor.value[from + i] ?? 0;
      }),
    () =>
      runs((tensor, from, to, length) => {
        for (let i = 0; i < length; i++) {
          tensor.gradient[from + i] = (tensor.gradient[from + i] ?? 0) + (output.gradient[to + i] ?? 0);
        }
      }),
  );
}
