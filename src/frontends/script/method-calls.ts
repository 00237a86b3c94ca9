import { type Call, callValue, valuesOf } from './calls.ts';
import { callCollection } from './collections.ts';
import { isCustomLayer } from './custom-layers.ts';
import { callFramework } from './framework.ts';
import { callFunction } from './functions.ts';
import { callHook } from './hooks.ts';
import type { Interpreter } from './interpreter.ts';
import { callBuiltin } from './language.ts';
import { callList } from './lists.ts';
import { getMember } from './members.ts';
import { applied, callModel } from './models.ts';
import { findMethod } from './object-members.ts';
import { applyUnknown, modelOfObject, modelOfUnknown } from './standing-models.ts';
import { childIn } from './syntax.ts';
import { callTensor } from './tensor-operations.ts';
import { callText } from './text-methods.ts';
import { type FunctionValue, isNullish, list, UNDEFINED, type UnknownValue, type Value } from './values.ts';

/** Methods of lists that visit or copy every item. */
const ITERATING = new Set([
  'forEach',
  'map',
  'flatMap',
  'reduce',
  'reduceRight',
  'filter',
  'entries',
  'slice',
  'concat',
]);

/** Calls a method by its name and what it is called on. */
export function callMethod(interpreter: Interpreter, receiver: Value, self: Value, method: string, made: Call): Value {
  const awaited = callThen(interpreter, receiver, method, made);
  if (awaited !== null) return awaited;
  switch (receiver.kind) {
    case 'namespace':
      return callFramework(interpreter, [...receiver.path, method], made);
    case 'layer':
      if (method === 'setWeights') {
        receiver.weightsSet ??= `Its weights are set on line ${interpreter.line(made.node)}.`;
        return UNDEFINED;
      }
      // What else a layer can do says nothing about its weights.
      if (method !== 'apply' && method !== 'call') return interpreter.unreadable(made.node, 'is not read by Init Lens');
      return applied(interpreter, receiver, entering(made));
    case 'tensor':
      return (
        callTensor(interpreter, receiver, method, made) ??
        interpreter.unreadable(made.node, 'is known only when the program runs')
      );
    case 'model':
      return callModel(interpreter, receiver, method, made);
    case 'list':
      return callList(interpreter, receiver, method, made);
    case 'builtin':
      return callBuiltin(interpreter, receiver.name, method, made);
    case 'string':
    case 'number':
      return (
        callText(interpreter, receiver, method, made) ?? interpreter.unreadable(made.node, 'is not read by Init Lens')
      );
    case 'collection':
      return callCollection(interpreter, receiver, method, made) ?? interpreter.unreadable(made.node, 'cannot be told');
    case 'function':
      return callOnFunction(interpreter, receiver, method, made);
    case 'class': {
      const inherited = findMethod(receiver, method);
      if (self !== receiver && inherited?.kind === 'function') {
        return callFunction(interpreter, inherited, valuesOf(made.parameters), self);
      }
      return callValue(interpreter, getMember(interpreter, receiver, method), made);
    }
    case 'object': {
      const callee = getMember(interpreter, receiver, method);
      if (callee.kind === 'function')
        return callFunction(interpreter, callee, valuesOf(made.parameters), callee.receiver ?? receiver);
      if (method === 'apply' && isCustomLayer(receiver))
        return applied(interpreter, receiver, made.parameters.items[0]?.value ?? UNDEFINED);
      const model = /^(?:add|pop|apply|getLayer)$/.test(method) ? modelOfObject(interpreter, receiver, made) : null;
      if (model !== null) return callModel(interpreter, model, method, made);
      return callValue(interpreter, callee, made);
    }
    case 'unknown':
      // What is iterated is a list, if one of unknown length.
      if (ITERATING.has(method)) return callList(interpreter, list([], receiver), method, made);
      if (method === 'add') {
        const model = modelOfUnknown(interpreter, receiver, made);
        if (model !== null) return callModel(interpreter, model, method, made);
      }
      return (
        applyUnknown(interpreter, unknownCallee(receiver, method), made) ??
        callHook(interpreter, `${receiver.name}.${method}`, made) ??
        interpreter.unreadable(made.node, `is not read: ${receiver.reason}`)
      );
    case 'undefined':
    case 'null':
      // What nothing here has filled is filled elsewhere.
      return callMethod(interpreter, unfilled(interpreter, made), self, method, made);
    default:
      return interpreter.unreadable(made.node, 'is not read');
  }
}

function unfilled(interpreter: Interpreter, made: Call): UnknownValue {
  const callee = childIn(made.node, 'function');
  const receiver = callee === null ? null : childIn(callee, 'object');
  const name = receiver === null ? '?' : interpreter.source(receiver).replace(/^this\./, '');
  return { kind: 'unknown', name, reason: `\`${name}\` is not set where it is used.` };
}

/** `layer.apply(x, { initialState: [h, c] })` is the same as `layer.apply([x, h, c])`. */
function entering(made: Call): Value {
  const [first = UNDEFINED, second] = valuesOf(made.parameters);
  const states = second?.kind === 'object' ? second.properties.get('initialState')?.value : undefined;
  return states === undefined || isNullish(states) ? first : list([first, states]);
}

/** What is applied is known by its own name, what is called by that of the method. */
function unknownCallee(receiver: UnknownValue, method: string): UnknownValue {
  return method === 'apply' || method === 'call' ? receiver : { ...receiver, name: `${receiver.name}.${method}` };
}

function callOnFunction(interpreter: Interpreter, receiver: FunctionValue, method: string, made: Call): Value {
  const [self = UNDEFINED, ...parameters] = valuesOf(made.parameters);
  if (method === 'call') return callFunction(interpreter, receiver, parameters, self);
  if (method === 'apply') {
    const [given] = parameters;
    return callFunction(interpreter, receiver, given?.kind === 'list' ? valuesOf(given) : [], self);
  }
  if (method === 'bind') return { ...receiver, receiver: self };
  return interpreter.unreadable(made.node, 'is not read by Init Lens');
}

/** Promises are what they bring: `.then(f)` calls `f` with it. Null for other methods, and where nothing is known of it. */
function callThen(interpreter: Interpreter, receiver: Value, method: string, made: Call): Value | null {
  if (receiver.kind === 'unknown' || receiver.kind === 'builtin' || receiver.kind === 'class') return null;
  if (receiver.kind === 'object' && receiver.properties.has(method)) return null;
  if (method === 'catch' || method === 'finally') return receiver;
  const [callback] = valuesOf(made.parameters);
  if (method !== 'then' || callback === undefined) return null;
  return callValue(interpreter, callback, { ...made, parameters: list([receiver]) });
}
