import Module from 'node:module';

/**
 * Lets the caller hand another object than the host's to `require('vscode')` in a file; null leaves the host's. Only modules
 * that are loaded afterwards are reached, so it comes before the extension is activated.
 */
export function replaceApi(replacement: (file: string, api: object) => object | null): void {
  const original: unknown = Reflect.get(Module, '_load');
  if (typeof original !== 'function') throw new Error('This Node loads modules in another way.');
  Reflect.set(Module, '_load', function load(this: unknown, ...args: unknown[]): unknown {
    const loaded: unknown = Reflect.apply(original, this, args);
    const [request, parent] = args;
    if (request !== 'vscode' || typeof loaded !== 'object' || loaded === null) return loaded;
    return replacement(fileOf(parent), loaded) ?? loaded;
  });
}

function fileOf(parent: unknown): string {
  const file = typeof parent === 'object' && parent !== null && 'filename' in parent ? parent.filename : '';
  return typeof file === 'string' ? file.replaceAll('\\', '/') : '';
}
