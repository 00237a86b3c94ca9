import type { Interpreter } from './interpreter.ts';
import { propertyName } from './literals.ts';
import { getItem, getMember } from './members.ts';
import type { Scope } from './scopes.ts';
import { childIn, firstMeaningful, meaningful, type SyntaxNode } from './syntax.ts';
import type { ListValue, ObjectValue, Value } from './values.ts';

/** What a pattern does with each name that it binds. */
export type Bind = (name: string, value: Value) => void;

/**
 * Binds the names of a pattern (`x`, `{a, b: [c = 1], ...rest}`) to the parts of a value.
 * A default also stands in for a part that cannot be read: it is what the author says is usual.
 */
export function bindPattern(
  interpreter: Interpreter,
  pattern: SyntaxNode,
  value: Value,
  scope: Scope,
  bind: Bind,
): void {
  interpreter.budget.step();
  interpreter.budget.nested(
    () => bindParts(interpreter, pattern, value, scope, bind),
    () => undefined,
  );
}

function bindParts(interpreter: Interpreter, pattern: SyntaxNode, value: Value, scope: Scope, bind: Bind): void {
  switch (pattern.type) {
    case 'identifier':
    case 'shorthand_property_identifier_pattern':
      bindName(interpreter, interpreter.text.slice(pattern.start, pattern.end), value, bind);
      return;
    case 'assignment_pattern':
    case 'object_assignment_pattern':
      bindWithDefault(interpreter, pattern, value, scope, bind);
      return;
    case 'object_pattern':
      bindObject(interpreter, pattern, value, scope, bind);
      return;
    case 'array_pattern':
      bindList(interpreter, pattern, value, scope, bind);
      return;
    default:
      return;
  }
}

/** What came unread out of a call is known by the name that it is given (`units` rather than `readUnits().units`). */
function bindName(interpreter: Interpreter, name: string, value: Value, bind: Bind): void {
  const renamed =
    value.kind === 'unknown' && value.name.includes('(') ? interpreter.unknown(name, value.reason) : value;
  bind(name, renamed);
}

function bindWithDefault(interpreter: Interpreter, pattern: SyntaxNode, value: Value, scope: Scope, bind: Bind): void {
  const target = childIn(pattern, 'left');
  if (target === null) return;
  bindPattern(interpreter, target, orDefault(interpreter, value, childIn(pattern, 'right'), scope), scope, bind);
}

/** The value, or the default where it is undefined or unknown. */
export function orDefault(interpreter: Interpreter, value: Value, fallback: SyntaxNode | null, scope: Scope): Value {
  if (fallback === null || (value.kind !== 'undefined' && value.kind !== 'unknown')) return value;
  const usual = interpreter.evaluate(fallback, scope);
  return usual.kind === 'unknown' && value.kind === 'unknown' ? value : usual;
}

function bindObject(interpreter: Interpreter, pattern: SyntaxNode, value: Value, scope: Scope, bind: Bind): void {
  const taken = new Set<string>();
  for (const part of meaningful(pattern)) {
    if (part.type === 'rest_pattern') {
      const target = firstMeaningful(part);
      if (target !== null) bindPattern(interpreter, target, remaining(value, taken), scope, bind);
      continue;
    }
    const name = partName(interpreter, part, scope);
    if (name === null) continue;
    taken.add(name);
    const target = part.type === 'pair_pattern' ? childIn(part, 'value') : part;
    if (target !== null) bindPattern(interpreter, target, getMember(interpreter, value, name), scope, bind);
  }
}

function partName(interpreter: Interpreter, part: SyntaxNode, scope: Scope): string | null {
  const key =
    part.type === 'pair_pattern'
      ? childIn(part, 'key')
      : part.type === 'object_assignment_pattern'
        ? childIn(part, 'left')
        : part;
  return key === null ? null : propertyName(interpreter, key, scope);
}

function remaining(value: Value, taken: ReadonlySet<string>): Value {
  if (value.kind !== 'object') return value;
  const properties = new Map([...value.properties].filter(([name]) => !taken.has(name)));
  const rest: ObjectValue = { kind: 'object', properties, class: null, rest: value.rest };
  return rest;
}

function bindList(interpreter: Interpreter, pattern: SyntaxNode, value: Value, scope: Scope, bind: Bind): void {
  let index = 0;
  for (const part of pattern.children) {
    if (!part.named) {
      if (part.type === ',') index++;
      continue;
    }
    if (part.type === 'rest_pattern') {
      const target = firstMeaningful(part);
      if (target !== null) bindPattern(interpreter, target, tail(value, index), scope, bind);
    } else bindPattern(interpreter, part, getItem(interpreter, value, index), scope, bind);
  }
}

function tail(value: Value, from: number): Value {
  if (value.kind !== 'list') return value;
  const rest: ListValue = { kind: 'list', items: value.items.slice(from), rest: value.rest };
  return rest;
}
