import type { Options } from '../plan.ts';
import { writeValue } from './values.ts';
import type { Writer } from './writer.ts';

/** Expressions that stand for options' values where these change from round to round. */
export type Bindings = ReadonlyMap<string, string>;

export const NOTHING_BOUND: Bindings = new Map();

/** An options object, in one of the ways in which people put one together. */
export function writeOptions(writer: Writer, options: Options, bindings: Bindings = NOTHING_BOUND): string {
  const { dice } = writer;
  const entries = Object.entries(options).map(([option, value]) => ({
    option,
    text: property(writer, option, bindings.get(option) ?? writeValue(writer, value, option), bindings.has(option)),
  }));
  const free = entries.filter(({ option }) => !bindings.has(option));
  if (free.length > 0 && dice.chance(0.2)) return withShared(writer, entries, free);
  const texts = entries.map(({ text }) => text);
  if (dice.chance(0.05)) texts.push('name: undefined');
  return braces(options.name === undefined ? texts : texts.filter((text) => text !== 'name: undefined'));
}

interface Entry {
  readonly option: string;
  readonly text: string;
}

/** Some options stand in an object of their own, before the call or under a condition. */
function withShared(writer: Writer, entries: readonly Entry[], free: readonly Entry[]): string {
  const { dice } = writer;
  const count = dice.whole(1, free.length);
  const moved = new Set(dice.shuffled(free).slice(0, count));
  const here = entries.filter((entry) => !moved.has(entry)).map(({ text }) => text);
  const there = [...moved].map(({ text }) => text);
  // Layers among the options would be shared between the rounds; parameters are not known before the function.
  const early = !writer.repeated && writer.parameters === null;
  const ways: (() => string)[] = [
    () => braces([`...(${flag(writer, true)} ? ${braces(there)} : {})`, ...here]),
    () => braces([...here, `...(${flag(writer, false)} ? {} : ${braces(there)})`]),
    () => braces([...here, `...(${flag(writer, true)} && ${braces(there)})`]),
    () => `Object.assign({}, ${braces(there)}, ${braces(here)})`,
  ];
  if (early) {
    ways.push(
      () => braces([`...${writer.constant('shared', braces(there))}`, ...here]),
      () => `Object.assign({}, ${writer.constant('shared', braces(there))}, ${braces(here)})`,
    );
    if (here.length === 0) ways.push(() => writer.constant('options', braces(there)));
  }
  return dice.pick(ways)();
}

function flag(writer: Writer, on: boolean): string {
  return writer.constant('use', `${on}`);
}

function property(writer: Writer, option: string, written: string, bound: boolean): string {
  if (written === option) return option;
  // `{ a: x as b }` needs none, `a ? b : c` neither.
  if (!bound && writer.dice.chance(0.04)) return `${writer.quote}${option}${writer.quote}: ${written}`;
  return `${option}: ${written}`;
}

export function braces(properties: readonly string[]): string {
  return properties.length === 0 ? '{}' : `{ ${properties.join(', ')} }`;
}
