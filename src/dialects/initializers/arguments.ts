import { size } from '../../model/shape.ts';
import type { Span } from '../../model/text.ts';
import type { ConfigValue } from '../declaration.ts';
import { camelCase } from '../naming.ts';
import type { Notes } from '../option-reader.ts';

type ConfigObject = Extract<ConfigValue, { kind: 'object' }>;

/** The arguments of a constructed initialiser. What cannot be read makes the whole initialiser unknown (`unread`). */
export class InitializerArguments {
  /** A sentence on the first argument that cannot be read. */
  unread: string | null = null;
  private readonly options: ConfigObject | null;
  private readonly notes: Notes;

  constructor(options: ConfigObject | null, notes: Notes) {
    this.options = options;
    this.notes = notes;
  }

  value(name: string): ConfigValue | null {
    // Where a key stands twice the last one counts.
    const value = this.options?.entries.filter((entry) => entry.key === name).at(-1)?.value;
    return value === undefined || value.kind === 'null' ? null : value;
  }

  /** @param zeroIsMissing the framework takes a written 0 for missing, which is noted where that changes the number. */
  number(name: string, fallback: number, zeroIsMissing = false): number {
    const value = this.value(name);
    if (value === null) return fallback;
    if (value.kind !== 'number') {
      this.unread ??= unreadSentence(name, value);
      return fallback;
    }
    const number = size(value.value);
    if (number !== 0 || !zeroIsMissing) return number;
    if (fallback !== 0) this.dropped(name, `0 counts as missing here: ${fallback} is used.`, value.span);
    return fallback;
  }

  /** A word in camel case, null if none is written. */
  word(name: string): { readonly word: string; readonly written: string; readonly span: Span } | null {
    const value = this.value(name);
    if (value === null) return null;
    if (value.kind === 'string') return { word: camelCase(value.value), written: value.value, span: value.span };
    this.unread ??= unreadSentence(name, value);
    return null;
  }

  /** A seed that cannot be read is still a seed, but not one to compare: null, as for none. */
  seed(zeroIsMissing: boolean): number | null {
    const value = this.value('seed');
    if (value === null || value.kind !== 'number') return null;
    const seed = size(value.value);
    if (seed !== 0 || !zeroIsMissing) return seed;
    this.dropped('seed', '`seed: 0` is no seed here: every run draws anew. Any other number is one.', value.span);
    return null;
  }

  dropped(argument: string, detail: string, span: Span): void {
    this.notes.problems.push({ kind: 'droppedArgument', argument, detail, span });
  }
}

function unreadSentence(name: string, value: ConfigValue): string {
  const why = value.kind === 'unknown' ? value.reason : `It is written as a ${value.kind}.`;
  return `The initialiser's \`${name}\` cannot be read. ${why}`;
}
