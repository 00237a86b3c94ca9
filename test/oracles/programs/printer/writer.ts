import { layers } from '@tensorflow/tfjs';
import type { Dice } from '../dice.ts';
import { randomSurface, type Surface } from './surface.ts';

/** Names that stand for something else in some style. */
const WORDS = [
  'tf',
  'CONFIG',
  'i',
  'x',
  't',
  ...['sequential', 'model', 'input', 'layers', 'initializers', 'regularizers', 'constraints'],
];

/** A program under way: what must stand before its body, names that are taken, and how it spells things. */
export class Writer {
  readonly dice: Dice;
  readonly surface: Surface;
  readonly typescript: boolean;
  readonly quote: "'" | '"';
  /** Declarations before the body, in order. */
  readonly declarations: string[] = [];
  /** Properties of the one configuration object. */
  readonly settings = new Map<string, string>();
  /** Factories and functions of the framework that stand under a name of their own. */
  readonly used = new Set<string>();
  /** Parameters with defaults of the function around the body; null where there is none or it can take no more. */
  parameters: { name: string; value: string }[] | null = null;
  /** Fields of the class around the body; null where there is none. */
  fields: { name: string; value: string }[] | null = null;
  /** Inside what runs several times: an object made before it would be shared. */
  repeated = false;
  readonly #taken = new Set<string>([...WORDS, ...Object.keys(layers)]);

  constructor(dice: Dice) {
    this.dice = dice;
    this.typescript = dice.chance(0.5);
    this.quote = dice.pick(["'", '"'] as const);
    this.surface = randomSurface(dice, this.typescript);
  }

  /** A name that nothing has yet. */
  fresh(stem: string): string {
    let name = stem;
    for (let number = 2; this.#taken.has(name); number++) name = `${stem}${number}`;
    this.#taken.add(name);
    return name;
  }

  declare(line: string): void {
    this.declarations.push(line);
  }

  /** A constant before the body; the value itself where it means something only inside. */
  constant(stem: string, value: string): string {
    if (this.needsBody(value)) return value;
    const name = this.fresh(this.dice.chance(0.5) ? stem.toUpperCase() : stem);
    this.declare(`${this.dice.pick(['const', 'const', 'let'])} ${name} = ${value};`);
    return name;
  }

  /** The value where it stands, or under a name before the body. */
  constantOrHere(stem: string, value: string): string {
    return this.dice.chance(0.5) ? this.constant(stem, value) : value;
  }

  /** Whether an expression can stand only inside the function or class around the body. */
  needsBody(expression: string): boolean {
    if (expression.includes('this.')) return true;
    return (this.parameters ?? []).some(({ name }) => new RegExp(`\\b${name}\\b`).test(expression));
  }

  /** A property of the configuration object. */
  setting(stem: string, value: string): string {
    const name = this.fresh(stem);
    this.settings.set(name, value);
    return `CONFIG.${name}`;
  }

  text(value: string): string {
    return this.quote + value.replaceAll('\\', '\\\\').replaceAll(this.quote, `\\${this.quote}`) + this.quote;
  }

  /** `: Type` where the program has types. */
  type(name: string): string {
    return this.typescript ? `: ${name}` : '';
  }

  /** A symbolic tensor that comes from `apply`. */
  tensor(expression: string): string {
    return this.typescript && this.dice.chance(0.7) ? `${expression} as tf.SymbolicTensor` : expression;
  }

  /** `tf.layers.dense`, or as the imports let it be written. */
  factory(name: string): string {
    return this.#path('layers', name);
  }

  /** `tf.layers` as a whole. */
  namespace(name: string): string {
    if (!this.surface.namespacesAlone) return `${this.surface.root}.${name}`;
    this.used.add(name);
    return name;
  }

  /** `tf.initializers.heNormal` and the like. */
  object(namespace: string, name: string): string {
    return this.#path(namespace, name);
  }

  /** `tf.sequential`, `tf.model`, `tf.input`. */
  maker(name: string): string {
    if (this.surface.makersAlone) {
      this.used.add(name);
      return name;
    }
    return `${this.surface.root}.${name}`;
  }

  #path(namespace: string, name: string): string {
    if (this.surface.factoriesAlone && namespace === 'layers') {
      this.used.add(`layers.${name}`);
      return name;
    }
    if (this.surface.namespacesAlone) {
      this.used.add(namespace);
      return `${namespace}.${name}`;
    }
    return `${this.surface.root}.${namespace}.${name}`;
  }
}

export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : `  ${line}`));
}
