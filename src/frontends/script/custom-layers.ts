import type { Expression } from '../../model/expression.ts';
import type { Dimension } from '../../model/shape.ts';
import { makeLayer } from './framework.ts';
import type { LayerValue, Nest, OpaqueTraits, TensorValue } from './framework-values.ts';
import { callFunction } from './functions.ts';
import type { Interpreter } from './interpreter.ts';
import { findMethod } from './object-members.ts';
import { type ClassValue, list, type ObjectValue, type Value } from './values.ts';

/** Classes of the framework whose subclasses are layers. */
const LAYER_CLASS = /^(?:Layer|RNNCell|RNN|LayersModel|Model|Sequential)$/;

/** Whether an object is an instance of a layer class of the file: one that extends the framework's, or acts like it. */
export function isCustomLayer(instance: ObjectValue): boolean {
  if (instance.class === null) return false;
  const base = baseOf(instance.class);
  if (base?.kind === 'namespace') return LAYER_CLASS.test(base.path.at(-1) ?? '');
  return base?.kind === 'unknown' && findMethod(instance.class, 'call') !== null;
}

/** What the last class of the file in a chain extends. */
export function baseOf(of: ClassValue): Value | null {
  const seen = new Set<Value>();
  let at: Value | null = of;
  while (at?.kind === 'class' && !seen.has(at)) {
    seen.add(at);
    at = at.parent;
  }
  return at;
}

/** What the instance's `call` gives for the inputs, read within a nest of the class's name; null if it has none. */
export function runCustomLayer(
  interpreter: Interpreter,
  instance: ObjectValue,
  inputs: readonly TensorValue[],
): Value | null {
  const call = instance.class === null ? null : findMethod(instance.class, 'call');
  if (call?.kind !== 'function' || interpreter.standIns.has(instance)) return null;
  const [only, ...others] = inputs;
  const given = only !== undefined && others.length === 0 ? only : list(inputs);
  const nest: Nest = { name: nameOf(instance), gaps: [] };
  return interpreter.whereabouts.fromOrigin(instance, () => {
    buildOnce(interpreter, instance);
    return interpreter.inside(nest, () => callFunction(interpreter, call, [given], instance));
  });
}

/** Layers that `build` makes are there before `call` uses them. */
function buildOnce(interpreter: Interpreter, instance: ObjectValue): void {
  const build = instance.class === null ? null : findMethod(instance.class, 'build');
  if (build?.kind !== 'function' || interpreter.built.has(instance)) return;
  interpreter.built.add(instance);
  const shape = interpreter.unknown('inputShape', 'What shape enters the layer is known only when it is applied.');
  callFunction(interpreter, build, [shape], instance);
}

function nameOf(instance: ObjectValue): string {
  const given = instance.properties.get('name')?.value;
  return given?.kind === 'string' ? given.value : className(instance);
}

/** The class's name as the framework has it: `static className`, else that of the class. */
function className({ class: of }: ObjectValue): string {
  const given = of?.properties.get('className')?.value;
  return given?.kind === 'string' ? given.value : (of?.name ?? 'layer');
}

/** The layer that stands for an instance whose `call` is not made of layers; one for each instance. */
export function standInOf(
  interpreter: Interpreter,
  instance: ObjectValue,
  computes: Expression | null = null,
): LayerValue {
  const before = interpreter.standIns.get(instance);
  if (before !== undefined) return before;
  const name = className(instance);
  const made = interpreter.constructions.get(instance);
  const node = made?.node ?? instance.class?.node;
  if (node === undefined) throw new Error('An instance of a layer class has a class.');
  const reason = `\`${name}\` is a layer class of its own, which is not read: the signal is taken to pass unchanged.`;
  const traits: OpaqueTraits =
    computes === null
      ? { reason, outputShape: outputShape(interpreter, instance) }
      : { reason, outputShape: 'unchanged', computes };
  const call = { node, nameNode: made?.nameNode ?? node, parameters: made?.parameters ?? list([]) };
  const layer = interpreter.whereabouts.fromOrigin(instance, () => makeLayer(interpreter, name, call, traits));
  interpreter.standIns.set(instance, layer);
  return layer;
}

/** What `computeOutputShape` says; without it the shape does not change. */
function outputShape(interpreter: Interpreter, instance: ObjectValue): OpaqueTraits['outputShape'] {
  const compute = instance.class === null ? null : findMethod(instance.class, 'computeOutputShape');
  if (compute?.kind !== 'function') return 'unchanged';
  const entering = {
    kind: 'unknown',
    name: 'inputShape',
    reason: 'It is known only when the layer is applied.',
  } as const;
  const shape = callFunction(interpreter, compute, [entering], instance);
  if (shape === entering) return 'unchanged';
  if (shape.kind !== 'list' || shape.rest !== null || shape.items.length === 0) return null;
  const sizes = shape.items.slice(1).map(({ value }) => dimension(value));
  return sizes.every((size) => size !== null) ? sizes : null;
}

function dimension(value: Value): Dimension | null {
  return value.kind === 'number' ? value.value : null;
}
