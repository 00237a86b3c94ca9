import type { ExpressionReader, Interpreter } from './interpreter.ts';
import type { Scope } from './scopes.ts';
import { childIn, type SyntaxNode } from './syntax.ts';
import {
  asText,
  type ClassValue,
  list,
  type ModelValue,
  number,
  type ObjectValue,
  UNDEFINED,
  type Value,
} from './values.ts';

/** Names, and what is reached from a value by `.name` or `[index]`. */
export const MEMBERS: Readonly<Record<string, ExpressionReader>> = {
  identifier: name,
  shorthand_property_identifier: name,
  this: (interpreter, node, scope) => scope.lookup('this') ?? interpreter.unreadable(node, 'is not known here'),
  super: (interpreter, node, scope) => scope.lookup('super') ?? interpreter.unreadable(node, 'is not known here'),
  member_expression: (interpreter, node, scope) => {
    const receiver = interpreter.evaluate(childIn(node, 'object'), scope);
    const property = memberName(interpreter, node);
    if (property === null) return interpreter.unreadable(node, 'is incomplete');
    if (receiver.kind === 'unknown') return unknownMember(interpreter, node, receiver.reason);
    return getMember(interpreter, receiver, property);
  },
  subscript_expression: (interpreter, node, scope) => {
    const receiver = interpreter.evaluate(childIn(node, 'object'), scope);
    const index = interpreter.evaluate(childIn(node, 'index'), scope);
    if (receiver.kind === 'unknown') return unknownMember(interpreter, node, receiver.reason);
    if (index.kind === 'number' && typeof index.value === 'number') return getItem(interpreter, receiver, index.value);
    const key = asText(index);
    if (key === null) return interpreter.unreadable(node, 'has an index that cannot be read');
    return getMember(interpreter, receiver, key);
  },
};

const BUILTINS =
  /^(?:Math|Object|Array|Number|String|Boolean|Map|Set|Date|JSON|parseInt|parseFloat|Symbol|Promise|console|process|window|document|globalThis)$/;

function name(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Value {
  const written = interpreter.text.slice(node.start, node.end);
  const value = scope.lookup(written);
  // `let tf` that is filled later, or handed on by another file, is the framework all the same.
  if (written === 'tf' && (value === undefined || value.kind === 'undefined' || value.kind === 'unknown')) {
    return { kind: 'namespace', path: [] };
  }
  if (value !== undefined) return value;
  if (written === 'undefined') return UNDEFINED;
  if (written === 'Infinity') return number(Number.POSITIVE_INFINITY);
  if (written === 'NaN') return number(Number.NaN);
  if (BUILTINS.test(written)) return { kind: 'builtin', name: written };
  return interpreter.unknown(written, `\`${written}\` is not defined in this file.`);
}

/** The name behind the dot, null in half-typed code. */
export function memberName(interpreter: Interpreter, node: SyntaxNode): string | null {
  const property = childIn(node, 'property');
  if (property === null || property.end === property.start) return null;
  return interpreter.text.slice(property.start, property.end);
}

function unknownMember(interpreter: Interpreter, node: SyntaxNode, reason: string): Value {
  return interpreter.unknown(interpreter.source(node).replace(/^this\./, ''), reason);
}

/** A property's value; what no one set is undefined, what could not be read is unknown. */
export function getMember(interpreter: Interpreter, receiver: Value, property: string): Value {
  switch (receiver.kind) {
    case 'namespace':
      return { kind: 'namespace', path: [...receiver.path, property] };
    case 'object':
      return objectMember(interpreter, receiver, property);
    case 'class':
      return (
        receiver.properties.get(property)?.value ??
        interpreter.unknown(`${receiver.name}.${property}`, notSet(property))
      );
    case 'list':
      if (property === 'length') return listLength(interpreter, receiver.items.length, receiver.rest);
      return /^\d+$/.test(property) ? getItem(interpreter, receiver, Number(property)) : UNDEFINED;
    case 'string':
      return property === 'length' ? number(receiver.value.length) : UNDEFINED;
    case 'builtin':
      return builtinMember(interpreter, receiver.name, property);
    case 'model':
      return modelMember(interpreter, receiver, property);
    case 'unknown':
      return interpreter.unknown(`${receiver.name}.${property}`, receiver.reason);
    default:
      return interpreter.unknown(property, `\`.${property}\` is not read by Init Lens.`);
  }
}

function notSet(property: string): string {
  return `\`${property}\` is not set in this file.`;
}

function listLength(interpreter: Interpreter, known: number, rest: { name: string; reason: string } | null): Value {
  return rest === null ? number(known) : interpreter.unknown(`${rest.name}.length`, rest.reason);
}

function objectMember(interpreter: Interpreter, receiver: ObjectValue, property: string): Value {
  const own = receiver.properties.get(property);
  if (own !== undefined) return own.value;
  if (receiver.rest !== null) return interpreter.unknown(`${receiver.rest.name}.${property}`, receiver.rest.reason);
  if (receiver.class === null) return UNDEFINED;
  const method = findMethod(receiver.class, property);
  if (method === null) return interpreter.unknown(property, notSet(property));
  return method.kind === 'function' ? { ...method, receiver } : method;
}

/** A method of a class or of those that it extends. */
export function findMethod(of: ClassValue, property: string): Value | null {
  const seen = new Set<Value>();
  for (let at: Value | null = of; at?.kind === 'class' && !seen.has(at); at = at.parent) {
    seen.add(at);
    const method = at.methods.get(property);
    if (method !== undefined) return method;
  }
  return null;
}

/** An item of a list; beyond the known ones it is undefined, or unknown if the list goes on unread. */
export function getItem(interpreter: Interpreter, receiver: Value, index: number): Value {
  if (receiver.kind === 'list') {
    const item = receiver.items[index];
    if (item !== undefined) return item.value;
    return receiver.rest === null
      ? UNDEFINED
      : interpreter.unknown(`${receiver.rest.name}[${index}]`, receiver.rest.reason);
  }
  if (receiver.kind === 'unknown') return interpreter.unknown(`${receiver.name}[${index}]`, receiver.reason);
  // A layer with several outputs (`returnState`): each of them depends on the same layer.
  if (receiver.kind === 'tensor') return receiver;
  return getMember(interpreter, receiver, String(index));
}

function builtinMember(interpreter: Interpreter, builtin: string, property: string): Value {
  if (property === 'tf' && (builtin === 'window' || builtin === 'globalThis')) return { kind: 'namespace', path: [] };
  if (builtin === 'Math') {
    const constant = { PI: Math.PI, E: Math.E, SQRT2: Math.SQRT2, LN2: Math.LN2 }[property];
    if (constant !== undefined) return number(constant);
  }
  return interpreter.unknown(`${builtin}.${property}`, `\`${builtin}.${property}\` is not read by Init Lens.`);
}

function modelMember(interpreter: Interpreter, model: ModelValue, property: string): Value {
  if (property === 'layers') return list(model.members);
  const tensors = property.startsWith('input') ? model.inputs : model.outputs;
  const [first, ...others] = tensors;
  if (/^(?:in|out)puts?$/.test(property) && first !== undefined) {
    return property.endsWith('s') || others.length > 0 ? list(tensors) : first;
  }
  return interpreter.unknown(property, `\`.${property}\` of a model is not read by Init Lens.`);
}
