import type { Value } from './values.ts';

/** The names that a block, function or file binds, and the scope around it. */
export class Scope {
  private readonly bindings = new Map<string, Value>();
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
      const value = scope.bindings.get(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  /** Names of the outermost scope, for what the file calls the framework's namespaces. */
  *entries(): Generator<readonly [string, Value]> {
    for (let scope: Scope | null = this; scope !== null; scope = scope.parent) yield* scope.bindings;
  }
}
