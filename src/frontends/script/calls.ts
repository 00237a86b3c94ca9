import { initialise, instantiate } from './classes.ts';
import { callFramework, constructFramework } from './framework.ts';
import { callFunction } from './functions.ts';
import { callHook } from './hooks.ts';
import { requiredModule } from './imports.ts';
import type { ExpressionReader, Interpreter } from './interpreter.ts';
import { callBuiltin } from './language.ts';
import { itemsOf } from './literals.ts';
import { getMember, isOptional, memberName } from './members.ts';
import { callMethod } from './method-calls.ts';
import type { Scope } from './scopes.ts';
import { applyUnknown } from './standing-models.ts';
import { childIn, type SyntaxNode } from './syntax.ts';
import { type FunctionValue, isNullish, type ListValue, object, UNDEFINED, type Value } from './values.ts';

/** Calls: of the framework, of the language's own functions, of functions of the file. */
export const CALLS: Readonly<Record<string, ExpressionReader>> = {
  call_expression: call,
  new_expression: construct,
};

/** One call with its arguments evaluated. */
export interface Call {
  readonly node: SyntaxNode;
  readonly parameters: ListValue;
  /** Where the callee's name stands. */
  readonly nameNode: SyntaxNode;
}

function call(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Value {
  const callee = childIn(node, 'function');
  if (callee === null) return interpreter.unreadable(node, 'is incomplete');
  if (callee.type === 'super') return callSuper(interpreter, node, scope);
  const receiverNode = callee.type === 'member_expression' ? childIn(callee, 'object') : null;
  const method = callee.type === 'member_expression' ? memberName(interpreter, callee) : null;
  if (receiverNode !== null && method !== null) {
    const receiver = interpreter.evaluate(receiverNode, scope);
    if (isNullish(receiver) && isOptional(callee)) return UNDEFINED;
    const made = callOf(interpreter, node, childIn(callee, 'property') ?? callee, scope);
    const self = receiverNode.type === 'super' ? (scope.lookup('this') ?? receiver) : receiver;
    return callMethod(interpreter, receiver, self, method, made);
  }
  // A template's tag makes of it what it likes.
  if (childIn(node, 'arguments')?.type === 'template_string')
    return interpreter.unreadable(node, 'is a tagged template');
  const imported = requiredModule(interpreter, callee, node);
  if (imported !== null) return imported;
  const called = interpreter.evaluate(callee, scope);
  if (isNullish(called) && isOptional(node)) return UNDEFINED;
  return callValue(interpreter, called, callOf(interpreter, node, callee, scope));
}

function callOf(interpreter: Interpreter, node: SyntaxNode, nameNode: SyntaxNode, scope: Scope): Call {
  const written = childIn(node, 'arguments');
  const parameters =
    written?.type === 'arguments'
      ? itemsOf(interpreter, written, scope)
      : { kind: 'list' as const, items: [], rest: null };
  return { node, parameters, nameNode };
}

/** Calls a value by its kind. */
export function callValue(interpreter: Interpreter, callee: Value, made: Call): Value {
  switch (callee.kind) {
    case 'function':
      return callFunction(interpreter, callee, valuesOf(made.parameters));
    case 'namespace':
      return callFramework(interpreter, callee.path, made);
    case 'builtin':
      return callBuiltin(interpreter, callee.name, null, made);
    case 'unknown':
      return (
        applyUnknown(interpreter, callee, made) ??
        callHook(interpreter, callee.name, made) ??
        interpreter.unreadable(made.node, `is not read: ${callee.reason}`)
      );
    default:
      return interpreter.unreadable(made.node, 'is not read');
  }
}

/** The arguments as values; what an unread spread may add is left out. */
export function valuesOf(parameters: ListValue): Value[] {
  return parameters.items.map((item) => item.value);
}

function callSuper(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Value {
  const parent = scope.lookup('super');
  const self = scope.lookup('this');
  const made = callOf(interpreter, node, node, scope);
  if (parent?.kind === 'class' && self?.kind === 'object')
    initialise(interpreter, parent, self, valuesOf(made.parameters));
  // A layer class of the framework takes its name from its options.
  const [options] = valuesOf(made.parameters);
  const name = options?.kind === 'object' ? options.properties.get('name') : undefined;
  if (parent?.kind === 'namespace' && self?.kind === 'object' && name !== undefined) self.properties.set('name', name);
  return UNDEFINED;
}

function construct(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Value {
  const constructed = childIn(node, 'constructor');
  if (constructed === null) return interpreter.unreadable(node, 'is incomplete');
  const callee = interpreter.evaluate(constructed, scope);
  const made = callOf(interpreter, node, constructed, scope);
  if (callee.kind === 'class') return instantiate(interpreter, callee, valuesOf(made.parameters), made);
  if (callee.kind === 'namespace') return constructFramework(interpreter, callee.path, made);
  if (callee.kind === 'builtin') return callBuiltin(interpreter, callee.name, null, made);
  if (callee.kind === 'unknown') return interpreter.unknown(interpreter.source(node), callee.reason);
  if (callee.kind === 'function') return constructByFunction(interpreter, callee, made);
  return interpreter.unreadable(node, 'is not read by Init Lens');
}

/** `new Net()` where `Net` is a function: it fills `this`, which also has what its prototype has. */
function constructByFunction(interpreter: Interpreter, callee: FunctionValue, made: Call): Value {
  const instance = object([]);
  const prototype = getMember(interpreter, callee, 'prototype');
  if (prototype.kind === 'object') {
    for (const [key, property] of prototype.properties) instance.properties.set(key, property);
  }
  const result = callFunction(interpreter, callee, valuesOf(made.parameters), instance);
  return result.kind === 'undefined' ? instance : result;
}
