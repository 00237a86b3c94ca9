import type { Expression } from '../../model/expression.ts';
import { isCustomLayer, runCustomLayer, standInOf } from './custom-layers.ts';
import type { LayerValue, Member, ModelValue, TensorValue } from './framework-values.ts';
import type { Interpreter } from './interpreter.ts';
import { firstOutput, outputAt, outputsOf } from './layer-outputs.ts';
import { modelName } from './model-name.ts';
import { composedOf } from './tensor-expressions.ts';
import { list, type Value } from './values.ts';

/** Lists of tensors are not nested deeper than this; one that holds itself would not end. */
const MAX_NESTING = 4;

/** The tensors in a value, lists flattened. */
export function tensorsOf(value: Value, depth = 0): TensorValue[] {
  if (value.kind === 'tensor') return [value];
  if (value.kind !== 'list' || depth > MAX_NESTING) return [];
  return value.items.flatMap((item) => tensorsOf(item.value, depth + 1));
}

/** What enters an application: what is no tensor stands for one that is not known. */
export function enteringTensors(interpreter: Interpreter, value: Value, depth = 0): TensorValue[] {
  if (value.kind === 'tensor') return [value];
  if (value.kind !== 'list') return [interpreter.entering(value)];
  if (depth > MAX_NESTING) return [];
  const rest = value.rest === null ? [] : [interpreter.entering(value.rest)];
  return [...value.items.flatMap((item) => enteringTensors(interpreter, item.value, depth + 1)), ...rest];
}

/** `layer.apply(x)`, where `layer` can be a model or an instance of a layer class of the file. */
export function applyMember(interpreter: Interpreter, member: Member, inputs: readonly TensorValue[]): Value {
  switch (member.kind) {
    case 'layer':
      return outputsOf(interpreter.apply(member, inputs));
    case 'model':
      return applyModel(interpreter, member, inputs);
    case 'object':
      return applyCustomLayer(interpreter, member, inputs);
  }
}

/** What the layers in its fields make of the inputs, if `call` can be read; else one layer that is not looked into. */
function applyCustomLayer(
  interpreter: Interpreter,
  instance: Extract<Member, { kind: 'object' }>,
  inputs: readonly TensorValue[],
): Value {
  // What stands in another file has no place in this one but the call that makes the layer.
  const isHere = instance.class !== null && interpreter.whereabouts.isHere(instance.class.node);
  const result = isHere ? runCustomLayer(interpreter, instance, inputs) : null;
  if (result !== null && tensorsOf(result).some((tensor) => reachesLayer(tensor, inputs))) return result;
  return interpreter.apply(standInOf(interpreter, instance, functionOf(result, inputs)), inputs);
}

/** What `call` computes of every element of its only input; null where it is no such function, or the input itself. */
function functionOf(result: Value | null, [input, ...others]: readonly TensorValue[]): Expression | null {
  if (result?.kind !== 'tensor' || input === undefined || others.length > 0) return null;
  const { base, expression } = composedOf(result);
  return expression.op !== 'x' && firstOutput(base) === firstOutput(input) ? expression : null;
}

/** Whether a layer of the framework stands between the inputs and a tensor. */
function reachesLayer(tensor: TensorValue, inputs: readonly TensorValue[]): boolean {
  return ancestors([tensor], new Set(inputs.map(firstOutput))).some(
    ({ layer }) => layer !== null && layer.opaque === null && !layer.isOperation,
  );
}

/** A model used as a layer: its own layers are applied one after another, or along its graph. */
function applyModel(interpreter: Interpreter, model: ModelValue, inputs: readonly TensorValue[]): Value {
  if (model.loaded !== null) return interpreter.apply(model.loaded, inputs);
  return interpreter.inside({ name: modelName(model), gaps: model.gaps }, () =>
    model.style === 'sequential'
      ? applyInSequence(interpreter, model, inputs)
      : joined(reapply(interpreter, model, inputs)),
  );
}

function joined(tensors: readonly TensorValue[]): Value {
  const [only, ...others] = tensors;
  return only !== undefined && others.length === 0 ? only : list(tensors);
}

/** The last tensors of a sequential model's layers applied one after another; the inputs themselves if it has none. */
export function applyInSequence(interpreter: Interpreter, model: ModelValue, inputs: readonly TensorValue[]): Value {
  let current = inputs;
  for (const member of model.members) {
    // A nested model's own input gives way to what enters it.
    if (isInput(member)) {
      if (current.every(({ layer }) => layer === null)) current = [interpreter.apply(member, [])];
      continue;
    }
    current = interpreter.budget.nested(
      () => tensorsOf(applyMember(interpreter, member, current)),
      () => current,
    );
  }
  return joined(current);
}

export function isInput(member: Member): member is LayerValue {
  return member.kind === 'layer' && (member.factory === 'inputLayer' || member.factory === 'input');
}

/** The model's graph over again, with other tensors for its inputs. */
function reapply(interpreter: Interpreter, model: ModelValue, inputs: readonly TensorValue[]): TensorValue[] {
  const order = ancestors(model.outputs, new Set());
  const own = model.inputs.length > 0 ? model.inputs : order.filter((tensor) => tensor.inputs.length === 0);
  // Where nothing is known of what enters, the model starts the other one and keeps its own inputs.
  const given = inputs.every(({ layer, gap }) => layer === null && gap === null) ? [] : inputs;
  const again = new Map<TensorValue, TensorValue>();
  for (const [index, input] of own.entries()) {
    const replacement = given[index];
    if (replacement !== undefined) again.set(input, replacement);
  }
  for (const tensor of order) {
    if (again.has(tensor) || tensor.layer === null || isInput(tensor.layer)) continue;
    const from = tensor.inputs.map((input, index) => outputAt(again.get(input) ?? input, tensor.inputTensors[index]));
    again.set(tensor, interpreter.apply(tensor.layer, from, tensor.within));
  }
  return model.outputs.map((output) => outputAt(again.get(firstOutput(output)) ?? output, output.output));
}

/** Applications that give the tensors and all that these depend on, each after what enters it; none behind `until`. */
export function ancestors(
  tensors: readonly TensorValue[],
  until: Pick<ReadonlySet<TensorValue>, 'has'>,
): TensorValue[] {
  const found = new Set<TensorValue>();
  const open = tensors.map(firstOutput);
  for (let tensor = open.pop(); tensor !== undefined; tensor = open.pop()) {
    if (found.has(tensor) || until.has(tensor)) continue;
    found.add(tensor);
    open.push(...tensor.inputs);
  }
  // A tensor is made after those that enter it.
  return [...found].sort((a, b) => a.object - b.object);
}

/** A sequential model from its start to its end; the first tensor stands for the input that its first layer implies. */
export function inSequence(
  interpreter: Interpreter,
  model: ModelValue,
): { input: TensorValue | null; outputs: TensorValue[] } {
  const start = interpreter.apply(null, []);
  if (model.loaded !== null) return { input: start, outputs: [interpreter.apply(model.loaded, [start])] };
  const outputs = model.members.length === 0 ? [] : tensorsOf(applyInSequence(interpreter, model, [start]));
  const input = ancestors(outputs, new Set()).find((tensor) => tensor.inputs.length === 0) ?? null;
  return { input, outputs };
}

export function asMember(value: Value): Member | null {
  if (value.kind === 'layer' || value.kind === 'model') return value;
  return value.kind === 'object' && isCustomLayer(value) ? value : null;
}
