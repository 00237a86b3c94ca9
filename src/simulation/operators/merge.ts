import { addTo } from '../arithmetic/vectors.ts';
import { count, type Operator, simpleOperator, type Tensor, type Work } from '../operator.ts';
import { fillInSlices, inSlices } from '../slices.ts';

/** Sum of all inputs; one that is given twice counts twice. */
export function add(inputs: readonly Tensor[], output: Tensor): Operator {
  return simpleOperator(
    function* () {
      yield* fillInSlices(output.value, 0);
      for (const { value } of inputs) yield* addTo(value, output.value);
    },
    function* () {
      for (const { gradient } of inputs) yield* addTo(output.gradient, gradient);
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
  function* runs(act: (tensor: Tensor, from: number, to: number, length: number) => void): Work {
    let offset = 0;
    for (const part of parts) {
      const start = offset;
      yield* inRuns(outer, part.width, (row, from, length) =>
        act(part.tensor, row * part.width + from, row * width + start + from, length),
      );
      offset += part.width;
    }
  }
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

/** Elements of a row from which on it is cut by itself. */
const LONG = 4096;

/** Calls `act` for every row, or for parts of rows that are longer than a slice. */
function* inRuns(rows: number, width: number, act: (row: number, from: number, length: number) => void): Work {
  if (width < LONG) {
    yield* inSlices(rows, width, (first, last) => {
      for (let row = first; row < last; row++) act(row, 0, width);
    });
    return;
  }
  for (let row = 0; row < rows; row++) yield* inSlices(width, 1, (from, to) => act(row, from, to - from));
}
