import { makeFunction, nameOf } from './functions.ts';
import type { Completion, Interpreter } from './interpreter.ts';
import type { Scope } from './scopes.ts';
import { childIn, type SyntaxNode } from './syntax.ts';

export function runOne(interpreter: Interpreter, node: SyntaxNode | null, scope: Scope): Completion {
  return node === null ? null : interpreter.execute(node, scope);
}

/** Statements in order, functions first: they can be called before their definition. */
export function runAll(interpreter: Interpreter, statements: readonly SyntaxNode[], scope: Scope): Completion {
  hoistAll(interpreter, statements, scope);
  for (const statement of statements) {
    const completion = interpreter.execute(statement, scope);
    if (completion !== null) return completion;
  }
  return null;
}

/** Statements in order, whatever ends one: a `return` of a module is one brace too many, not the end of the file. */
export function runRegardless(interpreter: Interpreter, statements: readonly SyntaxNode[], scope: Scope): Completion {
  hoistAll(interpreter, statements, scope);
  for (const statement of statements) interpreter.execute(statement, scope);
  return null;
}

/** Binds the names of the functions among the statements. */
export function hoistAll(interpreter: Interpreter, statements: readonly SyntaxNode[], scope: Scope): void {
  for (const statement of statements) hoist(interpreter, statement, scope);
}

function hoist(interpreter: Interpreter, statement: SyntaxNode, scope: Scope): void {
  const declaration = statement.type === 'export_statement' ? childIn(statement, 'declaration') : statement;
  if (declaration === null || !/^(?:generator_)?function_declaration$/.test(declaration.type)) return;
  const name = nameOf(interpreter, declaration);
  if (name !== null) scope.declare(name, makeFunction(interpreter, declaration, scope, name));
}
