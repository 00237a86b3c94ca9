import { boolean, list, NULL, number, object, string, type Value } from './values.ts';

/** Deeper and larger values are not written out. */
const MAX_DEPTH = 16;
const MAX_TEXT = 100_000;

/** `JSON.parse` and `JSON.stringify`, mostly one around the other for a copy; null where the value is not known whole. */
export function callJson(method: string, value: Value): Value | null {
  if (method === 'stringify') return stringify(value);
  return method === 'parse' && value.kind === 'string' ? parse(value.value) : null;
}

function stringify(value: Value): Value | null {
  const plain = plainOf(value, 0);
  if (plain === undefined) return null;
  const text = JSON.stringify(plain);
  return text.length > MAX_TEXT ? null : string(text);
}

type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain };

/** Undefined where something is not known, or no JSON says it. */
function plainOf(value: Value, depth: number): Plain | undefined {
  if (depth > MAX_DEPTH) return undefined;
  switch (value.kind) {
    case 'null':
      return null;
    case 'boolean':
    case 'string':
      return value.value;
    case 'number':
      return typeof value.value === 'number' ? value.value : undefined;
    case 'list': {
      const items = value.items.map((item) => plainOf(item.value, depth + 1));
      const known = items.filter((item) => item !== undefined);
      return value.rest === null && known.length === items.length ? known : undefined;
    }
    case 'object': {
      if (value.class !== null || value.rest !== null) return undefined;
      const parts = [...value.properties].filter(([, part]) => part.value.kind !== 'undefined');
      const entries = parts.flatMap(([key, part]): [string, Plain][] => {
        const plain = plainOf(part.value, depth + 1);
        return plain === undefined ? [] : [[key, plain]];
      });
      return entries.length === parts.length ? Object.fromEntries(entries) : undefined;
    }
    default:
      return undefined;
  }
}

/** Null for what is no JSON: the program would throw. */
function parse(text: string): Value | null {
  if (text.length > MAX_TEXT) return null;
  try {
    const parsed: unknown = JSON.parse(text);
    return fromPlain(parsed);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function fromPlain(plain: unknown, depth = 0): Value {
  if (typeof plain === 'string') return string(plain);
  if (typeof plain === 'number') return number(plain);
  if (typeof plain === 'boolean') return boolean(plain);
  if (typeof plain !== 'object' || plain === null) return NULL;
  if (depth > MAX_DEPTH) return { kind: 'unknown', name: '...', reason: 'It is nested too deeply to be read.' };
  if (Array.isArray(plain)) return list(plain.map((item) => fromPlain(item, depth + 1)));
  return object(Object.entries(plain).map(([key, part]) => [key, fromPlain(part, depth + 1)]));
}
