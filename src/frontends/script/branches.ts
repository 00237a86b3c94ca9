import { runAll, runOne } from './blocks.ts';
import type { Completion, Interpreter, StatementReader } from './interpreter.ts';
import { areEqual, operatorOf } from './operators.ts';
import { Scope } from './scopes.ts';
import { type Equality, type OpenTest, openTest } from './suppositions.ts';
import { childIn, firstMeaningful, meaningful, type SyntaxNode } from './syntax.ts';
import type { Value } from './values.ts';

/** Branches: the one that is taken where that can be told, else one after the other, in this reading or the next. */
export const BRANCHES: Readonly<Record<string, StatementReader>> = {
  if_statement: ifStatement,
  else_clause: (interpreter, node, scope) => runOne(interpreter, firstMeaningful(node), scope),
  switch_statement: switchStatement,
};

/** Whether a file is the one that was started: a reading is of the file as a program. */
const MAIN_GUARD = /^(?:require\.main ?={2,3} ?module|import\.meta\.main)$/;

/** The numbers of a test's ways in `Choices`. */
const HOLDS = 0;
const FAILS = 1;

/**
 * A test that cannot be told: both branches are read where the first one leaves the function or loop (they exclude
 * each other); else the first one is assumed and said, and the other one is left to another reading.
 */
function ifStatement(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Completion {
  const condition = childIn(node, 'condition');
  const written = condition === null ? '?' : interpreter.source(condition).replace(/^\((.*)\)$/, '$1');
  const value = interpreter.evaluateTest(condition, scope);
  const holds = interpreter.holds(value) ?? (MAIN_GUARD.test(written) ? true : null);
  const [consequence, alternative] = [childIn(node, 'consequence'), childIn(node, 'alternative')];
  if (holds !== null) return runOne(interpreter, holds ? consequence : alternative, scope);
  const test = openTest(value.kind === 'unknown' ? value.name : written);
  const equal = condition === null ? null : equality(interpreter, condition, scope);
  const where = `Whether \`${written}\` (line ${interpreter.line(node)}) holds cannot be told`;
  const runFirst = () =>
    interpreter.assuming(null, `${where}: it is assumed to.`, () =>
      interpreter.suppositions.while(test, true, equal, () => runOne(interpreter, consequence, scope)),
    );
  const runSecond = () =>
    interpreter.assuming(null, `${where}: it is assumed not to.`, () =>
      interpreter.suppositions.while(test, false, null, () => runOne(interpreter, alternative, scope)),
    );
  const way = wayAt(interpreter, test);
  if (way !== null) return way === HOLDS ? runFirst() : runSecond();
  const otherWay = test.negated ? HOLDS : FAILS;
  const made = new Made(interpreter);
  const first = runFirst();
  // What adds to a model that was there before excludes what stands behind, whether it leaves or not.
  if ((first === null && (alternative === null || made.layers)) || made.addedToModels) {
    if (isWorthTheOther(interpreter, consequence, alternative, first)) interpreter.choices.passBy(test.key, otherWay);
    return first;
  }
  const second = runSecond();
  if (first?.kind === 'return') interpreter.mayReturn(first.value);
  // Where only one way leaves, the code behind is what the other way goes on with.
  return first === null || second === null ? null : first.kind === 'return' ? first : second;
}

/** What a branch has made since. */
class Made {
  private readonly interpreter: Interpreter;
  private readonly before: number;
  private readonly sizes: readonly number[];

  constructor(interpreter: Interpreter) {
    this.interpreter = interpreter;
    this.before = interpreter.layers.length;
    this.sizes = interpreter.models.map((model) => model.members.length);
  }

  get layers(): boolean {
    return this.interpreter.layers.length > this.before;
  }

  /** Whether models that were there before have got layers. */
  get addedToModels(): boolean {
    return this.sizes.some((size, index) => this.interpreter.models[index]?.members.length !== size);
  }
}

/** Whether it is worth a reading to see what happens where a test fails. */
function isWorthTheOther(
  interpreter: Interpreter,
  consequence: SyntaxNode | null,
  alternative: SyntaxNode | null,
  first: Completion,
): boolean {
  if (alternative !== null && interpreter.making.mayMake(alternative)) return true;
  const around = interpreter.calls.at(-1)?.callee.node;
  if (around !== undefined && !interpreter.making.mayMake(around)) return false;
  return first !== null || (consequence !== null && setsFlag(interpreter, consequence));
}

/** Whether a branch notes for later that it was taken (`failed = true`). */
function setsFlag(interpreter: Interpreter, branch: SyntaxNode): boolean {
  return /[^=!<>]=\s*(?:true|false)\b/.test(interpreter.text.slice(branch.start, branch.end));
}

/** The way of the test itself; `Choices` knows it without its negation. */
function wayAt(interpreter: Interpreter, { key, negated }: OpenTest): number | null {
  const way = interpreter.choices.wayAt(key);
  return way === null ? null : negated ? FAILS + HOLDS - way : way;
}

/** What `x === 'relu'` says of `x` where it holds; null for tests that say no such thing. */
function equality(interpreter: Interpreter, condition: SyntaxNode, scope: Scope): Equality | null {
  if (condition.type === 'parenthesized_expression') {
    const inner = firstMeaningful(condition);
    return inner === null ? null : equality(interpreter, inner, scope);
  }
  if (condition.type !== 'binary_expression' || !/^={2,3}$/.test(operatorOf(interpreter, condition))) return null;
  const left = interpreter.evaluate(childIn(condition, 'left'), scope);
  return equalityOf(left, interpreter.evaluate(childIn(condition, 'right'), scope));
}

function equalityOf(left: Value, right: Value): Equality | null {
  if (left.kind === 'unknown' && right.kind !== 'unknown') return { name: left.name, value: right };
  return right.kind === 'unknown' && left.kind !== 'unknown' ? { name: right.name, value: left } : null;
}

function switchStatement(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Completion {
  const value = childIn(node, 'value');
  const subject = interpreter.evaluateTest(value, scope);
  const body = childIn(node, 'body');
  const cases = body === null ? [] : meaningful(body);
  const inner = new Scope(scope);
  const labels = cases.map((one) =>
    one.type === 'switch_default' ? null : interpreter.evaluate(childIn(one, 'value'), inner),
  );
  const matches = labels.map((label) => (label === null ? false : areEqual(interpreter, subject, label)));
  // `switch (true)` asks one test after the other; the first that holds is taken.
  const open = matches.indexOf(null);
  const at = matches.indexOf(true);
  if (open !== -1 && (at === -1 || open < at)) return eachCase(interpreter, { cases, labels, subject }, inner, node);
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

interface Cases {
  readonly cases: readonly SyntaxNode[];
  /** What each case compares with; null for the default. */
  readonly labels: readonly (Value | null)[];
  readonly subject: Value;
}

/**
 * A switch on what cannot be read: every case that leaves by itself is read, of the others the first that makes
 * layers; the rest is left to other readings.
 */
function eachCase(
  interpreter: Interpreter,
  { cases, labels, subject }: Cases,
  scope: Scope,
  node: SyntaxNode,
): Completion {
  const value = childIn(node, 'value');
  const written = value === null ? '?' : interpreter.source(value);
  const test = `switch ${written}`;
  const gap = `Which case of the switch on line ${interpreter.line(node)} is taken cannot be told.`;
  const run = (index: number) => {
    const label = labels[index] ?? null;
    const equal = label === null ? null : equalityOf(subject, label);
    const answer = openTest(`${written} === ${index}`);
    return interpreter.assuming(null, gap, () =>
      interpreter.suppositions.while(answer, true, equal, () => runCases(interpreter, cases.slice(index), scope)),
    );
  };
  const way = interpreter.choices.wayAt(test);
  if (way !== null) return run(way);
  let made = new Made(interpreter);
  let returned: Completion = null;
  for (const index of cases.keys()) {
    const completion = run(index);
    if ((completion === null && made.layers) || made.addedToModels) {
      for (const [other, one] of cases.entries()) {
        if (other > index && interpreter.making.mayMake(one)) interpreter.choices.passBy(test, other);
      }
      return completion;
    }
    if (completion?.kind === 'return') interpreter.mayReturn(completion.value);
    if (completion?.kind === 'return') returned ??= completion;
    made = new Made(interpreter);
  }
  return cases.some((one) => one.type === 'switch_default') ? returned : null;
}
