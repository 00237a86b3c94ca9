import { collectionMember } from './collections.ts';
import type { ExpressionReader, Interpreter } from './interpreter.ts';
import { isGlobal } from './language.ts';
import { layerMember, modelMember } from './models.ts';
import { functionMember, objectMember, staticMember } from './object-members.ts';
import { areEqual } from './operators.ts';
import type { Scope } from './scopes.ts';
import { shapeMember } from './symbolic-shapes.ts';
import { childIn, type SyntaxNode } from './syntax.ts';
import { textMember } from './text-methods.ts';
import { asText, isNullish, number, UNDEFINED, type UnknownValue, type Value } from './values.ts';

/** Names, and what is reached from a value by `.name` or `[index]`. */
export const MEMBERS: Readonly<Record<string, ExpressionReader>> = {
  identifier: name,
  shorthand_property_identifier: name,
  this: (interpreter, node, scope) => scope.lookup('this') ?? interpreter.unreadable(node, 'is not known here'),
  super: (interpreter, node, scope) => scope.lookup('super') ?? interpreter.unreadable(node, 'is not known here'),
  member_expression: (interpreter, node, scope) => {
    const object = childIn(node, 'object');
    const receiver = interpreter.evaluate(object, scope);
    // `x as a.b.C` in a list: the grammar may take the type's last name for a property, which only `(x as T).y` has.
    if (object?.type === 'as_expression' || object?.type === 'satisfies_expression') return receiver;
    const property = memberName(interpreter, node);
    if (property === null) return interpreter.unreadable(node, 'is incomplete');
    if (isNullish(receiver) && isOptional(node)) return UNDEFINED;
    if (interpreter.isOpen(property)) return unknownMember(interpreter, node, changedElsewhere(property));
    const value =
      receiver.kind === 'unknown'
        ? unknownMember(interpreter, node, receiver.reason)
        : getMember(interpreter, receiver, property);
    // The framework is handed on in a field, too.
    const isFramework = property === 'tf' && (value.kind === 'unknown' || value.kind === 'undefined');
    return isFramework ? { kind: 'namespace', path: [] } : value;
  },
  subscript_expression: (interpreter, node, scope) => {
    const receiver = interpreter.evaluate(childIn(node, 'object'), scope);
    if (isNullish(receiver) && isOptional(node)) return UNDEFINED;
    const index = interpreter.evaluate(childIn(node, 'index'), scope);
    if (receiver.kind === 'unknown') return unknownMember(interpreter, node, receiver.reason);
    const settled = interpreter.settledNumber(index);
    if (settled !== null) return getItem(interpreter, receiver, settled);
    const key = asText(index);
    return key === null ? openItem(interpreter, receiver, node) : getMember(interpreter, receiver, key);
  },
};

/** An item that nobody knows the place of is known where all are the same. */
function openItem(interpreter: Interpreter, receiver: Value, node: SyntaxNode): Value {
  const values =
    receiver.kind === 'list' && receiver.rest === null
      ? receiver.items.map((item) => item.value)
      : receiver.kind === 'object' && receiver.rest === null
        ? [...receiver.properties.values()].map((property) => property.value)
        : [];
  const [first] = values;
  if (first !== undefined && values.every((value) => areEqual(interpreter, value, first) === true)) return first;
  return interpreter.unreadable(node, 'has an index that cannot be read');
}

/** Whether a `?.` stands in the chain, which then gives undefined behind what is not there. */
export function isOptional(node: SyntaxNode): boolean {
  for (let at: SyntaxNode | null = node; at !== null; at = childIn(at, 'object') ?? childIn(at, 'function')) {
    if (childIn(at, 'optional_chain') !== null) return true;
  }
  return false;
}

function changedElsewhere(property: string): string {
  return `\`${property}\` is changed by other functions of this file.`;
}

function name(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Value {
  const written = interpreter.text.slice(node.start, node.end);
  const value = scope.lookup(written);
  // `let tf` that is filled later, or handed on by another file, is the framework all the same.
  if (written === 'tf' && (value === undefined || value.kind === 'undefined' || value.kind === 'unknown')) {
    return { kind: 'namespace', path: [] };
  }
  if (value !== undefined && interpreter.isOpenValue(value)) {
    return interpreter.unknown(written, `\`${written}\` is changed while the program runs.`);
  }
  if (value !== undefined)
    return (value.kind === 'unknown' ? interpreter.suppositions.valueOf(value.name) : null) ?? value;
  if (written === 'undefined') return UNDEFINED;
  const global = interpreter.globals.get(written);
  if (global !== undefined) return global;
  if (written === 'Infinity') return number(Number.POSITIVE_INFINITY);
  if (written === 'NaN') return number(Number.NaN);
  if (isGlobal(written)) return { kind: 'builtin', name: written };
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
    case 'namespace': {
      const path = [...receiver.path, property];
      return interpreter.additions.get(path.join('.')) ?? { kind: 'namespace', path };
    }
    case 'object':
      return objectMember(interpreter, receiver, property);
    case 'class':
      return staticMember(interpreter, receiver, property);
    case 'function':
      return functionMember(interpreter, receiver, property);
    case 'list':
      if (property === 'length') return listLength(interpreter, receiver.items.length, receiver.rest);
      return /^\d+$/.test(property) ? getItem(interpreter, receiver, Number(property)) : UNDEFINED;
    case 'string':
      return textMember(receiver.value, property);
    case 'collection':
      return collectionMember(receiver, property) ?? interpreter.unknown(property, notRead(property));
    case 'builtin':
      return builtinMember(interpreter, receiver.name, property);
    case 'model':
      return (
        modelMember(interpreter, receiver, property) ??
        interpreter.unknown(property, `\`.${property}\` of a model is not read by Init Lens.`)
      );
    case 'layer':
      return (
        layerMember(interpreter, receiver, property) ??
        interpreter.unknown(property, `\`.${property}\` of a layer is not read by Init Lens.`)
      );
    case 'tensor':
      return (
        (property === 'shape' ? shapeMember(interpreter, receiver) : null) ??
        interpreter.unknown(property, `\`.${property}\` of a tensor is not read by Init Lens.`)
      );
    case 'unknown':
      return interpreter.unknown(`${receiver.name}.${property}`, receiver.reason);
    default:
      return interpreter.unknown(property, `\`.${property}\` is not read by Init Lens.`);
  }
}

function notRead(property: string): string {
  return `\`.${property}\` is not read by Init Lens.`;
}

function listLength(interpreter: Interpreter, known: number, rest: UnknownValue | null): Value {
  return rest === null ? number(known) : interpreter.unknown(rest.length ?? `${rest.name}.length`, rest.reason);
}

/** An item of a list; beyond the known ones it is undefined, or unknown if the list goes on unread. */
export function getItem(interpreter: Interpreter, receiver: Value, index: number): Value {
  if (receiver.kind === 'list') {
    const item = receiver.items[index];
    if (item !== undefined) return item.value;
    const { rest } = receiver;
    if (rest === null || index < 0) return UNDEFINED;
    return rest.itemAt?.(index) ?? interpreter.unknown(`${rest.name}[${index}]`, rest.reason);
  }
  if (receiver.kind === 'unknown') return interpreter.unknown(`${receiver.name}[${index}]`, receiver.reason);
  // A layer with several outputs (`returnState`): each of them depends on the same layer.
  if (receiver.kind === 'tensor') return receiver;
  return getMember(interpreter, receiver, String(index));
}

const MATH_CONSTANTS: ReadonlyMap<string, number> = new Map([
  ['PI', Math.PI],
  ['E', Math.E],
  ['SQRT2', Math.SQRT2],
  ['SQRT1_2', Math.SQRT1_2],
  ['LN2', Math.LN2],
  ['LN10', Math.LN10],
]);

/** What holds the globals of a page or program. */
export function isGlobalObject(builtin: string): boolean {
  return /^(?:window|globalThis|self|global)$/.test(builtin);
}

function builtinMember(interpreter: Interpreter, builtin: string, property: string): Value {
  if (isGlobalObject(builtin)) {
    if (property === 'tf') return { kind: 'namespace', path: [] };
    const global = interpreter.globals.get(property);
    if (global !== undefined) return global;
    if (isGlobal(property)) return { kind: 'builtin', name: property };
  }
  if (builtin === 'Math') {
    const constant = MATH_CONSTANTS.get(property);
    if (constant !== undefined) return number(constant);
  }
  if (builtin === 'Number' && property === 'MAX_SAFE_INTEGER') return number(Number.MAX_SAFE_INTEGER);
  return interpreter.unknown(`${builtin}.${property}`, `\`${builtin}.${property}\` is not read by Init Lens.`);
}
