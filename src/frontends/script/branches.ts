import { runAll, runOne } from './blocks.ts';
import type { Completion, Interpreter, StatementReader } from './interpreter.ts';
import { areEqual } from './operators.ts';
import { Scope } from './scopes.ts';
import { childIn, firstMeaningful, meaningful, type SyntaxNode } from './syntax.ts';
import { truth } from './values.ts';

/** Branches: the one that is taken where that can be told, else one after the other, in this reading or the next. */
export const BRANCHES: Readonly<Record<string, StatementReader>> = {
  if_statement: ifStatement,
  else_clause: (interpreter, node, scope) => runOne(interpreter, firstMeaningful(node), scope),
  switch_statement: switchStatement,
};

/** Whether a file is the one that was started: a reading is of the file as a program. */
const MAIN_GUARD = /^(?:require\.main ?={2,3} ?module|import\.meta\.main)$/;

/** The numbers of an if statement's ways in `Choices`. */
const HOLDS = 0;
const FAILS = 1;

/**
 * A test that cannot be told: both branches are read where the first one leaves the function or loop (they exclude
 * each other); else the first one is assumed and said, and the other one is left to another reading.
 */
function ifStatement(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Completion {
  const condition = childIn(node, 'condition');
  const test = condition === null ? '?' : interpreter.source(condition).replace(/^\((.*)\)$/, '$1');
  const holds = truth(interpreter.evaluate(condition, scope)) ?? (MAIN_GUARD.test(test) ? true : null);
  const [consequence, alternative] = [childIn(node, 'consequence'), childIn(node, 'alternative')];
  if (holds !== null) return runOne(interpreter, holds ? consequence : alternative, scope);
  const where = `Whether \`${test}\` (line ${interpreter.line(node)}) holds cannot be told`;
  const runFirst = () =>
    interpreter.assuming(null, `${where}: it is assumed to.`, () => runOne(interpreter, consequence, scope));
  const runSecond = () =>
    interpreter.assuming(null, `${where}: it is assumed not to.`, () => runOne(interpreter, alternative, scope));
  const way = interpreter.choices.wayAt(test);
  if (way !== null) return way === HOLDS ? runFirst() : runSecond();
  const made = interpreter.layers.length;
  const first = runFirst();
  if (first === null && (alternative === null || interpreter.layers.length > made)) {
    if (alternative !== null) interpreter.choices.passBy(test, FAILS);
    return null;
  }
  const second = runSecond();
  // Where only one way leaves, the code behind is what the other way goes on with.
  return first === null || second === null ? null : first.kind === 'return' ? first : second;
}

function switchStatement(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Completion {
  const value = childIn(node, 'value');
  const subject = interpreter.evaluate(value, scope);
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
    const body = one.children.filter((child) => child.field === 'body');
    const completion = runAll(interpreter, body, scope);
    if (completion?.kind === 'break' && completion.label === null) return null;
    if (completion !== null) return completion;
  }
  return null;
}

/**
 * A switch on what cannot be read: every case that leaves by itself is read, of the others the first that makes
 * layers; the rest is left to other readings.
 */
function eachCase(interpreter: Interpreter, cases: readonly SyntaxNode[], scope: Scope, node: SyntaxNode): Completion {
  const value = childIn(node, 'value');
  const test = value === null ? '?' : `switch ${interpreter.source(value)}`;
  const gap = `Which case of the switch on line ${interpreter.line(node)} is taken cannot be told.`;
  const run = (index: number) =>
    interpreter.assuming(null, gap, () => runCases(interpreter, cases.slice(index), scope));
  const way = interpreter.choices.wayAt(test);
  if (way !== null) return run(way);
  const made = interpreter.layers.length;
  let returned: Completion = null;
  for (const index of cases.keys()) {
    const completion = run(index);
    if (completion === null && interpreter.layers.length > made) {
      for (let other = index + 1; other < cases.length; other++) interpreter.choices.passBy(test, other);
      return null;
    }
    if (completion?.kind === 'return') returned ??= completion;
  }
  return cases.some((one) => one.type === 'switch_default') ? returned : null;
}
