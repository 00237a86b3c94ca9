import { ancestors, applyMember, asMember, enteringTensors, inSequence, tensorsOf } from './application.ts';
import { type Call, valuesOf } from './calls.ts';
import { makeLayer } from './framework.ts';
import type { LayerValue, Member, ModelValue, TensorValue } from './framework-values.ts';
import type { Interpreter } from './interpreter.ts';
import { firstOutput } from './layer-outputs.ts';
import { getMember } from './members.ts';
import { shapeMember } from './symbolic-shapes.ts';
import { isNullish, type ListValue, list, UNDEFINED, type UnknownValue, type Value } from './values.ts';

/** `tf.sequential({layers: [...]})`, `tf.sequential()`. */
export function makeSequential(interpreter: Interpreter, argument: Value, made: Call): ModelValue {
  const model = makeModel(interpreter, 'sequential', argument, made);
  const layers = argument.kind === 'object' ? getMember(interpreter, argument, 'layers') : UNDEFINED;
  if (layers.kind === 'list') addMembers(interpreter, model, layers, made);
  else if (layers.kind === 'unknown' && argument.kind === 'object') {
    if (argument.properties.has('layers') || argument.rest !== null)
      model.gaps.push(`The layers cannot be read: ${layers.reason}`);
  } else if (argument.kind === 'unknown') model.gaps.push(`The layers cannot be read: ${argument.reason}`);
  return model;
}

function addMembers(interpreter: Interpreter, model: ModelValue, layers: ListValue, made: Call): void {
  for (const { value, node } of layers.items)
    addMember(interpreter, model, value, node === null ? made : { ...made, node });
  if (layers.rest !== null)
    model.gaps.push(`Not all layers of line ${interpreter.line(made.node)} can be read: ${layers.rest.reason}`);
}

/** `tf.model({inputs, outputs})`. */
export function makeFunctional(interpreter: Interpreter, argument: Value, made: Call): ModelValue {
  const inputs = tensorsOf(getMember(interpreter, argument, 'inputs'));
  const written = getMember(interpreter, argument, 'outputs');
  const outputs = tensorsOf(written);
  const model = makeModel(interpreter, 'functional', argument, made, inputs, outputs);
  const why = written.kind === 'unknown' ? `: ${written.reason}` : '.';
  if (outputs.length === 0) model.gaps.push(`The outputs of the model cannot be read${why}`);
  return model;
}

/** `tf.loadLayersModel(...)`: one layer that is not looked into. */
export function loadModel(interpreter: Interpreter, made: Call): ModelValue {
  const reason = `The model that line ${interpreter.line(made.node)} loads is not read: the signal is taken to pass unchanged.`;
  const loaded = makeLayer(
    interpreter,
    made.nameNode.type === 'property_identifier' ? interpreter.source(made.nameNode) : 'loadLayersModel',
    { ...made, parameters: list([]) },
    { reason, outputShape: null },
  );
  return makeModel(interpreter, 'sequential', UNDEFINED, made, [], [], loaded);
}

/** A model without layers yet. */
export function emptySequential(interpreter: Interpreter, made: Call): ModelValue {
  return makeModel(interpreter, 'sequential', UNDEFINED, made);
}

function makeModel(
  interpreter: Interpreter,
  style: ModelValue['style'],
  argument: Value,
  made: Call,
  inputs: readonly TensorValue[] = [],
  outputs: readonly TensorValue[] = [],
  loaded: LayerValue | null = null,
): ModelValue {
  const name = argument.kind === 'object' ? argument.properties.get('name')?.value : undefined;
  const model: ModelValue = {
    kind: 'model',
    style,
    name: name?.kind === 'string' ? name.value : null,
    label: null,
    madeIn: interpreter.place(),
    members: loaded === null ? [] : [loaded],
    inputs,
    outputs,
    call: interpreter.whereabouts.shown(made.node),
    circumstances: interpreter.current(),
    gaps: [],
    trained: null,
    loaded,
  };
  interpreter.models.push(model);
  return model;
}

/** Methods of models that change or extend them. */
export function callModel(interpreter: Interpreter, model: ModelValue, method: string, made: Call): Value {
  const parameters = valuesOf(made.parameters);
  const [first = UNDEFINED, second] = parameters;
  switch (method) {
    case 'add':
      for (const [index, value] of parameters.entries()) {
        const node = made.parameters.items[index]?.node ?? made.node;
        addMember(interpreter, model, value, { ...made, node });
      }
      return UNDEFINED;
    case 'setWeights':
    case 'loadWeights':
      model.trained ??= `Its weights are set on line ${interpreter.line(made.node)}.`;
      return UNDEFINED;
    case 'pop':
      model.members.pop();
      return UNDEFINED;
    case 'apply':
      return applied(interpreter, model, first);
    case 'getLayer':
      return (
        getLayer(interpreter, model, first, second) ??
        interpreter.unreadable(made.node, 'names a layer that cannot be found')
      );
    default:
      return interpreter.unreadable(made.node, 'is known only when the program runs');
  }
}

/** What `apply` of a layer or model gives; it is remembered, in case no model takes it up. */
export function applied(interpreter: Interpreter, member: Member, inputs: Value): Value {
  const result = applyMember(interpreter, member, enteringTensors(interpreter, inputs));
  interpreter.tensors.push(...tensorsOf(result).map(firstOutput));
  return result;
}

function addMember(interpreter: Interpreter, model: ModelValue, value: Value, made: Call): void {
  const member = asMember(value);
  if (member !== null && (member.kind !== 'model' || !contains(member, model))) {
    model.members.push(member);
    return;
  }
  // `model.add(cond && layer)` adds nothing where the test fails.
  if (isNullish(value) || value.kind === 'boolean') return;
  const why = value.kind === 'unknown' ? `: ${value.reason}` : '.';
  const gap = `A layer that is added on line ${interpreter.line(made.node)} cannot be read${why}`;
  model.gaps.push(gap);
  if (value.kind === 'unknown') model.members.push(unreadMember(interpreter, value, made));
}

/** Stands for a member that cannot be read: what follows it does not directly follow what stands before it. */
function unreadMember(interpreter: Interpreter, { name }: UnknownValue, made: Call): LayerValue {
  const reason = `\`${name}\` cannot be read: the signal is taken to pass unchanged.`;
  const label = /^[\w$.]+/.exec(name)?.[0] ?? 'layer';
  const call = { ...made, nameNode: made.node, parameters: list([]) };
  return makeLayer(interpreter, label, call, { reason, outputShape: 'unchanged' });
}

/** Whether a model is the other one or has it among its members: such a circle cannot be built. */
function contains(model: ModelValue, other: ModelValue): boolean {
  return model === other || model.members.some((member) => member.kind === 'model' && contains(member, other));
}

function getLayer(interpreter: Interpreter, model: ModelValue, name: Value, index: Value | undefined): Value | null {
  if (model.loaded !== null) return model.loaded;
  const layers = layersOf(model);
  const at = index?.kind === 'number' ? interpreter.settledNumber(index) : interpreter.settledNumber(name);
  if (at !== null) return layers[at] ?? null;
  if (name.kind !== 'string') return null;
  return layers.find((member) => memberName(interpreter, member) === name.value) ?? null;
}

function memberName(interpreter: Interpreter, member: Member): string | null {
  if (member.kind !== 'layer') return member.kind === 'model' ? member.name : null;
  const value = member.argument.kind === 'object' ? getMember(interpreter, member.argument, 'name') : UNDEFINED;
  return value.kind === 'string' ? value.value : null;
}

/** The model's layers as `model.layers` lists them. */
export function layersOf(model: ModelValue): readonly Member[] {
  if (model.style === 'sequential') return model.members;
  const layers = ancestors(model.outputs, new Set()).map(({ layer }) => layer);
  return [...new Set(layers)].filter((layer) => layer !== null);
}

/** `model.inputs`, `.input`, `.outputs`, `.output`, their shapes, `.layers`; null for anything else. */
export function modelMember(interpreter: Interpreter, model: ModelValue, property: string): Value | null {
  if (property === 'layers') {
    if (model.loaded === null) return list(layersOf(model));
    const reason = model.loaded.opaque?.reason ?? '';
    const { loaded } = model;
    return list([], { kind: 'unknown', name: `${model.label ?? 'model'}.layers`, reason, itemAt: () => loaded });
  }
  if (!/^(?:in|out)put(?:s|Shape)?$/.test(property)) return null;
  const tensors = property.startsWith('input') ? inputsOf(interpreter, model) : outputsOf(interpreter, model);
  const [first, ...others] = tensors;
  if (first === undefined) return null;
  if (property.endsWith('Shape')) return others.length > 0 ? null : shapeMember(interpreter, first);
  return property.endsWith('s') || others.length > 0 ? list(tensors) : first;
}

function inputsOf(interpreter: Interpreter, model: ModelValue): readonly TensorValue[] {
  if (model.style === 'functional') return model.inputs;
  const { input } = sequenceOf(interpreter, model);
  return input === null ? [] : [input];
}

function outputsOf(interpreter: Interpreter, model: ModelValue): readonly TensorValue[] {
  return model.style === 'functional' ? model.outputs : sequenceOf(interpreter, model).outputs;
}

/** A sequential model's tensors, made when somebody asks for them and again when layers were added since. */
function sequenceOf(interpreter: Interpreter, model: ModelValue): ReturnType<typeof inSequence> {
  const before = interpreter.sequences.get(model);
  if (before?.length === model.members.length) return before;
  const made = { ...inSequence(interpreter, model), length: model.members.length };
  interpreter.sequences.set(model, made);
  return made;
}

/** What a layer's use gave: `layer.output`, `layer.input`, their shapes; null where it was not applied, or it is something else. */
export function layerMember(interpreter: Interpreter, layer: LayerValue, property: string): Value | null {
  if (property === 'name') return nameOfLayer(interpreter, layer);
  if (!/^(?:in|out)put(?:Shape)?$/.test(property)) return null;
  for (const model of interpreter.models) if (model.members.includes(layer)) sequenceOf(interpreter, model);
  const tensor = interpreter.uses.get(layer);
  if (tensor === undefined) return null;
  const asked = property.startsWith('output') ? tensor : tensor.inputs[0];
  if (asked === undefined) return null;
  return property.endsWith('Shape') ? shapeMember(interpreter, asked) : asked;
}

function nameOfLayer(interpreter: Interpreter, layer: LayerValue): Value | null {
  return layer.argument.kind === 'object' && layer.argument.properties.has('name')
    ? getMember(interpreter, layer.argument, 'name')
    : null;
}
