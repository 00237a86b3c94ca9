import { type Callable, isCallable, isObject, watched } from './callbacks.ts';
import type { Observation } from './observation.ts';

/** Parts of the API that make or register things; the others hand on data. */
const NAMESPACES = ['commands', 'languages', 'lm', 'tasks', 'window', 'workspace'];
const MAKES = /^(?:register|create|onDid|onWill)/;
const PROVIDER = /^register\w*Provider$/;

/** The editor's API as it is, save that what the extension does with it is written down. */
export function observedApi(api: object, seen: Observation): object {
  const copy: object = Object.create(null);
  for (const key of Object.getOwnPropertyNames(api)) {
    const value: unknown = Reflect.get(api, key);
    Reflect.set(copy, key, NAMESPACES.includes(key) && isObject(value) ? observedNamespace(key, value, seen) : value);
  }
  const emitter: unknown = Reflect.get(api, 'EventEmitter');
  if (isCallable(emitter)) Reflect.set(copy, 'EventEmitter', observedEmitter(emitter, seen));
  return copy;
}

/** In front of an empty object: the API's own are frozen, and a proxy may not say other things than a frozen object. */
function observedNamespace(namespace: string, original: object, seen: Observation): object {
  const known = new Map<string | symbol, unknown>();
  return new Proxy(Object.create(null), {
    get(_, key) {
      const value: unknown = Reflect.get(original, key);
      if (!isCallable(value) || typeof key !== 'string' || !MAKES.test(key)) return value;
      if (!known.has(key)) known.set(key, observedMaker(`${namespace}.${key}`, value, original, seen));
      return known.get(key);
    },
  });
}

function observedMaker(name: string, original: Callable, of: object, seen: Observation): Callable {
  const [, method = name] = name.split('.');
  return (...args: unknown[]) => {
    if (PROVIDER.test(method)) seen.registered(method, args.find(isProvider) ?? {}, args[0]);
    const given = args.map((arg) => (isCallable(arg) || isProvider(arg) ? watched(name, arg, seen) : arg));
    return observedThing(name, Reflect.apply(original, of, given), seen);
  };
}

/** Counts a disposable until its end; of collections and logs also what is put into them. */
function observedThing(name: string, thing: unknown, seen: Observation): unknown {
  if (!isObject(thing) || !isCallable(Reflect.get(thing, 'dispose'))) return thing;
  const ended = seen.began(name);
  // A panel can be closed by the user as well.
  const closes: unknown = Reflect.get(thing, 'onDidDispose');
  if (isCallable(closes)) Reflect.apply(closes, thing, [ended]);
  const replaced = new Map<string, Callable>([['dispose', after(ended)]]);
  if (name === 'languages.createDiagnosticCollection') {
    const told = (uri: unknown, diagnostics: unknown) =>
      seen.onDiagnostics?.(String(uri), Array.isArray(diagnostics) ? diagnostics : [], performance.now());
    replaced.set('set', after(told));
    replaced.set('delete', after(told));
  }
  if (name === 'window.createOutputChannel') {
    replaced.set(
      'error',
      after((...said) => seen.failed('log', said.map(text).join(' '))),
    );
    replaced.set(
      'warn',
      after((...said) => seen.warnings.push(said.map(text).join(' '))),
    );
  }
  return front(thing, replaced);
}

function text(said: unknown): string {
  return said instanceof Error ? (said.stack ?? said.message) : String(said);
}

const after = (what: (...args: unknown[]) => unknown): Callable => what;

/** The thing with calls of some of its methods told of, once they are done. */
function front(thing: object, told: ReadonlyMap<string, Callable>): object {
  return new Proxy(Object.create(null), {
    get(_, key) {
      const value: unknown = Reflect.get(thing, key);
      if (!isCallable(value)) return value;
      return (...args: unknown[]) => {
        const result: unknown = Reflect.apply(value, thing, args);
        if (typeof key === 'string') told.get(key)?.(...args);
        return result;
      };
    },
    set: (_, key, value) => Reflect.set(thing, key, value),
    has: (_, key) => Reflect.has(thing, key),
  });
}

/** The extension's own events: their listeners count too. */
function observedEmitter(original: Callable, seen: Observation): Callable {
  return new Proxy(original, {
    construct(target, args, newTarget) {
      const emitter: unknown = Reflect.construct(target, args, newTarget);
      if (!isObject(emitter)) throw new Error('An emitter is an object.');
      const event: unknown = Reflect.get(emitter, 'event');
      if (!isCallable(event)) throw new Error('An emitter has an event.');
      const counted = observedMaker('EventEmitter.event', event, emitter, seen);
      Object.defineProperty(emitter, 'event', { value: counted });
      return emitter;
    },
  });
}

function isProvider(value: unknown): value is object {
  if (!isObject(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  const names = [...Object.keys(value), ...(isObject(prototype) ? Object.getOwnPropertyNames(prototype) : [])];
  return names.some((name) => /^(?:provide|resolve|deserialize)[A-Z]/.test(name));
}
