/** `kernel_initializer` to `kernelInitializer`; a name without underscore stays. TF.js's loader does the same to every key and string. */
export const camelCase = remembered((name) => {
  if (name.length <= 1 || !name.includes('_')) return name;
  return name.replace(/_+(\w|$)/g, (_, letter: string) => letter.toUpperCase());
});

/** `kernelInitializer` to `kernel_initializer`, `HeNormal` to `he_normal`: how Keras derives snake case, TF.js's writer too. */
export const snakeCase = remembered((name) =>
  name
    .replace(/(.)([A-Z][a-z0-9]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase(),
);

/** Options have few names, which come in every layer: as many as are kept; a file could bring any number. */
const MOST_REMEMBERED = 2000;

function remembered(convert: (name: string) => string): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const converted = convert(name);
    if (known.size < MOST_REMEMBERED) known.set(name, converted);
    return converted;
  };
}

/** How a surface writes option names. Inside the dialects options have camel-case names (`kernelInitializer`). */
export interface OptionNaming {
  /** The option that a written key means; null if the framework would not take that spelling for any option. */
  read(key: string): string | null;
  write(option: string): string;
}

/** Names stand as they are. */
export const CAMEL_CASE_OPTIONS: OptionNaming = { read: (key) => key, write: (option) => option };

/** Written in snake case; a key with a capital letter is no option. */
export const SNAKE_CASE_OPTIONS: OptionNaming = {
  read: (key) => (key === key.toLowerCase() ? camelCase(key) : null),
  write: snakeCase,
};

/** Written in snake case and camel-cased before use, so that either spelling is read. */
export const CAMEL_CASED_OPTIONS: OptionNaming = { read: camelCase, write: snakeCase };
