import { initialise, instantiate } from './classes.ts';
import { callFramework, callLayer, callModel } from './framework.ts';
import { callFunction } from './functions.ts';
import type { ExpressionReader, Interpreter } from './interpreter.ts';
import { callBuiltin } from './language.ts';
import { callList } from './lists.ts';
import { itemsOf, stringContent } from './literals.ts';
import { findMethod, getMember, memberName } from './members.ts';
import { isFramework } from './packages.ts';
import type { Scope } from './scopes.ts';
import { childIn, firstMeaningful, type SyntaxNode } from './syntax.ts';
import { asText, type FunctionValue, type ListValue, list, number, string, UNDEFINED, type Value } from './values.ts';

/** Calls: of the framework, of the language's own functions, of functions of the file. */
export const CALLS: Readonly<Record<string, ExpressionReader>> = {
  call_expression: call,
  new_expression: construct,
};

/** Methods that only lists have and that visit every item. */
const ITERATING = new Set(['forEach', 'map', 'flatMap', 'reduce', 'entries']);

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
    const made = callOf(interpreter, node, childIn(callee, 'property') ?? callee, scope);
    const self = receiverNode.type === 'super' ? (scope.lookup('this') ?? receiver) : receiver;
    return callMethod(interpreter, receiver, self, method, made);
  }
  const imported = importedModule(interpreter, callee, node);
  if (imported !== null) return imported;
  return callValue(interpreter, interpreter.evaluate(callee, scope), callOf(interpreter, node, callee, scope));
}

function callOf(interpreter: Interpreter, node: SyntaxNode, nameNode: SyntaxNode, scope: Scope): Call {
  const written = childIn(node, 'arguments');
  const parameters =
    written?.type === 'arguments'
      ? itemsOf(interpreter, written, scope)
      : { kind: 'list' as const, items: [], rest: null };
  return { node, parameters, nameNode };
}

/** What `require('...')` or `import('...')` gives, null for any other call. */
function importedModule(interpreter: Interpreter, callee: SyntaxNode, node: SyntaxNode): Value | null {
  const written = interpreter.text.slice(callee.start, callee.end);
  if (written !== 'require' && written !== 'import') return null;
  const args = childIn(node, 'arguments');
  const source = args === null ? null : firstMeaningful(args);
  if (source?.type !== 'string') return null;
  const specifier = stringContent(interpreter.text, source);
  if (isFramework(specifier)) return { kind: 'namespace', path: [] };
  return interpreter.unknown(`require('${specifier}')`, `It comes from '${specifier}', which is not read.`);
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
    default:
      return interpreter.unreadable(
        made.node,
        callee.kind === 'unknown' ? `is not read: ${callee.reason}` : 'is not read',
      );
  }
}

/** The arguments as values; what an unread spread may add is left out. */
export function valuesOf(parameters: ListValue): Value[] {
  return parameters.items.map((item) => item.value);
}

function callMethod(interpreter: Interpreter, receiver: Value, self: Value, method: string, made: Call): Value {
  switch (receiver.kind) {
    case 'namespace':
      return callFramework(interpreter, [...receiver.path, method], made);
    case 'layer':
      return callLayer(interpreter, receiver, method, made);
    case 'model':
      return callModel(interpreter, receiver, method, made);
    case 'list':
      return callList(interpreter, receiver, method, made);
    case 'builtin':
      return callBuiltin(interpreter, receiver.name, method, made);
    case 'string':
    case 'number':
      return callOnText(interpreter, receiver, method, made);
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
      return callValue(interpreter, callee, made);
    }
    case 'unknown':
      // What is iterated is a list, if one of unknown length.
      if (ITERATING.has(method)) return callList(interpreter, list([], receiver), method, made);
      return interpreter.unreadable(made.node, `is not read: ${receiver.reason}`);
    default:
      return interpreter.unreadable(made.node, 'is not read');
  }
}

function callOnText(
  interpreter: Interpreter,
  receiver: Extract<Value, { kind: 'string' | 'number' }>,
  method: string,
  made: Call,
): Value {
  const text = asText(receiver);
  if (text !== null) {
    if (method === 'toString') return string(text);
    if (method === 'toLowerCase') return string(text.toLowerCase());
    if (method === 'toUpperCase') return string(text.toUpperCase());
    if (method === 'trim') return string(text.trim());
    if (method === 'valueOf') return receiver.kind === 'number' ? number(receiver.value) : string(text);
  }
  return interpreter.unreadable(made.node, 'is not read by Init Lens');
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

function callSuper(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Value {
  const parent = scope.lookup('super');
  const self = scope.lookup('this');
  const made = callOf(interpreter, node, node, scope);
  if (parent?.kind === 'class' && self?.kind === 'object')
    initialise(interpreter, parent, self, valuesOf(made.parameters));
  return UNDEFINED;
}

function construct(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Value {
  const constructed = childIn(node, 'constructor');
  if (constructed === null) return interpreter.unreadable(node, 'is incomplete');
  const callee = interpreter.evaluate(constructed, scope);
  const made = callOf(interpreter, node, constructed, scope);
  if (callee.kind === 'class') return instantiate(interpreter, callee, valuesOf(made.parameters));
  if (callee.kind === 'builtin') return callBuiltin(interpreter, callee.name, null, made);
  return interpreter.unreadable(node, 'is not read by Init Lens');
}
