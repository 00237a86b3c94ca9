import { BudgetExceeded, LIMITS } from './budget.ts';
import { type Call, callValue, valuesOf } from './calls.ts';
import type { LayerValue, OpaqueTraits } from './framework-values.ts';
import type { Interpreter } from './interpreter.ts';
import { loadModel, makeFunctional, makeSequential } from './models.ts';
import { callTensorOperation } from './tensor-operations.ts';
import { UNDEFINED, type Value } from './values.ts';

/** Namespaces whose factories make objects that layers take as options. */
const OPTION_OBJECTS = new Set(['initializers', 'constraints', 'regularizers']);

/** What a function of the framework makes: a layer, a model, an initialiser, a symbolic tensor. */
export function callFramework(interpreter: Interpreter, written: readonly string[], made: Call): Value {
  const own = interpreter.additions.get(written.join('.'));
  if (own !== undefined) return callValue(interpreter, own, made);
  // A half-typed `tf.` on the line above, or a `default` of the module system, stands before the path.
  const path = written.slice(Math.max(0, written.lastIndexOf('layers')));
  const [first = '', second] = path;
  const argument = made.parameters.items[0]?.value ?? UNDEFINED;
  if (path.length === 1) {
    if (first === 'sequential') return makeSequential(interpreter, argument, made);
    if (first === 'model') return makeFunctional(interpreter, argument, made);
    if (first === 'input') return interpreter.apply(makeLayer(interpreter, 'input', made), []);
    if (first === 'loadLayersModel') return loadModel(interpreter, made);
    if (first === 'tidy' || first === 'profile') return callCallback(interpreter, made);
  }
  if (path.length === 2 && second !== undefined) {
    if (first === 'layers' && second === 'input') return interpreter.apply(makeLayer(interpreter, 'input', made), []);
    if (first === 'layers') return makeLayer(interpreter, second, made);
    if (first === 'models' && second === 'modelFromJSON') return loadModel(interpreter, made);
    if (OPTION_OBJECTS.has(first)) {
      const given = made.parameters.items.length === 0 ? null : argument;
      const object = interpreter.nextObject();
      return { kind: 'construction', namespace: first, name: second, argument: given, object, call: made.node };
    }
  }
  return (
    callTensorOperation(interpreter, path.at(-1) ?? '', valuesOf(made.parameters), made) ??
    interpreter.unreadable(made.node, 'is known only when the program runs')
  );
}

/** `new tf.Sequential(...)`: what the framework's classes make, as far as they are models. */
export function constructFramework(interpreter: Interpreter, path: readonly string[], made: Call): Value {
  const argument = made.parameters.items[0]?.value ?? UNDEFINED;
  switch (path.at(-1)) {
    case 'Sequential':
      return makeSequential(interpreter, argument, made);
    case 'LayersModel':
    case 'Model':
      return makeFunctional(interpreter, argument, made);
    default:
      return interpreter.unreadable(made.node, 'is not read by Init Lens');
  }
}

/** @throws BudgetExceeded beyond the number of layers that a file may have. */
export function makeLayer(
  interpreter: Interpreter,
  factory: string,
  made: Call,
  opaque: OpaqueTraits | null = null,
  isOperation = false,
): LayerValue {
  if (interpreter.layers.length >= LIMITS.layers) {
    throw new BudgetExceeded(`More than ${LIMITS.layers} layers: what comes after them is left out.`);
  }
  const [options] = made.parameters.items;
  const place = interpreter.whereabouts.placeOf(made.node, made.nameNode, options?.node ?? null);
  const layer: LayerValue = {
    kind: 'layer',
    factory,
    argument: snapshot(options?.value ?? UNDEFINED),
    call: place.call,
    nameNode: place.nameNode,
    argumentNode: place.argumentNode,
    elsewhere: place.elsewhere,
    object: interpreter.nextObject(),
    circumstances: interpreter.current(),
    opaque,
    isOperation,
    weightsSet: null,
  };
  interpreter.layers.push(layer);
  interpreter.budget.earn();
  return layer;
}

/** What an object holds now: the framework reads its options when the layer is made. */
function snapshot(value: Value): Value {
  return value.kind === 'object' ? { ...value, properties: new Map(value.properties) } : value;
}

/** `tf.tidy(() => ...)` gives what its function gives. */
function callCallback(interpreter: Interpreter, made: Call): Value {
  const callback = valuesOf(made.parameters).find((value) => value.kind === 'function');
  if (callback === undefined) return interpreter.unreadable(made.node, 'is known only when the program runs');
  const none: Call = { ...made, parameters: { kind: 'list', items: [], rest: null } };
  return callValue(interpreter, callback, none);
}
