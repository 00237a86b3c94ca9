import { assign } from './assignments.ts';
import { LIMITS } from './budget.ts';
import { entriesOf } from './collections.ts';
import type { Completion, Interpreter, StatementReader } from './interpreter.ts';
import { bindPattern } from './patterns.ts';
import { Scope } from './scopes.ts';
import { childIn, descendantsOf, firstMeaningful, type SyntaxNode, spanOf } from './syntax.ts';
import { boolean, isNullish, number, string, type UnknownValue, type Value } from './values.ts';

/** Loops: unrolled where their course is known; one turn stands for all where it is not. */
export const LOOPS: Readonly<Record<string, StatementReader>> = {
  for_statement: forStatement,
  for_in_statement: forEach,
  while_statement: (interpreter, node, scope) =>
    repeat(interpreter, node, {
      scope,
      test: () => interpreter.evaluateTest(childIn(node, 'condition'), scope),
      run: turn(interpreter, node, scope),
    }),
  do_statement: (interpreter, node, scope) => {
    let first = true;
    const test = (): Value => {
      if (!first) return interpreter.evaluateTest(childIn(node, 'condition'), scope);
      first = false;
      return boolean(true);
    };
    return repeat(interpreter, node, { scope, test, run: turn(interpreter, node, scope) });
  },
};

interface Loop {
  /** Where its test is evaluated. */
  readonly scope: Scope;
  readonly test: () => Value;
  readonly run: () => Completion;
}

function turn(interpreter: Interpreter, node: SyntaxNode, scope: Scope): () => Completion {
  const body = childIn(node, 'body');
  return () => (body === null ? null : interpreter.execute(body, scope));
}

function forStatement(interpreter: Interpreter, node: SyntaxNode, outer: Scope): Completion {
  const scope = new Scope(outer);
  const initializer = childIn(node, 'initializer');
  if (initializer !== null) interpreter.execute(initializer, scope);
  const condition = childIn(node, 'condition');
  const increment = childIn(node, 'increment');
  const test = (): Value =>
    condition === null || condition.type === 'empty_statement'
      ? boolean(true)
      : interpreter.evaluateTest(condition, scope);
  const body = turn(interpreter, node, scope);
  const run = () => {
    const completion = body();
    if (increment !== null) interpreter.evaluate(increment, scope);
    return completion;
  };
  return repeat(interpreter, node, { scope, test, run });
}

/** Turns a loop while its test holds; where the test cannot be told, as often as is assumed, and what that makes says so. */
function repeat(interpreter: Interpreter, node: SyntaxNode, loop: Loop): Completion {
  const watch = new IdleWatch(interpreter);
  for (let turns = 0; ; turns++) {
    const condition = loop.test();
    const holds = interpreter.holds(condition);
    if (holds === false) return null;
    // A bound that the user has set decides the test, and still is an assumption that can be set again.
    const isAssumed = turns === 0 && interpreter.isAssumed(boundName(interpreter, testOf(node), loop.scope));
    if (holds === null || isAssumed) return repeatAssumed(interpreter, node, loop, condition, turns);
    if (turns >= LIMITS.turns || watch.isIdle(turns)) {
      if (!watch.madeLayers) return null;
      const cut = `The loop on line ${interpreter.line(node)} is read up to ${turns} turns.`;
      interpreter.limits.add(cut);
      // One turn more, so that what it makes carries the sentence into its model.
      interpreter.assuming(null, cut, loop.run);
      return null;
    }
    const completion = leaves(loop.run());
    if (completion !== 'again') return completion;
  }
}

function repeatAssumed(
  interpreter: Interpreter,
  node: SyntaxNode,
  loop: Loop,
  condition: Value,
  turns: number,
): Completion {
  const written = testOf(node);
  const name = boundName(interpreter, written, loop.scope) ?? nameOf(condition) ?? '?';
  const count = interpreter.assumedTurns(name);
  const what = `How often the loop on line ${interpreter.line(node)} turns cannot be read; ${count} is assumed.`;
  const span = spanOf(interpreter.whereabouts.shown(written));
  const watch = new IdleWatch(interpreter);
  const run = () => {
    for (let turn = turns; turn < LIMITS.turns; turn++) {
      // With the number that is assumed the test may well be told: `i < depth - 1` then turns once less.
      const holds = interpreter.holds(loop.test());
      if (holds === false || (holds === null && turn >= count)) return null;
      const completion = leaves(interpreter.assuming({ name, span, what, assumed: count }, null, loop.run));
      // Only a return says something about what comes behind a loop of which nobody knows how often it turns.
      if (completion !== 'again') return completion?.kind === 'return' ? completion : null;
      if (!watch.madeLayers) return null;
    }
    return null;
  };
  return interpreter.suppositions.with(name, number(count), run);
}

function testOf(loop: SyntaxNode): SyntaxNode {
  return childIn(loop, 'condition') ?? loop;
}

/** What `i < count` is compared with, or `left > 0` itself: what the user can set. */
function boundName(interpreter: Interpreter, condition: SyntaxNode, scope: Scope): string | null {
  if (condition.type === 'parenthesized_expression') {
    const inner = firstMeaningful(condition);
    return inner === null ? null : boundName(interpreter, inner, scope);
  }
  if (condition.type !== 'binary_expression') return null;
  // A test that counts (`depth-- > 0`) must not be asked more often than the loop turns.
  if (descendantsOf(condition, 'update_expression', 'assignment_expression').length > 0) return null;
  const right = nameOf(interpreter.evaluateTest(childIn(condition, 'right'), scope));
  return right ?? nameOf(interpreter.evaluateTest(childIn(condition, 'left'), scope));
}

/** The name under which a value is assumed; null for what the file fixes. */
function nameOf(value: Value): string | null {
  if (value.kind === 'unknown') return value.name;
  return value.kind === 'number' && typeof value.value !== 'number' ? value.value.name : null;
}

/** Whether a turn's completion ends the loop, and with what. */
function leaves(completion: Completion): Completion | 'again' {
  if (completion === null) return 'again';
  if (completion.kind === 'continue') return completion.label === null ? 'again' : completion;
  return completion.kind === 'break' && completion.label === null ? null : completion;
}

/** Notices loops that make no layers: they train or prepare data, and need not be followed to their end. */
class IdleWatch {
  private readonly interpreter: Interpreter;
  private readonly made: number;
  private readonly steps: number;

  constructor(interpreter: Interpreter) {
    this.interpreter = interpreter;
    this.made = interpreter.layers.length + interpreter.tensors.length;
    this.steps = interpreter.budget.steps;
  }

  get madeLayers(): boolean {
    return this.interpreter.layers.length + this.interpreter.tensors.length > this.made;
  }

  isIdle(turns: number): boolean {
    const long = turns >= LIMITS.idleTurns || this.interpreter.budget.steps - this.steps > LIMITS.idleSteps;
    return long && !this.madeLayers;
  }
}

/** `for (const x of list)` and `for (const key in object)`. */
function forEach(interpreter: Interpreter, node: SyntaxNode, scope: Scope): Completion {
  const right = childIn(node, 'right');
  const found = interpreter.evaluate(right, scope);
  // What nothing here has filled is filled elsewhere.
  const value = right !== null && isNullish(found) ? interpreter.unreadable(right, 'is not set here') : found;
  const operator = childIn(node, 'operator');
  const overKeys = operator !== null && interpreter.text.slice(operator.start, operator.end) === 'in';
  const { items, rest } = overKeys ? keysOf(value) : itemsOf(value);
  const watch = new IdleWatch(interpreter);
  for (const [index, item] of items.slice(0, LIMITS.turns).entries()) {
    if (watch.isIdle(index)) break;
    const completion = leaves(runTurn(interpreter, node, item, scope));
    if (completion !== 'again') return completion;
  }
  if (rest === null) return null;
  const { count, unknown } = interpreter.assumedItems(rest, right ?? node);
  const known = items.length;
  return interpreter.suppositions.with(unknown.name, number(known + count), () => {
    for (let turns = 0; turns < count; turns++) {
      const run = () => runTurn(interpreter, node, interpreter.restItem(rest, turns), scope);
      const completion = leaves(interpreter.assuming(unknown, null, run));
      if (completion !== 'again') return completion?.kind === 'return' ? completion : null;
      if (!watch.madeLayers) return null;
    }
    return null;
  });
}

function itemsOf(value: Value): { items: readonly Value[]; rest: UnknownValue | null } {
  if (value.kind === 'list') return { items: value.items.map((item) => item.value), rest: value.rest };
  if (value.kind === 'collection') return itemsOf(entriesOf(value));
  if (value.kind === 'string') return { items: [...value.value].map(string), rest: null };
  return { items: [], rest: value.kind === 'unknown' ? value : null };
}

function keysOf(value: Value): { items: readonly Value[]; rest: UnknownValue | null } {
  if (value.kind === 'object') return { items: [...value.properties.keys()].map(string), rest: value.rest };
  if (value.kind === 'list') return { items: value.items.map((_, index) => string(String(index))), rest: value.rest };
  return { items: [], rest: value.kind === 'unknown' ? value : null };
}

function runTurn(interpreter: Interpreter, node: SyntaxNode, item: Value, outer: Scope): Completion {
  const scope = new Scope(outer);
  const left = childIn(node, 'left');
  const kind = childIn(node, 'kind');
  if (left !== null && kind !== null) {
    bindPattern(interpreter, left, item, scope, (name, value) => scope.declare(name, value));
  } else assign(interpreter, left, item, scope);
  return turn(interpreter, node, scope)();
}
