import assert from 'node:assert/strict';

/** Resolved options of a layer as `getConfig()` gives them, read with their kinds checked. */
export class LayerConfig {
  readonly #values: object;
  readonly #of: string;

  constructor(values: object, of: string) {
    this.#values = values;
    this.#of = of;
  }

  number(option: string): number {
    const value = this.#get(option);
    assert.ok(typeof value === 'number', `${this.#of} has a number ${option}`);
    return value;
  }

  /** False where TF.js leaves the option undefined. */
  flag(option: string): boolean {
    const value = this.#get(option) ?? false;
    assert.ok(typeof value === 'boolean', `${this.#of} has a switch ${option}`);
    return value;
  }

  text(option: string): string {
    const value = this.#get(option);
    assert.ok(typeof value === 'string', `${this.#of} has a word ${option}`);
    return value;
  }

  isNull(option: string): boolean {
    return (this.#get(option) ?? null) === null;
  }

  numbers(option: string): number[] {
    const value = this.#get(option);
    assert.ok(Array.isArray(value) && value.every((item) => typeof item === 'number'), `${this.#of} lists ${option}`);
    return value;
  }

  /** A number alone or several. */
  oneOrMore(option: string): number[] {
    return typeof this.#get(option) === 'number' ? [this.number(option)] : this.numbers(option);
  }

  pairs(option: string): [number, number][] {
    const value = this.#get(option);
    assert.ok(Array.isArray(value), `${this.#of} has a list ${option}`);
    return value.map((pair): [number, number] => {
      assert.ok(Array.isArray(pair) && typeof pair[0] === 'number' && typeof pair[1] === 'number');
      return [pair[0], pair[1]];
    });
  }

  #get(option: string): unknown {
    return Reflect.get(this.#values, option);
  }
}
