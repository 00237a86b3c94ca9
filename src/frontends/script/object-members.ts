import { callFunction } from './functions.ts';
import type { Interpreter } from './interpreter.ts';
import {
  type ClassValue,
  type FunctionValue,
  type ObjectValue,
  object,
  type Property,
  string,
  UNDEFINED,
  type Value,
} from './values.ts';

/** A property of an object, or of the classes that it is an instance of. */
export function objectMember(interpreter: Interpreter, receiver: ObjectValue, property: string): Value {
  const own = receiver.properties.get(property);
  if (own !== undefined) return got(interpreter, own, receiver);
  if (receiver.class !== null) {
    const getter = findMethod(receiver.class, `get ${property}`);
    if (getter?.kind === 'function') return callFunction(interpreter, getter, [], receiver);
    const method = findMethod(receiver.class, property);
    if (method !== null) return method.kind === 'function' ? { ...method, receiver } : method;
    if (property === 'constructor') return receiver.class;
  }
  if (receiver.rest !== null) {
    const { name: whole, reason, optional } = receiver.rest;
    const value = interpreter.unknown(`${whole}.${property}`, reason);
    return value.kind === 'unknown' && optional ? { ...value, optional } : value;
  }
  return receiver.class === null ? UNDEFINED : interpreter.unknown(property, notSet(property));
}

/** A property's value, which its getter computes if it has one. */
function got(interpreter: Interpreter, { value, isGetter }: Property, receiver: Value): Value {
  return isGetter && value.kind === 'function' ? callFunction(interpreter, value, [], receiver) : value;
}

/** Static properties and methods of a class or of those that it extends. */
export function staticMember(interpreter: Interpreter, of: ClassValue, property: string): Value {
  for (const at of lineage(of)) {
    const own = at.properties.get(property);
    if (own !== undefined) return got(interpreter, own, of);
  }
  return property === 'name' && of.name !== null
    ? string(of.name)
    : interpreter.unknown(`${of.name}.${property}`, notSet(property));
}

/** `F.prototype` and what else is put on a function. */
export function functionMember(interpreter: Interpreter, of: FunctionValue, property: string): Value {
  const own = interpreter.functionMembers(of).properties.get(property);
  if (own !== undefined) return own.value;
  if (property === 'name' && of.name !== null) return string(of.name);
  if (property !== 'prototype') return interpreter.unknown(`${of.name ?? 'function'}.${property}`, notSet(property));
  const prototype = object([]);
  interpreter.functionMembers(of).properties.set(property, { value: prototype, source: null });
  return prototype;
}

/** A method of a class or of those that it extends. */
export function findMethod(of: ClassValue, property: string): Value | null {
  for (const at of lineage(of)) {
    const method = at.methods.get(property);
    if (method !== undefined) return method;
  }
  return null;
}

/** The class and the classes of the file that it extends, nearest first. */
export function lineage(of: ClassValue): ClassValue[] {
  const found: ClassValue[] = [];
  for (let at: Value | null = of; at?.kind === 'class' && !found.includes(at); at = at.parent) found.push(at);
  return found;
}

function notSet(property: string): string {
  return `\`${property}\` is not set in this file.`;
}
