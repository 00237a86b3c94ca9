import { type Call, valuesOf } from './calls.ts';
import { makeLayer } from './framework.ts';
import type { OpaqueTraits, TensorValue } from './framework-values.ts';
import type { Interpreter } from './interpreter.ts';
import { type Composed, compose, remember } from './tensor-expressions.ts';
import { list, object, string, type Value } from './values.ts';

/** Operations on tensors that compute what a layer does; they stand in the `call` of layer classes. */
const ACTIVATIONS = new Set(['relu', 'relu6', 'elu', 'selu', 'sigmoid', 'tanh', 'softmax', 'softplus', 'logSoftmax']);
const MERGES: Readonly<Record<string, string>> = {
  add: 'add',
  addN: 'add',
  mul: 'multiply',
  maximum: 'maximum',
  minimum: 'minimum',
  concat: 'concatenate',
};
/** Operations element by element that no layer stands for. */
const SAME_SHAPE =
  /^(?:sub|div|abs|neg|exp|log|sqrt|square|pow|clipByValue|dropout|cast|identity|clone|leakyRelu|step|erf|softsign)$/;
/** Methods of tensors that give no tensor that goes on. */
const NO_OPERATION = /^(?:dispose|print|data|dataSync|array|arraySync|toString|bytes|buffer|assign)$/;

/**
 * `tf.relu(x)` or `x.relu()` on what a layer gave: a layer that does the same, or one that is not looked into.
 * @returns null where no symbolic tensor takes part.
 */
export function callTensorOperation(
  interpreter: Interpreter,
  name: string,
  operands: readonly Value[],
  made: Call,
): Value | null {
  const [first] = operands;
  if (name === 'scalar' && first?.kind === 'number') return first;
  const tensors = operands.flatMap(operandTensors);
  if (tensors.length === 0 || NO_OPERATION.test(name)) return null;
  const composed = compose(name, operands);
  if (composed !== null) return remember(elementwise(interpreter, name, composed, made), composed);
  const merge = Object.hasOwn(MERGES, name) ? MERGES[name] : undefined;
  if (ACTIVATIONS.has(name))
    return operation(interpreter, tensors, { ...made, parameters: activation(name) }, 'activation');
  if (merge !== undefined && tensors.length > 1) {
    return operation(interpreter, tensors, { ...made, parameters: list([]) }, merge);
  }
  const opaque: OpaqueTraits = {
    reason: `The operation \`${name}\` is not read: the signal is taken to pass unchanged.`,
    outputShape: SAME_SHAPE.test(name) || merge !== undefined ? 'unchanged' : null,
  };
  return operation(interpreter, tensors, { ...made, parameters: list([]) }, `tf.${name}`, opaque);
}

/** One layer for all operations that led from the base to here: the framework's own where it has one. */
function elementwise(interpreter: Interpreter, name: string, { base, expression }: Composed, made: Call): TensorValue {
  if ('of' in expression && expression.of.op === 'x' && ACTIVATIONS.has(name)) {
    return operation(interpreter, [base], { ...made, parameters: activation(name) }, 'activation');
  }
  const traits: OpaqueTraits = { reason: '', outputShape: 'unchanged', computes: expression };
  return operation(interpreter, [base], { ...made, parameters: list([]) }, `tf.${name}`, traits);
}

function operandTensors(value: Value): TensorValue[] {
  if (value.kind === 'tensor') return [value];
  return value.kind === 'list' ? value.items.flatMap((item) => (item.value.kind === 'tensor' ? [item.value] : [])) : [];
}

function activation(name: string): Call['parameters'] {
  return list([object([['activation', string(name)]])]);
}

function operation(
  interpreter: Interpreter,
  tensors: readonly TensorValue[],
  made: Call,
  factory: string,
  opaque: OpaqueTraits | null = null,
): TensorValue {
  return interpreter.apply(makeLayer(interpreter, factory, made, opaque, true), tensors);
}

/** `x.relu()`. */
export function callTensor(interpreter: Interpreter, tensor: TensorValue, method: string, made: Call): Value | null {
  return callTensorOperation(interpreter, method, [tensor, ...valuesOf(made.parameters)], made);
}
