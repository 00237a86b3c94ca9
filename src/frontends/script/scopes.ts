import type { Value } from './values.ts';

/** The names that a block, function or file binds, and the scope around it. */
export class Scope {
  private readonly bindings = new Map<string, Value>();
  /** Bindings whose values are not asked for before somebody uses them. */
  private readonly later = new Map<string, () => Value>();
  private readonly parent: Scope | null;
  /** `var` and `this` belong to the nearest function. */
  private readonly isFunction: boolean;

  constructor(parent: Scope | null, isFunction = false) {
    this.parent = parent;
    this.isFunction = isFunction || parent === null;
  }

  declare(name: string, value: Value): void {
    this.bindings.set(name, value);
  }

  /** A binding that gets its value when it is first looked up; null while that is being found out is undefined. */
  declareLater(name: string, value: () => Value): void {
    this.bindings.delete(name);
    this.later.set(name, value);
  }

  /** `var`: visible in the whole function. */
  declareInFunction(name: string, value: Value): void {
    let scope: Scope = this;
    while (!scope.isFunction && scope.parent !== null) scope = scope.parent;
    scope.declare(name, value);
  }

  /** Sets the nearest binding; a name that nothing declares becomes a global. */
  assign(name: string, value: Value): void {
    let scope: Scope = this;
    while (!scope.bindings.has(name) && scope.parent !== null) scope = scope.parent;
    scope.bindings.set(name, value);
  }

  lookup(name: string): Value | undefined {
    for (let scope: Scope | null = this; scope !== null; scope = scope.parent) {
      const value = scope.bindings.get(name) ?? scope.settle(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  /** The value of a binding that waits for its first use; undefined if there is none, or it is being found out. */
  private settle(name: string): Value | undefined {
    const find = this.later.get(name);
    if (find === undefined) return undefined;
    this.later.delete(name);
    const value = find();
    // What was assigned meanwhile stays.
    if (!this.bindings.has(name)) this.bindings.set(name, value);
    return this.bindings.get(name);
  }

  /** What this scope itself binds. */
  own(): IterableIterator<readonly [string, Value]> {
    return this.bindings.entries();
  }

  /** Names of the outermost scope, for what the file calls the framework's namespaces. */
  *entries(): Generator<readonly [string, Value]> {
    for (let scope: Scope | null = this; scope !== null; scope = scope.parent) yield* scope.bindings;
  }
}
