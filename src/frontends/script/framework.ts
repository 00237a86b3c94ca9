import { BudgetExceeded, LIMITS } from './budget.ts';
import { type Call, callValue, valuesOf } from './calls.ts';
import type { Interpreter } from './interpreter.ts';
import { getMember } from './members.ts';
import {
  isNullish,
  type LayerValue,
  type ListValue,
  type ModelValue,
  type TensorValue,
  UNDEFINED,
  type Value,
} from './values.ts';

/** Namespaces whose factories make objects that layers take as options. */
const OPTION_OBJECTS = new Set(['initializers', 'constraints', 'regularizers']);

/** What a function of the framework makes: a layer, a model, an initialiser, a symbolic tensor. */
export function callFramework(interpreter: Interpreter, written: readonly string[], made: Call): Value {
  // A half-typed `tf.` on the line above, or a `default` of the module system, stands before the path.
  const path = written.slice(Math.max(0, written.lastIndexOf('layers')));
  const [first = '', second] = path;
  const argument = made.parameters.items[0]?.value ?? UNDEFINED;
  if (path.length === 1) {
    if (first === 'sequential') return makeSequential(interpreter, argument, made);
    if (first === 'model') return makeFunctional(interpreter, argument, made);
    if (first === 'input') return interpreter.apply(makeLayer(interpreter, 'input', made), []);
    if (first === 'tidy' || first === 'profile') return callCallback(interpreter, made);
  }
  if (path.length === 2 && second !== undefined) {
    if (first === 'layers' && second === 'input') return interpreter.apply(makeLayer(interpreter, 'input', made), []);
    if (first === 'layers') return makeLayer(interpreter, second, made);
    if (OPTION_OBJECTS.has(first)) {
      const given = made.parameters.items.length === 0 ? null : argument;
      const object = interpreter.nextObject();
      return { kind: 'construction', namespace: first, name: second, argument: given, object, call: made.node };
    }
  }
  return interpreter.unreadable(made.node, 'is known only when the program runs');
}

function makeLayer(interpreter: Interpreter, factory: string, made: Call): LayerValue {
  if (interpreter.layers.length >= LIMITS.layers) {
    throw new BudgetExceeded(`More than ${LIMITS.layers} layers: what comes after them is left out.`);
  }
  const [options] = made.parameters.items;
  const layer: LayerValue = {
    kind: 'layer',
    factory,
    argument: options?.value ?? UNDEFINED,
    argumentNode: options?.node ?? null,
    call: made.node,
    nameNode: made.nameNode,
    object: interpreter.nextObject(),
    circumstances: interpreter.current(),
  };
  interpreter.layers.push(layer);
  return layer;
}

function makeSequential(interpreter: Interpreter, argument: Value, made: Call): Value {
  const model = makeModel(interpreter, 'sequential', argument, made, [], []);
  const layers = getMember(interpreter, argument.kind === 'object' ? argument : UNDEFINED, 'layers');
  if (layers.kind === 'list') {
    for (const item of layers.items) addMember(interpreter, model, item.value, made);
    if (layers.rest !== null)
      model.gaps.push(`Not all layers of line ${interpreter.line(made.node)} can be read: ${layers.rest.reason}`);
  } else if (layers.kind === 'unknown' && argument.kind === 'object') {
    if (argument.properties.has('layers') || argument.rest !== null)
      model.gaps.push(`The layers cannot be read: ${layers.reason}`);
  } else if (argument.kind === 'unknown') model.gaps.push(`The layers cannot be read: ${argument.reason}`);
  return model;
}

function makeFunctional(interpreter: Interpreter, argument: Value, made: Call): Value {
  const inputs = tensorsOf(getMember(interpreter, argument, 'inputs'));
  const outputs = tensorsOf(getMember(interpreter, argument, 'outputs'));
  const model = makeModel(interpreter, 'functional', argument, made, inputs, outputs);
  if (outputs.length === 0) model.gaps.push('The outputs of the model cannot be read.');
  return model;
}

/** Lists of tensors are not nested deeper than this; one that holds itself would not end. */
const MAX_NESTING = 4;

function tensorsOf(value: Value, depth = 0): TensorValue[] {
  if (value.kind === 'tensor') return [value];
  if (value.kind !== 'list' || depth > MAX_NESTING) return [];
  return value.items.flatMap((item) => tensorsOf(item.value, depth + 1));
}

function makeModel(
  interpreter: Interpreter,
  style: ModelValue['style'],
  argument: Value,
  made: Call,
  inputs: readonly TensorValue[],
  outputs: readonly TensorValue[],
): ModelValue {
  const name = argument.kind === 'object' ? argument.properties.get('name')?.value : undefined;
  const model: ModelValue = {
    kind: 'model',
    style,
    name: name?.kind === 'string' ? name.value : null,
    label: null,
    madeIn: interpreter.currentFunction(),
    members: [],
    inputs,
    outputs,
    call: made.node,
    circumstances: interpreter.current(),
    gaps: [],
  };
  interpreter.models.push(model);
  return model;
}

/** `layer.apply(x)`: a symbolic tensor; what else a layer can do says nothing about its weights. */
export function callLayer(interpreter: Interpreter, layer: LayerValue, method: string, made: Call): Value {
  if (method !== 'apply' && method !== 'call') return interpreter.unreadable(made.node, 'is not read by Init Lens');
  const [first = UNDEFINED] = valuesOf(made.parameters);
  return interpreter.apply(layer, tensorInputs(first));
}

function tensorInputs(value: Value, depth = 0): (TensorValue | null)[] {
  if (value.kind !== 'list') return [value.kind === 'tensor' ? value : null];
  return depth > MAX_NESTING ? [] : value.items.flatMap((item) => tensorInputs(item.value, depth + 1));
}

/** Methods of models that change or extend them. */
export function callModel(interpreter: Interpreter, model: ModelValue, method: string, made: Call): Value {
  const [first = UNDEFINED, second] = valuesOf(made.parameters);
  switch (method) {
    case 'add':
      addMember(interpreter, model, first, made);
      return UNDEFINED;
    case 'pop':
      model.members.pop();
      return UNDEFINED;
    case 'apply':
      return (
        applyModel(interpreter, model, tensorInputs(first)) ??
        interpreter.unreadable(made.node, 'applies a model that cannot be read')
      );
    case 'getLayer':
      return (
        getLayer(interpreter, model, first, second) ??
        interpreter.unreadable(made.node, 'names a layer that cannot be found')
      );
    default:
      return interpreter.unreadable(made.node, 'is known only when the program runs');
  }
}

function addMember(interpreter: Interpreter, model: ModelValue, member: Value, made: Call): void {
  if (member.kind === 'layer' || (member.kind === 'model' && !contains(member, model))) model.members.push(member);
  else if (!isNullish(member) && !(member.kind === 'boolean')) {
    const why = member.kind === 'unknown' ? `: ${member.reason}` : '.';
    model.gaps.push(`A layer that is added on line ${interpreter.line(made.node)} cannot be read${why}`);
  }
}

/** Whether a model is the other one or has it among its members: such a circle cannot be built. */
function contains(model: ModelValue, other: ModelValue): boolean {
  return model === other || model.members.some((member) => member.kind === 'model' && contains(member, other));
}

function getLayer(interpreter: Interpreter, model: ModelValue, name: Value, index: Value | undefined): Value | null {
  const at = index?.kind === 'number' ? interpreter.settledNumber(index) : interpreter.settledNumber(name);
  if (at !== null) return model.members[at] ?? null;
  const named = (member: Value) =>
    member.kind === 'layer' && name.kind === 'string' && optionText(interpreter, member, 'name') === name.value;
  return model.members.find(named) ?? null;
}

function optionText(interpreter: Interpreter, layer: LayerValue, option: string): string | null {
  const value = layer.argument.kind === 'object' ? getMember(interpreter, layer.argument, option) : UNDEFINED;
  return value.kind === 'string' ? value.value : null;
}

/** The last tensor of a sequential model's layers applied one after another; null if it has none. */
export function applyInSequence(
  interpreter: Interpreter,
  model: ModelValue,
  inputs: readonly (TensorValue | null)[],
): TensorValue | null {
  let current = inputs;
  for (const member of model.members) {
    if (member.kind === 'layer') {
      current = [interpreter.apply(member, current)];
      continue;
    }
    interpreter.budget.step();
    current = interpreter.budget.nested(
      () => tensorsOf(applyModel(interpreter, member, current) ?? UNDEFINED),
      () => [],
    );
  }
  return model.members.length === 0 ? null : (current[0] ?? null);
}

/** A model used as a layer: its own layers are applied one after another, or along its graph. Null if it has none. */
function applyModel(
  interpreter: Interpreter,
  model: ModelValue,
  inputs: readonly (TensorValue | null)[],
): Value | null {
  if (model.style === 'sequential') return applyInSequence(interpreter, model, inputs);
  // Where nothing enters, the model starts the other one and keeps its own inputs.
  const given = inputs.length === 0 ? [] : model.inputs;
  const replaced = new Map<TensorValue, TensorValue | null>(given.map((input, i) => [input, inputs[i] ?? null]));
  const outputs = model.outputs.map((output) => reapply(interpreter, output, replaced));
  const [only, ...others] = outputs;
  if (only === undefined) return null;
  const all: ListValue = { kind: 'list', items: outputs.map((value) => ({ value, node: null })), rest: null };
  return others.length === 0 ? only : all;
}

/** The tensor over again, with other tensors for the model's inputs. */
function reapply(
  interpreter: Interpreter,
  tensor: TensorValue,
  replaced: Map<TensorValue, TensorValue | null>,
): TensorValue {
  const done = replaced.get(tensor);
  if (done !== undefined && done !== null) return done;
  interpreter.budget.step();
  const again = interpreter.budget.nested(
    () =>
      interpreter.apply(
        tensor.layer,
        tensor.inputs.map((input) => reapplyInput(interpreter, input, replaced)),
      ),
    () => tensor,
  );
  replaced.set(tensor, again);
  return again;
}

function reapplyInput(
  interpreter: Interpreter,
  input: TensorValue | null,
  replaced: Map<TensorValue, TensorValue | null>,
): TensorValue | null {
  if (input === null || replaced.get(input) === null) return null;
  return reapply(interpreter, input, replaced);
}

/** `tf.tidy(() => ...)` gives what its function gives. */
function callCallback(interpreter: Interpreter, made: Call): Value {
  const callback = valuesOf(made.parameters).find((value) => value.kind === 'function');
  if (callback === undefined) return interpreter.unreadable(made.node, 'is known only when the program runs');
  const none: Call = { ...made, parameters: { kind: 'list', items: [], rest: null } };
  return callValue(interpreter, callback, none);
}
