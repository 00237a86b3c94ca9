import type { Unknown } from '../model/graph.ts';
import type { Problem } from '../model/problem.ts';
import { type Dimension, isSize, size } from '../model/shape.ts';
import type { Span } from '../model/text.ts';
import { ASSUMED, ASSUMED_OTHERWISE } from './assumptions.ts';
import type { ConfigEntry, ConfigValue, LayerDeclaration } from './declaration.ts';
import { camelCase, type OptionNaming } from './naming.ts';

/** Where readers note what they find. */
export interface Notes {
  readonly problems: Problem[];
  readonly unknowns: Unknown[];
}

/** Options whose default must not be taken for what a layer has where not all of its options can be read. */
const DECISIVE = /^(?:activation|recurrentActivation)$|Initializer$/;

interface Written {
  entry: ConfigEntry;
  /** Whether somebody has asked for it. */
  isAsked: boolean;
}

/**
 * Reads options by their camel-case names, whatever the surface's spelling. What cannot be read becomes an assumption
 * and an unknown; an option that is never asked for is one that the layer does not know (`unread`).
 */
export class OptionReader {
  private readonly entries = new Map<string, Written>();
  private readonly misspelt: ConfigEntry[] = [];
  /** Every option that was asked for, some more than once. */
  private readonly asked: string[] = [];
  private readonly span: Span;
  private readonly naming: OptionNaming;
  private readonly notes: Notes;
  private readonly rest: LayerDeclaration['rest'];

  constructor({ options, span, rest }: LayerDeclaration, naming: OptionNaming, notes: Notes) {
    this.span = span;
    this.naming = naming;
    this.notes = notes;
    this.rest = rest;
    for (const entry of options) {
      const option = naming.read(entry.key);
      if (option === null) this.misspelt.push(entry);
      else this.put(option, entry);
    }
  }

  /** Of an option that is written twice the last counts, at the place of the first. */
  private put(option: string, entry: ConfigEntry): void {
    const before = this.entries.get(option);
    if (before === undefined) this.entries.set(option, { entry, isAsked: false });
    else before.entry = entry;
  }

  private ask(option: string): ConfigEntry | undefined {
    this.asked.push(option);
    const written = this.entries.get(option);
    if (written === undefined) return undefined;
    written.isAsked = true;
    return written.entry;
  }

  /** The first of the options that is written, null and undefined values left out. */
  entry(...options: readonly string[]): ConfigEntry | null {
    this.accept(...options);
    for (const option of options) {
      const entry = this.entries.get(option)?.entry;
      if (entry !== undefined) {
        if (entry.value.kind !== 'null') return entry;
        continue;
      }
      if (this.rest !== undefined && DECISIVE.test(option)) return this.unreadEntry(option, this.rest);
    }
    return null;
  }

  /** An option that may stand among those that cannot be read. */
  private unreadEntry(option: string, { name, reason }: NonNullable<LayerDeclaration['rest']>): ConfigEntry {
    const { span } = this;
    const value: ConfigValue = { kind: 'unknown', name: `${name}.${option}`, reason, span };
    return { key: this.naming.write(option), value, source: { whole: span, key: span, value: span } };
  }

  /** Whether a null is written. */
  isNull(option: string): boolean {
    return this.ask(option)?.value.kind === 'null';
  }

  value(...options: readonly string[]): ConfigValue | null {
    return this.entry(...options)?.value ?? null;
  }

  /** Options that the layer knows and that do not matter here. */
  accept(...options: readonly string[]): void {
    for (const option of options) this.ask(option);
  }

  /** Options that are written, by their camel-case names. */
  written(): string[] {
    return [...this.entries.keys()];
  }

  /** Options asked for so far, as the surface writes them. */
  known(): string[] {
    return Array.from(new Set(this.asked), (option) => this.naming.write(option));
  }

  /** Written options that nobody asked for. */
  unread(): ConfigEntry[] {
    const unread: ConfigEntry[] = [];
    for (const { entry, isAsked } of this.entries.values()) if (!isAsked) unread.push(entry);
    unread.push(...this.misspelt);
    return unread;
  }

  spell(option: string): string {
    return this.naming.write(option);
  }

  /**
   * A size: another number is none that a framework takes.
   * @param fallback the framework's default; null if the option must be given.
   */
  dimension(option: string, fallback: number | null): Dimension {
    const value = this.value(option);
    if (value === null) return fallback ?? this.missing(option);
    return this.readSize(value, option, fallback);
  }

  /** @param fallback as of a dimension. */
  number(option: string, fallback: number | null): number {
    const value = this.value(option);
    if (value === null) return size(fallback ?? this.missing(option));
    return size(this.readDimension(value, option, fallback));
  }

  boolean(option: string, fallback: boolean): boolean {
    const value = this.value(option);
    if (value === null) return fallback;
    if (value.kind === 'boolean') return value.value;
    this.noteUnread(value, option, `is taken to be ${fallback}`);
    return fallback;
  }

  /** A name or other text; null if none is written. */
  text(option: string): string | null {
    const value = this.value(option);
    if (value === null) return null;
    if (value.kind === 'string') return value.value;
    this.noteUnread(value, option, 'is left out');
    return null;
  }

  /** One of several words, written in camel or snake case. */
  choice<Word extends string>(option: string, words: readonly Word[], fallback: Word): Word {
    const value = this.value(option);
    if (value === null) return fallback;
    const written = value.kind === 'string' ? camelCase(value.value).toLowerCase() : null;
    const word = words.find((candidate) => candidate.toLowerCase() === written);
    if (word !== undefined) return word;
    this.noteUnread(value, option, `is taken to be '${fallback}'`);
    return fallback;
  }

  /**
   * A size for every one of `rank` dimensions, or a list of `rank` sizes (TF.js also takes a list of one).
   * @param least the smallest number that is taken.
   */
  sizes(option: string, rank: number, fallback: readonly number[] | null, least = 1): number[] {
    const value = this.value(option);
    if (value === null) return fallback === null ? repeat(size(this.missing(option)), rank) : [...fallback];
    const standard = fallback ?? repeat(assumedNumber(option), rank);
    const read = (item: ConfigValue) => size(this.readSize(item, option, standard[0] ?? null, least));
    if (value.kind !== 'list') return repeat(read(value), rank);
    const items = value.items.map(read);
    const first = items[0];
    if (items.length === rank) return items;
    if (items.length === 1 && first !== undefined) return repeat(first, rank);
    this.noteUnread(value, option, `is taken to be ${standard.join(', ')}`);
    return [...standard];
  }

  /** An axis, or a list of axes, as written (negative ones count from the end). */
  axes(option: string, fallback: number): number[] {
    const value = this.value(option);
    if (value === null) return [fallback];
    if (value.kind === 'list') return value.items.map((item) => size(this.readDimension(item, option, fallback)));
    return [size(this.readDimension(value, option, fallback))];
  }

  /** A whole number from `least` on, or an assumption that is noted. */
  readSize(value: ConfigValue, option: string, fallback: number | null, least = 1): Dimension {
    if (value.kind !== 'number' || isSize(size(value.value), least)) return this.readDimension(value, option, fallback);
    const assumed = assumedNumber(option, fallback);
    const name = this.naming.write(option);
    const wrong = `\`${name}\` is ${size(value.value)}, where a whole number from ${least} on has to stand`;
    this.note({ name, span: value.span, what: `${wrong}: ${assumed} is assumed.`, assumed });
    return { name, assumed };
  }

  /** A number, or an assumption that is noted. */
  readDimension(value: ConfigValue, option: string, fallback: number | null): Dimension {
    if (value.kind === 'number') return value.value;
    const assumed = assumedNumber(option, fallback);
    const name = value.kind === 'unknown' ? value.name : this.naming.write(option);
    this.noteUnread(value, option, `is taken to be ${assumed}`, assumed);
    return { name, assumed };
  }

  /** Stands in for an option that has to be given. */
  private missing(option: string): Dimension {
    const assumed = assumedNumber(option);
    const name = this.naming.write(option);
    this.note({ name, span: this.span, what: `\`${name}\` is missing: ${assumed} is assumed.`, assumed });
    return { name, assumed };
  }

  note(unknown: Unknown): void {
    this.notes.unknowns.push(unknown);
  }

  noteUnread(value: ConfigValue, option: string, instead: string, assumed: number | null = null): void {
    const name = value.kind === 'unknown' ? value.name : this.naming.write(option);
    const why = value.kind === 'unknown' ? value.reason : `It is written as a ${value.kind}.`;
    const what = `\`${this.naming.write(option)}\` cannot be read and ${instead}. ${why}`;
    this.notes.unknowns.push({ name, span: value.span, what, assumed });
  }
}

function repeat(number: number, times: number): number[] {
  return Array.from({ length: times }, () => number);
}

function assumedNumber(option: string, fallback: number | null = null): number {
  return ASSUMED[option] ?? fallback ?? ASSUMED_OTHERWISE;
}
