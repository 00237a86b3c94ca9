import type { Observation } from './observation.ts';

export type Callable = (...args: unknown[]) => unknown;

export function isCallable(value: unknown): value is Callable {
  return typeof value === 'function';
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** A listener, a command's handler or a provider whose failures are written down; who calls it hears of them as ever. */
export function watched(name: string, callback: unknown, seen: Observation): unknown {
  if (isCallable(callback)) return watchedCall(name, callback, null, seen);
  if (!isObject(callback)) return callback;
  return new Proxy(callback, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      const isMethod = isCallable(value) && /^(?:provide|resolve|deserialize)/.test(String(key));
      return isMethod ? watchedCall(`${name}.${String(key)}`, value, target, seen) : value;
    },
  });
}

function watchedCall(name: string, callback: Callable, of: object | null, seen: Observation): Callable {
  return function call(this: unknown, ...args: unknown[]): unknown {
    try {
      const result: unknown = Reflect.apply(callback, of ?? this, args);
      if (result instanceof Promise) result.catch((error: unknown) => seen.failed(name, error));
      return result;
    } catch (error) {
      seen.failed(name, error);
      throw error;
    }
  };
}
