import { makeClass } from './classes.ts';
import { makeFunction, nameOf } from './functions.ts';
import { readImport } from './imports.ts';
import type { Completion, Interpreter, StatementReader } from './interpreter.ts';
import { propertyName } from './literals.ts';
import { LOOPS } from './loops.ts';
import { areEqual } from './operators.ts';
import { bindPattern } from './patterns.ts';
import { Scope } from './scopes.ts';
import { childIn, firstMeaningful, meaningful, type SyntaxNode } from './syntax.ts';
import { number, object, truth, UNDEFINED, type Value } from './values.ts';

/** Statements; those that are not listed are expressions or say nothing about models (types, labels, debugger). */
export const STATEMENTS: Readonly<Record<string, StatementReader>> = {
  ...LOOPS,
  program: (interpreter, node, scope) => runAll(interpreter, meaningful(node), scope),
  statement_block: (interpreter, node, scope) => runAll(interpreter, meaningful(node), new Scope(scope)),
  // Half-typed code: what stands in it may still be read.
  ERROR: (interpreter, node, scope) => runAll(interpreter, meaningful(node), scope),
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
  if_statement: ifStatement,
  else_clause: (interpreter, node, scope) => runOne(interpreter, firstMeaningful(node), scope),
  switch_statement: switchStatement,
  try_statement: tryStatement,
  finally_clause: (interpreter, node, scope) => runOne(interpreter, childIn(node, 'body'), scope),
};

function runOne(interpreter: Interpreter, node: SyntaxNode | null, scope: Scope): Completion {
  return node === null ? null : interpreter.execute(node, scope);
}

/** Statements in order, functions first: they can be called before their definition. */
export function runAll(interpreter: Interpreter, statements: readonly SyntaxNode[], scope: Scope): Completion {
  for (const statement of statements) hoist(interpreter, statement, scope);
  for (const statement of statements) {
    const completion = interpreter.execute(statement, scope);
    if (completion !== null) return completion;
  }
  return null;
}

function hoist(interpreter: Interpreter, statement: SyntaxNode, scope: Scope): void {
  const declaration = statement.type === 'export_statement' ? childIn(statement, 'declaration') : statement;
  if (declaration === null || !/^(?:generator_)?function_declaration$/.test(declaration.type)) return;
  const name = nameOf(interpreter, declaration);
  if (name !== null) scope.declare(name, makeFunction(interpreter, declaration, scope, name));
}

function exportStatement(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Completion {
  const declaration = childIn(node, 'declaration');
  if (declaration !== null) return interpreter.execute(declaration, scope);
  const value = childIn(node, 'value');
  if (value !== null) interpreter.evaluate(value, scope);
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
  const value = written === null ? UNDEFINED : interpreter.evaluate(written, scope);
  bindPattern(interpreter, pattern, value, scope, (name, part) => {
    if (part.kind === 'model') part.label ??= name;
    if (isVar) scope.declareInFunction(name, part);
    else scope.declare(name, part);
  });
  return null;
}

function declareClass(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Completion {
  const made = makeClass(interpreter, node, scope);
  if (made.name !== null) scope.declare(made.name, made);
  return null;
}

/** An enum is an object of its members; those without a value count up from the one before. */
function declareEnum(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Completion {
  const entries: [string, Value][] = [];
  let next: Value = number(0);
  const body = childIn(node, 'body');
  for (const member of body === null ? [] : meaningful(body)) {
    const key = propertyName(interpreter, childIn(member, 'name') ?? member, scope);
    const written = childIn(member, 'value');
    const value: Value = written === null ? next : interpreter.evaluate(written, scope);
    if (key !== null) entries.push([key, value]);
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

/**
 * A test that cannot be told: both branches are read where the first one leaves the function or loop (they then
 * exclude each other in time as well); else the first one is assumed, and what it makes says so.
 */
function ifStatement(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Completion {
  const condition = childIn(node, 'condition');
  const holds = truth(interpreter.evaluate(condition, scope));
  const [consequence, alternative] = [childIn(node, 'consequence'), childIn(node, 'alternative')];
  if (holds !== null) return runOne(interpreter, holds ? consequence : alternative, scope);
  const test = condition === null ? '?' : interpreter.source(condition).replace(/^\((.*)\)$/, '$1');
  const where = `Whether \`${test}\` (line ${interpreter.line(node)}) holds cannot be told`;
  const made = interpreter.layers.length;
  const first = interpreter.assuming(null, `${where}: it is assumed to.`, () =>
    runOne(interpreter, consequence, scope),
  );
  if (first === null && (alternative === null || interpreter.layers.length > made)) return null;
  const second = interpreter.assuming(null, `${where}: it is assumed not to.`, () =>
    runOne(interpreter, alternative, scope),
  );
  // Where only one way leaves, the code behind is what the other way goes on with.
  return first === null || second === null ? null : first.kind === 'return' ? first : second;
}

function switchStatement(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Completion {
  const subject = interpreter.evaluate(childIn(node, 'value'), scope);
  const body = childIn(node, 'body');
  const cases = body === null ? [] : meaningful(body);
  const inner = new Scope(scope);
  const matches = cases.map((one) =>
    one.type === 'switch_default'
      ? false
      : areEqual(interpreter, subject, interpreter.evaluate(childIn(one, 'value'), inner)),
  );
  if (matches.includes(null)) return eachCase(interpreter, cases, inner, node);
  const at = matches.indexOf(true);
  const from = at === -1 ? cases.findIndex((one) => one.type === 'switch_default') : at;
  return from === -1 ? null : runCases(interpreter, cases.slice(from), inner);
}

function runCases(interpreter: Interpreter, cases: readonly SyntaxNode[], scope: Scope): Completion {
  for (const one of cases) {
    const completion = runAll(
      interpreter,
      one.children.filter((child) => child.field === 'body'),
      scope,
    );
    if (completion?.kind === 'break' && completion.label === null) return null;
    if (completion !== null) return completion;
  }
  return null;
}

/** A switch on what cannot be read: every case is read that leaves by itself, of the others the first with layers. */
function eachCase(interpreter: Interpreter, cases: readonly SyntaxNode[], scope: Scope, node: SyntaxNode): Completion {
  const made = interpreter.layers.length;
  const gap = `Which case of the switch on line ${interpreter.line(node)} is taken cannot be told.`;
  let returned: Completion = null;
  for (const index of cases.keys()) {
    const completion = interpreter.assuming(null, gap, () => runCases(interpreter, cases.slice(index), scope));
    if (completion === null && interpreter.layers.length > made) return null;
    if (completion?.kind === 'return') returned ??= completion;
  }
  return cases.some((one) => one.type === 'switch_default') ? returned : null;
}

function tryStatement(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Completion {
  const completion = runOne(interpreter, childIn(node, 'body'), scope);
  const last = runOne(interpreter, childIn(node, 'finalizer'), scope);
  return last ?? (completion?.kind === 'throw' ? null : completion);
}
