import { runAll, runOne, runRegardless } from './blocks.ts';
import { BRANCHES } from './branches.ts';
import { makeClass } from './classes.ts';
import { nameOf } from './functions.ts';
import { readImport } from './imports.ts';
import type { Completion, Interpreter, StatementReader } from './interpreter.ts';
import { propertyName } from './literals.ts';
import { LOOPS } from './loops.ts';
import { nameModels } from './model-name.ts';
import { bindPattern } from './patterns.ts';
import { Scope } from './scopes.ts';
import { OWN_NAMES } from './script-parts.ts';
import { childIn, firstMeaningful, meaningful, type SyntaxNode } from './syntax.ts';
import { number, object, UNDEFINED, type Value } from './values.ts';

/** Statements; those that are not listed are expressions or say nothing about models (types, labels, debugger). */
export const STATEMENTS: Readonly<Record<string, StatementReader>> = {
  ...BRANCHES,
  ...LOOPS,
  program: (interpreter, node, scope) => runRegardless(interpreter, meaningful(node), scope),
  [OWN_NAMES]: (interpreter, node, scope) => runRegardless(interpreter, meaningful(node), new Scope(scope, true)),
  statement_block: (interpreter, node, scope) => runAll(interpreter, meaningful(node), new Scope(scope)),
  // Half-typed code: what stands in it may still be read.
  ERROR: (interpreter, node, scope) => runRegardless(interpreter, meaningful(node), scope),
  import_statement: (interpreter, node, scope) => readImport(interpreter, node, scope),
  export_statement: exportStatement,
  lexical_declaration: declare,
  variable_declaration: declare,
  variable_declarator: (interpreter, node, scope) => declareOne(interpreter, node, scope, false),
  function_declaration: () => null,
  generator_function_declaration: () => null,
  class_declaration: declareClass,
  abstract_class_declaration: declareClass,
  enum_declaration: declareEnum,
  internal_module: declareNamespace,
  module: declareNamespace,
  return_statement: (interpreter, node, scope) => {
    const value = firstMeaningful(node);
    return { kind: 'return', value: value === null ? UNDEFINED : interpreter.evaluate(value, scope) };
  },
  throw_statement: () => ({ kind: 'throw' }),
  break_statement: (interpreter, node) => ({ kind: 'break', label: labelOf(interpreter, node) }),
  continue_statement: (interpreter, node) => ({ kind: 'continue', label: labelOf(interpreter, node) }),
  labeled_statement: (interpreter, node, scope) => {
    const body = childIn(node, 'body');
    const completion = body === null ? null : interpreter.execute(body, scope);
    return completion?.kind === 'break' && completion.label === labelOf(interpreter, node) ? null : completion;
  },
  try_statement: tryStatement,
  finally_clause: (interpreter, node, scope) => runOne(interpreter, childIn(node, 'body'), scope),
};

function exportStatement(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Completion {
  const declaration = childIn(node, 'declaration');
  if (declaration !== null) return interpreter.execute(declaration, scope);
  const value = childIn(node, 'value');
  if (value !== null) interpreter.modules.setValue(interpreter, interpreter.evaluate(value, scope));
  else {
    const assigned = node.children.some(({ type }) => type === '=') ? firstMeaningful(node) : null;
    if (assigned !== null) interpreter.modules.setValue(interpreter, interpreter.evaluate(assigned, scope));
  }
  return null;
}

function declare(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Completion {
  const isVar = node.type === 'variable_declaration';
  for (const child of meaningful(node)) {
    if (child.type === 'variable_declarator') declareOne(interpreter, child, scope, isVar);
  }
  return null;
}

function declareOne(interpreter: Interpreter, node: SyntaxNode, scope: Scope, isVar: boolean): Completion {
  const pattern = childIn(node, 'name');
  const written = childIn(node, 'value');
  if (pattern === null) return null;
  const value = written === null ? unfilled(interpreter) : interpreter.evaluate(written, scope);
  bindPattern(interpreter, pattern, value, scope, (name, part) => {
    nameModels(part, name);
    if (isVar) scope.declareInFunction(name, part);
    else scope.declare(name, part);
  });
  return null;
}

/** What a variable of the module holds until one of its functions fills it. */
function unfilled(interpreter: Interpreter): Value {
  const value: Value = { kind: 'undefined' };
  if (interpreter.calls.length === 0) interpreter.changeable.add(value);
  return value;
}

function declareClass(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Completion {
  const made = makeClass(interpreter, node, scope);
  if (made.name !== null) scope.declare(made.name, made);
  return null;
}

/** `namespace N { export const ... }`: an object of what it declares. */
function declareNamespace(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Completion {
  const body = childIn(node, 'body');
  const name = nameOf(interpreter, node);
  const inner = new Scope(scope, true);
  if (body !== null) runAll(interpreter, meaningful(body), inner);
  if (name !== null && body !== null) scope.declare(name, object(inner.own()));
  return null;
}

/** An enum is an object of its members; those without a value count up from the one before. */
function declareEnum(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Completion {
  const inner = new Scope(scope);
  const entries: [string, Value][] = [];
  let next: Value = number(0);
  const body = childIn(node, 'body');
  for (const member of body === null ? [] : meaningful(body)) {
    const key = propertyName(interpreter, childIn(member, 'name') ?? member, scope);
    const written = childIn(member, 'value');
    // Members that stand before are known by their bare names.
    const value: Value = written === null ? next : interpreter.evaluate(written, inner);
    if (key !== null) entries.push([key, value]);
    if (key !== null) inner.declare(key, value);
    next = value.kind === 'number' && typeof value.value === 'number' ? number(value.value + 1) : value;
  }
  const name = nameOf(interpreter, node);
  if (name !== null) scope.declare(name, object(entries));
  return null;
}

function labelOf(interpreter: Interpreter, node: SyntaxNode): string | null {
  const label = childIn(node, 'label');
  return label === null ? null : interpreter.text.slice(label.start, label.end);
}

/** The number of a try statement's ways in `Choices`: its body runs through, or its handler is needed. */
const CAUGHT = 1;

/** What a handler makes instead is left to another reading, as a loaded model that is built if it cannot be loaded. */
function tryStatement(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Completion {
  const handler = childIn(node, 'handler');
  const test = `try on line ${interpreter.line(node)}`;
  const isCaught = interpreter.choices.wayAt(test) === CAUGHT;
  let completion: Completion = isCaught ? { kind: 'throw' } : runOne(interpreter, childIn(node, 'body'), scope);
  if (completion?.kind === 'throw') completion = handler === null ? null : runHandler(interpreter, handler, scope);
  else if (handler !== null && isWorthReading(interpreter, handler, completion))
    interpreter.choices.passBy(test, CAUGHT);
  return runOne(interpreter, childIn(node, 'finalizer'), scope) ?? completion;
}

function runHandler(interpreter: Interpreter, handler: SyntaxNode, outer: Scope): Completion {
  const scope = new Scope(outer);
  const parameter = childIn(handler, 'parameter');
  const error = interpreter.unknown('error', 'What goes wrong is known only when the program runs.');
  if (parameter !== null)
    bindPattern(interpreter, parameter, error, scope, (name, value) => scope.declare(name, value));
  return runOne(interpreter, childIn(handler, 'body'), scope);
}

/** Whether it matters what comes of an error: the handler makes layers, or what stands behind is come to only so. */
function isWorthReading(interpreter: Interpreter, handler: SyntaxNode, completion: Completion): boolean {
  const around = interpreter.calls.at(-1)?.callee.node;
  if (completion?.kind === 'return' && around !== undefined && interpreter.making.mayMake(around)) return true;
  return interpreter.making.mayMake(handler);
}
