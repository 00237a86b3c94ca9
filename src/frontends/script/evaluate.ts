import { ASSIGNMENTS } from './assignments.ts';
import { type Budget, BudgetExceeded } from './budget.ts';
import { CALLS } from './calls.ts';
import type { Choices } from './choices.ts';
import { CLASSES } from './classes.ts';
import { CONDITIONALS } from './conditionals.ts';
import { readEntryPoints } from './entry-points.ts';
import { FUNCTIONS } from './functions.ts';
import { type Grammar, Interpreter } from './interpreter.ts';
import { LITERALS } from './literals.ts';
import { MEMBERS } from './members.ts';
import type { ModuleFiles } from './module-files.ts';
import { OPERATORS } from './operators.ts';
import { Scope } from './scopes.ts';
import { STATEMENTS } from './statements.ts';
import type { SyntaxNode } from './syntax.ts';

const GRAMMAR: Grammar = {
  expressions: {
    ...LITERALS,
    ...MEMBERS,
    ...OPERATORS,
    ...CONDITIONALS,
    ...FUNCTIONS,
    ...CLASSES,
    ...CALLS,
    ...ASSIGNMENTS,
  },
  statements: STATEMENTS,
};

/** What a file makes: from its top level, then from what nothing in it calls. */
export function evaluateScript(
  root: SyntaxNode,
  budget: Budget,
  assume: Readonly<Record<string, number>>,
  choices: Choices,
  files: ModuleFiles,
): { interpreter: Interpreter; scope: Scope } {
  const interpreter = new Interpreter(root, budget, GRAMMAR, assume, choices, files);
  const scope = new Scope(null);
  interpreter.modules.enter(root, scope);
  withinBudget(interpreter, undefined, () => {
    interpreter.execute(root, scope);
    readEntryPoints(interpreter, root);
  });
  return { interpreter, scope };
}

/** Runs a part of an evaluation; if its budget ends, that is noted and the fallback given. */
export function withinBudget<T>(interpreter: Interpreter, fallback: T, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof BudgetExceeded)) throw error;
    interpreter.limits.add(error.message);
    interpreter.endedBy = error.message;
    return fallback;
  }
}
