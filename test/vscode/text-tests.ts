/**
 * Counts how often a text is looked through for signs of a model, in whatever is loaded into this host: by the first of the signs
 * that scripts are tried for, and by the one that JSON is.
 */
export class TextTests {
  readonly #text: string;
  readonly #test = RegExp.prototype.test;
  readonly #includes = String.prototype.includes;
  count = 0;

  constructor(text: string) {
    this.#text = text;
    const [test, includes, note] = [this.#test, this.#includes, (tried: string) => this.#note(tried)];
    RegExp.prototype.test = function counted(this: RegExp, tried: string) {
      if (this.source.startsWith('@tensorflow')) note(tried);
      return Reflect.apply(test, this, [tried]);
    };
    String.prototype.includes = function counted(this: string, ...args: [string, number?]) {
      if (args[0] === '"class_name"') note(String(this));
      return Reflect.apply(includes, this, args);
    };
  }

  #note(tried: string): void {
    if (tried === this.#text) this.count++;
  }

  stop(): void {
    RegExp.prototype.test = this.#test;
    String.prototype.includes = this.#includes;
  }
}
