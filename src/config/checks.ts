import { nearestName } from '../dialects/nearest-name.ts';

/** From the root to a value: names of properties, indices of items. */
export type Path = readonly (string | number)[];

/** What is wrong with one value, in a sentence that says what would be right. */
export interface Problem {
  readonly path: Path;
  /** Whether the property's name is wrong, not its value. */
  readonly ofName: boolean;
  readonly message: string;
}

/** Reads an unchecked value; null for one that is wrong, whose problems are added to the list. */
export type Check<T> = (value: unknown, path: Path, problems: Problem[]) => T | null;

export function oneOf<T extends string>(choices: readonly T[]): Check<T> {
  return (value, path, problems) => {
    const choice = choices.find((candidate) => candidate === value);
    if (choice !== undefined) return choice;
    return wrong(problems, path, `${written(value)} is none of ${choices.join(', ')}.`);
  };
}

export const text: Check<string> = (value, path, problems) =>
  typeof value === 'string' ? value : wrong(problems, path, `A text should stand here, not ${written(value)}.`);

export const flag: Check<boolean> = (value, path, problems) =>
  typeof value === 'boolean' ? value : wrong(problems, path, `true or false should stand here, not ${written(value)}.`);

/** @param range what is allowed, in words that follow "a number". */
export function number(range: string, isAllowed: (value: number) => boolean): Check<number> {
  return (value, path, problems) =>
    typeof value === 'number' && Number.isFinite(value) && isAllowed(value)
      ? value
      : wrong(problems, path, `A number ${range} should stand here, not ${written(value)}.`);
}

/** A list whose wrong items are left out. */
export function listOf<T>(item: Check<T>): Check<readonly T[]> {
  return (value, path, problems) => {
    if (!Array.isArray(value)) return wrong(problems, path, `A list should stand here, not ${written(value)}.`);
    return value.flatMap((one, i) => item(one, [...path, i], problems) ?? []);
  };
}

/** An object of any names; wrong entries are left out. */
export function mapOf<T>(entry: Check<T>): Check<Readonly<Record<string, T>>> {
  return (value, path, problems) => {
    if (!isObject(value)) return wrong(problems, path, `An object should stand here, not ${written(value)}.`);
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, one]): [string, T][] => {
        const read = entry(one, [...path, name], problems);
        return read === null ? [] : [[name, read]];
      }),
    );
  };
}

/** An object of known names; unknown and wrong entries are left out. */
export function record<N extends string, T>(names: readonly N[], entry: Check<T>): Check<Partial<Record<N, T>>> {
  return (value, path, problems) => {
    if (!isObject(value)) return wrong(problems, path, `An object should stand here, not ${written(value)}.`);
    unknownNames(value, names, path, problems);
    const read: Partial<Record<N, T>> = {};
    for (const name of names) {
      const one = Object.hasOwn(value, name) ? entry(value[name], [...path, name], problems) : null;
      if (one !== null) read[name] = one;
    }
    return read;
  };
}

/** Complains about each name that is none of the known ones. */
export function unknownNames(value: object, names: readonly string[], path: Path, problems: Problem[]): void {
  for (const name of Object.keys(value)) {
    if (names.includes(name)) continue;
    const near = nearestName(name, names);
    const remedy = near === null ? `The names are ${names.join(', ')}.` : `Did you mean "${near}"?`;
    problems.push({ path: [...path, name], ofName: true, message: `"${name}" is not known here. ${remedy}` });
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong(problems: Problem[], path: Path, message: string): null {
  problems.push({ path, ofName: false, message });
  return null;
}

/** A value as a sentence names it. */
function written(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isObject(value)) return 'an object';
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
