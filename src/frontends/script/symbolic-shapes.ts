import { dialects } from '../../dialects/index.ts';
import type { Shape } from '../../model/shape.ts';
import { ancestors } from './application.ts';
import { declarationOf } from './config.ts';
import type { TensorValue } from './framework-values.ts';
import type { Interpreter } from './interpreter.ts';
import { list, NULL, number, type Value } from './values.ts';

/** `x.shape` of a symbolic tensor, the batch's size null before the others; null where it cannot be told. */
export function shapeMember(interpreter: Interpreter, tensor: TensorValue): Value | null {
  const shape = shapeOf(interpreter, tensor);
  return shape === null ? null : list([NULL, ...shape.map((size) => number(size))]);
}

/** What the dialect says of every layer on the way to the tensor; each is asked once. */
function shapeOf(interpreter: Interpreter, tensor: TensorValue): Shape | null {
  const known = interpreter.shapes;
  for (const at of ancestors([tensor], known)) {
    // A first layer says itself what enters; of further outputs (states) no shape is kept.
    const starts = at.inputs.every(({ layer }) => layer === null);
    const inputs = starts
      ? []
      : at.inputs.map((input, index) => ((at.inputTensors[index] ?? 0) === 0 ? (known.get(input) ?? null) : null));
    const traits = at.layer === null ? null : dialects.tfjs.readLayer(declarationOf(at.layer), inputs, 'code');
    known.set(at, traits?.outputShape ?? null);
  }
  return known.get(tensor) ?? null;
}
