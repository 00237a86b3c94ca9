/** `kernel_initializer` to `kernelInitializer`; a name without underscore stays. TF.js's loader does the same to every key and string. */
export function camelCase(name: string): string {
  if (name.length <= 1 || !name.includes('_')) return name;
  return name.replace(/_+(\w|$)/g, (_, letter: string) => letter.toUpperCase());
}

/** `kernelInitializer` to `kernel_initializer`, `HeNormal` to `he_normal`: how Keras derives snake case, TF.js's writer too. */
export function snakeCase(name: string): string {
  return name
    .replace(/(.)([A-Z][a-z0-9]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
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
