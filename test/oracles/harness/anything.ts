/**
 * Stands for whatever a model file takes from its surroundings (a page, a data loader, a server): it can be called,
 * constructed, read and awaited, iterates over nothing, and says nothing.
 */
export const ANYTHING: unknown = new Proxy(function nothing() {}, {
  get(_, key) {
    if (key === 'then') return undefined;
    if (key === Symbol.toPrimitive) return () => 1;
    if (key === Symbol.iterator) return () => [][Symbol.iterator]();
    return ANYTHING;
  },
  set: () => true,
  has: () => true,
  apply: () => ANYTHING,
  construct: () => new Proxy({}, { get: (_, key) => (key === 'then' ? undefined : ANYTHING) }),
});
