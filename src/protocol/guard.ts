/** Tells whether a value from outside has a type; the building blocks of every check on a received message. */
export type Guard<T> = (value: unknown) => value is T;

/** A check for each field: the compiler refuses a list that misses one. */
export type Fields<T> = { readonly [K in keyof T]-?: Guard<T[K]> };

/** The member of the union `T` whose `Tag` can be `K`. */
type Member<T, Tag extends keyof T, K> = T extends unknown ? (K extends T[Tag] ? T : never) : never;

export const isString: Guard<string> = (value) => typeof value === 'string';
export const isBoolean: Guard<boolean> = (value) => typeof value === 'boolean';
/** Infinite ones and NaN included: statistics hold them. */
export const isNumber: Guard<number> = (value) => typeof value === 'number';
export const isInteger: Guard<number> = (value): value is number => Number.isInteger(value);

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function literal<const V extends string | number>(...values: readonly V[]): Guard<V> {
  return (value): value is V => values.some((known) => known === value);
}

export function nullable<T>(guard: Guard<T>): Guard<T | null> {
  return (value): value is T | null => value === null || guard(value);
}

export function either<A, B>(first: Guard<A>, second: Guard<B>): Guard<A | B> {
  return (value): value is A | B => first(value) || second(value);
}

export function listOf<T>(guard: Guard<T>): Guard<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(guard);
}

export function dictionaryOf<T>(guard: Guard<T>): Guard<Readonly<Record<string, T>>> {
  return (value): value is Readonly<Record<string, T>> => isRecord(value) && Object.values(value).every(guard);
}

export function record<T extends object>(fields: Fields<T>): Guard<T> {
  const checks = checksOf(fields);
  return (value): value is T => isRecord(value) && passes(value, checks);
}

/** A discriminated union: the fields of each variant beside its tag. */
export function tagged<T extends object, Tag extends keyof T & string>(
  tag: Tag,
  variants: { readonly [K in T[Tag] & string]: Fields<Omit<Member<T, Tag, K>, Tag>> },
): Guard<T> {
  const byTag = new Map<unknown, Checks>(
    Object.entries<object>(variants).map(([name, fields]) => [name, checksOf(fields)]),
  );
  return (value): value is T => {
    const checks = isRecord(value) ? byTag.get(value[tag]) : undefined;
    return checks !== undefined && isRecord(value) && passes(value, checks);
  };
}

type Checks = readonly (readonly [field: string, guard: Guard<unknown>])[];

/** Listed once: a message about a large model has thousands of records. */
function checksOf(fields: object): Checks {
  return Object.entries<Guard<unknown>>({ ...fields });
}

function passes(value: Readonly<Record<string, unknown>>, checks: Checks): boolean {
  return checks.every(([field, guard]) => guard(value[field]));
}
