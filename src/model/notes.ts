/**
 * What is found out about objects once, kept on the objects themselves where nobody else sees it: not enumerable, named by
 * a symbol, left out of copies, clones and JSON. A `WeakMap` that lives as long as the program would do the same, but V8's
 * collector of young objects takes all of its values as alive whatever became of their keys, and copies every graph and
 * syntax tree that was read since the last full collection out of the way.
 */
export class Notes<K extends object, V> {
  private readonly slot = Symbol();

  get(about: K): V | undefined {
    const bearer: object = about;
    return Reflect.get(bearer, this.slot);
  }

  /** What is noted already, else what `find` finds, noted: writing is ten times as dear as reading. */
  of(about: K, find: (about: K) => V): V {
    const noted = this.get(about);
    if (noted !== undefined) return noted;
    const found = find(about);
    this.set(about, found);
    return found;
  }

  /** @param about an object that can be extended. */
  set(about: K, value: V): void {
    Object.defineProperty(about, this.slot, { value, configurable: true });
  }
}
