import { callFunction } from './functions.ts';
import type { ExpressionReader, Interpreter } from './interpreter.ts';
import { isGlobalObject, memberName } from './members.ts';
import { nameModels } from './model-name.ts';
import { findMethod } from './object-members.ts';
import { combineValues, operatorOf, shortCircuit } from './operators.ts';
import { bindPattern } from './patterns.ts';
import type { Scope } from './scopes.ts';
import { childIn, firstMeaningful, meaningful, type SyntaxNode } from './syntax.ts';
import { asText, number, UNDEFINED, type Value } from './values.ts';

/** Assignments, and expressions that only wrap another. */
export const ASSIGNMENTS: Readonly<Record<string, ExpressionReader>> = {
  assignment_expression: (interpreter, node, scope) => {
    const value = interpreter.evaluate(childIn(node, 'right'), scope);
    assign(interpreter, childIn(node, 'left'), value, scope);
    return value;
  },
  augmented_assignment_expression: augmentedAssignment,
  update_expression: update,
  parenthesized_expression: wrapped,
  as_expression: wrapped,
  satisfies_expression: wrapped,
  non_null_expression: wrapped,
  await_expression: wrapped,
  yield_expression: (interpreter, node, scope) => {
    wrapped(interpreter, node, scope);
    return interpreter.unreadable(node, 'is known only when the program runs');
  },
  type_assertion: (interpreter, node, scope) => interpreter.evaluate(meaningful(node).at(-1) ?? null, scope),
  sequence_expression: (interpreter, node, scope) => {
    let last: Value = UNDEFINED;
    for (const child of meaningful(node)) last = interpreter.evaluate(child, scope);
    return last;
  },
  // A namespace stands in an expression statement.
  expression_statement: (interpreter, node, scope) => {
    const inner = firstMeaningful(node);
    if (inner?.type !== 'internal_module') return wrapped(interpreter, node, scope);
    interpreter.execute(inner, scope);
    return UNDEFINED;
  },
};

function wrapped(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Value {
  return interpreter.evaluate(firstMeaningful(node), scope);
}

/** Puts a value where the left side of an assignment says: a name, a property, an item, a pattern. */
export function assign(interpreter: Interpreter, target: SyntaxNode | null, value: Value, scope: Scope): void {
  if (target === null) return;
  if (target.type === 'member_expression' || target.type === 'subscript_expression') {
    assignMember(interpreter, target, value, scope);
  } else if (target.type === 'parenthesized_expression' || target.type === 'non_null_expression') {
    assign(interpreter, firstMeaningful(target), value, scope);
  } else {
    bindPattern(interpreter, target, value, scope, (name, part) => {
      nameModels(part, name);
      scope.assign(name, part);
    });
  }
}

function assignMember(interpreter: Interpreter, target: SyntaxNode, value: Value, scope: Scope): void {
  const receiver = interpreter.evaluate(childIn(target, 'object'), scope);
  const index = childIn(target, 'index');
  const key = index === null ? memberName(interpreter, target) : asText(interpreter.evaluate(index, scope));
  if (key === null) return;
  interpreter.settle(key);
  if (key !== 'exports') nameModels(value, key);
  const setter =
    receiver.kind === 'object' && receiver.class !== null ? findMethod(receiver.class, `set ${key}`) : null;
  if (setter?.kind === 'function') callFunction(interpreter, setter, [value], receiver);
  else if (receiver.kind === 'object' || receiver.kind === 'class')
    receiver.properties.set(key, { value, source: null });
  else if (receiver.kind === 'function') {
    interpreter.functionMembers(receiver).properties.set(key, { value, source: null });
  } else if (receiver.kind === 'namespace') interpreter.additions.set([...receiver.path, key].join('.'), value);
  else if (receiver.kind === 'builtin' && isGlobalObject(receiver.name)) interpreter.globals.set(key, value);
  else if (receiver.kind === 'list' && /^\d+$/.test(key) && Number(key) <= receiver.items.length) {
    receiver.items[Number(key)] = { value, node: null };
  }
}

function augmentedAssignment(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Value {
  const target = childIn(node, 'left');
  const operator = operatorOf(interpreter, node).replace(/=$/, '');
  const before = interpreter.evaluate(target, scope);
  const right = childIn(node, 'right');
  const value = /^(?:&&|\|\||\?\?)$/.test(operator)
    ? shortCircuit(interpreter, operator, before, right, scope)
    : (combineValues(interpreter, operator, before, interpreter.evaluate(right, scope)) ??
      interpreter.unreadable(node, 'cannot be computed'));
  assign(interpreter, target, value, scope);
  return value;
}

function update(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Value {
  const target = childIn(node, 'argument');
  const before = interpreter.evaluate(target, scope);
  const sign = operatorOf(interpreter, node) === '--' ? '-' : '+';
  const after =
    combineValues(interpreter, sign, before, number(1)) ?? interpreter.unreadable(node, 'cannot be computed');
  assign(interpreter, target, after, scope);
  return node.children[0]?.named === true ? before : after;
}
