import type { Unknown } from '../../model/graph.ts';
import { assumedNumber } from '../assume.ts';
import { type Budget, LIMITS } from './budget.ts';
import type { Choices } from './choices.ts';
import type { Scope } from './scopes.ts';
import { lineOf, type SyntaxNode, spanOf } from './syntax.ts';
import type {
  Circumstances,
  ClassValue,
  FunctionValue,
  LayerValue,
  ModelValue,
  ObjectValue,
  TensorValue,
  UnknownValue,
  Value,
} from './values.ts';
import { number } from './values.ts';

/** How a statement ended: null if it ran through. */
export type Completion =
  | { readonly kind: 'return'; readonly value: Value }
  | { readonly kind: 'break' | 'continue'; readonly label: string | null }
  | { readonly kind: 'throw' }
  | null;

export type ExpressionReader = (interpreter: Interpreter, node: SyntaxNode, scope: Scope) => Value;
export type StatementReader = (interpreter: Interpreter, node: SyntaxNode, scope: Scope) => Completion;

/** Readers by the grammar's name of the node; what has none is unknown, and says so. */
export interface Grammar {
  readonly expressions: Readonly<Record<string, ExpressionReader>>;
  readonly statements: Readonly<Record<string, StatementReader>>;
}

/**
 * The state of one evaluation: what the file has made so far, and what was assumed on the way to where it stands.
 * Never runs the user's code: every construct is read by a reader of `Grammar` that knows what it means.
 */
export class Interpreter {
  readonly layers: LayerValue[] = [];
  readonly models: ModelValue[] = [];
  /** Functions of the file in the order of their definitions. */
  readonly functions: FunctionValue[] = [];
  readonly classes: ClassValue[] = [];
  /** The first object that was made of each class. */
  readonly instances = new Map<ClassValue, ObjectValue>();
  /** Bodies that were entered at least once. */
  readonly entered = new Set<SyntaxNode>();
  /** Functions being evaluated, outermost first. */
  readonly calls: FunctionValue[] = [];
  /** Sentences about what was cut short. */
  readonly limits = new Set<string>();
  readonly text: string;
  readonly budget: Budget;
  /** Ways to take where a test cannot be told. */
  readonly choices: Choices;
  private readonly grammar: Grammar;
  private readonly assume: Readonly<Record<string, number>>;
  private circumstances: Circumstances = { unknowns: [], gaps: [] };
  private readonly idle = new Map<SyntaxNode, { readonly calls: number; readonly layers: number }>();
  private objects = 0;

  constructor(
    text: string,
    budget: Budget,
    grammar: Grammar,
    assume: Readonly<Record<string, number>>,
    choices: Choices,
  ) {
    this.text = text;
    this.budget = budget;
    this.grammar = grammar;
    this.assume = assume;
    this.choices = choices;
  }

  evaluate(node: SyntaxNode | null, scope: Scope): Value {
    if (node === null) return this.unknown('?', 'The code is incomplete here.');
    this.budget.step();
    const read = this.grammar.expressions[node.type];
    if (read === undefined) return this.unreadable(node, 'is not read by Init Lens');
    return this.budget.nested(
      () => read(this, node, scope),
      () => this.unreadable(node, 'is nested too deeply'),
    );
  }

  execute(node: SyntaxNode, scope: Scope): Completion {
    this.budget.step();
    const read = this.grammar.statements[node.type];
    return this.budget.nested(
      () => {
        if (read !== undefined) return read(this, node, scope);
        if (this.grammar.expressions[node.type] !== undefined) this.evaluate(node, scope);
        return null;
      },
      () => null,
    );
  }

  /** An unknown value, or the number that the user assumes under its name. */
  unknown(name: string, reason: string): Value {
    const assumed = assumedNumber(this.assume, name);
    return assumed === undefined ? { kind: 'unknown', name, reason } : number({ name, assumed });
  }

  unreadable(node: SyntaxNode, why: string): Value {
    const written = this.source(node);
    return this.unknown(written, `\`${written}\` (line ${this.line(node)}) ${why.replace(/\.$/, '')}.`);
  }

  /** The number to decide a test by: one that the file fixes or the user assumes; null for anything else. */
  settledNumber(value: Value): number | null {
    if (value.kind !== 'number') return null;
    if (typeof value.value === 'number') return value.value;
    return assumedNumber(this.assume, value.value.name) !== undefined ? value.value.assumed : null;
  }

  /** One more item of a list that cannot be read. */
  restItem(rest: UnknownValue): Value {
    return rest.item ?? this.unknown(`${rest.name}[i]`, rest.reason);
  }

  /** How many items a list is assumed to have beyond the known ones, and the words for it. */
  assumedItems(rest: UnknownValue, node: SyntaxNode): { count: number; unknown: Unknown } {
    const name = `${rest.name}.length`;
    const count = Math.min(Math.max(0, Math.floor(assumedNumber(this.assume, name) ?? 1)), LIMITS.turns);
    const what = `How many items \`${rest.name}\` (line ${this.line(node)}) has cannot be read; ${count} is assumed.`;
    return { count, unknown: { name, span: spanOf(node), what, assumed: count } };
  }

  /** The node's text on one line, shortened for messages and names. */
  source(node: SyntaxNode): string {
    const written = this.text.slice(node.start, node.end).replace(/\s+/g, ' ');
    return written.length > 60 ? `${written.slice(0, 57)}...` : written;
  }

  line(node: SyntaxNode): number {
    return lineOf(this.text, node.start);
  }

  /** Whether a function is called again and again without making layers: it computes data, or calls itself for ever. */
  isIdle(node: SyntaxNode): boolean {
    const before = this.idle.get(node);
    const calls = before?.layers === this.layers.length ? before.calls + 1 : 1;
    this.idle.set(node, { calls, layers: this.layers.length });
    return calls > LIMITS.idleCalls;
  }

  nextObject(): number {
    return this.objects++;
  }

  /** Everything made while `run` lasts carries what was assumed to get there. */
  assuming<T>(unknown: Unknown | null, gap: string | null, run: () => T): T {
    const before = this.circumstances;
    this.circumstances = {
      unknowns: unknown === null ? before.unknowns : [...before.unknowns, unknown],
      gaps: gap === null ? before.gaps : [...before.gaps, gap],
    };
    try {
      return run();
    } finally {
      this.circumstances = before;
    }
  }

  current(): Circumstances {
    return this.circumstances;
  }

  /** The innermost named function being evaluated; its class for a constructor. */
  currentFunction(): string | null {
    return [...this.calls].reverse().find((call) => call.name !== null)?.name ?? null;
  }

  apply(layer: LayerValue, inputs: readonly (TensorValue | null)[]): TensorValue {
    return { kind: 'tensor', layer, inputs, object: this.nextObject() };
  }
}

export function isUnknown(value: Value): value is UnknownValue {
  return value.kind === 'unknown';
}
